"""What the disk and the server say when they can't be used, as one of the `StoreError`s."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import sqlalchemy as sa

from cpise_inventory import errors

DRIVERS = ("sqlite3", "psycopg")
"""Whose errors may come as they are: `db.run` speaks to them directly."""
LITTLE = 1 << 20
"""Bytes: with less left on a disk, a failed write is the want of room."""

_SQLITE_CODES = {  # https://www.sqlite.org/rescode.html; the first that fits
    "SQLITE_BUSY": errors.LockedStoreError,
    "SQLITE_LOCKED": errors.LockedStoreError,
    "SQLITE_READONLY": errors.ReadOnlyStoreError,
    "SQLITE_PERM": errors.ReadOnlyStoreError,
    "SQLITE_CANTOPEN": errors.ReadOnlyStoreError,
    "SQLITE_FULL": errors.FullDiskError,
    "SQLITE_IOERR_WRITE": errors.FullDiskError,  # a quota, or more than this file system holds
    "SQLITE_IOERR_TRUNCATE": errors.FullDiskError,
    "SQLITE_IOERR_SHMSIZE": errors.FullDiskError,
    "SQLITE_IOERR": errors.DamagedStoreError,
    "SQLITE_CORRUPT": errors.DamagedStoreError,
    "SQLITE_NOTADB": errors.NotAStoreError,
}
_SERVER_CODES = {  # https://www.postgresql.org/docs/current/errcodes-appendix.html
    "08": errors.UnreachableStoreError,  # connection
    "25006": errors.ReadOnlyStoreError,  # a standby, or a user who may only read
    "28": errors.UnreachableStoreError,  # wrong password
    "3D": errors.UnreachableStoreError,  # no such database
    "40": errors.LockedStoreError,  # deadlock
    "42501": errors.ReadOnlyStoreError,  # no privilege
    "53100": errors.FullDiskError,
    "53300": errors.UnreachableStoreError,  # too many connections
    "55": errors.LockedStoreError,
    "57P": errors.UnreachableStoreError,  # shutting down
    "58": errors.DamagedStoreError,
    "XX001": errors.DamagedStoreError,
    "XX002": errors.DamagedStoreError,
}
_SYSTEM_CODES = {
    errno.ENOSPC: errors.FullDiskError,
    errno.EDQUOT: errors.FullDiskError,
    errno.EFBIG: errors.FullDiskError,
    errno.EACCES: errors.ReadOnlyStoreError,
    errno.EPERM: errors.ReadOnlyStoreError,
    errno.EROFS: errors.ReadOnlyStoreError,
    errno.EIO: errors.DamagedStoreError,
}


class Place(Protocol):
    """Where a database is: for people, and its file if it's one."""

    @property
    def where(self) -> str: ...

    @property
    def file(self) -> Path | None: ...


@contextmanager
def explained(place: Place) -> Iterator[None]:
    """Turn what the engine says of the world into the `StoreError` that fits; bugs pass through."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        _explain(error.orig, place, error)
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] in DRIVERS:
            _explain(error, place, error)
        raise


def of_the_system(error: OSError, where: str) -> errors.StoreError:
    """What an error of the operating system means for the database or key at `where`."""
    return _SYSTEM_CODES.get(error.errno or 0, errors.StoreError)(where)


def _explain(said: object, place: Place, error: Exception) -> None:
    kind = _of_sqlite(said, place.file) if isinstance(said, sqlite3.Error) else _of_server(said)
    if kind is not None:
        raise kind(place.where) from error


def _of_sqlite(error: sqlite3.Error, file: Path | None) -> type[errors.StoreError] | None:
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith("SQLITE_IOERR") and file and shutil.disk_usage(file.parent).free < LITTLE:
        return errors.FullDiskError
    return next((kind for code, kind in _SQLITE_CODES.items() if name.startswith(code)), None)


def _of_server(error: object) -> type[errors.StoreError] | None:
    state = str(getattr(error, "sqlstate", None) or "")
    found = next((kind for code, kind in _SERVER_CODES.items() if state.startswith(code)), None)
    if found is None and type(error).__name__ == "OperationalError":
        return errors.UnreachableStoreError  # before the server could say anything
    return found
