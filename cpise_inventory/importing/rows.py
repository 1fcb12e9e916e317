"""Row by row through a table, collecting all problems in one go."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from cpise_inventory.errors import Refusals
from cpise_inventory.importing.dates import UNDECIDED, DateForm, date_order
from cpise_inventory.importing.grid import NUMBER, TEXT, Row
from cpise_inventory.importing.notices import CellsBesideTable, Notice, NumbersAsIdentifiers
from cpise_inventory.importing.problems import (
    CellsTooMany,
    ColumnMissing,
    DateOrderUnknown,
    Problem,
)
from cpise_inventory.importing.tables import Table
from cpise_inventory.importing.values import Cell, identifier, text

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Parsed(Generic[R]):
    """A file's rows, or why it is refused; `rows` are whole only where there are no problems."""

    rows: tuple[R, ...]
    problems: tuple[Problem, ...]
    """Ordered by row and column."""
    notices: tuple[Notice, ...]

    def accepted(self) -> tuple[R, ...]:
        """The rows; raises `Refusals` with all problems if there is one."""
        if self.problems:
            raise Refusals(self.problems)
        return self.rows


class Reader:
    """Reads cells by field; what is wrong is kept, with its row, and reading goes on."""

    def __init__(self, table: Table, dated: Iterable[str] = ()) -> None:
        self.table = table
        self.problems = list(table.columns.problems)
        self.notices = list(table.notices)
        self._places = table.columns.places
        self._numeric: set[str] = set()
        self._forms = self._date_forms([name for name in dated if name in self._places])
        self._check_width()

    def rows(self) -> Iterator[Row]:
        return iter(self.table.rows)

    def has(self, field: str) -> bool:
        return field in self._places

    def cell(self, row: Row, field: str) -> Cell:
        """The cell of a field; an empty one where there is no such column or the row is short."""
        place = self._places.get(field, -1)
        heading = self.table.columns.headings.get(field, "")
        if not 0 <= place < len(row.cells):
            return Cell(row.number, field, heading, "")
        kind = row.kinds[place] if row.kinds else TEXT
        return Cell(row.number, field, heading, row.cells[place], kind)

    def read(self, reading: Callable[[Cell], T], row: Row, field: str) -> T | None:
        """What a cell says by one of the readings of `values`; None if it's a problem."""
        try:
            return reading(self.cell(row, field))
        except Problem as problem:
            self.problems.append(problem)
            return None

    def text(self, row: Row, field: str) -> str:
        return self.read(text, row, field) or ""

    def identifier(self, row: Row, field: str) -> str:
        found = self.read(identifier, row, field) or ""
        self.note_number(self.cell(row, field))
        return found

    def note_number(self, cell: Cell) -> None:
        """Say once a column that its identifiers are kept as numbers."""
        if cell.kind == NUMBER and cell.field not in self._numeric:
            self._numeric.add(cell.field)
            self.notices.append(
                NumbersAsIdentifiers(row=cell.row, column=cell.column, value=cell.text)
            )

    def dated(self, reading: Callable[[Cell, DateForm], str], row: Row, field: str) -> str | None:
        """A date, empty where there is none, None if that is unknown."""
        form = self._forms.get(field)
        if form is None:
            return ""
        found = self.read(lambda cell: reading(cell, form), row, field)
        return None if found == UNDECIDED else found

    def refuse(self, problem: Problem) -> None:
        self.problems.append(problem)

    def column_missing(self, field: str) -> None:
        """A column that only some rows need lacks: said once."""
        row = self.table.headings.number
        if not any(isinstance(x, ColumnMissing) and x.field == field for x in self.problems):
            self.problems.append(ColumnMissing(row=row, field=field))

    def parsed(self, rows: Iterable[R]) -> Parsed[R]:
        """All of it, once the last row has been read."""
        kept, places = tuple(rows), self._places
        self.problems.sort(key=lambda problem: (problem.row, places.get(problem.field, -1)))
        return Parsed(kept, tuple(self.problems), tuple(self.notices))

    def _date_forms(self, fields: list[str]) -> dict[str, DateForm]:
        """Each column's order of day and month; what one leaves open another may decide."""
        chosen = self.table.choices.date_order
        decided: dict[str, str] = {}
        undecided: dict[str, list[Problem]] = {}
        for field in fields:
            headed = self.table.columns.date_orders.get(field, "")
            cells = (self.cell(row, field) for row in self.table.rows)
            order, problems = date_order(cells, chosen, headed)
            if problems:
                undecided[field] = problems
            else:
                decided[field] = order
        orders = set(decided.values()) - {""}
        common = orders.pop() if len(orders) == 1 else ""
        for field, problems in undecided.items():
            if common and isinstance(problems[0], DateOrderUnknown):
                decided[field] = common
            else:
                decided[field] = UNDECIDED
                self.problems += problems
        since_1904 = self.table.since_1904
        return {field: DateForm(order, since_1904) for field, order in decided.items()}

    def _check_width(self) -> None:
        """Cells with no heading: in a text a sign of a separator too many, in a workbook a note."""
        headed = {place for place, cell in enumerate(self.table.headings.cells) if cell.strip()}
        is_text = bool(self.table.separator)
        for row in self.table.rows:
            beside = [
                cell
                for place, cell in enumerate(row.cells)
                if place not in headed and cell and not cell.isspace()
            ]
            if beside and is_text:
                self.problems.append(CellsTooMany(row=row.number, value=beside[0].strip()[:60]))
            elif beside:
                value = beside[0].strip()[:60]
                self.notices.append(CellsBesideTable(row=row.number, value=value))
                return
