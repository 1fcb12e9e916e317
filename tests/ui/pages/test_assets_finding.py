"""The list of equipment is narrowed, kept under a name, given its columns, written, and acted on by
several rows at once.
"""

from datetime import date
from itertools import product

import pytest

from cpise_inventory.asset_filters import EVERYTHING, Filter
from cpise_inventory.assets import finding
from cpise_inventory.assets.commands import Newcomer, Registration, register
from cpise_inventory.language.words import LANGUAGES, words
from cpise_inventory.store import open_store
from tests.books import CENTRE, DONOR, LOGISTICS, MANAGER
from tests.ui.look_checks import cut_hints, cut_words, nameless
from tests.ui.pages.computers import page_of, tags
from tests.ui.real import SIZES
from ui.kit import pages
from ui.pages import asset_figures, asset_list
from ui.pages.asset_filter import AssetFilterSheet, Offers, _entries
from ui.pages.columns_sheet import ColumnsSheet
from ui.pages.handover import HandoverSheet
from ui.pages.life_years_sheet import LifeYearsSheet
from ui.pages.selection_bar import SelectionBar

pytest_plugins = ("tests.ui.sitting",)
OLD = date(2018, 3, 1)


@pytest.fixture
def at(sit, books_file):
    with open_store(books_file) as store:
        for serial, day, value in (("A1", OLD, 5_000_00), ("A2", OLD, 0), ("B1", None, 9_000_00)):
            one = Newcomer(serial, "HP", "ProBook", "laptop", "good", value, "MRU" if value else "")
            with store.write(LOGISTICS) as work:
                register(work, Registration(CENTRE, DONOR, [one], happened_on=day))
    hand = sit(books_file.file).sign_in()
    hand.go("assets")
    return hand


def filtering(at, **said):
    page_of(at).list.open_filter()
    sheet = at.sheet
    assert isinstance(sheet, AssetFilterSheet)
    for key, text in said.items():
        editor = sheet.name if key == "name" else sheet.editor(key)
        if hasattr(editor, "choose"):
            editor.choose(text)
        else:
            editor.setText(text)
    sheet.do.click()
    at.settle()
    return sheet


def test_a_filter_is_said_kept_and_chosen_again(at):
    page = page_of(at)
    sheet = filtering(at, older="four")
    assert at.t("Enter whole years, such as 4.") in at.said(sheet)
    sheet.done()
    sheet = filtering(at, value="6000")
    assert at.t("Say the currency of the value: {known}.", known="").split(":")[0] in at.said(sheet)
    sheet.done()
    filtering(at, older="4", name="Vieux")
    assert [one.serial for one in rows(page)] == ["A1", "A2"]
    assert at.said(page).count(at.t("Age")) >= 1
    page.list.show_all()
    at.settle()
    assert len(tags(at)) == 3
    page.list.kept.choose("Vieux")
    at.settle()
    assert page.list.wanted == Filter(older=4)
    assert len(tags(at)) == 2
    page.list.open_filter()
    at.press(at.t("Forget “{name}”", name=at.window.look.words.isolate("Vieux")))
    at.settle()
    assert page.list.kept.isHidden()


def rows(page):
    model = page.table.model
    return [model.row(at) for at in range(model.rowCount())]


def test_columns_are_chosen_and_what_is_seen_is_written(at, tmp_path, monkeypatch):
    page = page_of(at)
    page.list.choose_columns()
    sheet = at.sheet
    assert isinstance(sheet, ColumnsSheet)
    for key, box in sheet.boxes.items():
        box.setChecked(key in ("serial", "value"))
    sheet.do.click()
    at.settle()
    assert page.list.shown() == ("serial", "value")
    page.table.rows.horizontalHeader().sectionClicked.emit(11)  # by value
    page.table.rows.horizontalHeader().sectionClicked.emit(11)
    at.settle()
    path = tmp_path / "biens.csv"
    monkeypatch.setattr(asset_list, "ask_path", lambda *_asked: str(path))
    page.list.save("csv")
    at.until(lambda: at.t("Saved: {path}", path=str(path)) in at.toast())
    lines = path.read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(";")[0] for line in lines] == ["B1", "A1", "A2"]


