"""Which things of a centre labels are wanted of: its places, its lots, its folders."""

from sqlalchemy import Connection

from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.catalogue.queries import items, places
from cpise_inventory.documents.queries import codes_of_year
from cpise_inventory.labels.events import Thing
from cpise_inventory.labels.things import folder_label, lot_label, place_label
from cpise_inventory.locations import reported
from cpise_inventory.stock.queries import on_hand


def places_of(connection: Connection, centre: str) -> list[Thing]:
    """Each open storeroom, its shelves after it, and where goods are held apart."""
    known_centre(connection, centre)
    there = (one.code for one in places(connection, centre))
    return [place_label(code) for code in sorted(there) if code != reported(centre)]


def lots_of(connection: Connection, centre: str, item: str = "", pack: str = "") -> list[Thing]:
    """Each lot that a centre has on hand, once; with a pack, the cartons of those that come in it:
    in any that the item has, where `pack` is `*`.
    """
    known_centre(connection, centre)
    there = dict.fromkeys((one.item, one.lot) for one in on_hand(connection, centre, item))
    if not pack:
        return [lot_label(*one) for one in there]
    packs = {one.code: [name for name, _ in one.packs] for one in items(connection)}
    return [
        lot_label(code, lot, name)
        for code, lot in there
        for name in packs.get(code, ())
        if pack in ("*", name)
    ]


def folders_of(connection: Connection, centre: str, year: int, papers: str = "") -> list[Thing]:
    """A folder for each kind of document that a centre issued in a year, or for this kind alone."""
    known_centre(connection, centre)
    kinds = [papers] if papers else codes_of_year(connection, centre, year)
    return [folder_label(centre, year, code) for code in kinds]
