"""Lists, who has been served by them this month, and whether there is enough for the others."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from cpise_inventory.errors import Refusal
from cpise_inventory.lists.events import Serving, Share
from cpise_inventory.locations import DISTRIBUTED
from cpise_inventory.stock.taking import Shelf, Wanted
from db.schema import distribution_list, list_receipt, reversal

_L, _R = distribution_list.c, list_receipt.c
_MONTH = len("2026-11")


class DistributionList(NamedTuple):
    """`closed_on` is empty while it's in use."""

    centre: str
    name: str
    servings: tuple[Serving, ...]
    shares: tuple[Share, ...]
    remarks: str
    closed_on: str

    def wanted(self, serving: Serving) -> list[Wanted]:
        """What one recipient gets, in the order of the list."""
        return [Wanted(share.item, share.of(serving.people)) for share in self.shares]

    @property
    def people(self) -> int:
        return sum(serving.people for serving in self.servings)


class Turn(NamedTuple):
    """A recipient, and the receipt that served them in a month; empty: still to be served."""

    serving: Serving
    document: str = ""


class Enough(NamedTuple):
    """Of an item: what those still to be served get in all, and what may leave for them."""

    item: str
    wanted: int
    available: int

    @property
    def missing(self) -> int:
        return max(self.wanted - self.available, 0)


_COLUMNS = (_L.centre, _L.name, _L.servings, _L.shares, _L.remarks, _L.closed_on)


def lists(
    connection: Connection, centre: str = "", *, closed: bool = False
) -> list[DistributionList]:
    """By centre and name; `closed`: those that are no longer in use, too."""
    wanted = select(*_COLUMNS).order_by(_L.centre, _L.name)
    if centre:
        wanted = wanted.where(_L.centre == centre)
    if not closed:
        wanted = wanted.where(_L.closed_on == "")
    # one that was closed before its description has come here has nothing to show yet
    return [_read(tuple(row)) for row in connection.execute(wanted.where(_L.servings != ""))]


def list_of(connection: Connection, centre: str, name: str) -> DistributionList | None:
    wanted = select(*_COLUMNS).where(_L.centre == centre, _L.name == name, _L.servings != "")
    row = connection.execute(wanted).one_or_none()
    return _read(tuple(row)) if row else None


def turns(connection: Connection, found: DistributionList, day: date) -> list[Turn]:
    """In the order of the list, each with the receipt of the day's month that stands."""
    month = day.isoformat()[:_MONTH]
    undone = select(reversal.c.document)
    wanted = (
        select(_R.recipient, _R.document)
        .where(_R.centre == found.centre, _R.name == found.name)
        .where(_R.happened_on >= f"{month}-01", _R.happened_on <= f"{month}-31")
        .where(_R.document.not_in(undone))
        .order_by(_R.happened_on, _R.device, _R.seq)
    )
    served = {recipient: str(document) for recipient, document in connection.execute(wanted)}
    return [Turn(one, served.get(one.recipient, "")) for one in found.servings]


def enough(shelf: Shelf, found: DistributionList, left: Iterable[Turn]) -> list[Enough]:
    """Whether what is there does for those who are still to be served; an item each."""
    servings = [turn.serving for turn in left if not turn.document]
    summed: dict[str, int] = {}
    for serving in servings:
        for one in found.wanted(serving):
            summed[one.item] = summed.get(one.item, 0) + one.quantity
    return [Enough(item, wanted, _available(shelf, item)) for item, wanted in summed.items()]


def _available(shelf: Shelf, item: str) -> int:
    try:
        return shelf.available(Wanted(item, 0), DISTRIBUTED)
    except Refusal:
        return 0


def _read(row: tuple[str, ...]) -> DistributionList:
    centre, name, servings, shares, remarks, closed_on = row
    return DistributionList(
        centre,
        name,
        msgspec.json.decode(servings, type=tuple[Serving, ...]),
        msgspec.json.decode(shares, type=tuple[Share, ...]),
        remarks,
        closed_on,
    )
