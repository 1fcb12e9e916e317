"""Files attached to assets and papers: fingerprints in the journal, bytes beside it."""

from cpise_inventory.attachments import events
from cpise_inventory.attachments.contents import erase_what_is_to_go
from cpise_inventory.attachments.projector import project
from cpise_inventory.journal.journal import Capability, each

ATTACHMENTS = Capability(
    kinds=(events.Attached, events.Withdrawn, events.Erased),
    project=each(project),
    obeyed=(events.Erased,),
    obey=erase_what_is_to_go,
)
