"""What would leave a storeroom for what is being typed: for screens. Locks and refuses nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import read_lot
from cpise_inventory.locations import DISTRIBUTED
from cpise_inventory.stock import queries
from cpise_inventory.stock.errors import UnknownLotError
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.queries import LotHere
from cpise_inventory.stock.taking import Shelf, Spot, Wanted

NOWHERE: Spot = ("", "")


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


class Turn(StrEnum):
    """Whether a lot leaves before one whose turn it is, and why that one goes first."""

    ITS_OWN = ""
    EXPIRES_FIRST = "expires_first"
    CAME_FIRST = "came_first"


def turn_of(lot: LotHere, first: LotHere) -> Turn:
    """`first`: the one whose turn it is."""
    if lot.expires_on > first.expires_on:
        return Turn.EXPIRES_FIRST
    if lot.expires_on == first.expires_on and lot.seniority < first.seniority:
        return Turn.CAME_FIRST
    return Turn.ITS_OWN


class LotOffer(NamedTuple):
    """Where the very lot lies that somebody holds, and whose turn it is; or why it can't leave."""

    spot: Spot = NOWHERE
    turn: Turn = Turn.ITS_OWN
    problem: Refusal | None = None


def lot_offer(
    connection: Connection, location: str, day: date, today: date, lot: tuple[str, str], target: str
) -> LotOffer:
    """`lot`: the item, and the key of the lot that is to leave whatever else is there."""
    item, key = lot
    shelf = Shelf(connection, location, day, today, lock=False)
    try:
        (line,) = shelf.take(Wanted(item, 1, key), target)
    except Refusal as problem:
        if isinstance(problem, UnknownLotError):
            return LotOffer(problem=replace(problem, lot=read_lot(key).number or "–"))
        return LotOffer(problem=problem)
    there = queries.lots_under(connection, location, item)
    taken = next(one for one in there if (one.location, one.lot) == (line.source, line.lot))
    first = next((one for one in there if _may_go_first(one, day)), taken)
    return LotOffer((taken.location, taken.lot), turn_of(taken, first))


def _may_go_first(lot: LotHere, day: date) -> bool:
    return lot.quantity > 0 and lot.expires_on >= day.isoformat()
