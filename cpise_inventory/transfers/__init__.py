"""Transfers: asked for, sent, received, and every difference settled by somebody's decision."""

from cpise_inventory.journal.journal import Capability
from cpise_inventory.stock.events import Reversed
from cpise_inventory.transfers import events
from cpise_inventory.transfers.projector import project

TRANSFERS = Capability(
    kinds=(
        events.Sent,
        events.Arrived,
        events.TransferClosed,
        events.Settled,
        events.Requested,
        events.RequestApproved,
        events.RequestRefused,
        events.RequestClosed,
    ),
    project=project,
    hears=(Reversed,),
)
