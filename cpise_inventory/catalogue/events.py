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


class Ration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one person needs in a month, and who says so: `amount` of `unit` (`g`, `ml`), or base
    units where `unit` is empty; an amount of 0: none is set.
    """

    amount: Count = 0
    unit: str = ""
    source: str = ""


NO_RATION = Ration()


class Barcode(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a scanner reads on a pack, or on the base unit where `pack` is empty."""

    code: str
    pack: str = ""


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A kind of goods that is counted. `packs`: name and base units, such as ("carton", 24).

    A base unit holds `content` of `measure` (250 g), where that is known: rations are in those.
    It's worth `value`, in hundredths of `currency`; 0: not known.
    """

    code: Code
    name: Named
    unit: str = "piece"
    category: str = ""
    keeps_expiry: bool = False
    packs: tuple[tuple[str, Ordinal], ...] = ()
    content: Count = 0
    measure: str = ""
    ration: Ration = NO_RATION
    barcodes: tuple[Barcode, ...] = ()
    value: Count = 0
    currency: str = ""


class CentresDescribed(Payload, frozen=True, tag="centre.described"):
    centres: tuple[Centre, ...]


class PlaceOpened(Payload, frozen=True, tag="place.opened"):
    """A storeroom, `NKC1/MAGASIN`, or a shelf below it, `NKC1/MAGASIN/A1`; or it opens again."""

    code: Location
    name: Named
    type: str = "storeroom"


class PlaceDescribed(Payload, frozen=True, tag="place.described"):
    """Another name for a place; with all that is known of it, for it may precede the opening."""

    code: Location
    name: Named
    type: str = "storeroom"


class PlaceClosed(Payload, frozen=True, tag="place.closed"):
    """Nothing comes in any more. What was done there stays to be seen."""

    code: Location


class DonorsDescribed(Payload, frozen=True, tag="donor.described"):
    donors: tuple[Donor, ...]


class DonorRetired(Payload, frozen=True, tag="donor.retired"):
    """Nothing new is agreed with it; what it gave, and what it has promised, stays as it is."""

    code: Code
    reason: str = ""


class DonorRevived(Payload, frozen=True, tag="donor.revived"):
    code: Code


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


class ItemRetired(Payload, frozen=True, tag="item.retired"):
    """It is received no more; what is left of it may leave."""

    code: Code
    reason: str = ""


class ItemRevived(Payload, frozen=True, tag="item.revived"):
    code: Code


class Level(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base units that a centre should never be below, and those it's filled up to; 0: not set."""

    centre: Code
    item: Code
    minimum: Count = 0
    target: Count = 0


class LevelsSet(Payload, frozen=True, tag="level.set"):
    levels: tuple[Level, ...]


class LeastLife(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Of an item, of a category or, with neither, of all else: so many months a lot must have left
    when it comes in. `unset`: what is said less nearly holds again.
    """

    months: Count = 0
    item: str = ""
    category: str = ""
    unset: bool = False


class LeastLivesSet(Payload, frozen=True, tag="shelf_life.set"):
    lives: tuple[LeastLife, ...]


class KitDefined(Payload, frozen=True, tag="kit.defined"):
    """A versioned list of contents: item and quantity in one kit.

    `substitutes`: for an item of the list, those that may stand in for it, piece for piece.
    `unknown`: items of which nobody knows yet how many are in it; while there are any, the list
    is a draft.
    """

    code: Code
    version: Ordinal
    contents: tuple[tuple[Code, Ordinal], ...]
    substitutes: tuple[tuple[Code, tuple[Code, ...]], ...] = ()
    unknown: tuple[Code, ...] = ()


class DeviceRegistered(Payload, frozen=True, tag="device.registered"):
    """A workstation's public key, Ed25519, hex; the first event of its chain."""

    device: Device
    centre: Code
    name: str
    public_key: PublicKey
