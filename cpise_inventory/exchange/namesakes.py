"""Workstations of one name: set up apart with the same letter, each with a key of its own.

Nothing that they did can stand side by side: their operations, papers and tags bear the same
numbers. So whose operations came first stays, and the other one is refused by its cause.
"""

from itertools import islice
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from cpise_inventory.catalogue.events import DeviceRegistered
from cpise_inventory.catalogue.queries import devices
from cpise_inventory.documents.seals import device_keys
from cpise_inventory.exchange import queries
from cpise_inventory.exchange.errors import NamesakeError, OwnNamesakeError
from cpise_inventory.exchange.fingerprints import fingerprint, grouped
from cpise_inventory.exchange.reading import Bundle
from cpise_inventory.identity import free_letter
from cpise_inventory.journal.event import Codec
from cpise_inventory.journal.journal import Journal


class Namesake(NamedTuple):
    """Somebody at `by` approved another key of that name than the one that is here: `known`."""

    device: str
    known: str
    fingerprint: str
    by: str


def namesakes(connection: Connection) -> list[Namesake]:
    """Where approvals and the keys that are here part: of all workstations, this one among them.

    The two never meet in one journal, but who approves whom is told from journal to journal.
    """
    shown = {device: fingerprint(device, key) for device, key in device_keys(connection).items()}
    return sorted(
        Namesake(device, shown[device], compared, by)
        for device, compared, by in queries.approvals(connection)
        if shown.get(device, compared) != compared
    )


def namesake(
    connection: Connection, journal: Journal, device: str, other: bytes, there: int
) -> NamesakeError:
    """What is said of a file with so many operations by `other`, a key that isn't the known one."""
    known, centre = device_keys(connection)[device], device.rpartition("-")[0]
    kind = OwnNamesakeError if device == journal.device else NamesakeError
    return kind(
        device=device,
        fingerprint=grouped(fingerprint(device, other)),
        known=grouped(fingerprint(device, known)),
        here=journal.known(connection, device).seq,
        there=there,
        free=free_letter(centre, (one.device for one in devices(connection))),
    )


def key_brought(bundle: Bundle, codec: Codec, device: str) -> bytes:
    """The key by which a chain begins in the file; none where it begins later, or otherwise."""
    before = 0
    for one in bundle.manifest.chains:
        if one.device == device and one.first == 1:
            body = next(islice(bundle.bodies(), before, None), b"")
            return _key_of(codec, body)
        before += one.size
    return b""


def _key_of(codec: Codec, body: bytes) -> bytes:
    try:
        said = codec.decode(body).payload
    except msgspec.MsgspecError:
        return b""
    return bytes.fromhex(said.public_key) if isinstance(said, DeviceRegistered) else b""
