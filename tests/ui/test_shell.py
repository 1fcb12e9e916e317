"""The window of somebody signed in: places, keys, scans, searching, undoing, its form and foot."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from cpise_inventory.store import open_store
from tests.books import SOAP, bring, tag
from tests.ui import keys
from tests.ui.driver import CTRL
from tests.ui.places import PLACES, Listening, Writing
from ui.rail import Rail
from ui.registry import PLACES as REAL

pytestmark = pytest.mark.usefixtures("clothed")


def test_pages_are_made_when_first_opened_and_told_what_for(driver):
    shell = driver.sign_in()
    assert list(shell.pages) == ["stock"]
    shell.desk.go("journal", event="NKC1-A:5")
    assert shell.page.told == [("opened", {"event": "NKC1-A:5"})]
    assert shell.rail.buttons["journal"].isChecked()


def test_f_keys_and_page_keys_lead_about(driver):
    shell = driver.sign_in()
    driver.press(Qt.Key.Key_F3)
    assert shell.place == "receive"
    driver.press(Qt.Key.Key_PageDown, CTRL)
    assert shell.place == "journal"
    driver.press(Qt.Key.Key_PageDown, CTRL)
    assert shell.place == "stock"
    driver.press(Qt.Key.Key_PageUp, CTRL)
    assert shell.place == "journal"


def test_a_key_that_a_button_shows_and_the_window_has_works_each_time(driver):
    shell = driver.sign_in()
    for _ in range(3):
        shell.open("stock")
        driver.press(Qt.Key.Key_F3)
        driver.qtbot.waitUntil(lambda: shell.place == "receive")


def test_a_key_of_a_page_works_there_alone(driver):
    shell = driver.sign_in()
    driver.press(Qt.Key.Key_F3)
    page = driver.page(Writing)
    driver.press(Qt.Key.Key_F9)
    driver.qtbot.waitUntil(lambda: page.issued == 1)
    shell.open("stock")
    driver.press(Qt.Key.Key_F9)
    assert not any(one.isDown() for one in driver.window.findChildren(QAbstractButton))
    assert page.issued == 1


def test_the_page_filters_and_prints_by_keys(driver):
    page = driver.sign_in().page
    driver.press(Qt.Key.Key_F, CTRL)
    driver.press(Qt.Key.Key_P, CTRL)
    assert page.told[-2:] == ["filter", "print"]


def test_the_scan_field_has_the_focus_where_nothing_else_has(driver):
    shell = driver.sign_in()
    assert shell.bar.scan.hasFocus()
    shell.open("receive")
    assert driver.page(Writing).waybill.hasFocus()
    driver.press(Qt.Key.Key_F2)
    assert shell.bar.scan.hasFocus()
    driver.page(Writing).waybill.setFocus()
    driver.press(Qt.Key.Key_Escape)
    assert shell.bar.scan.hasFocus()
    driver.page(Writing).waybill.setFocus()
    driver.page(Writing).waybill.clearFocus()
    driver.qtbot.waitUntil(shell.bar.scan.hasFocus)


def test_enter_goes_to_the_next_field(driver):
    driver.sign_in()
    driver.press(Qt.Key.Key_F3)
    page = driver.page(Writing)
    driver.press(Qt.Key.Key_Return)
    assert page.other.hasFocus()


def test_changes_refresh_what_is_shown_now_and_the_rest_when_shown(driver):
    shell = driver.sign_in()
    stock = shell.page
    shell.open("journal")
    journal = shell.page
    shell.desk.worker.ask(lambda store: bring(store, SOAP, 5, "L1", "2028-03"), bool)
    driver.qtbot.waitUntil(lambda: journal.told[-1] == ("refresh", frozenset({"balance"})))
    assert [one[0] for one in stock.told] == ["opened"]
    shell.open("stock")
    assert stock.told[-1] == ("refresh", frozenset({"balance"}))


def test_the_page_is_asked_first_about_a_scan(driver):
    shell = driver.sign_in()
    shell.page.takes = "ABCDE"
    keys.scan(driver.window, "ABCDE", "fr")
    assert shell.page.told[-1] == ("scanned", "ABCDE")
    assert shell.page.note.tone == ""


def test_a_scanned_tag_and_document_lead_to_their_places(drive, books_file):
    from ui.registry import PageSpec

    with open_store(books_file) as store:
        number = bring(store, SOAP, 5, "L1", "2028-03")
        code = tag(store, "5CD1234XKZ")[0]
    places = (*PLACES, *(PageSpec(k, "tag", k, Listening) for k in ("assets", "documents")))
    driver = drive(books_file.file, places)
    shell = driver.sign_in()
    for layout, text, expected in (
        ("ara", f"CPISE:{code}", ("assets", {"tag": code})),
        ("us", "5CD1234XKZ", ("assets", {"tag": code})),
        ("fr", number, ("documents", {"number": number})),
        ("us", SOAP, ("stock", {"item": SOAP})),
    ):
        keys.scan(driver.window, text, layout)
        place, facts = expected
        driver.qtbot.waitUntil(lambda facts=facts: shell.page.told[-1] == ("opened", facts))
        assert shell.place == place


def test_an_unknown_code_is_said_on_the_page(driver):
    shell = driver.sign_in()
    keys.scan(driver.window, "6191234500128")
    driver.qtbot.waitUntil(lambda: shell.page.note.tone == "bad")
    assert "6191234500128" in shell.page.note.title.text()


def test_what_is_typed_is_found_and_opened_by_keys(drive, books_file):
    with open_store(books_file) as store:
        bring(store, SOAP, 5, "L1", "2028-03")
    driver = drive(books_file.file)
    shell = driver.sign_in()
    driver.press(Qt.Key.Key_K, CTRL)
    palette = shell.palette_list
    driver.qtbot.waitUntil(palette.isVisible)
    keys.type_codes(driver.window, "sabo", "us", 90)
    driver.press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert shell.bar.scan.text() == ""
    keys.type_codes(driver.window, "savon", "us", 90)
    driver.qtbot.waitUntil(lambda: palette.isVisible() and palette.current() is not None)
    driver.press(Qt.Key.Key_Return)
    assert shell.page.told[-1] == ("opened", {"item": SOAP})
    assert not palette.isVisible()


def test_nothing_found_says_so(driver):
    shell = driver.sign_in()
    keys.type_codes(driver.window, "xyzzy", "us", 90)
    driver.qtbot.waitUntil(shell.palette_list.isVisible)
    assert "xyzzy" in shell.palette_list._nothing.text()


def test_what_waits_for_a_long_job_is_told_of(driver):
    shell = driver.sign_in()
    shell.desk.worker.waiting.emit()
    assert driver.window.toast.isVisible()
    assert "suivra tout seul" in driver.window.toast.text.text()


def test_undo_works_from_the_toast_and_for_longer_by_key(driver):
    undone = []
    desk = driver.sign_in().desk
    desk.say("Confié.", lambda: undone.append(1))
    driver.window.toast.undo.click()
    desk.say("Confié.", lambda: undone.append(2))
    driver.window.toast.hide()
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.press(Qt.Key.Key_Z, CTRL)
    assert undone == [1, 2]


def test_undo_of_typing_comes_before_undo_of_deeds(driver):
    undone = []
    shell = driver.sign_in()
    shell.desk.say("Confié.", lambda: undone.append(1))
    keys.type_codes(driver.window, "abc", "us", 90)
    driver.press(Qt.Key.Key_Z, CTRL)
    assert (undone, shell.bar.scan.text()) == ([], "")


def test_a_narrow_window_folds_and_the_side_panel_becomes_a_sheet(driver):
    shell = driver.sign_in()
    page = shell.page
    assert page.side.isVisible()
    driver.window.resize(1000, 600)
    driver.qtbot.waitUntil(lambda: page.narrow and page.short)
    assert not page.side.isVisible()
    page.open_side()
    assert page.side.isVisible()
    driver.window.veils.top.done()
    assert not page.side.isVisible()
    driver.window.resize(1366, 768)
    driver.qtbot.waitUntil(page.side.isVisible)


def test_how_far_the_journal_is_proven_stands_in_the_foot(driver):
    shell = driver.sign_in()
    driver.qtbot.waitUntil(lambda: "journal" in shell.status.buttons)
    assert shell.status.buttons["journal"].item.tone == ""
    shell.desk.verified.emit(1204, True)
    driver.qtbot.waitUntil(lambda: shell.status.buttons["journal"].item.tone == "good")
    assert "1\u202f204" in shell.status.buttons["journal"].text()
    shell.desk.verified.emit(1204, False)
    driver.qtbot.waitUntil(lambda: shell.status.buttons["journal"].item.tone == "bad")


def test_the_rail_shows_that_there_are_more_places_than_it_has_room_for(look, show):
    rail = Rail(look, REAL)
    rail.fold(narrow=True)
    show(rail, rail.width(), 2_000)
    thumb = rail._area.thumb
    assert not thumb.isVisible()
    rail.resize(rail.width(), 420)
    assert thumb.isVisible()
    assert 0 < thumb.height() < rail._area.height()
    top = thumb.y()
    rail.choose(REAL[-1].key)
    assert thumb.y() > top
