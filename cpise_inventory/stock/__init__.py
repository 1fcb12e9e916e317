"""Stock: double entry, by location, item and lot."""

from cpise_inventory.journal.journal import Capability, each
from cpise_inventory.stock import events
from cpise_inventory.stock.back_projector import project as project_back
from cpise_inventory.stock.projector import project

STOCK = Capability(
    kinds=(
        events.Received,
        events.Distributed,
        events.GivenBack,
        events.Relocated,
        events.KitsAssembled,
        events.KitsOpened,
        events.Reversed,
    ),
    project=project,
)
BACK = Capability(kinds=(), project=each(project_back), hears=(events.GivenBack, events.Reversed))
