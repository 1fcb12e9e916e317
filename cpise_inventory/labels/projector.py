"""Blank tags as they were reserved and voided, and the labels of what has no tag."""

from typing import Any

from cpise_inventory.identity import asset_tag
from cpise_inventory.journal.event import Event
from cpise_inventory.labels.events import TagsReserved, TagsVoided, ThingLabelsPrinted
from cpise_inventory.labels.printed import count_labels
from db import schema
from db.write import Changes

TAGS, NUMBERS = "asset", "label"
"""The series of a device: asset tags, whether blank or not, and numbers of things' labels."""


def project(event: Event[Any], changes: Changes) -> None:
    said = event.payload
    match said:
        case TagsReserved():
            _reserved(said, event, changes)
        case TagsVoided():
            for tag in said.tags:
                values = {"reason": said.reason, "voided": event.stamp}
                changes.latest(schema.blank_tag, {"tag": tag}, **values)
        case ThingLabelsPrinted():
            _printed(said, event, changes)


def _reserved(said: TagsReserved, event: Event[Any], changes: Changes) -> None:
    for serial in range(said.first, said.first + said.count):
        tag = asset_tag(event.device, serial)
        who = {"reserved_by": event.actor, "reserved_at": event.at}
        changes.latest(
            schema.blank_tag, {"tag": tag}, centre=said.centre, **who, reserved=event.stamp
        )
    last = said.first + said.count - 1
    changes.latest(schema.series, {"device": event.device, "name": TAGS}, last=last)


def _printed(said: ThingLabelsPrinted, event: Event[Any], changes: Changes) -> None:
    for thing in said.things:
        about = (thing.place, thing.item, thing.lot, thing.pack)
        folder = (thing.centre, thing.papers, thing.year)
        changes.once(schema.thing_label, (thing.number, *about, *folder))
        device, serial, _check = thing.number.rsplit("-", 2)
        if device == event.device:
            key = {"device": device, "name": NUMBERS}
            changes.latest(schema.series, key, last=int(serial))
    count_labels([thing.number for thing in said.things], said, event, changes)
