"""What deliveries and asset lists have in common: centre, donation, serial numbers, condition."""

import re
from collections.abc import Mapping
from typing import Final

from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.problems import (
    CellEmpty,
    CellUnclear,
    ConditionNotFound,
    DonorContradicted,
    DonorNotFound,
    Problem,
    SerialKnown,
    SerialRepeated,
)
from cpise_inventory.importing.reference import Index, Reference, serial_key
from cpise_inventory.importing.rows import Reader
from cpise_inventory.importing.values import Cell, identifier, is_nothing, needed, text
from cpise_inventory.language.folding import fold

_BETWEEN_SERIALS = re.compile(r"[\r\n;,]+")
_CONDITIONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("new", "neuf", "neuve", "nouveau", "جديد"), "new"),
    **dict.fromkeys(("good", "bon", "bonne", "bon etat", "جيد"), "good"),
    **dict.fromkeys(("fair", "moyen", "moyenne", "etat moyen", "متوسط"), "fair"),
    **dict.fromkeys(("poor", "mauvais", "mauvaise", "mauvais etat", "رديء"), "poor"),
    **dict.fromkeys(("broken", "hors service", "hs", "en panne", "casse", "معطل"), "broken"),
    "out of order": "broken",
}
"""As glossary.md has them, and as people write them; folded."""


class Lookups:
    """The readings of a row that need to know what there is already."""

    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._reference = reference
        self._serial_rows: dict[str, int] = {}

    def centre(self, row: Row) -> str:
        if not self._reader.has("centre"):
            return ""  # which has been said
        name = self._reader.read(needed, row, "centre")
        return self.find(self._reference.centre_index, name, row, "centre") if name else ""

    def find(self, index: Index, name: str, row: Row, field: str) -> str:
        """What a cell names; empty, and a problem, if that is unknown or unclear."""
        return self._reader.read(lambda cell: index.find(cell, name), row, field) or ""

    def condition(self, row: Row) -> str:
        """`new` where the list doesn't say."""
        return self._reader.read(_condition, row, "condition") or "new"

    # Donations --------------------------------------------------------------------------------

    def donation(self, row: Row) -> str:
        """The donation's code, named by the row or the only one of its donor; empty if neither."""
        code = self._reader.identifier(row, "donation")
        giver = self._reader.text(row, "donor")
        donors = self._reference.donor_index
        donor = "" if is_nothing(giver) else self.find(donors, giver, row, "donor")
        if code:
            return self._by_code(row, code, donor)
        return self._only_one(row, donor) if donor else ""

    def _by_code(self, row: Row, code: str, donor: str) -> str:
        found = self.find(self._reference.donation_index, code, row, "donation")
        owner = self._reference.donation_by_code[found].donor if found else ""
        if donor and owner and donor != owner:
            cell = self._reader.cell(row, "donor")
            self._reader.refuse(cell.refused(DonorContradicted, donation=found, donor=owner))
        return found

    def _only_one(self, row: Row, donor: str) -> str:
        given = [x for x in self._reference.donations if x.donor == donor]
        funders = self._reference.donor_index.peek(self._reader.text(row, "funder"))
        funded = [x for x in given if x.funder in funders] or given
        cell = self._reader.cell(row, "donor")
        if len(funded) == 1:
            return funded[0].code
        if funded:
            choices = tuple(x.code for x in funded)
            self._reader.refuse(cell.refused(CellUnclear, choices=choices))
        else:
            self._reader.refuse(cell.refused(DonorNotFound))
        return ""

    # Serial numbers ---------------------------------------------------------------------------

    def serials(self, row: Row) -> list[str]:
        """All in the cell, one a line or parted by commas, none of them seen or known before."""
        cell = self._reader.cell(row, "serial")
        self._reader.note_number(cell)
        found = []
        for piece in _BETWEEN_SERIALS.split(cell.raw):
            here = Cell(cell.row, cell.field, cell.column, piece, cell.kind)
            try:
                if serial := identifier(here):
                    found.append(serial)
                    self._refuse_known(here, serial)
            except Problem as problem:
                self._reader.refuse(problem)
        return found

    def serial_lacks(self, row: Row) -> None:
        """A computer without a serial number can't be told from its neighbour."""
        if self._reader.has("serial"):
            self._reader.refuse(self._reader.cell(row, "serial").refused(CellEmpty))
        else:
            self._reader.column_missing("serial")

    def _refuse_known(self, here: Cell, serial: str) -> None:
        key = serial_key(serial)
        if tag := self._reference.tag_by_serial.get(key):
            raise here.refused(SerialKnown, tag=tag)
        if key in self._serial_rows:
            raise here.refused(SerialRepeated, other_row=self._serial_rows[key])
        self._serial_rows[key] = here.row


def _condition(cell: Cell) -> str:
    found = text(cell)
    if is_nothing(found):
        return ""
    if condition := _CONDITIONS.get(fold(found)):
        return condition
    raise cell.refused(ConditionNotFound)
