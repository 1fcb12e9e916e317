"""The lists that a file's preview shows: what is wrong, what would be written, what was noticed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from cpise_inventory.importing.shown import DAYS, MONTHS, shown
from cpise_inventory.importing.texts import FIELDS
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.columns import Column
from ui.kit.pages import View
from ui.kit.table import Table
from ui.pages.file_reading import Reading, Row

if TYPE_CHECKING:
    from cpise_inventory.importing.notices import Notice
    from cpise_inventory.importing.problems import Problem
    from cpise_inventory.importing.tables import Table as Read
    from cpise_inventory.store import Store

Listed = TypeVar("Listed")
APART: Final = ("row", "centre", "currency")
"""Said before the rest, or with what it belongs to."""
NAMES: Final = ("designation", "name_fr", "name_ar", "name_en", "reason", "remarks", "model")
CODES: Final = ("item", "code", "serial", "lot", "donation", "waybill")


class ListSource(Generic[Listed]):
    """Rows that are in memory already."""

    def __init__(self, rows: Sequence[Listed]) -> None:
        self._rows = rows

    def count(self, _store: "Store", _view: View) -> int:
        return len(self._rows)

    def page(self, _store: "Store", _view: View, offset: int, size: int) -> Sequence[Listed]:
        return self._rows[offset : offset + size]


def problems_table(desk: Desk, problems: "Sequence[Problem]") -> "Table[Any]":
    """Row, column and cell of each, and the sentence that says what would be right."""
    words = desk.look.words
    columns: tuple[Column[Any], ...] = (
        _row_column(words, lambda problem: problem.row),
        Column("column", words.t("Column"), lambda p: _column_of(p, words), width=150),
        Column("value", words.t("In the file"), lambda p: p.value, width=150, bold=True),
        Column("said", words.t("What is wrong"), lambda p: sentence(p, words), stretch=True),
    )
    return _table(desk, problems, columns, words.t("Problems"))


def notices_table(desk: Desk, notices: "Sequence[Notice]") -> "Table[Any]":
    words = desk.look.words
    columns: tuple[Column[Any], ...] = (
        _row_column(words, lambda notice: notice.row),
        Column("said", words.t("What was noticed"), lambda n: sentence(n, words), stretch=True),
    )
    return _table(desk, notices, columns, words.t("Notes"))


def raw_table(desk: Desk, table: "Read") -> "Table[Any]":
    """The rows as they stand in the file: where something is wrong, that is what to look at."""
    words = desk.look.words

    def cell(at: int) -> Callable[[Any], str]:
        return lambda row: row.cells[at].strip() if at < len(row.cells) else ""

    columns: list[Column[Any]] = [_row_column(words, lambda row: row.number)]
    columns += [
        Column(str(at), heading.strip(), cell(at), width=120)
        for at, heading in enumerate(table.headings.cells)
        if heading.strip()
    ]
    return _table(desk, table.rows, tuple(columns), words.t("Rows"))


def rows_table(desk: Desk, reading: Reading) -> "Table[Any]":
    """The fields that the file fills, each in a column."""
    words = desk.look.words
    fields = [name for name in reading.fields if name in FIELDS and name not in APART]
    if "centre" in reading.fields:
        fields.insert(0, "centre")
    stretched = next((name for name in fields if name in NAMES), fields[-1] if fields else "")
    columns = [_row_column(words, lambda row: row["row"])]
    columns += [_field_column(name, words, stretch=name == stretched) for name in fields]
    if "contents" in reading.fields:
        columns.append(
            Column("contents", words.t("Contents"), lambda row: _contents(row, words), stretch=True)
        )
    return _table(desk, reading.rows, tuple(columns), words.t("Rows"))


def _table(
    desk: Desk, rows: Sequence[Any], columns: tuple[Column[Any], ...], name: str
) -> "Table[Any]":
    made: Table[Any] = Table(desk.look, desk.worker, ListSource(rows), columns, name=name, key=id)
    made.refresh()
    return made


def _row_column(words: Words, number: Callable[[Any], int]) -> Column[Any]:
    def text(row: Any) -> str:
        return str(number(row) or "–")

    return Column("row", words.t("Row"), text, width=64, end=True, ltr=True, ink=lambda _: "muted")


def _field_column(name: str, words: Words, *, stretch: bool) -> Column[Row]:
    figures = name in ("quantity", "value", *MONTHS, *DAYS)
    title = words.t(FIELDS[name])
    return Column(
        name,
        title[:1].upper() + title[1:],
        lambda row: shown(row, name, words),
        width=150 if name in CODES else 110,
        stretch=stretch,
        end=name in ("quantity", "value"),
        bold=name == "quantity",
        mono=name in CODES,
        ltr=figures or name in CODES,
    )


def _contents(row: Row, words: Words) -> str:
    """`5 × SAVON-250 (or SAVON-100), ? × SEAU-14`: of what a draft doesn't say, there's a sign."""
    others: dict[str, list[str]] = {}
    for item, other in row.get("substitutes", ()):
        others.setdefault(item, []).append(words.ltr(other))
    figures = [(str(quantity), item) for item, quantity in row.get("contents", ())]
    figures += [("?", item) for item in row.get("unknown", ())]
    told = []
    for figure, item in figures:
        part = words.ltr(f"{figure} × {item}")
        if item in others:
            part = words.t("{part} (or {others})", part=part, others=words.join(others[item]))
        told.append(part)
    return words.join(told)


def _column_of(problem: "Problem", words: Words) -> str:
    return problem.column or words.t(FIELDS.get(problem.field, ""))
