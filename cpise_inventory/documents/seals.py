"""Seals: what leaves the machine signed, so that a changed journal no longer fits it.

A document's seal is the statement in its QR code; a plain checkpoint is the same envelope round
the chain's state alone. Both are kept beside the journal, and travel with it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.errors import Refusal
from cpise_inventory.journal.event import Codec, Event
from cpise_inventory.journal.journal import Journal
from cpise_inventory.journal.keys import DeviceKey
from cpise_inventory.journal.replay import Finding
from cpise_inventory.paper.statement import (
    MOST_LINES,
    SHORT_HASH,
    SIGNATURE,
    Checkpoint,
    Signed,
    Statement,
    fitted,
    from_cose,
    party,
    sign,
    to_text,
    unsigned,
    verifier,
    verify,
)
from db.run import Query
from db.schema import checkpoint, device, document
from db.schema import event as events
from db.write import insert_rows

OF_DOCUMENT = (
    select(checkpoint.c.statement)
    .join_from(
        document,
        checkpoint,
        (checkpoint.c.device == document.c.device)
        & (checkpoint.c.seq == document.c.seq)
        & (checkpoint.c.document == document.c.number),
    )
    .where(document.c.number == bindparam("number"))
)
UNSEALED = (
    select(document.c.device, document.c.seq, document.c.number)
    .outerjoin_from(
        document,
        checkpoint,
        (checkpoint.c.device == document.c.device) & (checkpoint.c.seq == document.c.seq),
    )
    .where(checkpoint.c.seq.is_(None), document.c.device == bindparam("device"))
    .order_by(document.c.seq)
    .limit(1)
)
IS_KEY = re.compile("[0-9a-f]{64}")
CHUNK = 500
IsSigned = Callable[[bytes, bytes], bool]
KEYS = select(device.c.device, device.c.public_key)
ALL = Query(
    select(
        checkpoint.c.device,
        checkpoint.c.seq,
        checkpoint.c.document,
        checkpoint.c.statement,
        events.c.hash,
        events.c.body,
    )
    .outerjoin_from(
        checkpoint,
        events,
        (events.c.device == checkpoint.c.device) & (events.c.seq == checkpoint.c.seq),
    )
    .order_by(checkpoint.c.device, checkpoint.c.seq, checkpoint.c.document)
)


def seal(connection: Connection, key: DeviceKey, event: Event[Any], fingerprint: bytes) -> None:
    """Sign what the event's document says, in the transaction that issues it."""
    said = statement_of(event, fingerprint)
    row = (event.device, event.seq, event.payload.document, sign(said, key.sign))
    insert_rows(connection, checkpoint, [row])


def statement_of(event: Event[Any], fingerprint: bytes) -> Statement:
    """What the QR code of this event's document says: made from the event and nothing else."""
    said: Issuing = event.payload
    lines = tuple(said.contents)
    few = len(lines) <= MOST_LINES
    whole = Statement(
        number=said.number,
        device=event.device,
        seq=event.seq,
        event_hash=fingerprint[:SHORT_HASH],
        issued_on=event.recorded_at.date(),
        happened_on=date.fromisoformat(event.happened_on),
        centre=said.centre,
        party=party(said.party),
        people=said.people,
        lines=lines if few else (),
        reverses=said.reverses,
    )
    return fitted(whole, fingerprint, () if few else lines)


def check_in(connection: Connection, journal: Journal, key: DeviceKey) -> bool:
    """Sign how far this workstation's chain has come, unless that is signed already."""
    known = journal.known(connection, key.device)
    done = select(checkpoint.c.seq).where(
        checkpoint.c.device == key.device, checkpoint.c.seq == known.seq
    )
    if not known.seq or connection.execute(done).first():
        return False
    state = Checkpoint(device=key.device, seq=known.seq, event_hash=known.hash, clock=known.clock)
    row = (key.device, known.seq, "", sign(state, key.sign))
    insert_rows(connection, checkpoint, [row])
    return True


def qr_text(connection: Connection, number: str) -> str:
    """What the QR code of this document bears; empty when its seal has not come here yet."""
    cose = connection.execute(OF_DOCUMENT, {"number": number}).scalar()
    return to_text(cose) if cose else ""


