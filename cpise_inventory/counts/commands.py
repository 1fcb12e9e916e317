"""Count, and set the books right: open a sheet, enter what is there, finish, approve.

Differences become movements when the count is finished, or once somebody else has approved them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cpise_inventory.catalogue.commands import known_item, storeroom
from cpise_inventory.counts import queries
from cpise_inventory.counts.errors import (
    CountClosedError,
    CountNotFinishedError,
    ManyLotsError,
    MovedSinceCountError,
    NeverHereError,
    NothingToApproveError,
    NothingToCountError,
    NotThisPlaceError,
    OwnCountError,
    UnknownCountError,
    UnknownReasonError,
)
from cpise_inventory.counts.events import (
    CountApproved,
    CountCancelled,
    Counted,
    CountEntered,
    CountFinished,
    CountOpened,
    Place,
    Reason,
    RecountAsked,
)
from cpise_inventory.counts.queries import Compared, Sheet
from cpise_inventory.documents.issuing import COUNT
from cpise_inventory.locations import DIFFERENCE
from cpise_inventory.people.queries import persons
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import MOST, QuantityTooLargeError, QuantityTooSmallError
from cpise_inventory.stock.errors import NoLinesError, NoReasonError, UnknownLotError
from cpise_inventory.stock.events import Line
from cpise_inventory.stock.queries import hold_stock, lowest_since
from cpise_inventory.texts import checked_text
from cpise_inventory.work import Work

SORTS = ("whole", "category", "daily", "free")
REASONS = ("miscounted", "not_recorded", "wrong_item", "damaged", "lost", "stolen", "unknown")
"""Why a figure differs. Goods lost or stolen also have a report of their own."""
HANDFUL, HANDFUL_DAYS = 10, 90
LONGEST_REMARKS = 400


@dataclass(frozen=True)
class Sheeting:
    """What to count. `sort`: whole storeroom, one category, the daily handful, or free: nothing
    stands on the sheet and what is found is entered.
    """

    centre: str
    sort: str = "whole"
    storeroom: str = ""
    category: str = ""
    blind: bool = True
    remarks: str = ""
    happened_on: date | None = None


@dataclass(frozen=True)
class Figure:
    """So much is there. `lot`: its number or key; may be left out where there is but one."""

    item: str
    quantity: int
    lot: str = ""
    storeroom: str = ""


def open_count(work: Work, wanted: Sheeting) -> str:
    """A count sheet; its number."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(wanted.happened_on)
    room = storeroom(work.connection, wanted.centre, wanted.storeroom)
    places, lines = [room], list[queries.Key]()
    if wanted.sort == "daily":
        since = (work.today - timedelta(days=HANDFUL_DAYS)).isoformat()
        lines = queries.due(work.connection, wanted.centre, since, HANDFUL)
        places = sorted({location for location, _, _ in lines}) or places
    elif wanted.sort != "free":
        lines = queries.booked(work.connection, places, wanted.category)
    if not lines and wanted.sort != "free":
        raise NothingToCountError(wanted.centre)
    remarks = checked_text("remarks", wanted.remarks, LONGEST_REMARKS)
    return work.issue(
        COUNT,
        lambda number: CountOpened(
            number=number,
            centre=wanted.centre,
            places=tuple(places),
            lines=tuple(Place(*key) for key in lines),
            sort=wanted.sort if wanted.sort in SORTS else "whole",
            category=wanted.category,
            blind=wanted.blind,
            remarks=remarks,
        ),
        day,
    )


def enter(work: Work, number: str, figures: Sequence[Figure], *, from_sheet: bool = False) -> None:
    """What was found; later figures take the place of earlier ones.

    `from_sheet`: counted when the sheet was opened, not now; what moved since is reckoned in.
    """
    work.require(Right.MOVE_STOCK)
    sheet = _open_sheet(work, number)
    if not figures:
        raise NoLinesError
    lines: dict[queries.Key, int] = {}
    for figure in figures:
        lines |= dict(_placed(work, sheet, figure))
    work.record(
        CountEntered(
            number=sheet.number,
            centre=sheet.centre,
            lines=tuple(Counted(*key, quantity) for key, quantity in sorted(lines.items())),
            clock=sheet.clock if from_sheet else 0,
        ),
        date.fromisoformat(sheet.opened_on) if from_sheet else None,
    )


def _placed(work: Work, sheet: Sheet, figure: Figure) -> list[tuple[queries.Key, int]]:
    """The lots that a figure speaks of, with what is there of each."""
    if figure.quantity < 0:
        raise QuantityTooSmallError(figure.item, figure.quantity)
    if figure.quantity > MOST:
        raise QuantityTooLargeError(figure.item, figure.quantity, MOST)
    item = known_item(work.connection, figure.item).code
    here = storeroom(work.connection, sheet.centre, figure.storeroom)
    places = {location for location, _, _ in queries.scope(work.connection, sheet.number)}
    if figure.storeroom and places and here not in places:
        raise NotThisPlaceError(sheet.number, here)
    if not figure.storeroom and len(places) == 1:
        here = next(iter(places))
    lots = queries.lots_known(work.connection, here, item)
    if figure.lot:
        named = [key for key, _ in lots if figure.lot in (key, key.rsplit("/", 2)[0])]
        if not named:
            raise UnknownLotError(item, figure.lot)
        if len(named) > 1:
            raise ManyLotsError(item, tuple(named))
        return [((here, item, named[0]), figure.quantity)]
    return [((here, item, key), part) for key, part in _shared_out(item, figure, lots)]


