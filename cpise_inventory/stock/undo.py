"""Undo: a new document that says the opposite. Nothing is edited, nothing is deleted."""

from datetime import date

from cpise_inventory.catalogue.places import open_one
from cpise_inventory.documents.queries import Document, issued_event
from cpise_inventory.locations import has_floor, is_real
from cpise_inventory.stock import queries
from cpise_inventory.stock.errors import AlreadyHandedOnError, ReturnedSinceError
from cpise_inventory.stock.events import Distributed, Line, Moving, Reversed
from cpise_inventory.stock.returns import returns_of
from cpise_inventory.work import Work


def reverse_movement(work: Work, found: Document, reason: str) -> str:
    """Bring the goods back to where they were; the reversing document's number.

    Raises `AlreadyHandedOnError` when what came in is no longer there, `ClosedPlaceError` where
    what went out can't come back.
    """
    said: Moving = issued_event(work.connection, work.journal, found).payload
    if isinstance(said, Distributed) and (notes := returns_of(work.connection, found)):
        raise ReturnedSinceError(found.number, notes[-1].number)
    return reverse(work, found, said, reason)


def reverse(work: Work, found: Document, said: Moving, reason: str) -> str:
    """The same of what an event moved under the document's number."""
    lines = tuple(line.turned() for line in said.lines)
    day = max(work.today, date.fromisoformat(found.happened_on))  # never before what it undoes
    for location in {line.target for line in lines if is_real(line.target)}:
        open_one(work.connection, location)
    _check_there(work, found.number, lines, day)
    return work.issue(
        found.code,
        lambda number: Reversed(
            number=number,
            centre=said.centre,
            undoes=found.number,
            reason=reason,
            lines=lines,
            of=said.kind,
            then=found.happened_on,
            answered=said.answers,
        ),
        day,
    )


def _check_there(work: Work, number: str, lines: tuple[Line, ...], day: date) -> None:
    needed: dict[tuple[str, str, str], int] = {}
    for line in lines:
        if has_floor(line.source):
            key = (line.source, line.item, line.lot)
            needed[key] = needed.get(key, 0) + line.quantity
        if has_floor(line.target):  # a kit's parts: what comes back in the same stroke counts
            key = (line.target, line.item, line.lot)
            needed[key] = needed.get(key, 0) - line.quantity
    queries.hold_stock(work.connection, *(location for location, _, _ in needed))
    for (location, item, lot), quantity in needed.items():
        if quantity <= 0:
            continue
        lots = queries.lowest_since(work.connection, location, item, day.isoformat())
        there = lots.get(lot, 0)
        if quantity > there:
            raise AlreadyHandedOnError(number, item, quantity - max(there, 0))
