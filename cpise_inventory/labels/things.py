"""Labels of storerooms and shelves, lots, cartons and folders of documents.

Such a thing gets a number of this workstation's own series with its first label: what it is called
can be too long for a small code, and a lot's number is whatever stands on the pack.
"""

from collections.abc import Sequence
from itertools import count

import msgspec
from sqlalchemy import Connection

from cpise_inventory.catalogue.commands import known_centre, known_item
from cpise_inventory.catalogue.errors import UnknownPackError
from cpise_inventory.catalogue.places import open_one
from cpise_inventory.identity import label_number
from cpise_inventory.labels import queries
from cpise_inventory.labels.errors import BadYearError, NothingToLabelError, UnknownPapersError
from cpise_inventory.labels.events import Thing, ThingLabelsPrinted
from cpise_inventory.labels.printed import ANOTHER, Reprint, said_again
from cpise_inventory.language.terms import DOCUMENTS
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.stock.errors import UnknownLotError
from cpise_inventory.stock.queries import lot_is_known
from cpise_inventory.texts import checked_text
from cpise_inventory.work import EARLIEST, Work

LONGEST_SHEET = 80
LATEST_YEAR = 2100
NEW = ""
"""The number of what has no label yet."""


def place_label(location: str) -> Thing:
    """Of a storeroom, or of a shelf in one."""
    return Thing(NEW, place=location)


def lot_label(item: str, lot: str, pack: str = "") -> Thing:
    """Of a lot by its key; with a pack's name, of each carton of it."""
    return Thing(NEW, item=item, lot=lot, pack=pack)


def folder_label(centre: str, year: int, papers: str = "") -> Thing:
    """Of a folder that holds a centre's documents of a year, of all kinds or of one."""
    return Thing(NEW, centre=centre, year=year, papers=papers)


def print_things(
    work: Work,
    wanted: Sequence[Thing],
    sheet: str,
    first: int,
    copies: int = 1,
    reprint: Reprint = ANOTHER,
) -> tuple[list[Thing], dict[str, int]]:
    """Journal that their labels go to paper: each with its number, and by number which generation
    of its label it is.
    """
    work.require(Right.PRINT_LABELS)
    work.hold("labels")
    things = numbered(work.connection, work.journal.device, wanted)
    sheet = checked_text("sheet", sheet, LONGEST_SHEET)
    numbers = [thing.number for thing in things]
    said, generations = said_again(work.connection, numbers, reprint)
    work.record(
        ThingLabelsPrinted(
            things=tuple(things),
            generations=tuple(generations.values()),
            sheet=sheet,
            first=checked_quantity(first, sheet),
            copies=checked_quantity(copies, sheet),
            reason=said.reason,
            remarks=said.remarks,
        )
    )
    return things, generations


def numbered(connection: Connection, device: str, wanted: Sequence[Thing]) -> list[Thing]:
    """Each once, by the number it has, or else this device's next.

    Raises `NothingToLabelError`, or what is wrong with one of them.
    """
    fresh = count(queries.last_number(connection, device) + 1)
    things = []
    for thing in dict.fromkeys(wanted):
        _check(connection, thing)
        number = queries.number_of(connection, thing)
        if not number:
            number = label_number(device, next(fresh), letter_of(thing))
        things.append(msgspec.structs.replace(thing, number=number))
    if not things:
        raise NothingToLabelError
    return things


def letter_of(thing: Thing) -> str:
    """Which of `identity.THINGS` it is."""
    if thing.place:
        return "P"
    if thing.item:
        return "C" if thing.pack else "L"
    return "F"


def _check(connection: Connection, thing: Thing) -> None:
    if thing.place:
        open_one(connection, thing.place)
    elif thing.item:
        item = known_item(connection, thing.item)
        if not lot_is_known(connection, thing.item, thing.lot):
            raise UnknownLotError(thing.item, thing.lot)
        if thing.pack and thing.pack not in dict(item.packs):
            raise UnknownPackError(thing.item, thing.pack, tuple(name for name, _ in item.packs))
    else:
        known_centre(connection, thing.centre)
        if thing.papers and thing.papers not in DOCUMENTS:
            raise UnknownPapersError(thing.papers, tuple(DOCUMENTS))
        if not EARLIEST.year <= thing.year <= LATEST_YEAR:
            raise BadYearError(thing.year, EARLIEST.year, LATEST_YEAR)
