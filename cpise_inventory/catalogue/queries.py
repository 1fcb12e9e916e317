"""What is known of centres, storerooms, donors, donations, items and kits."""

import json
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Select, bindparam, select

from cpise_inventory.catalogue.barcodes import as_kept
from cpise_inventory.catalogue.events import NO_RATION, Earmark, Named, Promised, Ration
from cpise_inventory.language.folding import fold
from cpise_inventory.locations import is_set_apart
from db import schema
from db.run import Query


class Centre(NamedTuple):
    code: str
    name: Named
    wilaya: Named
    iso: str


class Place(NamedTuple):
    """A place of a centre; `code` is its location, `NKC1/MAGASIN` or `NKC1/MAGASIN/A1`.

    `type`: storeroom, shelf, quarantine.
    """

    code: str
    centre: str
    type: str
    name: Named
    closed_on: str = ""


class Donor(NamedTuple):
    code: str
    name: Named
    retired_on: str = ""
    retired_reason: str = ""


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
    content: int = 0
    measure: str = ""
    ration: Ration = NO_RATION
    barcodes: tuple[tuple[str, str], ...] = ()
    """Each with the pack that bears it; empty: the base unit."""
    retired_on: str = ""
    retired_reason: str = ""
    value: int = 0
    """Of a base unit, in hundredths of `currency`; 0: not known."""
    currency: str = ""

    @property
    def packing(self) -> tuple[tuple[str, int], ...]:
        """All that it can be counted in, the base unit first; empty where it comes in no packs."""
        return ((self.unit, 1), *self.packs) if self.packs else ()

    def holds(self, pack: str) -> int:
        """Base units in a pack; 1 for the base unit itself or a pack of another day."""
        return dict(self.packs).get(pack, 1)


class Kit(NamedTuple):
    code: str
    version: int
    contents: tuple[tuple[str, int], ...]
    substitutes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unknown: tuple[str, ...] = ()
    """Items of which nobody knows yet how many one kit holds."""

    @property
    def is_draft(self) -> bool:
        return bool(self.unknown)

    @property
    def parts(self) -> tuple[str, ...]:
        """All items of the list, those of which the quantity isn't known yet last."""
        return (*dict(self.contents), *self.unknown)


class KitVersion(NamedTuple):
    """One list of contents that there was, and who drew it up."""

    kit: Kit
    happened_on: str
    actor: str


class Level(NamedTuple):
    centre: str
    item: str
    minimum: int
    target: int


class Device(NamedTuple):
    device: str
    centre: str
    name: str
    public_key: str


_C, _P, _I, _V, _N, _D = (
    *(schema.centre.c, schema.place.c, schema.item.c, schema.kit_version.c, schema.level.c),
    schema.donor.c,
)
_CENTRES = select(
    *(_C.code, _C.name_fr, _C.name_ar, _C.name_en, _C.wilaya_fr, _C.wilaya_ar, _C.iso)
).order_by(_C.code)
_PLACES = select(_P.code, _P.centre, _P.kind, _P.name_fr, _P.name_ar, _P.name_en, _P.closed_on)
_ITEMS = select(
    *(_I.code, _I.name_fr, _I.name_ar, _I.name_en, _I.category, _I.unit, _I.keeps_expiry, _I.packs),
    *(_I.content, _I.measure, _I.ration, _I.barcodes, _I.retired_on, _I.retired_reason),
    *(_I.value, _I.currency),
).where(_I.stamp != "")  # its retirement may come before its description
_ITEM = Query(_ITEMS.where(_I.code == bindparam("code")))
_CENTRE = Query(_CENTRES.where(_C.code == bindparam("code")))
_PLACES_OF = Query(_PLACES.where(_P.centre == bindparam("centre")).order_by(_P.code))
_DONORS = (
    select(*(_D.code, _D.name_fr, _D.name_ar, _D.name_en, _D.retired_on, _D.retired_reason))
    .where(_D.stamp != "")  # its retirement may come before its description
    .order_by(_D.code)
)
_DONOR = Query(_DONORS.where(_D.code == bindparam("code")))
_DONATIONS = select(*(schema.donation.c[name] for name in Donation._fields)).order_by(
    schema.donation.c.code
)
_KITS = select(
    *(schema.kit.c.code, schema.kit.c.version, schema.kit.c.contents, schema.kit.c.substitutes),
    schema.kit.c.unknown,
)
_KIT_VERSIONS = Query(
    select(
        *(_V.code, _V.version, _V.contents, _V.substitutes, _V.unknown), _V.happened_on, _V.actor
    )
    .where(_V.code == bindparam("code"))
    .order_by(_V.clock.desc(), _V.device.desc())
)
_LEVELS = select(_N.centre, _N.item, _N.minimum, _N.target).order_by(_N.centre, _N.item)
_DEVICES = select(
    schema.device.c.device, schema.device.c.centre, schema.device.c.name, schema.device.c.public_key
).order_by(schema.device.c.device)


def centres(connection: Connection) -> list[Centre]:
    return [_centre(row) for row in connection.execute(_CENTRES)]


def centre(connection: Connection, code: str) -> Centre | None:
    row = _CENTRE.one(connection, code=code)
    return _centre(row) if row else None


