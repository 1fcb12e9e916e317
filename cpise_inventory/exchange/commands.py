"""Take in what another workstation's file brings, all or nothing; approve a workstation's key."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, bindparam, exists, select

from cpise_inventory.attachments import contents
from cpise_inventory.attachments import queries as attached
from cpise_inventory.attachments.contents import TakenIn
from cpise_inventory.documents.seals import device_keys
from cpise_inventory.documents.vouching import check_fresh
from cpise_inventory.exchange import queries
from cpise_inventory.exchange.counted import Counted
from cpise_inventory.exchange.errors import (
    BundleAlteredError,
    BundleNewerError,
    ChainFalseError,
    ChainForkError,
    ChainGapError,
    FingerprintDiffersError,
    NamesakeError,
    OwnDeviceError,
)
from cpise_inventory.exchange.events import DeviceApproved, DeviceWithdrawn, Reach, Received
from cpise_inventory.exchange.fingerprints import fingerprint, grouped, read_fingerprint
from cpise_inventory.exchange.manifest import Stretch
from cpise_inventory.exchange.namesakes import key_brought, namesake
from cpise_inventory.exchange.reading import Bundle
from cpise_inventory.exchange.trust import check_chains, check_exporter
from cpise_inventory.exchange.writing import check_target
from cpise_inventory.journal.event import kind_name
from cpise_inventory.journal.journal import BrokenChainError, Known
from cpise_inventory.journal.replay import CHUNK, Progress
from cpise_inventory.people.rights import Right
from cpise_inventory.work import Work
from db.run import Query
from db.schema import checkpoint, event, event_index, head
from db.write import insert_rows

MOST_LACKING: Final = 500
"""Fingerprints that an event tells; who lacks more gets the rest by the next files."""
_E, _C, _I, _H = event.c, checkpoint.c, event_index.c, head.c
_BODIES = Query(
    select(_E.body)
    .where(
        _E.device == bindparam("device"), _E.seq >= bindparam("first"), _E.seq <= bindparam("last")
    )
    .order_by(_E.seq)
)
_HASH = Query(select(_E.hash).where(_E.device == bindparam("device"), _E.seq == bindparam("seq")))
_SEALS_AT = Query(
    select(_C.document).where(_C.device == bindparam("device"), _C.seq == bindparam("seq"))
)
_SAYS_MORE = Query(
    select(
        exists().where(
            _I.device == bindparam("device"),
            _I.seq > bindparam("seq"),
            _I.kind != kind_name(Received),
        )
    )
)
_HEADS = Query(select(_H.device, _H.seq).order_by(_H.device))


@dataclass(frozen=True)
class Came:
    """What a file brought of one chain: the events from `first` to `last` were new."""

    device: str
    first: int
    last: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Report:
    """What came of reading a file. `written_at`: when it was written, microseconds UTC.

    `missing`: attached files whose bytes are still not here; `passed_over`: what would have been
    new, of workstations whose approval was taken back here.
    """

    exporter: str
    written_at: int
    came: tuple[Came, ...]
    attachments: TakenIn
    missing: int
    noted: bool
    """Whether it brought anything that an event tells of."""
    passed_over: tuple[Came, ...] = ()

    @property
    def events(self) -> int:
        return sum(one.size for one in self.came)


def take_in(work: Work, bundle: Bundle, progress: Progress | None = None) -> Report:
    """Events, then seals, then attached bytes; what is known is passed over.

    `progress` is told records, and may raise to stop. Raises the refusals of `errors`.
    """
    work.require(Right.EXCHANGE)
    work.hold("merge")
    connection = work.connection
    check_exporter(connection, work.journal, bundle.manifest, bundle.name)
    passed_over = tuple(_passed_over(work, bundle))
    bundle = bundle.without({one.device for one in passed_over})
    said, keys = bundle.manifest, device_keys(connection)
    before = {one.device: work.journal.known(connection, one.device) for one in said.chains}
    _check_gaps(bundle, before)
    counted = Counted(said.events.records + said.contents.records, progress)
    _merge(work, bundle, before, counted)
    came = tuple(_came(connection, work, bundle, before))
    check_chains(connection, work.journal, keys, {one.device for one in said.chains if one.last})
    _keep_seals(work, bundle, before)
    kept = contents.take_in(connection, counted.each(bundle.contents()))
    if kept.kept:
        work.touched.add("content")
    lacking = attached.missing(connection)
    noted = bool(kept.kept) or any(
        _SAYS_MORE.value(connection, device=one.device, seq=one.first - 1) for one in came
    )
    if noted:
        shas = dict.fromkeys(one.sha256 for one in lacking)
        fresh = {one.device: one.size for one in came}
        work.record(
            Received(
                exporter=said.device,
                bundle=bundle.sha256,
                clock=said.clock,
                told=tuple(Reach(one.device, one.seq) for one in said.heads),
                known=tuple(
                    Reach(device, seq, fresh.get(device, 0))
                    for device, seq in _HEADS.rows(connection)
                ),
                attachments=len(kept.kept),
                lacking=tuple(islice(shas, MOST_LACKING)),
            )
        )
    return Report(said.device, said.at, came, kept, len(lacking), noted, passed_over)


def withdraw_device(work: Work, device: str) -> None:
    """Read nothing more of a workstation here, whoever brings it. What came before stays.

    Raises `OwnDeviceError`, `UnknownPartnerError`.
    """
    work.require(Right.MANAGE_PEOPLE)
    connection, own = work.connection, work.journal.device
    if device in queries.withdrawn(connection, own):
        return
    check_target(connection, own, device)
    key = device_keys(connection).get(device)
    approved = [told for one, told, _ in queries.approvals(connection) if one == device]
    shown = fingerprint(device, key) if key else approved[0]
    work.record(DeviceWithdrawn(device=device, fingerprint=shown))


def approve_device(work: Work, device: str, compared: str) -> str:
    """Somebody compared this fingerprint with whoever holds the key; as it's kept.

    Raises `BadFingerprintError`, `OwnDeviceError`, `FingerprintDiffersError`.
    """
    work.require(Right.MANAGE_PEOPLE)
    digits = read_fingerprint(compared)
    key = device_keys(work.connection).get(device)
    if key and (known := fingerprint(device, key)) != digits:
        raise FingerprintDiffersError(device, grouped(digits), grouped(known))
    if device == work.journal.device:
        raise OwnDeviceError(device)
    mine = (device, digits, work.journal.device)
    if mine not in queries.approvals(work.connection):
        work.record(DeviceApproved(device=device, fingerprint=digits))
    return digits


def _passed_over(work: Work, bundle: Bundle) -> Iterator[Came]:
    """What others carry of workstations of which nothing more is to be read here."""
    barred = queries.withdrawn(work.connection, work.journal.device)
    for one in bundle.manifest.chains:
        known = work.journal.known(work.connection, one.device).seq
        if one.device in barred and one.last > known:
            yield Came(one.device, known + 1, one.last)


def _check_gaps(bundle: Bundle, before: dict[str, Known]) -> None:
    for one in bundle.manifest.chains:
        if one.first > before[one.device].seq + 1:
            first, last = before[one.device].seq + 1, one.first - 1
            raise ChainGapError(one.device, first, last, bundle.manifest.device)


def _merge(work: Work, bundle: Bundle, before: dict[str, Known], counted: Counted) -> None:
    bodies = counted.each(bundle.bodies())
    fresh = _fresh(work.connection, bundle, before, bodies)
    try:
        work.touched |= work.journal.merge(work.connection, fresh)
    except BrokenChainError as error:
        if error.reason == "fork" or error.said == "prev":
            raise _forked(work, bundle, error) from error
        if error.reason == "unreadable" and bundle.newer:
            raise BundleNewerError(bundle.name, bundle.manifest.program) from error
        place = f"{error.device}:{error.seq}" if error.device else bundle.name
        raise ChainFalseError(error.device or bundle.manifest.device, place) from error


def _forked(work: Work, bundle: Bundle, error: BrokenChainError) -> ChainForkError | NamesakeError:
    """One chain that went on twice, or two that had nothing in common from the start."""
    known = device_keys(work.connection).get(error.device)
    other = key_brought(bundle, work.journal.codec, error.device)
    if other and other != known:
        there = next(one.last for one in bundle.manifest.chains if one.device == error.device)
        return namesake(work.connection, work.journal, error.device, other, there)
    return ChainForkError(error.device, error.seq)


def _fresh(
    connection: Connection, bundle: Bundle, before: dict[str, Known], bodies: Iterator[bytes]
) -> Iterator[bytes]:
    """What isn't known yet; what is has to be, byte for byte, what is known."""
    for one in bundle.manifest.chains:
        last = min(one.last, before[one.device].seq)
        yield from _after(connection, one, last, bodies)
    if next(bodies, None) is not None:
        raise BundleAlteredError(bundle.name)


