"""Goods in from a donor: what came well, what is damaged, missing or over, and what stays expected.

Damaged goods are on the books, in quarantine, so that nobody is given them and nobody forgets them.
Source: practice.md, 1 (count full units as good; excess goes in "received"; shortages and damage
are written down before the papers go back).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cpise_inventory.catalogue.commands import (
    check_giver,
    item_in_use,
    storeroom,
)
from cpise_inventory.catalogue.queries import Item
from cpise_inventory.catalogue.shelf_lives import LeastLives, least_lives
from cpise_inventory.documents.issuing import RECEIVED
from cpise_inventory.donations.errors import AllArrivedError
from cpise_inventory.donations.expected import Expected, known_delivery
from cpise_inventory.expiry import checked_expiry, months_after
from cpise_inventory.identity import Lot, checked_lot_number
from cpise_inventory.locations import DONOR, quarantine
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.stock import queries
from cpise_inventory.stock.errors import (
    DamageReasonError,
    ExpiredOnArrivalError,
    ExpiryNeededError,
    ExpiryNotKeptError,
    LotContradictionError,
    LotDatedTwiceError,
    LotOfAnotherError,
    NoLinesError,
    OtherCentreError,
    OtherDonationError,
    ShortDatedError,
    TooMuchOverError,
)
from cpise_inventory.stock.events import Check, Line, Received
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

LONGEST_NAME, LONGEST_REMARKS = 80, 400


@dataclass(frozen=True)
class Incoming:
    """A line of a delivery. `lot` is the number on the pack; `expiry` `2027-06` or `2027-06-30`.

    `quantity` came in good condition, `damaged` came besides; `missing` stands on the papers and
    did not come. `over`, of what came, is more than the papers say; of an expected delivery it is
    reckoned. `reason`: why it is damaged, or received with little time left.
    """

    item: str
    quantity: int
    lot: str = ""
    expiry: str = ""
    damaged: int = 0
    missing: int = 0
    over: int = 0
    reason: str = ""

    @property
    def came(self) -> int:
        return self.quantity + self.damaged


@dataclass(frozen=True)
class Delivery:
    """Goods from a donor for a centre. `paper`: the donor's own number for it.

    `expected`: the code of the delivery that was announced, which then says whose it is.
    `unchecked`: all of it goes into quarantine until somebody has checked it. `beyond`: more comes
    of a delivery that was announced, though all of it has come.
    """

    centre: str
    donor: str
    lines: Sequence[Incoming]
    donation: str = ""
    storeroom: str = ""
    paper: str = ""
    remarks: str = ""
    happened_on: date | None = None
    transport: str = ""
    expected: str = ""
    unchecked: bool = False
    beyond: bool = False


@dataclass
class _Ramp:
    """Where a delivery is unpacked: on which day, into which places, as whose."""

    work: Work
    delivery: Delivery
    day: date
    room: str
    least: LeastLives
    lots: dict[tuple[str, str], tuple[int, Lot]] = field(default_factory=dict)
    """Of the lines before, by item and number, with the line that said it first."""

    @property
    def apart(self) -> str:
        return quarantine(self.delivery.centre)

    def place(self, *, good: bool) -> str:
        return self.room if good and not self.delivery.unchecked else self.apart


def receive(work: Work, delivery: Delivery) -> str:
    """Goods in from a donor; the number of the goods received note."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(delivery.happened_on)
    expected = _announced(work, delivery)
    if expected is not None:
        delivery = _as_announced(delivery, expected)
    room = storeroom(work.connection, delivery.centre, delivery.storeroom)
    check_giver(work.connection, delivery.donor, delivery.donation)
    texts = {
        "paper": checked_text("paper", delivery.paper, LONGEST_NAME),
        "transport": checked_text("transport", delivery.transport, LONGEST_NAME),
        "remarks": checked_text("remarks", delivery.remarks, LONGEST_REMARKS),
    }
    work.hold(*(f"lots {line.item}" for line in delivery.lines if line.lot))
    ramp = _Ramp(work, delivery, day, room, least_lives(work.connection))
    lines, checks = list[Line](), list[Check]()
    for at, line in enumerate(delivery.lines, 1):
        moved, check = _unpacked(ramp, at, line)
        lines += moved
        checks += check
    if not lines and not checks:
        raise NoLinesError
    return work.issue(
        RECEIVED,
        lambda number: Received(
            number=number,
            centre=delivery.centre,
            donor=delivery.donor,
            donation=delivery.donation or delivery.donor,
            expected=delivery.expected,
            unchecked=delivery.unchecked,
            checks=_of_each_lot(checks),
            lines=tuple(lines),
            **texts,
        ),
        day,
    )


# --- what was announced --------------------------------------------------------------------------


def _announced(work: Work, delivery: Delivery) -> Expected | None:
    if not delivery.expected:
        return None
    code = delivery.expected.strip().upper()
    work.hold(f"delivery {code}")
    found = known_delivery(work.connection, code, still_open=True)
    if not (found.remaining or delivery.beyond):
        raise AllArrivedError(code)
    return found


