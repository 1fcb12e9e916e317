"""Distribution lists: who gets what of it each month, kept once and worked through each time."""

from cpise_inventory.journal.journal import Capability, each
from cpise_inventory.lists import events
from cpise_inventory.lists.projector import project
from cpise_inventory.stock.events import Distributed

LISTS = Capability(
    kinds=(events.ListDescribed, events.ListClosed),
    project=each(project),
    hears=(Distributed,),
)
