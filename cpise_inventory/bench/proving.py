"""Replay and verify, against hashing the same bytes; in processor time and by turns, so that
others' work and slow disks don't tell.
"""

import hashlib
import time
from collections.abc import Iterator, Sequence
from functools import partial

from cpise_inventory.bench.books import books
from cpise_inventory.bench.figures import Figure, Timed, milliseconds
from cpise_inventory.journal.event import DOMAIN
from cpise_inventory.journal.replay import Progress, replay
from cpise_inventory.journal.verify import verify_tables
from cpise_inventory.proof import verify
from cpise_inventory.store import Store
from db.engine import create_projections, open_scratch

EVENTS, ROUNDS = 100_000, 2
LEAST = 40_000
TARGET = 2.5


def proving(progress: Progress | None = None) -> Iterator[Figure]:
    with books(EVENTS, sealed=True, progress=progress) as store:
        reader = Store(store.engine, store.address, None)  # headquarters, auditors
        works = (_hashed, _replayed, _tables, verify)
        spent = _spent([partial(work, store) for work in works] + [partial(verify, reader)])
    hashing, replaying, bare, verifying, elsewhere = spent
    both, against = hashing + replaying, "hashing plus replay"
    yield Figure("hashing the same bytes", hashing, "ms")
    yield Figure("replay", EVENTS / replaying * 1_000, "events/s", target=LEAST)
    yield Figure("chains and tables", bare, "ms", bare / both, against, TARGET)
    name = f"verify, {EVENTS:,} seals among it"
    yield Figure(name, verifying, "ms", verifying / both, against, TARGET)
    yield Figure(f"{name}, of others", elsewhere, "ms", elsewhere / both, against, TARGET)
    yield Figure("verify, rate", EVENTS / verifying * 1_000, "events/s")


def _spent(works: Sequence[Timed]) -> list[float]:
    """Of each the least of some rounds, since a neighbour on the processor can only add to it."""
    rounds = ([milliseconds(work, time.process_time) for work in works] for _ in range(ROUNDS))
    return [min(times) for times in zip(*rounds, strict=True)]


def _tables(store: Store) -> None:
    with store.read() as connection:
        verify_tables(connection, store.journal)


def _hashed(store: Store) -> None:
    with store.read() as connection:
        for (body,) in connection.exec_driver_sql("SELECT body FROM event"):
            hashlib.sha256(DOMAIN + body).digest()


def _replayed(store: Store) -> None:
    scratch = open_scratch()
    with store.read() as connection, scratch.begin() as target:
        create_projections(target, indexes=False)
        replay(connection, store.journal, target)
    scratch.dispose()
