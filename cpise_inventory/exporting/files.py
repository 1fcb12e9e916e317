"""Files that leave the program: whole or not at all, and on the disk before anybody is told so."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cpise_inventory.errors import FullDiskError, ReadOnlyStoreError, Refusal

FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_FOLDER: Final = frozenset({errno.ENOENT, errno.ENOTDIR})


@dataclass(eq=False)
class FolderNotThereError(Refusal):
    """A file is to be written into a folder that isn't there."""

    folder: str
    field = "out"


@dataclass(eq=False)
class FileNotWritableError(Refusal):
    """A file can't be written there: a folder has its name, the name is bad, the stick is gone."""

    file: str
    field = "out"


def write_file(path: Path, content: bytes) -> None:
    """One file, all or nothing. Raises as `replacing` does."""
    with replacing(path) as out:
        out.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """What is written here takes the place of `path` once the block ends well, else nothing does.

    Raises `FolderNotThereError`, `FileNotWritableError`, `FullDiskError`, `ReadOnlyStoreError`.
    """
    path = path.absolute()
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    with _explained(path):
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        with _explained(path), os.fdopen(handle, "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        with _explained(path):
            beside.replace(path)
            _settle(path.parent)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


_BINARY: Final = int(getattr(os, "O_BINARY", 0))


def _settle(folder: Path) -> None:
    """The folder's new entry is on the disk too, where the system offers to say so."""
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise FullDiskError(str(path)) from error
        if error.errno in _NO_FOLDER:
            raise FolderNotThereError(str(path.parent)) from error
        if error.errno in _FORBIDDEN and not path.is_dir():
            raise ReadOnlyStoreError(str(path)) from error
        raise FileNotWritableError(str(path)) from error
