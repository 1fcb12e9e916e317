"""Replay and verify, against hashing the same bytes; in processor time, so that others' work and
slow disks don't tell.
"""

import hashlib
import time
from collections.abc import Iterator

from cpise_inventory.bench.books import books
from cpise_inventory.bench.figures import Figure, milliseconds
from cpise_inventory.journal.event import DOMAIN
from cpise_inventory.journal.replay import Progress, replay
from cpise_inventory.proof import verify
from cpise_inventory.store import Store
from db.engine import create_projections, open_scratch

EVENTS = 100_000
LEAST = 40_000
TARGET = 2.5


def proving(progress: Progress | None = None) -> Iterator[Figure]:
    with books(EVENTS, progress=progress) as store:
        hashing = milliseconds(lambda: _hashed(store), time.process_time)
        replaying = milliseconds(lambda: _replayed(store), time.process_time)
        verifying = milliseconds(lambda: verify(store), time.process_time)
    yield Figure("hashing the same bytes", hashing, "ms")
    yield Figure("replay", EVENTS / replaying * 1_000, "events/s", target=LEAST)
    both = hashing + replaying
    yield Figure("verify", verifying, "ms", verifying / both, "hashing plus replay", TARGET)
    yield Figure("verify, rate", EVENTS / verifying * 1_000, "events/s")


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
