"""Open the file or the server so that what was committed survives a cut of power."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Dialect, Engine, Table
from sqlalchemy.schema import CreateIndex, CreateTable

from db.alike import SHARED, SQLITE
from db.files import FILE, connect_reading
from db.schema import APPEND_ONLY, projections

BUSY_MS = 5_000
SHORTLY_MS = 200
"""For what can be done another time as well."""
PRAGMAS = ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MS}")
READ_PRAGMAS = ("query_only=ON", f"busy_timeout={BUSY_MS}")
REPLAY_PRAGMAS = ("page_size=16384", "journal_mode=OFF", "synchronous=OFF", "cache_size=-200000")
SERVER_PATIENCE = {
    "connect_timeout": "10",
    "options": f"-c lock_timeout={2 * BUSY_MS}",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "4",
    "tcp_user_timeout": "30000",
}
"""Neither a server that is gone, at the start or in the middle (by itself a system notices a cable
that was pulled after two hours), nor a workstation asleep in a transaction holds others up.
"""


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """`sqlite:///PATH` or `postgresql+psycopg://…`. No connection is made yet.

    `read_only` opens a file as it lies there, be it on a medium that nobody can write to.
    """
    if not url.startswith(FILE):
        from db.server import engine_of  # noqa: PLC0415 - books in a file never need it

        asked = sa.make_url(url)
        missing = {name: said for name, said in SERVER_PATIENCE.items() if name not in asked.query}
        return engine_of(asked.update_query_dict(missing))
    path = Path(url.removeprefix(FILE))  # as it is: in a URL `?` and `%` would mean something

    def connect() -> sqlite3.Connection:
        if read_only:
            return connect_reading(path)
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    engine = sa.create_engine(
        SQLITE, creator=connect, poolclass=sa.QueuePool, execution_options=SHARED
    )
    _on_connect(engine, READ_PRAGMAS if read_only else PRAGMAS)
    # the default, deferred transaction lets two writers pass the same check on the same stock
    sa.event.listen(engine, "begin", _begin_reading if read_only else _begin_writing)
    return engine


def open_scratch(file: Path | None = None) -> Engine:
    """An empty database on disk, with nothing durable about it, that nobody sees and that goes by
    itself; or a file that may be lost, opened just as carelessly.
    """
    engine = sa.create_engine(
        SQLITE,
        creator=lambda: sqlite3.connect(file or "", isolation_level=None),
        execution_options=SHARED,
    )
    _on_connect(engine, REPLAY_PRAGMAS)
    sa.event.listen(engine, "begin", _begin_writing)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view of the database that holds nobody up."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection = connection.execution_options(reading=True)  # noqa: PLW2901 - the same one
        else:
            connection = connection.execution_options(  # noqa: PLW2901 - as above
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection


def empty_log(connection: Connection) -> bool:
    """Bring all of the write-ahead log into the file and leave nothing in it, not even what was
    written over since; False where somebody reads meanwhile. To be called outside a transaction.
    """
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA busy_timeout={SHORTLY_MS}")
    try:
        (busy, *_pages) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    return not busy


def _on_connect(engine: Engine, pragmas: tuple[str, ...]) -> None:
    def prepare(raw: Any, _record: object) -> None:
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}")

    sa.event.listen(engine, "connect", prepare)


def _begin_writing(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reading", False)
    _begin(connection, "BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    _begin(connection, "BEGIN")


def _begin(connection: Connection, statement: str) -> None:
    raw: Any = connection.connection.dbapi_connection
    raw.execute(statement)  # a tenth of what it takes through SQLAlchemy, at each transaction


_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master"
    " WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'",
    "postgresql": "SELECT relname FROM pg_class"
    " JOIN pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE relkind IN ('r', 'p', 'f') AND relpersistence <> 't'"
    " AND nspname <> 'pg_catalog' AND pg_table_is_visible(pg_class.oid)",
}


def table_names(connection: Connection) -> set[str]:
    """What stands there. SQLAlchemy's own inspection takes ten times as long, at each opening."""
    return set(connection.exec_driver_sql(_TABLES[connection.dialect.name]).scalars())


# --- guards and projections ----------------------------------------------------------------------

