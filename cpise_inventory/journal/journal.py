"""The one door: nothing changes but by an event, and each event's rows are written in its
transaction.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, func, select

from cpise_inventory.journal.event import FIRST, Codec, Event, Payload, clock_at, digest, kind_name
from cpise_inventory.journal.gate import fault
from db.run import Query, Row, hold
from db.schema import event as events
from db.schema import event_index, head
from db.write import Changes, insert_rows

PORTION = 500
"""Events whose facts gather before they're written."""
Project = Callable[[Sequence[Event[Any]], Changes], None]
"""Turns events into rows."""


@dataclass(frozen=True)
class Capability:
    """What a folder beside this one adds to the program: its kinds of event, and how they turn into
    rows.

    `hears`: classes of events that belong to others and leave rows here as well; with those below.
    `obey`: what is done beside the rows, in the same transaction, when events of `obeyed` kinds
    came in, from here or from elsewhere; it may be done any number of times, and no replay does it.
    """

    kinds: Sequence[type[Payload]]
    project: Project
    hears: tuple[type[Payload], ...] = ()
    obeyed: tuple[type[Payload], ...] = ()
    obey: Callable[[Connection], None] | None = None


def each(project: Callable[[Event[Any], Changes], None]) -> Project:
    """A projector that looks at one event at a time."""

    def projected(events: Sequence[Event[Any]], changes: Changes) -> None:
        for event in events:
            project(event, changes)

    return projected


class Known(NamedTuple):
    """How far one device's chain is known."""

    seq: int = 0
    hash: bytes = FIRST
    clock: int = 0


@dataclass(eq=False)
class BrokenChainError(Exception):
    """A chain from outside parts from what is known here: `fork`, `missing`, `altered`,
    `unreadable`. `said` names the field where one is at fault.
    """

    device: str
    seq: int
    reason: str
    said: str = ""


_HEAD = select(head.c.seq, head.c.hash, head.c.clock).where(head.c.device == bindparam("device"))
HEAD = Query(_HEAD)
# on PostgreSQL the lock makes writers of one chain wait for each other, and nobody else
HEAD_TO_WRITE = Query(_HEAD.with_for_update())
_LATEST = select(func.max(head.c.clock))
LATEST_CLOCK = Query(_LATEST)
HEAD_AND_LATEST = Query(_HEAD.add_columns(_LATEST.scalar_subquery()).with_for_update())
BODY = Query(
    select(events.c.body).where(
        events.c.device == bindparam("device"), events.c.seq == bindparam("seq")
    )
)


