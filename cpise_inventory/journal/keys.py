"""A workstation's key pair: who holds the private key is that workstation."""

import itertools
import os
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SUFFIX = ".key"


@dataclass(frozen=True)
class DeviceKey:
    """An Ed25519 private key, 32 raw bytes, in a file that only its user can read."""

    device: str
    private: bytes = field(repr=False)  # a report of a fault is sent around

    def sign(self, message: bytes) -> bytes:
        """64 bytes, RFC 8032."""
        return _loaded(self.private).sign(message)

    @property
    def public(self) -> bytes:
        """32 bytes, RFC 8032."""
        return _loaded(self.private).public_key().public_bytes_raw()


@cache
def _loaded(private: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - 15 ms
        Ed25519PrivateKey,
    )

    return Ed25519PrivateKey.from_private_bytes(private)


def create_key(folder: Path, device: str) -> DeviceKey:
    """A new key, on disk before it's used. Raises FileExistsError where this device has one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    private = os.urandom(32)  # any 32 random bytes are an Ed25519 private key (RFC 8032, 5.1.5)
    path = folder / f"{device}{SUFFIX}"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(private.hex().encode())
        file.flush()
        os.fsync(file.fileno())
    for place in (folder, folder.parent):  # a file whose name is lost is lost
        _sync(place)
    return DeviceKey(device, private)


def _sync(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder can't be opened there, and names are journaled
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_aside(folder: Path) -> None:
    """Rename the keys there, so that they're neither used nor lost."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        numbers = (n for n in itertools.count(1) if not path.with_name(f"{path.name}.{n}").exists())
        path.rename(path.with_name(f"{path.name}.{next(numbers)}"))


def read_key(folder: Path) -> DeviceKey | None:
    """The key that this workstation holds; None where it holds none that can be read."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            private = bytes.fromhex(path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            continue
        if len(private) == 32:  # noqa: PLR2004 - the length of an Ed25519 key
            return DeviceKey(path.stem, private)
    return None
