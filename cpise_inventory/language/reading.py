"""What people type and scan: dates, expiries and quantities, in any of the ways they write them.

`0328`, `03/28`, `032028`, `mars 2028` and `٠٣/٢٠٢٨` are one expiry; `4x24+3` is 99. What can mean
two things, or nothing, is refused with what was typed. No country's month comes first here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import prod
from typing import ClassVar

from typing_extensions import override

from cpise_inventory.errors import Refusal
from cpise_inventory.language.dates import MONTHS
from cpise_inventory.language.folding import fold
from cpise_inventory.language.packs import Packs, size_of
from cpise_inventory.language.words import Words

MOST = 9_999_999
"""Base units in one line, at most: more is a slip of the hand."""

_CENTURY = 2000
_YearOf = Callable[[str], int | None]
_ALSO_MONTHS = {"أبريل": 4, "أغسطس": 8, "سبتمبر": 9, "ديسمبر": 12}  # as other Arab countries say
_SHORTEST_NAME = 3
_MONTH = re.compile(r"(\d{2})(\d{2}|\d{4})")
_DAY = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})")
_ISO_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MINUS = re.compile(r"[-−‐‑–]")
_RAISED = re.compile(r"[²³¹⁰-₉½¼¾]")
_MEASURE = re.compile(r"(\d{1,4})(?:[.,٫](\d{1,2}))?")
_WORD = re.compile(r"(?<=\d)\s*([^\W\d_][^+\d]*)")
_GROUPED = re.compile(
    r"(?<!\d)(\d{1,3})((?: \d{3})+|(?:٬\d{3})+|(?:,\d{3}){2,}|(?:\.\d{3}){2,})(?!\d)"
)
"""Thousands as any of the three languages sets them apart; one point or one comma says nothing."""
_THOUSAND_OR_PART = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(eq=False)
class UnreadableDate(Refusal):
    """Not a day of the calendar between 2000 and 2099, or not surely one."""

    text: str
    field: ClassVar[str] = "date"


@dataclass(eq=False)
class DateOfOtherCentury(UnreadableDate):
    """A day of the calendar, but of no year that the books take."""

    @property
    @override
    def code(self) -> str:
        return UnreadableDate(self.text).code


@dataclass(eq=False)
class UnreadableExpiry(Refusal):
    """Neither a month nor a day between 2000 and 2099."""

    text: str
    field: ClassVar[str] = "expiry"


@dataclass(eq=False)
class ExpiryOfOtherCentury(UnreadableExpiry):
    """A month or a day, but of no year that the books take."""

    @property
    @override
    def code(self) -> str:
        return UnreadableExpiry(self.text).code


@dataclass(eq=False)
class UnreadableQuantity(Refusal):
    """Neither a whole number nor a sum like `4x24+3`."""

    text: str
    field: ClassVar[str] = "quantity"


@dataclass(eq=False)
class QuantityNotWhole(Refusal):
    """Half a bar of soap: quantities are whole base units."""

    text: str
    field: ClassVar[str] = "quantity"


@dataclass(eq=False)
class QuantityAmbiguous(QuantityNotWhole):
    """`1.000`: a thousand to some, one to others, and a mistake of a thousandfold is costly."""

    whole: str
    """What to write for the thousands."""


@dataclass(eq=False)
class QuantityOutOfRange(Refusal):
    """A whole number, but below the least or above the most that can be meant."""

    text: str
    least: int
    most: int
    field: ClassVar[str] = "quantity"


@dataclass(eq=False)
class UnreadableMeasure(Refusal):
    """Not a number with at most one decimal (or two), as read from a ruler."""

    text: str
    field: ClassVar[str] = "measure"


# Dates --------------------------------------------------------------------------------------------


def parse_date(text: str) -> date:
    """`31/12/2027`, `31-12-27`, `311227`, `2027-12-31`, `31 décembre 2027`: day before month.

    Raises UnreadableDate.
    """
    parts = _numbers(text)
    if found := _day(parts):
        return found
    raise DateOfOtherCentury(text) if _day(parts, int) else UnreadableDate(text)


def parse_expiry(text: str) -> str:
    """`0328`, `03/28`, `03/2028`, `mars 2028` -> `2028-03`; a whole date -> its ISO text.

    A month means its last day: that is the domain's rule, not ours. Raises UnreadableExpiry.
    """
    parts = _numbers(text)
    if day := _day(parts):
        return day.isoformat()
    if month := _month(parts):
        return month
    other = _day(parts, int) or _month(parts, int)
    raise ExpiryOfOtherCentury(text) if other else UnreadableExpiry(text)


def _year(digits: str) -> int | None:
    """Two digits are of this century; what was born earlier, or lasts longer, isn't ours."""
    year = int(digits)
    if len(digits) == len("27"):
        return _CENTURY + year
    return year if _CENTURY <= year < _CENTURY + 100 else None


def _day(parts: list[str], year_of: _YearOf = _year) -> date | None:
    if len(parts) == 1:
        whole = _DAY.fullmatch(parts[0]) or _ISO_DAY.fullmatch(parts[0])
        candidates = [_ISO_DAY.fullmatch(parts[0]), _DAY.fullmatch(parts[0])] if whole else []
        days = (_calendar(year_of, *match.groups()) for match in candidates if match)
        return next(filter(None, days), None)
    return _calendar(year_of, *parts) if len(parts) == len(("d", "m", "y")) else None


