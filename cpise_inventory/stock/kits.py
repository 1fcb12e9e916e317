"""Kits: parts in known lots become kits and kits become parts again. Nothing is lost in between."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from cpise_inventory.catalogue.commands import (
    complete_kit,
    item_in_use,
    known_item,
    known_kit,
    storeroom,
)
from cpise_inventory.catalogue.queries import Kit
from cpise_inventory.documents.issuing import KIT
from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.identity import Lot, read_lot
from cpise_inventory.locations import KIT as INSIDE
from cpise_inventory.people.rights import Right
from cpise_inventory.quantities import checked_quantity
from cpise_inventory.stock.errors import (
    NotASubstituteError,
    NotEnoughStockError,
    OnlyExpiredStockError,
    SubstitutesOfferedError,
    TooManySubstitutesError,
)
from cpise_inventory.stock.events import Instead, KitsAssembled, KitsOpened, Line, by_lot
from cpise_inventory.stock.queries import inside_of
from cpise_inventory.stock.substitutes import allot
from cpise_inventory.stock.taking import Shelf, Wanted
from cpise_inventory.work import Work


class Offered(NamedTuple):
    """One item of the list, for the kits wanted: how many are `needed` and may be taken, how much
    of what could stand in for them may be, and what is proposed of it.
    """

    item: str
    needed: int
    available: int
    others: tuple[tuple[str, int], ...]
    instead: tuple[Instead, ...]

    @property
    def lacking(self) -> int:
        """What the item itself doesn't suffice for."""
        return max(self.needed - self.available, 0)

    @property
    def missing(self) -> int:
        """What is missing with all that is proposed."""
        return self.lacking - sum(one.quantity for one in self.instead)


def offered(
    connection: Connection, place: str, kit: Kit, kits: int, days: tuple[dt.date, dt.date]
) -> list[Offered]:
    """What assembling so many of a kit would take from a place, to be looked at; writes nothing.

    `days`: the day of the fact, and today.
    """
    shelf = Shelf(connection, place, *days, lock=False)
    others = dict(kit.substitutes)
    there = {
        item: shelf.available(Wanted(item, 0), INSIDE)
        for item in (*dict(kit.contents), *(one for several in others.values() for one in several))
    }
    proposed = allot(kit, kits, there).instead
    return [
        Offered(
            *(item, each * kits, there[item]),
            tuple((other, there[other]) for other in others.get(item, ())),
            tuple(one for one in proposed if one.item == item),
        )
        for item, each in kit.contents
    ]


def assemble(
    work: Work,
    centre: str,
    kit: str,
    kits: int,
    happened_on: dt.date | None = None,
    place: str = "",
    instead: Sequence[Instead] = (),
) -> str:
    """Make kits of the parts on hand; the document's number.

    The kits' lot bears that number, their expiry is the earliest of their parts'. `instead`: the
    substitutes that somebody confirmed; none goes in by itself.
    """
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(happened_on)
    found = complete_kit(work.connection, kit)
    item_in_use(work.connection, kit)
    checked_quantity(kits, kit)
    room = storeroom(work.connection, centre, place)
    replaced = _checked(found, kits, instead)
    shelf, parts = Shelf(work.connection, room, day, work.today), list[Line]()
    for item, each in found.contents:
        others = [one for one in replaced if one.item == item]
        own = each * kits - sum(one.quantity for one in others)
        if own:
            parts += _own(shelf, found, Wanted(item, own))
        for one in others:
            parts += shelf.take(Wanted(one.other, one.quantity), INSIDE)
    return work.issue(
        KIT,
        lambda number: KitsAssembled(
            number=number,
            centre=centre,
            kit=kit,
            version=found.version,
            kits=kits,
            lines=(*parts, Line(kit, _lot_of_kits(number, parts).key, INSIDE, room, kits)),
            instead=replaced,
        ),
        day,
    )


def open_kits(
    work: Work,
    centre: str,
    kit: str,
    kits: int,
    lot: str = "",
    happened_on: dt.date | None = None,
    place: str = "",
) -> str:
    """Take kits apart, without a lot those that expire first; the document's number."""
    return open_lots(work, centre, kit, [(lot, kits)], happened_on, place)


