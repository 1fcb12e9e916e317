"""A new version of the program brings the books along: replayed, equal, all or nothing."""

import os
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from cpise_inventory import errors
from cpise_inventory import store as stores
from cpise_inventory.addresses import Address
from cpise_inventory.attachments.contents import stored
from cpise_inventory.store import Store, open_store
from db import migrate
from db.engine import broken_guards
from db.local import read_setting
from db.schema import projections
from db.versions import HEAD, KNOWN
from tests.books import (
    BUCKET,
    SOAP,
    Clock,
    assert_sound,
    bring,
    everything,
    hand_out,
    projected,
    tag,
    tamper,
)
from tests.cuts import Say, cut_off


@pytest.fixture
def filled(books_address: Address) -> Address:
    with open_store(books_address, Clock()) as store:
        bring(store, SOAP, 100, "L1", "2027-06")
        for _ in range(5):
            hand_out(store, SOAP, 3)
        tag(store, "S1", "S2")
    return books_address


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> int:
    """This program, a version of its projections later."""
    version = stores.PROJECTION_VERSION + 1
    monkeypatch.setattr(stores, "PROJECTION_VERSION", version)
    return version


def truth_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in everything(store).items() if name != "setting"}


def indexes(connection: sa.Connection) -> set[tuple[str, str]]:
    inspected = sa.inspect(connection)
    return {
        (table, str(index["name"]))
        for table in projections.tables
        for index in inspected.get_indexes(table)
    }


def test_projections_of_an_older_version_are_replayed_to_the_same_rows(
    filled: Address, request: pytest.FixtureRequest
) -> None:
    with open_store(filled) as store:
        before = truth_of(store)
        with store.read() as connection:
            indexed = indexes(connection)
    version = request.getfixturevalue("newer")
    told: list[tuple[int, int]] = []
    with open_store(filled, progress=lambda *done: told.append(done)) as store:
        assert truth_of(store) == before
        assert_sound(store)
        with store.read() as connection:
            assert read_setting(connection, stores.VERSION) == str(version)
            assert indexes(connection) == indexed
        bring(store, BUCKET, 1)
    assert told[-1][0] == told[-1][1] > 0
    with open_store(filled, progress=lambda *_: pytest.fail("replayed twice")):
        pass


def test_an_older_shape_of_a_table_goes(filled: Address) -> None:
    engine = sa.create_engine(filled.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE balance")
        connection.exec_driver_sql("CREATE TABLE balance (what TEXT)")
        connection.exec_driver_sql(
            "UPDATE setting SET value = '0' WHERE name = 'projection_version'"
        )
    engine.dispose()
    with open_store(filled) as store:
        assert_sound(store)


@pytest.mark.parametrize("value", ["", "rubbish", "-1"])
def test_a_version_that_cannot_be_told_is_an_old_one(filled: Address, value: str) -> None:
    engine = sa.create_engine(filled.url)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE setting SET value = '{value}' WHERE name = 'projection_version'"
        )
    engine.dispose()
    with open_store(filled) as store:
        assert_sound(store)


def test_who_stops_a_replay_finds_everything_as_it_was(filled: Address, newer: int) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_store(filled, progress=stop)
    engine = sa.create_engine(filled.url)
    with engine.begin() as connection:
        assert read_setting(connection, stores.VERSION) == str(newer - 1)
        counted = connection.exec_driver_sql("SELECT count(*) FROM balance").scalar_one()
        assert counted > 0
    engine.dispose()
    with open_store(filled) as store:
        assert_sound(store)


def test_a_journal_that_does_not_hold_is_not_replayed(filled: Address, newer: int) -> None:
    """What stands is worth more than half a replay."""
    store = Store(stores.open_engine(filled.url), filled, None)
    tamper(store, "UPDATE event SET hash = body WHERE seq = 14")
    before = projected(store)
    with pytest.raises(errors.DamagedStoreError):
        open_store(filled)
    assert projected(store) == before
    store.close()