def _after(
    connection: Connection, stretch: Stretch, last: int, bodies: Iterator[bytes]
) -> Iterator[bytes]:
    """A stretch's own from among all bodies, once those up to `last` are compared."""
    device = stretch.device
    for first in range(stretch.first, last + 1, CHUNK):
        until = min(first + CHUNK - 1, last)
        here = _BODIES.rows(connection, device=device, first=first, last=until)
        for seq, (body,) in enumerate(here, first):
            if next(bodies, None) != bytes(body):
                raise BrokenChainError(device, seq, "fork")
    yield from islice(bodies, max(stretch.last - max(last, stretch.first - 1), 0))


def _came(
    connection: Connection, work: Work, bundle: Bundle, before: dict[str, Known]
) -> Iterator[Came]:
    """By chain, once each is known to have come as far as the manifest says."""
    for one in bundle.manifest.chains:
        known, far = work.journal.known(connection, one.device), before[one.device]
        if known.seq != max(far.seq, one.last):
            raise ChainFalseError(one.device, f"{one.device}:{one.last}")
        if bytes(_HASH.value(connection, device=one.device, seq=one.last)).hex() != one.hash:
            raise ChainForkError(one.device, one.last)
        if known.seq > far.seq:
            yield Came(one.device, far.seq + 1, known.seq)


