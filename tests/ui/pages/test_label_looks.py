"""Spoiled labels, what stands on the others, one's own sheets, donors' marks, at the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cpise_inventory.identity import label_text, read_tag
from cpise_inventory.paper.preview import page_count
from tests.paper.test_marks import LOGO
from tests.ui.pages.at_labels import page_of, read_back, save_to

pytest_plugins = ("tests.ui.sitting", "tests.ui.pages.labels_sitting")


@pytest.fixture
def at(at_labels):
    return at_labels


@pytest.fixture
def tags(label_tags):
    return label_tags


def test_spoiled_labels_are_struck_out_and_stepped_over(at, tags, tmp_path):
    page = page_of(at)
    view = page.preview.view
    page.preview.about.button("spoiled").click()
    where: QPoint = view.box(2).center().toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    view.setFocus()
    at.key(Qt.Key.Key_Right)
    at.key(Qt.Key.Key_Space)
    assert view.places.skip == {2, 3}
    page.preview.about.button("first").click()
    pdf = save_to(at, tmp_path / "etiquettes.pdf")
    codes = [label_text(one) for one in tags]
    assert read_back(pdf, "L7160") == [dict(zip((1, 4, 5, 6, 7), codes, strict=True))]
    assert (view.first, view.places.skip) == (8, set())
    at.press(at.t("Tick all"), page)
    view.choose(21)
    view.strike(21)
    assert not page._print.isEnabled()  # no label of the sheet is free
    view.strike(21)
    assert page._print.isEnabled()


def test_the_layout_and_the_code_are_chosen_kept_and_printed(at, tags, tmp_path):
    page = page_of(at)
    page.preview.coding_combo.choose("code128")
    page.preview.layout_combo.choose("plain")
    page.setting.choose_sheet("L7651")
    at.settle()
    assert page.setting.sheet_field.is_wrong  # too narrow for bars
    assert not page._print.isEnabled()
    page.setting.choose_sheet("L7160")
    at.settle()
    pdf = save_to(at, tmp_path / "etiquettes.pdf")
    (found,) = read_back(pdf, "L7160")
    assert {at: read_tag(text) for at, text in found.items()} == dict(enumerate(tags, 1))
    at.window.speak("ar")
    at.settle()
    assert page_of(at).preview.looks == ("plain", "code128")


def test_a_sheet_of_ones_own_is_described_beside_its_drawing_and_printed_on(at, tags, tmp_path):
    page = page_of(at)
    at.press(at.t("Your sheets"), page)
    editor = at.sheet
    editor.page.choose("roll")
    editor.lengths["label_h_mm"].set_typed("")
    at.key(Qt.Key.Key_F9)
    assert editor.fields["label_h_mm"].is_wrong
    at.write("38,1", editor.lengths["label_h_mm"])
    at.write("l7160", editor.code)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert editor.fields["code"].is_wrong  # the maker's own
    assert editor.lengths["label_h_mm"].value() == 3810
    editor.page.choose("a4")
    at.write("70", editor.lengths["label_w_mm"])
    assert editor.fields["pitch_x_mm"].is_wrong
    assert "70" in editor.fields["pitch_x_mm"].problem.text()
    at.write("70", editor.lengths["pitch_x_mm"])
    assert editor.fields["left_mm"].is_wrong or editor.fields["cols"].is_wrong
    at.write("0", editor.lengths["left_mm"])
    at.write("8", editor.counts["rows"])
    assert editor.fields["rows"].is_wrong
    at.write("7", editor.counts["rows"])
    at.write("marche", editor.code)
    assert not any(field.is_wrong for field in editor.fields.values())
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert page.setting.sheet.code == "MARCHE"
    assert page.setting.sheet.label_w_mm == 70
    pdf = save_to(at, tmp_path / "etiquettes.pdf")
    assert page_count(pdf) == 1
    at.press(at.t("Your sheets"), page)
    assert at.sheet.which.code == "MARCHE"
    at.press(at.t("Out of use"), at.sheet)
    at.settle()
    assert "MARCHE" not in page.setting._sheets


def test_a_donors_mark_is_taken_from_a_file_shown_and_drawn(at, tmp_path):
    page = page_of(at)
    logo, odd = tmp_path / "oim.svg", tmp_path / "odd.svg"
    logo.write_text(LOGO)
    odd.write_text("<html/>")
    at.press(at.t("Donor’s mark"), page)
    marks = at.sheet
    marks.whose.choose("donor OIM")
    marks.ask_file = lambda *_asked: str(odd)
    at.press(at.t("Choose a file"), marks)
    at.settle()
    assert marks.fields["mark"].is_wrong
    marks.ask_file = lambda *_asked: str(logo)
    at.press(at.t("Choose a file"), marks)
    at.settle()
    assert not marks.fields["mark"].is_wrong
    at.key(Qt.Key.Key_Escape)
    pdf = save_to(at, tmp_path / "etiquettes.pdf")
    assert b"/Subtype /Image" in pdf
    at.press(at.t("Donor’s mark"), page)
    at.sheet.whose.choose("donor OIM")
    at.press(at.t("Take it away"), at.sheet)
    at.settle()
    assert not at.sheet.drop.isEnabled()
