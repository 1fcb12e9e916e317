"""A sheet is alone while it's open: nothing beneath is reached by Tab, key or click."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.sheet import Sheet, Veils
from ui.kit.side import SidePanel, SideSheet
from ui.kit.toast import STAYS, Toast


@pytest.fixture
def window(show, look):
    made = QWidget()
    made.beneath = QWidget()
    made.line = QLineEdit()
    made.presses = []
    made.button = Button(look, "Émettre", lambda: made.presses.append("F9"), key="F9")
    inside = QVBoxLayout(made.beneath)
    for part in (made.line, made.button):
        inside.addWidget(part)
    QVBoxLayout(made).addWidget(made.beneath)
    made.elsewhere = []
    made.veils = Veils(made, made.beneath, lambda: made.elsewhere.append(1))
    show(made, 700, 500)
    made.line.setFocus()
    return made


@pytest.fixture
def sheet(look):
    made = Sheet(look, "Annuler le reçu ?", "Les articles reviennent en stock.")
    made.reason = QLineEdit()
    made.body.addWidget(made.reason)
    for text in ("Garder", "Annuler"):
        made.add_button(Button(look, text, made.done))
    return made


def test_tab_stays_inside(window, sheet, qtbot):
    window.veils.open(sheet)
    seen = []
    for _ in range(7):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen[0] is sheet.reason
    assert all(sheet.isAncestorOf(one) for one in seen)
    assert len(set(seen)) == 3


def test_keys_of_what_is_beneath_do_nothing(window, sheet, qtbot):
    told = []
    shortcut = QShortcut(QKeySequence("F3"), window.beneath)
    shortcut.activated.connect(lambda: told.append("F3"))
    window.veils.open(sheet)
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F3):
        qtbot.keyClick(sheet.reason, key)
    assert (window.presses, told) == ([], [])
    sheet.done()
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F3):
        qtbot.keyClick(window.line, key)
    qtbot.waitUntil(lambda: (window.presses, told) == (["F9"], ["F3"]))  # a key press is shown


def test_escape_closes_and_the_focus_is_where_it_was(window, sheet, qtbot):
    window.veils.open(sheet)
    qtbot.keyClick(sheet.reason, Qt.Key.Key_Escape)
    assert window.veils.top is None
    assert QApplication.focusWidget() is window.line
    assert window.beneath.isEnabled()


def test_a_sheet_over_a_sheet_gives_back_to_the_first(window, sheet, look, qtbot):
    window.veils.open(sheet)
    second = Sheet(look, "Encore une question")
    second.add_button(Button(look, "Bien", second.done))
    window.veils.open(second)
    assert not sheet.isEnabled()
    second.done()
    assert window.veils.top is sheet
    assert QApplication.focusWidget() is sheet.reason
    assert not window.beneath.isEnabled()


def test_the_focus_goes_elsewhere_where_its_place_is_gone(window, sheet, qtbot):
    window.veils.open(sheet)
    window.line.hide()
    sheet.done()
    assert window.elsewhere == [1]


def test_a_sheet_that_must_be_answered_stays(window, sheet, qtbot):
    sheet.closable = False
    window.veils.open(sheet)
    qtbot.keyClick(sheet.reason, Qt.Key.Key_Escape)
    assert window.veils.top is sheet


def test_a_high_sheet_stays_in_the_window_and_scrolls(window, sheet, look):
    for number in range(40):
        sheet.body.addWidget(QLineEdit(str(number)))
    window.veils.open(sheet)
    assert window.rect().contains(sheet.geometry())
    assert sheet.content.verticalScrollBar().maximum() > 0


def test_the_veil_follows_the_window(window, sheet, qtbot):
    window.veils.open(sheet)
    window.resize(900, 600)
    qtbot.waitUntil(lambda: sheet.parentWidget().width() == 900)
    assert abs(sheet.geometry().center().x() - 450) <= 1


def test_a_side_panel_is_borrowed_and_given_back(window, look):
    panel, back = SidePanel(look, "Savon"), []
    window.veils.open(SideSheet(look, panel, lambda: back.append(panel.parent())))
    assert panel.isVisible()
    window.veils.top.done()
    assert back
    assert not panel.title.isHidden()


def test_a_toast_undoes_once_and_goes_by_itself(window, look, qtbot):
    toast, undone = Toast(look, window), []
    toast.say("NKC1-A-00042-K confié.", lambda: undone.append(1))
    assert window.rect().contains(toast.geometry())
    assert (toast._timer.interval(), toast._timer.isActive()) == (STAYS, True)
    toast.undo.click()
    toast.undo.click()
    assert (undone, toast.isVisible()) == ([1], False)
    toast.say("Enregistré.")
    assert not toast.undo.isVisible()
    toast._timer.timeout.emit()
    assert not toast.isVisible()


def test_a_toast_of_what_went_wrong_bears_no_tick(window, look):
    toast, seen = Toast(look, window), []
    for wrong in (False, True, False):
        toast.say("NKC1-A-00042", wrong=wrong)
        seen.append(toast.grab().toImage())
    assert seen[0] == seen[2] != seen[1]


def test_a_toast_goes_as_soon_as_somebody_types_on(window, look):
    toast, screen = Toast(look, window), window.windowHandle()
    window.line.setFocus()
    toast.say("Enregistré.", bool)
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen, Qt.Key.Key_A)
    assert toast.isVisible()  # long enough to be seen, however quick the typing
    assert window.line.text() == "a"
    toast._glance.timeout.emit()
    assert not toast.isVisible()
    toast.say("Enregistré.", bool)
    toast._glance.stop()
    QTest.keyClick(screen, Qt.Key.Key_Control)
    assert toast.isVisible()  # held for Ctrl+Z
    QTest.keyClick(screen, Qt.Key.Key_Tab)
    assert not toast.isVisible()


def test_a_click_on_a_toast_is_for_the_field_beneath(window, look, qtbot):
    toast = Toast(look, window)
    window.button.setFocus()
    toast.say("Enregistré.")
    toast.move(window.line.mapTo(window, window.line.rect().topLeft()))
    qtbot.mouseClick(toast, Qt.MouseButton.LeftButton, pos=toast.rect().topLeft() + QPoint(9, 9))
    assert not toast.isVisible()
    assert window.line.hasFocus()
