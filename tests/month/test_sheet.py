"""The sheet is the month's: reckoned of it as it stands, by formulas, and not by the product."""

import tomllib
from pathlib import Path

from openpyxl import load_workbook

from tests.diary import cells, ours_in
from tests.month import reckon
from tests.month.diary import MONTH, SHEET, Sheet, month

HAND_WRITTEN = ("Bookings",)


def test_the_sheet_is_of_this_month(tmp_path: Path) -> None:
    """Whoever changes the month has it reckoned anew (docs/month.md)."""
    made = tmp_path / "sheet.xlsx"
    reckon.write(tomllib.loads(MONTH.read_text(encoding="utf-8")), made)
    assert cells(made) == cells(SHEET)


def test_every_sum_is_a_formula() -> None:
    for sheet in load_workbook(SHEET):
        figures = [
            cell.data_type
            for row in sheet.iter_rows(min_row=2)
            for cell in row
            if cell.data_type in "nf" and cell.value is not None and not cell.is_date
        ]
        assert set(figures) <= ({"n"} if sheet.title in HAND_WRITTEN else {"f", "n"})
        if sheet.title not in (*HAND_WRITTEN, "Counts"):
            assert set(figures) == {"f"}, sheet.title


def test_it_was_reckoned_without_the_product() -> None:
    assert ours_in(reckon) == []


def test_what_came_of_each_donation_is_somewhere() -> None:
    rows = list(Sheet().rows("Donations"))
    assert rows
    assert all(row["received"] == row["sum"] for row in rows)


def test_every_kind_of_act_is_in_the_month() -> None:
    from tests.month.by_words import COMMANDS

    assert {act.do for act in month().acts} == COMMANDS.keys()
