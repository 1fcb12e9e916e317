"""Cells to values: quantities, dates, texts and identifiers, each certain or refused.

Nothing is guessed: `1,250` is refused as unclear, 05/06/2027 only read where the whole column
decides, and what a spreadsheet has damaged is named as such.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeVar

from cpise_inventory.identity import BadCodeError, checked_code
from cpise_inventory.importing.grid import DAY, NUMBER, TEXT
from cpise_inventory.importing.problems import (
    CellEmpty,
    CellError,
    CellFormula,
    CellLettersLost,
    CellTooLong,
    CellUnprintable,
    CodeMalformed,
    DateImpossible,
    DateOrderMixed,
    DateOrderUnknown,
    DateUnreadable,
    IdentifierDamaged,
    NotYesOrNo,
    Problem,
    QuantityBeyond,
    QuantityFractional,
    QuantityNotPositive,
    QuantityUnclear,
    QuantityUnreadable,
    YearOutOfRange,
    YearTooShort,
)
from cpise_inventory.language.folding import fold
from cpise_inventory.language.reading import MOST, UnreadableExpiry, parse_expiry

MOST_CHARACTERS: Final = 200
LONGEST_NAME: Final = 80  # of what the books keep as a name: makers, models, serial numbers
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""As `language.reading` has it: what is older or lasts longer isn't ours."""

P = TypeVar("P", bound=Problem)
_SHOWN: Final = 60
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_ERROR = re.compile(r"#(?:[A-ZÉ0-9/ ]+[!?]?|#+)", re.IGNORECASE)
_LINES = re.compile(r"[ \t]*[\r\n]+[ \t]*")


class Cell(NamedTuple):
    """One cell with its place, as problems name it."""

    row: int
    field: str
    column: str
    raw: str
    kind: str = TEXT

    @property
    def text(self) -> str:
        """Without the spaces around it and the marks that nobody sees."""
        return self.raw.strip() if self.raw.isascii() else _INVISIBLE.sub("", self.raw).strip()

    def refused(self, problem: type[P], **facts: object) -> P:
        value = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        return problem(row=self.row, field=self.field, column=self.column, value=value, **facts)


def plain(cell: Cell) -> str:
    """The text of a cell, if it is one. Raises for formulas, errors and characters of no keyboard.

    Line ends inside the cell become spaces.
    """
    if not (text := cell.text):
        return ""
    if not text.isprintable() or not text.isascii():
        text = _LINES.sub(" ", unicodedata.normalize("NFC", text)).replace("\t", " ")
        if "\ufffd" in text:
            raise cell.refused(CellLettersLost)
        if any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} for char in text):
            raise cell.refused(CellUnprintable)
    if text.startswith("="):
        raise cell.refused(CellFormula)
    if text.startswith("#") and _ERROR.fullmatch(text):
        raise cell.refused(CellError)
    if len(text) > MOST_CHARACTERS:
        raise cell.refused(CellTooLong, most=MOST_CHARACTERS)
    return text


def text(cell: Cell) -> str:
    """Words: spaces counted once."""
    return " ".join(plain(cell).split())


def needed(cell: Cell) -> str:
    """Words that must be there."""
    if not (found := text(cell)):
        raise cell.refused(CellEmpty)
    return found


def short_text(cell: Cell) -> str:
    """A name, as the books take it."""
    return _short(cell, text(cell))


def needed_short(cell: Cell) -> str:
    return _short(cell, needed(cell))


def _short(cell: Cell, found: str) -> str:
    if len(found) > LONGEST_NAME:
        raise cell.refused(CellTooLong, most=LONGEST_NAME)
    return found


_NOTHING = {
    *("-", "/", "n/a", "na", "s/o", "sans", "sans objet", "neant", "aucun", "aucune", "none"),
    *("nil", "لا يوجد", "لا شيء", "بدون"),
}


def is_nothing(found: str) -> bool:
    """What people write to say that there is none: `-`, `n/a`, `néant`, `لا يوجد`."""
    return not found or (len(found) < len("sans objet!") and (fold(found) or "-") in _NOTHING)


# Identifiers --------------------------------------------------------------------------------------

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_EXACT_DIGITS: Final = 15  # a spreadsheet's numbers are exact as far as this


def identifier(cell: Cell) -> str:
    """A lot or serial number, kept as written. Raises where a spreadsheet has damaged it."""
    found = text(cell)
    if is_nothing(found):
        return ""
    digits = found.replace(" ", "")
    rounded = digits.isdecimal() and len(digits) > _EXACT_DIGITS and not digits[15:].strip("0")
    fraction = cell.kind == NUMBER and not digits.isdecimal()
    if rounded or fraction or cell.kind == DAY or _SCIENTIFIC.fullmatch(found):
        raise cell.refused(IdentifierDamaged)
    return found


