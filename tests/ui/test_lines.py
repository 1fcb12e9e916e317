"""Lines are entered by keys alone: Enter goes on, arrows go between lines, nothing is lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui import keys
from ui.kit.line import Line, LineColumn
from ui.kit.lines import LineGrid

TODAY = date(2026, 11, 24)
COLUMNS = (
    LineColumn("item", "Article", stretch=True, width=160),
    LineColumn("lot", "Lot", "code", 110, hint="lot…"),
    LineColumn("expiry", "Péremption", "expiry", 100, open_to=lambda line: line.item != "SEAU"),
    LineColumn("quantity", "Quantité", "quantity", 100, end=True, bold=True),
    LineColumn("state", "État", "state", 110),
)


@pytest.fixture
def grid(show, look):
    made = LineGrid(look, "Lignes", COLUMNS, TODAY)
    show(made, 800, 300)
    return made


def savon(**values):
    return Line("SAVON", {"item": "Savon 250 g", **values})


def focused(grid):
    return next((key for key, edit in grid.editors.items() if edit.hasFocus()), "")


def test_a_new_line_asks_for_what_it_lacks(grid):
    grid.add(savon(lot="L23"))
    assert focused(grid) == "expiry"


def test_enter_goes_through_the_fields_and_says_when_the_line_is_done(grid, qtbot):
    done = []
    grid.line_done.connect(done.append)
    grid.add(savon())
    for text in ("L23", "0328", "4x24"):
        keys.type_codes(grid.window(), text, "us", 90)
        keys.enter(grid.window(), 99_000_000)
    line = grid.lines[0]
    assert (line.values["lot"], line.expiry(), line.quantity()) == ("L23", "2028-03", 96)
    assert done == [0]


def test_what_does_not_expire_has_no_such_field(grid):
    grid.add(Line("SEAU", {"item": "Seau 14 l"}))
    assert list(grid.editors) == ["lot", "quantity"]


def test_arrows_go_between_lines_in_the_same_column(grid, qtbot):
    for _ in range(3):
        grid.add(savon(lot="L1", expiry="0328"))
    assert (grid.active, focused(grid)) == (2, "quantity")
    qtbot.keyClick(grid.editor("quantity"), Qt.Key.Key_Up)
    assert (grid.active, focused(grid)) == (1, "quantity")


def test_leaving_a_line_keeps_what_was_typed(grid, qtbot):
    grid.add(savon())
    keys.type_codes(grid.window(), "l23", "us", 90)
    grid.add(savon())
    assert grid.lines[0].values["lot"] == "l23"
    grid.enter_line(0, "lot")
    assert grid.editor("lot").text() == "l23"


def test_a_problem_stands_at_its_field_and_goes_with_the_next_key(grid, qtbot):
    grid.add(savon(quantity="250"))
    grid.set_problem(0, "quantity", "Il n’y a que 214.")
    editor = grid.editor("quantity")
    assert editor.property("state") == "bad"
    assert editor.accessibleDescription() == "Il n’y a que 214."
    assert grid.problems() == [(0, "quantity", "Il n’y a que 214.")]
    grid.enter_line(0, "quantity")
    keys.type_codes(grid.window(), "1", "us", 90)
    assert grid.problems() == []
    assert editor.property("state") == ""


def test_a_line_is_removed_by_key_and_the_focus_stays_in_the_grid(grid, qtbot):
    removed = []
    grid.removed.connect(removed.append)
    first, second = savon(), savon()
    grid.add(first)
    grid.add(second)
    qtbot.keyClick(grid.editor("lot"), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert (removed, grid.lines, grid.active) == ([second], [first], 0)
    assert focused(grid) == "lot"


def test_removing_the_last_line_leaves_an_empty_grid(grid, qtbot):
    grid.add(savon())
    grid.remove_button.click()
    assert (grid.lines, grid.active, dict(grid.editors)) == ([], -1, {})


def test_cells_of_a_spreadsheet_are_lines_and_one_cell_is_a_text(grid, qtbot):
    pasted = []
    grid.pasted.connect(pasted.append)
    grid.add(savon())
    lot = grid.editor("lot")
    QApplication.clipboard().setText("L7")
    qtbot.keyClick(lot, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().setText("Savon\tL8\t12\nSeau\t\t3\n")
    qtbot.keyClick(lot, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert lot.text() == "L7"
    assert pasted == [[["Savon", "L8", "12"], ["Seau", "", "3"]]]


def test_each_field_has_a_name_with_its_line(grid):
    grid.add(savon())
    assert "1" in grid.editor("lot").accessibleName()
    assert "Lot" in grid.editor("lot").accessibleName()


def test_a_click_on_another_line_opens_it_at_that_column(grid, qtbot):
    for _ in range(2):
        grid.add(savon(lot="L1", expiry="0328", quantity="5"))
    place = grid.places(grid.canvas.width())["lot"]
    qtbot.mouseClick(grid.canvas, Qt.MouseButton.LeftButton, pos=place.center())
    assert (grid.active, focused(grid)) == (0, "lot")


def test_columns_stand_the_other_way_round_in_arabic(show, clothed):
    grid = LineGrid(clothed("ar"), "Lignes", COLUMNS, TODAY)
    show(grid, 800, 300)
    places = grid.places(700)
    assert places["item"].left() > places["lot"].left() > places["quantity"].left()
    assert grid.remove_place(700).left() == 0


def test_unread_entries_are_told_apart_from_missing_ones():
    line = Line(None, {"expiry": "9999", "quantity": "x"})
    assert (line.expiry(), line.quantity()) == (None, None)
    assert (Line(None).expiry(), Line(None).quantity()) == ("", None)
