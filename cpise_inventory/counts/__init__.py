"""Counts: what is really there, set against the books."""

from cpise_inventory.counts import events
from cpise_inventory.counts.projector import project
from cpise_inventory.journal.journal import Capability

COUNTS = Capability(
    kinds=(
        events.CountOpened,
        events.CountEntered,
        events.RecountAsked,
        events.CountFinished,
        events.CountTaken,
        events.CountExplained,
        events.CountApproved,
        events.CountCancelled,
        events.CountRuleSet,
    ),
    project=project,
)
