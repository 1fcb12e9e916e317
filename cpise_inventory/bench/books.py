"""Books of any size to measure on: 500 items in 3 lots in 12 storerooms of 7 centres, all filled
before the first movement, so that small and large books hold equally many balances.

Made through the same codec, projectors and bulk writer as a merge; only the rules are not asked,
since what is made keeps them by construction: each lot is received before it leaves, and far more
of it than leaves.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from cpise_inventory.addresses import Address, address
from cpise_inventory.assets.events import Assigned, NewAsset, Registered, State
from cpise_inventory.catalogue.events import (
    DonationDescribed,
    Item,
    ItemsDescribed,
    Named,
    PlaceOpened,
)
from cpise_inventory.documents.seals import seal
from cpise_inventory.documents.vouching import sign_state
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.identity import Lot, asset_tag
from cpise_inventory.journal.event import Event, Payload, clock_at, digest
from cpise_inventory.journal.journal import Known, keep_head
from cpise_inventory.journal.replay import Progress
from cpise_inventory.locations import DISTRIBUTED, DONOR, centre_of
from cpise_inventory.statuses import IN_STORAGE, IN_USE
from cpise_inventory.stock.events import Distributed, Line, Received
from cpise_inventory.store import Store, open_store
from db.engine import create_indexes, drop_indexes, open_scratch
from db.schema import event as events
from db.write import Changes, insert_rows

ITEMS, LOTS, PLACES, LINES_A_DELIVERY = 500, 3, 12, 300
CENTRES = ("NKC1", "NKC2", "NKC3", "NDB", "KIF", "ALE", "ROS")
HOME, PERSON, PASSWORD = "NKC1", "bench", "bench-bench"
DEVICE = f"{HOME}-A"
START = 1_700_000_000_000_000
FIRST_DAY = datetime.fromtimestamp(START / 1_000_000, UTC).date()
STEP = 30_000_000
"""Half a minute between two events."""
A_DAY = 50
"""Documents between two evenings, when the program closes and signs what the day has left."""
GATHERED = 10
"""Days whose rows are written at a time."""
EXPIRIES = ("", "2031-06", "2032-01-31")
PLENTY = 10_000
GIFT = "OIM-400"
HELD_BY_ONE = 10
HOLDERS = ("Fatou Diop", "Mohamed Ould Vall", "Aïcha Mint Ahmed", "فاطمة منت سيدي", "Sidi Bâ")
SOAP = "ART-0000"
"""It's in every movement of the first storeroom, so that its stock card is long in all books."""


def item_codes() -> list[str]:
    return [f"ART-{n:04d}" for n in range(ITEMS)]


def storerooms() -> list[str]:
    rooms = [f"{centre}/MAGASIN" for centre in CENTRES]
    return [*rooms, *(f"{centre}/RESERVE" for centre in CENTRES)][:PLACES]


def lot_key(item: int, lot: int) -> str:
    return Lot(f"L{lot}", EXPIRIES[(item + lot) % len(EXPIRIES)], "OIM").key


@contextmanager
def books(
    movements: int, *, assets: int = 0, sealed: bool = False, progress: Progress | None = None
) -> Iterator[Store]:
    """A store that holds so many; gone with its folder afterwards."""
    with TemporaryDirectory(prefix="cpise-bench-") as folder:
        where = address(str(Path(folder) / "inventory.sqlite"), Path(folder))
        first = FirstRun(HOME, PERSON, PASSWORD)
        create_store(where, first, iter(range(START, START + 10**6)).__next__).close()
        wanted = [*catalogue(), *openings(), *gift(), *computers(assets)]
        fill(where, wanted, sealed=sealed)
        fill(where, Movements(movements), sealed=sealed, progress=progress)
        with open_store(where) as store:
            yield store


def fill(
    where: Address,
    payloads: "Sequence[Payload] | Movements",
    *,
    sealed: bool = False,
    progress: Progress | None = None,
) -> None:
    """Append these to the device's chain, in one transaction that no cut of power would survive."""
    assert where.file is not None  # noqa: S101 - books to measure on are made on SQLite alone
    with open_store(where) as store:
        writer = _Writer(store, sealed=sealed)
    engine = open_scratch(where.file)
    try:
        with engine.begin() as connection:
            drop_indexes(connection)
            writer.append(connection, payloads, progress)
            create_indexes(connection)
            connection.exec_driver_sql("ANALYZE")
    finally:
        engine.dispose()


@dataclass
class _Writer:
    store: Store
    sealed: bool

    def append(
        self,
        connection: Connection,
        payloads: "Sequence[Payload] | Movements",
        progress: Progress | None,
    ) -> None:
        journal, changes = self.store.journal, Changes()
        known, done = journal.known(connection, journal.device), 0
        left = iter(payloads)
        for number in count(1):
            if not (some := list(islice(left, A_DAY))):
                break
            made, rows = [], []
            for payload in some:
                event, body = self._next(known, payload)
                known = Known(event.seq, digest(body), event.clock)
                made.append(event)
                rows.append((event.device, event.seq, known.hash, body))
                if self.sealed and payload.document and self.store.key:
                    seal(connection, self.store.key, event, known.hash)
            insert_rows(connection, events, rows)
            journal.project(made, changes)
            if self.sealed and self.store.key:
                sign_state(connection, journal.codec, self.store.key, known)
            if number % GATHERED == 0:
                changes.write_facts(connection)
            done += len(some)
            if progress:
                progress(done, len(payloads))
        keep_head(changes, known, journal.device)
        changes.write(connection)

    def _next(self, known: Known, payload: Payload) -> tuple[Event[Payload], bytes]:
        seq = known.seq + 1
        at = START + seq * STEP
        clock = max(clock_at(at), known.clock + 1)
        day = datetime.fromtimestamp(at / 1_000_000, UTC).date().isoformat()
        device, prev = self.store.device, known.hash.hex()
        event = Event(device, seq, at, clock, PERSON, day, prev, payload)
        return event, self.store.journal.codec.encode(event)


