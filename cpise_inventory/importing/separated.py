"""CSV in any dialect: separators sniffed over the whole file, quotes, cells of several lines."""

import csv
from collections import Counter
from collections.abc import Callable
from io import StringIO
from typing import Final, NamedTuple

from cpise_inventory.importing.file_problems import (
    FileCut,
    FileProblem,
    QuoteNotClosed,
    QuoteStray,
    TooManyColumns,
    TooManyRows,
)
from cpise_inventory.importing.grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    enough,
    find_headings,
)

SEPARATORS: Final = (";", ",", "\t", "|")
_SPOKEN = "sep="  # `sep=;` in the first line is Excel's own way of saying it


class Reading(NamedTuple):
    """A text taken apart by one separator, as far as it goes."""

    separator: str
    rows: list[Row]
    problem: FileProblem | None
    """Why it goes no further."""

    def fitness(self, meaning: Callable[[str], str]) -> tuple[int, bool, int, float]:
        """Known headings first; then no broken quotes, then several columns, as many in each."""
        found = find_headings(self.rows, meaning)
        widths = Counter(len(row.cells) for row in self.rows if not row.is_blank)
        width, often = widths.most_common(1)[0] if widths else (0, 0)
        known = found.known if found and enough(found, self.rows) else 0
        return known, self.problem is None, min(width, 2), often / max(1, widths.total())


def read_separated(text: str, name: str, meaning: Callable[[str], str], wish: str = "") -> Reading:
    """All rows, blank ones too. `wish` is the separator that a person chose.

    Raises the `FileProblem` of the reading that fits best.
    """
    spoken, skipped = _spoken(text)
    candidates = [wish] if wish else [spoken] if spoken else SEPARATORS
    readings = [_read(text, separator, name) for separator in candidates]
    best = max(readings, key=lambda reading: reading.fitness(meaning))
    if best.problem:
        raise best.problem
    _refuse_cut(best.rows, text, name)
    return best._replace(rows=best.rows[1:]) if skipped else best


def _spoken(text: str) -> tuple[str, bool]:
    line = text.split("\n", 1)[0].rstrip("\r").strip('"').lower()
    is_spoken = line.startswith(_SPOKEN) and len(line) == len(_SPOKEN) + 1
    return (line[-1] if is_spoken else "", is_spoken)


def _read(text: str, separator: str, name: str) -> Reading:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    filled = 0
    try:
        for number, cells in enumerate(reader, start=1):
            row = Row(number, tuple(cells))
            rows.append(row)
            filled += not row.is_blank
            if filled > MOST_ROWS:
                return Reading(separator, rows, TooManyRows(value=name, most=MOST_ROWS))
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                return Reading(separator, rows, TooManyColumns(value=name, most=MOST_COLUMNS))
    except csv.Error as fault:
        return Reading(separator, rows, _quotes(str(fault), len(rows) + 1, name))
    return Reading(separator, rows, None)


def _quotes(fault: str, row: int, name: str) -> FileProblem:
    if "expected after" in fault:
        return QuoteStray(row=row, value=name)
    return QuoteNotClosed(row=row, value=name)


def _refuse_cut(rows: list[Row], text: str, name: str) -> None:
    """A last row shorter than its neighbours and without a line end was cut.

    Excel leaves separators out at the ends of rows, but never a line end.
    """
    filled = [row for row in rows if not row.is_blank]
    if len(filled) < 2 or text.endswith(("\n", "\r")):  # noqa: PLR2004 - headings and a row
        return
    if len(filled[-1].cells) < len(filled[-2].cells):
        raise FileCut(row=filled[-1].number, value=name)
