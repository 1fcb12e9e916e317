"""Why a file can't be read at all, or not to its end."""

from dataclasses import dataclass

from cpise_inventory.importing.problems import Problem


@dataclass(eq=False, kw_only=True)
class FileProblem(Problem):
    """The file can't be read to the end. `value` is its name."""


class FileNotThere(FileProblem):
    """No such file."""


@dataclass(eq=False, kw_only=True)
class FileNotReadable(FileProblem):
    """A folder, no right to read, a stick pulled out."""


@dataclass(eq=False, kw_only=True)
class FileTooLarge(FileProblem):
    megabytes: int
    most: int


class FileEmpty(FileProblem):
    """Nothing in it, or nothing but blanks."""


@dataclass(eq=False, kw_only=True)
class TooManyRows(FileProblem):
    most: int


@dataclass(eq=False, kw_only=True)
class TooManyColumns(FileProblem):
    most: int


@dataclass(eq=False, kw_only=True)
class NotATable(FileProblem):
    """Something else: `found` is `PDF`, `Word`, `HTML`, or empty where nobody can tell."""

    found: str = ""


class NotAWorkbook(FileProblem):
    """Named .xlsx, and it is none."""


class WorkbookDamaged(FileProblem):
    """An XLSX file that can't be opened: cut, or broken on its way."""


class WorkbookLocked(FileProblem):
    """Protected by a password (or an old .xls so protected)."""


class WorkbookOld(FileProblem):
    """The .xls of before 2007."""


@dataclass(eq=False, kw_only=True)
class WorkbookBloated(FileProblem):
    """Small on the disk, endless when unpacked."""

    megabytes: int
    most: int


@dataclass(eq=False, kw_only=True)
class NoSuchSheet(FileProblem):
    sheet: str
    sheets: str


class EncodingUnknown(FileProblem):
    """No way of reading the letters gives words."""


@dataclass(eq=False, kw_only=True)
class ZeroBytes(FileProblem):
    """Zero bytes in a text, from `row` on: what a power cut leaves."""


@dataclass(eq=False, kw_only=True)
class FileCut(FileProblem):
    """It ends in the midst of `row`."""


@dataclass(eq=False, kw_only=True)
class QuoteNotClosed(FileProblem):
    """A quotation mark opened in `row` is never closed: a cut file, or one mark too many."""


@dataclass(eq=False, kw_only=True)
class QuoteStray(FileProblem):
    """Text after a closing quotation mark, in `row`."""


@dataclass(eq=False, kw_only=True)
class NoHeadings(FileProblem):
    """None of the first rows is a row of headings; `wanted` are fields that it should name."""

    wanted: tuple[str, ...]


class NoRows(FileProblem):
    """Headings and nothing under them."""
