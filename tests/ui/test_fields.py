"""Fields that understand what is typed, on every keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.ui import keys
from ui.kit.date import DateEdit
from ui.kit.expiry import ExpiryEdit
from ui.kit.field import Field, line_edit
from ui.kit.quantity import QuantityEdit

TODAY = date(2026, 11, 24)


@pytest.fixture
def place(show):
    """Put a field above another one to go to."""

    def placed(field):
        window = QWidget()
        window.other = QLineEdit()
        column = QVBoxLayout(window)
        column.addWidget(field)
        column.addWidget(window.other)
        show(window, 500, 200)
        field.setFocus()
        return window

    return placed


def leave(window):
    window.other.setFocus()


def test_who_comes_back_from_another_window_goes_on_where_the_cursor_was(place, look, qtbot):
    edit = ExpiryEdit(look, TODAY)
    window = place(edit)
    qtbot.keyClicks(edit, "31/0")
    for kind in (QEvent.Type.FocusOut, QEvent.Type.FocusIn):
        QApplication.sendEvent(edit, QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason))
    qtbot.keyClicks(edit, "3/2028")
    assert (edit.text(), window.other.text()) == ("31/03/2028", "")


@pytest.mark.parametrize(("wide", "said"), [(200, "4 × 24 + 3 = 99"), (90, "99")])
def test_a_sum_with_little_room_says_its_result_and_never_half_of_itself(place, look, wide, said):
    field = QuantityEdit(look, unit="pain")
    field.setFixedWidth(wide)
    window = place(field)
    field.set_typed("4x24+3")
    leave(window)
    assert field.text() == said
    field.setFocus()
    assert field.text() == "4x24+3"


@pytest.mark.parametrize("layout", ["us", "fr", "ara"])
def test_a_sum_is_typed_without_shift_and_shown_reckoned(place, look, layout):
    field = QuantityEdit(look)
    window = place(field)
    keys.type_codes(window, "4x24", layout, 90)
    keys.send(window, keys.Stroke("+", 78, shift=False), 9_000_000)  # of the number pad
    keys.type_codes(window, "3", layout, 90)
    assert field.text() == "4x24+3"
    leave(window)
    assert field.text() == "4 × 24 + 3 = 99"
    assert field.value() == 99
    field.setFocus()
    assert field.text() == "4x24+3"


def test_letters_are_not_let_into_a_quantity(place, look):
    field = QuantityEdit(look)
    window = place(field)
    keys.type_codes(window, "1a2b,", "us", 90)
    assert field.text() == "12"


@pytest.mark.parametrize("layout", ["us", "fr", "ara"])
def test_an_expiry_is_typed_by_its_digits(place, look, layout):
    field = ExpiryEdit(look, TODAY)
    window = place(field)
    keys.type_codes(window, "0328", layout, 90)
    leave(window)
    assert (field.value(), field.text(), field.is_past()) == ("2028-03", "03/2028", False)


def test_an_expiry_that_is_past_says_so_and_the_month_counts_to_its_last_day(look):
    field = ExpiryEdit(look, TODAY)
    field.set_typed("1026")
    assert field.is_past()
    field.set_typed("1126")
    assert not field.is_past()


def test_what_cannot_be_read_is_red_and_kept(place, look):
    field = ExpiryEdit(look, TODAY)
    window = place(field)
    keys.type_codes(window, "1328", "us", 90)
    leave(window)
    assert field.text() == field.typed() == "1328"
    assert field.property("state") == "bad"
    assert type(field.problem()).__name__ == "UnreadableExpiry"
    assert field.value() is None


def test_settled_is_said_once_for_each_new_meaning(place, look, qtbot):
    field, told = QuantityEdit(look), []
    field.settled.connect(lambda: told.append(field.value()))
    window = place(field)
    for _ in range(2):
        field.setFocus()
        leave(window)
    assert told == []
    field.setFocus()
    keys.type_codes(window, "12", "us", 90)
    leave(window)
    field.setFocus()
    leave(window)
    assert told == [12]


def test_a_quantity_may_be_nought_only_where_it_is_counted(look):
    assert QuantityEdit(look, least=0).value() is None
    counted, given = QuantityEdit(look, least=0), QuantityEdit(look)
    for field in (counted, given):
        field.set_typed("0")
    assert (counted.value(), given.value()) == (0, None)


@pytest.mark.parametrize("typed", ["24/12/2026", "241226", "2026-12-24", "24 déc 2026"])
def test_a_day_is_understood_in_any_usual_way(place, look, typed):
    field = DateEdit(look, TODAY)
    window = place(field)
    field.insert(typed)
    leave(window)
    assert field.value() == date(2026, 12, 24)
    assert field.text() == "24/12/2026"


def test_a_day_is_chosen_from_the_calendar_by_keys(place, look, qtbot):
    field, told = DateEdit(look, TODAY, TODAY), []
    field.settled.connect(lambda: told.append(field.value()))
    window = place(field)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    days = field.calendar.days
    qtbot.waitUntil(field.calendar.isVisible)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(days, key)
    assert told == [date(2026, 12, 18)]
    assert field.text() == "18/12/2026"
    assert window.isVisible()


def test_the_calendar_survives_the_end_of_short_months(look, qtbot):
    from ui.kit.calendar import Calendar

    calendar = Calendar(look, date(2027, 1, 31))
    qtbot.addWidget(calendar)
    calendar.days.by_months(1)
    assert calendar.days.day == date(2027, 2, 28)
    calendar.days.by_months(-14)
    assert calendar.days.day == date(2025, 12, 28)


def test_a_wrong_field_says_it_to_eyes_and_ears_until_typed_anew(show, look, qtbot):
    edit = line_edit(look)
    field = Field(look, "Quantité", edit)
    show(field, 400, 120)
    field.wrong("Il n’y a que 214 kits.")
    assert edit.accessibleDescription() == field.problem.text() == "Il n’y a que 214 kits."
    assert edit.property("state") == "bad"
    assert field.problem.isVisible()
    qtbot.keyClicks(edit, "2")
    assert not field.is_wrong
    assert edit.property("state") == ""
    assert not field.problem.isVisible()


def test_a_field_has_its_label_as_name(look, qtbot):
    edit = line_edit(look)
    field = Field(look, "Bordereau", edit)
    qtbot.addWidget(field)
    assert field.name.buddy() is edit
    assert edit.accessibleName() == "Bordereau"
