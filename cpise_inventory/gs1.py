"""GS1 element strings: what a carton's code says of its goods, read as strictly as it is defined.

GS1 General Specifications: application identifiers and their formats (3), predefined lengths and
FNC1 as separator (7.8), check digits (7.9), dates and the century (7.12), characters (7.11).
Scanners hand on FNC1 as the control character GS, or as what they were set to instead.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, NamedTuple

from cpise_inventory.catalogue.barcodes import is_gtin
from cpise_inventory.errors import Refusal

GS: Final = "\x1d"
SEPARATORS: Final = re.compile(r"<GS>|\{GS\}|[\x1d\u241d~|^]")
"""How scanners write FNC1; none of these characters may stand in an element string."""
SYMBOLOGIES: Final = ("]C1", "]d2", "]Q3", "]e0", "]J1")
"""GS1-128, GS1 DataMatrix, GS1 QR Code, GS1 DataBar, GS1 DotCode."""
_CHARACTERS: Final = re.compile(r"[!-\"%-?A-Z_a-z]*")
"""GS1's character set 82."""
_BRACKETED: Final = re.compile(r"\((\d{2,4})\)")
_CENTURY: Final = 100
_AROUND: Final = " \r\n\t"
"""What a scanner sends before and after; GS is white space to Python, too, but not here."""
_WHOLE_GTIN, _TELLING = len("0106149000000015"), 10
"""Identifier and GTIN; and from how many of their digits on they're taken for a piece of them."""
_GTIN, _LOT, _EXPIRY, _COUNT = "01", "10", "17", "30"


class _Format(NamedTuple):
    """Of an application identifier: its own digits, then so many characters of data."""

    digits: int
    least: int
    most: int
    numeric: bool

    @property
    def fixed(self) -> bool:
        return self.least == self.most


def _fixed(digits: int, length: int) -> _Format:
    return _Format(digits, length, length, numeric=True)


def _varying(digits: int, most: int, *, numeric: bool = False) -> _Format:
    return _Format(digits, 1, most, numeric)


def _formats() -> dict[str, _Format]:
    """By the first digits of the identifier."""
    known = {"00": _fixed(2, 18), "20": _fixed(2, 2), "402": _fixed(3, 17), "422": _fixed(3, 3)}
    known |= dict.fromkeys(("01", "02"), _fixed(2, 14))
    known |= dict.fromkeys(("11", "12", "13", "15", "16", "17"), _fixed(2, 6))
    known |= dict.fromkeys(("10", "21", "22"), _varying(2, 20))
    known |= dict.fromkeys(("30", "37"), _varying(2, 8, numeric=True))
    known |= dict.fromkeys(("240", "241", "250", "251", "400", "401", "403"), _varying(3, 30))
    known |= dict.fromkeys(("243", "254", "420"), _varying(3, 20))
    known |= {"235": _varying(3, 28), "242": _varying(3, 6, numeric=True), "421": _varying(3, 12)}
    known |= {f"41{last}": _fixed(3, 13) for last in range(8)}
    known |= {f"71{last}": _varying(3, 20) for last in range(8)}
    measured = (*range(310, 317), *range(320, 338), *range(340, 358), *range(360, 370))
    known |= {str(first): _fixed(4, 6) for first in measured}
    known |= {str(first): _varying(4, 15, numeric=True) for first in (390, 392)}
    known |= {str(first): _varying(4, 18, numeric=True) for first in (391, 393)}
    known |= {"7003": _fixed(4, 10), "8005": _fixed(4, 6), "8006": _fixed(4, 18)}
    known |= dict.fromkeys(("8017", "8018"), _fixed(4, 18))
    known |= {"8008": _Format(4, 8, 12, numeric=True), "90": _varying(2, 30)}
    return known | {f"9{last}": _varying(2, 90) for last in range(1, 10)}


_FORMATS: Final = _formats()
_DATES: Final = frozenset({"11", "12", "13", "15", "16", "17"})


@dataclass(eq=False)
class NotGs1Error(Refusal):
    """No element string at all: some other code, or a word."""

    text: str
    field: ClassVar[str] = "scan"


@dataclass(eq=False)
class Gs1CutShortError(Refusal):
    """It ends, or its field does, before what its identifier asks for."""

    text: str
    identifier: str
    field: ClassVar[str] = "scan"


@dataclass(eq=False)
class Gs1CheckDigitError(Refusal):
    gtin: str
    field: ClassVar[str] = "scan"


@dataclass(eq=False)
class Gs1DateError(Refusal):
    """No day of the calendar. `digits`: as scanned, YYMMDD."""

    digits: str
    field: ClassVar[str] = "scan"


@dataclass(eq=False)
class Gs1UnknownError(Refusal):
    """An identifier that GS1 has not given, or not to what a storeroom gets."""

    text: str
    rest: str
    field: ClassVar[str] = "scan"


