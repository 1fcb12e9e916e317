"""The small parts: they say what they mean to eyes, keys and screen readers alike."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cpise_inventory.language.folding import fold
from ui.kit.buttons import Button
from ui.kit.chart import Bars, StepArea
from ui.kit.choices import Choice, Choices
from ui.kit.flow import Flow
from ui.kit.note import Note
from ui.kit.pill import Pill, State
from ui.kit.progress import Progress
from ui.kit.text import Elided, directed, label
from ui.kit.timeline import Moment, Timeline


def test_a_note_says_its_words_and_loses_its_buttons_when_cleared(show, look):
    note, pressed = Note(look), []
    show(note, 600, 80)
    note.say("bad", "L’imprimante ne répond pas.", "Le reçu est gardé.",
             [Button(look, "Réessayer", lambda: pressed.append(1))])  # fmt: skip
    assert note.accessibleName() == "L’imprimante ne répond pas. Le reçu est gardé."
    assert note.tone == "bad"
    note.findChild(Button).click()
    note.clear()
    assert (pressed, note.tone, note.isVisible()) == ([1], "", False)
    assert not any(button.isVisible() for button in note.findChildren(Button))


def test_enter_presses_a_button_once(show, look, qtbot):
    pressed = []
    button = Button(look, "Émettre", lambda: pressed.append(1))
    show(button, 200, 50)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    assert pressed == [1, 1]


def test_a_key_that_is_held_down_presses_its_button_at_once_and_once(show, look, qtbot):
    pressed = []
    button = Button(look, "Émettre", lambda: pressed.append(1), key="F9")
    show(button, 200, 50)
    for repeat in (False, True, True):
        QTest.simulateEvent(button, True, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "", repeat)
        assert pressed == [1]
    QTest.keyClick(button, Qt.Key.Key_F9)
    assert pressed == [1, 1]


def test_what_may_not_be_done_is_disabled_with_its_reason(look, qtbot):
    button = Button(look, "Annuler")
    qtbot.addWidget(button)
    button.allow(False, "Réservé aux responsables")
    assert not button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == "Réservé aux responsables"
    button.allow(True)
    assert (button.isEnabled(), button.toolTip()) == (True, "")


def test_an_icon_button_has_its_words_as_name_and_tool_tip(look, qtbot):
    button = Button(look, "Verrouiller", icon="lock", role="icon", key="Ctrl+L")
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleName()) == ("", "Verrouiller")
    assert "Ctrl+L" in button.toolTip()


def test_an_ampersand_is_a_letter_and_no_shortcut(look, qtbot):
    button = Button(look, "Sidi & fils")
    qtbot.addWidget(button)
    assert button.text() == "Sidi && fils"
    assert button.shortcut().isEmpty()


def test_one_chip_is_always_chosen_and_counts_come_later(show, look, qtbot):
    chips = Choices(look, "Filtre", [Choice("all", "Tous", count=12), Choice("low", "Bas")])
    show(chips, 400, 60)
    told = []
    chips.picked.connect(told.append)
    chips.button("low").click()
    chips.button("low").click()
    assert (chips.chosen, set(told)) == ("low", {"low"})
    chips.count({"low": 1204, "unknown": 1})
    assert chips.button("low").text() == "Bas  1\u202f204"
    chips.choose("all")
    chips.choose("unknown")
    assert chips.chosen == "all"


@pytest.mark.parametrize(("language", "first_is_left"), [("fr", True), ("ar", False)])
def test_a_row_goes_on_in_the_next_line_and_mirrors(show, clothed, language, first_is_left):
    look = clothed(language)
    window = QWidget()
    window.setLayoutDirection(look.direction)
    row = Flow(window)
    parts = [Button(look, "Savon de toilette") for _ in range(4)]
    for part in parts:
        row.addWidget(part)
    show(window, 400, 300)
    assert parts[0].y() == parts[1].y() < parts[-1].y()
    assert (parts[0].x() < parts[1].x()) is first_is_left
    assert row.heightForWidth(2_000) < row.heightForWidth(300)


def test_long_words_end_in_dots_and_are_said_whole(show, look):
    text = "Serviettes hygiéniques, paquet de dix"
    shown = Elided(look, text)
    show(shown, 120, 30)
    assert shown.text().endswith("…")
    assert shown.toolTip() == shown.whole() == text
    shown.resize(600, 30)
    assert (shown.text(), shown.toolTip()) == (text, "")


def test_parts_that_are_all_isolated_run_from_the_right_in_arabic(clothed):
    look = clothed("ar")
    words = look.words
    place, number = words.isolate("ألاك"), words.ltr("NKC1-A-BR-2026-00001")
    assert directed(look, f"{place}: {words.ltr('72')}") == f"\u200f{place}: {words.ltr('72')}"
    for text in (number, f"{number} من {place}", "SAVON-250", ""):
        assert directed(look, text) == text
    assert directed(clothed("fr"), "Aleg : 72") == "Aleg : 72"


def test_labels_show_markup_as_it_is_written(look, qtbot):
    shown = label(look, "<b>1\u202f204</b>")
    qtbot.addWidget(shown)
    assert shown.textFormat() == Qt.TextFormat.PlainText


def test_latin_words_stand_at_the_right_in_an_arabic_window(clothed, qtbot):
    shown = label(clothed("ar"), "NKC1-A")
    qtbot.addWidget(shown)
    assert shown.alignment() & Qt.AlignmentFlag.AlignRight
    assert shown.alignment() & Qt.AlignmentFlag.AlignAbsolute


def test_long_work_says_how_far_it_is_and_can_be_stopped(show, look, monkeypatch):
    clock = iter([0.0, 1.0, 10.0, 10.0])
    monkeypatch.setattr("ui.kit.progress.monotonic", lambda: next(clock))
    stopped = []
    bar = Progress(look)
    show(bar, 500, 90)
    bar.start("Vérification", lambda: stopped.append(1))
    bar.show_step(10, 705)
    assert bar.fact.text() == look.words.t("{done} of {total}", done="10", total="705")
    bar.show_step(352, 705)
    assert "10" in bar.fact.text().split("·")[1]
    bar.stop.click()
    assert (stopped, bar.stop.isEnabled()) == ([1], False)
    bar.end()
    assert not bar.isVisible()


def test_painted_parts_say_their_words_to_screen_readers(look, qtbot):
    parts = [
        Pill(look, State("good", "circle-check", "Suffisant")),
        Timeline(look, "Histoire", [Moment("printer", "Étiquette imprimée", "14/03", "9f3a")]),
        Bars(look, "486 enfants ce mois-ci", [1, 2]),
        StepArea(look, "Stock : 214", [1, 2]),
    ]
    for part, words in zip(parts, ("suffisant", "imprimee", "486", "214"), strict=True):
        qtbot.addWidget(part)
        assert words in fold(part.accessibleName())


def test_a_moment_too_long_for_one_line_takes_two(show, look):
    long = Moment("package-check", "Réceptionné, plus rien n’arrivera  107", "Aïcha", "29/11")
    story = Timeline(look, "Histoire", [long, Moment("truck", "Expédié  115")])
    show(story, 600, 300)
    one_line = story.sizeHint().height()
    story.resize(300, 300)
    assert story.sizeHint().height() > one_line
    story.resize(600, 300)
    assert story.sizeHint().height() == one_line
