"""The one window, real: first run, sign-in, languages, sheets, locking, trouble, closing."""

import json
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.store import open_store
from tests.books import PASSWORD, SOAP, bring
from tests.ui import keys
from tests.ui.driver import CTRL
from tests.ui.places import Writing
from ui.first_run import FirstRun
from ui.gate import TroubleGate
from ui.settings import FILE
from ui.sign_in import SignIn

pytestmark = pytest.mark.usefixtures("clothed")


def test_an_empty_machine_is_at_work_after_the_first_run(drive, tmp_path):
    driver = drive(tmp_path / "new" / "inventory.sqlite")
    gate = driver.gate(FirstRun)
    gate.go_on()
    gate.centres["ROS"].setChecked(True)
    gate.go_on()
    gate.letter.choose("B")
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
    assert (shell.desk.session.person, shell.desk.session.device) == ("aicha", "ROS-B")
    assert shell.desk.session.centre_name == "CPISE Rosso"
    driver.qtbot.waitUntil(lambda: "place" in shell.status.buttons)
    assert "CPISE Rosso" in shell.status.buttons["place"].text()


def test_signing_in_with_a_wrong_password_stays_outside(driver):
    gate = driver.gate(SignIn)
    gate.password.setText("faux")
    gate.submit()
    driver.qtbot.waitUntil(lambda: gate.field.is_wrong)
    assert driver.window.shell is None


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
    page.other.setFocus()  # looking about gives nothing up
    page.waybill.setFocus()
    assert page.desk.drafts.kept("receive").state == {"waybill": "WB-88213"}
    page._draft_note._buttons[-1].click()
    assert page.waybill.text() == "WB-88213"
    assert not page._draft_note.isVisible()


def test_books_that_cannot_be_opened_offer_ways_out(drive, tmp_path, books_file):
    wrong = tmp_path / "letter.sqlite"
    wrong.write_text("Cher ami, ce n'est pas une base.")
    driver = drive(wrong)
    gate = driver.gate(TroubleGate)
    assert "letter.sqlite" in gate.note.title.text()
    wrong.unlink()
    gate.buttons[0].click()
    driver.gate(FirstRun)


def test_what_is_wrong_with_the_books_comes_up_behind_the_sign_in(drive, books_file):
    with closing(sqlite3.connect(books_file.file)) as connection:
        connection.execute("DROP TABLE checkpoint")
    driver = drive(books_file.file)
    driver.gate(SignIn)
    assert "inventory.sqlite" in driver.gate(TroubleGate).note.title.text()


def test_a_fault_in_a_job_shows_the_crash_sheet_once_and_work_goes_on(driver):
    shell = driver.sign_in()
    driver.window.worker.faulted.connect(lambda error: driver.window.show_crash(error, None))
    for _ in range(3):
        shell.desk.worker.ask(lambda _store: 1 // 0, bool)
    answered = []
    shell.desk.worker.ask(lambda _store: True, answered.append)
    driver.qtbot.waitUntil(lambda: answered == [True])
    driver.window.veils.top.done()
    assert driver.window.veils.top is None
    shell.open("receive")
    assert shell.place == "receive"


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