def places(connection: Connection, centre: str = "", *, closed: bool = False) -> list[Place]:
    """Storerooms, shelves and quarantines that are open, or with `closed` all; of one centre or of
    all.
    """
    if centre:
        rows = _PLACES_OF.rows(connection, centre=centre)
    else:
        rows = [tuple(row) for row in connection.execute(_PLACES.order_by(_P.code))]
    found = (Place(r[0], r[1], r[2], Named(r[3], r[4], r[5]), r[6]) for r in rows)
    return [one for one in found if closed or not one.closed_on]


def names(connection: Connection) -> dict[str, Named]:
    """Code -> name, of items, centres and donors alike."""
    found = {one.code: one.name for one in items(connection)}
    found |= {one.code: one.name for one in centres(connection)}
    return found | {one.code: one.name for one in donors(connection)}


def donors(connection: Connection) -> list[Donor]:
    """Those that are retired among them."""
    return [_donor(row) for row in connection.execute(_DONORS)]


def donor(connection: Connection, code: str) -> Donor | None:
    row = _DONOR.one(connection, code=code)
    return _donor(row) if row else None


def find_donors(connection: Connection, folded: str) -> list[Donor]:
    """Donors whose code or name in any language holds the folded text; there are few."""
    return [
        one
        for one in donors(connection)
        if folded in fold(f"{one.code} {one.name.fr} {one.name.ar} {one.name.en}")
    ]


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


def find_items(
    connection: Connection, folded: str, most: int = 20, *, retired: bool = True
) -> list[Item]:
    """Items whose code or name in any language holds the folded text."""
    wanted: Select[Any] = _ITEMS.where(_I.folded.contains(folded, autoescape=True))
    if not retired:
        wanted = wanted.where(_I.retired_on == "")
    return [_item(row) for row in connection.execute(wanted.order_by(_I.code).limit(most))]


def scanned_item(connection: Connection, text: str) -> tuple[Item, str] | None:
    """The item whose code or barcode was scanned, with the pack that bears it; empty: one unit.

    Of what a shelf still bears, a retired item's is found, too, unless another has taken it over.
    """
    plain = as_kept(text)
    if found := item(connection, text.strip().upper()):
        return found, ""
    said = _I.barcodes.contains(json.dumps(plain), autoescape=True)
    rows = connection.execute(_ITEMS.where(said).order_by(_I.retired_on, _I.code))
    for one in map(_item, rows):
        for barcode, pack in one.barcodes:
            if barcode == plain:
                return one, pack
    return None


def categories(connection: Connection) -> list[str]:
    """As they are written, each once."""
    wanted = select(_I.category).where(_I.category != "").distinct().order_by(_I.category)
    return list(connection.scalars(wanted))


def levels(connection: Connection, centre: str = "", item: str = "") -> list[Level]:
    """Those that are set."""
    wanted = _LEVELS.where((_N.minimum > 0) | (_N.target > 0))
    if centre:
        wanted = wanted.where(_N.centre == centre)
    if item:
        wanted = wanted.where(_N.item == item)
    return [Level(*row) for row in connection.execute(wanted)]


def kit_versions(connection: Connection, code: str) -> list[KitVersion]:
    """Every list of contents that a kit has had, the newest first."""
    rows = _KIT_VERSIONS.rows(connection, code=code)
    return [KitVersion(_kit(row[:-2]), *row[-2:]) for row in rows]


def kits(connection: Connection) -> list[Kit]:
    return [_kit(row) for row in connection.execute(_KITS.order_by(schema.kit.c.code))]


def kit(connection: Connection, code: str) -> Kit | None:
    row = connection.execute(_KITS.where(schema.kit.c.code == code)).one_or_none()
    return _kit(row) if row else None


def devices(connection: Connection) -> list[Device]:
    return [Device(*row) for row in connection.execute(_DEVICES)]


def storerooms(connection: Connection, centre: str) -> list[str]:
    """The locations of a centre's open storerooms and shelves; not where goods are held."""
    return [one.code for one in places(connection, centre) if not is_set_apart(one.code)]


def _centre(row: Any) -> Centre:
    return Centre(row[0], Named(row[1], row[2], row[3]), Named(row[4], row[5]), row[6])


def _donor(row: Any) -> Donor:
    return Donor(row[0], Named(row[1], row[2], row[3]), row[4], row[5])


@lru_cache(maxsize=1_024)  # each line of a posting asks for its item
def _item(row: Any) -> Item:
    packs = tuple((name, size) for name, size in json.loads(row[7] or "[]"))
    ration = Ration(**json.loads(row[10])) if row[10] else NO_RATION
    barcodes = tuple((code, pack) for code, pack in json.loads(row[11] or "[]"))
    told = (Named(row[1], row[2], row[3]), row[4], row[5], bool(row[6]), packs)
    return Item(row[0], *told, row[8], row[9], ration, barcodes, *row[12:])


def _kit(row: Any) -> Kit:
    contents = tuple((code, size) for code, size in json.loads(row[2]))
    others = tuple((code, tuple(instead)) for code, instead in json.loads(row[3] or "[]"))
    return Kit(row[0], row[1], contents, others, tuple(json.loads(row[4] or "[]")))


def _donation(row: Any) -> Donation:
    *about, earmarks, promised = row
    return Donation._make(
        (
            *about,
            msgspec.json.decode(earmarks or "[]", type=tuple[Earmark, ...]),
            msgspec.json.decode(promised or "[]", type=tuple[Promised, ...]),
        )
    )
