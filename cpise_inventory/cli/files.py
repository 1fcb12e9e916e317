"""Files that commands leave behind: there as a whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cpise_inventory.cli.refusals import (
    FileNotWrittenError,
    FileTakenError,
    NoFolderError,
    UnknownEndingError,
)


@contextmanager
def whole(path: Path, *, over: bool = True) -> Iterator[BinaryIO]:
    """What is written takes the name when the block ends well; before, nothing of it is seen.

    Raises `NoFolderError`, `FileNotWrittenError`, and `FileTakenError` unless it may go `over`
    a file of that name.
    """
    folder = path.parent
    if not folder.is_dir():
        raise NoFolderError(str(folder))
    if not over and path.exists():
        raise FileTakenError(str(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=folder)
    except OSError as error:
        raise FileNotWrittenError(str(path)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _allow_reading(name)
        Path(name).replace(path)
    except OSError as error:
        raise FileNotWrittenError(str(path)) from error
    finally:
        with suppress(OSError):
            Path(name).unlink()


def ending(path: Path, known: tuple[str, ...]) -> str:
    """`pdf` of `list.PDF`. Raises `UnknownEndingError`."""
    found = path.suffix.lower().removeprefix(".")
    if found not in known:
        raise UnknownEndingError(str(path), known)
    return found


def _allow_reading(name: str) -> None:
    """A temporary file is its user's alone; what it becomes is as open as any new file."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
