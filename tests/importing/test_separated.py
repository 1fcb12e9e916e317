"""CSV in the dialects that spreadsheets write."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpise_inventory.importing.file_problems import (
    FileCut,
    FileProblem,
    QuoteNotClosed,
    QuoteStray,
    TooManyColumns,
    TooManyRows,
)
from cpise_inventory.importing.separated import SEPARATORS, read_separated
from cpise_inventory.importing.vocabulary import DELIVERY

HEADINGS = ("Centre", "Quantité", "Observations")


def cells(text: str, wish: str = "") -> list[tuple[str, ...]]:
    return [row.cells for row in read_separated(text, "list.csv", DELIVERY.field_of, wish).rows]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_the_separator_is_found_by_the_headings_it_makes(separator: str) -> None:
    text = "\n".join(separator.join(x) for x in (HEADINGS, ("NKC1", "12", "a"), ("KIF", "3", "b")))
    assert cells(text + "\n") == [HEADINGS, ("NKC1", "12", "a"), ("KIF", "3", "b")]


def test_a_decimal_comma_in_every_row_is_no_separator() -> None:
    text = "Centre;Quantité;Observations\nNKC1;2,5;a, b, c\nKIF;3,5;d, e, f\n"
    assert cells(text)[1] == ("NKC1", "2,5", "a, b, c")


def test_the_line_that_excel_itself_understands_is_followed() -> None:
    assert cells("sep=|\nCentre|Quantité\nNKC1|12\n") == [("Centre", "Quantité"), ("NKC1", "12")]


def test_a_separator_that_a_person_chose_is_taken() -> None:
    assert cells("Centre,Lot;Quantité\nA,B;3\n", ";") == [("Centre,Lot", "Quantité"), ("A,B", "3")]


def test_a_cell_may_hold_lines_quotes_and_separators_and_rows_keep_their_numbers() -> None:
    text = 'Centre;Observations\r\nNKC1;"un ""bon""; deux\r\nlignes"\r\n\r\nKIF;fin\r\n'
    rows = read_separated(text, "list.csv", DELIVERY.field_of).rows
    assert rows[1].cells == ("NKC1", 'un "bon"; deux\r\nlignes')
    assert [(row.number, row.is_blank) for row in rows] == [
        (1, False),
        (2, False),
        (3, True),
        (4, False),
    ]


@pytest.mark.parametrize(
    ("text", "problem", "row"),
    [
        ('Centre;Quantité\nNKC1;12\nKIF;"3\n', QuoteNotClosed, 3),
        ('Centre;Quantité\nNKC1;"12" pièces\n', QuoteStray, 2),
        ("Centre;Quantité;Lot\nNKC1;12;A\nKIF;3", FileCut, 3),
        ("Centre;Quantité\n" + "NKC1;12\n" * 100_001, TooManyRows, 0),
        ("Centre;Quantité\nNKC1;12" + ";1" * 256 + "\n", TooManyColumns, 0),
    ],
)
def test_a_text_that_cannot_be_taken_apart_is_refused_at_its_row(
    text: str, problem: type[FileProblem], row: int
) -> None:
    with pytest.raises(problem) as refused:
        cells(text)
    assert (refused.value.row, refused.value.value) == (row, "list.csv")


def test_separators_left_out_by_excel_at_the_ends_of_rows_are_no_cut() -> None:
    assert cells("Centre;Quantité;Lot\nNKC1;12;A\nKIF;3\n")[2] == ("KIF", "3")


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    separator=st.sampled_from(SEPARATORS),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@example(rows=[["", "", ""]], separator=";", end="\r", quoting=csv.QUOTE_MINIMAL)
def test_any_table_comes_back_from_any_dialect(
    rows: list[list[str]], separator: str, end: str, quoting: int
) -> None:
    out = StringIO(newline="")
    writer: Callable[..., object] = csv.writer(
        out, delimiter=separator, lineterminator=end, quoting=quoting
    ).writerows
    writer([HEADINGS, *rows])
    assert cells(out.getvalue()) == [HEADINGS, *map(tuple, rows)]
