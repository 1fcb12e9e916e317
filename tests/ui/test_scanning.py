"""A scanner is a keyboard that types fast, whatever layout the machine has."""

import time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from cpise_inventory.identity import asset_tag, read_tag
from cpise_inventory.paper.statement import PREFIX
from tests.ui import keys
from ui.kit.search import Proposal, SearchBox, among
from ui.scanning import OURS, PAUSE_MS, TAB, Scan, ScanReader, us_character

TAG = asset_tag("NKC1-A", 412)
EVERY_LAYOUT = pytest.mark.parametrize("layout", ["us", "fr", "ara"])


@pytest.fixture
def reader(qapp):
    made = ScanReader()
    made.scans = []
    made.scanned.connect(made.scans.append)
    made.watch()
    yield made
    made.stop()


@pytest.fixture
def window(show):
    """A line, a longer text, and a button that counts."""
    made = QWidget()
    made.line, made.text, made.button = QLineEdit(), QPlainTextEdit(), QPushButton("OK")
    column = QVBoxLayout(made)
    for part in (made.line, made.text, made.button):
        column.addWidget(part)
    made.line.setFocus()
    return show(made)


@EVERY_LAYOUT
def test_a_tag_is_read_by_its_keys_under_every_layout(window, reader, layout):
    keys.scan(window, TAG, layout)
    assert [scan.read(read_tag) for scan in reader.scans] == [TAG]


@EVERY_LAYOUT
def test_a_label_with_its_prefix_is_read_too(window, reader, layout):
    keys.scan(window, f"CPISE:{TAG}", layout)
    assert reader.scans[0].read(read_tag) == TAG


def test_a_scanner_set_up_for_french_is_read_by_its_text(window, reader):
    at = 7_000_000
    key_of = {text: us for us, text in keys.FRENCH.items()}
    for character in "NKC1A00412":  # it presses what types the character on a French keyboard
        position = keys.POSITIONS[key_of.get(character, character).lower()]
        at += 10
        keys.send(window, keys.Stroke(character, position, shift=True), at)
    keys.enter(window, at + 10)
    assert "NKC1A00412" in reader.scans[0].candidates


@EVERY_LAYOUT
def test_the_field_is_left_as_it_was(window, reader, layout):
    window.line.setText("Aïcha")
    window.line.setCursorPosition(2)
    keys.scan(window, TAG, layout)
    assert (window.line.text(), window.line.cursorPosition()) == ("Aïcha", 2)


def test_a_longer_text_is_left_as_it_was(window, reader):
    window.text.setPlainText("deux\nlignes")
    window.text.setFocus()
    keys.scan(window, TAG)
    assert window.text.toPlainText() == "deux\nlignes"
    assert len(reader.scans) == 1


def test_a_search_box_keeps_what_was_chosen(show, reader, look):
    box = SearchBox(look, among([Proposal("SAVON", "Savon 250 g")]))
    window = show(box)
    box.setFocus()
    box.take(Proposal("SAVON", "Savon 250 g"))
    keys.scan(window, TAG)
    assert (box.value, box.text()) == ("SAVON", "Savon 250 g")


