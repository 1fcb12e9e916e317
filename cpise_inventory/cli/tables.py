"""Tables for people: columns under each other in any script, mirrored where Arabic is read.

Widths are counted in the cells of a terminal. In Arabic each cell is kept apart from its
neighbours by isolates and each line starts with a mark that makes it run from the right, so that
a terminal that orders Arabic shows the first column at the right.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpise_inventory.language.words import Words

GAP = "  "
RULE = "─"
_FROM_THE_RIGHT, _ISOLATE, _END = "\u200f", "\u2068", "\u2069"
_NO_WIDTH = ("Mn", "Me", "Cf")
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")


@dataclass(frozen=True)
class Column:
    """A heading; `figures` stand with their units under each other."""

    heading: str
    figures: bool = False


def width(text: str) -> int:
    """How many cells of a terminal it takes: two for a wide character, none for a mark."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], w: Words) -> str:
    """The lines of a table; nothing at all without rows."""
    cells = [[_plain(cell) for cell in row] for row in rows]
    if not cells:
        return ""
    heads = [column.heading for column in columns]
    widths = [max(map(width, column)) for column in zip(heads, *cells, strict=True)]
    rule = [RULE * size for size in widths]
    return "\n".join(
        _line([_set(*cell, w) for cell in zip(row, widths, columns, strict=True)], w)
        for row in (heads, rule, *cells)
    )


def facts(pairs: Iterable[tuple[str, str]], w: Words) -> str:
    """`Name   value` below each other; a fact without value is left out."""
    told = [(name, _plain(value)) for name, value in pairs if value]
    if not told:
        return ""
    first = max(width(name) for name, _ in told)
    name_column, value_column = Column(""), Column("")
    return "\n".join(
        _line([_set(name, first, name_column, w), _set(value, 0, value_column, w)], w)
        for name, value in told
    )


def row(cells: Sequence[str], widths: Sequence[int], w: Words) -> str:
    """One line of a table whose rows come one by one."""
    told = zip(map(_plain, cells), widths, strict=True)
    return _line([_set(cell, size, Column(""), w) for cell, size in told], w)


def _set(text: str, room: int, column: Column, w: Words) -> str:
    padding = " " * max(room - width(text), 0)
    if w.rtl:  # spaces after a figure stand at its left: units stay under units
        return f"{_ISOLATE}{text}{_END}{padding}"
    return padding + text if column.figures else text + padding


def _line(cells: list[str], w: Words) -> str:
    line = GAP.join(cells).rstrip()
    return _FROM_THE_RIGHT + line if w.rtl else line


def _plain(text: str) -> str:
    """One line that tells the terminal nothing: a cell that breaks out could be read as two."""
    return text.translate(_CONTROLS)


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
