"""`read_table`: a file as somebody sent it, to rows under known headings, or a refusal.

Nothing is believed of its name: what it is shows in its bytes. What can be read with certainty
(encoding, separator, sheet, row of headings) is read, and said, so that a person can look.
"""

import re
import stat
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from cpise_inventory.importing.columns import Columns, Layout, map_columns
from cpise_inventory.importing.encodings import decode
from cpise_inventory.importing.file_problems import (
    FileEmpty,
    FileNotReadable,
    FileNotThere,
    FileTooLarge,
    NoHeadings,
    NoRows,
    NotATable,
    NotAWorkbook,
)
from cpise_inventory.importing.grid import (
    Choices,
    Row,
    enough,
    find_headings,
    meaning_with,
)
from cpise_inventory.importing.notices import (
    NamedOtherwise,
    NoLastLineEnd,
    Notice,
    SheetsIgnored,
    TitleRowsSkipped,
    TotalRowSkipped,
)
from cpise_inventory.importing.separated import read_separated
from cpise_inventory.importing.workbooks import is_workbook, read_workbook
from cpise_inventory.language.folding import fold

MOST_BYTES: Final = 20_000_000
_MEGABYTE: Final = 1_000_000
_WORKBOOK_NAMES: Final = (".xlsx", ".xlsm", ".xltx", ".xls")
_ACCENTED_SHOWN: Final = 5
_TOTAL: Final = re.compile(r"((sous|grand|sub) ?)?(total|totaux)\b|(ال)?(مجموع|اجمالي)\b")
_OTHERS: Final = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"<", "HTML"),
)


@dataclass(frozen=True)
class Table:
    """A list as it was read. `encoding` and `separator` are empty for a workbook, `sheet` else."""

    name: str
    headings: Row
    rows: tuple[Row, ...]
    """The rows with something in them, totals left aside."""
    columns: Columns
    choices: Choices
    notices: tuple[Notice, ...]
    encoding: str
    separator: str
    sheet: str
    since_1904: bool
    """Day numbers of this workbook count from 1904 (old Macs)."""

    @property
    def accented(self) -> tuple[str, ...]:
        """The first cells with letters beyond ASCII: whether the encoding is right shows here."""
        cells = (cell for row in (self.headings, *self.rows) for cell in row.cells)
        return tuple(islice((x.strip() for x in cells if not x.isascii()), _ACCENTED_SHOWN))


class _Source(NamedTuple):
    """What a file gave before its headings were looked for."""

    rows: list[Row]
    notices: list[Notice]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    since_1904: bool = False


def read_table(path: Path, layout: Layout, choices: Choices | None = None) -> Table:
    """The table in a file. Raises a `FileProblem` that says what is wrong and, if it can, where."""
    return table_of(bytes_of(path), path.name, layout, choices or Choices())


def table_of(data: bytes, name: str, layout: Layout, choices: Choices) -> Table:
    """As `read_table`, of bytes that came some other way."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileEmpty(value=name)
    is_text = not is_workbook(data)
    try:
        source = (_of_text if is_text else _of_workbook)(data, name, layout, choices)
        return _assembled(source, name, layout, choices)
    except NoHeadings:
        if is_text and _named_workbook(name):
            raise NotAWorkbook(value=name) from None
        wanted = tuple(choice[0] for choice in layout.needed)
        raise NoHeadings(value=name, wanted=wanted) from None


def _assembled(source: _Source, name: str, layout: Layout, choices: Choices) -> Table:
    """Headings found, titles above them left aside, blank rows and totals too."""
    found = find_headings(source.rows, meaning_with(layout, choices))
    if found is None or not enough(found, source.rows):
        raise NoHeadings(value=name, wanted=())  # which is filled in above
    headings = source.rows[found.place]
    titles = [row for row in source.rows[: found.place] if not row.is_blank]
    filled = [row for row in source.rows[found.place + 1 :] if not row.is_blank]
    totals = [row for row in filled if _TOTAL.match(fold(_first_text(row)))]
    left_aside = {row.number for row in totals}
    rows = [row for row in filled if row.number not in left_aside]
    if not rows:
        raise NoRows(value=name)
    notices = source.notices
    if titles:
        notices.append(TitleRowsSkipped(row=headings.number - 1, value=_first_text(titles[0])))
    notices += [TotalRowSkipped(row=row.number, value=_first_text(row)) for row in totals]
    columns = map_columns(headings.cells, layout, headings.number, choices.columns)
    return Table(
        name=name,
        headings=headings,
        rows=tuple(rows),
        columns=columns,
        choices=choices,
        notices=(*notices, *columns.notices),
        encoding=source.encoding,
        separator=source.separator,
        sheet=source.sheet,
        since_1904=source.since_1904,
    )


def _first_text(row: Row) -> str:
    return next((cell.strip() for cell in row.cells if cell.strip()), "")


# Where the bytes come from ------------------------------------------------------------------------


def bytes_of(path: Path) -> bytes:
    """All of a file that somebody chose. Raises a `FileProblem`."""
    try:
        about = path.stat()
        if about.st_size > MOST_BYTES:
            raise _too_large(about.st_size, path)
        if not stat.S_ISREG(about.st_mode):
            raise FileNotReadable(value=path.name)
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)  # it may still be growing
    except (FileNotFoundError, ValueError):
        raise FileNotThere(value=path.name) from None
    except OSError:
        raise FileNotReadable(value=path.name) from None
    if len(data) > MOST_BYTES:
        raise _too_large(len(data), path)
    return data


def _too_large(size: int, path: Path) -> FileTooLarge:
    megabytes = -(-size // _MEGABYTE)
    return FileTooLarge(value=path.name, megabytes=megabytes, most=MOST_BYTES // _MEGABYTE)


def _of_workbook(data: bytes, name: str, layout: Layout, choices: Choices) -> _Source:
    sheet = read_workbook(data, name, meaning_with(layout, choices), choices.sheet)
    notices: list[Notice] = [] if _named_workbook(name) else [NamedOtherwise(value=name)]
    if sheet.ignored:
        notices.append(SheetsIgnored(value=", ".join(sheet.ignored), sheet=sheet.name))
    return _Source(sheet.rows, notices, sheet=sheet.name, since_1904=sheet.since_1904)


def _of_text(data: bytes, name: str, layout: Layout, choices: Choices) -> _Source:
    for mark, found in _OTHERS:
        if data.startswith(mark):
            raise NotATable(value=name, found=found)
    text, encoding = decode(data, name, choices.encoding)
    reading = read_separated(text, name, meaning_with(layout, choices), choices.separator)
    notices: list[Notice] = [NamedOtherwise(value=name)] if _named_workbook(name) else []
    if not text.endswith(("\n", "\r")):
        notices.append(NoLastLineEnd(row=reading.rows[-1].number))
    return _Source(reading.rows, notices, encoding, reading.separator)


def _named_workbook(name: str) -> bool:
    return name.lower().endswith(_WORKBOOK_NAMES)
