"""One signature for many: a checkpoint vouches for the seals of its device before it.

A checkpoint says how many statements its device had signed since the checkpoint before, that one
among them, and the digest of their bytes. Whoever finds them unchanged and the checkpoint genuine
knows with a single signature what each of theirs would have told. Where something doesn't fit, and
after the last checkpoint, seals are looked at one by one.

A device vouches for no more than it has proven: what was changed since it signed would otherwise be
signed for again.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec import MsgspecError
from sqlalchemy import Connection, bindparam, func, select

from cpise_inventory.documents.seals import Fault, Place, device_keys, drawn_up, fault_of
from cpise_inventory.journal.event import Codec, Event
from cpise_inventory.journal.journal import Journal, Known
from cpise_inventory.journal.keys import DeviceKey
from cpise_inventory.journal.replay import Finding
from cpise_inventory.paper.envelope import SIGNATURE, signed_part
from cpise_inventory.paper.statement import (
    LARGEST,
    Checkpoint,
    DamagedCode,
    Vouched,
    from_cose,
    sign,
    verifier,
)
from db.run import Query, Row
from db.schema import checkpoint, document
from db.schema import event as events
from db.write import insert_rows

TAG = b"cpise-seals-1\0"
CHUNK = 500
MANY = 200
"""So many seals are worth a checkpoint of their own, though the last of them signs the chain."""
FARTHEST = 5_000
"""Events back that a checkpoint vouches for at most: books of an older program have none, and
nobody should wait long for the door to close.
"""
MOST_WAITING = 4 * FARTHEST
"""Seals that wait in memory for what vouches for them: an event has two at most."""

_C = checkpoint.c
_STANDING = (
    select(_C.device, _C.seq, _C.document, _C.statement, events.c.hash, events.c.body)
    .outerjoin_from(checkpoint, events, (events.c.device == _C.device) & (events.c.seq == _C.seq))
    .order_by(_C.device, _C.seq, _C.document)
)
ALL = Query(_STANDING)
_RUN = (_C.device == bindparam("device"), _C.seq >= bindparam("since"), _C.seq < bindparam("seq"))
RUN = Query(_STANDING.where(*_RUN))
FROM = Query(_STANDING.where(_C.device == bindparam("device"), _C.seq >= bindparam("since")))
SIZE = Query(select(func.count()).select_from(checkpoint).where(*_RUN))
AT = Query(select(_C.seq).where(_C.device == bindparam("device"), _C.seq == bindparam("seq")))
_PLAIN = select(_C.seq).where(_C.device == bindparam("device"), _C.document == "")
_LAST_OF_THEM = _PLAIN.order_by(_C.seq.desc()).limit(1)
LAST_PLAIN = Query(_LAST_OF_THEM.where(_C.seq >= bindparam("since")))
LAST_PLAIN_BEFORE = Query(_LAST_OF_THEM.where(_C.seq < bindparam("seq")))
UNSEALED = Query(
    select(document.c.device, document.c.seq, document.c.number)
    .outerjoin_from(
        document,
        checkpoint,
        (_C.device == document.c.device)
        & (_C.seq == document.c.seq)
        & (_C.document == document.c.number),
    )
    .where(
        _C.seq.is_(None),
        document.c.device == bindparam("device"),
        document.c.seq >= bindparam("since"),
        document.c.seq < bindparam("seq"),
    )
    .order_by(document.c.seq)
    .limit(1)
)
DEVICE = itemgetter(0)
MISSING: Fault = ("seal missing", "a signature", "nothing")
IsSigned = Callable[[bytes, bytes], bool]


class Sealed(NamedTuple):
    """A seal as it stands. `fingerprint` is the hash of its event, if that is here."""

    device: str
    seq: int
    document: str
    statement: bytes
    fingerprint: bytes | None
    as_due: bool
    """It's what this program would write there today, but for the signature that ends it."""
    proven: bool = False

    @property
    def place(self) -> Place:
        return Place(self.device, self.seq, self.document)


Faults = Iterator[tuple[Place, Fault]]


