"""Is this paper genuine? From the code on it to a verdict, with the books or without them.

A signature by the key of a known workstation proves that the paper says what it was issued with;
the journal, where the paper's event has come here, proves that nothing was changed there since.
Reading the paper's own text stays with people: they compare it with what the code says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from msgspec import MsgspecError
from sqlalchemy import Connection, bindparam, func, select

from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.documents.queries import document_of
from cpise_inventory.documents.seals import device_keys, statement_of
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import read_number, read_tag
from cpise_inventory.journal.event import Event, digest
from cpise_inventory.journal.journal import Journal
from cpise_inventory.paper.reading import NoCodeFound, NotAPicture, codes_in
from cpise_inventory.paper.statement import (
    PREFIX,
    Checkpoint,
    DamagedCode,
    NotACodeOfOurs,
    Signed,
    Statement,
    from_text,
    verify,
)
from db.schema import document, event

GENUINE: Final = "genuine"  # signed by its device, and the journal here says the same
CANCELLED: Final = "cancelled"  # the same, but another document has cancelled it since
NOT_HERE_YET: Final = "not_here_yet"  # well signed; its event has not come to this journal
SIGNATURE_ONLY: Final = "signature_only"  # well signed; there was no journal to compare with
FORGED: Final = "forged"  # not signed by the device that it names
DIFFERS: Final = "differs"  # well signed, but the journal here says something else
NUMBER_TWICE: Final = "number_twice"  # well signed, but two events here bear this number
UNKNOWN_DEVICE: Final = "unknown_device"  # the device that it names has no key here
DAMAGED: Final = "damaged"  # a code of ours, incomplete or changed
UNSIGNED: Final = "unsigned"  # a number or a label's tag: anybody can write it
NOT_OURS: Final = "not_ours"  # another program's code, or no code
NO_CODE: Final = "no_code"  # a picture or PDF without a code
REASONS: Final = (
    *(GENUINE, CANCELLED, NOT_HERE_YET, SIGNATURE_ONLY, FORGED, DIFFERS, NUMBER_TWICE),
    *(UNKNOWN_DEVICE, DAMAGED, UNSIGNED, NOT_OURS, NO_CODE),
)
"""Stable, for scripts. The first four are genuine."""
_TRUE: Final = frozenset({GENUINE, CANCELLED, NOT_HERE_YET, SIGNATURE_ONLY})
UNREADABLE: Final = "unreadable"
LONGEST_LOOSE_TEXT: Final = 4_096

# the hash beside it is not believed: whoever changed the one could change the other
_EVENT = select(event.c.body).where(
    event.c.device == bindparam("device"), event.c.seq == bindparam("seq")
)
_LAST = select(func.max(event.c.seq)).where(event.c.device == bindparam("device"))
_BEARERS = (
    select(document.c.device, document.c.seq)
    .where(document.c.number == bindparam("number"))
    .order_by(document.c.device, document.c.seq)
)


@dataclass(frozen=True)
class Difference:
    """What the paper's code says of something and what the journal says; "" is nothing.

    `what` is a field of `Statement`, or `line CODE`, or `event`.
    """

    what: str
    paper: str
    journal: str


@dataclass(frozen=True)
class Verdict:
    """`reason` is one of `REASONS`; `number` is empty where none could be read."""

    reason: str
    number: str = ""
    statement: Statement | Checkpoint | None = None
    differences: tuple[Difference, ...] = ()
    cancelled_by: str = ""

    @property
    def genuine(self) -> bool:
        return self.reason in _TRUE


def check_text(connection: Connection, journal: Journal, text: str) -> Verdict:
    """The verdict on the text of a code, as a scanner or a person gives it. Never raises."""
    verdict, signed = _read(text, device_keys(connection))
    if signed is None or not verdict.genuine:
        return verdict
    return _compared(connection, journal, verdict, signed)


def check_signature(text: str, keys: Mapping[str, bytes]) -> Verdict:
    """The same without a journal: only whether one of these devices' keys signed it.

    `keys`: device -> Ed25519 public key, 32 bytes.
    """
    return _read(text, keys)[0]


def check_file(connection: Connection, journal: Journal, path: Path) -> tuple[Verdict, ...]:
    """A verdict for each different code of ours in a picture, a PDF or a text, the false first.

    Where there is no code of ours at all, the one verdict says so. Raises `FileNotReadable`,
    `FileTooBig`, `NotAPicture`.
    """
    try:
        texts = codes_in(path)
    except NoCodeFound:
        return (Verdict(NO_CODE),)
    except NotAPicture:
        texts = [_loose_text(path)]
    verdicts = [check_text(connection, journal, text) for text in texts]
    ours = [one for one in verdicts if one.reason not in {NOT_OURS, UNSIGNED}]
    return tuple(sorted(ours or verdicts[:1], key=lambda one: one.genuine))


def contents(said: Statement | Checkpoint) -> dict[str, object]:
    """What a code says, as JSON knows it: names as in `Statement`, dates ISO, the hash hex."""
    told: dict[str, object] = {
        "device": said.device,
        "seq": said.seq,
        "event_hash": said.event_hash.hex(),
    }
    if isinstance(said, Checkpoint):
        vouched = said.vouched
        return told | {"clock": said.clock, "vouches_for": vouched.size if vouched else 0}
    return told | {
        "number": said.number,
        "issued_on": said.issued_on.isoformat(),
        "happened_on": said.happened_on.isoformat(),
        "centre": said.centre,
        "party": said.party,
        "people": said.people,
        "lines": [{"item": code, "quantity": quantity} for code, quantity in said.lines],
        "all_lines": len(said.lines) if said.cut is None else said.cut[0],
        "reverses": said.reverses,
    }


# --- the signature --------------------------------------------------------------------------------


def _read(text: str, keys: Mapping[str, bytes]) -> tuple[Verdict, Signed | None]:
    text = text.translate({ord(sign): None for sign in "\r\n\t"}).strip()
    try:
        signed = from_text(text)
    except NotACodeOfOurs:
        return _unsigned(text), None
    except DamagedCode:
        return Verdict(DAMAGED), None
    said = signed.statement
    number = said.number if isinstance(said, Statement) else ""
    key = keys.get(signed.kid)
    if key is None:
        return Verdict(UNKNOWN_DEVICE, number, said), signed
    own = read_number(number) if number else None
    named = own.device if own else said.device
    if named != signed.kid or not verify(signed, key):
        return Verdict(FORGED, number, said), signed
    return Verdict(SIGNATURE_ONLY, number, said), signed


def _unsigned(text: str) -> Verdict:
    """A number or a tag names something, and proves nothing."""
    if number := read_number(text):
        return Verdict(UNSIGNED, str(number))
    try:
        return Verdict(UNSIGNED, read_tag(text))
    except Refusal:
        return Verdict(NOT_OURS)


def _loose_text(path: Path) -> str:
    """A code that was saved as text. Raises `NotAPicture` for anything else."""
    with path.open("rb") as file:
        begin = file.read(LONGEST_LOOSE_TEXT)
    text = begin.decode("utf-8-sig", errors="replace").strip()
    if not text.startswith(PREFIX):
        raise NotAPicture(path.name)
    return text


# --- the journal ----------------------------------------------------------------------------------


def _compared(
    connection: Connection, journal: Journal, verdict: Verdict, signed: Signed
) -> Verdict:
    said = signed.statement
    row = connection.execute(_EVENT, {"device": said.device, "seq": said.seq}).one_or_none()
    if row is None:
        last = connection.execute(_LAST, {"device": said.device}).scalar() or 0
        if said.seq > last:
            return replace(verdict, reason=NOT_HERE_YET)
        gone = Difference("event", f"{said.device}:{said.seq}", "")
        return replace(verdict, reason=DIFFERS, differences=(gone,))
    body: bytes = row[0]
    try:
        found, fingerprint = journal.codec.decode(body), digest(body)
    except MsgspecError:
        spoilt = Difference("event", f"{said.device}:{said.seq}", UNREADABLE)
        return replace(verdict, reason=DIFFERS, differences=(spoilt,))
    if differences := tuple(_differences(said, found, fingerprint)):
        return replace(verdict, reason=DIFFERS, differences=differences)
    if isinstance(said, Checkpoint):
        return replace(verdict, reason=GENUINE)
    return _standing(connection, replace(verdict, reason=GENUINE))


def _standing(connection: Connection, verdict: Verdict) -> Verdict:
    """Whether the number is its own, and whether the document still holds."""
    bearers = connection.execute(_BEARERS, {"number": verdict.number}).all()
    if len(bearers) > 1:
        twice = tuple(
            Difference("number", verdict.number, f"{device}:{seq}") for device, seq in bearers
        )
        return replace(verdict, reason=NUMBER_TWICE, differences=twice)
    registered = document_of(connection, verdict.number)
    if registered is not None and registered.reversed_by:
        return replace(verdict, reason=CANCELLED, cancelled_by=registered.reversed_by)
    return verdict


def _differences(
    said: Statement | Checkpoint, found: Event[Any], fingerprint: bytes
) -> Iterator[Difference]:
    """First what people can check on the paper, and last the fingerprint."""
    if isinstance(said, Statement):
        payload = found.payload
        if not (isinstance(payload, Issuing) and payload.number):
            yield Difference("number", said.number, "")
        else:
            yield from _unlike(said, statement_of(found, fingerprint))
            yield from _other_lines(said, payload.contents)
    elif said.clock != found.clock:
        yield Difference("clock", str(said.clock), str(found.clock))
    there = fingerprint[: len(said.event_hash)]
    if said.event_hash != there:
        yield Difference("event_hash", said.event_hash.hex(), there.hex())


def _unlike(paper: Statement, journal: Statement) -> Iterator[Difference]:
    for what in ("number", "centre", "issued_on", "happened_on", "party", "people", "reverses"):
        one, other = str(getattr(paper, what)), str(getattr(journal, what))
        if one != other:
            yield Difference(what, one, other)


def _other_lines(paper: Statement, lines: Iterable[tuple[str, int]]) -> Iterator[Difference]:
    """Line by line; where the paper's code had no room for them, totals by item, or their sum."""
    there = _by_code(lines)
    if paper.cut is not None:
        count = sum(map(len, there.values()))
        if paper.cut[0] != count:
            yield Difference("lines", str(paper.cut[0]), str(count))
        there = {code: [sum(quantities)] for code, quantities in there.items()}
        total = sum(quantity for (quantity,) in there.values())
        if paper.cut[1] != total:
            yield Difference("total", str(paper.cut[1]), str(total))
        if not paper.lines:
            return
    here = _by_code(paper.lines)
    for code in dict.fromkeys((*here, *there)):
        if here.get(code) != there.get(code):
            yield Difference(f"line {code}", _figures(here, code), _figures(there, code))


def _by_code(lines: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    by_code: dict[str, list[int]] = {}
    for code, quantity in lines:
        by_code.setdefault(code, []).append(quantity)
    return by_code


def _figures(lines: dict[str, list[int]], code: str) -> str:
    return " + ".join(map(str, lines.get(code, ())))
