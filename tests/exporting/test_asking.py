"""What to ask for as a table and as a workbook."""

import pytest
from openpyxl import load_workbook

from cpise_inventory.exporting import ask_csv, ask_xlsx
from cpise_inventory.language.words import LANGUAGES, words
from tests.exporting.test_stock import read
from tests.planning.lists import SOURCE, ask_list


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_an_item_with_its_figures_and_how_they_came_about(books, tmp_path, language):
    w, found = words(language), ask_list(books.store)
    with books.store.read() as connection:
        assert ask_csv(connection, tmp_path / "ask.csv", w, found) == len(found.needs)
        assert ask_xlsx(connection, tmp_path / "ask.xlsx", w, found) == len(found.needs)
    heads, *rows = read(tmp_path / "ask.csv", language)
    assert w.t("To ask for") in heads
    assert [row[0] for row in rows] == [one.item for one in found.needs]
    for row, need in zip(rows, found.needs, strict=True):
        figures = [need.needed, need.covered, need.on_road, need.missing]
        assert [int(cell) for cell in row[3:7]] == figures
        assert row[9]
    assert {row[8] for row in rows} >= {SOURCE}
    sheet = load_workbook(tmp_path / "ask.xlsx").active
    again = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [row[0] for row in again] == [row[0] for row in rows]
    assert [row[6] or 0 for row in again] == [need.missing for need in found.needs]
