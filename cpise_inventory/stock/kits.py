"""Kits: parts in known lots become kits and kits become parts again. Nothing is lost in between."""

import datetime as dt

from cpise_inventory.catalogue.commands import item_in_use, known_item, known_kit, storeroom
from cpise_inventory.catalogue.queries import Kit
from cpise_inventory.documents.issuing import KIT
from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.identity import Lot, read_lot
from cpise_inventory.locations import KIT as INSIDE
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.stock.events import KitsAssembled, KitsOpened, Line
from cpise_inventory.stock.queries import inside_of
from cpise_inventory.stock.taking import Shelf, Wanted
from cpise_inventory.work import Work


def assemble(
    work: Work,
    centre: str,
    kit: str,
    kits: int,
    happened_on: dt.date | None = None,
    place: str = "",
) -> str:
    """Make kits of the parts on hand; the document's number.

    The kits' lot bears that number, their expiry is the earliest of their parts'.
    """
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(happened_on)
    found = known_kit(work.connection, kit)
    item_in_use(work.connection, kit)
    checked_quantity(kits, kit)
    room = storeroom(work.connection, centre, place)
    shelf, parts = Shelf(work.connection, room, day, work.today), list[Line]()
    for item, each in found.contents:
        parts += shelf.take(Wanted(item, each * kits), INSIDE)
    return work.issue(
        KIT,
        lambda number: KitsAssembled(
            number=number,
            centre=centre,
            kit=kit,
            version=found.version,
            kits=kits,
            lines=(*parts, Line(kit, _lot_of_kits(number, parts).key, INSIDE, room, kits)),
        ),
        day,
    )


def open_kits(
    work: Work, centre: str, kit: str, kits: int, lot: str = "", happened_on: dt.date | None = None
) -> str:
    """Take kits apart; the document's number. Parts come back in the lots that they went in as."""
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(happened_on)
    found = known_kit(work.connection, kit)
    checked_quantity(kits, kit)
    room = storeroom(work.connection, centre)
    shelf, lines = Shelf(work.connection, room, day, work.today), list[Line]()
    for opened in list(shelf.take(Wanted(kit, kits, lot), INSIDE)):
        lines += [opened, *_parts_of(work, found, opened, room)]
    return work.issue(
        KIT,
        lambda number: KitsOpened(
            number=number, centre=centre, kit=kit, kits=kits, lines=tuple(lines)
        ),
        day,
    )


def _lot_of_kits(number: str, parts: list[Line]) -> Lot:
    lots = [read_lot(line.lot) for line in parts]
    earliest = min(lots, key=lambda lot: (lot.expires_on, lot.expiry))
    donations = sorted({name for lot in lots for name in lot.donation.split("+")})
    return Lot(number, earliest.expiry, "+".join(donations))


def _parts_of(work: Work, kit: Kit, opened: Line, room: str) -> list[Line]:
    """What these kits hold: of kits made here, the lots that went in, less what came out before."""
    lot = read_lot(opened.lot)
    made = document_of(work.connection, lot.number)
    if made is None or made.kind != KitsAssembled.__struct_config__.tag:
        return [
            Line(part, _out_of_a_box(work, part, lot), INSIDE, room, each * opened.quantity)
            for part, each in kit.contents
        ]
    said: KitsAssembled = issued_event(work.connection, work.journal, made).payload
    parts = [line for line in said.lines if line.item != kit.code]
    inside = inside_of(work.connection, kit.code, opened.lot)
    lines = []
    for part in dict.fromkeys(line.item for line in parts):
        lots = [line.lot for line in parts if line.item == part]
        each = sum(line.quantity for line in parts if line.item == part) // said.kits
        left = each * opened.quantity
        for key in lots:
            quantity = min(inside.get((part, key), 0), left)
            if quantity > 0:
                lines.append(Line(part, key, INSIDE, room, quantity))
                left -= quantity
    return lines


def _out_of_a_box(work: Work, part: str, box: Lot) -> str:
    """The lot of a part of kits that came as kits: the box's, save that a bucket never expires."""
    keeps_expiry = known_item(work.connection, part).keeps_expiry
    return box.key if keeps_expiry else Lot(box.number, "", box.donation).key