@dataclass(eq=False)
class Gs1ContentError(Refusal):
    """A field that holds what it may not: letters for figures, too much, or two values."""

    identifier: str
    content: str
    field: ClassVar[str] = "scan"


class Goods(NamedTuple):
    """What an element string says of goods. `gtin`: 14 digits. `expiry`: `2027-06-30`, or `2027-06`
    where the code names no day: then it is the last. `units`: nought where no count is said.
    """

    gtin: str
    lot: str = ""
    expiry: str = ""
    units: int = 0


def is_gs1(text: str) -> bool:
    """Whether it can be nothing but an element string, right or wrong."""
    plain = text.strip(_AROUND)
    if plain.startswith(SYMBOLOGIES) or SEPARATORS.match(plain):
        return True
    if start := _BRACKETED.match(plain):
        return bool(_known(start.group(1)))
    if not plain.startswith(_GTIN):
        return False
    if plain.isascii() and plain.isdecimal() and len(plain) <= _WHOLE_GTIN:
        return len(plain) >= _TELLING and not is_gtin(plain)  # a false digit is to be named
    said, rest = plain[2:_WHOLE_GTIN], plain[_WHOLE_GTIN:]
    return said.isdecimal() and bool(_known(rest[:4]))


def read(text: str, today: date) -> Goods:
    """What it says of goods. Raises `NotGs1Error`, or what is wrong with it.

    Fields that are nobody's business here (production date, serial number …) are read and left.
    """
    fields = elements(text)
    if not fields:
        raise NotGs1Error(text)
    for identifier in _DATES & fields.keys():
        _day(fields[identifier], today)
    gtin = fields.get(_GTIN, "")
    if gtin and not is_gtin(gtin):
        raise Gs1CheckDigitError(gtin)
    expiry = _day(fields[_EXPIRY], today) if _EXPIRY in fields else ""
    return Goods(gtin, fields.get(_LOT, ""), expiry, int(fields.get(_COUNT, "0")))


def elements(text: str) -> dict[str, str]:
    """Identifier -> content, in the order of the code."""
    plain = text.strip(_AROUND)
    for prefix in SYMBOLOGIES:
        plain = plain.removeprefix(prefix)
    if plain.startswith("("):
        return _unbracketed(plain)
    return _plain(SEPARATORS.sub(GS, plain), text)


def _unbracketed(text: str) -> dict[str, str]:
    """As people read it below the bars: (01)06149…(10)L23. A lot may hold brackets, too."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        start = _BRACKETED.match(text, at)
        form = _FORMATS.get(_known(start.group(1))) if start else None
        if start is None or form is None or len(start.group(1)) != form.digits:
            raise Gs1UnknownError(text, text[at : at + 6])
        end = start.end() + form.most if form.fixed else _next_bracket(text, start.end())
        _put(found, start.group(1), text[start.end() : end].strip(), form, text)
        at = end
        while at < len(text) and text[at] == " ":
            at += 1
    return found


def _next_bracket(text: str, at: int) -> int:
    for found in _BRACKETED.finditer(text, at):
        form = _FORMATS.get(_known(found.group(1)))
        if form is not None and form.digits == len(found.group(1)):
            return found.start()
    return len(text)


def _plain(text: str, whole: str) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        if text[at] == GS:  # before the first, or after one of a known length: no harm
            at += 1
            continue
        form = _FORMATS.get(_known(text[at : at + 4]))
        if form is None:
            raise Gs1UnknownError(whole, text[at : at + 4])
        identifier, start = text[at : at + form.digits], at + form.digits
        end = text.find(GS, start)
        end = len(text) if end < 0 else end
        if form.fixed:
            end = min(end, start + form.most)
        _put(found, identifier, text[start:end], form, whole)
        at = end
    return found


def _known(digits: str) -> str:
    """The beginning by which an identifier is known; nothing where there is none."""
    return next((digits[:n] for n in (4, 3, 2) if digits[:n] in _FORMATS), "")


def _put(found: dict[str, str], identifier: str, content: str, form: _Format, whole: str) -> None:
    if len(identifier) < form.digits or len(content) < form.least:
        raise Gs1CutShortError(whole, identifier)
    if len(content) > form.most or not _CHARACTERS.fullmatch(content):
        raise Gs1ContentError(identifier, content)
    if form.numeric and not (content.isascii() and content.isdecimal()):
        raise Gs1ContentError(identifier, content)
    if found.setdefault(identifier, content) != content:
        raise Gs1ContentError(identifier, content)


def _day(digits: str, today: date) -> str:
    """YYMMDD, the century being that which lies nearest (7.12); DD is 00 for a whole month."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    century = today.year // _CENTURY
    ahead = year - today.year % _CENTURY
    if ahead >= _CENTURY // 2 + 1:
        century -= 1
    elif ahead <= -_CENTURY // 2:
        century += 1
    try:
        found = date(century * _CENTURY + year, month, day or 1)
    except ValueError:
        raise Gs1DateError(digits) from None
    return found.isoformat() if day else found.isoformat()[: len("2027-06")]
