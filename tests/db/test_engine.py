"""What the engines must keep to: durability, one writer at a time, a journal that only grows."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from socket import create_server

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from db import engine as engines
from db import migrate
from db.alike import SHARED, SqliteDialect
from db.engine import (
    create_indexes,
    create_projections,
    drop_projections,
    install_guards,
    open_engine,
    open_scratch,
    reading,
    remove_guards,
)
from db.files import sqlite_url
from db.schema import APPEND_ONLY, checkpoint, event, projections
from db.server import ServerDialect
from db.write import insert_rows

EVENT = ("NKC1-A", 1, b"hash", b"body")
SEAL = ("NKC1-A", 1, "", b"seal")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database of truth, with one event and one seal."""
    engine = open_engine(database_url)
    with engine.begin() as connection:
        migrate.migrate(connection)
        insert_rows(connection, event, [EVENT])
        insert_rows(connection, checkpoint, [SEAL])
    yield engine
    engine.dispose()


CHANGES = {
    "update event": "UPDATE event SET body = hash",
    "update nothing": "UPDATE event SET body = body",
    "delete event": "DELETE FROM event",
    "update seal": "UPDATE checkpoint SET statement = statement",
    "delete seal": "DELETE FROM checkpoint",
    "upsert": "INSERT INTO event SELECT * FROM event WHERE true"
    " ON CONFLICT (device, seq) DO UPDATE SET body = excluded.hash",
}
ON_SQLITE = {
    "replace event": "REPLACE INTO event VALUES ('NKC1-A', 1, x'00', x'00')",
    "replace seal": "INSERT OR REPLACE INTO checkpoint VALUES ('NKC1-A', 1, '', x'00')",
    "replace by rowid": "REPLACE INTO event (rowid, device, seq, hash, body)"
    " SELECT rowid, 'X-A', 9, x'00', x'00' FROM event",
}
ON_POSTGRESQL = {"truncate": "TRUNCATE event", "truncate seals": "TRUNCATE checkpoint"}


