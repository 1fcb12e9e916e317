"""From the journal to the tables again: for the proof, for an upgrade, and after damage."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from cpise_inventory.journal.event import DOMAIN, FIRST, Event
from cpise_inventory.journal.journal import Journal, Known, keep_head
from db.run import Query, Row
from db.schema import event as events
from db.write import Changes

CHUNK = 500
"""Events whose rows gather before they're written: few enough for a processor's cache."""
STORED = Query(
    select(events.c.device, events.c.seq, events.c.hash, events.c.body).order_by(
        events.c.device, events.c.seq
    )
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
    """Fill `target`'s empty projections from `source`'s journal; how many events.

    Each event is checked on the way. Raises `FalseEventError` at the first that does not hold.
    """
    total, done, changes = count(source), 0, Changes()
    last: dict[str, tuple[Event[Any], bytes]] = {}
    with _collector_at_rest():
        for event, fingerprint in checked(source, journal):
            journal.project(event, changes)
            done += 1
            last[event.device] = event, fingerprint
            if done % CHUNK == 0:
                changes.write_facts(target)
                if progress:
                    progress(done, total)
    for device, (event, fingerprint) in last.items():
        keep_head(changes, Known(event.seq, fingerprint, event.clock), device)
    changes.write(target)
    if progress:
        progress(done, total)
    return done


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No cycles arise in a replay, and looking for them takes a fifteenth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def checked(connection: Connection, journal: Journal) -> Iterator[tuple[Event[Any], bytes]]:
    """Every event with its hash, in the order of each chain, once it's proven to belong there."""
    decode, sha256 = journal.codec.decode, hashlib.sha256
    device, due, prev, clock = "", 1, FIRST.hex(), 0
    for rows in STORED.chunks(connection, CHUNK):
        for row in rows:
            if row[0] != device:
                device, due, prev, clock = row[0], 1, FIRST.hex(), 0
            _, seq, fingerprint, body = row
            if seq != due or sha256(DOMAIN + body).digest() != fingerprint:
                raise FalseEventError(_misfit(row, due))
            try:
                event = decode(body)
            except msgspec.MsgspecError as error:
                finding = Finding(
                    "unreadable", f"{device}:{seq}", "a known kind of event", str(error)
                )
                raise FalseEventError(finding) from error
            if (event.device, event.seq, event.prev) != (device, seq, prev) or event.clock <= clock:
                raise FalseEventError(_contradiction(event, row, prev, clock))
            due, prev, clock = seq + 1, fingerprint.hex(), event.clock
            yield event, fingerprint


def _misfit(row: Row, due: int) -> Finding:
    device, seq, fingerprint, body = row
    if seq != due:
        return Finding("missing", f"{device}:{due}", str(due), str(seq))
    found = hashlib.sha256(DOMAIN + body).hexdigest()
    return Finding("altered", f"{device}:{seq}", fingerprint.hex(), found)


def _contradiction(event: Event[Any], row: Row, prev: str, clock: int) -> Finding:
    where = f"{row[0]}:{row[1]}"
    if event.prev != prev:
        return Finding("unchained", where, prev, event.prev)
    if (event.device, event.seq) != (row[0], row[1]):
        return Finding("misplaced", where, where, f"{event.device}:{event.seq}")
    return Finding("clock", where, f"> {clock}", str(event.clock))
