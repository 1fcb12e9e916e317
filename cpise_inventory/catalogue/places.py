"""Storerooms of centres and the shelves below them: opened, renamed, closed, never deleted."""

from dataclasses import dataclass

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import UnknownPlaceError, known_centre
from cpise_inventory.catalogue.errors import (
    ClosedPlaceError,
    LastStoreroomError,
    PlaceInUseError,
    ShelvesOpenError,
)
from cpise_inventory.catalogue.events import Named, PlaceClosed, PlaceDescribed, PlaceOpened
from cpise_inventory.catalogue.item_rules import NamelessError, checked_names
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import checked_code
from cpise_inventory.locations import is_quarantine, within
from cpise_inventory.people.rights import Right
from cpise_inventory.stock.queries import hold_stock, on_hand
from cpise_inventory.work import Work

STOREROOM, SHELF, QUARANTINE = "storeroom", "shelf", "quarantine"


@dataclass(eq=False)
class PlaceExistsError(Refusal):
    place: str
    field = "storeroom"


def open_place(work: Work, centre: str, code: str, name: Named) -> str:
    """A storeroom of a centre, `CAVE`, or a shelf below one, `MAGASIN/A1`; its location. Either may
    be written with its centre before it, as lists write it.

    A place that was closed opens again; without a name it keeps the one it had.
    """
    work.require(Right.MANAGE_CATALOGUE)
    known_centre(work.connection, centre)
    room, slash, shelf = within(centre, code).removeprefix(f"{centre}/").partition("/")
    parts = [checked_code(one) for one in ((room, shelf) if slash else (room,))]
    location = "/".join((centre, *parts))
    known = _place(work.connection, location)
    if known is not None and not known.closed_on:
        raise PlaceExistsError(location)
    if slash:
        open_one(work.connection, f"{centre}/{parts[0]}")
    named = checked_names(name)
    if not _says(named):
        if known is None:
            raise NamelessError(location)
        named = known.name
    kind = QUARANTINE if is_quarantine(location) else SHELF if slash else STOREROOM
    work.record(PlaceOpened(location, named, kind))
    return location


def rename_place(work: Work, location: str, name: Named) -> None:
    """Another name from now on; papers of before keep the old one."""
    work.require(Right.MANAGE_CATALOGUE)
    known = open_one(work.connection, location)
    named = checked_names(name)
    if not _says(named):
        raise NamelessError(location)
    if named != known.name:
        work.record(PlaceDescribed(location, named, known.type))


def close_place(work: Work, location: str) -> None:
    """Nothing comes in any more; what is there has to leave before, and its shelves to close."""
    work.require(Right.MANAGE_CATALOGUE)
    known = open_one(work.connection, location)
    hold_stock(work.connection, location)
    there = queries.places(work.connection, known.centre)
    below = tuple(one.code for one in there if one.code.startswith(f"{location}/"))
    if below:
        raise ShelvesOpenError(location, below)
    held = [one for one in on_hand(work.connection, known.centre) if one.location == location]
    if held:
        raise PlaceInUseError(location, sum(abs(one.quantity) for one in held))
    rooms = [one.code for one in there if one.type == STOREROOM]
    if rooms == [location]:
        raise LastStoreroomError(known.centre)
    work.record(PlaceClosed(location))


def open_one(connection: Connection, location: str) -> queries.Place:
    """Raises `UnknownPlaceError`, `ClosedPlaceError`."""
    found = _place(connection, location)
    if found is None:
        raise UnknownPlaceError(location)
    if found.closed_on:
        raise ClosedPlaceError(location)
    return found


def _place(connection: Connection, location: str) -> queries.Place | None:
    there = queries.places(connection, location.partition("/")[0], closed=True)
    return next((one for one in there if one.code == location), None)


def _says(name: Named) -> bool:
    return any((name.fr, name.ar, name.en))