class Journal:
    """Writes one device's chain, and takes in those of others."""

    def __init__(
        self, device: str, capabilities: Sequence[Capability], now: Callable[[], int]
    ) -> None:
        """`now` gives microseconds since 1970 UTC and may be wrong, even go back."""
        self.device, self._now = device, now
        kinds = [kind for capability in capabilities for kind in capability.kinds]
        self.codec = Codec(kinds)
        self._names = {kind: kind_name(kind) for kind in kinds}
        self._obeying = {
            kind: capability.obey
            for capability in capabilities
            for kind in capability.obeyed
            if capability.obey
        }
        self._projectors = {
            kind: tuple(
                capability.project
                for capability in capabilities
                if kind in capability.kinds or issubclass(kind, capability.hears)
            )
            for kind in kinds
        }

    def append(
        self, connection: Connection, actor: str, payload: Payload, happened_on: str = ""
    ) -> tuple[Event[Any], bytes, frozenset[str]]:
        """Record what this device did; the event, its hash, and the names of the tables it changed.

        The caller has checked the rules and owns the transaction. `happened_on` defaults to today.
        """
        (known, latest), at = self._head(connection), self._now()
        clock = max(clock_at(at), latest + 1)
        day = happened_on or datetime.fromtimestamp(at / 1_000_000, UTC).date().isoformat()
        event = Event(self.device, known.seq + 1, at, clock, actor, day, known.hash.hex(), payload)
        body = self.codec.encode(event)
        event = self._read(body)  # or nobody could ever read it again, or take it in
        fingerprint, changes = digest(body), Changes()
        insert_rows(connection, events, [(event.device, event.seq, fingerprint, body)])
        self.project([event], changes)
        keep_head(changes, Known(event.seq, fingerprint, clock), event.device)
        touched = changes.touched
        changes.write(connection)
        self._obey(connection, {type(event.payload)})
        return event, fingerprint, touched

    def merge(self, connection: Connection, bodies: Iterable[bytes]) -> frozenset[str]:
        """Add other devices' events, each chain in its own order, chains in any order.

        Events already known are passed over. Raises `BrokenChainError`, with the caller's
        transaction to be rolled back: all or nothing. Answers the names of the tables changed.
        """
        hold(connection, "merge")
        known: dict[str, Known] = {}
        fresh: dict[tuple[str, int], bytes] = {}
        grown, touched, changes = set[str](), set[str](), Changes()
        seen: set[type[Payload]] = set()
        for body in bodies:
            event = self._read(body)
            far = known.get(event.device)
            if far is None:
                far = self.known(connection, event.device, to_write=True)
                known[event.device] = far
            if event.seq <= far.seq:
                held = fresh.get((event.device, event.seq))
                if (held or self.stored(connection, event.device, event.seq)) != body:
                    raise BrokenChainError(event.device, event.seq, "fork")
                continue
            known[event.device] = _next(far, event, body)
            fresh[event.device, event.seq] = body
            grown.add(event.device)
            seen.add(type(event.payload))
            self.project([event], changes)
            if len(fresh) == PORTION:  # or a year of seven centres would have to fit in memory
                touched |= changes.touched
                _keep(connection, fresh)
                changes.write_facts(connection)
        for device in grown:
            keep_head(changes, known[device], device)
        touched |= changes.touched
        _keep(connection, fresh)
        changes.write(connection)
        self._obey(connection, seen)
        return frozenset(touched)

    def _obey(self, connection: Connection, kinds: set[type[Payload]]) -> None:
        """Once for each that has something to do about what came in."""
        for act in {self._obeying[kind] for kind in kinds & self._obeying.keys()}:
            act(connection)

    def _read(self, body: bytes) -> Event[Any]:
        try:
            event = self.codec.decode(body)
        except msgspec.MsgspecError as error:
            raise BrokenChainError("", 0, "unreadable", str(error)) from error
        if self.codec.encode(event) != body:  # the same facts in other bytes would hash otherwise
            raise BrokenChainError(event.device, event.seq, "altered")
        if found := fault(event, body):
            raise BrokenChainError(event.device, event.seq, "unreadable", found)
        return event

    def known(self, connection: Connection, device: str, *, to_write: bool = False) -> Known:
        """How far a chain has come. If `to_write`, nobody else goes on with it meanwhile."""
        row = (HEAD_TO_WRITE if to_write else HEAD).one(connection, device=device)
        return Known(*row) if row else Known()

    def _head(self, connection: Connection) -> tuple[Known, int]:
        """How far this device's chain has come, for it to go on, and the latest of all clocks."""
        row = HEAD_AND_LATEST.one(connection, device=self.device)
        if row is None:
            return Known(), LATEST_CLOCK.value(connection) or 0
        *known, latest = row
        return Known(*known), latest

    def stored(self, connection: Connection, device: str, seq: int) -> bytes:
        body: bytes = BODY.value(connection, device=device, seq=seq)
        return body

    def project(self, events: Sequence[Event[Any]], changes: Changes) -> None:
        """The rows of some events: how each is found, and what it means."""
        rows: list[Row] = []
        for e in events:
            said = e.payload
            name = self._names[type(said)]
            found = (e.device, e.seq, e.clock, e.at, e.happened_on, e.actor, name)
            rows.append(found + said.filed)
        changes.add_all(event_index, rows)
        shared_out: dict[Project, list[Event[Any]]] = defaultdict(list)
        for event in events:
            for project in self._projectors[type(event.payload)]:
                shared_out[project].append(event)
        for project, some in shared_out.items():
            project(some, changes)


def _next(far: Known, event: Event[Any], body: bytes) -> Known:
    """How far the chain is known with this event, which has to be the next one."""
    if event.seq > far.seq + 1:
        raise BrokenChainError(event.device, far.seq + 1, "missing")
    if event.prev != far.hash.hex():
        raise BrokenChainError(event.device, event.seq, "altered", "prev")
    if event.clock <= far.clock:  # a replay would find it false for good
        raise BrokenChainError(event.device, event.seq, "altered", "clock")
    return Known(event.seq, digest(body), event.clock)


def _keep(connection: Connection, fresh: dict[tuple[str, int], bytes]) -> None:
    insert_rows(connection, events, [(*key, digest(body), body) for key, body in fresh.items()])
    fresh.clear()


def keep_head(changes: Changes, known: Known, device: str) -> None:
    """How far this chain is known from now on."""
    changes.latest(head, {"device": device}, hash=known.hash, clock=known.clock, seq=known.seq)
