"""What is on the road, how old it is, what differs, and who asked whom for what."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Select, func, select, text, union_all

from cpise_inventory.identity import read_lot
from db.schema import (
    UNEQUAL,
    UNSEEN,
    request,
    request_line,
    request_step,
    reversal,
    transfer,
    transfer_asset,
    transfer_line,
    transfer_step,
)

_T, _TL, _TA, _TS = transfer.c, transfer_line.c, transfer_asset.c, transfer_step.c
_R, _RL, _RS = request.c, request_line.c, request_step.c
_OPEN = union_all(
    select(_TL.number).where(text(f"({UNEQUAL})")), select(_TA.number).where(text(f"({UNSEEN})"))
)
"""Waybills with something on the road or in excess; the words are those of the indexes."""


class RoadLine(NamedTuple):
    """One lot of a waybill, in units. What is on the road is `missing` so far."""

    item: str
    lot: str
    sent: int
    received: int
    damaged: int = 0
    """Of what was received."""
    back: int = 0
    """Settled: in the sender's books again."""
    lost: int = 0
    over: int = 0
    cleared: int = 0
    """Of what was over, settled."""

    @property
    def missing(self) -> int:
        """Below nought: more came in than was sent, as when it was received twice while apart."""
        return self.sent - self.received - self.back - self.lost

    @property
    def excess(self) -> int:
        """In excess and not settled yet."""
        return self.over - self.cleared

    @property
    def number(self) -> str:
        """Of the lot, as on the pack."""
        return read_lot(self.lot).number


class RoadAsset(NamedTuple):
    """One asset on a waybill. `lacks`: which accessories didn't come with it, a line each."""

    tag: str
    sent: int
    received: int
    settled: int
    """Didn't come in, and somebody decided what became of it."""
    short: int = 0
    """How often it came in without some accessories."""
    cleared: int = 0
    """Of these, settled."""
    lacks: str = ""

    @property
    def missing(self) -> bool:
        """On the road so far."""
        return self.sent > self.received + self.settled

    @property
    def status(self) -> str:
        """`in_transit`, `received`, `settled` or `cancelled`."""
        if self.missing:
            return "in_transit"
        if not self.sent:
            return "cancelled"
        return "received" if self.received else "settled"

    @property
    def lacking(self) -> tuple[str, ...]:
        """Accessories that were not with it, while nobody has decided about them."""
        return tuple(self.lacks.splitlines()) if self.short > self.cleared else ()


class Transfer(NamedTuple):
    """A waybill. `closed`: nothing more of it will come."""

    number: str
    source: str
    target: str
    sent_on: str
    lines: tuple[RoadLine, ...]
    request: str = ""
    closed: bool = False
    assets: tuple[RoadAsset, ...] = ()

    @property
    def status(self) -> str:
        """`sent`, `partly_received`, `to_settle`, `settled`, `received` or `cancelled`."""
        lines, assets = self.lines, self.assets
        differs = any(line.missing < 0 or line.excess for line in lines)
        differs = differs or any(one.lacking for one in assets)
        if differs or (self.is_coming and self.closed):
            return "to_settle"
        if self.is_coming:
            came = any(line.received for line in lines) or any(one.received for one in assets)
            return "partly_received" if came else "sent"
        if not (any(line.sent for line in lines) or any(one.sent for one in assets)):
            return "cancelled"
        settled = any(line.back or line.lost or line.cleared for line in lines)
        settled = settled or any(one.settled or one.cleared for one in assets)
        return "settled" if settled else "received"

    @property
    def on_the_road(self) -> int:
        """Units of goods sent of which nothing is known yet."""
        return sum(max(line.missing, 0) for line in self.lines)

    @property
    def missing(self) -> int:
        """Goods in units, and assets."""
        return self.on_the_road + len(self.assets_on_the_road)

    @property
    def assets_on_the_road(self) -> tuple[str, ...]:
        """Their tags."""
        return tuple(one.tag for one in self.assets if one.missing)

    @property
    def is_coming(self) -> bool:
        """Whether anything that was sent is on the road so far."""
        return bool(self.on_the_road or self.assets_on_the_road)

    def days(self, today: date) -> int:
        """Since it was sent."""
        return max((today - date.fromisoformat(self.sent_on)).days, 0)


_TRANSFERS = select(_T.number, _T.source, _T.target, _T.sent_on, _T.request)
_LINES = select(
    *(_TL.number, _TL.item, _TL.lot, _TL.sent, _TL.received, _TL.damaged),
    *(_TL.back, _TL.lost, _TL.over, _TL.cleared),
).order_by(_TL.number, _TL.item, _TL.lot)
_ASSETS = select(
    *(_TA.number, _TA.tag, _TA.sent, _TA.received, _TA.settled),
    *(_TA.short, _TA.cleared, _TA.lacks),
).order_by(_TA.number, _TA.tag)
_CLOSED = (
    select(_TS.number)
    .outerjoin_from(transfer_step, reversal, reversal.c.document == _TS.document)
    .where(_TS.step.in_(("last", "closed")), reversal.c.document.is_(None))
)
_NEWEST = (_T.clock.desc(), _T.number.desc())


