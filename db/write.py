"""The four ways in which a projection's row is written, each of which commutes with all others.

`add` a fact whose key names its event; `once` a row that is a function of its key; `increase` a
counter; `latest` wins for descriptions. Nothing else is offered, so the order in which events of
different devices arrive cannot show in the tables. One event and a million go the same way: rows
gather in memory and leave by `executemany`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table

from db.run import Insert, Row, send

_FIRST, _SECOND = itemgetter(0), itemgetter(1)
K = TypeVar("K")
V = TypeVar("V")


class Changes:
    """Rows to be written, gathered until `write`."""

    def __init__(self) -> None:
        self._added: dict[Table, list[Row]] = defaultdict(list)
        self._once: dict[Table, set[Row]] = defaultdict(set)
        self._counted: dict[tuple[Table, str], dict[Row, int]] = defaultdict(_counters)
        self._latest: dict[tuple[Table, tuple[str, ...]], dict[Row, Row]] = defaultdict(dict)
        self._gathered: dict[Spread, dict[Row, Any]] = defaultdict(dict)
        self._shared: dict[Spread, dict[Spread, None]] = defaultdict(dict)

    @property
    def touched(self) -> frozenset[str]:
        """The names of the tables that these rows belong to."""
        self._spread()
        plain = {table.name for table in (*self._added, *self._once)}
        return frozenset(plain | {table.name for table, _ in (*self._counted, *self._latest)})

    @property
    def held(self) -> int:
        """How many rows are gathered that aren't facts: `write_facts` leaves them in memory."""
        rows = (*self._once.values(), *self._counted.values(), *self._latest.values())
        return sum(map(len, (*rows, *self._gathered.values())))

    def add(self, table: Table, row: Row) -> None:
        """A fact, in the order of the table's columns. Its key names the event, so it is new."""
        self._added[table].append(row)

    def add_all(self, table: Table, rows: Iterable[Row]) -> None:
        """Many facts at once."""
        self._added[table].extend(rows)

    def once(self, table: Table, row: Row) -> None:
        """A row that whoever writes it would write alike, in the order of the table's columns."""
        self._once[table].add(row)

    def rows_once(self, table: Table) -> set[Row]:
        """The same for many rows; they are added to only."""
        return self._once[table]

    def increase(self, table: Table, column: str, key: Row, amount: int) -> None:
        """Add to a counter that starts at nought."""
        self._counted[table, column][key] += amount

    def counters(self, table: Table, column: str) -> dict[Row, int]:
        """By their keys, for many increases at once; each starts at nought and is added to only."""
        return self._counted[table, column]

    def gathered(self, spread: "Spread") -> dict[Row, Any]:
        """What makes rows of several tables is gathered first, by keys of the projector's own, as
        sums or the like; `spread` makes the rows once, by these same verbs.
        """
        return self._gathered[spread]

    def share(self, spread: "Spread", other: "Spread") -> None:
        """Let `other` make rows, too, of what is gathered for `spread`."""
        self._shared[spread][other] = None

    def latest(self, table: Table, key: Mapping[str, str | int], **values: Any) -> None:
        """Set fields unless they were set by something later.

        The last of `values` is the stamp by which later is told; fields that change together
        share a stamp.
        """
        row = (*key.values(), *values.values())
        rows = self._latest[table, (*key, *values)]
        found = rows.get(row[: len(key)])
        if found is None or found[-1] < row[-1]:
            rows[row[: len(key)]] = row

    def write_facts(self, connection: Connection) -> None:
        """Send what was added; counters and descriptions go on gathering. For long replays."""
        for statement, rows in self._facts(_mark(connection)):
            send(connection, statement, rows)
        self._added.clear()

    def write(self, connection: Connection) -> None:
        """Send everything and start afresh.

        Tables and keys go in one order, so that writers can't wait for each other crosswise.
        """
        for statement, rows in self.statements(_mark(connection)):
            send(connection, statement, rows)
        self.__init__()  # type: ignore[misc]  # empty again, in the one place that says how

    def statements(self, mark: str) -> Iterator[tuple[Insert, list[Row]]]:
        """What `write` sends, each statement with its rows; `mark` stands for a value."""
        self._spread()
        yield from self._facts(mark)
        for table, once in _in_order(self._once):
            yield _insert_once(table, mark), sorted(once)
        for (table, column), counted in _in_order(self._counted):
            counters = sorted((*key, amount) for key, amount in counted.items())
            yield _count(table, column, mark), counters
        for (table, columns), latest in _in_order(self._latest):
            yield _newest(table, columns, mark), sorted(latest.values())

    def _spread(self) -> None:
        for spread, found in self._gathered.items():
            for each in (spread, *self._shared[spread]):
                each(found, self)
        self._gathered.clear()

    def _facts(self, mark: str) -> Iterator[tuple[Insert, list[Row]]]:
        for table, rows in self._added.items():
            # they begin with their keys, in whose order they'll lie, nearly: those that begin alike
            # came in the order of their events. Twice by a text is quicker than once by all
            rows.sort(key=_SECOND)
            rows.sort(key=_FIRST)
            yield _insert(table, mark), rows


Spread = Callable[[dict[Row, Any], Changes], None]
"""Makes rows of what was gathered, of which it knows what it is."""


def _in_order(gathered: dict[K, V]) -> list[tuple[K, V]]:
    return sorted(gathered.items(), key=lambda item: _name_of(item[0]))


@cache
def _name_of(gathered: Any) -> tuple[Any, ...]:
    table, *columns = gathered if isinstance(gathered, tuple) else (gathered,)
    return (table.name, *columns)


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Append to a table of truth, in the order of its columns."""
    send(connection, _insert(table, _mark(connection)), list(rows))


def _counters() -> dict[Row, int]:
    return defaultdict(int)


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


@cache
def _keys(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key)


@cache
def _insert(table: Table, mark: str, columns: tuple[str, ...] = (), then: str = "") -> Insert:
    named = columns or tuple(table.columns.keys())
    marks = ", ".join(mark for _ in named)
    return Insert(f"INSERT INTO {table.name} ({', '.join(named)}) VALUES", f"({marks})", then)


@cache
def _insert_once(table: Table, mark: str) -> Insert:
    return _insert(table, mark, then=" ON CONFLICT DO NOTHING")


@cache
def _count(table: Table, column: str, mark: str) -> Insert:
    keys = _keys(table)
    there = f"{table.name}.{column} + excluded.{column}"
    then = f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {column} = {there}"
    return _insert(table, mark, (*keys, column), then)


@cache
def _newest(table: Table, columns: tuple[str, ...], mark: str) -> Insert:
    keys, stamp = _keys(table), columns[-1]
    values = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys)
    later = f"excluded.{stamp} > {table.name}.{stamp}"
    then = f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {values} WHERE {later}"
    return _insert(table, mark, columns, then)