def _as_announced(delivery: Delivery, expected: Expected) -> Delivery:
    """Whose it is, and on each line what is over. Raises where it is another's."""
    if delivery.centre != expected.centre:
        raise OtherCentreError(expected.code, delivery.centre, expected.centre)
    if delivery.donation not in ("", expected.donation):
        raise OtherDonationError(expected.code, delivery.donation, expected.donation)
    left = {line.item: line.remaining for line in expected.lines}
    lines = []
    for line in delivery.lines:
        there = left.get(line.item, 0)
        left[line.item] = max(there - line.came, 0)
        lines.append(replace(line, over=max(line.came - there, 0)))
    return replace(
        delivery,
        expected=expected.code,
        donation=expected.donation,
        donor=delivery.donor or expected.donor,
        paper=delivery.paper or expected.paper,
        transport=delivery.transport or expected.transport,
        lines=lines,
    )


# --- line by line --------------------------------------------------------------------------------


def _unpacked(ramp: _Ramp, at: int, line: Incoming) -> tuple[list[Line], list[Check]]:
    """What of a line, the paper's `at`, goes where, and how it differs from the papers."""
    item = item_in_use(ramp.work.connection, line.item)
    for part in (line.quantity, line.damaged, line.missing, line.over):
        if part:
            checked_quantity(part, line.item)
    checked_quantity(line.came or line.missing, line.item)
    reason = checked_text("reason", line.reason, LONGEST_REMARKS)
    if line.over > line.came:
        raise TooMuchOverError(item.code, line.over, line.came)
    if line.damaged and not (reason or ramp.delivery.remarks.strip()):
        raise DamageReasonError(item.code, line.damaged)
    if not line.came:  # of what did not come nobody knows the lot
        donation = ramp.delivery.donation or ramp.delivery.donor
        lot = Lot(checked_lot_number(line.lot), "", donation)
    else:
        lot = _lot(ramp, at, line, item)
    parts = ((line.quantity, True), (line.damaged, False))
    lines = [
        Line(item.code, lot.key, DONOR, ramp.place(good=good), part) for part, good in parts if part
    ]
    differs = line.damaged or line.missing or line.over or reason
    check = Check(item.code, lot.key, line.damaged, line.missing, line.over, reason)
    return lines, [check] if differs else []


def _of_each_lot(checks: Sequence[Check]) -> tuple[Check, ...]:
    """One for each item's lot, for the same lot may stand on several lines."""
    merged: dict[tuple[str, str], Check] = {}
    for one in checks:
        before = merged.get((one.item, one.lot))
        if before is None:
            merged[one.item, one.lot] = one
            continue
        reasons = dict.fromkeys(reason for reason in (before.reason, one.reason) if reason)
        merged[one.item, one.lot] = Check(
            *(one.item, one.lot, before.damaged + one.damaged, before.missing + one.missing),
            *(before.over + one.over, " ; ".join(reasons)),
        )
    return tuple(merged.values())


def _lot(ramp: _Ramp, at: int, line: Incoming, item: Item) -> Lot:
    expiry = checked_expiry(line.expiry)
    if expiry and not item.keeps_expiry:
        raise ExpiryNotKeptError(line.item, expiry)
    if item.keeps_expiry and not expiry:
        raise ExpiryNeededError(line.item)
    number = checked_lot_number(line.lot)
    lot = Lot(number, expiry, ramp.delivery.donation or ramp.delivery.donor)
    if not (ramp.delivery.remarks.strip() or line.reason.strip()):
        _fresh(ramp, item, lot)
        _not_of_another(ramp, item.code, lot)
    return _known(ramp, at, line.item, lot) if number else lot


def _known(ramp: _Ramp, at: int, item: str, lot: Lot) -> Lot:
    """The lot as a line before or the books have it: 2027-06 and 2027-06-30 are one."""
    before = ramp.lots.get((item, lot.number))
    first, known = before or (at, _known_lot(ramp.work, item, lot))
    if known.expires_on != lot.expires_on:
        about = (item, lot.number, lot.expiry, known.expiry)
        raise LotDatedTwiceError(*about, first, at) if before else LotContradictionError(*about)
    ramp.lots[item, lot.number] = first, known
    return known


def _fresh(ramp: _Ramp, item: Item, lot: Lot) -> None:
    """Raises where a reason is wanted and none is given."""
    if lot.expires_on < ramp.day.isoformat():
        raise ExpiredOnArrivalError(item.code, lot.number, lot.expiry)
    asked = ramp.least.of(item.code, item.category).months
    if lot.expires_on < months_after(ramp.day, asked):
        raise ShortDatedError(item.code, lot.number, lot.expiry, asked)


def _not_of_another(ramp: _Ramp, item: str, lot: Lot) -> None:
    """Raises where another donation's lot of this number has another date, and nobody says why."""
    if not lot.number:
        return
    for known in queries.lots_standing(ramp.work.connection, item, lot.number):
        if known.donation != lot.donation and known.expires_on != lot.expires_on:
            about = (item, lot.number, lot.expiry, known.expiry)
            raise LotOfAnotherError(*about, known.donation)


def _known_lot(work: Work, item: str, lot: Lot) -> Lot:
    """The lot of this number and donation as it's written already; else as it is."""
    for known in queries.lots_standing(work.connection, item, lot.number):
        if known.donation == lot.donation:
            return Lot(lot.number, known.expiry, lot.donation)
    return lot
