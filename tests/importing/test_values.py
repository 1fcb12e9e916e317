"""Single cells: what is certain is read, all else is refused with what is wrong."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.importing import dates, problems, values
from cpise_inventory.importing.dates import DateForm
from cpise_inventory.importing.grid import DAY, NUMBER, TEXT
from cpise_inventory.importing.problems import Problem
from cpise_inventory.importing.values import Cell
from cpise_inventory.language.reading import MOST


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
    assert dates.expiry(cell(text), DateForm("")) == ""


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


@given(st.text(max_size=40), st.sampled_from([TEXT, NUMBER, DAY]))
def test_no_cell_brings_a_reading_down(text: str, kind: str) -> None:
    shown = []
    for reading in (
        values.quantity,
        values.text,
        values.identifier,
        values.code,
        values.yes_or_no,
        lambda one: dates.expiry(one, DateForm("dmy")),
        lambda one: dates.day(one, DateForm("")),
    ):
        try:
            reading(cell(text, kind))
        except Problem as problem:
            shown.append(problem.value)
    assert all(len(value) <= 61 for value in shown)
