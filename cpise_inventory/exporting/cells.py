"""Cells that a spreadsheet leaves as they are: no formula runs, no code turns into a date."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import TextIOWrapper
from typing import Any, BinaryIO, Final, Protocol

from cpise_inventory.language.words import Words

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_MONTHS: Final = "jan|f[eé]v|feb|mar|a[vp]r|ma[iy]|jui|jun|jul|ao|aug|sep|o[ck]t|nov|d[eé]c"
_CHANGED: Final = re.compile(
    rf"0\d+|\d{{12,}}|\d+e\d+|\d{{1,4}}[-/.:]\d{{1,4}}([-/.:]\d{{1,4}})?|"
    rf"\d{{0,2}}[-/. ]?({_MONTHS})[a-zéû]*[-/. ]?\d{{0,4}}",
    re.IGNORECASE,
)
"""Codes that a spreadsheet takes for figures, powers of ten or dates when it opens a CSV."""
Cell = str | int | Decimal
"""A sum of money is a `Decimal`: a spreadsheet adds it up."""
WIDEST: Final = 44
"""Characters: a wider column of a workbook is cut on the screen, not in the file."""


@dataclass(frozen=True)
class Column:
    """`code`: identifiers, kept letter by letter. `tag`: HXL's name for it."""

    heading: str
    code: bool = False
    tag: str = ""
    width: int = 14


def hundredths(value: int) -> Decimal:
    """A sum of money as its cell."""
    return Decimal(value).scaleb(-2)


class Table(Protocol):
    """Something that takes rows."""

    def row(self, cells: Sequence[Cell]) -> None: ...


class Csv:
    """UTF-8 with its mark, so that Excel sees the accents; `;` where its users' lists have it."""

    def __init__(self, out: BinaryIO, columns: Sequence[Column], w: Words) -> None:
        import csv  # noqa: PLC0415 - start-up time

        self._columns, self._point = columns, "." if w.code == "en" else ","
        self._text = TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
        self._writer = csv.writer(self._text, delimiter="," if w.code == "en" else ";")
        self._writer.writerow([column.heading for column in columns])

    def tags(self) -> None:
        """HXL's row, right under the headings."""
        self._writer.writerow([column.tag for column in self._columns])

    def row(self, cells: Sequence[Cell]) -> None:
        self._writer.writerow(
            [
                self._shown(cell, code=column.code)
                for column, cell in zip(self._columns, cells, strict=True)
            ]
        )

    def _shown(self, cell: Cell, *, code: bool) -> str | int:
        if isinstance(cell, Decimal):
            return str(cell).replace(".", self._point)
        return cell if isinstance(cell, int) else guarded(cell, code=code)

    def done(self) -> None:
        self._text.flush()
        self._text.detach()


def guarded(text: str, *, code: bool = False) -> str:
    """With an apostrophe in front where a spreadsheet would calculate with it or change it."""
    if text.startswith(_FORMULA) or (code and _CHANGED.fullmatch(text)):
        return f"'{text}"
    return text


def write_workbook(
    out: BinaryIO, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], w: Words
) -> None:
    """An XLSX of one sheet, row by row; texts are text cells, whatever they look like."""
    from openpyxl import Workbook  # noqa: PLC0415 - start-up time
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - start-up time
    from openpyxl.styles import Font  # noqa: PLC0415 - start-up time
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - start-up time

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title[:31])
    sheet.sheet_view.rightToLeft = w.rtl
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = min(column.width, WIDEST)

    def cell(value: Cell, *, bold: bool = False) -> Any:
        kept: Any = value  # openpyxl takes a Decimal, and its types don't say so
        made: Any = WriteOnlyCell(sheet, kept)
        if isinstance(value, str):
            made.data_type = "s"  # else what begins with "=" would be a formula
            made.number_format = "@"
        elif isinstance(value, Decimal):
            made.number_format = "0.00"
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(column.heading, bold=True) for column in columns])
    for row in rows:
        sheet.append([cell(value) for value in row])
    book.save(out)
