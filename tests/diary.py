"""What was done over some time, as it is written down in a file: act by act, day by day; and the
spreadsheet that was reckoned of it beforehand.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from openpyxl import load_workbook

MORNING = time(8)


class Act(NamedTuple):
    """Something that somebody did. `entered`: on which day it came into the books."""

    id: str
    do: str
    on: date
    entered: date
    by: str
    at: str
    facts: Mapping[str, Any]

    @property
    def is_late(self) -> bool:
        return self.entered > self.on

    @property
    def is_last(self) -> bool:
        """Entered when the month was over."""
        return (self.entered.year, self.entered.month) > (self.on.year, self.on.month)

    def lines(self, name: str = "lines") -> list[str]:
        return list(self.facts.get(name, ()))

    def text(self, name: str) -> str:
        return str(self.facts.get(name, ""))


@dataclass
class Diary:
    """`numbers`: act -> the number of what it issued, once it was done."""

    told: Mapping[str, Any]
    numbers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def acts(self) -> list[Act]:
        return [_act(one) for one in self.told["act"]]

    @property
    def first(self) -> date:
        first: date = self.told["first"]
        return first

    @property
    def last(self) -> date:
        last: date = self.told["last"]
        return last

    def number(self, text: str) -> str:
        """`@assemble` is what that act issued; everything else says itself."""
        return self.numbers[text[1:]] if text.startswith("@") else text


def _act(one: Mapping[str, Any]) -> Act:
    facts = {name: value for name, value in one.items() if name not in Act._fields}
    entered = one.get("entered", one["on"])
    return Act(one["id"], one["do"], one["on"], entered, one["by"], one["at"], facts)


class Days:
    """The machine's clock: some minutes of the day go by with each act."""

    def __init__(self, first: date) -> None:
        self._now = datetime.combine(first, MORNING, UTC)

    def __call__(self) -> int:
        """Nanoseconds, as `time.time_ns`; a millisecond goes by each time it's asked."""
        self._now += timedelta(milliseconds=1)
        return int(self._now.timestamp() * 1_000_000) * 1_000

    def comes(self, day: date) -> None:
        """The morning of a later day, or some minutes later on the same."""
        if day > self._now.date():
            self._now = datetime.combine(day, MORNING, UTC)
        else:
            self._now += timedelta(minutes=5)


class Reckoned:
    """The values that LibreOffice Calc worked out, in a spreadsheet."""

    def __init__(self, path: Path) -> None:
        self._book = load_workbook(path, data_only=True)

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Each row of a sheet by the names of its columns; an empty cell is an empty text."""
        names, *rows = self._book[name].iter_rows(values_only=True)
        for row in rows:
            told = ("" if value is None else value for value in row)
            yield dict(zip(map(str, names), told, strict=True))


OURS = ("cpise_inventory", "ui", "db", "resources", "tests")


def cells(path: Path) -> dict[tuple[str, str], object]:
    """What was written into a spreadsheet: formulas and values, whoever saved it."""
    return {
        (sheet.title, cell.coordinate): _as_written(cell.value)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def _as_written(value: object) -> object:
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    return value.replace(" ", "") if isinstance(value, str) else value


def ours_in(module: ModuleType) -> list[str]:
    """What a module imports of the product or of its tests."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    imported = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (*(one.name for one in node.names), getattr(node, "module", None) or "")
    ]
    return [name for name in imported if name.partition(".")[0] in OURS]
