"""The month as it is written down: month.toml, and the sheet that was reckoned of it beforehand."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook

HERE = Path(__file__).parent
MONTH, SHEET = HERE / "month.toml", HERE / "sheet.xlsx"
SHELF = {"Q": "QUARANTAINE", "S": "SIGNALE"}
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


class Lot(NamedTuple):
    """What the cards call a lot. The number of kits that were made is that of their document."""

    item: str
    number: str
    expiry: str
    donation: str


class Cell(NamedTuple):
    """A line of the stock: as `stock --json` has it."""

    location: str
    item: str
    lot: str
    expiry: str
    donation: str


@dataclass
class Month:
    """`numbers`: act -> the number of what it issued, once it was done."""

    told: Mapping[str, Any]
    numbers: dict[str, str] = field(default_factory=dict)

    @cached_property
    def acts(self) -> list[Act]:
        return [_act(one) for one in self.told["act"]]

    @cached_property
    def lots(self) -> dict[str, Lot]:
        return {name: Lot(*one) for name, one in self.told["lots"].items()}

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


def month() -> Month:
    return Month(tomllib.loads(MONTH.read_text(encoding="utf-8")))


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


# --- what was reckoned ----------------------------------------------------------------------------


class Sheet:
    """The values that LibreOffice Calc worked out."""

    def __init__(self, path: Path = SHEET) -> None:
        self._book = load_workbook(path, data_only=True)

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """Each row of a sheet by the names of its columns; an empty cell is an empty text."""
        names, *rows = self._book[name].iter_rows(values_only=True)
        for row in rows:
            told = ("" if value is None else value for value in row)
            yield dict(zip(map(str, names), told, strict=True))

    def closing(self, of: Month) -> dict[Cell, int]:
        """Every place and lot with something there at the end of the month."""
        held = (row for row in self.rows("Cards") if row["closing"] and row["centre"])
        return {_cell(row, of): row["closing"] for row in held}


def _cell(row: Mapping[str, Any], of: Month) -> Cell:
    number = of.number(row["number"])
    return Cell(location(row["place"]), row["item"], number, row["expiry"], row["donation"])


def location(place: str) -> str:
    """`NKC1/Q` -> `NKC1/QUARANTAINE`, as the books call it."""
    centre, _, below = place.partition("/")
    if not below:
        return f"{centre}/MAGASIN"
    return f"{centre}/{SHELF[below]}" if below in SHELF else f"{centre}/MAGASIN/{below}"
