"""Label sheets of one's own: kept by the books, offered beside the shipped ones, never lost."""

from dataclasses import replace

import pytest

from cpise_inventory.paper.sheets import Measured, Sheet, UnknownSheet
from cpise_inventory.paper.sheets import sheet as shipped
from cpise_inventory.stationery.commands import ShippedSheetError, describe_sheet, remove_sheet
from cpise_inventory.stationery.events import SheetDescribed
from cpise_inventory.stationery.queries import all_sheets, known_sheet, made_sheets
from cpise_inventory.store import Store
from tests.books import MANAGER, assert_sound, refused

MADE = Measured(
    label=(63.5, 29.61),
    page=(210, 297),
    grid=(3, 9),
    margins=(7.21, 15.3),
    pitch=(66.04, 29.61),
    corner=1.5,
).sheet("TIDJANI-27", "Papeterie du marché")


def describe(store: Store, sheet: Sheet = MADE) -> str:
    with store.write(MANAGER) as work:
        return describe_sheet(work, sheet)


def made(store: Store) -> dict[str, Sheet]:
    with store.read() as connection:
        return made_sheets(connection)


def test_a_sheet_comes_back_as_it_was_measured_and_before_those_shipped(store: Store) -> None:
    assert describe(store, replace(MADE, code=" tidjani-27 ")) == "TIDJANI-27"
    assert made(store) == {"TIDJANI-27": MADE}
    with store.read() as connection:
        there = all_sheets(connection)
        assert next(iter(there)) == "TIDJANI-27"
        assert there["L7160"] == shipped("L7160")
        assert known_sheet(connection, "tidjani-27") == MADE


def test_it_is_described_anew_taken_out_of_use_and_taken_up_again(store: Store) -> None:
    describe(store)
    describe(store, replace(MADE, rows=8))
    assert made(store)["TIDJANI-27"].rows == 8
    with store.write(MANAGER) as work:
        assert remove_sheet(work, "Tidjani-27") == "TIDJANI-27"
    with store.read() as connection, pytest.raises(UnknownSheet) as unknown:
        known_sheet(connection, "TIDJANI-27")
    assert "TIDJANI-27" not in unknown.value.known
    describe(store)
    assert made(store) == {"TIDJANI-27": MADE}
    assert_sound(store)


def test_the_shipped_ones_stay_as_their_makers_have_them(file_store: Store) -> None:
    def change() -> None:
        describe(file_store, replace(MADE, code="l7160"))

    def remove() -> None:
        with file_store.write(MANAGER) as work:
            remove_sheet(work, "L7160")

    for act in (change, remove):
        assert refused(file_store, ShippedSheetError, act).sheet == "L7160"


def test_what_another_workstation_says_and_cannot_be_is_not_offered(file_store: Store) -> None:
    """An older or a foreign program may know other rules."""
    with file_store.write(MANAGER) as work:
        describe_sheet(work, MADE)
        event = SheetDescribed(
            code="ODD", page_width=10, page_height=10, label_width=2_000, label_height=2_000,
            columns=9, rows=9, margin_left=0, margin_top=0, pitch_x=0, pitch_y=0,
        )  # fmt: skip
        work.record(event)
    assert list(made(file_store)) == ["TIDJANI-27"]


def test_what_nobody_measured_is_in_the_middle_and_edge_to_edge() -> None:
    grid = Measured(label=(70, 36), page=(210, 297), grid=(3, 8)).sheet("A")
    assert (grid.left_mm, grid.top_mm) == (0, 4.5)
    assert (grid.pitch_x_mm, grid.pitch_y_mm) == (70, 36)
    roll = Measured(label=(57, 32)).sheet("B")
    assert roll.is_roll
    assert (roll.page_w_mm, roll.page_h_mm) == (57, 32)
