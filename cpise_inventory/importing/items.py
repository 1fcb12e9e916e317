"""Item lists: the catalogue of goods, with names in three languages and packs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from cpise_inventory.catalogue.barcodes import as_printed
from cpise_inventory.catalogue.errors import BarcodeTakenError
from cpise_inventory.catalogue.events import NO_RATION, Barcode, Ration
from cpise_inventory.catalogue.item_rules import (
    checked_barcodes,
    checked_content,
    checked_packs,
    checked_ration,
    read_content,
    read_ration,
)
from cpise_inventory.errors import Refusal
from cpise_inventory.importing import values
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.kinds import unit_of
from cpise_inventory.importing.money import priced
from cpise_inventory.importing.notices import ItemKnown
from cpise_inventory.importing.problems import (
    CellEmpty,
    CellRefused,
    CodeRepeated,
    MeasureNotFound,
    PackMalformed,
)
from cpise_inventory.importing.reference import Reference
from cpise_inventory.importing.rows import Parsed, Reader
from cpise_inventory.importing.tables import Table
from cpise_inventory.importing.vocabulary import ITEMS

T = TypeVar("T")
_NAMES = ("name_fr", "name_ar", "name_en")
_BETWEEN_PACKS = re.compile(r"[;,\r\n]+")
_PACK = re.compile(r"([^\W\d][^=:×(]*?) ?(?:=|:|×|\(| x | de | of |(?<= )) ?([0-9]{1,7})\)?")


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A kind of goods. `unit` is a code of `language.terms.UNITS`; a pack has a name and a size.

    `told`: the fields that the list has a column for. Of an item that is known, the others stay.
    """

    row: int
    code: str
    name_fr: str
    name_ar: str
    name_en: str
    unit: str
    category: str
    keeps_expiry: bool
    packs: tuple[tuple[str, int], ...]
    barcodes: tuple[Barcode, ...] = ()
    content: tuple[int, str] = (0, "")
    ration: Ration = NO_RATION
    worth: tuple[int, str] = (0, "")
    told: frozenset[str] = field(default=frozenset(), compare=False)


def parse(table: Table, reference: Reference) -> Parsed[ItemLine]:
    """Every item of a list, or every problem of it. Items that are known are described anew."""
    items = _Items(Reader(table), reference)
    return items.parsed()


class _Items:
    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._reference = reference
        self._rows: dict[str, int] = {}
        self._barcodes: dict[str, str] = {}
        self._told = frozenset(field for field in ITEMS.heads if reader.has(field))

    def parsed(self) -> Parsed[ItemLine]:
        return self._reader.parsed([self._line(row) for row in self._reader.rows()])

    def _line(self, row: Row) -> ItemLine:
        reader = self._reader
        code = self._code(row) if reader.has("code") else ""
        names = [reader.read(values.short_text, row, name) for name in _NAMES]
        if not any(names) and None not in names and (field := self._name_column()):
            reader.refuse(reader.cell(row, field).refused(CellEmpty))
        unit = reader.read(_unit, row, "unit") or "" if reader.has("unit") else ""
        packs = reader.read(lambda cell: _packs(cell, code, unit), row, "pack") or ()
        content = reader.read(lambda cell: _content(cell, code), row, "content") or (0, "")
        return ItemLine(
            row=row.number,
            code=code,
            name_fr=names[0] or "",
            name_ar=names[1] or "",
            name_en=names[2] or "",
            unit=unit,
            category=reader.read(values.short_text, row, "category") or "",
            keeps_expiry=reader.read(values.yes_or_no, row, "expiry_kept") or False,
            packs=packs,
            barcodes=reader.read(lambda cell: self._codes(cell, code, packs), row, "barcode") or (),
            content=content,
            ration=self._ration(row, code, content),
            worth=self._worth(row),
            told=self._told,
        )

    def _codes(
        self, cell: values.Cell, item: str, packs: tuple[tuple[str, int], ...]
    ) -> tuple[Barcode, ...]:
        """`4006381333931; Carton=14006381333938`: each of one item alone."""
        said = [_barcode(piece) for piece in _pieces(cell)]
        found = _by_rule(cell, lambda: checked_barcodes(item, said, self._packs_of(item, packs)))
        for one in found:
            owner = self._reference.item_by_barcode.get(one.code, item)
            earlier = self._barcodes.setdefault(one.code, item)
            for other in {owner, earlier} - {item}:
                raise cell.refused(CellRefused, why=BarcodeTakenError(as_printed(one.code), other))
        return found

    def _packs_of(
        self, item: str, packs: tuple[tuple[str, int], ...]
    ) -> tuple[tuple[str, int], ...]:
        """Those of the list, else those that the item has already."""
        known = self._reference.item_by_code.get(item)
        return packs if "pack" in self._told or known is None else tuple(known.packs.items())

    def _ration(self, row: Row, item: str, content: tuple[int, str]) -> Ration:
        """In grams it needs what a unit holds, and each its source."""
        reader = self._reader
        source = reader.read(values.text, row, "source") or ""

        def read(cell: values.Cell) -> Ration:
            said = _by_rule(cell, lambda: read_ration(cell.text, source))
            holds = self._content_of(item, content)
            return _by_rule(cell, lambda: checked_ration(item, said, holds))

        return reader.read(read, row, "ration") or NO_RATION

    def _worth(self, row: Row) -> tuple[int, str]:
        reader = self._reader
        currency = reader.read(values.short_text, row, "currency") or ""
        return reader.read(lambda cell: priced(cell, currency), row, "value") or (0, "")

    def _content_of(self, item: str, content: tuple[int, str]) -> str:
        """The measure of what a unit holds."""
        known = self._reference.item_by_code.get(item)
        return content[1] if "content" in self._told or known is None else known.measure

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


def _packs(cell: values.Cell, item: str, unit: str) -> tuple[tuple[str, int], ...]:
    """`Carton=24; Paquet de 6`, the smallest first."""
    said = [_pack(cell, piece) for piece in _pieces(cell)]
    return _by_rule(cell, lambda: checked_packs(item, unit, said))


def _content(cell: values.Cell, item: str) -> tuple[int, str]:
    """`250 g`; `1 kg` is 1000 g."""
    text = values.short_text(cell)
    if values.is_nothing(text):
        return 0, ""
    return _by_rule(cell, lambda: checked_content(item, *read_content(text)))


def _pieces(cell: values.Cell) -> list[str]:
    text = "" if values.is_nothing(cell.text) else cell.text
    return [piece.strip() for piece in _BETWEEN_PACKS.split(text) if piece.strip()]


def _barcode(piece: str) -> Barcode:
    """`4006381333931` of the unit itself, or `Carton=14006381333938`."""
    name, _, code = piece.rpartition("=")
    name = name.strip()
    return Barcode(code, unit_of(name) or name.lower())


def _by_rule(cell: values.Cell, rule: Callable[[], T]) -> T:
    """What the books' own rule makes of it; its refusal is a problem of this cell."""
    try:
        return rule()
    except Refusal as why:
        raise cell.refused(CellRefused, why=why) from None


def _pack(cell: values.Cell, piece: str) -> tuple[str, int]:
    here = values.Cell(cell.row, cell.field, cell.column, piece)
    found = _PACK.fullmatch(values.short_text(here))
    if not found or int(found[2]) < 1:
        raise here.refused(PackMalformed)
    return unit_of(found[1]) or found[1].lower(), int(found[2])
