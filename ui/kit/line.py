"""A line being entered, and what its columns are: records, no widgets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, Literal, TypeVar

from cpise_inventory.errors import Refusal
from cpise_inventory.language.reading import parse_expiry, parse_quantity
from ui.kit.pill import State

T = TypeVar("T")
Kind = Literal["fixed", "text", "code", "expiry", "quantity", "state"]
EDITED: Final = ("text", "code", "expiry", "quantity")


@dataclass
class Line:
    """One line: the page's own record, and the texts of the columns as typed."""

    item: Any
    values: dict[str, str] = field(default_factory=dict)
    state: State | None = None
    problems: dict[str, str] = field(default_factory=dict)
    """Column -> what is wrong there, in words."""

    def quantity(self, column: str = "quantity", least: int = 1) -> int | None:
        """None where nothing is typed or it can't be read."""
        read = partial(parse_quantity, least=least, packs=getattr(self.item, "packing", ()))
        return _read(read, self.values.get(column, ""))

    def expiry(self, column: str = "expiry") -> str | None:
        """`2028-03`, empty where nothing is typed, None where it can't be read."""
        text = self.values.get(column, "")
        return _read(parse_expiry, text) if text else ""


@dataclass(frozen=True)
class LineColumn:
    """`fixed` shows what the page puts into `values`; `state` shows the line's pill."""

    key: str
    title: str
    kind: Kind = "fixed"
    width: int = 100
    stretch: bool = False
    end: bool = False
    bold: bool = False
    hint: str = ""
    least: int = 1
    """Of a quantity: 0 where nothing is an answer, too."""
    open_to: Callable[[Line], bool] | None = None
    """Whether this line has that field: no expiry for what doesn't expire."""

    def is_edited(self, line: Line) -> bool:
        return self.kind in EDITED and (self.open_to is None or self.open_to(line))


def _read(reader: Callable[[str], T], text: str) -> T | None:
    try:
        return reader(text)
    except Refusal:
        return None