def device_keys(connection: Connection) -> dict[str, bytes]:
    """Device -> its public key, 32 bytes. What is no key is left out."""
    told = connection.execute(KEYS)
    return {name: bytes.fromhex(key) for name, key in told if IS_KEY.fullmatch(key)}


def check_seals(
    connection: Connection, codec: Codec | None = None, own: DeviceKey | None = None
) -> Iterator[Finding]:
    """Every seal: signed by its device's key, and true of the event that it names.

    `codec`: given where the chains are proven. Then each seal is drawn up anew from its event and
    compared, which takes a fraction of the time of reading it; one that is any different is read.
    `own`: this workstation's key, for its own seals.

    Of each device the first fault of each kind: a key that is gone would be told a thousand times.
    """
    keys = device_keys(connection)
    signed = {name: _signed_by(key, own) for name, key in keys.items()}
    told = set[tuple[str, str]]()
    for rows in ALL.chunks(connection, CHUNK):
        for name, seq, number, cose, fingerprint, body in rows:
            place = (name, seq, number)
            if codec and body and name in signed:
                due = _due(place, codec.decode(body), fingerprint)
                if due and _is_due(cose, due, signed[name]):
                    continue
            fault = _fault(cose, keys.get(name), place, fingerprint)
            if fault and (name, fault[0]) not in told:
                told.add((name, fault[0]))
                yield Finding(fault[0], _named(place), fault[1], fault[2])


def _due(
    place: tuple[str, int, str], event: Event[Any], fingerprint: bytes
) -> Statement | Checkpoint | None:
    """What a seal at that place says, if it says what this program would write there today."""
    device, seq, number = place
    if not number:
        return Checkpoint(device=device, seq=seq, event_hash=fingerprint, clock=event.clock)
    try:
        return statement_of(event, fingerprint) if event.payload.document == number else None
    except (AttributeError, ValueError):  # no document of this event, or none that can be told
        return None


def _is_due(cose: bytes, due: Statement | Checkpoint, is_signed: IsSigned) -> bool:
    begin, to_be_signed = unsigned(due)
    there = len(cose) - SIGNATURE
    return cose[:there] == begin and is_signed(cose[there:], to_be_signed)


def _signed_by(public: bytes, own: DeviceKey | None) -> IsSigned:
    """Whether a signature is that key's over a message.

    Ed25519 signs the same always alike (RFC 8032, 5.1.6), so whoever holds the private key signs
    once more and compares, in a third of the time. Whatever differs is looked at the other way.
    """
    if own is None or own.public != public:
        return verifier(public)
    return lambda signature, message: own.sign(message) == signature


def check_sealed(connection: Connection, device: str) -> Iterator[Finding]:
    """The first paper of this workstation that its key never signed: it can't have issued it."""
    for name, seq, number in connection.execute(UNSEALED, {"device": device}):
        yield Finding("seal missing", f"{name}:{seq} {number}", "a signature", "nothing")


def _fault(
    cose: bytes, key: bytes | None, place: tuple[str, int, str], fingerprint: bytes | None
) -> tuple[str, str, str] | None:
    name = place[0]
    try:
        signed = from_cose(cose)
    except Refusal as error:
        return "seal unreadable", "a signed statement", error.code
    if key is None:
        return "seal without key", "a public key", "nothing"
    if not verify(signed, key):
        return "seal not genuine", name, signed.kid
    said = signed.statement
    about = (signed.kid, said.seq, said.number if isinstance(said, Statement) else "")
    if about != place:
        return "seal misplaced", _named(place), _named(about)
    return _misfit(signed, fingerprint)


def _named(place: tuple[str, int, str]) -> str:
    return f"{place[0]}:{place[1]} {place[2]}".rstrip()


def _misfit(signed: Signed, fingerprint: bytes | None) -> tuple[str, str, str] | None:
    told = signed.statement.event_hash
    if fingerprint is None:
        return "event missing", told.hex(), "nothing: the chain was cut short"
    if fingerprint[: len(told)] != told:
        return "seal broken", told.hex(), fingerprint[: len(told)].hex()
    return None
