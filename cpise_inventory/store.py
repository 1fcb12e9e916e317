"""The books of one workstation: opened, read, written, brought up to date. The only way to them."""

import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from cpise_inventory import errors
from cpise_inventory.assets import ASSETS
from cpise_inventory.catalogue import CATALOGUE
from cpise_inventory.documents import DOCUMENTS
from cpise_inventory.documents.seals import check_in
from cpise_inventory.journal.journal import Capability, Journal
from cpise_inventory.journal.keys import DeviceKey, read_key
from cpise_inventory.journal.replay import Progress, replay
from cpise_inventory.people import PEOPLE
from cpise_inventory.people.commands import ClosedPersonError, UnknownPersonError
from cpise_inventory.people.queries import person as person_of
from cpise_inventory.stock import STOCK
from cpise_inventory.work import Work
from db import migrate
from db.engine import (
    create_indexes,
    create_projections,
    drop_projections,
    install_guards,
    open_engine,
    reading,
    sqlite_url,
)
from db.local import keep_setting, read_setting
from db.run import hold
from db.schema import PROJECTION_VERSION

CAPABILITIES: tuple[Capability, ...] = (CATALOGUE, PEOPLE, DOCUMENTS, STOCK, ASSETS)
FIRST_BYTES = b"SQLite format 3\0"
VERSION = "projection_version"
DRIVERS = ("sqlite3", "psycopg")
"""Whose errors may come as they are: `db.run` speaks to them directly."""
Clock = Callable[[], int]


def wall_clock() -> int:
    """Microseconds since 1970 UTC, as this machine believes."""
    return time.time_ns() // 1_000


@dataclass(frozen=True)
class Address:
    """Where a database is and where this workstation's key for it lies."""

    url: str
    keys: Path

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on a server."""
        prefix = "sqlite:///"
        return Path(self.url.removeprefix(prefix)) if self.url.startswith(prefix) else None

    @property
    def where(self) -> str:
        """For people: the path, or the server without its password."""
        return str(self.file) if self.file else sa.make_url(self.url).render_as_string()


def address(database: str, data_folder: Path) -> Address:
    """From what a person gave: a path, or a `postgresql://` URL."""
    if database.startswith(("postgresql://", "postgresql+psycopg://")):
        url = "postgresql+psycopg://" + database.partition("://")[2]
        name = hashlib.sha256(url.encode()).hexdigest()[:16]
        return Address(url, data_folder / "keys" / name)
    path = Path(database.removeprefix("sqlite:///")).expanduser().absolute()
    return Address(sqlite_url(path), path.with_suffix(".keys"))


class Store:
    """One open database. Not to be shared between threads: each makes its own."""

    def __init__(
        self, engine: Engine, where: Address, key: DeviceKey | None, now: Clock = wall_clock
    ) -> None:
        self.engine, self.address, self.key, self._now = engine, where, key, now
        self.journal = Journal(key.device if key else "", CAPABILITIES, now)
        self.changed: Callable[[frozenset[str]], None] = lambda _names: None
        """Told after each commit which tables changed; for whoever shows them."""

    @property
    def device(self) -> str:
        """Empty where this database can only be read."""
        return self.journal.device

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view. Raises the `StoreError` that fits."""
        with explained(self.address), reading(self.engine) as connection:
            yield connection

    @contextmanager
    def write(self, person: str) -> Iterator[Work]:
        """One action of one person: committed as a whole when the block ends well, else not at all.

        Raises `UnknownPersonError`, `ClosedPersonError`, `KeyMissingError`.
        """
        if self.key is None:
            raise errors.KeyMissingError(self.address.where)
        with explained(self.address), self.engine.begin() as connection:
            hold(connection, f"device {self.device}")
            found = person_of(connection, person)
            if found is None:
                raise UnknownPersonError(person)
            if found.closed_on:
                raise ClosedPersonError(found.name, found.closed_on)
            work = Work(connection, self.journal, found, self.key, self._now())
            yield work
        if work.touched:
            self.changed(frozenset(work.touched))

    def check_in(self) -> None:
        """Sign how far the chain has come; done when the program closes and before an export."""
        if self.key:
            with explained(self.address), self.engine.begin() as connection:
                hold(connection, f"device {self.device}")
                check_in(connection, self.journal, self.key)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def exists(where: Address) -> bool:
    """Whether there is a database of ours.

    Raises the `StoreError` that fits what's there instead.
    """
    if where.file is not None:
        if not where.file.exists():
            return False
        _check_file(where)
    with explained(where):
        engine = open_engine(where.url)
        try:
            with engine.connect() as connection:
                return migrate.revision(connection.execution_options(reading=True)) is not None
        finally:
            engine.dispose()


