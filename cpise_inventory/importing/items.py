"""Item lists: the catalogue of goods, with names in three languages and packs."""

import re
from dataclasses import dataclass

from cpise_inventory.importing import values
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.kinds import unit_of
from cpise_inventory.importing.notices import ItemKnown
from cpise_inventory.importing.problems import (
    CellEmpty,
    CodeRepeated,
    MeasureNotFound,
    PackMalformed,
)
from cpise_inventory.importing.reference import Reference
from cpise_inventory.importing.rows import Parsed, Reader
from cpise_inventory.importing.tables import Table

_NAMES = ("name_fr", "name_ar", "name_en")
_BETWEEN_PACKS = re.compile(r"[;,\r\n]+")
_PACK = re.compile(r"([^\W\d][^=:×(]*?) ?(?:=|:|×|\(| x | de | of |(?<= )) ?([0-9]{1,7})\)?")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A kind of goods. `unit` is a code of `language.terms.UNITS`; a pack has a name and a size."""

    row: int
    code: str
    name_fr: str
    name_ar: str
    name_en: str
    unit: str
    category: str
    keeps_expiry: bool
    packs: tuple[tuple[str, int], ...]


def parse(table: Table, reference: Reference) -> Parsed[ItemLine]:
    """Every item of a list, or every problem of it. Items that are known are described anew."""
    items = _Items(Reader(table), reference)
    return items.parsed()


class _Items:
    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._reference = reference
        self._rows: dict[str, int] = {}

    def parsed(self) -> Parsed[ItemLine]:
        return self._reader.parsed([self._line(row) for row in self._reader.rows()])

    def _line(self, row: Row) -> ItemLine:
        reader = self._reader
        code = self._code(row) if reader.has("code") else ""
        names = [reader.read(values.short_text, row, name) for name in _NAMES]
        if not any(names) and None not in names and (field := self._name_column()):
            reader.refuse(reader.cell(row, field).refused(CellEmpty))
        return ItemLine(
            row=row.number,
            code=code,
            name_fr=names[0] or "",
            name_ar=names[1] or "",
            name_en=names[2] or "",
            unit=reader.read(_unit, row, "unit") or "" if reader.has("unit") else "",
            category=reader.read(values.short_text, row, "category") or "",
            keeps_expiry=reader.read(values.yes_or_no, row, "expiry_kept") or False,
            packs=reader.read(_packs, row, "pack") or (),
        )

    def _code(self, row: Row) -> str:
        code = self._reader.read(values.code, row, "code") or ""
        if not code:
            return ""
        earlier = self._rows.setdefault(code, row.number)
        if earlier != row.number:
            cell = self._reader.cell(row, "code")
            self._reader.refuse(cell.refused(CodeRepeated, other_row=earlier))
        elif code in self._reference.item_by_code:
            self._reader.notices.append(ItemKnown(row=row.number, value=code))
        return code

    def _name_column(self) -> str:
        return next((name for name in _NAMES if self._reader.has(name)), "")


def _unit(cell: values.Cell) -> str:
    found = unit_of(values.needed(cell))
    if not found:
        raise cell.refused(MeasureNotFound)
    return found


def _packs(cell: values.Cell) -> tuple[tuple[str, int], ...]:
    """`Carton=24; Paquet de 6`."""
    return tuple(
        _pack(cell, piece.strip())
        for piece in _BETWEEN_PACKS.split("" if values.is_nothing(cell.text) else cell.text)
        if piece.strip()
    )


def _pack(cell: values.Cell, piece: str) -> tuple[str, int]:
    here = values.Cell(cell.row, cell.field, cell.column, piece)
    found = _PACK.fullmatch(values.short_text(here))
    if not found or int(found[2]) < 1:
        raise here.refused(PackMalformed)
    return unit_of(found[1]) or found[1].lower(), int(found[2])
