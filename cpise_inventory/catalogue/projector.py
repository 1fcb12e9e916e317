"""Descriptions to rows: the latest wins, by hybrid clock, then device."""

from typing import Any

import msgspec
from sqlalchemy import Table

from cpise_inventory.catalogue import events
from cpise_inventory.journal.event import Event
from cpise_inventory.language.folding import fold
from cpise_inventory.locations import centre_of
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    match event.payload:
        case events.ItemsDescribed(items):
            for item in items:
                _item(item, event.stamp, changes)
        case events.CentresDescribed(centres):
            for centre in centres:
                _centre(centre, event.stamp, changes)
        case events.LevelsSet(levels):
            for one in levels:
                about = {"minimum": one.minimum, "target": one.target, "stamp": event.stamp}
                changes.latest(schema.level, {"centre": one.centre, "item": one.item}, **about)
        case events.LeastLivesSet(lives):
            _lives(lives, event.stamp, changes)
        case events.DonorsDescribed(donors):
            for donor in donors:
                names = _names(donor.name)
                changes.latest(schema.donor, {"code": donor.code}, **names, stamp=event.stamp)
        case said:
            _single(said, event, changes)


def _single(said: Any, event: Event[Any], changes: Changes) -> None:
    match said:
        case events.PlaceOpened() | events.PlaceDescribed() | events.PlaceClosed():
            _place(said, event, changes)
        case events.ItemRetired(code, reason):
            _retire(schema.item, code, event, reason, changes)
        case events.ItemRevived(code):
            _revive(schema.item, code, event, changes)
        case events.DonorRetired(code, reason):
            _retire(schema.donor, code, event, reason, changes)
        case events.DonorRevived(code):
            _revive(schema.donor, code, event, changes)
        case events.DonationDescribed(code):
            about = msgspec.structs.asdict(said)
            del about["code"]
            for name in ("earmarks", "promised"):
                about[name] = msgspec.json.encode(about[name]).decode()
            changes.latest(schema.donation, {"code": code}, **about, stamp=event.stamp)
        case events.KitDefined():
            _kit(said, event, changes)
        case events.DeviceRegistered(device, centre, name, public_key):
            about = {"centre": centre, "name": name, "public_key": public_key}
            changes.latest(schema.device, {"device": device}, **about, stamp=event.stamp)


def _place(said: Any, event: Event[Any], changes: Changes) -> None:
    """What a place is, and whether it's open, are told apart: each has its own latest word."""
    key = {"code": said.code}
    if not isinstance(said, events.PlaceClosed):
        about = {"centre": centre_of(said.code), "kind": said.type, **_names(said.name)}
        changes.latest(schema.place, key, **about, stamp=event.stamp)
    if not isinstance(said, events.PlaceDescribed):
        closed_on = event.happened_on if isinstance(said, events.PlaceClosed) else ""
        changes.latest(schema.place, key, closed_on=closed_on, closed_stamp=event.stamp)


def _lives(lives: tuple[events.LeastLife, ...], stamp: str, changes: Changes) -> None:
    for one in lives:
        told = {"months": one.months, "unset": int(one.unset), "stamp": stamp}
        key = {"item": one.item, "category": one.category}
        changes.latest(schema.least_life, key, **told)


def _retire(table: Table, code: str, event: Event[Any], reason: str, changes: Changes) -> None:
    """Apart from what it's called: each has its own latest word."""
    about = {"retired_on": event.happened_on, "retired_reason": reason}
    changes.latest(table, {"code": code}, **about, retired_stamp=event.stamp)


def _revive(table: Table, code: str, event: Event[Any], changes: Changes) -> None:
    about = {"retired_on": "", "retired_reason": ""}
    changes.latest(table, {"code": code}, **about, retired_stamp=event.stamp)


def _kit(said: events.KitDefined, event: Event[Any], changes: Changes) -> None:
    about = {
        "version": said.version,
        "contents": _json(said.contents),
        "substitutes": _json(said.substitutes),
        "unknown": _json(said.unknown),
    }
    changes.latest(schema.kit, {"code": said.code}, **about, stamp=event.stamp)
    key = (said.code, event.clock, event.device, event.seq)
    changes.add(schema.kit_version, (*key, *about.values(), event.happened_on, event.actor))


def _item(item: events.Item, stamp: str, changes: Changes) -> None:
    names = _names(item.name)
    changes.latest(
        schema.item,
        {"code": item.code},
        **names,
        category=item.category,
        unit=item.unit,
        keeps_expiry=int(item.keeps_expiry),
        packs=_json(item.packs),
        content=item.content,
        measure=item.measure,
        ration=_json(item.ration) if item.ration.amount else "",
        barcodes=_json([(one.code, one.pack) for one in item.barcodes]),
        value=item.value,
        currency=item.currency,
        folded=fold(" ".join((item.code, *names.values()))),
        stamp=stamp,
    )


def _centre(centre: events.Centre, stamp: str, changes: Changes) -> None:
    changes.latest(
        schema.centre,
        {"code": centre.code},
        **_names(centre.name),
        wilaya_fr=centre.wilaya.fr,
        wilaya_ar=centre.wilaya.ar,
        iso=centre.iso,
        stamp=stamp,
    )


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _names(name: events.Named) -> dict[str, str]:
    return {"name_fr": name.fr, "name_ar": name.ar, "name_en": name.en}
