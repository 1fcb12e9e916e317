"""The books of one workstation: opened, read, written, brought up to date. The only way to them."""

import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from cpise_inventory import errors
from cpise_inventory.addresses import Address
from cpise_inventory.clock import Clock, wall_clock
from cpise_inventory.journal.keys import DeviceKey, read_key
from cpise_inventory.journal.replay import FalseEventError, Progress, replay
from cpise_inventory.trouble import explained, of_the_system
from db import migrate
from db.engine import (
    create_indexes,
    create_projections,
    drop_projections,
    empty_log,
    open_engine,
    reading,
    table_names,
)
from db.local import keep_setting, read_setting
from db.run import hold
from db.schema import projections, truth
from db.versions import HEAD, KNOWN, PROJECTION_VERSION

if TYPE_CHECKING:
    from cpise_inventory.journal.journal import Journal
    from cpise_inventory.work import Work

VERSION = "projection_version"
ERASED = "erasure"
"""The table that says which bytes are to be nowhere any more."""
OURS = frozenset({"alembic_version", "event"})
"""Tables that every database of ours has had since the first."""


class Store:
    """One open database. Not to be shared between threads: each makes its own."""

    def __init__(
        self,
        engine: Engine,
        where: Address,
        key: DeviceKey | None,
        now: Clock = wall_clock,
        *,
        read_only: bool = False,
    ) -> None:
        self.engine, self.address, self.key, self._now = engine, where, key, now
        self.read_only = read_only
        self._key_is_known = False
        self._writer: Connection | None = None
        self._log_is_to_go = False
        self.changed: Callable[[frozenset[str]], None] = lambda _names: None
        """Told after each commit which tables changed; for whoever shows them."""
        self.waits: Callable[[], bool] = lambda: False
        """Asked each time that somebody else has held the books for too long, before anything is
        begun: whether to wait on. Who knows that a long action is on its way next door does.
        """

    @cached_property
    def journal(self) -> "Journal":
        """With all capabilities: they take longer to load than who may sign in takes to show."""
        from cpise_inventory.capabilities import CAPABILITIES  # noqa: PLC0415 - see above
        from cpise_inventory.journal.journal import Journal  # noqa: PLC0415 - see above

        return Journal(self.device, CAPABILITIES, self._now)

    @property
    def device(self) -> str:
        """Empty where this database can only be read."""
        return self.key.device if self.key else ""

    def now(self) -> int:
        """Microseconds since 1970 UTC, by this workstation's clock."""
        return self._now()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view. Raises the `StoreError` that fits."""
        with explained(self.address), reading(self.engine) as connection:
            yield connection

    @contextmanager
    def write(self, person: str) -> Iterator["Work"]:
        """One action of one person: committed as a whole when the block ends well, else not at all.

        Raises `UnknownPersonError`, `ClosedPersonError`, or the `StoreError` that fits:
        `KeyMissingError`, `ReadOnlyStoreError`, `NewerStoreError` after somebody else's upgrade …
        """
        from cpise_inventory.people.commands import (  # noqa: PLC0415 - as `journal`
            ClosedPersonError,
            UnknownPersonError,
        )
        from cpise_inventory.people.queries import person as person_of  # noqa: PLC0415 - as above
        from cpise_inventory.work import Work  # noqa: PLC0415 - as above

        with explained(self.address), self._writing() as (connection, key):
            found = person_of(connection, person)
            if found is None:
                raise UnknownPersonError(person)
            if found.closed_on:
                raise ClosedPersonError(found.name, found.closed_on)
            work = Work(connection, self.journal, found, key, self._now())
            yield work
        self._log_is_to_go |= ERASED in work.touched
        self._empty_log()
        if work.touched:
            self.changed(frozenset(work.touched))

    def _empty_log(self) -> None:
        """What was erased may lie in a file's write-ahead log still: at once, or as soon as nobody
        reads. A server has no such file that we may touch.
        """
        if self._log_is_to_go and self.address.file is not None:
            # a stick that was pulled meanwhile: what was to be written is committed all the same
            with suppress(DBAPIError), self.engine.connect() as connection:
                self._log_is_to_go = not empty_log(connection)

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, DeviceKey]]:
        """One transaction. Of a file the connection is kept for the next: another one would cost a
        posting some 15 µs.
        """
        connection, transaction, key = self._turn()
        try:
            with transaction:
                yield connection, key
            if self.address.file is not None:
                self._writer = connection
        finally:
            if self._writer is not connection:
                connection.close()

    def _turn(self) -> tuple[Connection, RootTransaction, DeviceKey]:
        """A transaction in which this device may write, however often it has to be asked for."""
        while True:
            connection, self._writer = self._writer or self.engine.connect(), None
            try:
                with explained(self.address):
                    transaction = connection.begin()
                    return connection, transaction, self._begin(connection)
            except BaseException as error:
                connection.close()
                if not (isinstance(error, errors.LockedStoreError) and self.waits()):
                    raise

    def _begin(self, connection: Connection) -> DeviceKey:
        """This device's turn, with its key, in the tables that this program knows."""
        from cpise_inventory.documents.seals import device_keys  # noqa: PLC0415 - as `journal`

        if self.read_only:
            raise errors.ReadOnlyStoreError(self.address.where)
        if self.key is None:
            raise errors.KeyMissingError(self.address.where)
        hold(connection, f"device {self.device}")
        if _version(connection) != PROJECTION_VERSION:
            raise errors.NewerStoreError(self.address.where)
        if not self._key_is_known:  # it may be some other database's, or a forgotten one
            if device_keys(connection).get(self.device) != self.key.public:
                raise errors.KeyMissingError(self.address.where)
            self._key_is_known = True
        return self.key

    def check_in(self) -> None:
        """Sign how far the chain has come; done when the program closes and before an export."""
        from cpise_inventory.documents.vouching import check_in  # noqa: PLC0415 - as `journal`

        if self.key:
            with (
                suppress(errors.KeyMissingError),  # a key of another database: nothing to sign with
                explained(self.address),
                self.engine.begin() as connection,
            ):
                check_in(connection, self.journal, self._begin(connection))

    def close(self) -> None:
        self._empty_log()
        if self._writer is not None:
            self._writer.close()
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def exists(where: Address) -> bool:
    """Whether there is a database of ours. Reads only, and changes nothing whatever is there.

    Raises the `StoreError` that fits what's there instead.
    """
    if where.file is not None and not _holds_something(where.file, where.where):
        return False
    engine = open_engine(where.url, read_only=True)
    try:
        return _holds_books(engine, where)
    finally:
        engine.dispose()


