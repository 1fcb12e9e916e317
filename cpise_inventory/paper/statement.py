"""What a paper says, signed, in the text of its QR code: provable with no network and no books.

The pipeline is the EU Digital COVID Certificate's: a CBOR map with small whole numbers for keys
-> COSE_Sign1 (RFC 9052; EdDSA, the device's id as `kid` in the protected header) -> zlib
-> base45 (RFC 9285), with a prefix of ours. Any COSE library checks it.

Payload, key by key; what can be left out is left out, so each statement has one form:

====  ==============================  =========================================================
key   document (0: 1)                 checkpoint (0: 2)
====  ==============================  =========================================================
0     1                               2
1     number, "NKC1-A-RD-2026-00017"
2     sequence number of its event    sequence number that the chain has reached
3     its hash: the first 16 bytes,   its hash, 32 bytes
      or all 32 if the lines are cut
4     issued on, days since 1970      hybrid logical clock
5     happened on, if another day     vouches for the statements of its device from this sequence
                                      number on, up to itself
6     centre, if not the number's     how many they are
7     to or from whom                 their digest, 32 bytes
8     people, if counted
9     lines: code, quantity, code, …
10    number of what it reverses
11    number of lines, if cut
12    sum of quantities, if cut
====  ==============================  =========================================================
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha512
from typing import Any, Literal, NamedTuple, TypeVar

from cpise_inventory.errors import Refusal
from cpise_inventory.paper import cbor, envelope
from cpise_inventory.paper.content import CUT, Told, centre_of, content_of
from cpise_inventory.paper.envelope import ALGORITHM, EDDSA, KID, SIGNATURE

PREFIX = "CR1:"
LONGEST_TEXT = 1_200  # characters; what we write is far shorter
LONGEST_INFLATED = 4_096  # bytes: a bomb is refused before it goes off
MOST_CHARACTERS = 471  # of version 13 at level M (483), less what a signature can add to zlib
_ZLIB_ADDS = (
    11  # at most, to so few bytes: its head, its end, and one block that it leaves as it is
)
LONGEST_PARTY = 40
SHORT_HASH, WHOLE_HASH = 16, 32
LARGEST = 2**63 - 1
MOST_LINES = 200

Fault = Literal["base45", "zlib", "too_long", "cbor", "cose", "algorithm", "device", "content"]

_EPOCH = date(1970, 1, 1)
_CHECKPOINT = 2


@dataclass(eq=False)
class NotACodeOfOurs(Refusal):
    """A text that does not begin as our codes do: another program's, or no code at all."""

    field = "code"
    begins: str


@dataclass(eq=False)
class DamagedCode(Refusal):
    """It begins as our codes do, but is incomplete or changed; `fault` is the step that failed."""

    field = "code"
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a document says. `lines` are (item code or asset tag, quantity), in the paper's order.

    When there are too many for a code that a telephone reads, `lines` holds the totals by item
    or nothing, `cut` is (number of lines, sum of quantities), and `event_hash` is whole.
    `party` is a unit, a staff member or a counted group: never a child.
    """

    number: str
    device: str
    seq: int
    event_hash: bytes
    issued_on: date
    happened_on: date
    centre: str
    party: str = ""
    people: int = 0
    lines: tuple[tuple[str, int], ...] = ()
    reverses: str = ""
    cut: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        hash_length = SHORT_HASH if self.cut is None else WHOLE_HASH
        sound = (
            _is_code(self.number)
            and _is_code(self.device)
            and self.device.isascii()
            and _is_code(self.centre)
            and (self.reverses == "" or _is_code(self.reverses))
            and 0 < self.seq <= LARGEST
            and len(self.event_hash) == hash_length
            and min(self.issued_on, self.happened_on) >= _EPOCH
            and 0 <= self.people <= LARGEST
            and len(self.party) <= LONGEST_PARTY
            and (not self.party or (self.party.isprintable() and self.party == self.party.strip()))
            and len(self.lines) <= MOST_LINES
            and all(_is_code(code) and 0 <= qty <= LARGEST for code, qty in self.lines)
            and (self.cut is None or all(0 <= number <= LARGEST for number in self.cut))
        )
        if not sound:
            msg = f"no statement can say this: {self!r}"
            raise ValueError(msg)

    @property
    def kind(self) -> str:
        """ "RD" of "NKC1-A-RD-2026-00017"."""
        parts = self.number.split("-")
        return parts[-3] if len(parts) > 3 else ""  # noqa: PLR2004 - device, kind, year, number


class Vouched(NamedTuple):
    """What a checkpoint says of earlier statements of its device: those from the sequence number
    `since` on, up to itself, are so many and have this digest, 32 bytes. So one signature stands
    for all of theirs.
    """

    since: int
    size: int
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far a device's chain had come, and with which hash; mostly also what it had signed."""

    device: str
    seq: int
    event_hash: bytes
    clock: int
    vouched: Vouched | None = None

    def __post_init__(self) -> None:
        sound = (
            _is_code(self.device)
            and 0 < self.seq <= LARGEST
            and len(self.event_hash) == WHOLE_HASH
            and 0 <= self.clock <= LARGEST
            and (self.vouched is None or _can_be(self.vouched, self.seq))
        )
        if not sound:
            msg = f"no checkpoint can say this: {self!r}"
            raise ValueError(msg)


