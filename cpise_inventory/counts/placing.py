"""Which line of a sheet a figure speaks of: the place, the item, the lot."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from cpise_inventory.catalogue.commands import known_item, storeroom
from cpise_inventory.catalogue.errors import ClosedPlaceError
from cpise_inventory.counts import queries
from cpise_inventory.counts.errors import (
    ManyLotsError,
    ManyPlacesError,
    NeverHereError,
    NotThisPlaceError,
)
from cpise_inventory.counts.queries import Found, Key, Sheet
from cpise_inventory.identity import names_lot
from cpise_inventory.quantities import MOST, QuantityTooLargeError, QuantityTooSmallError
from cpise_inventory.stock.errors import UnknownLotError
from cpise_inventory.stock.queries import IN_ORDER
from cpise_inventory.work import Work
from db.run import Query
from db.schema import lot as lots_table


@dataclass(frozen=True)
class Figure:
    """So much is there. `lot`: its number or key; may be left out where there is but one.

    `clock` and `on` say when it was counted, where that was before it is entered.
    """

    item: str
    quantity: int
    lot: str = ""
    storeroom: str = ""
    clock: int = 0
    on: date | None = None


def placed(work: Work, sheet: Sheet, scope: list[Key], figure: Figure) -> list[tuple[Key, int]]:
    """The lots that a figure speaks of, with what is there of each."""
    if figure.quantity < 0:
        raise QuantityTooSmallError(figure.item, figure.quantity)
    if figure.quantity > MOST:
        raise QuantityTooLargeError(figure.item, figure.quantity, MOST)
    item = known_item(work.connection, figure.item).code  # retired or not: what is left is counted
    here = _place(work, sheet, scope, figure, item)
    listed = [lot for location, code, lot in scope if (location, code) == (here, item)]
    if figure.lot:
        return [((here, item, _lot(work, here, figure, item, listed)), figure.quantity)]
    shares = _shared_out(work, sheet, here, figure, item, listed)
    return [((here, item, lot), quantity) for lot, quantity in shares]


def check_open(work: Work, centre: str, *places: str) -> None:
    """Raises `ClosedPlaceError`: nothing is booked in a storeroom that is closed."""
    there = queries.places_of(work.connection, centre)
    for place in places:
        if place not in there:
            raise ClosedPlaceError(place)


def _place(work: Work, sheet: Sheet, scope: list[Key], figure: Figure, item: str) -> str:
    """Where it was counted: as named, else where the sheet has the item, else its first place."""
    if figure.storeroom:
        here = storeroom(work.connection, sheet.centre, figure.storeroom)
        if here not in sheet.places:
            raise NotThisPlaceError(sheet.number, here)
        return here
    having = list(dict.fromkeys(location for location, code, _ in scope if code == item))
    if len(having) > 1:
        raise ManyPlacesError(item, tuple(having))
    here = (having or sheet.places)[0]
    check_open(work, sheet.centre, here)
    return here


def _lot(work: Work, here: str, figure: Figure, item: str, listed: list[str]) -> str:
    """The key of the lot named: at this place, else anywhere, for goods are put down wrongly."""
    if figure.lot in listed:
        return figure.lot
    there = [key for key, _ in queries.lots_known(work.connection, here, item)]
    for lots in (listed, there, _all_lots(work, item)):
        named = list(dict.fromkeys(key for key in lots if names_lot(figure.lot, key)))
        if len(named) > 1:
            raise ManyLotsError(item, tuple(named))
        if named:
            return named[0]
    raise UnknownLotError(item, figure.lot)


def _shared_out(
    work: Work, sheet: Sheet, here: str, figure: Figure, item: str, listed: list[str]
) -> list[tuple[str, int]]:
    """Of an item that was counted as one: what lacks, lacks of what should have left first; what is
    too much is of what came last. Reckoned on the books as they stood when it was counted.
    """
    known = queries.lots_known(work.connection, here, item)
    then = _then(work, sheet, here, figure, item, [key for key, _ in known])
    there = [key for key, _ in known if then[key] or key in listed] or [
        key for key, _ in known[-1:]
    ]
    if not there:
        anywhere = _all_lots(work, item)
        if not anywhere:
            raise NeverHereError(item, figure.quantity)
        if len(anywhere) > 1:
            raise ManyLotsError(item, tuple(anywhere))
        return [(anywhere[0], figure.quantity)]
    left, parts = figure.quantity, list[tuple[str, int]]()
    for key in reversed(there):
        part = min(max(then[key], 0), left)
        parts.append((key, part))
        left -= part
    last, quantity = parts[0]
    parts[0] = (last, quantity + left)
    return parts


def _then(
    work: Work, sheet: Sheet, here: str, figure: Figure, item: str, lots: list[str]
) -> dict[str, int]:
    day = figure.on.isoformat() if figure.on else work.today.isoformat()
    clock = figure.clock or queries.moment(work.connection)
    when = (day, clock, sheet.past and clock == sheet.clock)
    lines = [Found(here, item, key, 0, sheet.actor, *when) for key in lots]
    booked = [queries.booked_at(work.connection, one, queries.FOREVER) for one in lines]
    return dict(zip(lots, booked, strict=True))


_ALL_LOTS = Query(
    select(lots_table.c.lot).where(lots_table.c.item == bindparam("item")).order_by(*IN_ORDER)
)


def _all_lots(work: Work, item: str) -> list[str]:
    return [key for (key,) in _ALL_LOTS.rows(work.connection, item=item)]
