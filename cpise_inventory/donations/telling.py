"""The story of a donation, row by row: for files, papers and lists alike."""

from collections.abc import Iterator
from typing import NamedTuple

from cpise_inventory.donations.trace import Account, Given, KitLot, There, Trace, fate_of
from cpise_inventory.identity import read_lot
from cpise_inventory.locations import TRANSIT


class Told(NamedTuple):
    """One row. `fate`: a key of `terms.FATES`; `where`: a location, a recipient or a donor's note.

    Of an item, what was received less what was cancelled is the sum of all other rows.
    """

    item: str
    fate: str
    where: str
    lot: str = ""
    expiry: str = ""
    day: str = ""
    quantity: int = 0
    people: int = 0
    given: Given | None = None
    """Of what was distributed: to whom, of which centre."""
    of_lot: str = ""
    """The key of the lot, where only the kits of one lot are told of."""


def told(story: Trace) -> Iterator[Told]:
    """Item by item, in the order in which things happen to goods."""
    for account in story.accounts:
        yield from _came(story, account)
        yield from _places(story.places, account.item)
        yield from _kits(story, account)
        yield from _given(story.given, account.item)
        for paper in story.written:
            if paper.item == account.item:
                yield Told(
                    *(paper.item, fate_of(paper.location), paper.document),
                    day=paper.happened_on,
                    quantity=paper.quantity,
                )


def told_of_kits(kits: KitLot) -> Iterator[Told]:
    """Where the kits are that hold parts of the donation, and who got them."""
    yield from _places(kits.places, kits.kit)
    yield from _given(kits.given, kits.kit, kits.lot)


def _came(story: Trace, account: Account) -> Iterator[Told]:
    for note in story.receipts:
        if note.item != account.item:
            continue
        lot = read_lot(note.lot)
        about = (note.document, lot.number, lot.expiry, note.happened_on)
        yield Told(note.item, "received", *about, note.received)
        if note.reversed:
            yield Told(note.item, "reversed", *about, note.reversed)


def _places(places: tuple[There, ...], item: str) -> Iterator[Told]:
    for one in places:
        if one.item == item:
            where = one.location.removeprefix(f"{TRANSIT}/")
            about = (where, one.number, one.expiry, "")
            yield Told(item, fate_of(one.location), *about, one.quantity)


def _kits(story: Trace, account: Account) -> Iterator[Told]:
    quantity = account.fates["in_kits"]
    if quantity > 0:
        yield Told(account.item, "in_kits", "", quantity=quantity)
    elif quantity < 0:
        yield Told(account.item, _origin(story, account.item), "", quantity=quantity)


def _origin(story: Trace, item: str) -> str:
    """Kits come of parts, parts of kits that were opened."""
    return "made" if any(one.kit == item for one in story.kits) else "out_of_kits"


def _given(given: tuple[Given, ...], item: str, lot: str = "") -> Iterator[Told]:
    for one in given:
        if one.item == item:
            yield Told(
                *(item, "distributed", one.recipient),
                quantity=one.quantity,
                people=one.people,
                given=one,
                of_lot=lot,
            )
