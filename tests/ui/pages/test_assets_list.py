"""The list of computers, its history, and who may do what."""

from itertools import product

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.statuses import IN_USE
from tests.books import AUDITOR
from tests.ui import keys
from tests.ui.look_checks import cut_hints, cut_words, nameless
from tests.ui.pages.computers import SERIALS, _give, _history, page_of, seated, tags
from tests.ui.real import SIZES
from ui.pages.labels import LabelsPage
from ui.pages.register import RegisterSheet
from ui.pages.take_back import TakeBackSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit, books_file):
    return seated(sit, books_file)


def test_chips_and_text_narrow_the_list_and_counts_are_true(at):
    first = tags(at)[0]
    at.ask(lambda store: _give(store, [first], "Aïcha Mint Sidi"))
    page = page_of(at)
    chip = page.list.chips.button(IN_USE)
    assert chip.text().endswith("1")
    chip.click()
    at.settle()
    assert tags(at) == [first]
    page.list.chips.button("all").click()
    at.key(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert at.focus is page.list.text
    at.type("5CD-002")
    at.settle()
    assert [one[:12] for one in tags(at)] == ["NKC1-A-00002"]
    page.list.text.clear()
    at.write("sidi", page.list.text)
    assert tags(at) == [first]


def test_a_computer_in_a_storeroom_stands_under_the_storerooms_name(at):
    first = tags(at)[0]
    model = page_of(at).table.model
    shown = {model.row(row).tag: texts_of(model, row) for row in range(model.rowCount())}
    assert "Magasin" in shown[first]
    at.window.speak("ar")
    at.settle()
    model = page_of(at).table.model
    assert "المخزن" in texts_of(model, next(r for r in range(3) if model.row(r).tag == first))


def texts_of(model, row):
    return [str(model.index(row, column).data() or "") for column in range(model.columnCount())]


def test_no_computer_of_this_kind_says_so_and_leads_back(at):
    page = page_of(at)
    at.write("rien de tel", page.list.text)
    assert tags(at) == []
    assert at.t("No equipment here") in at.said(page)
    at.press(at.t("Show all"), page)
    assert len(tags(at)) == len(SERIALS)


def test_a_scanned_label_shows_its_computer(at):
    second = tags(at)[1]
    at.write("xyz", page_of(at).list.text)
    page_of(at).table.setFocus()
    keys.scan(at.window, f"CPISE:{second}", "ara")
    at.settle()
    assert page_of(at).table.current().tag == second
    assert second in at.said(page_of(at).side)


def test_what_is_found_alone_is_shown_in_place_of_what_was_seen_before(at):
    first, second, _ = tags(at)
    page_of(at).table.choose(first)
    at.settle()
    at.write(SERIALS[1], page_of(at).list.text)
    at.rest()
    assert page_of(at).table.current().tag == second
    assert second in at.said(page_of(at).side)


def test_what_is_no_more_among_those_found_is_told_of_no_longer(at):
    first, second, third = tags(at)
    at.ask(lambda store: _give(store, [first, second], "Aïcha Mint Sidi"))
    page = page_of(at)
    page.table.choose(third)
    at.settle()
    at.write("aicha", page.list.text)
    at.rest()
    assert len(tags(at)) == 2
    assert third not in at.said(page.side)
    assert at.t("Choose an asset") in at.said(page.side)
    page.table.choose(second)
    at.settle()
    assert second in at.said(page.side)


def test_the_history_tells_it_in_sentences(at):
    first = tags(at)[0]
    at.ask(lambda store: _give(store, [first], "Direction"))
    page_of(at).table.choose(first)
    at.settle()
    told = _history(at)
    assert at.t("Handed over to {name}", name="Direction") in told
    assert at.t("Received from {donor}", donor="OIM") in told
    assert told.index("Direction") < told.index("OIM")  # the newest first


def test_the_menu_of_a_row_does_what_its_buttons_do(at):
    first = tags(at)[0]
    at.ask(lambda store: _give(store, [first], "Direction"))
    page = page_of(at)
    page.table.choose(first)
    page.table.rows.selectAll()
    menu = page.table.menu()
    actions = {action.text(): action for action in menu.actions()}
    assert actions[at.t("Take back")].isEnabled()
    actions[at.t("Take back")].trigger()
    sheet = at.sheet
    assert isinstance(sheet, TakeBackSheet)
    assert sheet._tags == [first]
    sheet.done()
    actions[at.t("Print labels")].trigger()
    at.settle()
    assert isinstance(at.page, LabelsPage)
    assert len(at.page.list.tags) == len(SERIALS)
    menu.deleteLater()


def test_filters_and_the_chosen_row_outlive_a_change_of_language(at):
    page = page_of(at)
    at.write("5CD", page.list.text)
    page.table.choose(tags(at)[2])
    third = tags(at)[2]
    at.window.speak("ar")
    at.settle()
    assert page_of(at) is not page
    assert page_of(at).list.text.text() == "5CD"
    assert page_of(at).table.current().tag == third


def test_who_may_only_read_is_told_why_not(at, sit, books_file):
    at.close()
    hand = sit(books_file.file).sign_in(AUDITOR)
    page = hand.go("assets")
    for button in (page.give, page.register):
        assert not button.isEnabled()
        assert button.toolTip() == hand.t("Your role does not allow this.")
    page.table.rows.selectRow(0)
    hand.settle()
    assert not hand.button(hand.t("Hand over"), page.side).isEnabled()


def test_no_word_is_cut_in_any_sheet(at):
    wrong = []
    first, second, _ = tags(at)
    at.ask(lambda store: _give(store, [first], "Direction générale du centre"))
    for language, size in product(LANGUAGES, SIZES):
        if at.window.look.words.code != language:
            at.window.speak(language)
        at.resize(*size)
        page = page_of(at)
        for opened in (
            page._register,
            lambda page=page: page._give([first, second]),
            lambda page=page: page._take_back([first]),
        ):
            opened()
            sheet = at.sheet
            if isinstance(sheet, RegisterSheet):
                sheet.take([SERIALS[0], "SN-1"])
            at.settle()
            where = f"{type(sheet).__name__} {language} {size[0]}"
            wrong += [f"{where}: {one}" for one in (*cut_words(sheet), *cut_hints(sheet))]
            wrong += [f"{where}: nameless {one}" for one in nameless(sheet)]
            if isinstance(sheet, RegisterSheet):
                sheet.serials.lines.clear()
            sheet.done()
            at.settle()
    assert not wrong, "\n".join(wrong)