def _can_be(vouched: Vouched, seq: int) -> bool:
    since, size, digest = vouched
    return 0 < since <= seq and 0 < size <= LARGEST and len(digest) == WHOLE_HASH


@dataclass(frozen=True, slots=True)
class Signed:
    """A code that was read: what it says, who claims to have signed it. Nothing is proven yet."""

    kid: str
    statement: Statement | Checkpoint
    cose: bytes
    to_be_signed: bytes
    signature: bytes


@lru_cache(maxsize=4_096)  # few names stand on many papers
def party(name: str) -> str:
    """A recipient's name as a statement bears it: one line, at most 40 characters."""
    if not name.isprintable():
        name = "".join(c if c.isprintable() else " " for c in name)
    line = " ".join(name.split())
    return line if len(line) <= LONGEST_PARTY else line[: LONGEST_PARTY - 1].rstrip() + "…"


def fitted(
    statement: Statement, event_hash: bytes, lines: tuple[tuple[str, int], ...] = ()
) -> Statement:
    """The same with as many lines as a telephone can read: all; the totals by item; or none.

    `event_hash` is the event's whole hash, which stands in for what is left out; `lines` are all
    the lines, where they are too many for the statement to hold.
    """
    if not lines and statement.cut is None and _fits(statement):
        return statement
    lines = lines or statement.lines
    totals: dict[str, int] = {}
    for code, quantity in lines:
        totals[code] = totals.get(code, 0) + quantity
    cut = (len(lines), sum(totals.values()))
    bare = replace(statement, lines=(), event_hash=event_hash, cut=cut)
    if len(totals) <= MOST_LINES:
        by_item = replace(bare, lines=tuple(totals.items()))
        if _fits(by_item):
            return by_item
    return bare


def sign(says: Statement | Checkpoint, signer: Callable[[bytes], bytes]) -> bytes:
    """The COSE_Sign1 message. `signer` gives the 64 bytes of Ed25519 by the device's key."""
    begin, to_be_signed = unsigned(says)
    return begin + envelope.whole(signer(to_be_signed))


def unsigned(says: Statement | Checkpoint) -> tuple[bytes, bytes]:
    """The message but for the 64 bytes of the signature, which end it; and what these sign."""
    header, body = envelope.header(says.device), _payload(says)
    return envelope.begin(header, body), envelope.to_be_signed(header, body)


def draft(device: str, told: Told) -> bytes | None:
    """What `unsigned` begins with, for those who compare it with what was signed: a fifth of the
    cost, since nothing is asked of what was asked when it was signed. None if there may be no room.
    """
    if len(told.lines) > MOST_LINES:
        return None
    begin = envelope.begin(envelope.header(device), content_of(told))
    return begin if _has_room(len(begin) + SIGNATURE) else None


def to_text(cose: bytes) -> str:
    """What the QR code bears: capitals, digits and a few signs."""
    import base45  # noqa: PLC0415 - start-up time

    return PREFIX + str(base45.b45encode(_squeezed(cose)), "ascii")


def from_text(text: str) -> Signed:
    """What a code says, whatever white space is around it (base45 never ends with a space).

    Raises `NotACodeOfOurs`, `DamagedCode`. Proves nothing: see `verify`.
    """
    import base45  # noqa: PLC0415 - start-up time

    text = text.strip()
    if not text.startswith(PREFIX):
        raise NotACodeOfOurs(text[:24])
    if len(text) > LONGEST_TEXT:
        raise DamagedCode("too_long")
    try:
        squeezed = base45.b45decode(text.removeprefix(PREFIX))
    except ValueError as error:
        raise DamagedCode("base45") from error
    return from_cose(_inflated(squeezed))


def from_cose(cose: bytes) -> Signed:
    """The same from the message itself. Raises `DamagedCode`."""
    try:
        message = cbor.read(cose)
    except cbor.NotCanonicalError as error:
        raise DamagedCode("cbor") from error
    match message:
        case cbor.Tagged((18, [bytes(header), {}, bytes(body), bytes(signature)])) if (
            len(signature) == SIGNATURE and not message[1][1]
        ):
            kid = _kid(header)
        case _:
            raise DamagedCode("cose")
    return Signed(kid, _said(kid, body), cose, envelope.to_be_signed(header, body), signature)


def verify(signed: Signed, public_key: bytes) -> bool:
    """Whether this Ed25519 key (32 bytes, else `ValueError`) signed it, to the last bit."""
    return verifier(public_key)(signed.signature, signed.to_be_signed)


