"""Count, and set the books right: open a sheet, enter what is there, finish, explain, approve.

Differences become movements when the count is finished, where the centre's rule lets them, else
once somebody else has approved them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.commands import known_centre, known_item, storeroom
from cpise_inventory.counts import queries
from cpise_inventory.counts.choosing import handful
from cpise_inventory.counts.errors import (
    CountClosedError,
    CountNotFinishedError,
    CountRuleError,
    CountWaitsError,
    NoCategoryError,
    NothingToApproveError,
    NothingToCountError,
    NotOnSheetError,
    OwnCountError,
    SameCounterError,
    UnknownCountError,
)
from cpise_inventory.counts.events import (
    CountApproved,
    CountCancelled,
    Counted,
    CountEntered,
    CountExplained,
    CountFinished,
    CountOpened,
    CountRuleSet,
    CountTaken,
    LineReason,
    Place,
    Reason,
    RecountAsked,
)
from cpise_inventory.counts.placing import Figure, check_open, placed
from cpise_inventory.counts.queries import Compared, Sheet
from cpise_inventory.counts.settling import (
    checked_line_reason,
    checked_reason,
    compared,
    last_day,
    moves,
    needs_approval,
    summed,
)
from cpise_inventory.documents.issuing import COUNT
from cpise_inventory.people.four_eyes import others_who_may
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import MOST
from cpise_inventory.stock.errors import NoLinesError
from cpise_inventory.stock.past import stock_at_date
from cpise_inventory.texts import checked_text, said_reason
from cpise_inventory.work import Work

Sort = Literal["whole", "category", "daily", "free"]
LONGEST_REMARKS = 400
WHOLE = 100
"""Percent: a difference of as much as is booked."""


@dataclass(frozen=True)
class Sheeting:
    """What to count. `sort`: whole storeroom, one category, the daily handful, or free: nothing
    stands on the sheet and what is found is entered.

    A storeroom is counted with its shelves; without one named, all of the centre's are, and what is
    set apart. A free sheet is of one place: the centre's first storeroom, if none is named.
    """

    centre: str
    sort: Sort = "whole"
    storeroom: str = ""
    category: str = ""
    blind: bool = True
    remarks: str = ""
    happened_on: date | None = None


def open_count(work: Work, wanted: Sheeting) -> str:
    """A count sheet; its number."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(wanted.happened_on)
    places = _places(work, wanted)
    lines = _lines(work, wanted, places, day)
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
            sort=wanted.sort,
            category=wanted.category if wanted.sort == "category" else "",
            blind=wanted.blind,
            remarks=remarks,
        ),
        day,
    )


def _places(work: Work, wanted: Sheeting) -> list[str]:
    room = storeroom(work.connection, wanted.centre, wanted.storeroom)
    if wanted.sort == "free":
        return [room]
    return queries.places_within(work.connection, wanted.centre, room if wanted.storeroom else "")


def _lines(work: Work, wanted: Sheeting, places: list[str], day: date) -> list[queries.Key]:
    """What stands on the sheet, as the books had it at the end of the day it is of."""
    if wanted.sort == "free":
        return []
    if wanted.sort == "category" and not wanted.category:
        raise NoCategoryError
    if wanted.sort == "daily":
        chosen = handful(work.connection, places, work.today)
        return sorted(key for one in chosen for key in one.keys)
    category = wanted.category if wanted.sort == "category" else ""
    lines = queries.booked(work.connection, places, category)
    if day < work.today:
        then = stock_at_date(work.connection, day.isoformat(), wanted.centre)
        of_it = {one.code for one in catalogue.items(work.connection) if one.category == category}
        lines = sorted(
            key for key in then if key[0] in places and (not category or key[1] in of_it)
        )
    return lines


def enter(work: Work, number: str, figures: Sequence[Figure], *, from_sheet: bool = False) -> None:
    """What was found; later figures take the place of earlier ones.

    `from_sheet`: counted when the sheet was opened, not now; what moved since is reckoned in.
    """
    work.require(Right.MOVE_STOCK)
    sheet = _counting(work, number)
    if not figures:
        raise NoLinesError
    lines = _counted(work, sheet, figures, from_sheet=from_sheet)
    work.record(CountEntered(number=sheet.number, centre=sheet.centre, lines=lines))