def transfers(
    connection: Connection, number: str = "", *, open_only: bool = False
) -> list[Transfer]:
    """Waybills and what became of them, the newest first.

    `open_only`: with something on the road, or with a difference to settle.
    """
    wanted = _TRANSFERS.order_by(*_NEWEST)
    if number:
        wanted = wanted.where(_T.number == number)
    if open_only:
        wanted = wanted.where(_T.number.in_(_OPEN))
    return _told(connection, wanted)


def transfer_of(connection: Connection, number: str) -> Transfer | None:
    return next(iter(transfers(connection, number)), None)


def under_way(connection: Connection, centre: str = "") -> list[Transfer]:
    """All with goods on the road or differences to settle, from or to a centre, the oldest first.

    What waits to be settled was received twice, or in excess, or will not come any more.
    """
    wanted = _TRANSFERS.where(_T.number.in_(_OPEN)).order_by(_T.sent_on, _T.clock, _T.number)
    if centre:
        wanted = wanted.where((_T.source == centre) | (_T.target == centre))
    return _told(connection, wanted)


class OnRoad(NamedTuple):
    """So much of a lot between two centres: on the road; or, `closed`, nothing more will come of
    that waybill, and the difference waits to be settled.
    """

    number: str
    source: str
    target: str
    sent_on: str
    item: str
    lot: str
    quantity: int
    closed: bool = False


def on_the_road(connection: Connection, centre: str = "", item: str = "") -> list[OnRoad]:
    """From or to a centre, the oldest first: in neither of both storerooms, and yet not gone."""
    return [
        OnRoad(
            *(one.number, one.source, one.target, one.sent_on), *line[:2], line.missing, one.closed
        )
        for one in under_way(connection, centre)
        for line in one.lines
        if line.missing > 0 and item in ("", line.item)
    ]


class Filter(NamedTuple):
    """Which waybills; empty means all. `text` is in the number; `open` as `open_only`."""

    centre: str = ""
    text: str = ""
    open: bool = False


def transfers_size(connection: Connection, wanted: Filter) -> int:
    counted = _narrowed(select(func.count()).select_from(transfer), wanted)
    return int(connection.execute(counted).scalar_one())


def transfers_page(
    connection: Connection, wanted: Filter, offset: int, size: int
) -> list[Transfer]:
    """The newest first."""
    page = _narrowed(_TRANSFERS, wanted).order_by(*_NEWEST).limit(size).offset(offset)
    return _told(connection, page)


def _narrowed(lines: Select[Any], wanted: Filter) -> Select[Any]:
    if wanted.centre:
        lines = lines.where((_T.source == wanted.centre) | (_T.target == wanted.centre))
    if wanted.text:
        lines = lines.where(_T.number.icontains(wanted.text, autoescape=True))
    if wanted.open:
        lines = lines.where(_T.number.in_(_OPEN))
    return lines


def _told(connection: Connection, wanted: Select[Any]) -> list[Transfer]:
    heads = connection.execute(wanted).all()
    numbers = wanted.with_only_columns(_T.number)  # not the numbers themselves: there may be many
    lines: dict[str, list[RoadLine]] = {}
    for number, *line in connection.execute(_LINES.where(_TL.number.in_(numbers))):
        lines.setdefault(number, []).append(RoadLine(*line))
    assets: dict[str, list[RoadAsset]] = {}
    for number, *one in connection.execute(_ASSETS.where(_TA.number.in_(numbers))):
        assets.setdefault(number, []).append(RoadAsset(*one))
    closed = set(connection.scalars(_CLOSED.where(_TS.number.in_(numbers))))
    return [
        Transfer(
            *(head.number, head.source, head.target, head.sent_on),
            tuple(lines.get(head.number, ())),
            head.request,
            head.number in closed,
            tuple(assets.get(head.number, ())),
        )
        for head in heads
    ]


class Step(NamedTuple):
    """What was done about a waybill: sent, received, last, closed, settled, undone, restored.

    `last` is received with nothing more to come. `document` of what was undone is the one that was
    cancelled; `restored` takes back one of two such. `undone` says that this step is cancelled.
    """

    step: str
    document: str
    actor: str
    happened_on: str
    units: int
    clock: int
    undone: bool
    assets: int = 0


_ABOUT_STEPS = ("undone", "restored")
"""These say what became of another step."""


