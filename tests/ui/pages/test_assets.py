"""Computers at the real window: registered by keys, handed over by scans, found by anything."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from cpise_inventory.assets import life, queries
from cpise_inventory.assets.events import Registered
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.documents.queries import prints
from tests.books import CENTRE, MANAGER, ROOM, assert_sound
from tests.ui import keys
from tests.ui.pages.computers import (
    SERIALS,
    TODAY,
    _give,
    _history,
    all_of,
    enter,
    fill_head,
    handover_sheet,
    page_of,
    register_sheet,
    seated,
    tags,
)
from ui.pages.asset_acts import ACTS
from ui.pages.issued import IssuedSheet
from ui.pages.labels import LabelsPage
from ui.pages.registered import RegisteredSheet
from ui.pages.take_back import TakeBackSheet

pytest_plugins = ("tests.ui.sitting",)
FOUND = next(act for act in ACTS if act.key == "found")


@pytest.fixture
def at(sit, books_file):
    return seated(sit, books_file)


def test_three_serials_by_keys_are_three_tags_in_the_books(at, books):
    sheet = register_sheet(at)
    fill_head(at, sheet)
    enter(at, "SN-1", "SN-2")
    at.type("SN-3")  # the last one without Enter
    at.key(Qt.Key.Key_F9)
    done = at.sheet
    assert isinstance(done, RegisteredSheet)
    with books() as store:
        fresh = all_of(store)[len(SERIALS) :]
        assert [one.tag for one in fresh] == done.tags
        assert [one.serial for one in fresh] == ["SN-1", "SN-2", "SN-3"]
        assert {(one.maker, one.model, one.category) for one in fresh} == {
            ("Lenovo", "ThinkCentre M70", "desktop")
        }
        assert {one.condition for one in fresh} == {"good"}
        with store.read() as connection:
            story = queries.history(connection, store.journal, done.tags[0])
        assert isinstance(story[0].payload, Registered)
        assert story[0].payload.paper == "WB-88213"
        assert len(story[0].payload.assets) == 3  # one event for all
        assert_sound(store)
    assert done._list.keys == done.tags


def test_a_serial_number_twice_is_told_and_counted_once(at):
    sheet = register_sheet(at)
    sheet.serial.setFocus()
    enter(at, "SN-1", "sn-1")
    assert "sn-1" in sheet.fields["serial"].problem.text()
    assert sheet.serials.keys == ["SN-1"]
    enter(at, "SN-2")
    assert not sheet.fields["serial"].is_wrong
    assert sheet.serials.count.text() == at.window.look.words.n(
        "{count} serial number", "{count} serial numbers", 2
    )


def test_a_serial_number_of_the_books_is_told_with_its_tag(at):
    sheet = register_sheet(at)
    sheet.serial.setFocus()
    enter(at, SERIALS[1].lower())
    problem = sheet.fields["serial"].problem.text()
    assert SERIALS[1].lower() in problem
    assert "NKC1-A-00002" in problem
    assert sheet.serials.keys == []


def test_a_scan_is_a_serial_number_whatever_field_has_the_focus(at):
    sheet = register_sheet(at)
    sheet.about.maker.setText("HP")
    sheet.about.maker.setFocus()
    keys.scan(at.window, "PF3X7K2L", "fr")
    at.settle()
    assert sheet.serials.keys == ["PF3X7K2L"]
    assert sheet.about.maker.text() == "HP"


def test_our_own_label_is_no_serial_number(at):
    sheet = register_sheet(at)
    keys.scan(at.window, f"CPISE:{tags(at)[0]}")
    at.settle()
    assert sheet.serials.keys == []
    assert sheet.fields["serial"].is_wrong


def test_a_column_of_a_spreadsheet_is_pasted_cell_by_cell(at):
    sheet = register_sheet(at)
    sheet.serial.setFocus()
    QGuiApplication.clipboard().setText("SN-1\nSN-2\r\nSN-3\n")
    at.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert sheet.serials.keys == ["SN-1", "SN-2", "SN-3"]
    QGuiApplication.clipboard().clear()


def test_what_lacks_is_said_at_its_field_and_all_work_is_kept(at, books):
    sheet = register_sheet(at)
    sheet.serial.setFocus()
    enter(at, "SN-1")
    sheet.day.set_typed("hier")
    at.key(Qt.Key.Key_F9)
    assert at.sheet is sheet
    for name in ("donor", "model", "day"):
        assert sheet.fields[name].is_wrong, name
    assert sheet.donor.hasFocus()
    sheet.donor.set_chosen(sheet.donor.offered[0])
    sheet.about.model.setText("ProBook")
    sheet.day.set_value(TODAY + timedelta(days=5))
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["day"].is_wrong  # the books refuse the future
    assert sheet.serials.keys == ["SN-1"]
    with books() as store:
        assert len(all_of(store)) == len(SERIALS)


def test_serial_numbers_outlive_escape(at):
    sheet = register_sheet(at)
    fill_head(at, sheet)
    enter(at, "SN-1", "SN-2")
    at.key(Qt.Key.Key_Escape)
    again = register_sheet(at)
    assert again.serials.keys == ["SN-1", "SN-2"]
    assert (again.donor.value, again.about.model.text()) == ("OIM", "ThinkCentre M70")
    assert again.about.category.code == "desktop"
    at.press(at.t("Clear"), again)
    assert again.serials.keys == []
    at.key(Qt.Key.Key_Escape)
    assert register_sheet(at).serials.keys == []


def test_one_taken_out_of_the_list_is_not_registered(at):
    sheet = register_sheet(at)
    sheet.serial.setFocus()
    enter(at, "SN-1", "SN-2")
    sheet.serials.lines.setFocus()
    sheet.serials.lines.setCurrentRow(0)
    at.key(Qt.Key.Key_Delete)
    assert sheet.serials.keys == ["SN-2"]


def test_after_registering_the_note_and_the_labels_are_one_key_away(at, sit, books_file):
    at.close()
    hand = sit(books_file.file).sign_in(MANAGER)
    hand.go("assets")
    sheet = register_sheet(hand)
    fill_head(hand, sheet)
    enter(hand, "SN-1")
    hand.key(Qt.Key.Key_F9)
    done = hand.sheet
    hand.press(hand.t("Goods received note"), done)
    note = hand.sheet
    assert isinstance(note, IssuedSheet)
    assert "-BR-" in note.number
    note.done()
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.page, LabelsPage)
    assert hand.page.list.tags == done.tags


def test_logistics_is_told_who_prints_labels(at):
    sheet = register_sheet(at)
    fill_head(at, sheet)
    enter(at, "SN-1")
    at.key(Qt.Key.Key_F9)
    done = at.sheet
    assert not done.labels.isEnabled()
    assert done.labels.toolTip() == at.t("Your role does not allow this.")


# Handing over -------------------------------------------------------------------------------------


def test_what_is_handed_over_has_its_custodian_in_the_books(at, books):
    first, second, _ = tags(at)
    page_of(at).table.rows.selectRow(0)
    at.press(at.t("Hand over"), page_of(at))
    sheet = at.sheet
    assert sheet.computers.keys == [first]
    keys.scan(at.window, f"CPISE:{second}", "fr")
    at.settle()
    assert sheet.computers.keys == [first, second]
    sheet.to.setFocus()
    enter(at, "Direction")
    sheet.remarks.setFocus()
    at.type("Salle 2")
    at.key(Qt.Key.Key_F9)
    note = at.sheet
    assert isinstance(note, IssuedSheet)
    assert "-PR-" in note.number
    with books() as store:
        found = all_of(store)
        assert [one.custodian for one in found] == ["Direction", "Direction", ROOM]
        assert {one.status for one in found} == {"in_use", "in_storage"}
        assert_sound(store)


def test_tags_are_read_however_typed_and_serial_numbers_and_models_too(at):
    first, second, third = tags(at)
    sheet = handover_sheet(at)
    assert sheet.tag.hasFocus()
    enter(at, first.lower().replace("-", " "), SERIALS[1])
    assert sheet.computers.keys == [first, second]
    enter(at, "5cd-003")
    assert sheet.computers.keys == [first, second, third]
    enter(at, first)
    assert first in sheet.fields["tag"].problem.text()


def test_a_misread_tag_is_told_at_the_field(at):
    sheet = handover_sheet(at)
    wrong = tags(at)[0][:-1] + ("X" if tags(at)[0][-1] != "X" else "Y")
    enter(at, wrong)
    assert wrong in sheet.fields["tag"].problem.text()
    assert sheet.computers.keys == []


def test_whoever_has_it_gives_it_back_first(at, books):
    first = tags(at)[0]
    at.ask(lambda store: _give(store, [first], "Direction"))
    sheet = handover_sheet(at, first)
    assert "Direction" in sheet.fields["tag"].problem.text()
    at.press(at.t("Take back"), sheet)
    back = at.sheet
    assert isinstance(back, TakeBackSheet)
    at.key(Qt.Key.Key_F9)
    assert at.sheet is sheet
    assert sheet.computers.keys == [first]
    with books() as store:
        assert [one.custodian for one in all_of(store)] == [ROOM] * 3


def test_without_a_name_or_with_a_day_gone_by_nothing_is_issued(at, books):
    sheet = handover_sheet(at, tags(at)[0])
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["to"].is_wrong
    assert sheet.to.hasFocus()
    at.type("Direction")
    sheet.due.set_value(TODAY - timedelta(days=2))
    at.key(Qt.Key.Key_F9)
    assert at.sheet is sheet
    assert sheet.fields["due"].is_wrong
    sheet.due.set_value(TODAY + timedelta(days=2))
    at.key(Qt.Key.Key_F9)
    assert isinstance(at.sheet, IssuedSheet)
    with books() as store:
        assert all_of(store)[0].status == "on_loan"


def test_nothing_chosen_is_told_where_it_is_chosen(at):
    sheet = handover_sheet(at)
    sheet.to.setText("Direction")
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["tag"].is_wrong


def test_names_given_before_are_proposed(at):
    at.ask(lambda store: _give(store, [tags(at)[0]], "Salle informatique"))
    sheet = handover_sheet(at)
    sheet.to.setFocus()
    at.type("informat")
    at.until(sheet.to.list.isVisible)
    at.key(Qt.Key.Key_Down)
    at.key(Qt.Key.Key_Return)
    assert sheet.to.text() == "Salle informatique"


def test_the_certificate_is_drawn_while_it_is_typed(at):
    sheet = handover_sheet(at, tags(at)[0])
    at.until(lambda: sheet.paper.count == 1)
    before = sheet.paper._pages.pages[0].toImage()
    sheet.to.setFocus()
    at.type("Direction")
    at.until(lambda: sheet.paper._pages.pages[0].toImage() != before)


def test_the_original_is_printed_once(at, books, tmp_path, monkeypatch):
    path = tmp_path / "pv.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    sheet = handover_sheet(at, tags(at)[0])
    sheet.to.setText("Direction")
    at.key(Qt.Key.Key_F9)
    note = at.sheet
    at.press(at.t("Save as PDF"), note)
    at.until(path.exists)
    assert path.read_bytes().startswith(b"%PDF")
    with books() as store, store.read() as connection:
        assert [one.copy for one in prints(connection, note.number)] == [0]


def test_coming_back_ends_custody_and_notes_the_condition(at, books):
    first = tags(at)[0]
    at.ask(lambda store: _give(store, [first], "Direction"))
    at.settle()
    page_of(at).table.choose(first)
    at.settle()
    at.press(at.t("Take back"), page_of(at).side)
    sheet = at.sheet
    assert "Direction" in at.said(sheet)
    assert not sheet.room.isVisible()  # there's one storeroom only
    sheet.condition.choose("poor")
    sheet.remarks.setText("Batterie morte")
    at.key(Qt.Key.Key_F9)
    assert "-RE-" in at.sheet.number
    at.sheet.done()
    with books() as store:
        found = all_of(store)[0]
        assert (found.custodian, found.condition) == (ROOM, "poor")
    at.settle()
    assert "Batterie morte" in _history(at)


def test_what_comes_back_goes_into_the_storeroom_chosen(at, books):
    first, second, _third = tags(at)
    at.ask(lambda store: _give(store, [first], "Direction"))
    at.ask(lambda store: _lose(store, second))
    for tag, name in ((first, "Take back"), (second, "Found again")):
        page_of(at).table.choose(tag)
        at.settle()
        if name == "Take back":
            at.press(at.t(name), page_of(at).side)
        else:
            page_of(at)._act(FOUND, page_of(at).table.selected())
        sheet = at.sheet
        room = sheet.fields["place" if name == "Take back" else "room"]
        assert room.isVisible()
        assert room.code == ROOM
        room.editor.choose(f"{CENTRE}/RESERVE")
        at.key(Qt.Key.Key_F9)
        at.sheet.done()
    with books() as store:
        rooms = [one.custodian for one in all_of(store)]
    assert rooms == [f"{CENTRE}/RESERVE", f"{CENTRE}/RESERVE", ROOM]


def _lose(store, tag):
    with store.write(MANAGER) as work:
        open_place(work, CENTRE, "RESERVE", Named("Réserve"))
        life.declare(work, life.Declaration([tag], "lost", "dans le bus"))


# The list -----------------------------------------------------------------------------------------