def _holds_books(engine: Engine, where: Address) -> bool:
    with explained(where), reading(engine) as connection:
        there = table_names(connection)
    if there and not there >= OURS:
        raise errors.NotAStoreError(where.where)
    return bool(there)


def open_store(where: Address, now: Clock = wall_clock, progress: Progress | None = None) -> Store:
    """Open what is there, brought up to this program's version.

    What lies where nobody can write, an auditor's stick, is opened to be read, if its version is
    this program's. Raises the `StoreError` that fits.
    """
    try:
        return _opened(open_engine(where.url), where, now, progress)
    except errors.ReadOnlyStoreError:
        if where.file is None:
            raise
    engine = open_engine(where.url, read_only=True)
    return _opened(engine, where, now, progress, read_only=True)


def _opened(
    engine: Engine,
    where: Address,
    now: Clock,
    progress: Progress | None,
    *,
    read_only: bool = False,
) -> Store:
    try:
        _expect_books(engine, where)
        key = None if read_only else read_key(where.keys)
        store = Store(engine, where, key, now, read_only=read_only)
        _bring_up_to_date(store, progress)
    except BaseException:
        engine.dispose()
        raise
    return store


def _expect_books(engine: Engine, where: Address) -> None:
    """A file is looked into with care, before it's opened; a server is asked on the way that is
    used afterwards, for another one would take as long as the question.
    """
    if not (_holds_books(engine, where) if where.file is None else exists(where)):
        raise errors.MissingStoreError(where.where)


def _bring_up_to_date(store: Store, progress: Progress | None) -> None:
    where = store.address
    with store.read() as connection:
        if _is_up_to_date(connection, where):
            return
        found = str(migrate.revision(connection))
    if found != HEAD and where.file is not None:
        _copy_before(where, found)
    with explained(where), store.engine.begin() as connection:
        hold(connection, "upgrade")
        if _is_up_to_date(connection, where):
            return  # another program was faster
        if migrate.revision(connection) != HEAD:
            migrate.migrate(connection)
        try:
            rebuild(connection, store.journal, progress)
        except FalseEventError as error:
            raise errors.DamagedStoreError(where.where) from error


def _is_up_to_date(connection: Connection, where: Address) -> bool:
    """Raises `NewerStoreError`, or `DamagedStoreError` where something of ours is gone."""
    found, there = migrate.revision(connection), table_names(connection)
    if found is None:
        raise errors.DamagedStoreError(where.where)
    if found not in KNOWN:
        raise errors.NewerStoreError(where.where)
    if found != HEAD:
        return False
    if not there.issuperset(truth.tables):
        raise errors.DamagedStoreError(where.where)
    version = _version(connection)
    if version > PROJECTION_VERSION:
        raise errors.NewerStoreError(where.where)
    return version == PROJECTION_VERSION and there.issuperset(projections.tables)


def _version(connection: Connection) -> int:
    """Of the projections that stand there; 0 where that can't be told."""
    said = read_setting(connection, VERSION) or ""
    return int(said) if said.isdecimal() else 0


def rebuild(connection: Connection, journal: "Journal", progress: Progress | None = None) -> int:
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


def _copy_before(where: Address, revision: str) -> None:
    """The file as it was, beside it, before anything in it is changed."""
    if where.file is None:
        return
    copy = where.file.with_name(f"{where.file.stem}-before-{revision}{where.file.suffix}")
    with (
        explained(where),
        closing(sqlite3.connect(where.file)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def _holds_something(file: Path, where: str) -> bool:
    """Whether there's a file with something in it; of what is no file raises `NotAStoreError`.

    A file of 0 bytes holds nothing: so does SQLite take it, and so does a cut first run leave it.

    It isn't opened, but by SQLite: a process that closes a file gives up all its locks on it (POSIX
    has it so), and another program would then take away the log that is being written to.
    """
    try:
        found = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise of_the_system(error, where) from error
    if not stat.S_ISREG(found.st_mode):
        raise errors.NotAStoreError(where)
    return found.st_size > 0