def _counted(
    work: Work, sheet: Sheet, figures: Sequence[Figure], *, from_sheet: bool, now: int = 0
) -> tuple[Counted, ...]:
    """Line by line, in the order of the shelves. `now`: when figures were counted that don't say;
    0 is when they're entered.
    """
    if from_sheet:
        day = date.fromisoformat(sheet.opened_on)
        figures = [replace(one, clock=sheet.clock, on=day) for one in figures]
    scope = queries.scope(work.connection, sheet.number)
    lines: dict[queries.Key, Counted] = {}
    for figure in figures:
        clock = max(figure.clock, sheet.clock) if figure.clock else now
        on = figure.on.isoformat() if figure.on else ""
        for key, quantity in placed(work, sheet, scope, figure):
            lines[key] = Counted(*key, quantity, on, clock, past=from_sheet and sheet.past)
    check_open(work, sheet.centre, *{location for location, _, _ in lines})
    _somebody_else_counts(work, sheet, {code for _, code, _ in lines})
    return tuple(line for _, line in sorted(lines.items()))


def _somebody_else_counts(work: Work, sheet: Sheet, items: set[str]) -> None:
    """What is counted again, is counted again by somebody else, if there is anybody.

    Raises `SameCounterError`.
    """
    for item in sorted(items & queries.asked_again(work.connection, sheet.number).keys()):
        before = queries.counters_before(work.connection, sheet.number, item)
        if others := others_who_may(work, Right.MOVE_STOCK, before):
            raise SameCounterError(sheet.number, item, work.person.name, others)


def finish(
    work: Work,
    number: str,
    reasons: Sequence[Reason] = (),
    figures: Sequence[Figure] = (),
    *,
    from_sheet: bool = False,
) -> str:
    """All is counted, with these last `figures` (see `enter`). `settled` where nothing differs or
    the centre's rule lets the differences be booked at once, else `waits` for somebody's approval.
    """
    work.require(Right.MOVE_STOCK)
    sheet = _counting(work, number)
    now = queries.moment(work.connection)  # before what is booked by the same event
    entered = _counted(work, sheet, figures, from_sheet=from_sheet, now=now)
    ending = _ending(work, sheet, entered, reasons)
    day = last_day(ending.lines) if ending.booked else None
    work.record(CountFinished(number=sheet.number, centre=sheet.centre, **ending.said), day)
    return ending.status


def take(
    work: Work, wanted: Sheeting, figures: Sequence[Figure], reasons: Sequence[Reason] = ()
) -> tuple[str, str]:
    """A free count in one stroke: what was found at a place, on the day of the sheet. Its number,
    and `settled` or `waits` as with `finish`.
    """
    work.require(Right.MOVE_STOCK)
    day, now = work.date_of_fact(wanted.happened_on), queries.moment(work.connection)
    places = tuple(_places(work, replace(wanted, sort="free")))
    about = (wanted.centre, "free", "", places, True, day.isoformat(), day < work.today, now)
    sheet = Sheet("", *about, work.person.name, "open", 0, 0)
    if not figures:
        raise NoLinesError
    entered = _counted(work, sheet, figures, from_sheet=wanted.happened_on is not None, now=now)
    ending = _ending(work, sheet, entered, reasons)
    remarks = checked_text("remarks", wanted.remarks, LONGEST_REMARKS)
    number = work.issue(
        COUNT,
        lambda number: CountTaken(
            number=number, centre=wanted.centre, places=places, remarks=remarks, **ending.said
        ),
        day,
    )
    return number, ending.status


@dataclass(frozen=True)
class _Ending:
    """How a count ends: what was compared, and what the event says of it."""

    lines: Sequence[Compared]
    said: dict[str, Any]

    @property
    def booked(self) -> bool:
        return bool(self.said["lines"])

    @property
    def status(self) -> str:
        return "waits" if self.said["waits"] else "settled"


def _ending(
    work: Work, sheet: Sheet, entered: tuple[Counted, ...], reasons: Sequence[Reason]
) -> _Ending:
    """Raises `CountNotFinishedError` where a line of the sheet has no figure."""
    lines = compared(work, sheet.number, entered)
    have = {one.found.key for one in lines}
    missing = [key for key in queries.scope(work.connection, sheet.number) if key not in have]
    if missing:
        raise CountNotFinishedError(sheet.number, len(missing), missing[0][1])
    if not lines:
        raise NoLinesError
    why = tuple(checked_reason(reason) for reason in reasons)
    waits = needs_approval(lines, queries.rule(work.connection, sheet.centre), why)
    said = {"lines": () if waits else moves(work, lines), "waits": waits, "reasons": why}
    return _Ending(lines, {**said, "entered": entered, **summed(lines)})


