"""Tables for people: columns stand under each other, in any script."""

import pytest

from cpise_inventory.cli.tables import Column, facts, row, table, width
from cpise_inventory.language.words import words

COLUMNS = (Column("Item"), Column("Quantity", figures=True), Column("Name"))
ROWS = (("SAVON-250", "1\u202f204", "Savon"), ("SEAU", "7", "دلو بغطاء"), ("鍋", "12", ""))


def test_columns_stand_under_each_other():
    lines = table(COLUMNS, ROWS, words("fr")).splitlines()
    assert lines == [
        "Item       Quantity  Name",
        "─────────  ────────  ─────────",
        "SAVON-250     1\u202f204  Savon",
        "SEAU              7  دلو بغطاء",
        "鍋               12",
    ]


def test_in_arabic_lines_run_from_the_right_and_cells_are_kept_apart():
    lines = table(COLUMNS, ROWS, words("ar")).splitlines()
    assert all(line.startswith("\u200f\u2068") for line in lines)
    assert all(line.count("\u2068") == line.count("\u2069") == 3 for line in lines)
    # spaces follow a figure: at its left, when the line runs from the right
    assert "\u20687\u2069       " in lines[3]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_second_column_starts_in_the_same_place_on_each_line(language):
    lines = table(COLUMNS, (("SAVON-250", "77777777", "Savon"),) * 2, words(language)).splitlines()
    bare = [line.translate(dict.fromkeys((0x200F, 0x2068, 0x2069))) for line in lines]
    assert {line.index(text) for line, text in zip(bare[2:], ["777"] * 2, strict=True)} == {11}
    assert bare[0].index("Quantity") == 11


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("é", 1), ("e\u0301", 1), ("鍋", 2), ("صَابُون", 5), ("\u2066L1\u2069", 2), ("", 0)],
)
def test_the_width_of_a_text_is_counted_in_cells(text, cells):
    assert width(text) == cells


def test_no_rows_are_no_table():
    assert table(COLUMNS, (), words("fr")) == ""
    assert facts((("Empty", ""),), words("fr")) == ""


def test_a_text_of_two_lines_stays_in_its_row():
    told = table(COLUMNS, [("A\nB", "1", "x\ty\x1b[2J\x9b2J\x7f")], words("fr"))
    assert len(told.splitlines()) == 3
    assert told.replace("\n", "").isprintable()


def test_facts_without_value_are_left_out():
    told = facts((("Tag", "NKC1-A-00042-K"), ("Due", ""), ("Make", "HP")), words("en"))
    assert told == "Tag   NKC1-A-00042-K\nMake  HP"


def test_a_row_that_comes_alone():
    assert row(("A", "done"), (5, 0), words("en")) == "A      done"
