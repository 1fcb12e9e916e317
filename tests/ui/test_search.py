"""A field that proposes while one types: accents, case and hamza don't matter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.kit.search import MOST, Proposal, SearchBox, among
from ui.pages.searches import FreeSearch

THINGS = [
    Proposal("SAVON", "Savon de toilette", "SAVON-250"),
    Proposal("ECRAN", "Écran 22 pouces"),
    Proposal("SABUN", "صابون الاستحمام"),
]


@pytest.fixture
def box(show, look):
    window = QWidget()
    window.box, window.other = SearchBox(look, among(THINGS)), QLineEdit()
    column = QVBoxLayout(window)
    for part in (window.box, window.other):
        column.addWidget(part)
    column.addStretch(1)
    show(window, 500, 400)
    window.box.setFocus()
    window.box.around = window
    return window.box


def proposed(box):
    model = box.list._model
    return [model.proposal(row).value for row in range(model.rowCount())]


def type_in(qtbot, box, text):
    box.insert(text)
    box.textEdited.emit(box.text())
    qtbot.waitUntil(lambda: not box._pause.isActive())


@pytest.mark.parametrize(
    ("typed", "found"),
    [("savon", "SAVON"), ("ECRAN", "ECRAN"), ("250 sav", "SAVON"), ("صابون", "SABUN")],
)
def test_what_is_meant_is_found_however_typed(qtbot, box, typed, found):
    type_in(qtbot, box, typed)
    assert proposed(box) == [found]
    assert box.list.isVisible()


def test_enter_takes_and_says_so_once(qtbot, box):
    told = []
    box.taken.connect(told.append)
    type_in(qtbot, box, "ecr")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [one.value for one in told] == ["ECRAN"]
    assert (box.text(), box.value) == ("Écran 22 pouces", "ECRAN")
    assert not box.list.isVisible()


def test_arrows_choose_and_tab_takes_and_goes_on(qtbot, box):
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert proposed(box) == ["SAVON", "ECRAN", "SABUN"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    type_in(qtbot, box, "e")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.value is not None
    assert box.around.other.hasFocus()


def test_escape_closes_the_list_and_keeps_the_text(qtbot, box):
    type_in(qtbot, box, "sav")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), box.list.isVisible(), box.value) == ("sav", False, None)


def test_typing_on_gives_up_what_was_chosen(qtbot, box):
    box.set_chosen(THINGS[0])
    type_in(qtbot, box, "x")
    assert box.value is None


def test_a_late_answer_to_an_old_question_is_not_shown(qtbot, box):
    waiting = []
    box.set_propose(lambda _text, answer: waiting.append(answer))
    for text in ("s", "a"):
        type_in(qtbot, box, text)
    waiting[1]([THINGS[0]])
    waiting[0]([THINGS[1]])
    assert proposed(box) == ["SAVON"]


def test_leaving_closes_the_list(qtbot, box):
    type_in(qtbot, box, "sav")
    box.around.other.setFocus()
    assert not box.list.isVisible()


def test_no_more_are_proposed_than_one_reads():
    told = []
    among([Proposal(n, f"Article {n}") for n in range(100)])("article", told.extend)
    assert len(told) == MOST


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ((), "Écran 22 pouces"),
        ((Qt.Key.Key_Down,), "Écran 22 pouces"),
        ((Qt.Key.Key_Down, Qt.Key.Key_Down), "ecr"),
        ((Qt.Key.Key_Up,), "ecr"),
    ],
)
def test_down_keeps_the_only_name_that_is_meant_before_it_goes_to_a_new_one(
    qtbot, show, look, keys, text
):
    field = FreeSearch(look, among(THINGS))
    show(field, 400, 60)
    field.setFocus()
    type_in(qtbot, field, "ecr")
    for key in (*keys, Qt.Key.Key_Return):
        qtbot.keyClick(field, key)
    assert field.text() == text