# --- what happens --------------------------------------------------------------------------------


def catalogue() -> Iterator[Payload]:
    yield DonationDescribed(GIFT, "OIM", reference="400")
    yield ItemsDescribed(
        tuple(
            Item(code, Named(f"Article d’essai {code}", f"صنف {code}", f"Trial item {code}"))
            for code in item_codes()
        )
    )
    for place in storerooms():
        yield PlaceOpened(place, Named(f"Magasin {place}"))


def openings() -> Iterator[Payload]:
    """Every lot of every item into every storeroom, in large deliveries."""
    lots = [(code, lot_key(n, lot)) for n, code in enumerate(item_codes()) for lot in range(LOTS)]
    serial = 0
    for room in storerooms():
        for first in range(0, len(lots), LINES_A_DELIVERY):
            serial += 1
            goods = lots[first : first + LINES_A_DELIVERY]
            lines = tuple(Line(item, lot, DONOR, room, PLENTY) for item, lot in goods)
            yield received(serial, room, lines)


def gift() -> Iterator[Payload]:
    """A donation of 400 units in four lots, most of it given out by 150 receipts: the same in all
    books, to be found again among all else.
    """
    room, item = storerooms()[0], item_codes()[1]
    lots = [Lot(f"G{n}", "2031-06", GIFT).key for n in range(4)]
    came = tuple(Line(item, lot, DONOR, room, 100) for lot in lots)
    number = f"{DEVICE}-BR-2025-00001"
    yield Received(number=number, centre=HOME, donor="OIM", donation=GIFT, lines=came)
    for n in range(150):
        yield Distributed(
            number=f"{DEVICE}-RD-2025-{n + 1:05d}",
            centre=HOME,
            recipient=f"Unité {n % 10}",
            recipient_kind="unit",
            lines=_lines([(item, lots[n % 4])], room, DISTRIBUTED, 2),
        )


OPENINGS = PLACES * (ITEMS * LOTS // LINES_A_DELIVERY)


class Movements:
    """So many deliveries and distributions of 2 lines, in turn; the same each time."""

    def __init__(self, size: int) -> None:
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Payload]:
        chance = Random(self._size)
        codes, rooms = item_codes(), storerooms()
        for n in range(self._size):
            here, serial = n // 2 % PLACES, n // 2 + 1
            first = 0 if here == 0 else int(chance.random() * ITEMS)
            second = (first + 7 + int(chance.random() * 400)) % ITEMS
            lot = int(chance.random() * LOTS)
            pair = [(codes[one], lot_key(one, lot)) for one in (first, second)]
            if n % 2 == 0:
                yield received(OPENINGS + serial, rooms[here], _lines(pair, DONOR, rooms[here], 40))
            else:
                yield distributed(serial, rooms[here], _lines(pair, rooms[here], DISTRIBUTED, 30))


def _lines(
    goods: Iterable[tuple[str, str]], source: str, target: str, quantity: int
) -> tuple[Line, ...]:
    return tuple(Line(item, lot, source, target, quantity) for item, lot in goods)


def received(serial: int, room: str, lines: tuple[Line, ...]) -> Received:
    number = f"{DEVICE}-BR-2026-{serial:05d}"
    centre = centre_of(room)
    return Received(number=number, centre=centre, donor="OIM", donation="OIM", lines=lines)


def distributed(serial: int, room: str, lines: tuple[Line, ...]) -> Distributed:
    return Distributed(
        number=f"{DEVICE}-RD-2026-{serial:05d}",
        centre=centre_of(room),
        recipient="Unité d’accueil",
        recipient_kind="unit",
        lines=lines,
    )


def computers(count: int) -> Iterator[Payload]:
    """Registered in deliveries of 500, before anything moves; so they bear the first numbers."""
    chance = Random(count)
    for first in range(0, count, ITEMS):
        serials = range(first + 1, min(first + ITEMS, count) + 1)
        made = tuple(_computer(serial, chance) for serial in serials)
        yield Registered(
            number=f"{DEVICE}-BR-2027-{first // ITEMS + 1:05d}",
            centre=CENTRES[first // ITEMS % len(CENTRES)],
            states=tuple(State(one.tag, IN_STORAGE) for one in made),
            assets=made,
            donor="OIM",
            donation="OIM",
        )
        yield from _handed_out(made[::2], first)


def _handed_out(some: Sequence[NewAsset], first: int) -> Iterator[Payload]:
    """To whoever has ten of them each."""
    centre = CENTRES[first // ITEMS % len(CENTRES)]
    for at in range(0, len(some), HELD_BY_ONE):
        who, number = f"{HOLDERS[at % len(HOLDERS)]} {first + at}", first + at + 1
        held = some[at : at + HELD_BY_ONE]
        yield Assigned(
            number=f"{DEVICE}-PR-2026-{number:05d}",
            centre=centre,
            recipient=who,
            recipient_kind="staff",
            states=tuple(
                State(one.tag, IN_USE, custodian=who, custodian_kind="staff") for one in held
            ),
        )


def _computer(serial: int, chance: Random) -> NewAsset:
    maker = chance.choice(("HP", "Dell", "Lenovo", "Épson", "Acer"))
    model = f"Modèle {chance.randrange(200)}"
    kind = chance.choice(("laptop", "desktop", "printer"))
    mark = f"SN{chance.randrange(10**9):09d}-{serial}"
    return NewAsset(asset_tag(DEVICE, serial), mark, maker, model, kind)
