"""Stock as a table: all of it, by lot, under headings of the language."""

import csv

import pytest

from cpise_inventory.exporting import stock_csv
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.stock.queries import on_hand


def read(path, language="fr"):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter="," if language == "en" else ";"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lot_is_a_row(books, tmp_path, language):
    w = words(language)
    with books.store.read() as connection:
        assert stock_csv(connection, tmp_path / "stock.csv", w) == len(on_hand(connection))
        there = on_hand(connection)
    heads, *rows = read(tmp_path / "stock.csv", language)
    assert w.t("Quantity") in heads
    assert len(rows) == len(there)
    for row, lot in zip(rows, there, strict=True):
        assert (row[0], row[2], row[3]) == (lot.centre, lot.location, lot.item)
        assert row[5].removeprefix("'") == lot.number
        assert (row[6], row[7], row[8]) == (lot.expiry, lot.donation, str(lot.quantity))


def test_one_centre_alone_can_be_asked_for(books, tmp_path):
    with books.store.read() as connection:
        stock_csv(connection, tmp_path / "stock.csv", words("fr"), "ROS")
    rows = read(tmp_path / "stock.csv")[1:]
    assert {row[0] for row in rows} == {"ROS"}
    assert {row[4] for row in rows} == {"Kit d’hygiène individuel", "Seau avec couvercle 14 l"}
