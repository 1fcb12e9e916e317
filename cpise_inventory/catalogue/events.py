"""What is known of centres, storerooms, donors, items and kits: descriptions, the latest of which
wins.
"""

import msgspec

from cpise_inventory.journal.event import Count, Ordinal, Payload
from cpise_inventory.journal.gate import Code, Device, Location, PublicKey


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A name in three languages; an empty one is read from the others."""

    fr: str = ""
    ar: str = ""
    en: str = ""


class Centre(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    code: Code
    name: Named
    wilaya: Named = Named()
    iso: str = ""  # ISO 3166-2 of the wilaya


class Donor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: Code
    name: Named


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A kind of goods that is counted. `packs`: name and base units, such as ("carton", 24)."""

    code: Code
    name: Named
    unit: str = "piece"
    category: str = ""
    keeps_expiry: bool = False
    packs: tuple[tuple[str, Ordinal], ...] = ()


class CentresDescribed(Payload, frozen=True, tag="centre.described"):
    centres: tuple[Centre, ...]


class PlaceOpened(Payload, frozen=True, tag="place.opened"):
    """A storeroom or a shelf, `NKC1/MAGASIN`."""

    code: Location
    name: Named
    type: str = "storeroom"


class DonorsDescribed(Payload, frozen=True, tag="donor.described"):
    donors: tuple[Donor, ...]


class Earmark(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """For this centre: all of the donation, or so much of an item. Nought: however much."""

    centre: Code
    item: str = ""
    quantity: Count = 0


class Promised(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Goods that are to come."""

    item: Code
    quantity: Ordinal


class DonationDescribed(Payload, frozen=True, tag="donation.described"):
    """A delivery agreement: goods of different donations are never mixed.

    `value` in hundredths of `currency`; `title`: who owns the goods, and on what condition;
    `iati`: the activity's identifier in the International Aid Transparency Initiative.
    """

    code: Code
    donor: Code
    funder: str = ""
    reference: str = ""
    agreed_on: str = ""
    remarks: str = ""
    value: Count = 0
    currency: str = ""
    title: str = ""
    iati: str = ""
    earmarks: tuple[Earmark, ...] = ()
    promised: tuple[Promised, ...] = ()


class ItemsDescribed(Payload, frozen=True, tag="item.described"):
    items: tuple[Item, ...]


class KitDefined(Payload, frozen=True, tag="kit.defined"):
    """A versioned list of contents: item and quantity in one kit."""

    code: Code
    version: Ordinal
    contents: tuple[tuple[Code, Ordinal], ...]


class DeviceRegistered(Payload, frozen=True, tag="device.registered"):
    """A workstation's public key, Ed25519, hex; the first event of its chain."""

    device: Device
    centre: Code
    name: str
    public_key: PublicKey