def verifier(public_key: bytes) -> Callable[[bytes, bytes], bool]:
    """The same for many signatures: whether the first bytes are this key's over the second."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - start-up time
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - start-up time
        Ed25519PublicKey,
    )

    key = Ed25519PublicKey.from_public_bytes(public_key)

    def is_signed(signature: bytes, message: bytes) -> bool:
        try:
            key.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    return is_signed


def _is_code(text: str) -> bool:
    return 0 < len(text) <= LONGEST_PARTY and text.isprintable() and " " not in text


def _fits(statement: Statement) -> bool:
    """Whether its text will be short enough, whatever its signature makes or saves."""
    body = _payload(statement)
    header = envelope.header(statement.device)
    message = envelope.begin(header, body) + sha512(body).digest()
    if _has_room(len(message)):
        return True  # as nearly all are, so that nothing needs to be squeezed
    return _characters(len(_squeezed(message))) <= MOST_CHARACTERS


def _has_room(length: int) -> bool:
    """Whether a message of so many bytes fits into a code even if squeezing saves nothing."""
    return _characters(length + _ZLIB_ADDS) <= MOST_CHARACTERS


def _characters(squeezed: int) -> int:
    """Of the text for so many bytes: base45 makes three of two, and two of a last one."""
    return len(PREFIX) + squeezed // 2 * 3 + squeezed % 2 * 2


def _squeezed(cose: bytes) -> bytes:
    return zlib.compress(cose, 9)


def _days(day: date) -> int:
    return (day - _EPOCH).days


@lru_cache(maxsize=1)  # it's measured first and signed then
def _payload(says: Statement | Checkpoint) -> bytes:
    if isinstance(says, Checkpoint):
        state: dict[int, object] = {0: _CHECKPOINT, 2: says.seq, 3: says.event_hash, 4: says.clock}
        return envelope.written(state | dict(zip((5, 6, 7), says.vouched or (), strict=False)))
    return content_of(
        Told(
            says.number,
            says.seq,
            says.event_hash,
            _days(says.issued_on),
            _days(says.happened_on),
            says.centre,
            says.party,
            says.people,
            says.lines,
            says.reverses,
            says.cut,
        )
    )


def _inflated(squeezed: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        cose = inflater.decompress(squeezed, LONGEST_INFLATED)
    except zlib.error as error:
        raise DamagedCode("zlib") from error
    if inflater.unconsumed_tail:
        raise DamagedCode("too_long")
    if not inflater.eof or inflater.unused_data:
        raise DamagedCode("zlib")
    return cose


def _kid(header: bytes) -> str:
    try:
        content = cbor.read(header)
    except cbor.NotCanonicalError as error:
        raise DamagedCode("cose") from error
    if not isinstance(content, dict) or content.get(ALGORITHM) != EDDSA:
        raise DamagedCode("algorithm")
    kid = content.get(KID)
    if set(content) != {ALGORITHM, KID} or not isinstance(kid, bytes) or not kid.isascii():
        raise DamagedCode("device")
    return kid.decode("ascii")


def _said(kid: str, body: bytes) -> Statement | Checkpoint:
    """The payload as a record, if it is what we would have written for that record."""
    try:
        content = cbor.read(body)
        says = _record(kid, content)
    except (cbor.NotCanonicalError, ValueError, TypeError, OverflowError, LookupError) as error:
        raise DamagedCode("content") from error
    if _payload(says) != body:  # an unknown key, or a default spelt out
        raise DamagedCode("content")
    return says


def _record(kid: str, content: dict[int, Any]) -> Statement | Checkpoint:
    if _is(dict, content)[0] == _CHECKPOINT:
        return Checkpoint(
            device=kid,
            seq=_is(int, content[2]),
            event_hash=_is(bytes, content[3]),
            clock=_is(int, content[4]),
            vouched=_vouched(content) if 5 in content else None,  # noqa: PLR2004 - see the top
        )
    flat = _is(list, content.get(9, []))
    number, issued = _is(str, content[1]), _is(int, content[4])
    return Statement(
        number=number,
        device=kid,
        seq=_is(int, content[2]),
        event_hash=_is(bytes, content[3]),
        issued_on=_EPOCH + timedelta(issued),
        happened_on=_EPOCH + timedelta(_is(int, content.get(5, issued))),
        centre=_is(str, content.get(6, centre_of(number))),
        party=_is(str, content.get(7, "")),
        people=_is(int, content.get(8, 0)),
        lines=tuple(
            (_is(str, code), _is(int, quantity))
            for code, quantity in zip(flat[::2], flat[1::2], strict=True)
        ),
        reverses=_is(str, content.get(10, "")),
        cut=(_is(int, content[CUT]), _is(int, content[12])) if CUT in content else None,
    )


def _vouched(content: dict[int, Any]) -> Vouched:
    return Vouched(_is(int, content[5]), _is(int, content[6]), _is(bytes, content[7]))


_T = TypeVar("_T")


def _is(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
