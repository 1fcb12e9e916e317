"""Documents: numbers, register, prints, seals."""

from cpise_inventory.documents.events import Printed
from cpise_inventory.documents.projector import project
from cpise_inventory.journal.journal import Capability, each

DOCUMENTS = Capability(kinds=(Printed,), project=each(project))
