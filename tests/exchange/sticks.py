"""Workstations that meet by stick: a file is written here and read there."""

from io import BytesIO
from pathlib import Path

from cpise_inventory.addresses import Address
from cpise_inventory.exchange import container
from cpise_inventory.exchange.commands import Report, approve_device, take_in
from cpise_inventory.exchange.container import write_part
from cpise_inventory.exchange.fingerprints import fingerprint
from cpise_inventory.exchange.manifest import Manifest
from cpise_inventory.exchange.reading import Bundle, open_bundle
from cpise_inventory.exchange.writing import write_bundle
from cpise_inventory.journal.keys import DeviceKey
from cpise_inventory.store import Store, open_store
from tests.books import ADMIN
from tests.cuts import Say

FINGERPRINT = "012345678901234567890123"


def written(store: Store, folder: Path, target: str = "", name: str = "") -> Path:
    path = folder / (name or f"{store.device}{target}.cpise")
    write_bundle(store, path, target)
    return path


def read(store: Store, path: Path) -> Report:
    with open_bundle(path) as bundle, store.write(ADMIN) as work:
        return take_in(work, bundle)


def read_aloud(where: Address, path: Path, say: Say) -> None:
    """The same, saying how far it is; a process of its own may do it."""
    with open_store(where) as store:
        with open_bundle(path) as bundle, store.write(ADMIN) as work:
            take_in(work, bundle, lambda done, _total: say(str(done)))
            say("all is read")
        say("committed")


def shown(store: Store) -> str:
    """The check number of this workstation's key."""
    assert store.key
    return fingerprint(store.device, store.key.public)


def approve(store: Store, *others: Store) -> None:
    for other in others:
        with store.write(ADMIN) as work:
            approve_device(work, other.device, shown(other))


def carried(here: Store, there: Store, folder: Path, target: str = "") -> Report:
    return read(there, written(here, folder, target))


def empty_bundle(key: DeviceKey) -> Bundle:
    """That brings nothing at all."""
    file = BytesIO(container.MAGIC + bytes((container.VERSION,)))
    file.seek(container.START)
    part, more, most = (write_part(file, [], 1) for _ in range(3))
    said = Manifest(
        device=key.device,
        centre="",
        name="",
        public_key=key.public.hex(),
        program="1",
        at=1,
        clock=1,
        target="",
        chains=(),
        heads=(),
        events=part,
        seals=more,
        contents=most,
    )
    return Bundle("empty.cpise", said, "0" * 64, file)
