"""Attachments as events make them. The bytes are none of a projector's business."""

from typing import Any

from cpise_inventory.attachments.events import Attached, Erased, Withdrawn
from cpise_inventory.journal.event import Event
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    said = event.payload
    match said:
        case Attached():
            _attached(said, event, changes)
        case Withdrawn():
            device, _, seq = said.attachment.partition(":")
            changes.latest(
                schema.withdrawal,
                {"device": device, "seq": int(seq)},
                withdrawn_by=event.actor,
                reason=said.reason,
                stamp=event.stamp,
            )
        case Erased():
            changes.latest(
                schema.erasure,
                {"sha256": said.sha256},
                erased_by=event.actor,
                reason=said.reason,
                stamp=event.stamp,
            )


def _attached(said: Attached, event: Event[Any], changes: Changes) -> None:
    changes.add(
        schema.attachment,
        (
            *(event.device, event.seq, event.clock, event.at, event.actor, said.tag, said.paper),
            *(said.media, said.size, said.sha256, said.note),
        ),
    )
    if said.tag:
        changes.add(schema.asset_event, (said.tag, event.clock, event.device, event.seq))
