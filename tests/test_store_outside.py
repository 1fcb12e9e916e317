"""What the disk and the server do to the books, and how each is said."""

import os
import resource
import shutil
import socket
import sqlite3
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from cpise_inventory import errors
from cpise_inventory import store as stores
from cpise_inventory.addresses import Address, address
from cpise_inventory.store import Store, exists, open_store
from db import engine as engines
from tests.books import (
    ADMIN,
    BUCKET,
    SOAP,
    assert_sound,
    bring,
    everything,
    stock,
)
from tests.postgres import Server
from tests.test_store import ON_LINUX, file_of

# --- the disk ------------------------------------------------------------------------------------


def test_a_file_that_another_program_holds_is_locked(
    books_file: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PRAGMAS", (*engines.PRAGMAS, "busy_timeout=50"))
    with (
        open_store(books_file) as opened,
        closing(sqlite3.connect(file_of(books_file), isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert stock(opened, SOAP) == {}  # reading goes on
        with pytest.raises(errors.LockedStoreError) as refused, opened.write(ADMIN):
            pass
        assert refused.value.where == str(books_file.file)
        other.execute("ROLLBACK")
        bring(opened, BUCKET, 5)


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Root may do anything: for once be nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def lent(books_file: Address) -> Iterator[Address]:
    """The books in a folder of root's that everybody may enter and read."""
    place = Path(tempfile.mkdtemp(prefix="cpise-lent-"))
    shutil.copytree(file_of(books_file).parent, place, dirs_exist_ok=True)
    for one in (place, *place.rglob("*")):
        one.chmod(0o755 if one.is_dir() else 0o644)
    yield address(str(place / "inventory.sqlite"), place)
    for one in (place, *place.rglob("*")):
        one.chmod(0o755)
    shutil.rmtree(place)


def frozen(where: Address) -> None:
    """As on a stick whose switch says read only."""
    file = file_of(where)
    for one in file.parent.iterdir():
        if one.is_file():
            one.chmod(0o444)
    file.parent.chmod(0o555)


@ON_LINUX
def test_an_auditors_stick_can_be_read_and_verified(lent: Address) -> None:
    with open_store(lent) as opened:
        bring(opened, BUCKET, 5)
    frozen(lent)
    with as_somebody_else():
        assert exists(lent)
        with open_store(lent) as opened:
            assert opened.read_only
            assert opened.device == ""
            assert stock(opened, BUCKET) == {"": 5}
            assert_sound(opened)
            opened.check_in()
            with pytest.raises(errors.ReadOnlyStoreError), opened.write(ADMIN):
                pass
    assert {one.name for one in file_of(lent).parent.iterdir()} == {
        "inventory.sqlite",
        "inventory.keys",
    }


@ON_LINUX
def test_a_stick_that_was_pulled_out_is_not_read_as_it_was_before(lent: Address) -> None:
    """What is in the log beside the file would be left out in silence."""
    file = file_of(lent)
    with open_store(lent) as opened:
        bring(opened, BUCKET, 5)
        log = file.with_name(f"{file.name}-wal").read_bytes()
        torn = file.read_bytes()
    file.write_bytes(torn)
    file.with_name(f"{file.name}-wal").write_bytes(log)
    frozen(lent)
    with as_somebody_else(), pytest.raises(errors.ReadOnlyStoreError):
        open_store(lent)
    file.parent.chmod(0o777)
    file.chmod(0o666)
    file.with_name(f"{file.name}-wal").chmod(0o666)
    with as_somebody_else(), open_store(lent) as opened:
        assert stock(opened, BUCKET) == {"": 5}


@ON_LINUX
def test_an_older_stick_has_to_be_copied_first(
    lent: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen(lent)
    monkeypatch.setattr(stores, "PROJECTION_VERSION", stores.PROJECTION_VERSION + 1)
    with as_somebody_else(), pytest.raises(errors.ReadOnlyStoreError):
        open_store(lent)


@ON_LINUX
@pytest.mark.parametrize("place", ["file", "folder"])
def test_without_the_right_to_read_it_says_so(lent: Address, place: str) -> None:
    file = file_of(lent)
    (file if place == "file" else file.parent).chmod(0o000)
    try:
        with as_somebody_else():
            for act in (exists, open_store):
                with pytest.raises(errors.ReadOnlyStoreError):
                    act(lent)
    finally:
        (file if place == "file" else file.parent).chmod(0o755)


def bring_much(opened: Store) -> None:
    for _ in range(100):
        bring(opened, SOAP, 1, "L" * 40, "2027-06")


@ON_LINUX
def test_a_full_disk_is_said_and_what_was_kept_stays(books_file: Address) -> None:
    with open_store(books_file) as opened:
        bring(opened, BUCKET, 5)
        before = everything(opened)
        log = file_of(books_file).with_name("inventory.sqlite-wal")
        usual = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 5_000, usual[1]))
        try:
            with pytest.raises(errors.FullDiskError):
                bring_much(opened)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        assert everything(opened).keys() == before.keys()
        assert_sound(opened)
        bring(opened, BUCKET, 5)
        assert_sound(opened)


def test_a_file_that_may_not_grow_is_a_full_disk(books_file: Address) -> None:
    with open_store(books_file) as opened:
        with opened.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA max_page_count = 1")  # what there is, and no page more
        before = everything(opened)
        with pytest.raises(errors.FullDiskError):
            bring_much(opened)
        assert everything(opened).keys() == before.keys()


# --- the server ----------------------------------------------------------------------------------


def closed_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.mark.parametrize("url", ["mysql://aicha:s3cret@host/cpise", "https://host/cpise"])
def test_another_kind_of_server_is_no_folder_to_be_made(url: str, tmp_path: Path) -> None:
    with pytest.raises(errors.UnreachableStoreError) as refused:
        address(url, tmp_path)
    assert refused.value.where == url.replace("aicha:s3cret@", "")


def test_a_server_that_is_not_there_is_said_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://aicha:s3cret@127.0.0.1:{closed_port()}/cpise"
    where = address(url, tmp_path)
    for act in (exists, open_store):
        with pytest.raises(errors.UnreachableStoreError) as refused:
            act(where)
        assert "s3cret" not in refused.value.where
        assert "s3cret" not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    "change", [{"database": "nobodys"}, {"username": "nobody_here", "password": "s3cret"}]
)
def test_a_server_that_does_not_let_us_in_is_unreachable(
    server: Server, tmp_path: Path, change: dict[str, str]
) -> None:
    with server.database() as url:
        asked = sa.make_url(url).set(**change).render_as_string(hide_password=False)
        with pytest.raises(errors.UnreachableStoreError) as refused:
            open_store(address(asked, tmp_path))
    assert "s3cret" not in "".join(traceback.format_exception(refused.value))


def test_a_user_who_may_only_read_on_the_server_reads(
    server: Server, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ready: Address = request.getfixturevalue("ready_database")
    with server.database(template=str(sa.make_url(ready.url).database)) as url:
        admin = sa.create_engine(url)
        with admin.begin() as connection:
            connection.exec_driver_sql("CREATE ROLE reader LOGIN")
            connection.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        as_reader = sa.make_url(url).set(username="reader").render_as_string(hide_password=False)
        shutil.copytree(ready.keys, tmp_path / "keys")
        with open_store(Address(as_reader, tmp_path / "keys")) as opened:
            assert stock(opened, SOAP) == {}
            with pytest.raises(errors.ReadOnlyStoreError):
                bring(opened, BUCKET, 5)
            assert_sound(opened)
        with admin.begin() as connection:
            connection.exec_driver_sql("DROP OWNED BY reader")
            connection.exec_driver_sql("DROP ROLE reader")
        admin.dispose()


def test_a_server_that_comes_back_is_used_again(
    server: Server, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    ready: Address = request.getfixturevalue("ready_database")
    shutil.copytree(ready.keys, tmp_path / "keys")
    with server.database(template=str(sa.make_url(ready.url).database)) as url:
        admin = sa.create_engine(url)
        with open_store(Address(url, tmp_path / "keys")) as opened:
            bring(opened, BUCKET, 5)
            with admin.begin() as connection:
                connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            with pytest.raises(errors.UnreachableStoreError):
                bring(opened, BUCKET, 5)
            bring(opened, BUCKET, 1)
            assert stock(opened, BUCKET) == {"": 6}
            assert_sound(opened)
        admin.dispose()
