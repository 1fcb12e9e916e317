"""Single cells: what is certain is read, all else is refused with what is wrong."""

import os
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.importing import problems, values
from cpise_inventory.importing.grid import DAY, NUMBER, TEXT
from cpise_inventory.importing.problems import Problem
from cpise_inventory.importing.values import UNDECIDED, Cell, DateForm
from cpise_inventory.language.reading import MOST

FREE = DateForm("")


def cell(text: str, kind: str = TEXT) -> Cell:
    return Cell(7, "quantity", "Quantité", text, kind)


def refusal(reading: Callable[[Cell], object], text: str, kind: str = TEXT) -> type[Problem]:
    with pytest.raises(Problem) as refused:
        reading(cell(text, kind))
    problem = refused.value
    assert (problem.row, problem.field, problem.column) == (7, "quantity", "Quantité")
    assert problem.value == text.strip() or len(text) > 60
    return type(problem)


# Quantities ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("0012", 12),
        ("1 250", 1250),
        ("1\u00a0250", 1250),
        ("1\u202f250\u202f000", 1_250_000),
        ("1'250", 1250),
        ("12,00", 12),
        ("12.0", 12),
        ("12,", 12),
        ("+12", 12),
        ("١٢", 12),
        ("۱۲", 12),
        ("١٬٢٥٠", 1250),
        ("١٢٫٠", 12),
        ("1,250,000", 1_250_000),
        ("1.250,00", 1250),
        ("1,250.00", 1250),
        ("1.2E+3", 1200),
        ("9999999", 9_999_999),
        ("\u200e12\u200f", 12),
    ],
)
def test_a_whole_number_is_read_however_it_is_written(text: str, units: int) -> None:
    assert values.quantity(cell(text)) == units


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", problems.CellEmpty),
        ("0", problems.QuantityNotPositive),
        ("0,00", problems.QuantityNotPositive),
        ("-3", problems.QuantityNotPositive),
        ("−3", problems.QuantityNotPositive),
        ("2.5", problems.QuantityFractional),
        ("2,5", problems.QuantityFractional),
        ("0,250", problems.QuantityFractional),
        ("1 250,5", problems.QuantityFractional),
        ("1,250", problems.QuantityUnclear),
        ("1.250", problems.QuantityUnclear),
        ("10000000", problems.QuantityBeyond),
        ("1000000000000", problems.QuantityBeyond),
        ("1E+12", problems.QuantityBeyond),
        ("1E99", problems.QuantityBeyond),
        ("1 000 000 000 000", problems.QuantityBeyond),
        ("9" * 5000, problems.CellTooLong),
        ("10^12", problems.QuantityUnreadable),
        ("1 2", problems.QuantityUnreadable),
        ("12 pièces", problems.QuantityUnreadable),
        ("douze", problems.QuantityUnreadable),
        (".", problems.QuantityUnreadable),
        ("-", problems.QuantityUnreadable),
        ("1E999", problems.QuantityUnreadable),
        ("²", problems.QuantityUnreadable),
        ("=6+6", problems.CellFormula),
        ("#N/A", problems.CellError),
        ("#VALEUR!", problems.CellError),
        ("####", problems.CellError),
        ("1\x07", problems.CellUnprintable),
        ("\ufffd12", problems.CellLettersLost),
    ],
)
def test_what_is_no_whole_number_is_refused_by_its_name(text: str, problem: type[Problem]) -> None:
    assert refusal(values.quantity, text) is problem


def test_a_number_of_a_workbook_has_a_point_for_a_point() -> None:
    assert refusal(values.quantity, "1.250", NUMBER) is problems.QuantityFractional
    assert values.quantity(cell("1250", NUMBER)) == 1250


@given(st.integers(1, MOST), st.sampled_from(["", ",0", ".00"]))
def test_every_quantity_is_read_back_from_its_figures(units: int, tail: str) -> None:
    grouped = f"{units:,}".replace(",", "\u202f")
    assert values.quantity(cell(grouped + tail)) == values.quantity(cell(f"{units}{tail}")) == units


# Texts and identifiers ----------------------------------------------------------------------------


def test_words_lose_their_outer_spaces_line_ends_and_hidden_marks() -> None:
    assert values.text(cell("\u200f Savon\u00a0 de \n toilette\t\ufeff")) == "Savon de toilette"
    assert values.text(cell("e\u0301cran")) == "écran"


@pytest.mark.parametrize(
    ("text", "kind", "problem"),
    [
        ("3.01043E+13", TEXT, problems.IdentifierDamaged),
        ("3,01E+05", TEXT, problems.IdentifierDamaged),
        ("3010431234567890000", TEXT, problems.IdentifierDamaged),
        ("3010431234567890000", NUMBER, problems.IdentifierDamaged),
        ("12.5", NUMBER, problems.IdentifierDamaged),
        ("2026-12-03", DAY, problems.IdentifierDamaged),
        ("=A1", TEXT, problems.CellFormula),
        ("#REF!", TEXT, problems.CellError),
        ("A" * 201, TEXT, problems.CellTooLong),
        ("A\x00B", TEXT, problems.CellUnprintable),
    ],
)
def test_an_identifier_that_a_spreadsheet_spoilt_is_refused(
    text: str, kind: str, problem: type[Problem]
) -> None:
    assert refusal(values.identifier, text, kind) is problem


