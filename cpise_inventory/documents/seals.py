"""Seals: what leaves the machine signed, so that a changed journal no longer fits it.

A document's seal is the statement in its QR code; a plain checkpoint is the same envelope round
the chain's state alone, and vouches for the seals before it (`vouching.py`). Both are kept beside
the journal, and travel with it whole.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.errors import Refusal
from cpise_inventory.journal.event import Event
from cpise_inventory.journal.keys import DeviceKey
from cpise_inventory.paper.content import Told
from cpise_inventory.paper.envelope import signed
from cpise_inventory.paper.statement import (
    MOST_LINES,
    SHORT_HASH,
    Signed,
    Statement,
    draft,
    fitted,
    from_cose,
    party,
    sign,
    to_text,
    unsigned,
    verify,
)
from db.schema import checkpoint, device, document
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
_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 24 * 60 * 60 * 1_000_000
IS_KEY = re.compile("[0-9a-f]{64}")
KEYS = select(device.c.device, device.c.public_key)


class Place(NamedTuple):
    """Where a seal stands; `document` is empty of a plain checkpoint."""

    device: str
    seq: int
    document: str

    def __str__(self) -> str:
        return f"{self.device}:{self.seq} {self.document}".rstrip()


Fault = tuple[str, str, str]
"""`Finding.what`, what was expected, what was found."""


def seal(connection: Connection, key: DeviceKey, event: Event[Any], fingerprint: bytes) -> None:
    """Sign what the event's document says, in the transaction that issues it."""
    begun = draft(event.device, _told(event, fingerprint))
    if begun is None:
        cose = sign(statement_of(event, fingerprint), key.sign)
    else:  # as nearly always; what the event says was asked when it was appended
        cose = signed(event.device, begun, key.sign)
    insert_rows(connection, checkpoint, [(event.device, event.seq, event.payload.document, cose)])


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


def drawn_up(event: Event[Any], fingerprint: bytes) -> bytes | None:
    """The seal of this event's document, but for the signature that ends it, as it would be written
    today; None where there can be none.
    """
    try:
        told = _told(event, fingerprint)
        return draft(event.device, told) or unsigned(statement_of(event, fingerprint))[0]
    except (AttributeError, ValueError):  # no document of this event, or none that can be told
        return None


def _told(event: Event[Any], fingerprint: bytes) -> Told:
    said: Issuing = event.payload
    return Told(
        said.number,
        event.seq,
        fingerprint[:SHORT_HASH],
        event.at // _DAY,
        _days(event.happened_on),
        said.centre,
        party(said.party),
        said.people,
        said.contents,
        said.reverses,
    )


@lru_cache(maxsize=4_096)
def _days(day: str) -> int:
    """Since 1970."""
    return date.fromisoformat(day).toordinal() - _EPOCH


def qr_text(connection: Connection, number: str) -> str:
    """What the QR code of this document bears; empty when its seal has not come here yet."""
    cose = connection.execute(OF_DOCUMENT, {"number": number}).scalar()
    return to_text(cose) if cose else ""


def device_keys(connection: Connection) -> dict[str, bytes]:
    """Device -> its public key, 32 bytes. What is no key is left out."""
    told = connection.execute(KEYS)
    return {name: bytes.fromhex(key) for name, key in told if IS_KEY.fullmatch(key)}


def fault_of(
    cose: bytes,
    key: bytes | None,
    place: Place,
    fingerprint: bytes | None,
    *,
    vouched: bool = False,
) -> Fault | None:
    """What is false of a seal that stands at a place whose event has that hash; None if nothing.

    `key`: the device's public one. `vouched`: another signature of it stands for this one.
    """
    try:
        signed = from_cose(cose)
    except Refusal as error:
        return "seal unreadable", "a signed statement", error.code
    if key is None:
        return "seal without key", "a public key", "nothing"
    if not (vouched or verify(signed, key)):
        return "seal not genuine", place.device, signed.kid
    said = signed.statement
    about = Place(signed.kid, said.seq, said.number if isinstance(said, Statement) else "")
    if about != place:
        return "seal misplaced", str(place), str(about)
    return _misfit(signed, fingerprint)


def _misfit(signed: Signed, fingerprint: bytes | None) -> Fault | None:
    told = signed.statement.event_hash
    if fingerprint is None:
        return "event missing", told.hex(), "nothing: the chain was cut short"
    if fingerprint[: len(told)] != told:
        return "seal broken", told.hex(), fingerprint[: len(told)].hex()
    return None
