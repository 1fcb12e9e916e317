"""Opening books that are whole, and saying what is wrong with those that are not."""

import os
import shutil
import socket
import sqlite3
import stat
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from cpise_inventory import errors
from cpise_inventory.addresses import Address, address
from cpise_inventory.errors import StoreError
from cpise_inventory.people.commands import (
    ClosedPersonError,
    UnknownPersonError,
    close_person,
    sign_in,
)
from cpise_inventory.stock.errors import NotEnoughStockError
from cpise_inventory.store import Store, exists, open_store
from db.engine import broken_guards, open_engine
from db.schema import checkpoint, event
from tests.books import (
    ADMIN,
    BUCKET,
    LOGISTICS,
    SOAP,
    assert_sound,
    bring,
    everything,
    hand_out,
    rows,
    stock,
)
from tests.postgres import Server

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Linux's rights and limits")


def file_of(where: Address) -> Path:
    assert where.file is not None
    return where.file


# --- what there may be instead -------------------------------------------------------------------


def nothing(path: Path) -> None:
    """Not even a file."""


def missing_folder(path: Path) -> None:
    path.parent.rmdir()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("centre;article;quantité\n", encoding="utf-8")


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def sockets(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(str(path))


def somebody_elses(path: Path) -> None:
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE moz_places (url TEXT)")


def another_alembic_users(path: Path) -> None:
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE alembic_version (version_num TEXT)")
        made.execute("INSERT INTO alembic_version VALUES ('0001')")


def only_a_header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(84))


@pytest.mark.parametrize("what", [nothing, missing_folder, empty])
def test_where_nothing_is_there_is_no_database_yet(tmp_path: Path, what: object) -> None:
    assert callable(what)
    path = tmp_path / "folder" / "books.sqlite"
    path.parent.mkdir()
    what(path)
    where = address(str(path), tmp_path)
    assert not exists(where)
    with pytest.raises(errors.MissingStoreError) as refused:
        open_store(where)
    assert refused.value.where == str(path)


def test_a_database_in_a_file_that_is_no_folder_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not exists(address(str(tmp_path / "file" / "books.sqlite"), tmp_path))