_SAID = "the journal only grows"
_BODY = f" BEGIN RAISE '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'; END "
_POSTGRESQL_FUNCTION = f"""CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $${_BODY}$$"""
_POSTGRESQL_GUARDS = sa.text(
    "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
    " WHERE tgrelid = to_regclass(:name) AND tgenabled IN ('O', 'A') AND tgtype = 58"
    " AND prosrc = :body"  # 58: before each statement that updates, deletes or truncates
)
_SQLITE_GUARDS = sa.text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")


def guard_names(table: Table, dialect: str) -> list[str]:
    """The triggers that `install_guards` puts on a table."""
    verbs = ("update", "delete", "replace") if dialect == "sqlite" else ("change",)
    return [f"{table.name}_no_{verb}" for verb in verbs]


def install_guards(connection: Connection) -> None:
    """Refuse UPDATE and DELETE on what only grows. To be called after every migration."""
    for table in APPEND_ONLY:
        remove_guards(connection, table)
        if connection.dialect.name == "sqlite":
            for statement in _sqlite_guards(table).values():
                connection.exec_driver_sql(statement)
        else:
            connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table.name}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE"
                f" ON {table.name} EXECUTE FUNCTION refuse_change()"
            )


def _sqlite_guards(table: Table) -> dict[str, str]:
    """Name -> statement. REPLACE deletes without a word to triggers on DELETE, hence the third."""
    key = " AND ".join(f"{column.name} = NEW.{column.name}" for column in table.primary_key)
    asked = f"EXISTS (SELECT 1 FROM {table.name} WHERE "  # noqa: S608 - names of ours
    there = f" WHEN {asked}{key}) OR {asked}rowid = NEW.rowid)"
    moments, only = ("UPDATE", "DELETE", "INSERT"), ("", "", there)
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
    return {
        name: f"CREATE TRIGGER {name} BEFORE {moment} ON {table.name}{when} {refuse}"
        for name, moment, when in zip(guard_names(table, "sqlite"), moments, only, strict=True)
    }


def broken_guards(connection: Connection) -> list[tuple[str, str]]:
    """(table, trigger) of each guard that is gone, switched off or made to do something else."""
    broken = []
    for table in APPEND_ONLY:
        if connection.dialect.name == "sqlite":
            for name, statement in _sqlite_guards(table).items():
                if connection.execute(_SQLITE_GUARDS, {"name": name}).scalar() != statement:
                    broken.append((table.name, name))
            continue
        asked = {"name": table.name, "body": _BODY}
        there = set(connection.execute(_POSTGRESQL_GUARDS, asked).scalars())
        names = guard_names(table, "postgresql")
        broken += [(table.name, name) for name in names if name not in there]
    return broken


def remove_guards(connection: Connection, table: Table) -> None:
    """For a migration that rebuilds the table, and for tests that play the forger."""
    for name in guard_names(table, connection.dialect.name):
        target = "" if connection.dialect.name == "sqlite" else f" ON {table.name}"
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{target}")


def create_projections(connection: Connection, *, indexes: bool = True) -> None:
    """Empty projections; without their indexes when a replay is to fill them first."""
    for statement in _made_tables(connection.dialect):
        connection.exec_driver_sql(statement)
    if indexes:
        create_indexes(connection)


def create_indexes(connection: Connection) -> None:
    for statement in _made_indexes(connection.dialect):
        connection.exec_driver_sql(statement)


@cache
def _made_tables(dialect: Dialect) -> list[str]:
    """As statements: worked out once, for each proof makes them anew beside what stands."""
    return [str(CreateTable(table).compile(dialect=dialect)) for table in projections.sorted_tables]


@cache
def _made_indexes(dialect: Dialect) -> list[str]:
    indexes = [
        index
        for table in projections.sorted_tables
        for index in sorted(table.indexes, key=lambda index: str(index.name))
    ]
    if dialect.name == "postgresql":
        for index in indexes:
            some = index.dialect_options["sqlite"]["where"]
            index.dialect_options["postgresql"]["where"] = some
    return [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]


def drop_indexes(connection: Connection) -> None:
    """For many rows at once: their indexes are made quicker afterwards."""
    for table in projections.sorted_tables:
        for index in table.indexes:
            index.drop(connection)


def drop_projections(connection: Connection) -> None:
    """What stands there of them, in this version's shape or an older one's."""
    held = table_names(connection)
    for table in projections.sorted_tables:
        if table.name in held:
            table.drop(connection)
