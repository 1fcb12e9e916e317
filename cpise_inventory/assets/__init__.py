"""Computers and other things with a tag and a history."""

from cpise_inventory.assets import events
from cpise_inventory.assets.projector import project
from cpise_inventory.journal.journal import Capability, each

ASSETS = Capability(
    kinds=(
        events.Registered,
        events.Assigned,
        events.Returned,
        events.RepairStarted,
        events.RepairEnded,
        events.Missed,
        events.Found,
        events.DisposalProposed,
        events.Disposed,
        events.Placed,
        events.CustodySettled,
        events.CustodyCorrected,
        events.Sighted,
        events.Unsighted,
        events.AssetsReversed,
        events.Redescribed,
        events.ConditionNoted,
        events.LifeSaid,
        events.LabelsPrinted,
    ),
    project=each(project),
)
