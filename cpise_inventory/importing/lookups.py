"""What deliveries and asset lists have in common: centre, donation, serial numbers, condition."""

import re
from dataclasses import dataclass

from cpise_inventory.identity import made_key
from cpise_inventory.importing.dates import day
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.kinds import condition_of
from cpise_inventory.importing.problems import (
    CellEmpty,
    ConditionNotFound,
    DeliveryToCome,
    DonorContradicted,
    DonorRetired,
    ItemRetired,
    Problem,
    SerialKnown,
    SerialRepeated,
)
from cpise_inventory.importing.reference import Index, Reference
from cpise_inventory.importing.rows import Reader
from cpise_inventory.importing.values import (
    Cell,
    is_nothing,
    needed,
    short_identifier,
    text,
)

_BETWEEN_SERIALS = re.compile(r"[\r\n;,]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """Who gave, under which donation, when and by which paper; empty where the list is silent."""

    donor: str
    donation: str = ""
    delivered_on: str = ""
    """ISO."""
    waybill: str = ""


class Lookups:
    """The readings of a row that need to know what there is already."""

    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._reference = reference
        self._serial_rows: dict[tuple[str, str], int] = {}

    def centre(self, row: Row) -> str:
        if not self._reader.has("centre"):
            return ""  # which has been said
        name = self._reader.read(needed, row, "centre")
        return self.find(self._reference.centre_index, name, row, "centre") if name else ""

    def find(self, index: Index, name: str, row: Row, field: str) -> str:
        """What a cell names; empty, and a problem, if that is unknown or unclear."""
        return self._reader.read(lambda cell: index.find(cell, name), row, field) or ""

    def item_in_use(self, name: str, row: Row, field: str) -> str:
        """The item that a cell names; nothing comes in of one that is retired."""
        found = self.find(self._reference.item_index, name, row, field)
        if found and self._reference.item_by_code[found].retired:
            self._reader.refuse(self._reader.cell(row, field).refused(ItemRetired))
        return found

    def condition(self, row: Row) -> str:
        """`new` where the list doesn't say."""
        return self._reader.read(_condition, row, "condition") or "new"

    def origin(self, row: Row) -> Origin:
        """The donor, and the donation if the row names one: which of several is never guessed."""
        code = self._reader.identifier(row, "donation")
        giver = self._reader.text(row, "donor")
        named = not is_nothing(giver)
        donor = self.find(self._reference.donor_index, giver, row, "donor") if named else ""
        donation = ""
        if code:
            donation = self.find(self._reference.donation_index, code, row, "donation")
            owner = self._reference.donors_of_donations.get(donation, "")
            if donor and owner and donor != owner:
                cell = self._reader.cell(row, "donor")
                self._reader.refuse(cell.refused(DonorContradicted, donation=donation, donor=owner))
            donor = donor or owner
        elif not named:
            self._nobody(row)
        elif donor in self._reference.retired_donors:
            self._reader.refuse(self._reader.cell(row, "donor").refused(DonorRetired))
        return Origin(donor, donation, self._delivered_on(row), self._waybill(row))

    def _nobody(self, row: Row) -> None:
        field = "donor" if self._reader.has("donor") else "donation"
        if self._reader.has(field):
            self._reader.refuse(self._reader.cell(row, field).refused(CellEmpty))

    def _delivered_on(self, row: Row) -> str:
        found = self._reader.dated(day, row, "delivered_on") or ""
        if found > self._reference.day.isoformat():
            self._reader.refuse(self._reader.cell(row, "delivered_on").refused(DeliveryToCome))
        return found

    def _waybill(self, row: Row) -> str:
        return self._reader.read(short_identifier, row, "waybill") or ""

    # Serial numbers ---------------------------------------------------------------------------

    def serials(self, row: Row, maker: str) -> list[str]:
        """All in the cell, one a line or parted by commas, none of them seen or known before."""
        cell = self._reader.cell(row, "serial")
        self._reader.note_number(cell)
        found = []
        for piece in _BETWEEN_SERIALS.split(cell.raw):
            here = Cell(cell.row, cell.field, cell.column, piece, cell.kind)
            try:
                if serial := short_identifier(here):
                    found.append(serial)
                    self._refuse_known(here, maker, serial)
            except Problem as problem:
                self._reader.refuse(problem)
        return found

    def serial_lacks(self, row: Row) -> None:
        """A computer without a serial number can't be told from its neighbour."""
        if self._reader.has("serial"):
            self._reader.refuse(self._reader.cell(row, "serial").refused(CellEmpty))
        else:
            self._reader.column_missing("serial")

    def _refuse_known(self, here: Cell, maker: str, serial: str) -> None:
        """Two makers may give the same one."""
        key = made_key(maker, serial)
        if tag := self._reference.tag_by_made.get(key):
            raise here.refused(SerialKnown, tag=tag)
        if key in self._serial_rows:
            raise here.refused(SerialRepeated, other_row=self._serial_rows[key])
        self._serial_rows[key] = here.row


def _condition(cell: Cell) -> str:
    found = text(cell)
    if is_nothing(found):
        return ""
    if condition := condition_of(found):
        return condition
    raise cell.refused(ConditionNotFound)
