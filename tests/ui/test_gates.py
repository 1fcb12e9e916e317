"""Before the books are open: by keys alone, with every refusal at its field."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.errors import LockedStoreError
from cpise_inventory.people.commands import (
    BadPersonNameError,
    ShortPasswordError,
    WrongPasswordError,
)
from ui.first_run import (
    CENTRE,
    LANGUAGE,
    LETTER,
    PERSON,
    STOREROOM,
    CentreChoice,
    FirstRun,
    NewBooks,
)
from ui.gate import TroubleGate
from ui.kit.tile import initials
from ui.sign_in import SignIn, Somebody

CENTRES = [CentreChoice("NKC1", "CPISE Nouakchott – Dar Naïm"), CentreChoice("ROS", "CPISE Rosso")]
PEOPLE = [Somebody("aicha", "Aïcha Mint Sidi", "logistics"), Somebody("sidi", "Sidi", "manager")]


@pytest.fixture
def first_run(show, look):
    asked = []
    made = FirstRun(look, CENTRES, lambda new, failed: asked.append((new, failed)))
    made.asked = asked
    return show(made, 1024, 600)


def answer_all(gate, qtbot):
    """As somebody does who never takes the hands off the keys."""
    qtbot.keyClick(gate.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(gate.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(gate.focusWidget(), Qt.Key.Key_Return)
    assert gate.step == LETTER  # the first one, unless somebody says otherwise
    qtbot.keyClick(gate.focusWidget(), Qt.Key.Key_Return)
    for edit, text in (
        (gate.display, "Aïcha Mint Sidi"),
        (gate.name, ""),
        (gate.password, "magasin-2026"),
        (gate.again, "magasin-2026"),
    ):
        assert edit.hasFocus()
        if text:  # the sign-in name is proposed
            edit.insert(text)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert gate.step == STOREROOM, (gate.step, [f.problem.text() for f in gate.fields.values()])
    qtbot.keyClick(gate.storeroom, Qt.Key.Key_Return)


def test_the_first_run_is_answered_by_keys_alone(first_run, qtbot):
    answer_all(first_run, qtbot)
    assert [new for new, _ in first_run.asked] == [
        NewBooks("NKC1", "aicha", "Aïcha Mint Sidi", "magasin-2026", "", "A")
    ]


def test_it_goes_back_and_keeps_what_was_typed(first_run, qtbot):
    first_run.show_step(PERSON)
    first_run.display.setText("Sidi")
    qtbot.keyClick(first_run.display, Qt.Key.Key_Escape)
    assert first_run.step == LETTER
    first_run.go_back()
    assert first_run.step == CENTRE
    first_run.go_back()
    assert first_run.step == LANGUAGE
    assert not first_run.back.isVisible()
    assert first_run.display.text() == "Sidi"


def test_no_step_is_left_without_its_answer(first_run):
    first_run.show_step(CENTRE)
    first_run.go_on()
    assert (first_run.step, first_run.note.tone) == (CENTRE, "warn")
    first_run.show_step(PERSON)
    first_run.go_on()
    assert first_run.fields["display"].is_wrong
    first_run.display.setText("Aïcha")
    first_run.name.setText("aicha")
    first_run.password.setText("magasin-2026")
    first_run.again.setText("magasin-2025")
    first_run.go_on()
    assert first_run.fields["again"].is_wrong
    assert first_run.step == PERSON


def test_a_next_workstation_chooses_its_letter_by_keys_and_sees_its_numbers(first_run, qtbot):
    first_run.centres["ROS"].setChecked(True)
    first_run.show_step(LETTER)
    page = first_run.letter
    assert not page.field.isVisible()
    assert "ROS-A-RD-" in page.told.text()
    qtbot.keyClick(first_run.focusWidget(), Qt.Key.Key_Right)
    assert (page.letter, page.field.isVisible()) == ("B", True)
    qtbot.keyClick(first_run.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(first_run.focusWidget(), Qt.Key.Key_C)
    assert "ROS-C-RD-" in page.told.text()
    qtbot.keyClick(first_run.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClick(first_run.focusWidget(), Qt.Key.Key_Return)
    assert first_run.step == PERSON
    assert page.letter == "C"
    page.choose("A")  # somebody looked at the papers once more
    assert (page.letter, page.field.isVisible()) == ("A", False)


@pytest.mark.parametrize(
    ("error", "field"),
    [(BadPersonNameError("É"), "name"), (ShortPasswordError(10), "password")],
)
def test_a_refusal_leads_back_to_its_field(first_run, qtbot, error, field):
    answer_all(first_run, qtbot)
    first_run.asked[0][1](error)
    assert first_run.step == PERSON
    assert first_run.fields[field].is_wrong
    assert first_run.on.isEnabled()


def test_trouble_with_the_disk_is_said_where_one_is(first_run, qtbot):
    answer_all(first_run, qtbot)
    first_run.asked[0][1](LockedStoreError("/books"))
    assert (first_run.step, first_run.note.tone) == (STOREROOM, "bad")


def test_another_language_is_asked_for_by_its_tile(first_run, qtbot):
    with qtbot.waitSignal(first_run.language_wanted) as told:
        first_run.tongues["ar"].click()
    assert told.args == ["ar"]


def test_what_was_answered_goes_over_into_the_other_language_but_no_password(first_run, clothed):
    first_run.centres["ROS"].setChecked(True)
    first_run.letter.choose("D")
    first_run.show_step(PERSON)
    first_run.display.setText("Aïcha")
    first_run.password.setText("magasin-2026")
    state = first_run.state()
    assert "magasin-2026" not in str(state)
    anew = FirstRun(clothed("ar"), CENTRES, lambda *_: None)
    anew.restore(state)
    assert (anew.step, anew.display.text()) == (PERSON, "Aïcha")
    assert anew.centres["ROS"].isChecked()
    assert anew.letter.letter == "D"
    anew.deleteLater()


@pytest.fixture
def sign_in(show, look):
    asked = []
    made = SignIn(look, PEOPLE, lambda *told: asked.append(told), "Dar Naïm · NKC1-A", "sidi")
    made.asked = asked
    show(made, 1024, 600)
    made.give_focus()
    return made


def test_who_was_here_last_only_types_the_password(sign_in, qtbot):
    qtbot.keyClicks(sign_in.password, "magasin-2026")
    qtbot.keyClick(sign_in.password, Qt.Key.Key_Return)
    assert sign_in.asked[0][:2] == ("sidi", "magasin-2026")


def test_a_wrong_password_says_so_and_is_typed_again(sign_in, qtbot):
    qtbot.keyClicks(sign_in.password, "faux")
    sign_in.submit()
    sign_in.submit()  # pressed twice, asked once
    assert len(sign_in.asked) == 1
    sign_in.asked[0][2](WrongPasswordError("sidi"))
    assert sign_in.field.is_wrong
    assert sign_in.password.text() == ""
    assert sign_in.password.hasFocus()
    assert sign_in.button.isEnabled()


def test_another_name_is_chosen_by_a_click(sign_in, qtbot):
    qtbot.keyClicks(sign_in.password, "of sidi")
    sign_in.tiles["aicha"].click()
    assert (sign_in.name, sign_in.password.text()) == ("aicha", "")
    assert sign_in.password.hasFocus()


def test_the_only_name_stays_chosen_when_clicked(show, look):
    gate = SignIn(look, PEOPLE[:1], lambda *_: None)
    show(gate, 911, 512)
    gate.tiles["aicha"].click()
    assert gate.name == "aicha"


def test_many_names_scroll_in_a_small_window(show, look):
    many = [Somebody(f"p{n}", f"Personne {n}", "auditor") for n in range(30)]
    gate = SignIn(look, many, lambda *_: None)
    show(gate, 911, 512)
    assert gate.button.isVisible()
    assert gate.name == "p0"


def test_trouble_offers_ways_out(show, look):
    taken = []
    ways = [("Réessayer", "refresh-cw", lambda: taken.append("again")), ("Fermer", "x", bool)]
    gate = TroubleGate(look, "Un autre programme tient la base.", ways)
    show(gate, 911, 512)
    gate.give_focus()
    assert gate.buttons[0].hasFocus()
    gate.buttons[0].click()
    assert taken == ["again"]


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Aïcha Mint Sidi", "AS"), ("Khady", "K"), ("سيدي ولد ابراهيم", "سا"), ("", "")],
)
def test_initials(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(("height", "all_seen"), [(768, True), (512, False)])
def test_as_many_names_are_shown_as_there_is_room_for(show, look, qtbot, height, all_seen):
    many = [Somebody(f"p{n}", f"Person {n}", "logistics") for n in range(5)]
    gate = show(SignIn(look, many, lambda *_: None, last="p4"), 911, height)
    bar, last = gate.names.verticalScrollBar(), gate.tiles["p4"]
    assert (bar.maximum() == 0) == all_seen
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
    assert gate.button.mapTo(gate, gate.button.rect().bottomLeft()).y() < gate.height()
