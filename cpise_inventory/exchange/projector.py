"""Who is approved, and how far each workstation knows the others, by what they said."""

from typing import Any

import msgspec

from cpise_inventory.exchange.events import DeviceApproved, DeviceWithdrawn, Received
from cpise_inventory.journal.event import Event
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    said = event.payload
    match said:
        case DeviceApproved():
            approved = (said.device, said.fingerprint, event.device, event.seq, event.actor)
            changes.add(schema.device_approval, approved)
        case DeviceWithdrawn():
            withdrawn = (said.device, event.device, event.seq, event.actor)
            changes.add(schema.device_withdrawal, withdrawn)
        case Received():
            _received(said, event, changes)


def _received(said: Received, event: Event[Any], changes: Changes) -> None:
    """What the writer of the file knew when it was written, and what its reader knows now."""
    reader, written = event.device, f"{said.clock:020d}{said.exporter}"
    for knower, reaches, stamp in (
        (said.exporter, said.told, written),
        (reader, said.known, event.stamp),
    ):
        for one in reaches:
            key = {"knower": knower, "device": one.device}
            changes.latest(schema.exchange_known, key, seq=one.seq, stamp=stamp)
    for one in said.known:
        if one.fresh:
            key = {"knower": reader, "device": one.device}
            changes.latest(schema.exchange_known, key, heard=event.clock)
    lacking = msgspec.json.encode(said.lacking).decode()
    changes.latest(schema.exchange_lack, {"knower": reader}, lacking=lacking, stamp=event.stamp)
