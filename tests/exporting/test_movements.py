"""The movement register as a table and as a workbook, with what was cancelled marked."""

import csv
from datetime import date

import openpyxl
import pytest

from cpise_inventory.exporting.lists import SAID_EACH
from cpise_inventory.exporting.movements import write_movements
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.movements.filters import EVERYTHING, Filter
from cpise_inventory.movements.queries import Register
from tests.printing.books import NOON

WHO = ("NKC1", "mariem", NOON)


def register(books, connection, wanted=EVERYTHING) -> Register:
    return Register(connection, books.store.journal, wanted, date(2026, 11, 24))


def test_every_line_has_its_row_the_oldest_first(books, tmp_path):
    w = words("fr")
    with books.store.read() as connection:
        found = register(books, connection)
        rows = write_movements(found, tmp_path / "r.csv", w, *WHO)
        assert rows == sum(1 for _ in found.lines())
    with (tmp_path / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file, delimiter=";"))
    assert len(table) == rows
    undone = [one for one in table if one[w.t("Document")] == books.issued["distributed_unit"]]
    assert {one[w.t("Cancelled by")] for one in undone} == {books.issued["undone"]}
    assert {one[w.t("Unit of measure")] for one in table} >= {"pain", "pièce"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_says_the_same(books, tmp_path, language):
    w = words(language)
    with books.store.read() as connection:
        rows = write_movements(
            register(books, connection, Filter(centre="ROS")), tmp_path / "r.xlsx", w, *WHO
        )
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").active
    heads, *lines = sheet.iter_rows(values_only=True)
    assert len(lines) == rows > 0
    assert heads[12] == w.t("Quantity")
    assert {type(line[12]) for line in lines} == {int}
    assert sheet.sheet_view.rightToLeft is (language == "ar")


def test_whoever_waits_hears_of_the_rows(books, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr("cpise_inventory.exporting.lists.SAID_EACH", 5)
    with books.store.read() as connection:
        found = register(books, connection)
        path = tmp_path / "r.csv"
        rows = write_movements(found, path, words("en"), *WHO, lambda *far: told.append(far))
    assert told == [(done, 0) for done in range(5, rows + 1, 5)]
    assert SAID_EACH > 5
