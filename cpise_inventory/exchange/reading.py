"""A file of exchange, opened: that it is whole and what was signed is proven first."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec
from typing_extensions import override

from cpise_inventory import config
from cpise_inventory.exchange import container, manifest
from cpise_inventory.exchange.container import BadPartError, read_piece, read_records
from cpise_inventory.exchange.errors import (
    BundleAlteredError,
    BundleCutError,
    BundleEmptyError,
    BundleNewerError,
    BundleUnreadableError,
    NotABundleError,
)
from cpise_inventory.exchange.manifest import BadManifestError, Manifest, Part, Stretch
from cpise_inventory.journal.replay import Progress

_TAIL: Final = container.LENGTH + len(container.END)

Seal = tuple[str, int, str, bytes]
"""A row of `checkpoint`."""
Content = tuple[str, bytes]
"""A fingerprint, and what it is of."""
T = TypeVar("T")


@dataclass(frozen=True)
class Bundle:
    """A file that is what its manifest says, signed by the key that this names.

    Its parts are read as they're asked for; each raises `BundleUnreadableError` once the stick is
    gone, and `BundleAlteredError` if it was written to meanwhile.
    """

    name: str
    manifest: Manifest
    sha256: str
    """Of the manifest's message, which names the digests of all else."""
    _file: BinaryIO

    def bodies(self) -> Iterator[bytes]:
        """The events, each chain in its order, one chain after the other as the manifest has it."""
        return self._records(self.manifest.events)

    def seals(self) -> Iterator[Seal]:
        """In the order of the chains, then of their places."""
        return self._read(self.manifest.seals, msgspec.msgpack.Decoder(Seal))

    def contents(self) -> Iterator[Content]:
        return self._read(self.manifest.contents, msgspec.msgpack.Decoder(Content))

    @cached_property
    def newer(self) -> bool:
        """Whether a later version of the program wrote it, which may tell what this can't read."""
        return _numbers(self.manifest.program) > _numbers(config.version())

    def without(self, devices: Collection[str]) -> "Bundle":
        """The same file, as if it held no chain of these workstations."""
        chains = self.manifest.chains
        kept = tuple(one for one in chains if one.device not in devices)
        if kept == chains:
            return self
        said = msgspec.structs.replace(self.manifest, chains=kept)
        return _Without(self.name, said, self.sha256, self._file, chains)

    def _read(self, part: Part, decoder: "msgspec.msgpack.Decoder[T]") -> Iterator[T]:
        for record in self._records(part):
            try:
                yield decoder.decode(record)
            except msgspec.MsgspecError as error:
                raise BundleAlteredError(self.name) from error

    def _records(self, part: Part) -> Iterator[bytes]:
        before = self.manifest.parts[: self.manifest.parts.index(part)]
        start = container.START + sum(one.size for one in before)
        try:
            yield from read_records(self._file, start, part)
        except BadPartError as error:
            raise BundleAlteredError(self.name) from error
        except OSError as error:
            raise BundleUnreadableError(self.name) from error


@dataclass(frozen=True)
class _Without(Bundle):
    """`chains`: as they stand in the file; the manifest names those that are kept."""

    _chains: tuple[Stretch, ...]

    @override
    def bodies(self) -> Iterator[bytes]:
        bodies = super().bodies()
        for one in self._chains:
            of_one = islice(bodies, max(one.size, 0))
            yield from (body for body in of_one if one in self.manifest.chains)
        yield from bodies  # more than the manifest says: whoever asked finds it out

    @override
    def seals(self) -> Iterator[Seal]:
        gone = {one.device for one in self._chains} - {one.device for one in self.manifest.chains}
        return (seal for seal in super().seals() if seal[0] not in gone)


@contextmanager
def open_bundle(path: Path, progress: Progress | None = None) -> Iterator[Bundle]:
    """The file, once it's proven. Raises the refusals of `errors` that speak of a file.

    `progress` is told bytes that were looked at; it may raise to stop.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise BundleUnreadableError(path.name) from error
    with file:
        try:
            bundle = _opened(file, path.name)
            _prove(bundle, file, progress)
        except OSError as error:
            raise BundleUnreadableError(path.name) from error
        yield bundle


def _opened(file: BinaryIO, name: str) -> Bundle:
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode):
        raise BundleUnreadableError(name)
    size = found.st_size
    if not size:
        raise BundleEmptyError(name)
    _check_start(file.read(container.START), name)
    if size < container.START + _TAIL:
        raise BundleCutError(name)
    file.seek(size - _TAIL)
    tail = file.read(_TAIL)
    if tail[container.LENGTH :] != container.END:
        raise BundleCutError(name)
    length = int.from_bytes(tail[: container.LENGTH], "big")
    room = size - container.START - _TAIL
    if length > min(container.LONGEST_MANIFEST, room):
        raise BundleAlteredError(name)
    file.seek(size - _TAIL - length)
    message = file.read(length)
    try:
        said = manifest.read(message)
    except BadManifestError as error:
        raise BundleAlteredError(name) from error
    if sum(part.size for part in said.parts) + length != room:
        raise BundleAlteredError(name)
    return Bundle(name, said, hashlib.sha256(message).hexdigest(), file)


def _check_start(start: bytes, name: str) -> None:
    whole = start[: len(container.MAGIC)]
    if whole != container.MAGIC:
        is_begun = container.MAGIC.startswith(whole)
        raise BundleCutError(name) if is_begun else NotABundleError(name)
    if start[len(container.MAGIC) :] > bytes((container.VERSION,)):
        raise BundleNewerError(name, "")


def _prove(bundle: Bundle, file: BinaryIO, progress: Progress | None) -> None:
    """Each part is what was signed, before anything in it is looked at."""
    parts = bundle.manifest.parts
    at, total = container.START, sum(part.size for part in parts)
    for part in parts:
        sha256 = hashlib.sha256()
        try:
            for some in read_piece(file, at, part.size):
                sha256.update(some)
                at += len(some)
                if progress:
                    progress(at - container.START, total)
        except BadPartError as error:
            raise BundleCutError(bundle.name) from error
        if sha256.hexdigest() != part.sha256:
            raise BundleAlteredError(bundle.name)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(one) for one in version.split(".") if one.isascii() and one.isdecimal())
