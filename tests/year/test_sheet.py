"""The sheet is the year's: reckoned of it as it stands, by formulas, and not by the product."""

import tomllib
from pathlib import Path

from openpyxl import load_workbook

from tests.diary import Reckoned, cells, ours_in
from tests.year import reckon
from tests.year.by_words import ALL
from tests.year.diary import SHEET, YEAR, year

HAND_WRITTEN = ("Bookings", "Things", "Lives")


def test_the_sheet_is_of_this_year(tmp_path: Path) -> None:
    """Whoever changes the year has it reckoned anew (docs/year.md)."""
    made = tmp_path / "sheet.xlsx"
    reckon.write(tomllib.loads(YEAR.read_text(encoding="utf-8")), made)
    assert cells(made) == cells(SHEET)


def test_every_figure_is_a_formula() -> None:
    """But for the numbers of tags, and the year in which a paper was issued."""
    for sheet in load_workbook(SHEET):
        names = [cell.value for cell in sheet[1]]
        if sheet.title not in HAND_WRITTEN:
            figures = {
                name
                for row in sheet.iter_rows(min_row=2)
                for name, cell in zip(names, row, strict=True)
                if cell.data_type == "n" and cell.value is not None
            }
            assert figures <= {"number", "year"}, sheet.title


def test_it_was_reckoned_without_the_product() -> None:
    assert ours_in(reckon) == []


def test_there_is_no_fault_in_it() -> None:
    book = load_workbook(SHEET, data_only=True)
    faults = [cell for sheet in book for row in sheet for cell in row if cell.data_type == "e"]
    assert not faults


def test_things_stand_in_every_way_in_the_end() -> None:
    rows = list(Reckoned(SHEET).rows("Standing"))
    assert all(row["count"] for row in rows)
    assert sum(row["count"] for row in rows) == len(year().things)


def test_every_kind_of_act_is_in_the_year() -> None:
    assert {act.do for act in year().acts} == ALL
