"""What comes off a lorry, line by line: good, damaged, and more than the waybill says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from cpise_inventory.catalogue.commands import known_item
from cpise_inventory.documents.commands import known_document
from cpise_inventory.documents.queries import issued_event
from cpise_inventory.expiry import checked_expiry
from cpise_inventory.identity import Lot, checked_lot_number, names_lot, read_lot
from cpise_inventory.locations import centre_of, excess, quarantine, transit
from cpise_inventory.quantities import MOST, QuantityTooLargeError, QuantityTooSmallError
from cpise_inventory.stock.errors import ExpiryNeededError, ExpiryNotKeptError
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.queries import lots_of_centre
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.transfers.errors import (
    AllOfItCameError,
    LotNotOnWaybillError,
    MoreThanSentError,
    NothingMoreExpectedError,
    NotOnWaybillError,
    StillMissingError,
    UnknownExcessError,
)
from cpise_inventory.transfers.queries import OFF_THE_ROAD, Transfer, standing
from cpise_inventory.work import Work

Key = tuple[str, str]
"""Item and lot."""


@dataclass(frozen=True)
class Came:
    """What came in of an item, of one lot (its number or its key) or of all of them.

    Damaged packages are packed anew and their whole units are good (CARE, ch. 05); what is
    `damaged` stays unfit. `over`: in good condition, but more than was sent; `expiry` is told of a
    lot that neither the waybill nor the sender's books know.
    """

    item: str
    quantity: int
    lot: str = ""
    damaged: int = 0
    over: int = 0
    expiry: str = ""

    @classmethod
    def of(cls, line: "Wanted | Came") -> Self:
        if isinstance(line, Wanted):
            return cls(line.item, line.quantity, line.lot)
        return cls(line.item, line.quantity, line.lot, line.damaged, line.over, line.expiry)

    def check(self) -> None:
        """Raises `QuantityTooSmallError`, `QuantityTooLargeError`."""
        for quantity in (self.quantity, self.damaged, self.over):
            if quantity < 0:
                raise QuantityTooSmallError(self.item, quantity)
            if quantity > MOST:
                raise QuantityTooLargeError(self.item, quantity, MOST)


def check_expected(found: Transfer) -> None:
    """Whether "all the rest" may come in. Raises `NothingMoreExpectedError`."""
    if found.closed and found.is_coming:
        raise NothingMoreExpectedError(found.number, found.missing)


def all_coming(found: Transfer) -> list[Came]:
    """All goods that are on the road, in good condition. Raises `NothingMoreExpectedError`."""
    check_expected(found)
    return [Came(line.item, line.missing, line.lot) for line in found.lines if line.missing > 0]


def unloaded(work: Work, found: Transfer, came: Sequence[Came], target: str) -> Iterator[Line]:
    """The movements that bring it in: all that is on the road, or as much as was said.

    Raises why it can't have come in so.
    """
    road = transit(found.number)
    left = {(line.item, line.lot): line.missing for line in found.lines if line.missing > 0}
    if not came:
        yield from (Line(*key, road, target, quantity) for key, quantity in left.items())
        return
    apart = quarantine(centre_of(target))
    for one in came:
        one.check()
        _check_on_waybill(work, found, one, left)
        yield from _off_the_road(found, one, left, {target: one.quantity, apart: one.damaged})
    for one in came:
        if one.over:
            _check_complete(one, left)
            lot = _lot_in_excess(work, found, one)
            yield Line(one.item, lot, excess(found.number), target, one.over)


def _check_on_waybill(work: Work, found: Transfer, one: Came, left: dict[Key, int]) -> None:
    """Whether any of it is on the road. Raises `NotOnWaybillError`, `LotNotOnWaybillError`,
    `AllOfItCameError`.
    """
    if not (one.quantity or one.damaged) or any(_is_of(key, one) for key in left):
        return
    lots = [line.lot for line in found.lines if line.sent and line.item == one.item]
    if any(names_lot(one.lot, lot) for lot in lots):
        raise AllOfItCameError(one.item, found.number, _entered_by(work, found, one))
    if lots:
        known = tuple(read_lot(lot).number for lot in lots)
        raise LotNotOnWaybillError(one.item, one.lot, found.number, known)
    raise NotOnWaybillError(one.item, found.number)


def _entered_by(work: Work, found: Transfer, one: Came) -> tuple[str, ...]:
    """The documents by which it came in or was settled, the oldest first."""
    connection = work.connection
    return tuple(
        step.document
        for step in reversed(standing(connection, found.number, *OFF_THE_ROAD))
        if any(
            _is_of((line.item, line.lot), one)
            for line in issued_event(
                connection, work.journal, known_document(work, step.document)
            ).payload.lines
        )
    )


def _off_the_road(
    found: Transfer, one: Came, left: dict[Key, int], shares: dict[str, int]
) -> Iterator[Line]:
    """Of the lots in their order, the good units first. `left` goes down with it."""
    wanted = sum(shares.values())
    if not wanted:  # nothing of this came in: it stays on the road
        return
    lots = [key for key in left if _is_of(key, one)]
    there = sum(left[key] for key in lots)
    if there < wanted:
        raise MoreThanSentError(one.item, wanted, there)
    for place, share in shares.items():
        still = share
        for key in lots:
            quantity = min(left[key], still)
            if quantity:
                left[key] -= quantity
                still -= quantity
                yield Line(*key, transit(found.number), place, quantity)


def _is_of(key: Key, one: Came) -> bool:
    item, lot = key
    return item == one.item and names_lot(one.lot, lot)


def _check_complete(one: Came, left: dict[Key, int]) -> None:
    """What is in excess of a lot can't be while some of that lot is said to be missing."""
    missing = sum(quantity for key, quantity in left.items() if _is_of(key, one))
    if missing:
        raise StillMissingError(one.item, missing)


def _lot_in_excess(work: Work, found: Transfer, one: Came) -> str:
    """The lot's key: of the waybill, else of the sender's books, else a new one of the donation
    that the waybill's lots of this item are of.
    """
    item = known_item(work.connection, one.item)
    written = [line.lot for line in found.lines if line.item == item.code]
    booked = lots_of_centre(work.connection, found.source, item.code)
    for known in (written, booked):
        named = [lot for lot in known if _is_of((item.code, lot), one)]
        if named:
            return named[-1]  # what expires last lies at the bottom of the pile
    if not (written or booked):
        raise UnknownExcessError(item.code, found.source)
    expiry = checked_expiry(one.expiry)
    if expiry and not item.keeps_expiry:
        raise ExpiryNotKeptError(item.code, expiry)
    if item.keeps_expiry and not expiry:
        raise ExpiryNeededError(item.code)
    donation = read_lot((written or booked)[-1]).donation
    return Lot(checked_lot_number(one.lot), expiry, donation).key