def tally(run: Iterable[Sealed]) -> tuple[int, bytes]:
    """How many seals these are, and SHA-256 over the length (4 bytes) and the bytes of each."""
    size, sha256 = 0, hashlib.sha256(TAG)
    for one in run:
        size += 1
        sha256.update(len(one.statement).to_bytes(4, "big"))
        sha256.update(one.statement)
    return size, sha256.digest()


# --- a checkpoint is made -------------------------------------------------------------------------


def check_in(connection: Connection, journal: Journal, key: DeviceKey) -> bool:
    """Sign how far this workstation's chain has come and what it has signed till then, unless a
    seal says the first already and there is little of the second.
    """
    return sign_state(connection, journal.codec, key, journal.known(connection, key.device))


def sign_state(connection: Connection, codec: Codec, key: DeviceKey, known: Known) -> bool:
    """The same where it's known how far the chain has come."""
    device, seq = key.device, known.seq
    farthest = max(1, seq - FARTHEST)
    since = LAST_PLAIN.value(connection, device=device, since=farthest) or farthest
    run = {"device": device, "since": since, "seq": seq}
    if not seq or (
        AT.one(connection, device=device, seq=seq) and SIZE.value(connection, **run) < MANY
    ):
        return False
    seals = list(_standing(RUN.rows(connection, **run), codec))
    owner = Owner(connection, key.public, lambda signature, over: key.sign(over) == signature)
    vouched = None if any(owner.each(seals)) or not seals else Vouched(since, *tally(seals))
    state = Checkpoint(
        device=device, seq=seq, event_hash=known.hash, clock=known.clock, vouched=vouched
    )
    insert_rows(connection, checkpoint, [(device, seq, "", sign(state, key.sign))])
    return True


# --- all are proven -------------------------------------------------------------------------------


def check_seals(connection: Connection, codec: Codec | None = None) -> Iterator[Finding]:
    """Every seal: signed for by its device's key, and true of the event that it names.

    `codec`: given where the chains are proven. Then each seal of a document is drawn up anew from
    its event and compared, in a fraction of the time of reading it; one that differs is read.

    Of each device the first fault of each kind: a key that is gone would be told a thousand times.
    """
    keys = device_keys(connection)
    rows = chain.from_iterable(ALL.chunks(connection, CHUNK))
    for device, seals in groupby(_standing(rows, codec), key=DEVICE):
        public, told = keys.get(device), set[str]()
        owner = Owner(connection, public, verifier(public) if public else None)
        for place, (what, expected, found) in owner.all(seals):
            if what not in told:
                told.add(what)
                yield Finding(what, str(place), expected, found)


def check_fresh(
    connection: Connection, codec: Codec, device: str, public: bytes, seq: int
) -> Iterator[Finding]:
    """The seals that came to the end of a chain which was known up to `seq`, as those of `all`.

    Whatever the last checkpoint before them vouched for was proven when that one came.
    """
    point = LAST_PLAIN_BEFORE.value(connection, device=device, seq=seq) or 0
    seals = _standing(FROM.rows(connection, device=device, since=point), codec)
    owner = Owner(connection, public, verifier(public))
    for place, (what, expected, found) in owner.all(seals, known=point):
        yield Finding(what, str(place), expected, found)
    if place_bare := _unsealed(connection, device, seq + 1, LARGEST):
        what, expected, found = MISSING
        yield Finding(what, str(place_bare), expected, found)


def check_sealed(connection: Connection, device: str) -> Iterator[Finding]:
    """The first paper of this workstation that its key never signed: it can't have issued it."""
    if place := _unsealed(connection, device, 0, LARGEST):
        what, expected, found = MISSING
        yield Finding(what, str(place), expected, found)


