"""The one window, real: first run, sign-in, places, keys, scans, languages, locking, closing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpise_inventory.store import open_store
from tests.books import PASSWORD, SOAP, bring, tag
from tests.ui import keys
from tests.ui.places import PLACES, Listening, Writing
from ui.application import Dress
from ui.books import Books
from ui.first_run import FirstRun
from ui.gate import TroubleGate
from ui.main_window import MainWindow
from ui.settings import FILE
from ui.shell import Shell
from ui.sign_in import SignIn

pytestmark = pytest.mark.usefixtures("clothed")


class Driver:
    """Drives a window as a person does."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def gate(self, kind):
        """Wait till this gate is shown."""
        self.qtbot.waitUntil(lambda: isinstance(self.window._stack.currentWidget(), kind))
        return self.window._stack.currentWidget()

    def shell(self) -> Shell:
        shell = self.gate(Shell)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        return shell

    def sign_in(self, name: str = "aicha") -> Shell:
        gate = self.gate(SignIn)
        gate.tiles[name].click()
        gate.password.setText(PASSWORD)
        gate.submit()
        return self.shell()

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def page(self, kind):
        self.qtbot.waitUntil(lambda: isinstance(self.window.shell.page, kind))
        return self.window.shell.page


@pytest.fixture
def drive(qtbot, clothed, tmp_path) -> Callable[[Path], Driver]:
    """A window on this database; closed at the end, with no thread left."""
    clothed()
    windows = []

    def driven(database: Path, places=PLACES, size=(1366, 768)) -> Driver:
        window = MainWindow(
            Books(str(database), tmp_path / "data"), Dress("fr"), tmp_path / "data", places
        )
        windows.append(window)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*size)
        window.show()
        window.start()
        return Driver(qtbot, window)

    yield driven
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def driver(drive, books_file) -> Driver:
    return drive(books_file.file)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_an_empty_machine_is_at_work_after_the_first_run(drive, tmp_path):
    driver = drive(tmp_path / "new" / "inventory.sqlite")
    gate = driver.gate(FirstRun)
    gate.go_on()
    gate.centres["ROS"].setChecked(True)
    gate.go_on()
    for edit, text in (
        (gate.display, "Aïcha Mint Sidi"),
        (gate.name, "aicha"),
        (gate.password, PASSWORD),
        (gate.again, PASSWORD),
    ):
        edit.setText(text)
    gate.go_on()
    gate.storeroom.setText("Grand magasin")
    gate.go_on()
    shell = driver.shell()
    assert (shell.desk.session.person, shell.desk.session.device) == ("aicha", "ROS-A")
    assert shell.desk.session.centre_name == "CPISE Rosso"
    driver.qtbot.waitUntil(lambda: "place" in shell.status.buttons)
    assert "CPISE Rosso" in shell.status.buttons["place"].text()


def test_signing_in_with_a_wrong_password_stays_outside(driver):
    gate = driver.gate(SignIn)
    gate.password.setText("faux")
    gate.submit()
    driver.qtbot.waitUntil(lambda: gate.field.is_wrong)
    assert driver.window.shell is None


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
    driver.qtbot.wait(150)
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


def test_a_sheet_takes_the_scan_and_the_keys(driver):
    shell = driver.sign_in()
    driver.press(Qt.Key.Key_F1)
    driver.qtbot.waitUntil(lambda: driver.window.veils.top is not None)
    before = list(shell.page.told)
    keys.scan(driver.window, "ABCDE")
    driver.press(Qt.Key.Key_F3)
    assert (shell.page.told, shell.place) == (before, "stock")
    driver.press(Qt.Key.Key_Escape)
    assert driver.window.veils.top is None
    assert shell.bar.scan.hasFocus()


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


def test_another_language_keeps_the_place_and_what_was_typed(driver):
    shell = driver.sign_in()
    driver.press(Qt.Key.Key_F3)
    driver.page(Writing).waybill.setText("WB-88213")
    driver.window.show_look()
    driver.window.veils.top.languages.button("ar").click()
    driver.qtbot.waitUntil(lambda: driver.window.shell is not shell)
    page = driver.page(Writing)
    assert (page.waybill.text(), driver.window.shell.place) == ("WB-88213", "receive")
    assert driver.window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert page.title.text() == driver.window.look.words.t("Receive")
    assert driver.window.veils.top is not None  # to go on choosing
    assert driver.window.shell.desk.session.centre_name == "نواكشوط – دار النعيم"


def test_the_dark_appearance_is_remembered(driver, tmp_path):
    driver.sign_in()
    driver.window.appear("dark")
    assert driver.window.look.colours.window == "#15181B"
    driver.window.close()
    assert json.loads((tmp_path / "data" / FILE).read_text())["appearance"] == "dark"


