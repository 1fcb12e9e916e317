"""Posting a movement, against raw SQLite writing the very same rows with the same durability."""

import itertools
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Connection

from cpise_inventory.addresses import Address
from cpise_inventory.bench.books import HOME, PERSON, START, STEP, books, item_codes, lot_key
from cpise_inventory.bench.figures import Figure, in_turn
from cpise_inventory.documents.seals import statement_of
from cpise_inventory.journal.event import digest
from cpise_inventory.journal.journal import Known, keep_head
from cpise_inventory.journal.replay import Progress
from cpise_inventory.paper.statement import sign
from cpise_inventory.stock.commands import Distribution, distribute
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from db.engine import PRAGMAS
from db.schema import checkpoint
from db.schema import event as events
from db.write import Changes, insert_rows

ROUNDS = 200
BOOKS = 10_000
TARGET = 2.5

Statement = tuple[str, Sequence[Any]]


def posting(progress: Progress | None = None) -> Iterator[Figure]:
    """Two lines to a unit: document, seal, entries, balances; one durable transaction."""
    with books(BOOKS, progress=progress) as store, TemporaryDirectory() as folder:
        where = store.address
        told = _copy(where, Path(folder) / "told")
        raw = _copy(where, Path(folder) / "raw")
        statements, asked = _statements(told), _asked()
        with closing(_raw(raw)) as floor, open_store(where, _clock()) as live:
            turns = iter(statements)
            ours, least = in_turn(
                [lambda: _post(live, asked), lambda: _replayed(floor, next(turns))], ROUNDS
            )
    yield Figure("raw SQLite, the same rows", least, "ms")
    yield Figure("posting", ours, "ms", ours / least, "raw SQLite, the same rows", TARGET)


def _asked() -> Distribution:
    """What the form hands over: a line of each of two lots."""
    item = item_codes()[7]
    wanted = [Wanted(item, 1, lot_key(7, 0)), Wanted(item, 1, lot_key(7, 1))]
    return Distribution(HOME, "Unité d’accueil de jour", "unit", wanted)


def _post(store: Store, asked: Distribution) -> None:
    with store.write(PERSON) as work:
        distribute(work, asked)


def _clock() -> Any:
    return itertools.count(START + 2 * BOOKS * STEP, STEP).__next__


def _copy(where: Address, folder: Path) -> Address:
    """The same books in another folder, with the same key."""
    file = cast("Path", where.file)
    folder.mkdir()
    copy = folder / file.name
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    keys = folder / where.keys.name
    keys.mkdir()
    for key in where.keys.iterdir():
        (keys / key.name).write_bytes(key.read_bytes())
    return Address(f"sqlite:///{copy}", keys)


class _Recorder:
    """Takes what would go to the driver, in place of a connection."""

    dialect = SimpleNamespace(name="sqlite")

    def __init__(self) -> None:
        self.sent: list[Statement] = []
        self.connection = SimpleNamespace(dbapi_connection=self)

    def cursor(self) -> "_Recorder":
        return self

    def execute(self, statement: str, row: Sequence[Any]) -> None:
        self.sent.append((statement, [row]))

    def executemany(self, statement: str, rows: Sequence[Any]) -> None:
        self.sent.append((statement, list(rows)))


def _statements(where: Address) -> list[list[Statement]]:
    """What each posting writes, taken from postings on a copy."""
    found, asked = [], _asked()
    with open_store(where, _clock()) as store:
        for _ in range(ROUNDS + 2):
            _post(store, asked)
            with store.read() as connection:
                known = store.journal.known(connection, store.device)
                body = store.journal.stored(connection, store.device, known.seq)
            found.append(_written(store, known, body))
    return found


def _written(store: Store, known: Known, body: bytes) -> list[Statement]:
    recorder, changes = _Recorder(), Changes()
    connection = cast("Connection", recorder)
    event = store.journal.codec.decode(body)
    insert_rows(connection, events, [(event.device, event.seq, known.hash, body)])
    store.journal.project([event], changes)
    keep_head(changes, known, event.device)
    changes.write(connection)
    if store.key is not None:
        cose = sign(statement_of(event, digest(body)), store.key.sign)
        insert_rows(
            connection, checkpoint, [(event.device, event.seq, event.payload.document, cose)]
        )
    return recorder.sent


def _raw(where: Address) -> sqlite3.Connection:
    made = sqlite3.connect(cast("Path", where.file), isolation_level=None)
    for pragma in PRAGMAS:
        made.execute(f"PRAGMA {pragma}")
    return made


def _replayed(floor: sqlite3.Connection, statements: list[Statement]) -> None:
    floor.execute("BEGIN IMMEDIATE")
    for statement, rows in statements:
        if len(rows) == 1:
            floor.execute(statement, rows[0])
        else:
            floor.executemany(statement, rows)
    floor.execute("COMMIT")
