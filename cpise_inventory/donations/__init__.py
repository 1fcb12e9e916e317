"""Donations: what became of them, and what of them is still to come."""

from cpise_inventory.donations import events
from cpise_inventory.donations.projector import project
from cpise_inventory.journal.journal import Capability, each
from cpise_inventory.stock.events import Received

DONATIONS = Capability(
    kinds=(events.DeliveryExpected, events.DeliveryClosed),
    project=each(project),
    hears=(Received,),
)
