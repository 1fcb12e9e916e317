"""A file of exchange is written: all that is known here, or only what somebody may lack."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, select

from cpise_inventory import config
from cpise_inventory.attachments import contents
from cpise_inventory.attachments.queries import bytes_here
from cpise_inventory.catalogue.queries import Device, devices
from cpise_inventory.documents.seals import device_keys
from cpise_inventory.errors import KeyMissingError
from cpise_inventory.exchange import container, manifest, queries
from cpise_inventory.exchange.container import write_end, write_part
from cpise_inventory.exchange.counted import Counted
from cpise_inventory.exchange.errors import OwnDeviceError, TargetTakenError, UnknownPartnerError
from cpise_inventory.exchange.manifest import Manifest, Reached, Stretch
from cpise_inventory.exporting.files import replacing
from cpise_inventory.journal.event import clock_at
from cpise_inventory.journal.keys import DeviceKey
from cpise_inventory.journal.replay import CHUNK, Progress
from cpise_inventory.store import Store
from db.run import Query
from db.schema import checkpoint, event, head

AS_IT_IS, SMALL = 0, 6
"""Levels of zlib: events become a fifth; pictures, and papers that were scanned, no smaller."""
_E, _C, _H = event.c, checkpoint.c, head.c
_BODIES = Query(
    select(_E.body)
    .where(
        _E.device == bindparam("device"), _E.seq >= bindparam("first"), _E.seq <= bindparam("last")
    )
    .order_by(_E.seq)
)
_SEALS = Query(
    select(_C.device, _C.seq, _C.document, _C.statement)
    .where(
        _C.device == bindparam("device"), _C.seq >= bindparam("first"), _C.seq <= bindparam("last")
    )
    .order_by(_C.seq, _C.document)
)
_HEADS = Query(select(_H.device, _H.seq, _H.clock).order_by(_H.device))
_LAST_SIGNED = Query(
    select(_C.seq, _E.hash)
    .join_from(checkpoint, event, (_E.device == _C.device) & (_E.seq == _C.seq))
    .where(_C.device == bindparam("device"))
    .order_by(_C.seq.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Written:
    """What a file brings."""

    file: str
    size: int
    manifest: Manifest

    @property
    def events(self) -> int:
        return self.manifest.events.records

    @property
    def attachments(self) -> int:
        return self.manifest.contents.records


def write_bundle(
    store: Store, path: Path, target: str = "", progress: Progress | None = None
) -> Written:
    """Write the file, all or nothing, once this workstation has signed how far its chain has come.

    `target`: the workstation for whom it is; else for everybody. `progress` is told records, and
    may raise to stop. Raises `TargetTakenError`, `UnknownPartnerError`, `OwnDeviceError`,
    `KeyMissingError`, and as `replacing` does.
    """
    _check_place(path)
    key = store.key
    with store.read() as connection:
        if key is None or device_keys(connection).get(key.device) != key.public:
            raise KeyMissingError(store.address.where)
        check_target(connection, key.device, target)
    store.check_in()
    with store.read() as connection:
        known = {one.device: one for one in devices(connection)}
        order = Order(path, store.now(), target)
        return _written(connection, key, known[key.device], order, progress)


class Order(NamedTuple):
    """A file to be written, at `at` (microseconds UTC), for `target` or for everybody."""

    path: Path
    at: int
    target: str


def _written(
    connection: Connection, key: DeviceKey, own: Device, order: Order, progress: Progress | None
) -> Written:
    rows = _HEADS.rows(connection)
    chains = tuple(_stretches(connection, [device for device, *_ in rows], order.target))
    wanted = _contents(connection, chains, order.target)
    counted = Counted(sum(one.size for one in chains) + len(wanted), progress)
    with replacing(order.path) as out:
        out.write(container.MAGIC + bytes((container.VERSION,)))
        parts = (
            write_part(out, counted.each(_bodies(connection, chains)), SMALL),
            write_part(out, _seals(connection, chains), SMALL),
            write_part(out, counted.each(_attached(connection, wanted)), AS_IT_IS),
        )
        said = Manifest(
            device=key.device,
            centre=own.centre,
            name=own.name,
            public_key=own.public_key,
            program=config.version(),
            at=order.at,
            clock=max([clock_at(order.at), *(clock for *_, clock in rows)]),
            target=order.target,
            chains=chains,
            heads=tuple(Reached(device, seq) for device, seq, _ in rows),
            events=parts[0],
            seals=parts[1],
            contents=parts[2],
        )
        write_end(out, manifest.sign(said, key.sign))
        size = out.tell()
    return Written(str(order.path), size, said)


def check_target(connection: Connection, own: str, target: str) -> None:
    """Raises `UnknownPartnerError` or `OwnDeviceError`."""
    if target == own:
        raise OwnDeviceError(own)
    approved = {device for device, *_ in queries.approvals(connection)}
    known = ({one.device for one in devices(connection)} | approved) - {own}
    if target and target not in known:
        raise UnknownPartnerError(target, tuple(sorted(known)))


def _check_place(path: Path) -> None:
    """A file of this kind is replaced, as a stick is used again; nothing else is."""
    try:
        with path.open("rb") as file:
            start = file.read(len(container.MAGIC))
    except OSError:
        return  # not there yet; what else is wrong is said when it's written
    if start and start != container.MAGIC:
        raise TargetTakenError(str(path))


def _stretches(connection: Connection, devices: list[str], target: str) -> Iterator[Stretch]:
    """Of each chain what the target may lack, counting on nothing but what it said itself; up to
    what the chain's own workstation signed last, or whoever carries it could add to it.
    """
    known = queries.known_by(connection, target) if target else {}
    for device in devices:
        signed = _LAST_SIGNED.one(connection, device=device)
        if device != target and signed:
            last, fingerprint = signed
            yield Stretch(
                device, min(known.get(device, 0), last) + 1, last, bytes(fingerprint).hex()
            )


def _bodies(connection: Connection, chains: tuple[Stretch, ...]) -> Iterator[bytes]:
    for one in chains:
        asked = {"device": one.device, "first": one.first, "last": one.last}
        if one.size:
            for (body,) in chain.from_iterable(_BODIES.chunks(connection, CHUNK, **asked)):
                yield bytes(body)


def _seals(connection: Connection, chains: tuple[Stretch, ...]) -> Iterator[bytes]:
    """From the last event that is known there on: it may have been signed since."""
    encode = msgspec.msgpack.Encoder().encode
    for one in chains:
        asked = {"device": one.device, "first": one.first - 1, "last": one.last}
        for device, seq, document, statement in chain.from_iterable(
            _SEALS.chunks(connection, CHUNK, **asked)
        ):
            yield encode((device, seq, document, bytes(statement)))


def _contents(connection: Connection, chains: tuple[Stretch, ...], target: str) -> list[str]:
    """Fingerprints of what is here of the bytes that go along, each once."""
    if not target:
        return contents.all_here(connection)
    found = dict.fromkeys(queries.lacked_by(connection, target))
    for one in chains:
        found |= dict.fromkeys(bytes_here(connection, one.device, one.first, one.last))
    return list(found)


def _attached(connection: Connection, wanted: list[str]) -> Iterator[bytes]:
    encode = msgspec.msgpack.Encoder().encode
    if wanted:  # of none `give_out` would give all
        for found in contents.give_out(connection, wanted):
            yield encode(found)
