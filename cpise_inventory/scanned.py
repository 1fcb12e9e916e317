"""Goods by what was scanned on their box: an item's own code, its barcode, a GS1 string, or the
label that we printed of a lot.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from cpise_inventory import gs1
from cpise_inventory.catalogue.barcodes import as_printed, checked_barcode
from cpise_inventory.catalogue.commands import describe_items, item_in_use
from cpise_inventory.catalogue.events import Barcode
from cpise_inventory.catalogue.item_rules import as_said
from cpise_inventory.catalogue.queries import Item, item, scanned_item
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import MistypedTagError, NotATagError, read_label, read_lot
from cpise_inventory.labels.queries import thing_of
from cpise_inventory.work import Work


@dataclass(eq=False)
class UnknownGtinError(Refusal):
    """No item bears it yet. `gtin`: as it's printed; the rest is what else the code says."""

    gtin: str
    lot: str
    expiry: str
    field = "scan"


@dataclass(eq=False)
class UnknownScanError(Refusal):
    text: str
    field = "scan"


@dataclass(eq=False)
class NoGtinError(Refusal):
    """A GS1 string that does not say of which goods it speaks."""

    text: str
    field = "scan"


class Box(NamedTuple):
    """What a box holds, as its code says. `quantity` in base units: what the code counts, else
    what the pack holds that bears it. `key`: of the very lot, where our own label names it.
    """

    item: Item
    quantity: int
    pack: str = ""
    lot: str = ""
    expiry: str = ""
    key: str = ""


def read_box(connection: Connection, text: str, today: date) -> Box:
    """Raises `UnknownScanError`, `UnknownGtinError`, or what is wrong with a GS1 string."""
    if (ours := _labelled(connection, text)) is not None:
        return ours
    if found := scanned_item(connection, text):
        item, pack = found
        return Box(item, item.holds(pack), pack)
    if not gs1.is_gs1(text):
        raise UnknownScanError(text.strip())
    said = gs1.read(text, today)
    if not said.gtin:
        raise NoGtinError(text.strip())
    found = scanned_item(connection, said.gtin)
    if found is None:
        raise UnknownGtinError(as_printed(said.gtin), said.lot, said.expiry)
    item, pack = found
    expiry = said.expiry if item.keeps_expiry else ""
    return Box(item, said.units or item.holds(pack), pack, said.lot, expiry)


def _labelled(connection: Connection, text: str) -> Box | None:
    """What the label of a lot says that we printed, or of a carton of it."""
    with suppress(NotATagError, MistypedTagError):
        code = read_label(text)
        thing = thing_of(connection, code.name) if code.thing else None
        found = item(connection, thing.item) if thing is not None and thing.item else None
        if thing is not None and found is not None:
            lot = read_lot(thing.lot)
            quantity = found.holds(thing.pack)
            return Box(found, quantity, thing.pack, lot.number, lot.expiry, thing.lot)
    return None


def know_barcode(work: Work, item: str, text: str, pack: str = "") -> str:
    """From now on this code stands on the item, or on its pack; the code as it's kept.

    `text`: a GTIN, a GS1 string that holds one, or a code of ours. Raises `BarcodeTakenError`.
    """
    said = gs1.read(text, work.today).gtin if gs1.is_gs1(text) else text
    barcode = checked_barcode(said)
    known = as_said(item_in_use(work.connection, item))
    others = tuple(one for one in known.barcodes if one.code != barcode)
    described = msgspec.structs.replace(known, barcodes=(*others, Barcode(barcode, pack)))
    describe_items(work, [described])
    return barcode
