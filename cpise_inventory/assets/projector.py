"""Assets: what they are, where they stand, and every event that touched them."""

from collections.abc import Sequence
from typing import Any

from cpise_inventory.assets.events import (
    AboutAssets,
    AssetCheck,
    Assigned,
    ConditionNoted,
    CustodySettled,
    LabelsPrinted,
    LifeSaid,
    NewAsset,
    Redescribed,
    Registered,
    RepairEnded,
    Sighted,
    State,
    Unsighted,
    condition_said,
)
from cpise_inventory.identity import made_key
from cpise_inventory.journal.event import Event
from cpise_inventory.labels.printed import count_labels
from cpise_inventory.language.folding import compact, fold
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
        case Redescribed():
            tags = [said.asset.tag]
            _redescribed(said, event, changes)
        case LifeSaid():
            tags = []
            kind = {"category": said.category}
            changes.latest(schema.asset_life, kind, years=said.years, stamp=event.stamp)
        case Sighted():
            tags = [one.tag for one in said.sightings]
            _sighted(said, event, changes)
        case Unsighted():
            tags = [one.tag for one in said.sightings]
            _unsighted(said, event, changes)
        case LabelsPrinted():
            tags = list(said.tags)
            count_labels(tags, said, event, changes)
    _touched(tags, event, changes)


def carried(
    states: Sequence[State], checks: Sequence[AssetCheck], event: Event[Any], changes: Changes
) -> None:
    """What a paper of goods says of the assets that went along."""
    for state in states:
        _stands(state, event, changes)
    for check in checks:
        if check.condition:
            _condition(check.tag, check.condition, event, changes)
        if check.accessories is not None:
            _accessories(check.tag, check.accessories, event, changes)
    tags = [state.tag for state in states] + [check.tag for check in checks]
    _touched(tags, event, changes)


def _touched(tags: Sequence[str], event: Event[Any], changes: Changes) -> None:
    for tag in dict.fromkeys(tags):
        changes.add(schema.asset_event, (tag, event.clock, event.device, event.seq))


def _stands(state: State, event: Event[Any], changes: Changes) -> None:
    key = {"tag": state.tag}
    changes.latest(
        schema.asset,
        key,
        status=state.status,
        custodian=state.custodian,
        custodian_kind=state.custodian_kind,
        holder=fold(state.custodian),
        due_on=state.due_on,
        workshop=state.workshop,
        waybill=state.waybill,
        custody_stamp=event.stamp,
    )
    if state.centre:
        changes.latest(schema.asset, key, centre=state.centre, centre_stamp=event.stamp)
    if state.after:
        claim = {"tag": state.tag, "after": state.after}
        changes.increase(schema.asset_claim, "claims", (*claim.values(),), 1)
        changes.latest(schema.asset_claim, claim, last=event.stamp)


def _about(said: AboutAssets, event: Event[Any], changes: Changes) -> None:
    for state in said.states:
        _stands(state, event, changes)
        if condition := condition_said(said, state.tag):
            _condition(state.tag, condition, event, changes)
    match said:
        case Registered():
            _registered(said, event, changes)
        case Assigned():
            to = {"centre": said.centre, "kind": said.recipient_kind, "name": said.recipient}
            changes.latest(schema.recipient, to, clock=event.clock)
        case RepairEnded() if said.cost:
            for tag, cost in said.shares.items():
                row = (tag, said.number, said.currency, cost)
                changes.once(schema.asset_repair, row)
        case CustodySettled():
            for state in said.states:
                changes.latest(schema.asset, {"tag": state.tag}, settled=event.stamp)


def _registered(said: Registered, event: Event[Any], changes: Changes) -> None:
    for asset in said.assets:
        key = {"tag": asset.tag}
        _described(asset, said, event, changes)
        _numbered(asset, changes)
        changes.latest(schema.asset, key, donation=said.donation, registered=event.stamp)
        _acquired(asset.tag, asset.acquired_on or event.happened_on, event, changes)
        changes.latest(schema.asset, key, centre=said.centre, centre_stamp=event.stamp)
        device, serial = asset.tag[: len(event.device)], asset.tag.split("-")[2]
        if device == event.device:
            changes.latest(schema.series, {"device": device, "name": TAGS}, last=int(serial))


def _redescribed(said: Redescribed, event: Event[Any], changes: Changes) -> None:
    _described(said.asset, said, event, changes)
    if said.renumbered:
        _numbered(said.asset, changes)
    if said.asset.acquired_on:
        _acquired(said.asset.tag, said.asset.acquired_on, event, changes)


def _described(
    asset: NewAsset, said: Registered | Redescribed, event: Event[Any], changes: Changes
) -> None:
    changes.latest(
        schema.asset,
        {"tag": asset.tag},
        serial=asset.serial,
        serial_key=made_key(asset.maker, asset.serial)[1],
        maker=asset.maker,
        model=asset.model,
        category=asset.category,
        value=asset.value,
        currency=asset.currency,
        warranty_until=asset.warranty_until,
        notes=asset.notes,
        owner=said.owner,
        title=said.title,
        consent_until=said.consent_until,
        made=fold(f"{asset.maker} {asset.model}"),
        folded=_folded(asset),
        described=event.stamp,
    )
    _accessories(asset.tag, asset.accessories, event, changes)


def _numbered(asset: NewAsset, changes: Changes) -> None:
    """Said of two, it may be one asset's twice: `queries.serials_twice` looks whether it is."""
    if asset.serial:
        key = made_key(asset.maker, asset.serial)
        changes.increase(schema.made_claim, "claims", key, 1)


def _accessories(tag: str, accessories: Sequence[str], event: Event[Any], changes: Changes) -> None:
    said = "\n".join(accessories)
    changes.latest(schema.asset, {"tag": tag}, accessories=said, accessories_stamp=event.stamp)


def _acquired(tag: str, day: str, event: Event[Any], changes: Changes) -> None:
    stamp = event.stamp
    changes.latest(schema.asset, {"tag": tag}, acquired_on=day, acquired_stamp=stamp)


def _sighted(said: Sighted, event: Event[Any], changes: Changes) -> None:
    for one in said.sightings:
        if one.condition:
            _condition(one.tag, one.condition, event, changes)


def _unsighted(said: Unsighted, event: Event[Any], changes: Changes) -> None:
    """What was said of a condition since, here or elsewhere, outlasts the one from before."""
    for one in said.sightings:
        if one.condition:
            stamp = f"{one.instead_of}~{event.stamp}"
            how = {"condition": one.condition, "condition_stamp": stamp}
            changes.latest(schema.asset, {"tag": one.tag}, **how)


def _folded(asset: NewAsset) -> str:
    """What is looked through, so that hyphens may be typed or left out."""
    about = fold(f"{asset.tag} {asset.serial} {asset.maker} {asset.model}")
    return f"{about} {compact(asset.tag)} {compact(asset.serial)}"


def _condition(tag: str, condition: str, event: Event[Any], changes: Changes) -> None:
    stamp = event.stamp
    changes.latest(schema.asset, {"tag": tag}, condition=condition, condition_stamp=stamp)
