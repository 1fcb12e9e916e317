"""From the journal to the tables again: for the proof, for an upgrade, and after damage."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from cpise_inventory.journal.event import DOMAIN, Event
from cpise_inventory.journal.journal import Journal, Known
from db.engine import create_indexes
from db.schema import event as events
from db.write import Changes

CHUNK = 5_000
"""Events whose rows gather before they're written: some 20 MB."""
STORED = select(events.c.device, events.c.seq, events.c.hash, events.c.body).order_by(
    events.c.device, events.c.seq
)

Progress = Callable[[int, int], None]
"""Told how many of how many are done; may raise to stop."""


@dataclass(frozen=True)
class Finding:
    """What is false, at the first place where it shows.

    `expected` and `found` are to be compared.
    """

    what: str
    where: str
    expected: str
    found: str


@dataclass(eq=False)
class FalseEventError(Exception):
    """The journal itself does not hold at this event."""

    finding: Finding


def count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(events)).scalar_one()


def replay(
    source: Connection, journal: Journal, target: Connection, progress: Progress | None = None
) -> int:
    """Fill `target`'s empty, unindexed projections from `source`'s journal; how many events.

    Each event is checked on the way. Raises `FalseEventError` at the first that does not hold.
    """
    total, done, changes = count(source), 0, Changes()
    for event, fingerprint in checked(source, journal):
        journal.project(event, fingerprint, changes)
        done += 1
        if done % CHUNK == 0:
            changes.write(target)
            if progress:
                progress(done, total)
    changes.write(target)
    create_indexes(target)
    if progress:
        progress(done, total)
    return done


def checked(connection: Connection, journal: Journal) -> Iterator[tuple[Event[Any], bytes]]:
    """Every event with its hash, in the order of each chain, once it's proven to belong there."""
    device, known = "", Known()
    rows = connection.execute(STORED, execution_options={"yield_per": CHUNK})
    for row in rows:
        if row[0] != device:
            device, known = row[0], Known()
        event = _check(row, known, journal)
        known = Known(row[1], row[2], event.clock)
        yield event, row[2]


def _check(row: Row[str, int, bytes, bytes], known: Known, journal: Journal) -> Event[Any]:
    device, seq, fingerprint, body = row
    where = f"{device}:{seq}"
    if seq != known.seq + 1:
        gap = f"{device}:{known.seq + 1}"
        raise FalseEventError(Finding("missing", gap, str(known.seq + 1), str(seq)))
    if (found := hashlib.sha256(DOMAIN + body).digest()) != fingerprint:
        raise FalseEventError(Finding("altered", where, fingerprint.hex(), found.hex()))
    try:
        event = journal.codec.decode(body)
    except msgspec.MsgspecError as error:
        finding = Finding("unreadable", where, "a known kind of event", str(error))
        raise FalseEventError(finding) from error
    if event.prev != known.hash.hex():
        raise FalseEventError(Finding("unchained", where, known.hash.hex(), event.prev))
    if (event.device, event.seq) != (device, seq):
        raise FalseEventError(Finding("misplaced", where, where, f"{event.device}:{event.seq}"))
    if event.clock <= known.clock:
        expected = f"> {known.clock}"
        raise FalseEventError(Finding("clock", where, expected, str(event.clock)))
    return event
