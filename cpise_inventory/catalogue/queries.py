"""What is known of centres, storerooms, donors, donations, items and kits."""

import json
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, bindparam, select

from cpise_inventory.catalogue.events import Earmark, Named, Promised
from cpise_inventory.locations import is_quarantine
from db import schema
from db.run import Query


class Centre(NamedTuple):
    code: str
    name: Named
    wilaya: Named
    iso: str


class Place(NamedTuple):
    """A place of a centre; `code` is its location, `NKC1/MAGASIN`. `type`: storeroom, shelf,
    quarantine.
    """

    code: str
    centre: str
    type: str
    name: Named


class Donor(NamedTuple):
    code: str
    name: Named


class Donation(NamedTuple):
    """`value` in hundredths of `currency`."""

    code: str
    donor: str
    funder: str
    reference: str
    agreed_on: str
    remarks: str = ""
    value: int = 0
    currency: str = ""
    title: str = ""
    iati: str = ""
    earmarks: tuple[Earmark, ...] = ()
    promised: tuple[Promised, ...] = ()


class Item(NamedTuple):
    code: str
    name: Named
    category: str
    unit: str
    keeps_expiry: bool
    packs: tuple[tuple[str, int], ...]


class Kit(NamedTuple):
    code: str
    version: int
    contents: tuple[tuple[str, int], ...]


class Device(NamedTuple):
    device: str
    centre: str
    name: str
    public_key: str


_C, _P, _I = schema.centre.c, schema.place.c, schema.item.c
_CENTRES = select(
    *(_C.code, _C.name_fr, _C.name_ar, _C.name_en, _C.wilaya_fr, _C.wilaya_ar, _C.iso)
).order_by(_C.code)
_PLACES = select(_P.code, _P.centre, _P.kind, _P.name_fr, _P.name_ar, _P.name_en)
_ITEMS = select(
    *(_I.code, _I.name_fr, _I.name_ar, _I.name_en, _I.category, _I.unit, _I.keeps_expiry, _I.packs)
)
_ITEM = Query(_ITEMS.where(_I.code == bindparam("code")))
_CENTRE = Query(_CENTRES.where(_C.code == bindparam("code")))
_PLACES_OF = Query(
    select(_P.code).where(_P.centre == bindparam("centre"), _P.closed_on == "").order_by(_P.code)
)
_DONORS = select(
    schema.donor.c.code, schema.donor.c.name_fr, schema.donor.c.name_ar, schema.donor.c.name_en
).order_by(schema.donor.c.code)
_DONATIONS = select(*(schema.donation.c[name] for name in Donation._fields)).order_by(
    schema.donation.c.code
)
_KITS = select(schema.kit.c.code, schema.kit.c.version, schema.kit.c.contents)
_DEVICES = select(
    schema.device.c.device, schema.device.c.centre, schema.device.c.name, schema.device.c.public_key
).order_by(schema.device.c.device)


def centres(connection: Connection) -> list[Centre]:
    return [_centre(row) for row in connection.execute(_CENTRES)]


def centre(connection: Connection, code: str) -> Centre | None:
    row = _CENTRE.one(connection, code=code)
    return _centre(row) if row else None


def places(connection: Connection, centre: str = "") -> list[Place]:
    """Storerooms, shelves and quarantines that are open; of one centre or of all."""
    wanted = _PLACES.where(_P.closed_on == "").order_by(_P.code)
    if centre:
        wanted = wanted.where(_P.centre == centre)
    return [Place(r[0], r[1], r[2], Named(r[3], r[4], r[5])) for r in connection.execute(wanted)]


def names(connection: Connection) -> dict[str, Named]:
    """Code -> name, of items, centres and donors alike."""
    found = {one.code: one.name for one in items(connection)}
    found |= {one.code: one.name for one in centres(connection)}
    return found | {one.code: one.name for one in donors(connection)}


def donors(connection: Connection) -> list[Donor]:
    return [Donor(r[0], Named(r[1], r[2], r[3])) for r in connection.execute(_DONORS)]


def donations(connection: Connection) -> list[Donation]:
    return [_donation(row) for row in connection.execute(_DONATIONS)]


def donation(connection: Connection, code: str) -> Donation | None:
    row = connection.execute(_DONATIONS.where(schema.donation.c.code == code)).one_or_none()
    return _donation(row) if row else None


def items(connection: Connection) -> list[Item]:
    return [_item(row) for row in connection.execute(_ITEMS.order_by(_I.code))]


def item(connection: Connection, code: str) -> Item | None:
    row = _ITEM.one(connection, code=code)
    return _item(row) if row else None


def find_items(connection: Connection, folded: str, most: int = 20) -> list[Item]:
    """Items whose code or name in any language holds the folded text."""
    wanted: Select[Any] = _ITEMS.where(_I.folded.contains(folded, autoescape=True))
    return [_item(row) for row in connection.execute(wanted.order_by(_I.code).limit(most))]


def kits(connection: Connection) -> list[Kit]:
    return [_kit(row) for row in connection.execute(_KITS.order_by(schema.kit.c.code))]


def kit(connection: Connection, code: str) -> Kit | None:
    row = connection.execute(_KITS.where(schema.kit.c.code == code)).one_or_none()
    return _kit(row) if row else None


def devices(connection: Connection) -> list[Device]:
    return [Device(*row) for row in connection.execute(_DEVICES)]


def storerooms(connection: Connection, centre: str) -> list[str]:
    """The locations of a centre's open storerooms and shelves; not its quarantine."""
    there = _PLACES_OF.rows(connection, centre=centre)
    return [code for (code,) in there if not is_quarantine(code)]


def _centre(row: Any) -> Centre:
    return Centre(row[0], Named(row[1], row[2], row[3]), Named(row[4], row[5]), row[6])


def _item(row: Any) -> Item:
    packs = tuple((name, size) for name, size in json.loads(row[7] or "[]"))
    return Item(row[0], Named(row[1], row[2], row[3]), row[4], row[5], bool(row[6]), packs)


def _kit(row: Any) -> Kit:
    return Kit(row[0], row[1], tuple((code, size) for code, size in json.loads(row[2])))


def _donation(row: Any) -> Donation:
    *about, earmarks, promised = row
    return Donation._make(
        (
            *about,
            msgspec.json.decode(earmarks or "[]", type=tuple[Earmark, ...]),
            msgspec.json.decode(promised or "[]", type=tuple[Promised, ...]),
        )
    )
