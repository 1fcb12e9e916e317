"""Cells to dates: the order of day and month is decided over a whole column, or asked.

05/06/2027 is only read where something decides, two-digit years never, and a month alone stays one.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cpise_inventory.importing.grid import DAY
from cpise_inventory.importing.problems import (
    DateImpossible,
    DateOrderMixed,
    DateOrderUnknown,
    DatesSwapped,
    DateUnreadable,
    Problem,
    YearOutOfRange,
    YearTooShort,
)
from cpise_inventory.importing.values import DIGITS, Cell, is_nothing, plain
from cpise_inventory.language.reading import UnreadableExpiry, parse_expiry

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""As `language.reading` has it: what is older or lasts longer isn't ours."""

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.]+Z?)?")
_SHORT = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4})(?: [0-9:.]+)?")
_TWO_DIGITS = re.compile(r"[0-9]{1,2}[-/. ]+(?:[0-9]{1,2}[-/. ]+)?[0-9]{2}")
_MONTH = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_FULL_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_ENGLISH = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2}),? ([0-9]{4})")
_EPOCHS: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_FIRST_SERIAL, _LAST_SERIAL = 30_000, 73_050
_LAST_MONTH: Final = 12
UNDECIDED: Final = "?"
"""A date whose day and month nobody can tell apart; its column is a problem already."""


@dataclass(frozen=True)
class DateForm:
    """What a column's dates look like, decided over all its rows."""

    order: str
    """`dmy`, `mdy`, empty where nothing needs deciding, `UNDECIDED` where nothing decides."""
    since_1904: bool = False


def date_order(
    cells: Iterable[Cell], chosen: str = "", headed: str = ""
) -> tuple[str, list[Problem]]:
    """`dmy` or `mdy` by all rows of a column, and what is wrong if they don't agree.

    `chosen` is what a person decided, after which nothing is doubted; `headed` what the heading
    says, as `jj/mm/aaaa`.
    """
    decided: dict[str, Cell] = {}
    unclear: list[Cell] = []
    days: list[Cell] = []
    for cell in cells:
        if cell.kind == DAY and len(cell.raw) == len("2027-12-31"):
            days.append(cell)
        match order_of(cell):
            case "":
                continue
            case "?":  # UNDECIDED
                unclear.append(cell)
            case order:
                decided.setdefault(order, cell)
    if chosen:
        return chosen, []
    if headed:
        return headed, _swapped(days, decided[headed]) if headed in decided else []
    if len(decided) > 1:
        first, second = sorted(decided.values(), key=lambda cell: cell.row)
        other = {"other_row": first.row, "other_value": first.text}
        return "", [second.refused(DateOrderMixed, **other)]
    if decided:
        order, witness = next(iter(decided.items()))
        return order, _swapped(days, witness)
    if unclear:
        return "", [unclear[0].refused(DateOrderUnknown, rows=len(unclear))]
    return "", []


def _swapped(days: list[Cell], witness: Cell) -> list[Problem]:
    """Dates of a workbook beside a date that stayed text: those that fitted were turned round.

    Excel, set to another order, makes 6 May of 05/06 and leaves 31/12 as it is. So a column of
    both, in which no date has a day after the 12th, is not to be believed.
    """
    split = [(int(cell.raw[5:7]), int(cell.raw[8:10])) for cell in days]
    turned = [cell for cell, (month, day) in zip(days, split, strict=True) if month != day]
    if not turned or any(day > _LAST_MONTH for _, day in split):
        return []
    facts = {"other_row": witness.row, "other_value": witness.text, "rows": len(turned)}
    return [turned[0].refused(DatesSwapped, **facts)]


def order_of(cell: Cell) -> str:
    """`dmy` or `mdy` if this cell alone decides, `?` if it may be either, empty if it's neither."""
    found = _SHORT.fullmatch(cell.text.translate(DIGITS))
    if not found or cell.kind == DAY:
        return ""
    first, second = int(found[1]), int(found[2])
    if first == second:
        return ""
    if max(first, second) <= _LAST_MONTH:
        return UNDECIDED
    if min(first, second) > _LAST_MONTH:
        return ""
    return "dmy" if first > second else "mdy"


def expiry(cell: Cell, form: DateForm) -> str:
    """`2027-12-31`, `2027-06` for a month alone, empty, or `UNDECIDED`."""
    found = _dated_text(cell)
    if not found:
        return ""
    if month := _MONTH.fullmatch(found):
        return _month(cell, month[2], month[1])
    if month := _ISO_MONTH.fullmatch(found):
        return _month(cell, month[1], month[2])
    if any(char.isalpha() for char in found) and not _ISO.fullmatch(found):
        return _in_words(cell, found)
    return _day(cell, found, form)


def day(cell: Cell, form: DateForm) -> str:
    """A whole date as ISO text, empty, or `UNDECIDED`."""
    found = expiry(cell, form)
    if len(found) == len("2027-06"):
        raise cell.refused(DateUnreadable)
    return found


def _dated_text(cell: Cell) -> str:
    found = " ".join(plain(cell).translate(DIGITS | {ord("\u2010"): "-"}).split())
    two_digits = _TWO_DIGITS.fullmatch(found) or (
        any(char.isalpha() for char in found) and not _FULL_YEAR.search(found)
    )
    if two_digits and any(char.isdigit() for char in found):
        raise cell.refused(YearTooShort)
    return "" if is_nothing(found) else found


def _day(cell: Cell, found: str, form: DateForm) -> str:
    if iso := _ISO.fullmatch(found):
        return _calendar(cell, iso[1], iso[2], iso[3])
    if short := _SHORT.fullmatch(found):
        first, second, year = short.groups()
        if form.order == "mdy":
            first, second = second, first
        if form.order == UNDECIDED and order_of(cell) == UNDECIDED:
            return UNDECIDED
        return _calendar(cell, year, second, first)
    if serial := _SERIAL.fullmatch(found):
        number = int(serial[1])
        if _FIRST_SERIAL <= number <= _LAST_SERIAL:
            whole = _EPOCHS[form.since_1904] + timedelta(days=number)
            return _calendar(cell, str(whole.year), str(whole.month), str(whole.day))
    raise cell.refused(DateUnreadable)


def _in_words(cell: Cell, found: str) -> str:
    """`31 décembre 2027`, `juin 2027`, `يونيو 2027`, `December 31, 2027`."""
    if english := _ENGLISH.fullmatch(found):
        found = f"{english[2]} {english[1]} {english[3]}"
    try:
        iso = parse_expiry(found)
    except UnreadableExpiry:
        raise cell.refused(DateUnreadable) from None
    return iso


def _month(cell: Cell, year: str, month: str) -> str:
    _check_year(cell, int(year))
    if not 1 <= int(month) <= _LAST_MONTH:
        raise cell.refused(DateImpossible)
    return f"{year}-{int(month):02d}"


def _calendar(cell: Cell, year: str, month: str, number: str) -> str:
    iso_month = _month(cell, year, month)
    if not 1 <= int(number) <= monthrange(int(year), int(month))[1]:
        raise cell.refused(DateImpossible)
    return f"{iso_month}-{int(number):02d}"


def _check_year(cell: Cell, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise cell.refused(YearOutOfRange, first=FIRST_YEAR, last=LAST_YEAR)
