"""Goods in and out: the rules, then one event. A refusal leaves nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cpise_inventory.catalogue.commands import (
    item_in_use,
    known_donation,
    known_donor,
    known_item,
    storeroom,
)
from cpise_inventory.documents.issuing import DISTRIBUTED, RECEIVED
from cpise_inventory.expiry import checked_expiry
from cpise_inventory.identity import Lot, checked_lot_number
from cpise_inventory.locations import DISTRIBUTED as GIVEN
from cpise_inventory.locations import DONOR
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import MOST, QuantityTooLargeError, checked_quantity
from cpise_inventory.stock import queries
from cpise_inventory.stock.errors import (
    EmptyGroupError,
    ExpiredOnArrivalError,
    ExpiryNeededError,
    ExpiryNotKeptError,
    LotContradictionError,
    NoLinesError,
    NoRecipientError,
)
from cpise_inventory.stock.events import Distributed, Headcount, Line, Received
from cpise_inventory.stock.taking import Shelf, Wanted
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

RECIPIENT_KINDS = ("unit", "staff", "group")
LONGEST_NAME, LONGEST_REMARKS = 80, 400


@dataclass(frozen=True)
class Incoming:
    """A line of a delivery. `lot` is the number on the pack; `expiry` `2027-06` or `2027-06-30`."""

    item: str
    quantity: int
    lot: str = ""
    expiry: str = ""


@dataclass(frozen=True)
class Delivery:
    """Goods from a donor for a centre. `paper`: the donor's own number for it."""

    centre: str
    donor: str
    lines: Sequence[Incoming]
    donation: str = ""
    storeroom: str = ""
    paper: str = ""
    remarks: str = ""
    happened_on: date | None = None


@dataclass(frozen=True)
class Distribution:
    """Goods for a unit, a staff member or a counted group. Never a child's name.

    `handed_to`: the adult who takes them and signs. `by_list`: the distribution list it is of.
    """

    centre: str
    recipient: str
    recipient_kind: str
    lines: Sequence[Wanted]
    people: int = 0
    heads: Sequence[Headcount] = ()
    storeroom: str = ""
    remarks: str = ""
    happened_on: date | None = None
    handed_to: str = ""
    by_list: str = ""


def receive(work: Work, delivery: Delivery) -> str:
    """Goods in from a donor; the number of the goods received note."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(delivery.happened_on)
    target = storeroom(work.connection, delivery.centre, delivery.storeroom)
    known_donor(work.connection, delivery.donor)
    if delivery.donation:
        known_donation(work.connection, delivery.donation)
    remarks = checked_text("remarks", delivery.remarks, LONGEST_REMARKS)
    work.hold(*(f"lots {line.item}" for line in delivery.lines if line.lot))
    here: dict[tuple[str, str], Lot] = {}
    lines = tuple(_incoming(work, delivery, line, target, day, here) for line in delivery.lines)
    some(lines)
    return work.issue(
        RECEIVED,
        lambda number: Received(
            number=number,
            centre=delivery.centre,
            donor=delivery.donor,
            donation=delivery.donation or delivery.donor,
            paper=checked_text("paper", delivery.paper, LONGEST_NAME),
            remarks=remarks,
            lines=lines,
        ),
        day,
    )


def _incoming(
    work: Work,
    delivery: Delivery,
    line: Incoming,
    target: str,
    day: date,
    here: dict[tuple[str, str], Lot],
) -> Line:
    """`here`: the lots of the lines before, by item and number."""
    item = item_in_use(work.connection, line.item)
    checked_quantity(line.quantity, line.item)
    expiry = checked_expiry(line.expiry)
    if expiry and not item.keeps_expiry:
        raise ExpiryNotKeptError(item.code, expiry)
    if item.keeps_expiry and not expiry:
        raise ExpiryNeededError(item.code)
    number = checked_lot_number(line.lot)
    lot = Lot(number, expiry, delivery.donation or delivery.donor)
    if lot.expires_on < day.isoformat() and not delivery.remarks.strip():
        raise ExpiredOnArrivalError(item.code, number, expiry)
    if number:
        known = here.get((item.code, number)) or _known_lot(work, item.code, lot)
        if known.expires_on != lot.expires_on:
            raise LotContradictionError(item.code, number, expiry, known.expiry)
        lot = here[item.code, number] = known  # 2027-06 and 2027-06-30 are one lot
    return Line(item.code, lot.key, DONOR, target, line.quantity)


def _known_lot(work: Work, item: str, lot: Lot) -> Lot:
    """The lot of this number and donation as it's written already; else as it is."""
    for known in queries.lots_with_number(work.connection, item, lot.number):
        if known.donation == lot.donation:
            return Lot(lot.number, known.expiry, lot.donation)
    return lot


def distribute(work: Work, wanted: Distribution) -> str:
    """Goods out, lots first expired first out unless named; the distribution receipt's number."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(wanted.happened_on)
    recipient = checked_text("to", wanted.recipient, LONGEST_NAME)
    if not recipient or wanted.recipient_kind not in RECIPIENT_KINDS:
        raise NoRecipientError
    heads = tuple(head for head in wanted.heads if head.people)
    heads = tuple(_checked_heads(head) for head in heads)
    people = sum(head.people for head in heads) or wanted.people
    if people > MOST:
        raise QuantityTooLargeError(recipient, people, MOST)
    if people < 0 or (wanted.recipient_kind == "group" and people == 0):
        raise EmptyGroupError(people)
    remarks = checked_text("remarks", wanted.remarks, LONGEST_REMARKS)
    handed_to = checked_text("handed_to", wanted.handed_to, LONGEST_NAME)
    by_list = checked_text("list", wanted.by_list, LONGEST_NAME)
    source = storeroom(work.connection, wanted.centre, wanted.storeroom)
    lines = taken(work, source, day, wanted.lines, GIVEN)
    return work.issue(
        DISTRIBUTED,
        lambda number: Distributed(
            number=number,
            centre=wanted.centre,
            recipient=recipient,
            recipient_kind=wanted.recipient_kind,
            served=people,
            heads=heads,
            remarks=remarks,
            handed_to=handed_to,
            by_list=by_list,
            lines=lines,
        ),
        day,
    )


def _checked_heads(head: Headcount) -> Headcount:
    if head.people < 0:
        raise EmptyGroupError(head.people)
    # too short for anybody's name
    return Headcount(
        checked_text("sex", head.sex, 1), checked_text("ages", head.ages, 9), head.people
    )


def taken(
    work: Work, source: str, day: date, wanted: Sequence[Wanted], target: str
) -> tuple[Line, ...]:
    """The lines that take what is wanted from a storeroom. Raises why it can't be had."""
    shelf, lines = Shelf(work.connection, source, day, work.today), list[Line]()
    for want in wanted:
        known_item(work.connection, want.item)
        checked_quantity(want.quantity, want.item)
        lines += shelf.take(want, target)
    some(lines)
    return tuple(lines)


def some(lines: Sequence[object]) -> None:
    """Raises `NoLinesError` where there is none."""
    if not lines:
        raise NoLinesError
