"""What labels are printed on and with: sheets that no table names, and donors' marks."""

from cpise_inventory.journal.journal import Capability, each
from cpise_inventory.stationery import events
from cpise_inventory.stationery.projector import project

STATIONERY = Capability(
    kinds=(events.SheetDescribed, events.SheetRemoved, events.DonorMarkSet),
    project=each(project),
)
