"""Found beside booked: what differs, why, who has to agree, and what is moved for it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from cpise_inventory.counts import queries
from cpise_inventory.counts.errors import MovedSinceCountError, UnknownReasonError
from cpise_inventory.counts.events import Counted, LineReason, Reason
from cpise_inventory.counts.queries import Compared, Found, Rule
from cpise_inventory.locations import DIFFERENCE
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.queries import hold_stock, lowest_since
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

REASONS: Final = (
    *("miscounted", "not_recorded", "wrong_item", "wrong_lot"),
    *("damaged", "lost", "stolen", "unknown"),
)
"""Why a figure differs. Goods lost or stolen also have a report of their own."""
NEVER_ALONE: Final = frozenset({"lost", "stolen"})
"""However little it is, somebody else has to know of it."""
LONGEST_REMARKS: Final = 400


def compared(work: Work, number: str, entered: Sequence[Counted] = ()) -> list[Compared]:
    """Each counted line beside the books, which nobody else changes before this action ends.

    `entered`: figures that this action enters; they take the place of earlier ones.
    """
    new = [_found(work, one) for one in entered]
    places = {one.location for one in (*queries.found(work.connection, number), *new)}
    hold_stock(work.connection, *sorted(places))
    return queries.compared(work.connection, number, new)


def _found(work: Work, one: Counted) -> Found:
    day = one.on or work.today.isoformat()
    about = (one.quantity, work.person.name, day, one.clock, one.past)
    return Found(one.location, one.item, one.lot, *about)


def needs_approval(lines: Sequence[Compared], rule: Rule, reasons: Sequence[Reason]) -> bool:
    """Whether a difference is larger than the centre's rule lets pass, or of a kind that none may
    settle alone.
    """
    grave = {one.item for one in reasons if one.why in NEVER_ALONE}
    return any(
        not rule.frees(one.difference, one.booked)
        or one.found.item in grave
        or one.why in NEVER_ALONE
        for one in lines
        if one.difference
    )


def moves(work: Work, lines: Sequence[Compared]) -> tuple[Line, ...]:
    """What brings the books to what was found. Raises `MovedSinceCountError`."""
    day = last_day(lines)
    return tuple(_move(work, one, day.isoformat()) for one in lines if one.difference)


def last_day(lines: Sequence[Compared]) -> date:
    """Of a count of several days, the last."""
    return date.fromisoformat(max(one.found.counted_on for one in lines))


def _move(work: Work, one: Compared, day: str) -> Line:
    found, difference = one.found, one.difference
    if difference > 0:
        return Line(found.item, found.lot, DIFFERENCE, found.location, difference)
    there = lowest_since(work.connection, found.location, found.item, day)
    if there.get(found.lot, 0) < -difference:
        moved = one.booked - there.get(found.lot, 0)
        raise MovedSinceCountError(found.item, found.location, found.quantity, moved)
    return Line(found.item, found.lot, found.location, DIFFERENCE, -difference)


def summed(lines: Sequence[Compared]) -> dict[str, int]:
    """How many lines were compared, how many differ, and by how many units."""
    differences = [one.difference for one in lines]
    return {
        "compared": len(lines),
        "differing": sum(1 for one in differences if one),
        "over": sum(one for one in differences if one > 0),
        "short": -sum(one for one in differences if one < 0),
    }


def checked_reason(reason: Reason) -> Reason:
    return Reason(reason.item, _known(reason.why), _remarks(reason.remarks))


def checked_line_reason(one: LineReason) -> LineReason:
    return LineReason(one.location, one.item, one.lot, _known(one.why), _remarks(one.remarks))


def _known(why: str) -> str:
    if why not in REASONS:
        raise UnknownReasonError(why, REASONS)
    return why


def _remarks(text: str) -> str:
    return checked_text("remarks", text, LONGEST_REMARKS)
