"""Descriptions to rows: the latest wins, by hybrid clock, then device."""

from typing import Any

import msgspec

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
        case events.DonorsDescribed(donors):
            for donor in donors:
                names = _names(donor.name)
                changes.latest(schema.donor, {"code": donor.code}, **names, stamp=event.stamp)
        case said:
            _single(said, event, changes)


def _single(said: Any, event: Event[Any], changes: Changes) -> None:
    match said:
        case events.PlaceOpened(code, name, kind):
            about = {"centre": centre_of(code), "kind": kind, **_names(name)}
            changes.latest(schema.place, {"code": code}, **about, stamp=event.stamp)
        case events.DonationDescribed(code):
            about = msgspec.structs.asdict(said)
            del about["code"]
            for name in ("earmarks", "promised"):
                about[name] = msgspec.json.encode(about[name]).decode()
            changes.latest(schema.donation, {"code": code}, **about, stamp=event.stamp)
        case events.KitDefined(code, version, contents):
            text = msgspec.json.encode(contents).decode()
            key = {"code": code}
            changes.latest(schema.kit, key, version=version, contents=text, stamp=event.stamp)
        case events.DeviceRegistered(device, centre, name, public_key):
            about = {"centre": centre, "name": name, "public_key": public_key}
            changes.latest(schema.device, {"device": device}, **about, stamp=event.stamp)


def _item(item: events.Item, stamp: str, changes: Changes) -> None:
    names = _names(item.name)
    changes.latest(
        schema.item,
        {"code": item.code},
        **names,
        category=item.category,
        unit=item.unit,
        keeps_expiry=int(item.keeps_expiry),
        packs=msgspec.json.encode(item.packs).decode(),
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


def _names(name: events.Named) -> dict[str, str]:
    return {"name_fr": name.fr, "name_ar": name.ar, "name_en": name.en}
