"""Goods that were handed out come back: against their receipt, into the lots that they left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from cpise_inventory.catalogue.commands import storeroom
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.issuing import RETURNED
from cpise_inventory.documents.queries import (
    TWICE,
    Document,
    document_of,
    issued_event,
    of_party,
    reversals_of,
)
from cpise_inventory.identity import names_lot
from cpise_inventory.journal.journal import Journal
from cpise_inventory.locations import DISTRIBUTED, quarantine
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.stock.commands import LONGEST_REMARKS
from cpise_inventory.stock.errors import (
    AllBackError,
    AlreadyReversedError,
    LotNotOnReceiptError,
    MoreThanGivenError,
    NoLinesError,
    NotAReceiptError,
    NotOnReceiptError,
    ReturnedBeforeGivenError,
)
from cpise_inventory.stock.events import Distributed, GivenBack, Line, by_lot
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work
from db.schema import TOO_MUCH, receipt_back

_GIVEN = str(Distributed.__struct_config__.tag)
_BACK = str(GivenBack.__struct_config__.tag)
LAST = 2**63 - 1
"""Of the clock: up to now."""


@dataclass(frozen=True)
class Back:
    """So much of an item came back; of the lot named (its number or key), else of the first out.

    `damaged`: it goes to the centre's quarantine until it's decided what becomes of it.
    """

    item: str
    quantity: int
    lot: str = ""
    damaged: bool = False


@dataclass(frozen=True)
class GoodsBack:
    """What came back of a receipt. `lines` empty: everything that is still out."""

    receipt: str
    lines: Sequence[Back] = ()
    storeroom: str = ""
    remarks: str = ""
    happened_on: date | None = None


class Out(NamedTuple):
    """A lot on a receipt: what was given, and what of it came back."""

    item: str
    lot: str
    given: int
    back: int

    @property
    def out(self) -> int:
        return self.given - self.back


class Receipt(NamedTuple):
    """A distribution with what came of it. `returns`: the notes of what came back, that stand."""

    found: Document
    said: Distributed
    lots: tuple[Out, ...]
    returns: tuple[Document, ...]


def receipt(connection: Connection, journal: Journal, number: str) -> Receipt:
    """Raises `UnknownDocumentError`, or `NotAReceiptError` for a document of another kind."""
    found = document_of(connection, number)
    if found is None:
        raise UnknownDocumentError(number.strip())
    if found.kind != _GIVEN:
        raise NotAReceiptError(found.number)
    said: Distributed = issued_event(connection, journal, found).payload
    notes = returns_of(connection, found)
    given = by_lot(said.lines)
    back: dict[tuple[str, str], int] = {}
    for note in notes:
        for key, quantity in by_lot(issued_event(connection, journal, note).payload.lines).items():
            back[key] = back.get(key, 0) + quantity
    lots = tuple(Out(*key, quantity, back.get(key, 0)) for key, quantity in given.items())
    return Receipt(found, said, lots, notes)


def returns_of(connection: Connection, found: Document) -> tuple[Document, ...]:
    """The notes of what came back of a receipt, the oldest first; cancelled ones are left out."""
    notes = of_party(connection, RETURNED, found.number, found.clock, LAST)
    return tuple(one for one in notes if one.kind == _BACK and not one.reversed_by)


class TooMuch(NamedTuple):
    """A receipt of which more came back than it gave, as workstations that were apart left it: on
    notes of both, or on a note of one while the other reversed it.
    """

    receipt: Document
    lots: tuple[Out, ...]
    """Those of which it did."""
    notes: tuple[Document, ...]
    """That stand: one of them is one too many."""
    reversals: tuple[Document, ...]


_B = receipt_back.c
_TOO_MUCH = select(_B.receipt, _B.item, _B.lot, _B.given, _B.back).where(text(TOO_MUCH))


def too_much_back(connection: Connection, receipt: str = "") -> list[TooMuch]:
    """The oldest first; with `receipt`, that one alone. One that was reversed twice is settled as
    that first, and isn't among these.
    """
    wanted = _TOO_MUCH.order_by(_B.receipt, _B.item, _B.lot)
    if receipt:
        wanted = wanted.where(_B.receipt == receipt)
    found: dict[str, list[Out]] = {}
    for number, *lot in connection.execute(wanted):
        found.setdefault(number, []).append(Out(*lot))
    known = [(document_of(connection, number), lots) for number, lots in found.items()]
    told = [
        TooMuch(one, tuple(lots), returns_of(connection, one), reversals_of(connection, one.number))
        for one, lots in known
        if one and one.times < TWICE
    ]
    return sorted(told, key=lambda one: one.receipt.clock)


def take_goods_back(work: Work, wanted: GoodsBack) -> str:
    """Goods in that a receipt handed out; the number of the return note."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(wanted.happened_on)
    work.hold(f"document {wanted.receipt.strip().upper()}")
    told = receipt(work.connection, work.journal, wanted.receipt)
    found = told.found
    if found.reversed_by:
        raise AlreadyReversedError(found.number, found.reversed_by)
    if day.isoformat() < found.happened_on:
        raise ReturnedBeforeGivenError(found.number, day.isoformat(), found.happened_on)
    room = storeroom(work.connection, found.centre, wanted.storeroom)
    remarks = checked_text("remarks", wanted.remarks, LONGEST_REMARKS)
    lines = tuple(_lines(told, wanted.lines, room))
    given = {(lot.item, lot.lot): lot.given for lot in told.lots}
    if not lines:
        raise NoLinesError
    return work.issue(
        RETURNED,
        lambda number: GivenBack(
            number=number,
            centre=found.centre,
            receipt=found.number,
            recipient=told.said.recipient,
            remarks=remarks,
            lines=lines,
            given=tuple(given[line.item, line.lot] for line in lines),
        ),
        day,
    )


def _lines(told: Receipt, wanted: Sequence[Back], room: str) -> Iterator[Line]:
    left = {(lot.item, lot.lot): lot.out for lot in told.lots if lot.out > 0}
    if not left:
        raise AllBackError(told.found.number)
    if not wanted:
        yield from (Line(*key, DISTRIBUTED, room, quantity) for key, quantity in left.items())
    for one in wanted:
        checked_quantity(one.quantity, one.item)
        lots = [lot for lot in told.lots if lot.item == one.item and names_lot(one.lot, lot.lot)]
        if not lots:
            if one.lot:
                raise LotNotOnReceiptError(one.item, told.found.number, one.lot)
            raise NotOnReceiptError(one.item, told.found.number)
        out, still = sum(left.get(lot[:2], 0) for lot in lots), one.quantity
        if out < still:
            raise MoreThanGivenError(one.item, one.quantity, out)
        target = quarantine(told.found.centre) if one.damaged else room
        for lot in lots:
            quantity = min(left.get(lot[:2], 0), still)
            if quantity:
                left[lot[:2]] -= quantity
                still -= quantity
                yield Line(lot.item, lot.lot, DISTRIBUTED, target, quantity)
