"""Books of any size to measure on: 500 items in 3 lots, 12 storerooms, one event = 2 lines.

Made through the same codec, projectors and bulk writer as a merge; only the rules are not asked,
since what is made keeps them by construction (each lot is received before it leaves).
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cpise_inventory.catalogue.events import Item, ItemsDescribed, Named, PlaceOpened
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.identity import Lot
from cpise_inventory.journal.event import Event, Payload, digest
from cpise_inventory.journal.journal import Known, keep_head
from cpise_inventory.journal.replay import CHUNK
from cpise_inventory.locations import DISTRIBUTED, DONOR
from cpise_inventory.stock.events import Distributed, Line, Received
from cpise_inventory.store import Store, address
from db.schema import event as events
from db.write import Changes, insert_rows

ITEMS, LOTS, PLACES = 500, 3, 12
CENTRES = ("NKC1", "NKC2", "NKC3", "NDB", "KIF", "ALE", "ROS")
PERSON, PASSWORD = "bench", "bench-bench"
START = 1_700_000_000_000_000
STEP = 30_000_000
"""Half a minute between two events."""


@contextmanager
def books(movements: int, folder: Path | None = None) -> Iterator[Store]:
    """A store that holds so many movements; gone with its folder afterwards."""
    with TemporaryDirectory(dir=folder) as place:
        where = address(str(Path(place) / "inventory.sqlite"), Path(place))
        first = FirstRun("NKC1", PERSON, PASSWORD)
        with create_store(where, first, iter(range(START, START + 10**6)).__next__) as store:
            fill(store, movements)
            yield store


def locations() -> list[str]:
    rooms = [f"{centre}/MAGASIN" for centre in CENTRES]
    return [*rooms, *(f"{centre}/RESERVE" for centre in CENTRES)][:PLACES]


def item_codes() -> list[str]:
    return [f"ART-{n:04d}" for n in range(ITEMS)]


def fill(store: Store, movements: int) -> None:
    """Append the catalogue and that many movements to this device's chain."""
    with store.engine.begin() as connection:
        known = store.journal.known(connection, store.device)
        seq, prev, clock, changes = known.seq, known.hash, known.clock, Changes()
        rows: list[tuple[str, int, bytes, bytes]] = []
        for payload in _payloads(store.device, movements):
            seq, at = seq + 1, START + seq * STEP
            clock = max(at // 1_000 << 16, clock + 1)
            day = _day(at)
            event = Event(store.device, seq, at, clock, PERSON, day, prev.hex(), payload)
            body = store.journal.codec.encode(event)
            prev = digest(body)
            rows.append((store.device, seq, prev, body))
            store.journal.project(event, changes)
            if len(rows) == CHUNK:
                insert_rows(connection, events, rows)
                changes.write_facts(connection)
                rows = []
        insert_rows(connection, events, rows)
        keep_head(changes, Known(seq, prev, clock), store.device)
        changes.write(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("ANALYZE")


def _payloads(device: str, movements: int) -> Iterator[Payload]:
    yield ItemsDescribed(
        tuple(
            Item(code, Named(f"Article d’essai {code}", "", f"Trial item {code}"))
            for code in item_codes()
        )
    )
    for place in locations():
        yield PlaceOpened(place, Named(f"Magasin {place}"))
    chance = random.Random(movements)  # noqa: S311 - the same books each time, no secret
    codes, rooms = item_codes(), locations()
    for n in range(movements):
        room = rooms[n % PLACES]
        first = chance.randrange(ITEMS)
        pair = (codes[first], codes[(first + 7) % ITEMS])
        lots = [Lot(f"L{chance.randrange(LOTS)}", "", "OIM").key for _ in pair]
        number = f"{device}-{'BR' if n % 2 == 0 else 'RD'}-2026-{n // 2 + 1:05d}"
        yield _movement(number, room, list(zip(pair, lots, strict=True)), chance, n)


def _movement(
    number: str, room: str, goods: list[tuple[str, str]], chance: random.Random, n: int
) -> Payload:
    centre = room.partition("/")[0]
    if n % 2 == 0:
        lines = tuple(
            Line(item, lot, DONOR, room, chance.randrange(200, 400)) for item, lot in goods
        )
        return Received(number=number, centre=centre, donor="OIM", donation="OIM", lines=lines)
    lines = tuple(
        Line(item, lot, room, DISTRIBUTED, chance.randrange(1, 40)) for item, lot in goods
    )
    return Distributed(
        number=number,
        centre=centre,
        recipient="Unité d’accueil",
        recipient_kind="unit",
        lines=lines,
    )


def _day(at: int) -> str:
    from datetime import UTC, datetime  # noqa: PLC0415

    return datetime.fromtimestamp(at / 1_000_000, UTC).date().isoformat()
