"""Journals that go from workstation to workstation in signed files, by stick."""

from cpise_inventory.exchange import events
from cpise_inventory.exchange.projector import project
from cpise_inventory.journal.journal import Capability, each

EXCHANGE = Capability(
    kinds=(events.DeviceApproved, events.DeviceWithdrawn, events.Received), project=each(project)
)