def explain(work: Work, number: str, reasons: Sequence[LineReason]) -> None:
    """Why lines differ, before or after it was finished; the last word holds."""
    work.require(Right.MOVE_STOCK)
    sheet = _known_sheet(work, number)
    if sheet.over:
        raise CountClosedError(sheet.number, sheet.status)
    if not reasons:
        raise NoLinesError
    have = {one.key for one in queries.found(work.connection, sheet.number)}
    for one in reasons:
        if (one.location, one.item, one.lot) not in have:
            raise NotOnSheetError(sheet.number, one.item)
    said = tuple(checked_line_reason(one) for one in reasons)
    work.record(CountExplained(number=sheet.number, centre=sheet.centre, reasons=said))


def ask_recount(work: Work, number: str, items: Sequence[str], remarks: str = "") -> None:
    """These are to be counted again before it's approved; their figures don't hold any more."""
    work.require(Right.MOVE_STOCK)
    sheet = _known_sheet(work, number)
    if sheet.status != "waits":
        raise NothingToApproveError(sheet.number)
    wanted = tuple(dict.fromkeys(known_item(work.connection, item).code for item in items))
    if not wanted:
        raise NoLinesError
    there = {one.item for one in queries.found(work.connection, sheet.number)}
    for item in wanted:
        if item not in there:
            raise NotOnSheetError(sheet.number, item)
    work.record(
        RecountAsked(
            number=sheet.number,
            centre=sheet.centre,
            items=wanted,
            remarks=checked_text("remarks", remarks, LONGEST_REMARKS),
        )
    )


def approve(work: Work, number: str) -> None:
    """The books say from now on what was found."""
    work.require(Right.APPROVE)
    sheet = _known_sheet(work, number)
    if sheet.over and sheet.status != "settled":
        raise CountClosedError(sheet.number, sheet.status)
    if sheet.status != "waits":
        raise NothingToApproveError(sheet.number)
    alone = _somebody_else(work, sheet)
    lines = compared(work, sheet.number)
    check_open(work, sheet.centre, *{one.found.location for one in lines})
    work.record(
        CountApproved(
            number=sheet.number,
            centre=sheet.centre,
            lines=moves(work, lines),
            alone=alone,
            **summed(lines),
        ),
        last_day(lines),
    )


def _somebody_else(work: Work, sheet: Sheet) -> bool:
    """Whether there is nobody else. Raises `OwnCountError` where there is."""
    counters = queries.counters(work.connection, sheet.number)
    if others := others_who_may(work, Right.APPROVE, counters):
        raise OwnCountError(sheet.number, work.person.name, others)
    return work.person.name in counters


def set_rule(work: Work, centre: str, units: int, percent: int) -> None:
    """How large a difference of a line is booked without a second person, from now on: at most so
    many units and at most so many percent of what is booked. 0 and 0: none is.
    """
    work.require(Right.APPROVE)
    known_centre(work.connection, centre)
    for name, figure, most in (("units", units, MOST), ("percent", percent, WHOLE)):
        if not 0 <= figure <= most:
            raise CountRuleError(name, figure, most)
    work.record(CountRuleSet(centre=centre, units=units, percent=percent))


def cancel(work: Work, number: str, reason: str) -> None:
    """Give a count up before it's approved."""
    work.require(Right.MOVE_STOCK)
    sheet = _known_sheet(work, number)
    if sheet.over:
        raise CountClosedError(sheet.number, sheet.status)
    reason = said_reason(reason, LONGEST_REMARKS)
    work.record(CountCancelled(number=sheet.number, centre=sheet.centre, reason=reason))


def _known_sheet(work: Work, number: str) -> Sheet:
    wanted = number.strip().upper()
    work.hold(f"document {wanted}")
    found = queries.sheet(work.connection, wanted)
    if found is None:
        raise UnknownCountError(number.strip())
    return found


def _counting(work: Work, number: str) -> Sheet:
    """A sheet that takes figures: once it's finished, who counted knows what the books say."""
    sheet = _known_sheet(work, number)
    if sheet.over:
        raise CountClosedError(sheet.number, sheet.status)
    if sheet.status == "waits":
        raise CountWaitsError(sheet.number)
    return sheet