def _shared_out(item: str, figure: Figure, lots: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Of an item that was counted as one: what lacks, lacks of what should have left first; what is
    too much is of what came last.
    """
    there = [(key, quantity) for key, quantity in lots if quantity] or lots[-1:]
    if not there:
        raise NeverHereError(item, figure.quantity)
    left, parts = figure.quantity, list[tuple[str, int]]()
    for key, quantity in reversed(there):
        part = min(max(quantity, 0), left)
        parts.append((key, part))
        left -= part
    last, quantity = parts[0]
    parts[0] = (last, quantity + left)
    return parts


def finish(work: Work, number: str, reasons: Sequence[Reason] = ()) -> str:
    """All is counted. `settled` where nothing differs, else `waits` for somebody's approval."""
    work.require(Right.MOVE_STOCK)
    sheet = _open_sheet(work, number)
    lines = queries.compared(work.connection, sheet.number)
    have = {one.found.key for one in lines}
    missing = [key for key in queries.scope(work.connection, sheet.number) if key not in have]
    if missing:
        raise CountNotFinishedError(sheet.number, len(missing), missing[0][1])
    if not lines:
        raise NoLinesError
    waits = any(one.difference for one in lines)
    said = tuple(_checked_reason(reason) for reason in reasons)
    work.record(
        CountFinished(
            number=sheet.number,
            centre=sheet.centre,
            lines=(),
            waits=waits,
            reasons=said,
            **_figures(lines),
        )
    )
    return "waits" if waits else "settled"


def ask_recount(work: Work, number: str, items: Sequence[str], remarks: str = "") -> None:
    """These are to be counted again before it's approved; their figures don't hold any more."""
    work.require(Right.APPROVE)
    sheet = _known_sheet(work, number)
    if sheet.status != "waits":
        raise NothingToApproveError(sheet.number)
    work.record(
        RecountAsked(
            number=sheet.number,
            centre=sheet.centre,
            items=tuple(known_item(work.connection, item).code for item in items),
            remarks=checked_text("remarks", remarks, LONGEST_REMARKS),
        )
    )


def approve(work: Work, number: str) -> None:
    """The books say from now on what was found."""
    work.require(Right.APPROVE)
    work.hold(f"document {number.strip().upper()}")
    sheet = _known_sheet(work, number)
    if sheet.status in ("approved", "cancelled"):
        raise CountClosedError(sheet.number, sheet.status)
    if sheet.status != "waits":
        raise NothingToApproveError(sheet.number)
    alone = _somebody_else(work, sheet)
    hold_stock(
        work.connection,
        *sorted({one.location for one in queries.found(work.connection, sheet.number)}),
    )
    lines = queries.compared(work.connection, sheet.number)
    day = max(one.found.counted_on for one in lines)  # of a count of several days, the last
    moves = tuple(_move(work, one, day) for one in lines if one.difference)
    work.record(
        CountApproved(
            number=sheet.number,
            centre=sheet.centre,
            lines=moves,
            alone=alone,
            **_figures(lines),
        ),
        date.fromisoformat(day),
    )


def _somebody_else(work: Work, sheet: Sheet) -> bool:
    """Whether there is nobody else. Raises `OwnCountError` where there is."""
    counters = queries.counters(work.connection, sheet.number)
    if work.person.name not in counters:
        return False
    able = [one.name for one in persons(work.connection) if one.may(Right.APPROVE)]
    others = tuple(name for name in able if name not in counters)
    if others:
        raise OwnCountError(sheet.number, work.person.name, others)
    return True


def _move(work: Work, one: Compared, day: str) -> Line:
    found, difference = one.found, one.difference
    if difference > 0:
        return Line(found.item, found.lot, DIFFERENCE, found.location, difference)
    there = lowest_since(work.connection, found.location, found.item, day)
    if there.get(found.lot, 0) < -difference:
        moved = one.booked - there.get(found.lot, 0)
        raise MovedSinceCountError(found.item, found.location, found.quantity, moved)
    return Line(found.item, found.lot, found.location, DIFFERENCE, -difference)


def cancel(work: Work, number: str, reason: str) -> None:
    """Give a count up before it's approved."""
    work.require(Right.MOVE_STOCK)
    sheet = _known_sheet(work, number)
    if sheet.status in ("approved", "settled", "cancelled"):
        raise CountClosedError(sheet.number, sheet.status)
    reason = checked_text("reason", reason, LONGEST_REMARKS)
    if not reason:
        raise NoReasonError
    work.record(CountCancelled(number=sheet.number, centre=sheet.centre, reason=reason))


def _figures(lines: Sequence[Compared]) -> dict[str, int]:
    differences = [one.difference for one in lines]
    return {
        "compared": len(lines),
        "differing": sum(1 for one in differences if one),
        "over": sum(one for one in differences if one > 0),
        "short": -sum(one for one in differences if one < 0),
    }


def _checked_reason(reason: Reason) -> Reason:
    if reason.why not in REASONS:
        raise UnknownReasonError(reason.why, REASONS)
    return Reason(reason.item, reason.why, checked_text("remarks", reason.remarks, LONGEST_REMARKS))


def _known_sheet(work: Work, number: str) -> Sheet:
    wanted = number.strip().upper()
    work.hold(f"document {wanted}")
    found = queries.sheet(work.connection, wanted)
    if found is None:
        raise UnknownCountError(number.strip())
    return found


def _open_sheet(work: Work, number: str) -> Sheet:
    sheet = _known_sheet(work, number)
    if sheet.status in ("approved", "settled", "cancelled"):
        raise CountClosedError(sheet.number, sheet.status)
    return sheet
