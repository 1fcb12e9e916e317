"""The proof: chains hold, what left the machine signed still fits, and the tables are what the
journal says.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, func, select

from cpise_inventory.journal.journal import Journal
from cpise_inventory.journal.replay import FalseEventError, Finding, Progress, replay
from db.engine import create_projections, open_scratch
from db.run import Query, Row
from db.schema import projections

CHUNK = 1_000
Check = Callable[[Connection], Iterable[Finding]]
"""A further proof that a capability brings; reads only."""


@dataclass(frozen=True)
class Proof:
    """What `verify` found. Sound means: no findings."""

    events: int
    devices: int
    rows: int
    checkpoints: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return not self.findings


def verify_tables(
    connection: Connection, journal: Journal, progress: Progress | None = None
) -> tuple[int, int, list[Finding]]:
    """Replay the journal into an empty database beside the real one and compare all projections.

    Answers events replayed, rows compared, and what is false. Reads only.
    """
    scratch = open_scratch()
    try:
        with scratch.begin() as fresh:
            create_projections(fresh, indexes=False)
            try:
                events = replay(connection, journal, fresh, progress)
            except FalseEventError as error:
                return 0, 0, [error.finding]
            counted, findings = 0, []
            for table in projections.sorted_tables:
                rows, finding = _compare(table, connection, fresh)
                counted += rows
                findings += finding
            return events, counted, findings
    finally:
        scratch.dispose()


def _compare(table: Table, stands: Connection, fresh: Connection) -> tuple[int, list[Finding]]:
    """Both sides in the order of the key; the first row that differs, if any."""
    if stands.dialect.name == fresh.dialect.name == "sqlite":
        with suppress(sqlite3.OperationalError):  # what no JSON can hold: a hash, or what is forged
            counted, difference = _compared(_in_one_piece(table), stands, fresh)
            if difference is None:
                return counted, []
    counted, difference = _compared(_in_order(table), stands, fresh)
    return counted, [_first_difference(table, *difference)] if difference else []


def _compared(
    query: Query, stands: Connection, fresh: Connection
) -> tuple[int, tuple[list[Row], list[Row]] | None]:
    """How many rows are alike, and the first chunks that aren't."""
    counted = 0
    for ours, told in zip(_chunks(query, stands), _chunks(query, fresh), strict=False):
        if ours != told:
            return counted, (ours, told)
        counted += len(told)
        if not told:
            break
    return counted, None


def _chunks(query: Query, connection: Connection) -> Iterator[list[Row]]:
    yield from query.chunks(connection, CHUNK)
    yield []


@cache
def _in_one_piece(table: Table) -> Query:
    """Each row as a JSON array made by SQLite: half the time of a row of many values."""
    return Query(select(func.json_array(*table.columns)).order_by(*table.primary_key))


@cache
def _in_order(table: Table) -> Query:
    return Query(select(table).order_by(*table.primary_key))


def _first_difference(table: Table, stands: list[Row], told: list[Row]) -> Finding:
    """The first row that is changed, too much or missing; both sides are in the order of keys."""
    pairs = zip(stands, told, strict=False)
    shorter = min(len(stands), len(told))
    place = next((n for n, (a, b) in enumerate(pairs) if a != b), shorter)
    found, expected = (
        dict(zip(table.columns.keys(), rows[place], strict=True)) if place < len(rows) else None
        for rows in (stands, told)
    )
    if found and expected:
        key, due = (tuple(row[c.name] for c in table.primary_key) for row in (found, expected))
        found = None if key > due else found
        expected = None if key < due else expected
    named = expected or found or {}
    keep = [name for name in named if (found or {}).get(name) != (expected or {}).get(name)]
    return Finding(
        "projection",
        f"{table.name} {'/'.join(str(named[column.name]) for column in table.primary_key)}",
        _said(expected, keep),
        _said(found, keep),
    )


def _said(row: dict[str, Any] | None, keep: list[str]) -> str:
    return ", ".join(f"{name}={_plain(row[name])}" for name in keep) if row else "nothing"


def _plain(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