def _calendar(year_of: _YearOf, first: str, middle: str, last: str) -> date | None:
    """Day, month, year; or year, month, day where the first has four digits."""
    day, year = (last, first) if len(first) == len("2027") else (first, last)
    full = year_of(year)
    if full is None or len(day) > len("31"):
        return None
    try:
        return date(full, int(middle), int(day))
    except ValueError:
        return None


def _month(parts: list[str], year_of: _YearOf = _year) -> str | None:
    if len(parts) == 1 and (match := _MONTH.fullmatch(parts[0])):
        parts = list(match.groups())
    if len(parts) != len(("m", "y")):
        return None
    month, year = (parts[1], parts[0]) if len(parts[0]) == len("2027") else parts
    full = year_of(year)
    if full is None or len(month) > len("12") or not 1 <= int(month) <= len(MONTHS["fr"]):
        return None
    return f"{full}-{int(month):02d}"


def _numbers(text: str) -> list[str]:
    """The groups of digits, with a month's name made its number; nothing if anything else is in."""
    parts = [part for part in re.split(r"[ /.\\،,]+", fold(text)) if part]
    parts = [re.sub(r"^(\d+)(?:er)$", r"\1", part) for part in parts]  # 1er mars
    figures = [part if part.isdecimal() else _month_number(part) for part in parts]
    return (
        [] if "" in figures or any(len(figure) > len("31122027") for figure in figures) else figures
    )


def _month_number(name: str) -> str:
    if len(name) < _SHORTEST_NAME:
        return ""
    months = {number for known, number in _month_names().items() if known.startswith(name)}
    return f"{months.pop():02d}" if len(months) == 1 else ""


@cache
def _month_names() -> dict[str, int]:
    names = {name: at for names in MONTHS.values() for at, name in enumerate(names, start=1)}
    return {fold(name): number for name, number in (names | _ALSO_MONTHS).items()}


# Quantities ---------------------------------------------------------------------------------------


def parse_quantity(text: str, *, least: int = 1, packs: Packs = ()) -> int:
    """`99`, `1 204`, `4x24+3`, `٩٩`, and of an item in cartons of 24 `4c+3`: whole base units.

    Raises UnreadableQuantity, QuantityNotWhole (of which QuantityAmbiguous), QuantityOutOfRange
    below `least` (0 for a count) and above `MOST`, or what is wrong with a pack's name.
    """
    total = sum(map(prod, _factors(text, least, packs)))
    if not least <= total <= MOST:
        raise QuantityOutOfRange(text, least, MOST)
    return total


def shown_quantity(text: str, w: Words, packs: Packs = ()) -> str:
    """`4x24+3` -> `4 × 24 + 3 = 99`; nothing for a plain number, which needs no explaining."""
    factors = _factors(text, packs=packs)
    if len(factors) == 1 and len(factors[0]) == 1:
        return ""
    total = sum(map(prod, factors))
    said = " + ".join(" × ".join(map(w.number, factor)) for factor in factors)
    return w.ltr(f"{said} = {w.number(total)}")


def _factors(text: str, least: int = 0, packs: Packs = ()) -> list[list[int]]:
    """`4x24+3` -> [[4, 24], [3]]; `4 cartons + 3` alike."""
    signed = _MINUS.split(text.strip(), maxsplit=1)
    plain = fold(signed[-1].replace("×", "x").replace("*", "x"))
    plain = _GROUPED.sub(lambda match: match[1] + re.sub(r"\D", "", match[2]), plain)
    if _THOUSAND_OR_PART.fullmatch(plain):
        raise QuantityAmbiguous(text, re.sub(r"\D", "", plain))
    if re.fullmatch(r"\d*[.,٫]\d+", plain):
        raise QuantityNotWhole(text)
    if packs:
        plain = _WORD.sub(lambda match: _sized(match[1], packs, text), plain)
    terms = [[part.strip() for part in term.split("x")] for term in plain.split("+")]
    parts = [part for term in terms for part in term]
    if (
        _RAISED.search(text)
        or signed[0] not in (text.strip(), "")
        or not all(map(_is_figure, parts))
    ):
        raise UnreadableQuantity(text)
    if len(signed) > 1 or any(len(part) > len(str(MOST)) for part in parts):
        raise QuantityOutOfRange(text, least, MOST)
    return [[int(part) for part in term] for term in terms]


def _sized(word: str, packs: Packs, text: str) -> str:
    """A pack's name behind a figure, as the factor that it is; a figure behind it is none of it."""
    if word.strip() == "x":
        return word
    size = size_of(word, packs, text)
    return f"x{size} " if size > 1 else " "


def _is_figure(part: str) -> bool:
    return part.isdecimal() and part.isascii()


# Measures -----------------------------------------------------------------------------------------


def parse_tenths(text: str) -> int:
    """`20,5`, `+0.8`, `−3` -> 205, 8, -30: what a ruler says. Raises UnreadableMeasure."""
    return _measure(text, 1)


def parse_hundredths(text: str) -> int:
    """`7,21` -> 721: what a maker says of his label sheets. Raises UnreadableMeasure."""
    return _measure(text, 2)


def _measure(text: str, places: int) -> int:
    """In units of the last of so many decimal places."""
    plain = text.strip()
    negative = bool(_MINUS.match(plain))
    rest = plain[1:] if negative or plain.startswith("+") else plain
    found = None if _MINUS.search(rest) else _MEASURE.fullmatch(fold(rest))
    decimals = (found[2] or "") if found else ""
    if not found or len(decimals) > places:
        raise UnreadableMeasure(text)
    units = int(found[1] + decimals.ljust(places, "0"))
    return -units if negative else units
