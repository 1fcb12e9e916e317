"""Goods in and out: the rules, then one event. A refusal leaves nothing written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cpise_inventory.catalogue.commands import known_item, storeroom
from cpise_inventory.documents.issuing import DISTRIBUTED
from cpise_inventory.locations import DISTRIBUTED as GIVEN
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import MOST, QuantityTooLargeError, checked_quantity
from cpise_inventory.stock.errors import EmptyGroupError, NoLinesError, NoRecipientError
from cpise_inventory.stock.events import Distributed, Headcount, Line
from cpise_inventory.stock.receiving import Delivery, Incoming, receive
from cpise_inventory.stock.taking import Shelf, Wanted
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

__all__ = ["Delivery", "Distribution", "Incoming", "distribute", "receive", "some", "taken"]
"""What comes in has a room of its own."""

RECIPIENT_KINDS = ("unit", "staff", "group")
LONGEST_NAME, LONGEST_REMARKS = 80, 400


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
    known = set[str]()
    for want in wanted:
        if want.item not in known:  # of many lots of an item it's asked once
            known.add(known_item(work.connection, want.item).code)
        checked_quantity(want.quantity, want.item)
        lines += shelf.take(want, target)
    some(lines)
    return tuple(lines)


def some(lines: Sequence[object]) -> None:
    """Raises `NoLinesError` where there is none."""
    if not lines:
        raise NoLinesError
