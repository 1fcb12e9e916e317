"""What a document moved, line by line, and which of it waits in quarantine still."""

from collections.abc import Iterable

from sqlalchemy import Connection

from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.journal.journal import Journal
from cpise_inventory.locations import is_quarantine
from cpise_inventory.losses.queries import held_at
from cpise_inventory.stock.events import Line, Moving
from cpise_inventory.stock.queries import OnHand, lots_at, on_hand


def lines_of(connection: Connection, journal: Journal, number: str) -> tuple[Line, ...]:
    """None of a document that moves no goods, or that nobody knows."""
    found = document_of(connection, number)
    said = issued_event(connection, journal, found).payload if found else None
    return said.lines if isinstance(said, Moving) else ()


def to_release(connection: Connection, lines: Iterable[Line]) -> set[tuple[str, str]]:
    """(item, lot) of what these lines brought into a quarantine and may leave it still."""
    brought = {(line.target, line.item, line.lot) for line in lines if is_quarantine(line.target)}
    free = {(place, item): _free_at(connection, place, item) for place, item, _ in sorted(brought)}
    return {(item, lot) for place, item, lot in brought if free[place, item].get(lot, 0) > 0}


def in_quarantine_of(connection: Connection, centre: str) -> list[OnHand]:
    """What waits in a centre's quarantine to be checked: without what a reported loss holds."""
    there = [one for one in on_hand(connection, centre) if is_quarantine(one.location)]
    free = {one.item: _free_at(connection, one.location, one.item) for one in there}
    left = (one._replace(quantity=free[one.item].get(one.lot, 0)) for one in there)
    return [one for one in left if one.quantity > 0]


def _free_at(connection: Connection, place: str, item: str) -> dict[str, int]:
    held = held_at(connection, place, item)
    there = lots_at(connection, place, item)
    return {lot.lot: lot.quantity - held.get(lot.lot, 0) for lot in there}