def short_identifier(cell: Cell) -> str:
    return _short(cell, identifier(cell))


def code(cell: Cell) -> str:
    """One of our codes: capital letters, digits, hyphens."""
    found = identifier(cell)
    if not found:
        raise cell.refused(CellEmpty)
    try:
        return checked_code(found)
    except BadCodeError:
        raise cell.refused(CodeMalformed) from None


_YES = frozenset(["1", "x", "o", "oui", "y", "yes", "vrai", "true", "نعم"])
_NO = frozenset(["0", "n", "non", "no", "faux", "false", "لا"])


def yes_or_no(cell: Cell) -> bool:
    """`oui`, `non`, `x`, `نعم`, in three languages; empty is no."""
    found = fold(plain(cell))
    if found in _YES:
        return True
    if found and found not in _NO and found != "-":
        raise cell.refused(NotYesOrNo)
    return False


# Quantities ---------------------------------------------------------------------------------------

_DIGITS = {ord(a): str(n) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for n, a in enumerate(row)}
_SIGNS = {ord("٫"): ",", ord("٬"): " ", ord("−"): "-", ord("–"): "-", ord("'"): " ", ord("’"): " "}
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?=[.,]|$)")
_FIGURE = re.compile(r"([0-9]*)(?:([.,])([0-9]*))?")
_GROUPED = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_EXPONENT = re.compile(r"([0-9]+)(?:[.,]([0-9]*))?E\+?([0-9]{1,2})", re.IGNORECASE)


def quantity(cell: Cell) -> int:
    """Whole base units from 1 to `MOST`; `1 250`, `12,00`, `١٢` are certain, `1,250` is not."""
    found = " ".join(plain(cell).translate(_DIGITS | _SIGNS).split())
    if not found:
        raise cell.refused(CellEmpty)
    negative = found.startswith("-") and len(found) > 1
    units = _units(cell, found[1:].strip() if negative else found.removeprefix("+"))
    if negative or units == 0:
        raise cell.refused(QuantityNotPositive)
    if units > MOST:
        raise cell.refused(QuantityBeyond, most=MOST)
    return units


def _units(cell: Cell, found: str) -> int:
    if spaced := _SPACED.match(found):
        found = spaced.group().replace(" ", "") + found[spaced.end() :]
    found = _ungrouped(cell, found)
    if exponent := _EXPONENT.fullmatch(found):
        whole, part, power = exponent.groups(default="")
        shift = int(power)
        found = f"{whole}{part[:shift].ljust(shift, '0')}.{part[shift:]}"
    figure = _FIGURE.fullmatch(found)
    if not figure or not (figure[1] or figure[3]):
        raise cell.refused(QuantityUnreadable)
    if (figure[3] or "").strip("0"):
        raise cell.refused(QuantityFractional)
    return int(figure[1] or 0)


def _ungrouped(cell: Cell, found: str) -> str:
    """`1,250,000`, `1.250,00` and `1,250.00` are certain; `1,250` would be a thousand or one."""
    whole, sign, part = found, "", ""
    if "," in found and "." in found:
        sign = max(",.", key=found.rfind)
        whole, _, part = found.rpartition(sign)
    grouped = _GROUPED.fullmatch(whole)
    if not grouped or grouped[1] == sign or cell.kind == NUMBER:
        return found
    if not sign and whole.count(grouped[1]) == 1:
        if whole.startswith("0"):
            return found  # 0,250 is no thousand
        raise cell.refused(QuantityUnclear)
    return whole.replace(grouped[1], "") + sign + part


# Dates --------------------------------------------------------------------------------------------

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


def date_order(cells: Iterable[Cell], said: str) -> tuple[str, list[Problem]]:
    """`dmy` or `mdy` by all rows of a column, and what is wrong if they don't agree.

    `said` is what a person chose or the heading says; then nothing needs deciding.
    """
    decided: dict[str, Cell] = {}
    unclear: list[Cell] = []
    for cell in cells:
        match order_of(cell):
            case "":
                continue
            case "?":  # UNDECIDED
                unclear.append(cell)
            case order:
                decided.setdefault(order, cell)
    if said:
        return said, []
    if len(decided) > 1:
        first, second = sorted(decided.values(), key=lambda cell: cell.row)
        other = {"other_row": first.row, "other_value": first.text}
        return "", [second.refused(DateOrderMixed, **other)]
    if decided:
        return next(iter(decided)), []
    if unclear:
        return "", [unclear[0].refused(DateOrderUnknown, rows=len(unclear))]
    return "", []


def order_of(cell: Cell) -> str:
    """`dmy` or `mdy` if this cell alone decides, `?` if it may be either, empty if it's neither."""
    found = _SHORT.fullmatch(cell.text.translate(_DIGITS))
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
    found = " ".join(plain(cell).translate(_DIGITS | {ord("\u2010"): "-"}).split())
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