def open_store(where: Address, now: Clock = wall_clock, progress: Progress | None = None) -> Store:
    """Open what is there, brought up to this program's version.

    Raises the `StoreError` that fits.
    """
    if not exists(where):
        raise errors.MissingStoreError(where.where)
    engine = open_engine(where.url)
    store = Store(engine, where, read_key(where.keys), now)
    try:
        _bring_up_to_date(store, progress)
    except BaseException:
        engine.dispose()
        raise
    return store


def _bring_up_to_date(store: Store, progress: Progress | None) -> None:
    where = store.address
    with store.read() as connection:
        found = migrate.revision(connection)
        version = read_setting(connection, VERSION) if found == migrate.HEAD else None
    if found not in migrate.KNOWN or (version and int(version) > PROJECTION_VERSION):
        raise errors.NewerStoreError(where.where)
    if found != migrate.HEAD:
        if where.file is not None:
            _copy_before(where.file, str(found))
        with explained(where), store.engine.begin() as connection:
            migrate.migrate(connection)
    if version != str(PROJECTION_VERSION):
        with explained(where), store.engine.begin() as connection:
            rebuild(connection, store.journal, progress)


def rebuild(connection: Connection, journal: Journal, progress: Progress | None = None) -> int:
    """Drop all projections and replay the journal into new ones, in the caller's transaction."""
    drop_projections(connection)
    create_projections(connection, indexes=False)
    events = replay(connection, journal, connection, progress)
    create_indexes(connection)
    keep_setting(connection, VERSION, str(PROJECTION_VERSION))
    return events


def create_schema(connection: Connection) -> None:
    """An empty database of this version."""
    migrate.migrate(connection)
    create_projections(connection)
    keep_setting(connection, VERSION, str(PROJECTION_VERSION))
    install_guards(connection)


def _copy_before(file: Path, revision: str) -> None:
    """The file as it was, beside it, before anything in it is changed."""
    copy = file.with_name(f"{file.stem}-before-{revision}{file.suffix}")
    source, target = sqlite3.connect(file), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


def _check_file(where: Address) -> None:
    file = where.file
    if file is None or not file.exists():
        return
    if file.is_dir():
        raise errors.NotAStoreError(where.where)
    try:
        with file.open("rb") as opened:
            start = opened.read(len(FIRST_BYTES))
    except PermissionError as error:
        raise errors.ReadOnlyStoreError(where.where) from error
    if start and start != FIRST_BYTES:
        raise errors.NotAStoreError(where.where)


_SQLITE_CODES = {
    "SQLITE_BUSY": errors.LockedStoreError,
    "SQLITE_LOCKED": errors.LockedStoreError,
    "SQLITE_READONLY": errors.ReadOnlyStoreError,
    "SQLITE_PERM": errors.ReadOnlyStoreError,
    "SQLITE_CANTOPEN": errors.ReadOnlyStoreError,
    "SQLITE_FULL": errors.FullDiskError,
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


@contextmanager
def explained(where: Address) -> Iterator[None]:
    """Turn what the engine says of the world into the `StoreError` that fits; bugs pass through."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        _explain(error.orig, where, error)
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] in DRIVERS:
            _explain(error, where, error)
        raise


def _explain(said: object, where: Address, error: Exception) -> None:
    kind = _kind_of(said)
    if kind is not None:
        raise kind(where.where) from error


def _kind_of(error: object) -> type[errors.StoreError] | None:
    if isinstance(error, sqlite3.Error):
        name = str(getattr(error, "sqlite_errorname", ""))
        if name.startswith("SQLITE_IOERR") and shutil.disk_usage("/").free == 0:
            return errors.FullDiskError
        return next((kind for code, kind in _SQLITE_CODES.items() if name.startswith(code)), None)
    state = str(getattr(error, "sqlstate", None) or "")
    found = next((kind for code, kind in _SERVER_CODES.items() if state.startswith(code)), None)
    if found is None and type(error).__name__ == "OperationalError":
        return errors.UnreachableStoreError  # before the server could say anything
    return found
