"""Kit lists: what each kit is made of, one component a line, and what may stand in for it.

Where nothing, or a question mark, stands as a quantity, the kit is a draft: known by name and
components, till somebody has found out how many.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from cpise_inventory.importing import values
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.lookups import Lookups
from cpise_inventory.importing.notices import KitDraft
from cpise_inventory.importing.problems import CodeRepeated
from cpise_inventory.importing.reference import Reference
from cpise_inventory.importing.rows import Parsed, Reader
from cpise_inventory.importing.tables import Table

_BETWEEN: Final = re.compile(r"[;,،؛\n]+")


@dataclass(frozen=True, slots=True)
class KitLine:
    """A kit with its whole contents: items and quantities in one kit. `row` is its first.

    `substitutes`: an item of the list, and another that may stand in for it; `unknown`: items of
    which the list doesn't say how many. `tells_substitutes`: the list has a column for them.
    """

    row: int
    code: str
    contents: tuple[tuple[str, int], ...]
    substitutes: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    tells_substitutes: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return (*dict(self.contents), *self.unknown)


@dataclass
class _Found:
    """A kit as far as it's read. `rows`: an item, and where it stands; quantity None: not known."""

    row: int
    parts: dict[str, int | None] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    substitutes: list[tuple[str, str]] = field(default_factory=list)

    def line(self, code: str, *, tells: bool) -> KitLine:
        known = tuple((item, many) for item, many in self.parts.items() if many is not None)
        unknown = tuple(item for item, many in self.parts.items() if many is None)
        return KitLine(self.row, code, known, tuple(self.substitutes), unknown, tells)


def parse(table: Table, reference: Reference) -> Parsed[KitLine]:
    """Every kit of a list, or every problem of it. Kits and components are known items."""
    kits = _Kits(Reader(table), reference)
    return kits.parsed()


class _Kits:
    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._lookups = Lookups(reader, reference)
        self._found: dict[str, _Found] = {}

    def parsed(self) -> Parsed[KitLine]:
        for row in self._reader.rows():
            self._take(row)
        tells = self._reader.has("substitute")
        found = self._found.items()
        return self._reader.parsed(one.line(code, tells=tells) for code, one in found)

    def _take(self, row: Row) -> None:
        kit, item = (self._named(row, field) for field in ("kit", "item"))
        before = len(self._reader.problems)
        quantity = self._quantity(row)
        others = self._substitutes(row)
        if not kit or not item or len(self._reader.problems) > before:
            return
        found = self._found.setdefault(kit, _Found(row.number))
        if item in found.parts:
            cell = self._reader.cell(row, "item")
            self._reader.refuse(cell.refused(CodeRepeated, other_row=found.rows[item]))
        elif quantity is None and self._reader.has("quantity"):
            self._reader.notices.append(KitDraft(row=row.number, value=item, kit=kit))
        found.parts[item], found.rows[item] = quantity, row.number
        found.substitutes += ((item, other) for other in others)

    def _quantity(self, row: Row) -> int | None:
        """None where the list doesn't say."""
        text = self._reader.cell(row, "quantity").text
        if values.is_nothing(text) or not text.strip("?؟ "):
            return None
        return self._reader.read(values.quantity, row, "quantity")

    def _substitutes(self, row: Row) -> list[str]:
        """Known items, several of them parted by commas or semicolons."""
        cell = self._reader.cell(row, "substitute")
        text = "" if values.is_nothing(cell.text) else cell.text
        names = [name.strip() for name in _BETWEEN.split(text) if name.strip()]
        found = (self._lookups.item_in_use(name, row, "substitute") for name in names)
        return [item for item in found if item]

    def _named(self, row: Row, field: str) -> str:
        if not self._reader.has(field):
            return ""
        name = self._reader.read(values.needed, row, field)
        return self._lookups.item_in_use(name, row, field) if name else ""