@pytest.mark.parametrize(
    "text", ["00123", "301043123456789", "3010431234567891234", "SN#12", "12-03", "DT75/1187"]
)
def test_an_identifier_is_kept_as_written(text: str) -> None:
    assert values.identifier(cell(text)) == text


@pytest.mark.parametrize("text", ["", "-", "–", "n/a", "N/A", "Néant", "s/o", "لا يوجد", "/"])
def test_what_says_that_there_is_none_is_empty(text: str) -> None:
    assert values.identifier(cell(text)) == ""
    assert values.expiry(cell(text), FREE) == ""


@pytest.mark.parametrize(("text", "code"), [("savon-250", "SAVON-250"), (" KIT-1 ", "KIT-1")])
def test_a_code_is_in_capitals(text: str, code: str) -> None:
    assert values.code(cell(text)) == code


@pytest.mark.parametrize("text", ["SAVON 250", "É", "A" * 31, "-A"])
def test_a_malformed_code_is_refused(text: str) -> None:
    assert refusal(values.code, text) is problems.CodeMalformed


def test_yes_and_no_in_three_languages() -> None:
    assert all(values.yes_or_no(cell(text)) for text in ("oui", "OUI", "x", "yes", "1", "نعم"))
    assert not any(values.yes_or_no(cell(text)) for text in ("", "non", "No", "0", "لا", "-"))
    assert refusal(values.yes_or_no, "peut-être") is problems.NotYesOrNo


# Dates --------------------------------------------------------------------------------------------


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
    assert values.expiry(cell(text), FREE) == expiry


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
    assert refusal(lambda one: values.expiry(one, FREE), text) is problem


def test_the_order_of_day_and_month_is_the_columns() -> None:
    assert values.expiry(cell("05/06/2027"), DateForm("dmy")) == "2027-06-05"
    assert values.expiry(cell("05/06/2027"), DateForm("mdy")) == "2027-05-06"
    assert values.expiry(cell("05/06/2027"), DateForm(UNDECIDED)) == UNDECIDED
    assert values.expiry(cell("2027-05-06"), DateForm(UNDECIDED)) == "2027-05-06"


def test_day_numbers_of_old_macs_count_from_1904() -> None:
    assert values.expiry(cell("45290"), DateForm("", since_1904=True)) == "2027-12-31"


def test_a_month_is_no_day_where_a_day_is_asked() -> None:
    assert refusal(lambda one: values.day(one, FREE), "06/2027") is problems.DateUnreadable


def test_an_expiry_date_is_the_same_in_every_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    for hours in range(-14, 13):
        monkeypatch.setenv("TZ", f"<here>{hours}")
        time.tzset()
        assert values.expiry(cell("46752"), FREE) == "2027-12-31", os.environ["TZ"]
    monkeypatch.undo()
    time.tzset()


def order(*texts: str, said: str = "") -> tuple[str, list[Problem]]:
    return values.date_order([Cell(n, "expiry", "Exp", x) for n, x in enumerate(texts, 2)], said)


def test_one_row_decides_for_the_whole_column() -> None:
    assert order("05/06/2027", "31/12/2027", "2027-01-02") == ("dmy", [])
    assert order("05/06/2027", "12/31/2027") == ("mdy", [])
    assert order("05/05/2027", "2027-01-02", "46752", "06/2027", "") == ("", [])


def test_a_column_that_nothing_decides_is_asked_about_once() -> None:
    found, (problem,) = order("2027-01-02", "05/06/2027", "07/08/2027")
    assert found == ""
    assert isinstance(problem, problems.DateOrderUnknown)
    assert (problem.row, problem.value, problem.rows) == (3, "05/06/2027", 2)
    assert order("05/06/2027", said="dmy") == ("dmy", [])


def test_a_column_that_says_both_is_refused_with_both_rows() -> None:
    _, (problem,) = order("12/31/2027", "05/06/2027", "31/12/2027")
    assert isinstance(problem, problems.DateOrderMixed)
    assert (problem.row, problem.value) == (4, "31/12/2027")
    assert (problem.other_row, problem.other_value) == (2, "12/31/2027")


@given(st.text(max_size=40), st.sampled_from([TEXT, NUMBER, DAY]))
def test_no_cell_brings_a_reading_down(text: str, kind: str) -> None:
    shown = []
    for reading in (
        values.quantity,
        values.text,
        values.identifier,
        values.code,
        values.yes_or_no,
        lambda one: values.expiry(one, DateForm("dmy")),
        lambda one: values.day(one, FREE),
    ):
        try:
            reading(cell(text, kind))
        except Problem as problem:
            shown.append(problem.value)
    assert all(len(value) <= 61 for value in shown)
