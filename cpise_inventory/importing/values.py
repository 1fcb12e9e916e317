"""Cells to values: quantities, texts and identifiers, each certain or refused.

Nothing is guessed: `1,250` is refused as unclear, and what a spreadsheet has damaged is named as
such.
"""

import re
import unicodedata
from typing import Final, NamedTuple, TypeVar

from cpise_inventory.identity import BadCodeError, checked_code
from cpise_inventory.importing.grid import DAY, NUMBER, TEXT
from cpise_inventory.importing.kinds import accessories_of
from cpise_inventory.importing.problems import (
    CellEmpty,
    CellError,
    CellFormula,
    CellLettersLost,
    CellTooLong,
    CellUnprintable,
    CodeMalformed,
    IdentifierDamaged,
    NotYesOrNo,
    Problem,
    QuantityBeyond,
    QuantityFractional,
    QuantityNotPositive,
    QuantityUnclear,
    QuantityUnreadable,
)
from cpise_inventory.language.folding import fold
from cpise_inventory.language.reading import MOST

MOST_CHARACTERS: Final = 200
LONGEST_NAME: Final = 80  # of what the books keep as a name: makers, models, serial numbers

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
    rounded = (
        digits.isdecimal() and len(digits) > _EXACT_DIGITS and not digits[_EXACT_DIGITS:].strip("0")
    )
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


def accessories(cell: Cell) -> tuple[str, ...]:
    """What belongs with a thing: codes of what has one, as written the others."""
    pieces = accessories_of(cell.raw)
    for piece in pieces:
        _short(cell, plain(cell._replace(raw=piece)))
    return tuple(piece for piece in pieces if not is_nothing(piece))


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

DIGITS = {ord(a): str(n) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for n, a in enumerate(row)}
_SIGNS = {ord("٫"): ",", ord("٬"): " ", ord("−"): "-", ord("–"): "-", ord("'"): " ", ord("’"): " "}
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?=[.,]|$)")
_FIGURE = re.compile(r"([0-9]*)(?:([.,])([0-9]*))?")
_GROUPED = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
_EXPONENT = re.compile(r"([0-9]+)(?:[.,]([0-9]*))?E\+?([0-9]{1,2})", re.IGNORECASE)


def quantity(cell: Cell) -> int:
    """Whole base units from 1 to `MOST`; `1 250`, `12,00`, `١٢` are certain, `1,250` is not."""
    found = " ".join(plain(cell).translate(DIGITS | _SIGNS).split())
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
