"""The register of assets as it's seen: the same filter, the same columns, the same order."""

import csv
from datetime import date

import openpyxl
import pytest

from cpise_inventory.asset_filters import COLUMNS, Filter
from cpise_inventory.assets.errors import TooWideListError
from cpise_inventory.assets.finding import Pages
from cpise_inventory.exporting.assets import Listing, write_assets
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.printing import asset_list
from tests.printing.books import NOON
from tests.printing.reading import pages_of

TODAY = date(2026, 11, 24)


def write(books, path, wanted, language="fr"):
    with books.store.read() as connection:
        made_by = ("NKC1", "mariem", NOON)
        listed = Listing(connection, books.store.journal, wanted, TODAY, *made_by)
        return write_assets(listed, path, words(language), None)


def shown(books, wanted):
    with books.store.read() as connection:
        return list(Pages(wanted, TODAY).all(connection))


def test_a_table_has_the_columns_and_the_order_of_the_list(books, tmp_path):
    w = words("fr")
    wanted = Filter(order="serial", descending=True, columns=("serial", "value", "acquired", "tag"))
    found = shown(books, wanted)
    assert write(books, tmp_path / "a.csv", wanted) == len(found) > 2
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *lines = csv.reader(file, delimiter=";")
    assert heads == [
        w.t(text) for text in ("Serial number", "Value", "Currency", "Received on", "Tag")
    ]
    assert [line[-1] for line in lines] == [one.tag for one in found]
    assert [line[3] for line in lines] == [one.acquired_on for one in found]


@pytest.mark.parametrize(("language", "name"), [("fr", "Magasin"), ("ar", "المخزن")])
def test_what_is_in_a_storeroom_is_listed_under_its_name(books, tmp_path, language, name):
    wanted = Filter(columns=("tag", "custodian"))
    placed = {one.tag for one in shown(books, wanted) if one.custodian.endswith("/MAGASIN")}
    assert placed
    write(books, tmp_path / "a.csv", wanted, language)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        _, *lines = csv.reader(file, delimiter=";")
    assert {tag for tag, holder in lines if holder == name} == placed
    write(books, tmp_path / "a.pdf", wanted, language)
    assert "MAGASIN" not in pages_of((tmp_path / "a.pdf").read_bytes())[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_columns_go_into_a_workbook_in_each_language(books, tmp_path, language):
    wanted = Filter(columns=COLUMNS)
    rows = write(books, tmp_path / "a.xlsx", wanted, language)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    heads, *lines = sheet.iter_rows(values_only=True)
    assert len(lines) == rows
    assert len(heads) == len(COLUMNS) + 1  # the currency apart from the value
    assert sheet.sheet_view.rightToLeft is (language == "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_says_what_was_asked_and_what_it_is_worth(books, tmp_path, language):
    w = words(language)
    wanted = Filter(centre="NKC1", status="in_storage")
    rows = write(books, tmp_path / "a.pdf", wanted, language)
    text = pages_of((tmp_path / "a.pdf").read_bytes())[0]
    assert shown(books, wanted)[0].tag in text
    if language != "ar":  # an Arabic page is read in the order of its glyphs
        assert w.t("in storage") in text
    assert rows > 0


def test_a_paper_has_room_for_so_many_columns_and_lines(books, tmp_path, monkeypatch):
    with pytest.raises(TooWideListError):
        write(books, tmp_path / "a.pdf", Filter(columns=COLUMNS))
    assert not (tmp_path / "a.pdf").exists()
    monkeypatch.setattr(asset_list, "MOST_LINES", 1)
    rows = write(books, tmp_path / "a.pdf", Filter(), "en")
    assert f"{rows}, of which the first 1" in pages_of((tmp_path / "a.pdf").read_bytes())[0]
