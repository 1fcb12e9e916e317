"""Labels beside those of assets: blank tags, and labels of storerooms, lots, cartons, folders."""

from cpise_inventory.journal.journal import Capability, each
from cpise_inventory.labels import events
from cpise_inventory.labels.projector import project

LABELS = Capability(
    kinds=(events.TagsReserved, events.TagsVoided, events.ThingLabelsPrinted),
    project=each(project),
)