class Owner:
    """The device whose seals are looked at. Ed25519 signs the same always alike (RFC 8032, 5.1.6),
    so whoever holds the private key says what `is_signed` in a third of the time.
    """

    def __init__(
        self, connection: Connection, public: bytes | None, is_signed: IsSigned | None
    ) -> None:
        self._connection, self._public, self._is_signed = connection, public, is_signed

    def all(self, seals: Iterable[Sealed], known: int = 0) -> Faults:
        """In the order of their places, each run once its checkpoint has come.

        `known`: where the first is a checkpoint that was proven with all before it; 0: nowhere.
        """
        waiting: list[Sealed] = []
        for one in seals:
            if one.seq == known and not one.document:
                waiting.append(one._replace(proven=True))
                continue
            vouched = None if one.document else _vouched_by(one.statement)
            if vouched is not None:
                yield from self._settled(waiting, one, vouched)
                waiting = [one._replace(proven=True)]
                continue
            waiting.append(one)
            if len(waiting) == MOST_WAITING:
                yield from self.each(waiting[: MOST_WAITING // 2])
                del waiting[: MOST_WAITING // 2]
        yield from self.each(waiting)

    def each(self, seals: Iterable[Sealed], *, vouched: bool = False) -> Faults:
        """One by one. `vouched`: another signature stands for theirs."""
        for one in seals:
            if vouched and one.as_due:
                continue
            if not one.proven and (fault := self._fault(one, vouched=vouched)):
                yield one.place, fault

    def _fault(self, one: Sealed, *, vouched: bool = False) -> Fault | None:
        if one.as_due and self._is_signed and (vouched or self._has_signed(one, self._is_signed)):
            return None
        return fault_of(one.statement, self._public, one.place, one.fingerprint, vouched=vouched)

    def _has_signed(self, one: Sealed, is_signed: IsSigned) -> bool:
        return is_signed(one.statement[-SIGNATURE:], signed_part(one.device, one.statement))

    def _settled(self, waiting: list[Sealed], point: Sealed, vouched: Vouched) -> Faults:
        """What waits, once a checkpoint has come that vouches for the last of it."""
        since = bisect_left(waiting, vouched.since, key=lambda one: one.seq)
        yield from self.each(waiting[:since])
        run, fault = waiting[since:], self._fault(point)
        counted = tally(run)
        holds = fault is None and counted == vouched[1:]
        false = list(self.each(run, vouched=holds))
        if fault:
            false.append((point.place, fault))
        elif not (holds or false) and (place := self._gone(point, vouched, run)):
            false.append((place, MISSING))
        yield from false

    def _gone(self, point: Sealed, vouched: Vouched, run: list[Sealed]) -> Place | None:
        """What the checkpoint vouches for and isn't there, though all is genuine that is: a paper's
        seal or the checkpoint before.

        Too many are no fault: a copy of the books that was put back signs states of its own.
        """
        if place := _unsealed(self._connection, point.device, vouched.since, point.seq):
            return place
        is_whole = not run or run[0].seq == vouched.since or not run[0].proven
        there = is_whole and len(run) < vouched.size
        return Place(point.device, vouched.since, "") if there else None


def _unsealed(connection: Connection, device: str, since: int, seq: int) -> Place | None:
    """The first document in that part of a chain that has no seal."""
    row = UNSEALED.one(connection, device=device, since=since, seq=seq)
    return Place(*row) if row else None


def _vouched_by(statement: bytes) -> Vouched | None:
    try:
        said = from_cose(statement).statement
    except DamagedCode:
        return None
    return said.vouched if isinstance(said, Checkpoint) else None


def _standing(rows: Iterable[Row], codec: Codec | None) -> Iterator[Sealed]:
    """The seals as they stand, those of documents compared with what their events say."""
    for device, seq, number, statement, fingerprint, body in rows:
        as_due = False
        if number and codec and body:
            event = _read(codec, body)
            as_due = (
                event is not None
                and event.payload.document == number
                and event.seq == seq
                and event.device == device
                and drawn_up(event, fingerprint) == statement[:-SIGNATURE]
            )
        yield Sealed(device, seq, number, statement, fingerprint, as_due)


def _read(codec: Codec, body: bytes) -> Event[Any] | None:
    try:
        return codec.decode(body)
    except MsgspecError:
        return None