@pytest.mark.parametrize("said", [*CHANGES, *ON_SQLITE, *ON_POSTGRESQL])
def test_what_is_written_can_be_neither_changed_nor_removed(engine: Engine, said: str) -> None:
    own = ON_SQLITE if engine.dialect.name == "sqlite" else ON_POSTGRESQL
    statement = (CHANGES | own).get(said)
    if statement is None:
        return  # the other engine's
    with pytest.raises(sa.exc.IntegrityError, match="only grows"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    with reading(engine) as connection:
        assert connection.execute(sa.select(event)).all() == [EVENT]
        assert connection.execute(sa.select(checkpoint)).all() == [SEAL]


def test_the_same_event_is_not_written_twice(engine: Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(event.insert(), dict(zip(event.columns.keys(), EVENT, strict=True)))


def test_guards_stand_again_after_a_migration_that_rebuilt_the_table(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in APPEND_ONLY:
            remove_guards(connection, table)
        connection.exec_driver_sql("UPDATE event SET body = hash")
        migrate.migrate(connection)
    with pytest.raises(sa.exc.IntegrityError, match="only grows"), engine.begin() as connection:
        connection.exec_driver_sql("UPDATE event SET body = hash")


def test_guards_can_be_installed_over_older_ones(engine: Engine) -> None:
    with engine.begin() as connection:
        install_guards(connection)
        install_guards(connection)
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM event")


def test_a_committed_event_is_on_the_disk(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'books.sqlite'}")
    with engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    full = 2
    assert asked == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": engines.BUSY_MS,
    }


def test_a_second_writer_waits_before_it_reads(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'books.sqlite'}"
    first, second = open_engine(url), sqlite3.connect(tmp_path / "books.sqlite", timeout=0)
    with first.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        second.execute("BEGIN IMMEDIATE")
    second.close()
    first.dispose()


def test_who_reads_sees_one_moment_and_holds_nobody_up(engine: Engine) -> None:
    counted = sa.select(sa.func.count()).select_from(event)
    with reading(engine) as reader:
        assert reader.execute(counted).scalar() == 1
        with engine.begin() as writer:
            insert_rows(writer, event, [("NKC1-A", 2, b"hash", b"body")])
        assert reader.execute(counted).scalar() == 1
    with reading(engine) as reader:
        assert reader.execute(counted).scalar() == 2


@pytest.mark.parametrize("name", ["100 % stock?.sqlite", "#1 été/مخزن;x.sqlite", "a b&c=d.sqlite"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    engine = open_engine(sqlite_url(path))
    with engine.begin() as connection:
        migrate.migrate(connection)
    engine.dispose()
    assert path.read_bytes().startswith(b"SQLite format 3")
    assert {file.name for file in path.parent.iterdir() if file.is_file()} == {path.name}


def test_projections_come_and_go_with_all_their_indexes(engine: Engine) -> None:
    def indexes(connection: Connection) -> set[str]:
        there = sa.inspect(connection)
        named = (there.get_indexes(table) for table in projections.tables)
        return {str(index["name"]) for some in named for index in some}

    wanted = {str(index.name) for table in projections.tables.values() for index in table.indexes}
    with engine.begin() as connection:
        create_projections(connection, indexes=False)
        assert indexes(connection) == set()
        create_indexes(connection)
        assert indexes(connection) == wanted
        drop_projections(connection)
        drop_projections(connection)
        assert not set(projections.tables) & set(sa.inspect(connection).get_table_names())
        create_projections(connection)
        assert indexes(connection) == wanted


def test_who_makes_tables_without_indexes_takes_none_from_others_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`verify` runs in one thread while another opens a store: both read the same table objects."""
    asset = projections.tables["asset"]
    seen: list[int] = []

    def watch(*_statement: object) -> None:
        seen.append(len(asset.indexes))

    scratch = open_scratch()
    sa.event.listen(scratch, "before_cursor_execute", watch)
    with scratch.begin() as connection:
        create_projections(connection, indexes=False)
    scratch.dispose()
    assert set(seen) == {len(asset.indexes)} != {0}


def test_a_scratch_database_is_nobody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    one, other = open_scratch(), open_scratch()
    with one.begin() as connection:
        create_projections(connection)
    with other.begin() as connection:
        assert sa.inspect(connection).get_table_names() == []
    one.dispose()
    other.dispose()
    assert list(tmp_path.iterdir()) == []


def test_no_server_is_waited_for_for_ever_unless_its_address_says_so() -> None:
    engine = open_engine("postgresql+psycopg://server/inventory?connect_timeout=3")
    asked = engine.url.query
    assert asked["connect_timeout"] == "3"
    # a cable that is pulled in the middle shows within half a minute, whoever was to speak next
    idle, every, times = (
        int(asked[f"keepalives_{name}"]) for name in ("idle", "interval", "count")
    )
    assert idle + every * times == 30
    assert asked["tcp_user_timeout"] == "30000"
    engine.dispose()


def test_a_server_that_takes_the_call_and_says_nothing_is_given_up() -> None:
    with create_server(("127.0.0.1", 0)) as door:
        where = f"127.0.0.1:{door.getsockname()[1]}"
        engine = open_engine(f"postgresql+psycopg://{where}/inventory?connect_timeout=2")
        with pytest.raises(sa.exc.OperationalError), engine.connect():
            pytest.fail("it never answered")
        engine.dispose()


def test_a_statement_is_worked_out_once_for_all_books_of_a_kind(
    engine: Engine, database_url: str
) -> None:
    """By a second engine on the same books, as the next program's or the proof's."""
    asked = sa.select(event.c.seq).where(event.c.hash == sa.bindparam("named_nowhere_else"))
    found = []
    for one in (engine, open_engine(database_url)):
        with reading(one) as connection:
            before = len(SHARED["compiled_cache"])
            assert connection.scalars(asked, {"named_nowhere_else": b"hash"}).all() == [1]
            found.append(len(SHARED["compiled_cache"]) - before)
        one.dispose()
    assert found == [1, 0]


def test_what_was_worked_out_for_another_server_is_not_taken() -> None:
    one, same, other = ServerDialect(), ServerDialect(), ServerDialect()
    one.server_version_info = same.server_version_info = (16, 4)
    other.server_version_info = (12, 1)
    assert (one == same, one == other, one == SqliteDialect()) == (True, False, False)
