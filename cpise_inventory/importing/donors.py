"""Donor lists: who gives, with names in three languages."""

from dataclasses import dataclass, field

from cpise_inventory.catalogue.errors import DonorNameTakenError
from cpise_inventory.importing import values
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.notices import DonorKnown
from cpise_inventory.importing.problems import CellEmpty, CellRefused, CodeRepeated
from cpise_inventory.importing.reference import Reference
from cpise_inventory.importing.rows import Parsed, Reader
from cpise_inventory.importing.tables import Table
from cpise_inventory.language.folding import fold

_NAMES = ("name_fr", "name_ar", "name_en")


@dataclass(frozen=True, slots=True)
class DonorLine:
    """`told`: the fields that the list has a column for. Of a donor that is known, others stay."""

    row: int
    code: str
    name_fr: str
    name_ar: str
    name_en: str
    told: frozenset[str] = field(default=frozenset(), compare=False)


def parse(table: Table, reference: Reference) -> Parsed[DonorLine]:
    """Every donor of a list, or every problem of it. Those that are known are described anew."""
    donors = _Donors(Reader(table), reference)
    return donors.parsed()


class _Donors:
    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._known = {one.code for one in reference.donors}
        self._called = {fold(name): one.code for one in reference.donors for name in one.names}
        self._rows: dict[str, int] = {}
        self._told = frozenset(name for name in _NAMES if reader.has(name))

    def parsed(self) -> Parsed[DonorLine]:
        return self._reader.parsed([self._line(row) for row in self._reader.rows()])

    def _line(self, row: Row) -> DonorLine:
        reader = self._reader
        code = self._code(row) if reader.has("code") else ""
        names = [reader.read(lambda cell: self._name(cell, code), row, name) for name in _NAMES]
        if not any(names) and None not in names:
            told = next((name for name in _NAMES if name in self._told), "")
            if told:
                reader.refuse(reader.cell(row, told).refused(CellEmpty))
        fr, ar, en = (name or "" for name in names)
        return DonorLine(row.number, code, fr, ar, en, self._told)

    def _code(self, row: Row) -> str:
        code = self._reader.read(values.code, row, "code") or ""
        if not code:
            return ""
        earlier = self._rows.setdefault(code, row.number)
        if earlier != row.number:
            cell = self._reader.cell(row, "code")
            self._reader.refuse(cell.refused(CodeRepeated, other_row=earlier))
        elif code in self._known:
            self._reader.notices.append(DonorKnown(row=row.number, value=code))
        return code

    def _name(self, cell: values.Cell, code: str) -> str:
        """One that nobody else has: neither of the list nor of those known."""
        name = values.short_text(cell)
        other = self._called.setdefault(fold(name), code) if name and code else code
        if other != code:
            raise cell.refused(CellRefused, why=DonorNameTakenError(name, other))
        return name
