"""From the journal to the tables again: for the proof, for an upgrade, and after damage."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from cpise_inventory.journal.event import DOMAIN, Event
from cpise_inventory.journal.journal import Journal, Known, keep_head
from db.run import Query, Row
from db.schema import event as events
from db.write import Changes

CHUNK = 500
"""Events that are read and projected at a time: few enough for a processor's cache."""
GATHERED = 10
"""Chunks whose rows are written at a time: sorted, so that they go where their neighbours are."""
STORED = Query(
    select(events.c.device, events.c.seq, events.c.hash, events.c.body).order_by(
        events.c.device, events.c.seq
    )
)

HELD = 250_000
"""Counters and descriptions that go on gathering: of a large journal not all fit in memory."""
Head = tuple[int, bytes, int]
"""What `Known` says, as a plain tuple: one is made for each event."""
NOTHING: Head = (*Known(),)
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
    heads: dict[str, Head] = {}
    with _collector_at_rest():
        for number, events_read in enumerate(checked(source, journal, heads), 1):
            journal.project(events_read, changes)
            if number % GATHERED == 0:
                changes.write_facts(target)
            if changes.held > HELD:
                changes.write(target)
            done += len(events_read)
            if progress:
                progress(done, total)
    for device, head in heads.items():
        keep_head(changes, Known(*head), device)
    changes.write(target)
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


def checked(
    connection: Connection, journal: Journal, heads: dict[str, Head]
) -> Iterator[list[Event[Any]]]:
    """All events, some at a time, in the order of each chain, once they're proven to belong there.

    `heads` is told how far each chain has come.
    """
    decode, sha256 = journal.codec.decode, hashlib.sha256
    of, known = "", NOTHING  # the chain that is being read, and how far it has come
    for rows in STORED.chunks(connection, CHUNK):
        read = []
        for row in rows:
            device, seq, fingerprint, body = row
            if device != of:
                of, known = device, heads.get(device, NOTHING)
            if seq != known[0] + 1 or sha256(DOMAIN + body).digest() != fingerprint:
                raise FalseEventError(_misfit(row, Known(*known)))
            try:
                event = decode(body)
            except msgspec.MsgspecError as error:
                raise FalseEventError(_unreadable(row, error)) from error
            clock = event.clock
            if (
                event.prev != known[1].hex()
                or event.seq != seq
                or event.device != device
                or clock <= known[2]
            ):
                raise FalseEventError(_contradiction(event, row, Known(*known)))
            known = heads[device] = (seq, fingerprint, clock)
            read.append(event)
        yield read


def _misfit(row: Row, before: Known) -> Finding:
    device, seq, fingerprint, body = row
    if seq != before.seq + 1:
        due = before.seq + 1
        return Finding("missing", f"{device}:{due}", str(due), str(seq))
    found = hashlib.sha256(DOMAIN + body).hexdigest()
    return Finding("altered", f"{device}:{seq}", fingerprint.hex(), found)


def _unreadable(row: Row, error: Exception) -> Finding:
    return Finding("unreadable", f"{row[0]}:{row[1]}", "a known kind of event", str(error))


def _contradiction(event: Event[Any], row: Row, before: Known) -> Finding:
    where = f"{row[0]}:{row[1]}"
    if event.prev != before.hash.hex():
        return Finding("unchained", where, before.hash.hex(), event.prev)
    if (event.device, event.seq) != (row[0], row[1]):
        return Finding("misplaced", where, where, f"{event.device}:{event.seq}")
    return Finding("clock", where, f"> {before.clock}", str(event.clock))