def open_lots(
    work: Work,
    centre: str,
    kit: str,
    wanted: Sequence[tuple[str, int]],
    happened_on: dt.date | None = None,
    place: str = "",
) -> str:
    """Take kits apart: of each lot so many; the document's number.

    Parts come back in the lots that they went in as.
    """
    work.require(Right.MOVE_STOCK)
    day = work.date_of_fact(happened_on)
    found = known_kit(work.connection, kit)
    kits = checked_quantity(sum(checked_quantity(many, kit) for _, many in wanted), kit)
    room = storeroom(work.connection, centre, place)
    shelf, lines = Shelf(work.connection, room, day, work.today), list[Line]()
    taken = [line for lot, many in wanted for line in shelf.take(Wanted(kit, many, lot), INSIDE)]
    for (_, lot), many in by_lot(taken).items():
        lines += [line for line in taken if line.lot == lot]  # from several shelves, perhaps
        lines += _parts_of(work, found, (lot, many), room)
    return work.issue(
        KIT,
        lambda number: KitsOpened(
            number=number, centre=centre, kit=kit, kits=kits, lines=tuple(lines)
        ),
        day,
    )


def _checked(kit: Kit, kits: int, instead: Sequence[Instead]) -> tuple[Instead, ...]:
    """Substitutes that the list names, no more than the kits need; each pair once."""
    others, needed = dict(kit.substitutes), {item: each * kits for item, each in kit.contents}
    summed: dict[tuple[str, str], int] = {}
    for one in instead:
        if one.other not in others.get(one.item, ()):
            raise NotASubstituteError(kit.code, one.item, one.other)
        pair = (one.item, one.other)
        summed[pair] = summed.get(pair, 0) + checked_quantity(one.quantity, one.other)
    for item in dict.fromkeys(item for item, _ in summed):
        stands_in = sum(quantity for (of, _), quantity in summed.items() if of == item)
        if stands_in > needed[item]:
            raise TooManySubstitutesError(item, stands_in, needed[item])
    return tuple(Instead(item, other, quantity) for (item, other), quantity in summed.items())


def _own(shelf: Shelf, kit: Kit, wanted: Wanted) -> list[Line]:
    """The item that the list names. Where it is short, what may stand in for it is named, too."""
    try:
        return list(shelf.take(wanted, INSIDE))
    except (NotEnoughStockError, OnlyExpiredStockError) as short:
        others = dict(kit.substitutes).get(wanted.item, ())
        there = tuple(one for one in others if shelf.available(Wanted(one, 0), INSIDE))
        if not there:
            raise
        raise SubstitutesOfferedError(
            wanted.item, wanted.quantity, short.available, there
        ) from None


def _lot_of_kits(number: str, parts: list[Line]) -> Lot:
    lots = [read_lot(line.lot) for line in parts]
    earliest = min(lots, key=lambda lot: (lot.expires_on, lot.expiry))
    donations = sorted({name for lot in lots for name in lot.donation.split("+")})
    return Lot(number, earliest.expiry, "+".join(donations))


def _parts_of(work: Work, kit: Kit, opened: tuple[str, int], room: str) -> list[Line]:
    """What so many kits of a lot hold: of kits made here, the lots that went in, less what came out
    before.
    """
    key, kits = opened
    lot = read_lot(key)
    made = document_of(work.connection, lot.number)
    if made is None or made.kind != KitsAssembled.__struct_config__.tag:
        bought = complete_kit(work.connection, kit.code).contents
        return [
            Line(part, _out_of_a_box(work, part, lot), INSIDE, room, each * kits)
            for part, each in bought
        ]
    said: KitsAssembled = issued_event(work.connection, work.journal, made).payload
    inside = dict(inside_of(work.connection, kit.code, key))
    lines = list[Line]()
    for went_in in said.positions.values():
        needed = sum(went_in.values()) // said.kits * kits
        for part, part_lot, quantity in _out_of(inside, said, went_in, needed):
            inside[part, part_lot] -= quantity
            lines.append(Line(part, part_lot, INSIDE, room, quantity))
    return lines


def _out_of(
    inside: Mapping[tuple[str, str], int],
    said: KitsAssembled,
    went_in: Mapping[str, int],
    needed: int,
) -> list[tuple[str, str, int]]:
    """Part, lot and quantity: what the list names comes out first, then what stands in for it."""
    found, left = list[tuple[str, str, int]](), needed
    for part in went_in:
        for key in dict.fromkeys(line.lot for line in said.lines[:-1] if line.item == part):
            quantity = min(inside.get((part, key), 0), left)
            if quantity > 0:
                found.append((part, key, quantity))
                left -= quantity
    return found


def _out_of_a_box(work: Work, part: str, box: Lot) -> str:
    """The lot of a part of kits that came as kits: the box's, save that a bucket never expires."""
    keeps_expiry = known_item(work.connection, part).keeps_expiry
    return box.key if keeps_expiry else Lot(box.number, "", box.donation).key