def test_locking_hides_the_work_and_gives_it_back_to_whoever_began_it(driver):
    shell = driver.sign_in()
    driver.press(Qt.Key.Key_F3)
    driver.page(Writing).waybill.setText("WB-88213")
    driver.press(Qt.Key.Key_L, CTRL)
    gate = driver.gate(SignIn)
    assert not shell.isVisible()
    assert gate.name == "aicha"
    assert driver.sign_in("aicha") is shell
    assert driver.page(Writing).waybill.text() == "WB-88213"


def test_an_open_sheet_waits_behind_the_lock(driver):
    driver.sign_in()
    driver.window.show_keys()
    sheet = driver.window.veils.top
    driver.window.lock()
    driver.gate(SignIn)
    assert not sheet.isVisible()
    driver.sign_in("aicha")
    assert sheet.isVisible()
    assert driver.window.veils.top is sheet
    driver.window.lock()
    driver.gate(SignIn)
    driver.sign_in("sidi")
    assert driver.window.veils.top is None


def test_another_person_finds_no_work_of_the_first(driver):
    shell = driver.sign_in("aicha")
    driver.press(Qt.Key.Key_F3)
    driver.page(Writing).waybill.setText("WB-88213")
    driver.window.lock()
    other = driver.sign_in("sidi")
    assert other is not shell
    assert other.desk.session.person == "sidi"
    other.open("receive")
    assert driver.page(Writing).waybill.text() == ""


def test_work_left_behind_is_offered_the_next_time(drive, books_file):
    first = drive(books_file.file)
    first.sign_in()
    first.press(Qt.Key.Key_F3)
    page = first.page(Writing)
    page.waybill.setText("WB-88213")
    page.other.setFocus()  # a draft is kept at each field left
    assert page.foot._kept.isVisible()
    first.window.close()
    second = drive(books_file.file)
    second.sign_in().open("receive")
    page = second.page(Writing)
    assert page._draft_note.isVisible()
    page._draft_note._buttons[-1].click()
    assert page.waybill.text() == "WB-88213"
    assert not page._draft_note.isVisible()


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


def test_books_that_cannot_be_opened_offer_ways_out(drive, tmp_path, books_file):
    wrong = tmp_path / "letter.sqlite"
    wrong.write_text("Cher ami, ce n'est pas une base.")
    driver = drive(wrong)
    gate = driver.gate(TroubleGate)
    assert "letter.sqlite" in gate.note.title.text()
    wrong.unlink()
    gate.buttons[0].click()
    driver.gate(FirstRun)


def test_a_fault_in_a_job_shows_the_crash_sheet_once_and_work_goes_on(driver):
    shell = driver.sign_in()
    driver.window.worker.faulted.connect(lambda error: driver.window.show_crash(error, None))
    for _ in range(3):
        shell.desk.worker.ask(lambda _store: 1 // 0, bool)
    driver.qtbot.waitUntil(lambda: driver.window.veils.top is not None)
    driver.qtbot.wait(50)
    driver.window.veils.top.done()
    assert driver.window.veils.top is None
    shell.open("receive")
    assert shell.place == "receive"


def test_how_far_the_journal_is_proven_stands_in_the_foot(driver):
    shell = driver.sign_in()
    driver.qtbot.waitUntil(lambda: "journal" in shell.status.buttons)
    assert shell.status.buttons["journal"].item.tone == ""
    shell.desk.verified.emit(1204, True)
    driver.qtbot.waitUntil(lambda: shell.status.buttons["journal"].item.tone == "good")
    assert "1\u202f204" in shell.status.buttons["journal"].text()
    shell.desk.verified.emit(1204, False)
    driver.qtbot.waitUntil(lambda: shell.status.buttons["journal"].item.tone == "bad")


def test_closing_signs_the_chain_as_far_as_it_is(driver, books_file):
    driver.sign_in()
    driver.window.worker.ask(lambda store: bring(store, SOAP, 5, "L1", "2028-03"), bool)
    driver.window.close()
    with open_store(books_file) as store, store.read() as connection:
        sealed = connection.exec_driver_sql("SELECT max(seq) FROM checkpoint").scalar()
        length = connection.exec_driver_sql("SELECT max(seq) FROM event").scalar()
    assert sealed == length


def test_the_window_comes_back_where_it_was(drive, books_file, tmp_path):
    first = drive(books_file.file, size=(1100, 650))
    first.sign_in()
    first.window.close()
    kept = json.loads((tmp_path / "data" / FILE).read_text())
    assert kept["geometry"][2:] == [1100, 650]
    assert kept["person"] == "aicha"
