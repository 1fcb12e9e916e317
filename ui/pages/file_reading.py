"""Reading a list and bringing it in: what is done in the worker's thread, and what comes of it."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cpise_inventory.language.words import N_
from ui.worker import Progress

if TYPE_CHECKING:
    from cpise_inventory.importing.commands import Imported
    from cpise_inventory.importing.grid import Choices
    from cpise_inventory.importing.notices import Notice
    from cpise_inventory.importing.problems import Problem
    from cpise_inventory.importing.tables import Table
    from cpise_inventory.store import Store

Row = Mapping[str, Any]
"""A row as it would be written: field -> value; `row` is its number in the file."""

KINDS: Final = {
    "stock": N_("Delivery list"),
    "assets": N_("Asset list"),
    "items": N_("Item list"),
    "donors": N_("Donor list"),
    "donations": N_("Donation list"),
    "kits": N_("Kit list"),
}
RIGHTS: Final = {
    "stock": "move_stock",
    "assets": "manage_assets",
    "items": "manage_catalogue",
    "donors": "manage_catalogue",
    "donations": "manage_catalogue",
    "kits": "manage_catalogue",
}
STEPS: Final = 3


@dataclass(frozen=True)
class Wish:
    """Which file, as what, and what a person decided about it."""

    path: Path
    kind: str = "stock"
    encoding: str = ""
    separator: str = ""
    date_order: str = ""


@dataclass(frozen=True)
class Reading:
    """What a file says. Without a `table` it can't be read at all: see the problem."""

    table: "Table | None" = None
    rows: Sequence[Row] = ()
    problems: "Sequence[Problem]" = ()
    notices: "Sequence[Notice]" = ()
    fields: Sequence[str] = field(default=())
    """Those in which any row says something, in the order of the list."""

    @property
    def count(self) -> int:
        """How many rows: those that would be written, else those of the file."""
        if self.is_right:
            return len(self.rows)
        return len(self.table.rows) if self.table is not None else 0

    @property
    def is_right(self) -> bool:
        return self.table is not None and bool(self.rows) and not self.problems


def read(store: "Store", wish: Wish, today: date, progress: Progress) -> Reading:
    """The file, checked against the books. Writes nothing."""
    from cpise_inventory.importing import commands  # noqa: PLC0415 - openpyxl, SQLAlchemy
    from cpise_inventory.importing.problems import Problem  # noqa: PLC0415 - as above

    progress(0, STEPS)
    try:
        table = commands.read_file(wish.path, wish.kind, _choices(wish))
    except Problem as problem:
        return Reading(problems=(problem,))
    progress(1, STEPS)
    with store.read() as connection:
        parsed = commands.look(connection, table, wish.kind, today)
    progress(2, STEPS)
    rows = [_flat(row) for row in parsed.rows]
    told = dict.fromkeys(name for row in rows for name, value in row.items() if value)
    progress(STEPS, STEPS)
    return Reading(table, rows, parsed.problems, parsed.notices, tuple(told))


def bring_in(store: "Store", person: str, kind: str, table: "Table") -> "Imported":
    """The whole of it in one transaction. Raises `Refusals` with every reason why not."""
    from cpise_inventory.importing.commands import write  # noqa: PLC0415 - as above

    with store.write(person) as work:
        return write(work, table, kind)


def _choices(wish: Wish) -> "Choices":
    from cpise_inventory.importing.grid import Choices  # noqa: PLC0415 - as above

    return Choices(encoding=wish.encoding, separator=wish.separator, date_order=wish.date_order)


def _flat(row: Any) -> Row:
    told: dict[str, Any] = dataclasses.asdict(row)
    return {**told, **told.pop("origin", {})}
