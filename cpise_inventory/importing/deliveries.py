"""Delivery lists: what came, for which centre, in which lot, from whom; computers among goods."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from cpise_inventory.identity import Lot
from cpise_inventory.importing import dates, values
from cpise_inventory.importing.computers import ComputerLine, Computers
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.lookups import Lookups, Origin
from cpise_inventory.importing.notices import PacksCounted, SameRowTwice
from cpise_inventory.importing.problems import (
    CellEmpty,
    CellTooLong,
    ExpiryPast,
    ExpiryUnwanted,
    ItemContradicted,
    LotContradicted,
    LotKnownOtherwise,
    QuantityBeyond,
    UnitNotFound,
)
from cpise_inventory.importing.reference import KnownItem, Reference
from cpise_inventory.importing.rows import Parsed, Reader
from cpise_inventory.importing.tables import Table
from cpise_inventory.language.reading import MOST

_LONGEST_LOT: Final = 40  # as identity.checked_lot_number has it
_TELLING: Final = ("serial", "model", "item", "designation", "category")
"""Fields that show whether a line is a computer."""


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """`quantity` base units of an item; `expiry` as in a lot's key. All codes are known ones."""

    row: int
    centre: str
    item: str
    quantity: int
    lot: str
    expiry: str
    origin: Origin
    reason: str
    """Why something expired is received all the same."""
    remarks: str


DeliveryLine: TypeAlias = GoodsLine | ComputerLine


def parse(table: Table, reference: Reference) -> Parsed[DeliveryLine]:
    """Every line of a delivery list, or every problem of it."""
    delivery = _Delivery(Reader(table, dated=("expiry", "delivered_on")), reference)
    return delivery.parsed()


class _Delivery:
    """One list on its way from rows to lines."""

    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._reference = reference
        self._lookups = Lookups(reader, reference)
        self._computers = Computers(reader, reference, self._lookups)
        self._lots: dict[tuple[str, str, str], tuple[int, str]] = {}
        self._seen: dict[object, int] = {}

    def parsed(self) -> Parsed[DeliveryLine]:
        lines = [line for row in self._reader.rows() for line in self._lines(row)]
        return self._reader.parsed(lines)

    def _lines(self, row: Row) -> list[DeliveryLine]:
        centre = self._lookups.centre(row)
        origin = self._lookups.origin(row)
        if self._is_computer(row):
            return [*self._computers.lines(row, centre, origin)]
        goods = self._goods(row, centre, origin)
        return [goods] if goods else []

    # Goods ------------------------------------------------------------------------------------

    def _goods(self, row: Row, centre: str, origin: Origin) -> GoodsLine | None:
        reader = self._reader
        item = self._item(row)
        quantity = self._units(row, item) if reader.has("quantity") else None
        lot = reader.read(_lot_number, row, "lot") or ""
        expiry = reader.dated(dates.expiry, row, "expiry")
        reason, remarks = reader.text(row, "reason"), reader.text(row, "remarks")
        if item and expiry is not None:
            self._check_expiry(row, item, expiry, reason, origin.delivered_on)
            self._check_lot(row, (item.code, lot, origin.donation or origin.donor), expiry)
        if not item or quantity is None:
            return None
        line = GoodsLine(
            *(row.number, centre, item.code, quantity, lot, expiry or ""),
            origin=origin,
            reason=reason,
            remarks=remarks,
        )
        self._note_same(line)
        return line

    def _item(self, row: Row) -> KnownItem | None:
        """By its code; else by its designation, which beside a code may be the donor's own."""
        reader, index = self._reader, self._reference.item_index
        before = len(reader.problems)
        code, name = reader.identifier(row, "item"), reader.text(row, "designation")
        if len(reader.problems) > before:
            return None
        field = "item" if code or not reader.has("designation") else "designation"
        if not code and not name:
            if reader.has(field):
                reader.refuse(reader.cell(row, field).refused(CellEmpty))
            return None
        found = self._lookups.item_in_use(code or name, row, field)
        by_name = index.peek(name) if found and code and name else set()
        if found and by_name and found not in by_name:
            facts = {"by_code": found, "by_name": min(by_name)}
            reader.refuse(reader.cell(row, "designation").refused(ItemContradicted, **facts))
        return self._reference.item_by_code[found] if found else None

    def _units(self, row: Row, item: KnownItem | None) -> int | None:
        """In base units, whatever unit the list counts in."""
        count = self._reader.read(values.quantity, row, "quantity")
        unit = self._reader.text(row, "unit")
        if count is None or item is None or values.is_nothing(unit):
            return count
        holds = item.holds(unit)
        if holds == 0:
            cell = self._reader.cell(row, "unit")
            self._reader.refuse(cell.refused(UnitNotFound, unit=item.unit))
            return None
        cell = self._reader.cell(row, "quantity")
        if count * holds > MOST:
            self._reader.refuse(cell.refused(QuantityBeyond, most=MOST))
            return None
        if holds > 1:
            said = f"{count} × {unit}"
            self._reader.notices.append(
                PacksCounted(row=row.number, column=cell.column, value=said, units=count * holds)
            )
        return count * holds

    def _check_expiry(
        self, row: Row, item: KnownItem, expiry: str, reason: str, delivered_on: str
    ) -> None:
        cell = self._reader.cell(row, "expiry")
        today = delivered_on or self._reference.day.isoformat()
        if expiry and not item.expiry_kept:
            self._reader.refuse(cell.refused(ExpiryUnwanted))
        elif item.expiry_kept and not self._reader.has("expiry"):
            self._reader.column_missing("expiry")
        elif item.expiry_kept and not expiry:
            self._reader.refuse(cell.refused(CellEmpty))
        elif not reason and _last_day(expiry) < today:
            self._reader.refuse(cell.refused(ExpiryPast, on_day=today))

    def _check_lot(self, row: Row, lot: tuple[str, str, str], expiry: str) -> None:
        """One lot number of an item and a donation has one expiry date."""
        if not lot[1] or not expiry:
            return
        cell = self._reader.cell(row, "expiry")
        known = self._reference.lots.get(lot, expiry)
        other_row, other = self._lots.setdefault(lot, (row.number, expiry))
        if _last_day(known) != _last_day(expiry):
            self._reader.refuse(cell.refused(LotKnownOtherwise, known_expiry=known))
        elif _last_day(other) != _last_day(expiry):
            facts = {"other_row": other_row, "other_expiry": other}
            self._reader.refuse(cell.refused(LotContradicted, **facts))

    def _note_same(self, line: GoodsLine) -> None:
        same = (line.centre, line.item, line.quantity, line.lot, line.expiry, line.origin)
        earlier = self._seen.setdefault(same, line.row)
        if earlier != line.row:
            self._reader.notices.append(SameRowTwice(row=line.row, value=str(earlier)))

    def _is_computer(self, row: Row) -> bool:
        """It has a serial number; or is no known item and has a model, or a computer's name."""
        texts = {x: self._reader.cell(row, x).text for x in _TELLING}
        items, kinds = self._reference.item_index, self._reference.category_index
        if not values.is_nothing(texts["serial"]):
            return True
        if items.peek(texts["item"]) or items.peek(texts["designation"]):
            return False
        return not values.is_nothing(texts["model"]) or any(map(kinds.peek, texts.values()))


def _last_day(expiry: str) -> str:
    return Lot("", expiry, "").expires_on


def _lot_number(cell: values.Cell) -> str:
    """As on the pack."""
    found = values.identifier(cell)
    if len(found) > _LONGEST_LOT:
        raise cell.refused(CellTooLong, most=_LONGEST_LOT)
    return found