def _keep_seals(work: Work, bundle: Bundle, before: dict[str, Known]) -> None:
    """Those that aren't here yet, all of them genuine. Raises `ChainFalseError`."""
    connection = work.connection
    chains = {one.device: one for one in bundle.manifest.chains}
    held = {
        one.device: {row[0] for row in _SEALS_AT.rows(connection, device=one.device, seq=far)}
        for one in bundle.manifest.chains
        if (far := before[one.device].seq)
    }
    fresh: list[tuple[Any, ...]] = []
    grown = {device for device, one in chains.items() if one.last > before[device].seq}
    at = ("", 0, "")
    for device, seq, document, statement in bundle.seals():
        place = (device, seq, document)
        one = chains.get(device)
        if one is None or place <= at or not one.first - 1 <= seq <= one.last:
            raise BundleAlteredError(bundle.name)
        at, far = place, before[device].seq
        if seq > far or (seq == far and document not in held[device]):
            grown.add(device)
            fresh.append((*place, statement))
        if len(fresh) == CHUNK:
            insert_rows(connection, checkpoint, fresh)
            fresh.clear()
    insert_rows(connection, checkpoint, fresh)
    keys = device_keys(connection)
    for device in sorted(grown):
        last = chains[device].last
        if not _SEALS_AT.one(connection, device=device, seq=last):  # so anybody could have added it
            raise ChainFalseError(device, f"{device}:{last}")
        work.touched.add("checkpoint")
        for found in check_fresh(
            connection, work.journal.codec, device, keys[device], before[device].seq
        ):
            raise ChainFalseError(device, found.where)
