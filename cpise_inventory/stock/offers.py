"""What would leave a storeroom for what is being typed: for screens. Locks and refuses nothing."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from cpise_inventory.errors import Refusal
from cpise_inventory.locations import DISTRIBUTED
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.taking import Shelf, Wanted


class Offer(NamedTuple):
    """The lots that one wish would take, or why it can't be had. `available`: what may leave."""

    lines: tuple[Line, ...]
    available: int
    problem: Refusal | None = None


def offers(
    connection: Connection,
    location: str,
    day: date,
    today: date,
    wanted: Sequence[Wanted],
    target: str = DISTRIBUTED,
) -> list[Offer]:
    """One for each wish, in their order: what an earlier one takes, a later one can't have."""
    shelf = Shelf(connection, location, day, today, lock=False)
    return [_offer(shelf, want, target) for want in wanted]


def _offer(shelf: Shelf, want: Wanted, target: str) -> Offer:
    try:
        available = shelf.available(want, target)
        lines = tuple(shelf.take(want, target)) if want.quantity else ()
    except Refusal as problem:
        return Offer((), getattr(problem, "available", 0), problem)
    return Offer(lines, available)
