"""A new database: all of it or nothing, and nothing in the way of a second try."""

import random
import shutil
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from cpise_inventory import errors
from cpise_inventory import first_run as first_runs
from cpise_inventory.addresses import Address, address
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.commands import UnknownCentreError
from cpise_inventory.catalogue.events import Named
from cpise_inventory.first_run import (
    FirstRun,
    StoreExistsError,
    create_store,
    reference_centres,
    reference_donors,
)
from cpise_inventory.identity import BadLetterError
from cpise_inventory.journal.keys import read_key
from cpise_inventory.people.commands import BadPersonNameError, ShortPasswordError, sign_in
from cpise_inventory.people.queries import persons
from cpise_inventory.people.rights import Role
from cpise_inventory.store import exists, open_store
from db.engine import open_engine
from tests.books import ADMIN, PASSWORD, Clock, assert_sound
from tests.cuts import Say, cut_off

WANTED = FirstRun("KIF", "Aïcha", PASSWORD, "Aïcha mint Sidi")


@pytest.fixture
def where(database_url: str, tmp_path: Path) -> Address:
    return Address(database_url, tmp_path / "keys")


def test_it_makes_books_that_can_be_used_at_once(where: Address) -> None:
    with create_store(where, WANTED, Clock()) as store:
        assert store.device == "KIF-A"
        with store.read() as connection:
            assert sign_in(connection, "aïcha", PASSWORD).role is Role.ADMINISTRATOR
            assert [one.display for one in persons(connection)] == ["Aïcha mint Sidi"]
            codes = [centre.code for centre in catalogue.centres(connection)]
            assert codes == sorted(centre.code for centre in reference_centres())
            assert len(catalogue.donors(connection)) == len(reference_donors())
            places = [place.code for place in catalogue.places(connection)]
            assert places == [f"{code}/MAGASIN" for code in codes]
            device = catalogue.devices(connection)[0]
        assert store.key is not None
        assert device.public_key == store.key.public.hex()
        assert_sound(store)
    assert exists(where)


def test_a_second_workstation_has_numbers_of_its_own(where: Address) -> None:
    with create_store(where, replace(WANTED, letter=" b "), Clock()) as store:
        assert store.device == "KIF-B"
        assert_sound(store)
    assert [path.name for path in where.keys.iterdir()] == ["KIF-B.key"]


def test_the_seven_centres_are_there_by_their_codes() -> None:
    assert [centre.code for centre in reference_centres()] == [
        *("NKC1", "NKC2", "NKC3", "NDB", "KIF", "ALE", "ROS")
    ]
    for centre in reference_centres():
        assert all((centre.name.fr, centre.name.ar, centre.name.en, centre.iso))


def test_the_own_storeroom_has_the_name_that_was_asked_for(where: Address) -> None:
    wanted = FirstRun("ROS", ADMIN, PASSWORD, storeroom=Named("Réserve du fond"))
    with create_store(where, wanted, Clock()) as store, store.read() as connection:
        names = {place.code: place.name.fr for place in catalogue.places(connection)}
    assert names.pop("ROS/MAGASIN") == "Réserve du fond"
    assert set(names.values()) == {"Magasin"}


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    where = address(str(tmp_path / "new" / "folder" / "books.sqlite"), tmp_path)
    with create_store(where, WANTED):
        assert exists(where)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (FirstRun("QQQ", ADMIN, PASSWORD), UnknownCentreError),
        *(
            (FirstRun("KIF", ADMIN, PASSWORD, letter=letter), BadLetterError)
            for letter in ("", "AB", "1", "É", "ب", "-")
        ),
        (FirstRun("KIF", "two words", PASSWORD), BadPersonNameError),
        (FirstRun("KIF", "", PASSWORD), BadPersonNameError),
        (FirstRun("KIF", ADMIN, "short"), ShortPasswordError),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_made(
    where: Address, wanted: FirstRun, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        create_store(where, wanted)
    assert not exists(where)
    assert not where.keys.exists()


def test_a_database_is_never_written_over(where: Address) -> None:
    with create_store(where, WANTED, Clock()):
        pass
    key = read_key(where.keys)
    with pytest.raises(StoreExistsError):
        create_store(where, FirstRun("NKC1", ADMIN, PASSWORD))
    assert read_key(where.keys) == key
    with open_store(where) as store:
        assert store.device == "KIF-A"
        assert_sound(store)


def test_of_two_at_once_one_is_refused_and_takes_nothing(
    where: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first was done."""
    with create_store(where, WANTED, Clock()):
        pass
    monkeypatch.setattr(first_runs, "exists", lambda _where: False)
    with pytest.raises(StoreExistsError):
        create_store(where, WANTED, Clock())
    monkeypatch.undo()
    with open_store(where) as store, store.write("aïcha"):
        assert_sound(store)


def test_a_fault_in_the_middle_leaves_no_database_and_the_next_try_succeeds(
    where: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(first_runs, "keep_hash", fail)
    with pytest.raises(ZeroDivisionError):
        create_store(where, WANTED)
    assert not exists(where)
    engine = open_engine(where.url)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()
    monkeypatch.undo()
    with create_store(where, WANTED) as store:
        assert_sound(store)


def test_a_key_that_lies_there_is_put_aside_never_lost(tmp_path: Path) -> None:
    """The database was moved away, and will come back."""
    path = tmp_path / "books.sqlite"
    where = address(str(path), tmp_path)
    for _ in range(3):
        with create_store(where, WANTED, Clock()) as store:
            first = store.key
            assert first is not None
        path.rename(tmp_path / "moved.sqlite")
    kept = sorted(one.name for one in where.keys.iterdir())
    assert kept == ["KIF-A.key", "KIF-A.key.1", "KIF-A.key.2"]
    assert bytes.fromhex((where.keys / "KIF-A.key").read_text()) == first.private
    (tmp_path / "moved.sqlite").rename(path)
    with open_store(where) as store, store.write("aïcha"):
        pass


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    where = address(str(tmp_path / "file" / "books.sqlite"), tmp_path)
    with pytest.raises(errors.StoreError):
        create_store(where, WANTED)


def test_keys_that_cannot_be_kept_leave_no_database(tmp_path: Path) -> None:
    where = address(str(tmp_path / "books.sqlite"), tmp_path)
    where.keys.touch()  # a file where the folder has to be
    with pytest.raises(errors.StoreError):
        create_store(where, WANTED)
    assert not exists(where)


def create(where: Address, say: Say) -> None:
    create_store(where, FirstRun("KIF", ADMIN, PASSWORD)).close()
    say("done")


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_power_cut_in_a_first_run_blocks_no_second(tmp_path: Path) -> None:
    chance = random.Random(0)  # noqa: S311 - the same moments each time, no secret
    done = []
    for turn in range(20):
        folder = tmp_path / str(turn)
        where = address(str(folder / "books.sqlite"), folder)
        done += cut_off(partial(create, where), chance.random() * 0.12)
        if exists(where):
            with open_store(where) as store, store.write(ADMIN):
                assert_sound(store)
        else:
            with create_store(where, WANTED) as store, store.write("aïcha"):
                assert_sound(store)
        shutil.rmtree(folder)
    assert len(done) < 20
