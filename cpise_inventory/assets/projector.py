"""Assets: what they are, where they stand, and every event that touched them."""

from typing import Any

from cpise_inventory.assets.events import (
    AboutAssets,
    Assigned,
    ConditionNoted,
    LabelsPrinted,
    Registered,
)
from cpise_inventory.journal.event import Event
from cpise_inventory.language.folding import fold
from db import schema
from db.write import Changes

TAGS = "asset"
"""The series of a device's asset tags."""


def project(event: Event[Any], changes: Changes) -> None:
    said = event.payload
    match said:
        case AboutAssets():
            _about(said, event, changes)
            tags = [state.tag for state in said.states]
        case ConditionNoted():
            tags = list(said.tags)
            for tag in tags:
                _condition(tag, said.condition, event, changes)
        case LabelsPrinted():
            tags = list(said.tags)
            for tag in tags:
                changes.increase(schema.label_print, "copies", (tag,), said.copies)
    for tag in dict.fromkeys(tags):
        changes.add(schema.asset_event, (tag, event.clock, event.device, event.seq))


def _about(said: AboutAssets, event: Event[Any], changes: Changes) -> None:
    for state in said.states:
        changes.latest(
            schema.asset,
            {"tag": state.tag},
            status=state.status,
            custodian=state.custodian,
            custodian_kind=state.custodian_kind,
            due_on=state.due_on,
            custody_stamp=event.stamp,
        )
    if isinstance(said, Registered):
        _registered(said, event, changes)
    elif isinstance(said, Assigned):
        to = {"centre": said.centre, "kind": said.recipient_kind, "name": said.recipient}
        changes.latest(schema.recipient, to, clock=event.clock)


def _registered(said: Registered, event: Event[Any], changes: Changes) -> None:
    for asset in said.assets:
        key = {"tag": asset.tag}
        changes.latest(
            schema.asset,
            key,
            serial=asset.serial,
            maker=asset.maker,
            model=asset.model,
            category=asset.category,
            donation=said.donation,
            acquired_on=event.happened_on,
            folded=fold(f"{asset.tag} {asset.serial} {asset.maker} {asset.model}"),
            described=event.stamp,
        )
        changes.latest(schema.asset, key, centre=said.centre, centre_stamp=event.stamp)
        _condition(asset.tag, asset.condition, event, changes)
        device, serial = asset.tag[: len(event.device)], asset.tag.split("-")[2]
        if device == event.device:
            changes.latest(schema.series, {"device": device, "name": TAGS}, last=int(serial))


def _condition(tag: str, condition: str, event: Event[Any], changes: Changes) -> None:
    stamp = event.stamp
    changes.latest(schema.asset, {"tag": tag}, condition=condition, condition_stamp=stamp)
