"""Open the file or the server so that what was committed survives a cut of power."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, Table

from db.schema import APPEND_ONLY, projections

BUSY_MS = 5_000
PRAGMAS = ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MS}")
READ_PRAGMAS = ("query_only=ON", f"busy_timeout={BUSY_MS}")
REPLAY_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-200000")


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """`sqlite:///PATH` or `postgresql+psycopg://…`. No connection is made yet."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url)
    engine = sa.create_engine(url, connect_args={"isolation_level": None})
    _on_connect(engine, READ_PRAGMAS if read_only else PRAGMAS)
    # the default, deferred transaction lets two writers pass the same check on the same stock
    sa.event.listen(engine, "begin", _begin_reading if read_only else _begin_writing)
    return engine


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def open_scratch() -> Engine:
    """An empty database on disk, with nothing durable about it, that nobody sees and that goes by
    itself.
    """
    engine = sa.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect("", isolation_level=None)
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
            connection = connection.execution_options(  # noqa: PLW2901
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection


def _on_connect(engine: Engine, pragmas: tuple[str, ...]) -> None:
    def prepare(raw: Any, _record: object) -> None:
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}")

    sa.event.listen(engine, "connect", prepare)


def _begin_writing(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


# --- guards and projections ----------------------------------------------------------------------

_REFUSE = "RAISE(ABORT, 'the journal only grows')"
_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN RAISE 'the journal only grows'
USING ERRCODE = 'integrity_constraint_violation'; END $$"""


def guard_names(table: Table, dialect: str) -> list[str]:
    """The triggers that `install_guards` puts on a table."""
    verbs = ("update", "delete") if dialect == "sqlite" else ("change",)
    return [f"{table.name}_no_{verb}" for verb in verbs]


def install_guards(connection: Connection) -> None:
    """Refuse UPDATE and DELETE on what only grows. To be called after every migration."""
    for table in APPEND_ONLY:
        remove_guards(connection, table)
        if connection.dialect.name == "sqlite":
            for name, verb in zip(guard_names(table, "sqlite"), ("UPDATE", "DELETE"), strict=True):
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table.name}"
                    f" BEGIN SELECT {_REFUSE}; END"
                )
        else:
            connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table.name}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE"
                f" ON {table.name} EXECUTE FUNCTION refuse_change()"
            )


def remove_guards(connection: Connection, table: Table) -> None:
    """For a migration that rebuilds the table, and for tests that play the forger."""
    for name in guard_names(table, connection.dialect.name):
        target = "" if connection.dialect.name == "sqlite" else f" ON {table.name}"
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{target}")


def create_projections(connection: Connection, *, indexes: bool = True) -> None:
    """Empty projections; without their indexes when a replay is to fill them first."""
    for table in projections.sorted_tables:
        held, table.indexes = table.indexes, table.indexes if indexes else set()
        try:
            table.create(connection)
        finally:
            table.indexes = held


def create_indexes(connection: Connection) -> None:
    for table in projections.sorted_tables:
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection)


def drop_projections(connection: Connection) -> None:
    """What stands there of them, in this version's shape or an older one's."""
    held = set(sa.inspect(connection).get_table_names())
    for table in projections.sorted_tables:
        if table.name in held:
            table.drop(connection)
