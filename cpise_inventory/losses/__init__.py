"""Losses: goods that expired, broke, went missing or were stolen, reported and then approved."""

from cpise_inventory.journal.journal import Capability
from cpise_inventory.losses import events
from cpise_inventory.losses.projector import project
from cpise_inventory.stock.events import Reversed

LOSSES = Capability(
    kinds=(events.LossReported, events.LossApproved, events.LossRejected),
    project=project,
    hears=(Reversed,),
)
