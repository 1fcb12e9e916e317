"""Deliveries that are to come: what was announced, what has come of it, what is still awaited."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, select

from cpise_inventory.catalogue.events import Promised
from cpise_inventory.donations.errors import DeliveryClosedError, UnknownDeliveryError
from db.schema import delivery_note, donation, expected_delivery, reversal, series

SERIES = "delivery"
"""The series of a device's codes of deliveries: NKC1-A-L00001."""
_E, _N, _S = expected_delivery.c, delivery_note.c, series.c


class ExpectedLine(NamedTuple):
    """Of an item: announced, and what came of it; `damaged` and `over` are of what arrived."""

    item: str
    announced: int
    arrived: int = 0
    damaged: int = 0
    missing: int = 0
    over: int = 0

    @property
    def remaining(self) -> int:
        return max(self.announced - self.arrived, 0)


@dataclass(frozen=True)
class Expected:
    """`notes`: the goods received notes against it, those cancelled left out."""

    code: str
    donation: str
    donor: str
    centre: str
    due_on: str
    paper: str
    transport: str
    remarks: str
    lines: tuple[ExpectedLine, ...]
    notes: tuple[str, ...]
    closed_on: str
    reason: str

    @property
    def remaining(self) -> int:
        return sum(line.remaining for line in self.lines)

    @property
    def status(self) -> str:
        """`expected`, `partly_received`, `received`, or `closed` with goods that never came."""
        if not self.remaining:
            return "received"
        if self.closed_on:
            return "closed"
        return "partly_received" if self.notes else "expected"

    @property
    def is_open(self) -> bool:
        return self.status in ("expected", "partly_received")


_ALL = (
    select(
        *(_E.code, _E.donation, donation.c.donor, _E.centre, _E.due_on, _E.paper, _E.transport),
        *(_E.remarks, _E.lines, _E.closed_on, _E.reason),
    )
    .outerjoin_from(expected_delivery, donation, donation.c.code == _E.donation)
    .where(_E.described != "")  # what was closed before its description came
    .order_by(_E.closed_on != "", _E.due_on == "", _E.due_on, _E.code)
)
_NOTES = select(
    *(_N.delivery, _N.document, _N.item, _N.arrived, _N.damaged, _N.missing, _N.over)
).where(~select(reversal.c.document).where(reversal.c.document == _N.document).exists())


def deliveries(
    connection: Connection, *, centre: str = "", donation: str = "", open_only: bool = False
) -> list[Expected]:
    """Those still awaited first, in the order in which they are due."""
    wanted = _ALL
    if centre:
        wanted = wanted.where(_E.centre == centre)
    if donation:
        wanted = wanted.where(_E.donation == donation)
    if open_only:
        wanted = wanted.where(_E.closed_on == "")
    found = _found(connection, wanted)
    return [one for one in found if one.is_open] if open_only else found


def delivery(connection: Connection, code: str) -> Expected | None:
    found = _found(connection, _ALL.where(_E.code == code))
    return found[0] if found else None


def known_delivery(connection: Connection, code: str, *, still_open: bool = False) -> Expected:
    """Raises `UnknownDeliveryError`; `DeliveryClosedError` where goods can't come any more."""
    found = delivery(connection, code)
    if found is None:
        raise UnknownDeliveryError(code)
    if still_open and found.closed_on:
        raise DeliveryClosedError(code, found.closed_on)
    return found


def last_code(connection: Connection, device: str) -> int:
    """The last number that this device gave to a delivery."""
    wanted = select(_S.last).where(_S.device == device, _S.name == SERIES)
    return int(connection.execute(wanted).scalar() or 0)


def _found(connection: Connection, wanted: Select[Any]) -> list[Expected]:
    rows = list(connection.execute(wanted))
    codes = [row[0] for row in rows]
    notes: dict[str, list[Any]] = {code: [] for code in codes}
    for one in connection.execute(_NOTES.where(_N.delivery.in_(codes)).order_by(_N.document)):
        notes[one[0]].append(one)
    return [_expected(row, notes[row[0]]) for row in rows]


def _expected(row: Any, notes: Iterable[Any]) -> Expected:
    code, gift, donor, centre, due_on, paper, transport, remarks, lines, closed_on, reason = row
    sums: dict[str, list[int]] = {}
    numbers: dict[str, None] = {}
    for _, document, item, *amounts in notes:
        numbers[document] = None
        before = sums.get(item, [0, 0, 0, 0])
        sums[item] = [one + more for one, more in zip(before, amounts, strict=True)]
    announced = {
        one.item: one.quantity for one in msgspec.json.decode(lines, type=tuple[Promised, ...])
    }
    return Expected(
        *(code, gift, donor or "", centre, due_on, paper, transport, remarks),
        lines=tuple(
            ExpectedLine(item, announced.get(item, 0), *sums.get(item, ()))
            for item in dict.fromkeys((*announced, *sums))
        ),
        notes=tuple(numbers),
        closed_on=closed_on,
        reason=reason,
    )
