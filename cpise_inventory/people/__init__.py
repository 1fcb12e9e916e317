"""Accounts and rights."""

from cpise_inventory.journal.journal import Capability, each
from cpise_inventory.people import events
from cpise_inventory.people.projector import project

PEOPLE = Capability(
    kinds=(
        events.PersonAdded,
        events.RoleChanged,
        events.PasswordChanged,
        events.PersonClosed,
    ),
    project=each(project),
)
