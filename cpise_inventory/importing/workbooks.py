"""XLSX: the first sheet with headings that are known, each cell as the person saw it.

A date becomes its ISO text, a month-only format `2027-06`, a whole number its digits, a format of
zeros its zeros, a formula its own text (which is refused later, by cell): so that a workbook and
the same list as CSV are read by the same rules. What openpyxl stumbles on is a damaged file.
"""

import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from cpise_inventory.importing.file_problems import (
    NoHeadings,
    NoSuchSheet,
    NotATable,
    NotAWorkbook,
    TooManyColumns,
    TooManyRows,
    WorkbookBloated,
    WorkbookDamaged,
    WorkbookLocked,
    WorkbookOld,
)
from cpise_inventory.importing.grid import (
    DAY,
    HEADINGS_WITHIN,
    MOST_COLUMNS,
    MOST_ROWS,
    NUMBER,
    TEXT,
    Row,
    enough,
    find_headings,
)

if TYPE_CHECKING:
    from openpyxl import Workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK"
_MOST_UNPACKED: Final = 150_000_000
_MOST_PARTS: Final = 5_000
_LAST_ROW: Final = 1_048_576  # of a sheet; a file may claim any
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_ZEROS = re.compile(r"0{2,}")
_MEGABYTE = 1_000_000


class _Cell(Protocol):
    """What openpyxl's filled and empty cells have in common."""

    @property
    def value(self) -> object: ...
    @property
    def number_format(self) -> str | None: ...


class _Sheet(Protocol):
    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, max_row: int) -> Iterator[Sequence[_Cell]]: ...


class Sheet(NamedTuple):
    name: str
    rows: list[Row]
    ignored: tuple[str, ...]
    """Other sheets with something in them."""
    since_1904: bool


def is_workbook(data: bytes) -> bool:
    return data.startswith((ZIP + b"\x03\x04", ZIP + b"\x05\x06", OLE))


def read_workbook(data: bytes, name: str, meaning: Callable[[str], str], wish: str = "") -> Sheet:
    """The sheet that a person chose, or the first with known headings. Raises `FileProblem`s."""
    _refuse_others(data, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's, about styles and extensions left aside
        book = _opened(data, name)
        try:
            return _chosen(book, name, meaning, wish)
        finally:
            book.close()


def _refuse_others(data: bytes, name: str) -> None:
    if data.startswith(OLE):
        raise WorkbookLocked(value=name) if _ENCRYPTED in data else WorkbookOld(value=name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise WorkbookDamaged(value=name) from None
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.bin" in names:
        raise NotATable(value=name, found="XLSB")
    if not any(part.startswith("xl/") for part in names):
        raise NotAWorkbook(value=name)
    unpacked = sum(part.file_size for part in parts)  # zipfile unpacks no more than it says here
    if unpacked > _MOST_UNPACKED or len(parts) > _MOST_PARTS:
        raise WorkbookBloated(
            value=name, megabytes=unpacked // _MEGABYTE, most=_MOST_UNPACKED // _MEGABYTE
        )


def _opened(data: bytes, name: str) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415 - 0.2 s that only an import needs

    try:
        return load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    except Exception:  # noqa: BLE001 - a broken file makes openpyxl raise anything at all
        raise WorkbookDamaged(value=name) from None


def _chosen(book: "Workbook", name: str, meaning: Callable[[str], str], wish: str) -> Sheet:
    sheets = {
        sheet.title: cast("_Sheet", sheet)
        for sheet in book.worksheets
        if getattr(sheet, "sheet_state", "visible") == "visible"
    }
    if wish and wish not in sheets:
        raise NoSuchSheet(value=name, sheet=wish, sheets=", ".join(sheets))
    starts = {title: _start(sheet, name) for title, sheet in sheets.items()}
    title = wish or next(
        (x for x, rows in starts.items() if enough(find_headings(rows, meaning), rows)), ""
    )
    if not title:
        raise NoHeadings(value=name, wanted=())
    others = tuple(x for x, rows in starts.items() if rows and x != title)
    since_1904 = book.epoch.year == 1904  # noqa: PLR2004 - the epoch of old Macs
    return Sheet(title, list(_rows(sheets[title], name)), others, since_1904)


def _start(sheet: _Sheet, name: str) -> list[Row]:
    return list(islice(_rows(sheet, name), HEADINGS_WITHIN))


def _rows(sheet: _Sheet, name: str) -> Iterator[Row]:
    """The rows that have something in them."""
    filled = 0
    for number, cells in _numbered(sheet, name):
        if not cells:
            continue
        kept = [_seen(cell) for cell in cells]
        while kept and not kept[-1][1].strip():
            kept.pop()
        if not kept:
            continue
        if len(kept) > MOST_COLUMNS:
            raise TooManyColumns(value=name, most=MOST_COLUMNS)
        filled += 1
        if filled > MOST_ROWS:
            raise TooManyRows(value=name, most=MOST_ROWS)
        yield Row(number, tuple(text for _, text in kept), "".join(kind for kind, _ in kept))


def _numbered(sheet: _Sheet, name: str) -> Iterable[tuple[int, Sequence[_Cell]]]:
    """Read to the true end, whatever size the file claims; a missing row is an empty one."""
    sheet.reset_dimensions()
    try:
        yield from enumerate(sheet.iter_rows(max_row=_LAST_ROW), start=1)
    except Exception:  # noqa: BLE001 - as above: rows are unpacked as they are asked for
        raise WorkbookDamaged(value=name) from None


# One cell -----------------------------------------------------------------------------------------


def _seen(cell: _Cell) -> tuple[str, str]:
    value = cell.value
    if value is None or isinstance(value, str):
        return TEXT, value or ""
    if isinstance(value, bool | time):
        return TEXT, str(value).upper()
    if isinstance(value, int | float):
        return NUMBER, _number(value, cell.number_format or "")
    if isinstance(value, datetime | date):
        return DAY, _day(value, cell.number_format or "")
    formula = getattr(value, "text", None)  # an array's or a data table's
    return TEXT, formula if isinstance(formula, str) else "="


def _number(value: float, code: str) -> str:
    """`12.0` is 12; a format `00000` shows its zeros."""
    if isinstance(value, float) and not value.is_integer():
        return format(Decimal(repr(value)), "f")
    text = str(int(value))
    return text.zfill(len(code)) if _ZEROS.fullmatch(code) and value >= 0 else text


def _day(value: date, code: str) -> str:
    """A cell that shows month and year alone means that: Excel makes 01/06/2027 of `06/2027`."""
    iso = value.isoformat()[:10]
    shown = _LITERALS.sub("", code.split(";", maxsplit=1)[0]).lower()
    return iso if "d" in shown or "y" not in shown else iso[:7]