@pytest.mark.parametrize(
    "what",
    [text, folder, pipe, sockets, somebody_elses, another_alembic_users, only_a_header],
)
def test_what_is_no_database_of_ours_is_named_and_left_alone(
    tmp_path: Path, what: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(what)
    monkeypatch.chdir(tmp_path)  # a socket's path has to be short
    path = Path("books.sqlite")
    what(path)
    where = address(str(path), tmp_path)
    before = path.read_bytes() if path.is_file() else b""
    for act in (exists, open_store):
        with pytest.raises(errors.NotAStoreError):
            act(where)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [one.name for one in tmp_path.iterdir()] == ["books.sqlite"]


def test_a_servers_database_of_somebody_else_is_left_alone(server: Server, tmp_path: Path) -> None:
    with server.database() as url:
        engine = sa.create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE invoice (number INTEGER)")
        with pytest.raises(errors.NotAStoreError):
            exists(Address(url, tmp_path))
        engine.dispose()


def test_asking_changes_nothing(books_address: Address) -> None:
    def seen() -> object:
        file = books_address.file
        if file is None:
            return None
        return {one.name: one.stat().st_mtime_ns for one in file.parent.iterdir()}

    before = seen()
    assert exists(books_address)
    assert seen() == before


# --- damage --------------------------------------------------------------------------------------


def read_all(where: Address) -> None:
    with open_store(where) as opened:
        everything(opened)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_a_file_that_was_cut_is_damaged(books_file: Address, share: float) -> None:
    file = file_of(books_file)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises((errors.DamagedStoreError, errors.NotAStoreError)):
        read_all(books_file)


def test_pages_of_rubbish_are_damage(books_file: Address) -> None:
    file = file_of(books_file)
    whole = bytearray(file.read_bytes())
    for page in range(2, len(whole) // 4096):
        whole[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    file.write_bytes(whole)
    with pytest.raises(errors.DamagedStoreError):
        read_all(books_file)


@pytest.mark.parametrize("table", ["checkpoint", "setting", "credential"])
def test_a_table_of_truth_that_is_gone_is_damage(books_address: Address, table: str) -> None:
    engine = sa.create_engine(books_address.url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TABLE {table}")
    engine.dispose()
    with pytest.raises(errors.DamagedStoreError):
        open_store(books_address)


def test_projections_that_are_gone_are_replayed(books_address: Address) -> None:
    engine = sa.create_engine(books_address.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE person")
        connection.exec_driver_sql("DROP TABLE balance")
    engine.dispose()
    with open_store(books_address) as opened:
        assert_sound(opened)


def test_a_database_without_a_revision_is_damage(books_address: Address) -> None:
    engine = sa.create_engine(books_address.url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    engine.dispose()
    with pytest.raises(errors.DamagedStoreError):
        open_store(books_address)


# --- versions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "UPDATE setting SET value = '999' WHERE name = 'projection_version'",
    ],
)
def test_what_a_newer_program_wrote_is_left_to_it(books_address: Address, statement: str) -> None:
    engine = sa.create_engine(books_address.url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert exists(books_address)
    with pytest.raises(errors.NewerStoreError):
        open_store(books_address)
    engine.dispose()


def test_a_program_that_was_overtaken_writes_no_more(store: Store) -> None:
    """Another workstation on the server was updated, and the tables with it."""
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE setting SET value = '999' WHERE name = 'projection_version'"
        )
    before = everything(store)
    with pytest.raises(errors.NewerStoreError), store.write(ADMIN):
        pass
    assert everything(store) == before


# --- keys ----------------------------------------------------------------------------------------


def test_without_its_key_a_database_can_only_be_read(books_address: Address) -> None:
    shutil.rmtree(books_address.keys)
    with open_store(books_address) as opened:
        assert opened.device == ""
        assert stock(opened, SOAP) == {}
        assert_sound(opened)
        before = everything(opened)
        with pytest.raises(errors.KeyMissingError), opened.write(ADMIN):
            pass
        opened.check_in()
        assert everything(opened) == before


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "00" * 33])
def test_a_key_that_cannot_be_read_is_no_key(books_file: Address, content: str) -> None:
    (books_file.keys / "NKC1-A.key").write_text(content)
    with open_store(books_file) as opened:
        assert opened.key is None


def test_another_databases_key_signs_nothing_here(books_address: Address) -> None:
    """As when a folder holds keys of a database that was made anew."""
    (books_address.keys / "NKC1-A.key").write_text("11" * 32)
    with open_store(books_address) as opened:
        before = everything(opened)
        with pytest.raises(errors.KeyMissingError), opened.write(ADMIN):
            pass
        opened.check_in()
        assert everything(opened) == before


# --- writing -------------------------------------------------------------------------------------


def test_who_is_unknown_or_closed_writes_nothing(store: Store) -> None:
    with store.write(ADMIN) as work:
        close_person(work, LOGISTICS, "left")
    before = everything(store)
    with pytest.raises(UnknownPersonError), store.write("nobody"):
        pass
    with pytest.raises(ClosedPersonError), store.write(LOGISTICS):
        pass
    assert everything(store) == before


def test_an_action_that_fails_at_its_end_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    before = everything(store)
    with ExitStack() as stack:
        stack.enter_context(pytest.raises(ZeroDivisionError))
        close_person(stack.enter_context(store.write(ADMIN)), LOGISTICS, "left")
        fail()
    assert everything(store) == before
    bring(store, BUCKET, 5)
    assert_sound(store)


def test_who_shows_tables_is_told_which_changed_once_they_have(store: Store) -> None:
    told: list[frozenset[str]] = []

    def look(names: frozenset[str]) -> None:
        told.append(names)
        assert stock(store, BUCKET) == {"": 5}

    store.changed = look
    bring(store, BUCKET, 5)
    assert [names >= {"event_index", "balance", "lot", "checkpoint"} for names in told] == [True]
    assert not told[0] & {"asset", "person", "item"}
    with pytest.raises(NotEnoughStockError):
        hand_out(store, BUCKET, 9)
    with store.write(ADMIN):
        pass
    assert len(told) == 1


def test_reading_changes_nothing_and_cannot(store: Store) -> None:
    before = everything(store)
    with store.read() as connection:
        sign_in(connection, ADMIN, "magasin-2026")
    assert everything(store) == before


def test_checking_in_signs_each_state_once(store: Store) -> None:
    with store.read() as connection:
        before = rows(connection, checkpoint)
    store.check_in()
    store.check_in()
    with store.read() as connection:
        assert len(rows(connection, checkpoint)) == len(before) + 1
    assert_sound(store)


def test_a_store_closes_with_its_block(store: Store, books_address: Address) -> None:
    with open_store(books_address) as opened:
        stock(opened, SOAP)
    pool = opened.engine.pool
    assert isinstance(pool, sa.QueuePool)
    assert pool.checkedin() == 0


# --- details -------------------------------------------------------------------------------------


def test_every_trouble_says_where(tmp_path: Path) -> None:
    where = address(str(tmp_path / "books.sqlite"), tmp_path)
    (tmp_path / "books.sqlite").write_text("no", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        open_store(where)
    assert refused.value.where == where.where


def test_a_fault_of_ours_is_not_passed_off_as_the_disks(store: Store) -> None:
    with pytest.raises(sa.exc.DBAPIError), store.write(ADMIN) as work:
        work.connection.exec_driver_sql("SELECT nothing FROM nowhere")


def test_an_opened_store_guards_its_journal(store: Store) -> None:
    with store.read() as connection:
        assert broken_guards(connection) == []
        assert rows(connection, event)


def test_only_its_owner_reads_a_key(books_file: Address, file_store: Store) -> None:
    assert file_store.key is not None
    path = books_file.keys / "NKC1-A.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_new_connection_is_as_safe_as_the_first(file_store: Store) -> None:
    """A pool makes them as they're needed."""
    engine = open_engine(file_store.address.url)
    with engine.connect() as one, engine.connect() as other:
        for connection in (one.execution_options(reading=True) for one in (one, other)):
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()
