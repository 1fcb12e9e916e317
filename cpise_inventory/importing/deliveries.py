"""Delivery lists: what came, for which centre, in which lot, from whom; computers among goods."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from cpise_inventory.identity import Lot
from cpise_inventory.importing import values
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.lookups import Lookups
from cpise_inventory.importing.notices import CellIgnored, PacksCounted, SameRowTwice
from cpise_inventory.importing.problems import (
    CellEmpty,
    CellTooLong,
    ExpiryNotKept,
    ExpiryPast,
    ItemContradicted,
    LotContradicted,
    QuantityTooLarge,
    SerialsUnequal,
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
class Origin:
    """Where a line comes from, by which paper and when; empty where the list doesn't say."""

    donation: str = ""
    delivered_on: str = ""
    """ISO."""
    waybill: str = ""


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


@dataclass(frozen=True, slots=True)
class ComputerLine:
    """One computer, with the maker's serial number as written."""

    row: int
    centre: str
    category: str
    maker: str
    model: str
    serial: str
    condition: str
    """`new` unless the list says otherwise."""
    origin: Origin
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
        self._lots: dict[tuple[str, str, str], tuple[int, str]] = {}
        self._seen: dict[object, int] = {}

    def parsed(self) -> Parsed[DeliveryLine]:
        lines = [line for row in self._reader.rows() for line in self._lines(row)]
        return self._reader.parsed(lines)

    def _lines(self, row: Row) -> list[DeliveryLine]:
        centre = self._lookups.centre(row)
        origin = Origin(
            self._lookups.donation(row),
            self._reader.dated(values.day, row, "delivered_on") or "",
            self._reader.identifier(row, "waybill"),
        )
        if self._is_computer(row):
            return [*self._computers(row, centre, origin)]
        goods = self._goods(row, centre, origin)
        return [goods] if goods else []

    # Goods ------------------------------------------------------------------------------------

    def _goods(self, row: Row, centre: str, origin: Origin) -> GoodsLine | None:
        reader = self._reader
        item = self._item(row)
        quantity = self._units(row, item) if reader.has("quantity") else None
        lot = reader.read(_lot_number, row, "lot") or ""
        expiry = reader.dated(values.expiry, row, "expiry")
        reason, remarks = reader.text(row, "reason"), reader.text(row, "remarks")
        if item and expiry is not None:
            self._check_expiry(row, item, expiry, reason, origin.delivered_on)
            self._check_lot(row, (item.code, lot.casefold(), origin.donation), expiry)
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
        found = self._lookups.find(index, code or name, row, field)
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
            self._reader.refuse(cell.refused(UnitNotFound, unit=next(iter(item.unit), "")))
            return None
        cell = self._reader.cell(row, "quantity")
        if count * holds > MOST:
            self._reader.refuse(cell.refused(QuantityTooLarge, most=MOST))
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
            self._reader.refuse(cell.refused(ExpiryNotKept))
        elif item.expiry_kept and not self._reader.has("expiry"):
            self._reader.column_missing("expiry")
        elif item.expiry_kept and not expiry:
            self._reader.refuse(cell.refused(CellEmpty))
        elif not reason and Lot("", expiry, "").expires_on < today:
            self._reader.refuse(cell.refused(ExpiryPast, on_day=today))

    def _check_lot(self, row: Row, lot: tuple[str, str, str], expiry: str) -> None:
        """One lot number of an item has one expiry date."""
        if not lot[1] or not expiry:
            return
        other_row, other_expiry = self._lots.setdefault(lot, (row.number, expiry))
        if other_expiry != expiry:
            facts = {"other_row": other_row, "other_expiry": other_expiry}
            self._reader.refuse(self._reader.cell(row, "expiry").refused(LotContradicted, **facts))

    def _note_same(self, line: GoodsLine) -> None:
        same = (line.centre, line.item, line.quantity, line.lot, line.expiry, line.origin)
        earlier = self._seen.setdefault(same, line.row)
        if earlier != line.row:
            self._reader.notices.append(SameRowTwice(row=line.row, value=str(earlier)))

    # Computers --------------------------------------------------------------------------------

    def _is_computer(self, row: Row) -> bool:
        """It has a serial number; or is no known item and has a model, or a computer's name."""
        texts = {x: self._reader.cell(row, x).text for x in _TELLING}
        items, kinds = self._reference.item_index, self._reference.category_index
        if not values.is_nothing(texts["serial"]):
            return True
        if items.peek(texts["item"]) or items.peek(texts["designation"]):
            return False
        return not values.is_nothing(texts["model"]) or any(map(kinds.peek, texts.values()))

    def _computers(self, row: Row, centre: str, origin: Origin) -> list[ComputerLine]:
        reader = self._reader
        for unused in (reader.cell(row, field) for field in ("lot", "expiry")):
            if not values.is_nothing(unused.text):
                reader.notices.append(
                    CellIgnored(row=row.number, column=unused.column, value=unused.text)
                )
        category = self._category(row)
        maker, model = reader.text(row, "maker"), self._model(row)
        state, remarks = self._lookups.condition(row), reader.text(row, "remarks")
        serials = self._serials(row)
        return [
            ComputerLine(
                *(row.number, centre, category, maker, model, serial, state),
                origin=origin,
                remarks=remarks,
            )
            for serial in serials
        ]

    def _category(self, row: Row) -> str:
        """From its own column, else from the designation: many lists say it only there."""
        reader, kinds = self._reader, self._reference.category_index
        texts = {x: reader.text(row, x) for x in ("category", "designation", "item")}
        filled = [field for field, text in texts.items() if text]
        field = next((x for x in filled if kinds.peek(texts[x])), "") or next(iter(filled), "")
        if field:
            return self._lookups.find(kinds, texts[field], row, field)
        if not reader.has("category") and not reader.has("designation"):
            reader.column_missing("category")
        else:
            field = "category" if reader.has("category") else "designation"
            reader.refuse(reader.cell(row, field).refused(CellEmpty))
        return ""

    def _model(self, row: Row) -> str:
        if not self._reader.has("model"):
            self._reader.column_missing("model")
            return ""
        return self._reader.read(values.needed, row, "model") or ""

    def _serials(self, row: Row) -> list[str]:
        """As many as the quantity says; one may leave the quantity out."""
        before = len(self._reader.problems)
        serials = self._lookups.serials(row)
        cell = self._reader.cell(row, "quantity")
        count = self._reader.read(values.quantity, row, "quantity") if cell.text else len(serials)
        if len(self._reader.problems) > before:
            return serials
        if not serials:
            self._lookups.serial_lacks(row)
        elif count is not None and count != len(serials):
            facts = {"quantity": count, "serials": len(serials)}
            here = self._reader.cell(row, "serial")
            self._reader.refuse(here.refused(SerialsUnequal, **facts))
        return serials


def _lot_number(cell: values.Cell) -> str:
    """As on the pack."""
    found = values.identifier(cell)
    if len(found) > _LONGEST_LOT:
        raise cell.refused(CellTooLong, most=_LONGEST_LOT)
    return found
