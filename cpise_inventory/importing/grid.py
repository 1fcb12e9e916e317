"""What both kinds of file become: rows of cells as texts, with the numbers a person sees."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cpise_inventory.importing.columns import Layout

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 256
HEADINGS_WITHIN: Final = 20
"""Titles, logos and addresses stand above the headings; these many rows with something in them."""

TEXT, NUMBER, DAY = "t", "n", "d"
"""Kinds of cells. A workbook knows them; in a text file every cell is a text."""


class Row(NamedTuple):
    """One row: its number as a spreadsheet shows it, its cells, and their kinds if known."""

    number: int
    cells: tuple[str, ...]
    kinds: str = ""

    @property
    def is_blank(self) -> bool:
        return not any(cell and not cell.isspace() for cell in self.cells)


@dataclass(frozen=True)
class Choices:
    """What a person decided where the file leaves it open, or where a guess was wrong."""

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    date_order: str = ""
    """`dmy` or `mdy`."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Heading -> field; an empty field leaves the column out."""


class Found(NamedTuple):
    """The row of headings: its place among the rows, and how many of its cells mean a field."""

    place: int
    known: int


def find_headings(rows: Iterable[Row], meaning: Callable[[str], str]) -> Found | None:
    """The row with most headings among the first ones; None if none has as much as one."""
    best: Found | None = None
    seen = 0
    for place, row in enumerate(rows):
        if row.is_blank:
            continue
        known = len({name for cell in row.cells if (name := meaning(cell))})
        if known and (best is None or known > best.known):
            best = Found(place, known)
        seen += 1
        if seen == HEADINGS_WITHIN:
            break
    return best


def enough(found: Found | None, rows: Sequence[Row]) -> bool:
    """Two headings make a row of headings; one does where there is but one column."""
    if found is None:
        return False
    filled = sum(1 for cell in rows[found.place].cells if cell.strip())
    return found.known > 1 or filled == 1


def meaning_with(layout: Layout, choices: Choices) -> Callable[[str], str]:
    """A heading's field, as a person chose it, else as the layout knows it."""
    chosen = {" ".join(heading.split()): name for heading, name in choices.columns.items()}

    def meaning(heading: str) -> str:
        found = chosen.get(" ".join(heading.split()))
        return layout.field_of(heading) if found is None else found

    return meaning
