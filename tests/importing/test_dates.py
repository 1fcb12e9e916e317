"""Dates in cells: what is certain is read, all else is refused with what is wrong."""

import os
import sys
import time

import pytest

from cpise_inventory.importing import dates, problems
from cpise_inventory.importing.dates import UNDECIDED, DateForm
from cpise_inventory.importing.grid import DAY
from cpise_inventory.importing.problems import Problem
from cpise_inventory.importing.values import Cell

FREE = DateForm("")


def cell(text: str) -> Cell:
    return Cell(7, "expiry", "Péremption", text)


@pytest.mark.parametrize(
    ("text", "expiry"),
    [
        ("2027-12-31", "2027-12-31"),
        ("2027/12/31", "2027-12-31"),
        ("2027-12-31 00:00:00", "2027-12-31"),
        ("2027-12-31T00:00:00", "2027-12-31"),
        ("31/12/2027", "2027-12-31"),
        ("31.12.2027", "2027-12-31"),
        ("31-12-2027", "2027-12-31"),
        ("٣١/١٢/٢٠٢٧", "2027-12-31"),
        ("05/05/2027", "2027-05-05"),
        ("29/02/2028", "2028-02-29"),
        ("46752", "2027-12-31"),
        ("46752.0", "2027-12-31"),
        ("06/2027", "2027-06"),
        ("6-2027", "2027-06"),
        ("2027-06", "2027-06"),
        ("2027/6", "2027-06"),
        ("juin 2027", "2027-06"),
        ("Juin-2027", "2027-06"),
        ("déc. 2027", "2027-12"),
        ("June 2027", "2027-06"),
        ("يونيو 2027", "2027-06"),
        ("دجمبر ٢٠٢٧", "2027-12"),
        ("31 décembre 2027", "2027-12-31"),
        ("31 دجمبر 2027", "2027-12-31"),
        ("December 31, 2027", "2027-12-31"),
        ("1er juin 2027", "2027-06-01"),
        ("", ""),
    ],
)
def test_an_expiry_date_is_read_however_it_is_written(text: str, expiry: str) -> None:
    assert dates.expiry(cell(text), FREE) == expiry


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/12/27", problems.YearTooShort),
        ("12/27", problems.YearTooShort),
        ("déc-27", problems.YearTooShort),
        ("31 déc 27", problems.YearTooShort),
        ("31/02/2027", problems.DateImpossible),
        ("29/02/2027", problems.DateImpossible),
        ("32/13/2027", problems.DateImpossible),
        ("2027-13-01", problems.DateImpossible),
        ("13/2027", problems.DateImpossible),
        ("00/2027", problems.DateImpossible),
        ("31/12/1999", problems.YearOutOfRange),
        ("2100-01-01", problems.YearOutOfRange),
        ("31/12/20277", problems.DateUnreadable),
        ("bientôt", problems.DateUnreadable),
        ("lundi 2027", problems.DateUnreadable),
        ("12345", problems.DateUnreadable),
        ("20271231", problems.DateUnreadable),
        ("=TODAY()", problems.CellFormula),
    ],
)
def test_what_is_no_date_is_refused_by_its_name(text: str, problem: type[Problem]) -> None:
    with pytest.raises(Problem) as refused:
        dates.expiry(cell(text), FREE)
    assert (type(refused.value), refused.value.row, refused.value.value) == (problem, 7, text)


def test_the_order_of_day_and_month_is_the_columns() -> None:
    assert dates.expiry(cell("05/06/2027"), DateForm("dmy")) == "2027-06-05"
    assert dates.expiry(cell("05/06/2027"), DateForm("mdy")) == "2027-05-06"
    assert dates.expiry(cell("05/06/2027"), DateForm(UNDECIDED)) == UNDECIDED
    assert dates.expiry(cell("2027-05-06"), DateForm(UNDECIDED)) == "2027-05-06"


def test_day_numbers_of_old_macs_count_from_1904() -> None:
    assert dates.expiry(cell("45290"), DateForm("", since_1904=True)) == "2027-12-31"


def test_a_month_is_no_day_where_a_day_is_asked() -> None:
    with pytest.raises(problems.DateUnreadable):
        dates.day(cell("06/2027"), FREE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no tzset")
def test_an_expiry_date_is_the_same_in_every_time_zone() -> None:
    with pytest.MonkeyPatch.context() as patch:
        for hours in range(-14, 13):
            patch.setenv("TZ", f"<here>{hours}")
            time.tzset()
            assert dates.expiry(cell("46752"), FREE) == "2027-12-31", os.environ["TZ"]
    time.tzset()


def order(*texts: str, chosen: str = "") -> tuple[str, list[Problem]]:
    return dates.date_order([Cell(n, "expiry", "Exp", x) for n, x in enumerate(texts, 2)], chosen)


def test_one_row_decides_for_the_whole_column() -> None:
    assert order("05/06/2027", "31/12/2027", "2027-01-02") == ("dmy", [])
    assert order("05/06/2027", "12/31/2027") == ("mdy", [])
    assert order("05/05/2027", "2027-01-02", "46752", "06/2027", "") == ("", [])


def test_a_column_that_nothing_decides_is_asked_about_once() -> None:
    found, (problem,) = order("2027-01-02", "05/06/2027", "07/08/2027")
    assert found == ""
    assert isinstance(problem, problems.DateOrderUnknown)
    assert (problem.row, problem.value, problem.rows) == (3, "05/06/2027", 2)
    assert order("05/06/2027", chosen="dmy") == ("dmy", [])


def test_a_column_that_says_both_is_refused_with_both_rows() -> None:
    _, (problem,) = order("12/31/2027", "05/06/2027", "31/12/2027")
    assert isinstance(problem, problems.DateOrderMixed)
    assert (problem.row, problem.value) == (4, "31/12/2027")
    assert (problem.other_row, problem.other_value) == (2, "12/31/2027")


def mixed(
    *days: str, text: str = "31/12/2027", chosen: str = "", headed: str = ""
) -> list[Problem]:
    cells = [Cell(n, "expiry", "Exp", x, DAY) for n, x in enumerate(days, 2)]
    return dates.date_order([*cells, Cell(9, "expiry", "Exp", text)], chosen, headed)[1]


def test_dates_that_a_workbook_has_turned_round_are_doubted() -> None:
    (problem,) = mixed("2027-05-05", "2027-05-06", "2027-07-08")
    assert isinstance(problem, problems.DatesSwapped)
    assert (problem.row, problem.value, problem.rows) == (3, "2027-05-06", 2)
    assert (problem.other_row, problem.other_value) == (9, "31/12/2027")
    assert mixed("2027-05-06", "2027-05-20") == []  # a day that no swapped month can be
    assert mixed("2027-05-05", "2027-06") == []
    assert mixed("2027-05-06", text="") == []
    assert mixed("2027-05-06", headed="dmy")
    assert mixed("2027-05-06", chosen="dmy") == []
