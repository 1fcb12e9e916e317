"""Goods from one place of a centre to another: onto a shelf, into quarantine and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cpise_inventory.catalogue.commands import known_item, storeroom
from cpise_inventory.documents.issuing import RELOCATED
from cpise_inventory.locations import is_set_apart
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.stock.errors import NoLinesError, SameSpotError
from cpise_inventory.stock.events import Line, Relocated
from cpise_inventory.stock.taking import Shelf, Wanted
from cpise_inventory.texts import NoReasonError, checked_text
from cpise_inventory.work import Work

LONGEST_REASON = 400


@dataclass(frozen=True)
class Relocation:
    """`source` and `target`: codes of places, `MAGASIN`, or locations, `NKC1/MAGASIN`.

    Empty is the centre's first storeroom. Goods go into quarantine for a `reason`.
    """

    centre: str
    source: str
    target: str
    lines: Sequence[Wanted]
    reason: str = ""
    happened_on: date | None = None


def relocate(work: Work, wanted: Relocation) -> str:
    """Move goods within a centre, any lots; the number of the document."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(wanted.happened_on)
    source = storeroom(work.connection, wanted.centre, wanted.source)
    target = storeroom(work.connection, wanted.centre, wanted.target)
    if source == target:
        raise SameSpotError(target)
    reason = checked_text("reason", wanted.reason, LONGEST_REASON)
    if is_set_apart(target) and not reason:
        raise NoReasonError
    here = (work.connection, source, day, work.today)
    shelf, lines = Shelf(*here, shelves=False), list[Line]()
    for want in wanted.lines:
        known_item(work.connection, want.item)
        checked_quantity(want.quantity, want.item)
        lines += shelf.take(want, target)
    if not lines:
        raise NoLinesError
    return work.issue(
        RELOCATED,
        lambda number: Relocated(
            number=number, centre=wanted.centre, reason=reason, lines=tuple(lines)
        ),
        day,
    )
