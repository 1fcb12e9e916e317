"""Each sheet shipped can exist, and what cannot is refused with the measure at fault."""

import csv
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from cpise_inventory.errors import Refusal
from cpise_inventory.paper.sheets import (
    OFFICE_PAPER_MM,
    Sheet,
    SheetLeavesPage,
    SheetOverlaps,
    SheetValueOutOfRange,
    UnknownSheet,
    sheet,
    sheets,
)

L7160 = sheet("L7160")


def table() -> list[dict[str, str]]:
    path = resources.HERE / "label_sheets" / "sheets.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_all_sheets_of_the_table_are_there_each_under_its_own_name() -> None:
    codes = [row["code"] for row in table()]
    assert list(sheets()) == codes
    assert len({code.casefold() for code in codes}) == len(codes) == 44
    assert {"L7160", "L7161", "L7162", "L7163", "L4736", "DK-11201", "A4-GRID"} <= set(codes)
    assert all(row["source"] for row in table())


@pytest.mark.parametrize("code", list(sheets()))
def test_a_sheet_is_symmetric_and_its_labels_are_on_the_page(code: str) -> None:
    one = sheet(code)
    first, last = one.label(0), one.label(one.per_page - 1)
    assert first.left == pytest.approx(one.page_w_mm - last.right, abs=0.6)
    assert first.top == pytest.approx(one.page_h_mm - last.bottom, abs=0.6)
    with pytest.raises(IndexError):
        one.label(one.per_page)
    with pytest.raises(IndexError):
        one.label(-1)


@pytest.mark.parametrize("code", list(sheets()))
def test_nothing_is_printed_at_a_labels_edge_nor_where_office_printers_cannot(code: str) -> None:
    one = sheet(code)
    for position in (0, one.cols - 1, one.per_page - 1):
        label, inside = one.label(position), one.inside(position)
        assert inside.left - label.left >= 1
        assert label.right - inside.right >= 1 - 1e-9
        assert inside.top - label.top >= 1 - 1e-9
        assert label.bottom - inside.bottom >= 1 - 1e-9
        if one.page_w_mm >= OFFICE_PAPER_MM:
            assert min(inside.left, inside.top) >= 5 - 1e-9
            assert inside.right <= one.page_w_mm - 5 + 1e-9
            assert inside.bottom <= one.page_h_mm - 5 + 1e-9
        assert (inside.width, inside.height) == pytest.approx(
            (one.inside(0).width, one.inside(0).height)
        )


def test_a_sheet_is_found_in_any_case_and_another_is_refused_with_those_there_are() -> None:
    assert sheet(" l7160 ") is L7160
    with pytest.raises(UnknownSheet) as refused:
        sheet("L9999")
    assert refused.value.sheet == "L9999"
    assert "L7160" in refused.value.known


def test_only_labels_that_are_a_page_each_are_rolls() -> None:
    assert sheet("DK-11201").is_roll
    assert not L7160.is_roll
    assert not sheet("L7169").is_roll


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"page_w_mm": 0.0}, "page_w_mm"),
        ({"page_h_mm": 5000.0}, "page_h_mm"),
        ({"label_w_mm": 300.0}, "label_w_mm"),
        ({"label_h_mm": -1.0}, "label_h_mm"),
        ({"cols": 0}, "cols"),
        ({"rows": 10_000}, "rows"),
        ({"left_mm": -0.1}, "left_mm"),
        ({"top_mm": math.nan}, "top_mm"),
        ({"corner_mm": 20.0}, "corner_mm"),
        ({"page_w_mm": math.inf}, "page_w_mm"),
    ],
)
def test_a_measure_that_cannot_be_is_named(changes: dict[str, Any], at: str) -> None:
    with pytest.raises(SheetValueOutOfRange) as refused:
        replace(L7160, **changes)
    assert refused.value.at == at


def test_labels_over_one_another_or_beyond_the_page_are_refused_in_millimetres() -> None:
    with pytest.raises(SheetOverlaps) as overlaps:
        replace(L7160, pitch_x_mm=63.0)
    assert (overlaps.value.at, overlaps.value.label) == ("pitch_x_mm", 63.5)
    with pytest.raises(SheetOverlaps):
        replace(L7160, pitch_y_mm=math.nan)
    with pytest.raises(SheetLeavesPage) as leaves:
        replace(L7160, rows=8)
    assert (leaves.value.at, leaves.value.beyond) == ("rows", 22.95)


@given(
    st.fixed_dictionaries(
        {
            name: st.floats()
            for name in ("label_w_mm", "label_h_mm", "left_mm", "top_mm", "pitch_x_mm", "corner_mm")
        }
        | {"cols": st.integers(-5, 2000), "rows": st.integers(-5, 2000)}
    )
)
def test_whatever_is_typed_is_a_sheet_on_its_page_or_refused(typed: dict[str, Any]) -> None:
    try:
        one: Sheet = replace(L7160, **typed)
    except Refusal:
        return
    last = one.label(one.per_page - 1)
    assert last.right <= one.page_w_mm + 0.05
    assert last.bottom <= one.page_h_mm + 0.05
