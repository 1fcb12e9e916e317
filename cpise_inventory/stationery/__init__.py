"""What a centre has of its own to print labels on: sheets that no table names."""

from cpise_inventory.journal.journal import Capability, each
from cpise_inventory.stationery import events
from cpise_inventory.stationery.projector import project

STATIONERY = Capability(
    kinds=(events.SheetDescribed, events.SheetRemoved),
    project=each(project),
)