def test_two_programs_that_upgrade_at_once_replay_once(
    filled: Address, newer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first was done, and then had to wait."""
    told: list[str] = []
    real = stores._is_up_to_date

    def late(connection: sa.Connection, where: Address) -> bool:
        if not told:
            told.append("looked")
            open_store(filled, progress=lambda *_: told.append("first")).close()
            return False
        return real(connection, where)

    with open_store(filled) as store:
        pass
    monkeypatch.setattr(stores, "PROJECTION_VERSION", newer + 1)
    monkeypatch.setattr(stores, "_is_up_to_date", late)
    with open_store(filled, progress=lambda *_: told.append("second")) as store:
        assert_sound(store)
    assert told == ["looked", "first"]


def upgrade(where: Address, version: int, say: Say) -> None:
    stores.PROJECTION_VERSION = version
    open_store(where, progress=lambda *_: os.sched_yield()).close()
    say("done")


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_power_cut_in_a_replay_leaves_the_old_tables(
    books_file: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(books_file) as store:
        bring(store, SOAP, 1_000, "L1", "2027-06")
        for _ in range(60):
            hand_out(store, SOAP, 3)
        before = projected(store)
    monkeypatch.setattr(stores, "PROJECTION_VERSION", stores.PROJECTION_VERSION + 1)
    chance = random.Random(0)  # noqa: S311 - the same moments each time, no secret
    done = []
    for _ in range(20):
        folder = tmp_path / "cut"
        shutil.copytree(tmp_path, folder, ignore=shutil.ignore_patterns("cut"))
        file = folder / "inventory.sqlite"
        where = Address(f"sqlite:///{file}", folder / "inventory.keys")
        done += cut_off(partial(upgrade, where, stores.PROJECTION_VERSION), chance.random() * 0.12)
        with closing(sqlite3.connect(file)) as raw:
            version = raw.execute("SELECT value FROM setting WHERE name = ?", [stores.VERSION])
            assert version.fetchone()[0] in {str(stores.PROJECTION_VERSION - n) for n in (0, 1)}
        reader = Store(stores.open_engine(where.url, read_only=True), where, None)
        assert projected(reader) == before
        reader.close()
        with open_store(where) as store:
            assert projected(store) == before
            assert_sound(store)
        shutil.rmtree(folder)
    assert len(done) < 20


# --- the tables of truth -------------------------------------------------------------------------

NEXT = f"{int(HEAD) + 1:04}"
"""The revision that is to come."""


@pytest.fixture
def one_revision_ago(filled: Address, monkeypatch: pytest.MonkeyPatch) -> Address:
    """As written by a program before this one's latest migration, which adds a table."""
    real = migrate.migrate

    def next_one(connection: sa.Connection) -> None:
        real(connection)
        connection.exec_driver_sql("CREATE TABLE to_come (number TEXT)")
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{NEXT}'")

    monkeypatch.setattr(stores, "HEAD", NEXT)
    monkeypatch.setattr(stores, "KNOWN", (*KNOWN, NEXT))
    monkeypatch.setattr(migrate, "migrate", next_one)
    return filled


def test_before_a_migration_the_file_is_copied(one_revision_ago: Address) -> None:
    where = one_revision_ago
    engine = sa.create_engine(where.url)
    with engine.connect() as connection:
        events = connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one()
    engine.dispose()
    with open_store(where) as store:
        assert_sound(store)
        with store.read() as connection:
            assert migrate.revision(connection) == NEXT
            assert broken_guards(connection) == []
    if where.file is None:
        return
    copy = where.file.with_name(f"inventory-before-{HEAD}.sqlite")
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert raw.execute("SELECT count(*) FROM event").fetchone() == (events,)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_migration_that_fails_leaves_the_old_revision(
    one_revision_ago: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: sa.Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE to_come (number TEXT)")
        raise ZeroDivisionError

    monkeypatch.setattr(migrate, "migrate", fail)
    with pytest.raises(ZeroDivisionError):
        open_store(one_revision_ago)
    engine = sa.create_engine(one_revision_ago.url)
    with engine.connect() as connection:
        assert migrate.revision(connection) == HEAD
        assert "to_come" not in sa.inspect(connection).get_table_names()
    engine.dispose()


def test_where_no_copy_can_be_kept_nothing_is_migrated(one_revision_ago: Address) -> None:
    where = one_revision_ago
    if where.file is None:
        return
    (where.file.parent / f"inventory-before-{HEAD}.sqlite").mkdir()
    with pytest.raises(errors.StoreError):
        open_store(where)
    with closing(sqlite3.connect(where.file)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


def test_books_of_the_first_revision_get_room_for_what_is_attached(filled: Address) -> None:
    engine = sa.create_engine(filled.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE content")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    with open_store(filled) as store:
        assert_sound(store)
        with store.read() as connection:
            assert migrate.revision(connection) == HEAD
            assert stored(connection) == (0, 0)
