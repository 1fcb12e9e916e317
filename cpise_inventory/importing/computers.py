"""Computers in lists: one line each, or one line with as many serial numbers as its quantity."""

from dataclasses import dataclass
from typing import Any

from cpise_inventory.assets.categories import CATEGORIES as KINDS
from cpise_inventory.assets.categories import MOST_AT_ONCE
from cpise_inventory.assets.errors import AcquiredLaterError
from cpise_inventory.importing import values
from cpise_inventory.importing.dates import day
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.lookups import Lookups, Origin
from cpise_inventory.importing.money import priced
from cpise_inventory.importing.notices import CellIgnored
from cpise_inventory.importing.problems import (
    CellEmpty,
    CellRefused,
    QuantityBeyond,
    SerialsUnequal,
)
from cpise_inventory.importing.reference import Reference
from cpise_inventory.importing.rows import Reader


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
    value: int = 0
    """In hundredths of `currency`."""
    currency: str = ""
    acquired_on: str = ""
    warranty: str = ""
    """Days are ISO texts, here and below."""
    accessories: tuple[str, ...] = ()
    owner: str = ""
    title: str = ""
    consent_until: str = ""
    notes: str = ""


class Computers:
    """Reads the rows that are about computers."""

    def __init__(self, reader: Reader, reference: Reference, lookups: Lookups) -> None:
        self._reader = reader
        self._reference = reference
        self._lookups = lookups

    def lines(self, row: Row, centre: str, origin: Origin) -> list[ComputerLine]:
        reader = self._reader
        for unused in (reader.cell(row, field) for field in ("lot", "expiry")):
            if not values.is_nothing(unused.text):
                reader.notices.append(
                    CellIgnored(row=row.number, column=unused.column, value=unused.text)
                )
        category = self._category(row)
        maker = reader.read(values.short_text, row, "maker") or ""
        model = self._model(row)
        state, remarks = self._lookups.condition(row), reader.text(row, "remarks")
        more = self._more(row, origin)
        serials = self._serials(row, category, maker)
        return [
            ComputerLine(
                *(row.number, centre, category, maker, model, serial, state),
                origin=origin,
                remarks=remarks,
                **more,
            )
            for serial in serials
        ]

    def _more(self, row: Row, origin: Origin) -> dict[str, Any]:
        """What an asset list may say besides; nothing where it has no such column."""
        reader = self._reader
        acquired_on = reader.dated(day, row, "acquired_on") or ""
        came = origin.delivered_on or self._reference.day.isoformat()
        if acquired_on > came:
            why = AcquiredLaterError(acquired_on, came)
            reader.refuse(reader.cell(row, "acquired_on").refused(CellRefused, why=why))
        value, currency = self._worth(row)
        return {
            "value": value,
            "currency": currency,
            "acquired_on": acquired_on,
            "warranty": reader.dated(day, row, "warranty") or "",
            "accessories": reader.read(values.accessories, row, "accessories") or (),
            "owner": reader.read(values.short_text, row, "owner") or "",
            "title": reader.text(row, "title"),
            "consent_until": reader.dated(day, row, "consent_until") or "",
            "notes": reader.text(row, "notes"),
        }

    def _worth(self, row: Row) -> tuple[int, str]:
        reader = self._reader
        currency = reader.read(values.short_text, row, "currency") or ""
        return reader.read(lambda cell: priced(cell, currency), row, "value") or (0, "")

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
        return self._reader.read(values.needed_short, row, "model") or ""

    def _serials(self, row: Row, category: str, maker: str) -> list[str]:
        """As many as the quantity says; one may leave the quantity out. Chairs have none."""
        before = len(self._reader.problems)
        serials = self._lookups.serials(row, maker)
        cell = self._reader.cell(row, "quantity")
        count = self._reader.read(values.quantity, row, "quantity") if cell.text else len(serials)
        if len(self._reader.problems) > before:
            return serials
        if not serials and category and not KINDS[category].serial:
            return [""] * self._without_serial(row, count or 1)
        if not serials:
            self._lookups.serial_lacks(row)
        elif count is not None and count != len(serials):
            facts = {"quantity": count, "serials": len(serials)}
            here = self._reader.cell(row, "serial")
            self._reader.refuse(here.refused(SerialsUnequal, **facts))
        return serials

    def _without_serial(self, row: Row, count: int) -> int:
        if count > MOST_AT_ONCE:
            cell = self._reader.cell(row, "quantity")
            self._reader.refuse(cell.refused(QuantityBeyond, most=MOST_AT_ONCE))
        return min(count, MOST_AT_ONCE)
