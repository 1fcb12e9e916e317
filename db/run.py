"""Statements that every posting needs, compiled once and handed to the driver.

Sending a statement through SQLAlchemy's execution costs some 60 µs, the driver 5; a posting sends
twenty. What is gained is the difference between 2.3 and 0.8 ms. Columns are text, whole numbers and
bytes, which both drivers take and give as they are, so nothing is lost on the way.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Select
from sqlalchemy.dialects import sqlite

Row = tuple[Any, ...]


class Query:
    """A select with named parameters, known beforehand."""

    def __init__(self, select: Select[Any]) -> None:
        self._select = select
        self._compiled: dict[str, tuple[str, dict[str, Any]]] = {}
        """Dialect -> the text for its driver, and the parameters whose values stand in it."""

    def rows(self, connection: Connection, **parameters: Any) -> list[Row]:
        found: list[Row] = self._run(connection, parameters).fetchall()
        return found

    def one(self, connection: Connection, **parameters: Any) -> Row | None:
        """The first row, if there is one."""
        found: Row | None = self._run(connection, parameters).fetchone()
        return found

    def value(self, connection: Connection, **parameters: Any) -> Any:
        """The first column of the first row, if there is one."""
        row = self.one(connection, **parameters)
        return row[0] if row else None

    def chunks(self, connection: Connection, size: int, **parameters: Any) -> Iterator[list[Row]]:
        """All rows, so many at a time, never all in memory."""
        text, constants = self._known(connection)
        local = connection.dialect.name == "sqlite"
        name = () if local else (f"chunks_{uuid4().hex}",)  # a cursor with a name stays theirs
        with closing(_driver(connection).cursor(*name)) as cursor:
            cursor.execute(text, constants | parameters)
            while rows := cursor.fetchmany(size):
                yield rows

    def _run(self, connection: Connection, parameters: dict[str, Any]) -> Any:
        text, constants = self._known(connection)
        return _driver(connection).execute(text, constants | parameters)

    def _known(self, connection: Connection) -> tuple[str, dict[str, Any]]:
        name = connection.dialect.name
        if name not in self._compiled:
            dialect: Any = sqlite.dialect(paramstyle="named") if name == "sqlite" else _server()
            made = self._select.compile(dialect=dialect)
            self._compiled[name] = str(made), dict(made.params)
        return self._compiled[name]


BLOCK = 50
"""Rows to a statement where there are many: to step from row to row costs the driver a third."""


class Insert:
    """A statement for one row and for a block. Marks are `?` on SQLite, `%s` on PostgreSQL."""

    def __init__(self, into: str, row: str, then: str = "") -> None:
        """`INSERT INTO … VALUES`, `(?, ?)`, and what comes after all rows."""
        self.one = f"{into} {row}{then}"
        self.block = f"{into} {', '.join([row] * BLOCK)}{then}"


def send(connection: Connection, insert: Insert, rows: Sequence[Row]) -> None:
    """Insert rows in their order."""
    if len(rows) == 1:  # executemany costs a round trip more
        _driver(connection).execute(insert.one, rows[0])
        return
    in_blocks = len(rows) - len(rows) % BLOCK
    cursor = _driver(connection).cursor()
    if in_blocks:
        blocks = (chain.from_iterable(rows[at : at + BLOCK]) for at in range(0, in_blocks, BLOCK))
        cursor.executemany(insert.block, map(tuple, blocks))
    if in_blocks < len(rows):
        cursor.executemany(insert.one, rows[in_blocks:] if in_blocks else rows)


_HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def hold(connection: Connection, *subjects: str) -> None:
    """Until this transaction ends, nobody else gets past `hold` with one of these subjects.

    On SQLite who writes is alone anyway. Held in one order, so that nobody waits crosswise.
    """
    if connection.dialect.name == "postgresql":
        held = [(subject,) for subject in sorted(set(subjects))]
        _driver(connection).cursor().executemany(_HOLD, held)


def _driver(connection: Connection) -> Any:
    """The driver's own connection, in the transaction that SQLAlchemy began on it."""
    return connection.connection.dbapi_connection


def _server() -> Any:
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 30 ms of every start on SQLite

    return postgresql.dialect(paramstyle="pyformat")  # type: ignore[no-untyped-call]  # theirs