def undone_times(told: Iterable[Any]) -> Counter[str]:
    """How often the document of a step was undone, less what was taken back of that."""
    steps = [(one.step, one.document) for one in told]
    times = Counter(document for step, document in steps if step == "undone")
    times.subtract(document for step, document in steps if step == "restored")
    return times


def steps(connection: Connection, number: str) -> list[Step]:
    """In their order."""
    wanted = (
        select(
            *(_TS.step, _TS.document, _TS.actor, _TS.happened_on, _TS.units, _TS.clock),
            _TS.assets,
        )
        .where(_TS.number == number)
        .order_by(_TS.clock, _TS.device, _TS.seq)
    )
    rows = connection.execute(wanted).all()
    times = undone_times(rows)
    return [
        Step(*row[:-1], row.step not in _ABOUT_STEPS and times[row.document] > 0, row.assets)
        for row in rows
    ]


CAME: Final = ("received", "last")
OFF_THE_ROAD: Final = (*CAME, "settled")
"""Steps by which something that was sent is no longer on the road."""


def standing(connection: Connection, number: str, *wanted: str) -> list[Step]:
    """Those of the named steps that were not cancelled, the newest first."""
    found = steps(connection, number)
    return [one for one in reversed(found) if one.step in wanted and not one.undone]


# --- requisitions --------------------------------------------------------------------------------


class RequestLine(NamedTuple):
    item: str
    asked: int
    approved: int
    sent: int

    @property
    def left(self) -> int:
        """Approved and not sent yet."""
        return max(self.approved - self.sent, 0)


class Request(NamedTuple):
    """A requisition. `decided`: the last word about it: asked, approved, refused, closed."""

    number: str
    centre: str
    supplier: str
    asked_on: str
    wanted_on: str
    actor: str
    decided: str
    lines: tuple[RequestLine, ...]

    @property
    def status(self) -> str:
        """`asked`, `approved`, `partly_sent`, `sent`, `refused` or `closed`."""
        if self.decided != "approved":
            return self.decided
        if not any(line.sent > 0 for line in self.lines):
            return "approved"
        return "partly_sent" if any(line.left for line in self.lines) else "sent"

    @property
    def left(self) -> int:
        """Units that may still be sent."""
        return sum(line.left for line in self.lines) if self.decided == "approved" else 0


class Turn(NamedTuple):
    """What was done about a requisition, and what was said with it."""

    step: str
    actor: str
    happened_on: str
    remarks: str
    clock: int


_REQUESTS = select(
    *(_R.number, _R.centre, _R.supplier, _R.asked_on, _R.wanted_on, _R.actor, _R.status)
).where(_R.centre != "")  # a decision may have come here before what it is about
_WAITING = select(_R.number).where(text("(request.status = 'asked')"))
_TO_SEND = select(_RL.number).where(text("(request_line.approved > request_line.sent)"))


def requests(
    connection: Connection, number: str = "", *, open_only: bool = False, most: int = 200
) -> list[Request]:
    """The newest first. `open_only`: to be decided, or approved and not all sent."""
    wanted = _REQUESTS.order_by(_R.clock.desc(), _R.number.desc())
    if number:
        wanted = wanted.where(_R.number == number)
    if open_only:
        ready = _R.number.in_(_TO_SEND) & (_R.status == "approved")
        wanted = wanted.where(_R.number.in_(_WAITING) | ready)
    else:
        wanted = wanted.limit(most)
    return _asked(connection, wanted)


def request_of(connection: Connection, number: str) -> Request | None:
    return next(iter(requests(connection, number)), None)


def _asked(connection: Connection, wanted: Select[Any]) -> list[Request]:
    heads = connection.execute(wanted).all()
    lines: dict[str, list[RequestLine]] = {}
    columns = (_RL.number, _RL.item, _RL.asked, _RL.approved, _RL.sent)
    of_these = _RL.number.in_(wanted.with_only_columns(_R.number))
    ordered = select(*columns).where(of_these).order_by(_RL.number, _RL.item)
    for number, *line in connection.execute(ordered):
        lines.setdefault(number, []).append(RequestLine(*line))
    return [Request._make((*head, tuple(lines.get(head[0], ())))) for head in heads]


def turns(connection: Connection, number: str) -> list[Turn]:
    """In their order."""
    wanted = select(_RS.step, _RS.actor, _RS.happened_on, _RS.remarks, _RS.clock)
    wanted = wanted.where(_RS.number == number).order_by(_RS.clock, _RS.device, _RS.seq)
    return [Turn(*row) for row in connection.execute(wanted)]


def sent_for(connection: Connection, number: str) -> list[Transfer]:
    """The waybills that were sent for a requisition, the newest first."""
    return _told(connection, _TRANSFERS.where(_T.request == number).order_by(*_NEWEST))