def test_several_are_acted_on_together_wherever_they_are_read(at, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 2)
    monkeypatch.setattr(finding, "MANY", 1)
    page = page_of(at)
    page.list.use(EVERYTHING)
    at.settle()
    bar = page.findChild(SelectionBar)
    assert bar.isHidden()
    page.table.rows.selectAll()
    assert bar.said.text() == "3 sélectionnés"
    bar.buttons[0].click()
    at.settle()
    assert isinstance(at.sheet, HandoverSheet)
    assert len(at.sheet.computers.keys) == 3
    at.sheet.done()
    bar.clear.click()
    assert bar.isHidden()


def test_a_bar_opens_the_list_of_what_it_counts(at, tmp_path, monkeypatch):
    page = page_of(at)
    page.tabs.button("figures").click()
    page.figures.by.button("age").click()
    at.settle()
    ages = {row.group.key: row.group.count for row in rows(page.figures)}
    assert ages == {"0": 1, "5": 2}
    path = tmp_path / "ages.csv"
    monkeypatch.setattr(asset_figures, "ask_path", lambda *_asked: str(path))
    at.press(at.t("Table (CSV)"), page.figures)
    at.until(lambda: at.t("Saved: {path}", path=str(path)) in at.toast())
    lines = path.read_text("utf-8-sig").splitlines()
    assert [line.split(";")[2] for line in lines[1:]] == ["1", "2"]
    page.figures.table.rows.selectRow(1)
    page.figures.table.rows.entered_row.emit()
    at.settle()
    assert page.tabs.chosen == "list"
    assert [one.serial for one in rows(page)] == ["A1", "A2"]
    assert page.list.wanted.narrows


def test_the_plan_follows_the_years_that_somebody_says(at, sit, books_file):
    at.close()
    hand = sit(books_file.file).sign_in(MANAGER)
    page = hand.go("assets")
    page.tabs.button("figures").click()
    page.figures.by.button("replacement").click()
    hand.settle()
    before = {row.group.key for row in rows(page.figures)}
    page.figures.years.click()
    sheet = hand.sheet
    assert isinstance(sheet, LifeYearsSheet)
    hand.settle()
    assert hand.t("The program’s assumption.") in hand.said(sheet)
    sheet.years.setText("0")
    sheet.do.click()
    hand.settle()
    assert hand.sheet is sheet  # refused: what was typed stays
    sheet.years.setText("9")
    sheet.do.click()
    hand.settle()
    assert {row.group.key for row in rows(page.figures)} != before


def test_no_word_is_cut_in_the_list_its_figures_and_their_sheets(at):
    wrong = []
    for language, size in product(LANGUAGES, SIZES):
        if at.window.look.words.code != language:
            at.window.speak(language)
        at.resize(*size)
        page = page_of(at)
        page.tabs.button("figures").click()
        page.figures.by.button("replacement").click()
        at.settle()
        for opened in (page.list.open_filter, page.list.choose_columns, page.figures.years.click):
            opened()
            at.settle()
            wrong += [f"{language} {size[0]}: {one}" for one in cut_words(at.sheet)]
            wrong += [f"{language} {size[0]}: nameless {one}" for one in nameless(at.sheet)]
            at.sheet.done()
        wrong += [f"{language} {size[0]}: {one}" for one in cut_words(page)]
        wrong += [f"{language} {size[0]}: nameless {one}" for one in nameless(page)]
        page.tabs.button("list").click()
        page.table.rows.selectAll()
        at.settle()
        wrong += [f"{language} {size[0]}: {one}" for one in cut_words(page)]
        wrong += [f"{language} {size[0]}: nameless {one}" for one in nameless(page)]
    assert not wrong, "\n".join(wrong)


def test_beside_kept_filters_the_search_still_says_whole_what_it_takes(at):
    filtering(at, name="Vieux", older="4")
    page_of(at).list.show_all()
    at.resize(*min(SIZES))
    wrong = []
    for language in LANGUAGES:
        at.window.speak(language)
        at.settle()
        wrong += cut_hints(page_of(at))
    assert not wrong, "\n".join(wrong)


def test_nothing_chosen_agrees_in_french_with_the_name_of_its_field():
    entries = _entries(Offers(), words("fr"))
    feminine = {"category", "currency", "warranty", "label"}
    assert {
        key for key, choices in entries.items() if choices[0][1].startswith("Toutes")
    } == feminine
    assert {choices[0][0] for choices in entries.values()} == {""}
