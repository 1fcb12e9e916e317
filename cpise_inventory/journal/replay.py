"""From the journal to the tables again: for the proof, for an upgrade, and after damage."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from cpise_inventory.journal.event import DOMAIN, FIRST, Event
from cpise_inventory.journal.journal import Journal, Known, keep_head
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
    """Fill `target`'s empty projections from `source`'s journal; how many events.

    Each event is checked on the way. Raises `FalseEventError` at the first that does not hold.
    """
    total, done, changes = count(source), 0, Changes()
    last: dict[str, tuple[int, bytes, int]] = {}
    for event, fingerprint in checked(source, journal):
        journal.project(event, changes)
        done += 1
        last[event.device] = (event.seq, fingerprint, event.clock)
        if done % CHUNK == 0:
            changes.write_facts(target)
            if progress:
                progress(done, total)
    for device, known in last.items():
        keep_head(changes, Known(*known), device)
    changes.write(target)
    if progress:
        progress(done, total)
    return done


def checked(connection: Connection, journal: Journal) -> Iterator[tuple[Event[Any], bytes]]:
    """Every event with its hash, in the order of each chain, once it's proven to belong there."""
    device, seq, fingerprint, clock = "", 0, FIRST, 0
    result = connection.execute(STORED, execution_options={"yield_per": CHUNK})
    for rows in result.partitions(CHUNK):
        for row in rows:
            if row[0] != device:
                device, seq, fingerprint, clock = row[0], 0, FIRST, 0
            event = _check(row, Known(seq, fingerprint, clock), journal)
            seq, fingerprint, clock = row[1], row[2], event.clock
            yield event, fingerprint


def _check(row: Row[str, int, bytes, bytes], known: Known, journal: Journal) -> Event[Any]:
    device, seq, fingerprint, body = row
    if hashlib.sha256(DOMAIN + body).digest() != fingerprint or seq != known.seq + 1:
        raise FalseEventError(_misfit(row, known))
    try:
        event = journal.codec.decode(body)
    except msgspec.MsgspecError as error:
        finding = Finding("unreadable", f"{device}:{seq}", "a known kind of event", str(error))
        raise FalseEventError(finding) from error
    if (
        event.seq != seq
        or event.device != device
        or event.prev != known.hash.hex()
        or event.clock <= known.clock
    ):
        raise FalseEventError(_contradiction(event, row, known))
    return event


def _misfit(row: Row[str, int, bytes, bytes], known: Known) -> Finding:
    device, seq, fingerprint, body = row
    if seq != known.seq + 1:
        return Finding("missing", f"{device}:{known.seq + 1}", str(known.seq + 1), str(seq))
    found = hashlib.sha256(DOMAIN + body).hexdigest()
    return Finding("altered", f"{device}:{seq}", fingerprint.hex(), found)


def _contradiction(event: Event[Any], row: Row[str, int, bytes, bytes], known: Known) -> Finding:
    where = f"{row[0]}:{row[1]}"
    if event.prev != known.hash.hex():
        return Finding("unchained", where, known.hash.hex(), event.prev)
    if (event.device, event.seq) != (row[0], row[1]):
        return Finding("misplaced", where, where, f"{event.device}:{event.seq}")
    return Finding("clock", where, f"> {known.clock}", str(event.clock))
