"""Names for the sign-in, before the books are open: the same as then, or none at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cpise_inventory.addresses import Address, address
from cpise_inventory.catalogue.queries import centre
from cpise_inventory.glance import Glance, glance
from cpise_inventory.people.commands import close_person
from cpise_inventory.people.queries import persons
from cpise_inventory.store import open_store
from tests.books import ADMIN, AUDITOR, CENTRE


def change(where: Address, statement: str) -> None:
    with closing(sqlite3.connect(where.file or "")) as connection:
        connection.execute(statement)
        connection.commit()


def test_it_says_what_the_open_books_say(books_file: Address) -> None:
    with open_store(books_file) as store:
        with store.write(ADMIN) as work:
            close_person(work, AUDITOR, "Départ")
        with store.read() as connection:
            people = tuple((one.name, one.display, one.role.value) for one in persons(connection))
            found = centre(connection, CENTRE)
    assert found is not None
    seen = glance(books_file)
    assert seen == Glance("NKC1-A", (found.name.fr, found.name.ar, found.name.en), people)
    assert AUDITOR not in {name for name, _display, _role in people}


def test_without_a_key_it_stands_nowhere(books_file: Address) -> None:
    next(books_file.keys.iterdir()).unlink()
    seen = glance(books_file)
    assert seen is not None
    assert (seen.device, seen.centre) == ("", ())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE setting SET value = value - 1 WHERE name = 'projection_version'",
        "UPDATE setting SET value = value + 1 WHERE name = 'projection_version'",
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "DROP TABLE person",
        "UPDATE person SET closed_on = '2026-11-01'",
    ],
)
def test_books_that_must_be_opened_first_show_nobody(books_file: Address, statement: str) -> None:
    change(books_file, statement)
    assert glance(books_file) is None


@pytest.mark.parametrize("content", [b"", b"Cher ami, ce n'est pas une base."])
def test_a_file_of_another_kind_shows_nobody_and_stays_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "inventory.sqlite"
    file.write_bytes(content)
    assert glance(address(str(file), tmp_path)) is None
    assert [one.name for one in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes() == content


def test_no_file_and_a_server_show_nobody(tmp_path: Path) -> None:
    assert glance(address(str(tmp_path / "none.sqlite"), tmp_path)) is None
    assert list(tmp_path.iterdir()) == []
    assert glance(address("postgresql://localhost/books", tmp_path)) is None