def compose(window, text, at):
    """As X11's tables of composed characters hand a lam-alef over: at once, and no key of it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    window.reader._composed.moment = lambda: at
    QApplication.sendEvent(QApplication.focusObject(), event)


@pytest.fixture
def in_arabic(window, reader):
    """`10B0`, whose B overtook the keys before it, as where the program is busy."""
    window.reader = reader
    at = 9_000_000
    compose(window, "لآ", at + 20)
    for late, character in ((0, "1"), (10, "0"), (30, "0")):
        keys.send(window, keys.stroke(character, "ara"), at + late)
    return at + 40


def test_a_letter_that_arabic_composes_stands_at_its_place(window, reader, in_arabic):
    keys.enter(window, in_arabic)
    assert (reader.scans[0].by_key, reader.scans[0].text) == ("10B0", "10لآ0")
    assert window.line.text() == ""


class OwnButton(QPushButton):
    """As those of the program: what Python knows of it goes before Qt has taken its focus."""


def test_what_goes_while_it_has_the_focus_leaves_no_fault(window, reader, qtbot):
    button = OwnButton("OK")
    window.layout().addWidget(button)
    button.setFocus()
    delete(button)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    keys.scan(window, TAG)
    assert len(reader.scans) == 1


def test_a_person_types_composed_letters(window, reader, in_arabic):
    compose(window, "لا", in_arabic + 300)
    assert window.line.text() == "لآ100لا"
    assert reader.scans == []


def test_the_second_letter_of_a_key_is_no_second_key(monkeypatch, qapp):
    """Windows types lam-alef so: once with its key, and once without."""
    monkeypatch.setattr("ui.scanning.QGuiApplication.platformName", lambda: "windows")
    press, held = QEvent.Type.KeyPress, Qt.KeyboardModifier.ShiftModifier
    told = [QKeyEvent(press, 0, held, 48, key, 0, text) for key, text in ((66, "ل"), (0, "آ"))]
    assert [us_character(one) for one in told] == ["B", ""]


def test_a_person_typing_is_left_alone(window, reader):
    last = keys.type_codes(window, "savon 250", "us", 90)
    keys.enter(window, last + 90)
    assert window.line.text() == "savon 250"
    assert reader.scans == []


def test_the_enter_of_a_scan_presses_no_button(window, reader):
    presses = []
    window.button.clicked.connect(lambda: presses.append(1))
    window.button.setAutoDefault(True)
    window.button.setFocus()
    keys.scan(window, TAG)
    assert presses == []
    assert len(reader.scans) == 1


def test_a_pause_shorter_than_a_fifth_of_a_second_cuts_nothing(window, reader):
    at = keys.type_codes(window, TAG[:6], "us", 10)
    for character in TAG[6:]:
        at += 150 if character == TAG[6] else 10
        keys.send(window, keys.stroke(character), at)
    keys.enter(window, at + 10)
    assert reader.scans[0].by_key == TAG


def test_two_scans_are_two(window, reader):
    for _ in range(2):
        keys.scan(window, TAG)
    assert [scan.by_key for scan in reader.scans] == [TAG, TAG]


def test_our_codes_are_believed_without_an_enter(qtbot, window, reader):
    keys.type_codes(window, f"CPISE:{TAG}", "fr", 10)
    assert reader.scans == []
    qtbot.waitUntil(lambda: bool(reader.scans), timeout=PAUSE_MS * 10)
    assert reader.scans[0].read(read_tag) == TAG
    assert window.line.text() == ""


def test_a_code_cut_short_is_not_believed_without_an_enter(qtbot, window, reader):
    keys.type_codes(window, f"CPISE:{TAG[:-2]}", "us", 10)
    qtbot.wait(PAUSE_MS * 2)
    assert reader.scans == []


def test_keys_that_came_while_the_program_was_busy_belong_to_the_scan(qtbot, window, reader):
    at = keys.type_codes(window, f"CPISE:{TAG}"[:9], "us", 10)
    time.sleep(PAUSE_MS * 2 / 1_000)  # busy: a silence by the clock, none by the keys
    reader._silence.timeout.emit()
    for character in f"CPISE:{TAG}"[9:]:
        at += 10
        keys.send(window, keys.stroke(character), at)
    keys.enter(window, at + 10)
    assert [scan.by_key for scan in reader.scans] == [f"CPISE:{TAG}"]


def test_tab_ends_a_scan_of_ours_and_stays_a_tab_otherwise(window, reader):
    keys.tab(window, keys.type_codes(window, f"CPISE:{TAG}", "us", 10) + 10)
    assert reader.scans[0].read(read_tag) == TAG
    assert window.focusWidget() is window.line
    keys.tab(window, keys.type_codes(window, "quick", "us", 10) + 10)
    assert len(reader.scans) == 1
    assert window.focusWidget() is window.text


def test_a_key_held_down_is_no_scan(window, reader):
    at = 5_000_000
    for repeat in range(20):
        keys.send(window, keys.stroke("a"), at + repeat * 30, repeat=repeat > 0)
    keys.enter(window, at + 20 * 30)
    assert reader.scans == []


def test_a_password_is_never_read(window, reader):
    window.line.setEchoMode(QLineEdit.EchoMode.Password)
    keys.scan(window, "MAGASIN-2026")
    assert reader.scans == []
    assert window.line.text() == "MAGASIN-2026"


def test_codes_of_ours_begin_as_labels_and_papers_do():
    assert PREFIX in OURS


def test_the_first_reading_that_is_a_code_is_taken():
    assert Scan("no code", TAG).read(read_tag) == TAG
    assert Scan(TAG, "no code").read(read_tag) == TAG
    assert Scan("neither", "nor").read(read_tag) is None


def test_a_scan_reaches_the_window_even_where_no_field_has_the_focus(window, reader):
    QApplication.focusWidget().clearFocus()
    keys.scan(window, TAG)
    assert len(reader.scans) == 1
    assert Qt.ApplicationState.ApplicationActive == QApplication.applicationState()


@pytest.mark.parametrize("before", ["]Q1", "*", "[", "]C0"])
def test_what_a_scanner_puts_before_every_code_is_left_out(window, reader, before):
    keys.tab(window, keys.type_codes(window, f"{before}CPISE:{TAG}", "us", 10) + 10)
    assert [scan.read(read_tag) for scan in reader.scans] == [TAG]


@pytest.mark.parametrize(
    "foreign", ["WIFI:S:CPISE;T:WPA;P:x;;", "https://stock.org/CPISE:NKC1", "au CPISE de Rosso"]
)
def test_a_foreign_code_that_holds_our_letters_stays_whole(foreign):
    assert Scan("", foreign).candidates == (foreign,)


def test_a_code_that_broke_off_is_ours_behind_what_the_scanner_puts_before_it():
    assert Scan("", "%%CPISE:NKC1-A-000").candidates == ("CPISE:NKC1-A-000",)
    assert Scan("", "*CR1:6BF+70").candidates == ("CR1:6BF+70",)


def test_a_mark_that_says_how_a_gs1_code_is_written_stays():
    assert Scan("", "]C10106141411234567890").candidates == ("]C10106141411234567890",)
    assert Scan("", "]Q1SN-42").candidates == ("SN-42",)


@EVERY_LAYOUT
def test_a_scanner_as_slow_as_a_person_is_known_by_the_check_character(window, reader, layout):
    keys.enter(window, keys.type_codes(window, f"CPISE:{TAG}", layout, 90) + 90)
    assert [scan.read(read_tag) for scan in reader.scans] == [TAG]
    keys.enter(window, keys.type_codes(window, f"CPISE:{TAG[:-1]}", layout, 90) + 90)
    assert len(reader.scans) == 1


def test_a_plug_that_comes_out_in_the_middle_leaves_nothing_and_is_told(qtbot, window, reader):
    broken = []
    reader.broken_off.connect(broken.append)
    window.line.setText("12")
    keys.type_codes(window, f"CPISE:{TAG[:-4]}", "fr", 10)
    qtbot.waitUntil(lambda: bool(broken), timeout=PAUSE_MS * 10)
    assert broken[0].candidates[0] == f"CPISE:{TAG[:-4]}"
    assert window.line.text() == "12"
    assert reader.scans == []


def test_who_tests_a_scanner_hears_how_it_types(window, reader):
    heard = []
    reader.heard.connect(heard.append)
    keys.tab(window, keys.type_codes(window, "unknown", "fr", 12) + 12)
    assert [(scan.by_key, scan.end, scan.pace) for scan in heard] == [("unknown", TAB, 12)]
    assert reader.scans == []
