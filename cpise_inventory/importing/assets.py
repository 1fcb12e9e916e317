"""Asset lists: the equipment that a centre has already, one a line."""

from typing import Final

from cpise_inventory.importing.computers import ComputerLine, Computers
from cpise_inventory.importing.lookups import Lookups
from cpise_inventory.importing.reference import Reference
from cpise_inventory.importing.rows import Parsed, Reader
from cpise_inventory.importing.tables import Table

DATED: Final = ("acquired_on", "warranty", "consent_until")


def parse(table: Table, reference: Reference) -> Parsed[ComputerLine]:
    """Every computer of an asset list, or every problem of it."""
    reader = Reader(table, dated=DATED)
    lookups = Lookups(reader, reference)
    computers = Computers(reader, reference, lookups)
    return reader.parsed(
        line
        for row in reader.rows()
        for line in computers.lines(row, lookups.centre(row), lookups.origin(row))
    )
