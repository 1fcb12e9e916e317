"""Stock as a table: all of it, by lot, under headings of the language."""

import csv

import pytest

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.item_rules import as_said
from cpise_inventory.catalogue.queries import item
from cpise_inventory.exporting import stock_csv
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.stock.queries import on_hand
from tests.books import BUCKET, LOGISTICS, SOAP, bring


def read(path, language="fr"):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter="," if language == "en" else ";"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lot_is_a_row(books, tmp_path, language):
    w = words(language)
    with books.store.read() as connection:
        there = on_hand(connection)
        stock_csv(connection, tmp_path / "stock.csv", w, there)
    heads, *rows = read(tmp_path / "stock.csv", language)
    assert w.t("Quantity") in heads
    assert len(rows) == len(there)
    for row, lot in zip(rows, there, strict=True):
        assert (row[0], row[2], row[3]) == (lot.centre, lot.location, lot.item)
        assert row[5].removeprefix("'") == lot.number
        assert (row[6], row[7], row[8]) == (lot.expiry, lot.donation, str(lot.quantity))


def test_what_has_a_value_is_told_with_what_it_comes_to(store, tmp_path):
    bring(store, BUCKET, 4)
    bring(store, SOAP, 3, "L1", "2027-06")
    with store.write(LOGISTICS) as work:
        known = item(work.connection, BUCKET)
        describe_items(work, [as_said(known._replace(value=85_50, currency="MRU"))])
    with store.read() as connection:
        stock_csv(connection, tmp_path / "stock.csv", words("fr"), on_hand(connection))
    worth = {row[3]: row[10:] for row in read(tmp_path / "stock.csv")[1:]}
    assert worth == {BUCKET: ["85,50", "342,00", "MRU"], SOAP: ["", "", ""]}


def test_what_is_asked_for_alone_is_there(books, tmp_path):
    with books.store.read() as connection:
        stock_csv(connection, tmp_path / "stock.csv", words("fr"), on_hand(connection, "ROS"))
    rows = read(tmp_path / "stock.csv")[1:]
    assert {row[0] for row in rows} == {"ROS"}
    assert {row[4] for row in rows} == {"Kit d’hygiène individuel", "Seau avec couvercle 14 l"}
