"""Donation lists: who gave, by which agreement, with whose money."""

from dataclasses import dataclass

from cpise_inventory.importing import dates, values
from cpise_inventory.importing.grid import Row
from cpise_inventory.importing.lookups import Lookups
from cpise_inventory.importing.problems import CodeRepeated, DonorRetired
from cpise_inventory.importing.reference import Reference
from cpise_inventory.importing.rows import Parsed, Reader
from cpise_inventory.importing.tables import Table


@dataclass(frozen=True, slots=True)
class DonationLine:
    """`donor` and `funder` are codes of donors; `agreed_on` is ISO or empty."""

    row: int
    code: str
    donor: str
    funder: str
    reference: str
    agreed_on: str
    remarks: str


def parse(table: Table, reference: Reference) -> Parsed[DonationLine]:
    """Every donation of a list, or every problem of it. Donors are known ones."""
    donations = _Donations(Reader(table, dated=("agreed_on",)), reference)
    return donations.parsed()


class _Donations:
    def __init__(self, reader: Reader, reference: Reference) -> None:
        self._reader = reader
        self._lookups = Lookups(reader, reference)
        self._donors = reference.donor_index
        self._retired = reference.retired_donors
        self._givers = reference.donors_of_donations
        self._rows: dict[str, int] = {}

    def parsed(self) -> Parsed[DonationLine]:
        return self._reader.parsed([self._line(row) for row in self._reader.rows()])

    def _line(self, row: Row) -> DonationLine:
        reader = self._reader
        code = reader.read(values.code, row, "code") or "" if reader.has("code") else ""
        earlier = self._rows.setdefault(code, row.number)
        if code and earlier != row.number:
            reader.refuse(reader.cell(row, "code").refused(CodeRepeated, other_row=earlier))
        giver = reader.read(values.needed, row, "donor") if reader.has("donor") else None
        money = reader.text(row, "funder")
        donor = self._named(giver or "", row, "donor")
        if donor in self._retired and self._givers.get(code) != donor:
            reader.refuse(reader.cell(row, "donor").refused(DonorRetired))
        return DonationLine(
            row=row.number,
            code=code,
            donor=donor,
            funder=self._named(money, row, "funder"),
            reference=reader.read(values.short_identifier, row, "reference") or "",
            agreed_on=reader.dated(dates.day, row, "agreed_on") or "",
            remarks=reader.text(row, "remarks"),
        )

    def _named(self, name: str, row: Row, field: str) -> str:
        if values.is_nothing(name):
            return ""
        return self._lookups.find(self._donors, name, row, field)
