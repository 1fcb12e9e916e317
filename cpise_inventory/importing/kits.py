"""Kit lists: what each kit is made of, one component a line."""

from dataclasses import dataclass

from cpise_inventory.importing import values
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.lookups import Lookups
from cpise_inventory.importing.problems import CodeRepeated
from cpise_inventory.importing.reference import Reference
from cpise_inventory.importing.rows import Parsed, Reader
from cpise_inventory.importing.tables import Table


@dataclass(frozen=True, slots=True)
class KitLine:
    """A kit with its whole contents: items and quantities in one kit. `row` is its first."""

    row: int
    code: str
    contents: tuple[tuple[str, int], ...]


def parse(table: Table, reference: Reference) -> Parsed[KitLine]:
    """Every kit of a list, or every problem of it. Kits and components are known items."""
    kits = _Kits(Reader(table), reference)
    return kits.parsed()


class _Kits:
    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._lookups = Lookups(reader, reference)
        self._first: dict[str, int] = {}
        self._parts: dict[str, dict[str, tuple[int, int]]] = {}

    def parsed(self) -> Parsed[KitLine]:
        for row in self._reader.rows():
            self._take(row)
        return self._reader.parsed(
            KitLine(row, code, tuple((item, n) for item, (n, _) in self._parts[code].items()))
            for code, row in self._first.items()
        )

    def _take(self, row: Row) -> None:
        kit, item = (self._named(row, field) for field in ("kit", "item"))
        has_quantity = self._reader.has("quantity")
        quantity = self._reader.read(values.quantity, row, "quantity") if has_quantity else None
        if not kit or not item or quantity is None:
            return
        self._first.setdefault(kit, row.number)
        parts = self._parts.setdefault(kit, {})
        if item in parts:
            cell = self._reader.cell(row, "item")
            self._reader.refuse(cell.refused(CodeRepeated, other_row=parts[item][1]))
        parts[item] = (quantity, row.number)

    def _named(self, row: Row, field: str) -> str:
        if not self._reader.has(field):
            return ""
        name = self._reader.read(values.needed, row, field)
        return self._lookups.item_in_use(name, row, field) if name else ""
