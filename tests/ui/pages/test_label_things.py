"""Labels of what is no computer, tags that are reserved first, and labels printed again."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.identity import asset_tag, label_text
from cpise_inventory.language.words import LANGUAGES
from cpise_inventory.store import open_store
from tests.books import BUCKET, MANAGER, SOAP, bring, tag
from tests.ui import keys
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.at_labels import page_of, read_back, save_to
from tests.ui.real import SIZES
from ui.kit.timeline import Timeline
from ui.pages.label_list import SELECTION
from ui.pages.label_rows import ASSETS, BLANK, CARTONS, FOLDERS, LOTS, PLACES, WHATS
from ui.pages.label_sheets import ReprintSheet, ReserveSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def tags(books_file):
    """Goods in the storeroom, and a computer."""
    with open_store(books_file) as store:
        bring(store, SOAP, 40, "L23", "2027-06")
        bring(store, BUCKET, 24)
        return tag(store, "SN-1")


@pytest.fixture
def at(sit, books_file, tags):
    """Sidi, who prints labels, at the page, in French."""
    hand = sit(books_file.file).sign_in(MANAGER)
    hand.key(Qt.Key.Key_F7)
    return hand


def choose(at, what):
    page = page_of(at)
    page.choice.what.choose(what)
    at.settle()
    return [page.list.model.row(n).code for n in range(page.list.model.rowCount())]


def test_places_lots_cartons_and_folders_are_listed_printed_and_read_back(at, tmp_path):
    page = page_of(at)
    assert choose(at, PLACES) == ["NKC1/MAGASIN"]
    first = save_to(at, tmp_path / "places.pdf")
    assert choose(at, PLACES) == ["NKC1/MAGASIN"]  # what was printed stays the selection
    assert choose(at, LOTS) == [SOAP, BUCKET]
    assert len(page.list.tags) == 2
    save_to(at, tmp_path / "lots.pdf")
    assert choose(at, CARTONS) == [BUCKET]
    assert choose(at, FOLDERS) == ["BR 2026"]
    (code,) = read_back(first, "L7160")[0].values()
    keys.scan(at.window, code, "fr")
    at.settle()
    assert (page.list.source.what, page._chips.chosen) == (PLACES, SELECTION)
    again = save_to(at, tmp_path / "again.pdf", "worn")
    assert next(iter(read_back(again, "L7160")[0].values())).startswith(f"{code}-R2")


def test_what_was_printed_before_is_printed_again_for_a_reason_only(at, tags, tmp_path):
    page = page_of(at)
    save_to(at, tmp_path / "first.pdf")
    at.press(at.t("Tick all"), page)
    page.ask_path = lambda *_asked: str(tmp_path / "second.pdf")
    at.press(at.t("Save as PDF"), page)
    at.settle()
    sheet = at.sheet
    assert isinstance(sheet, ReprintSheet)
    at.press(at.t("Go on"), sheet)
    assert sheet.fields["reason"].is_wrong
    sheet.reason.choose("other")
    at.press(at.t("Go on"), sheet)
    assert sheet.fields["remarks"].is_wrong
    at.write("le soleil", sheet.remarks)
    at.press(at.t("Go on"), sheet)
    at.until((tmp_path / "second.pdf").exists)
    at.settle()
    read = read_back((tmp_path / "second.pdf").read_bytes(), "L7160")
    assert [*read[0].values()] == [label_text(tags[0], 2)]


def test_tags_are_reserved_printed_and_declared_void(at, tmp_path):
    page = page_of(at)
    at.press(at.t("Reserve tags"), page)
    at.settle()
    sheet = at.sheet
    assert isinstance(sheet, ReserveSheet)
    at.press(at.t("Reserve"), sheet)
    assert sheet.fields["count"].is_wrong
    at.write("3", sheet.count)
    at.press(at.t("Reserve"), sheet)
    at.settle()
    blank = [asset_tag("NKC1-A", n) for n in (2, 3, 4)]
    assert (page.list.source.what, page.list.tags) == (BLANK, blank)
    read = read_back(save_to(at, tmp_path / "blank.pdf"), "L7160")
    assert sorted(read[0].values()) == [label_text(tag) for tag in blank]
    page.list.void_wanted.emit(blank[:1])
    at.settle()
    at.write("gâchée", at.sheet.reason)
    at.press(at.t("Declare void"), at.sheet)
    at.settle()
    page._chips.button("centre").click()
    at.settle()
    assert page.list.tags == blank[1:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_cut_and_every_field_is_named(at, language):
    at.window.speak(language)
    at.settle()
    for what in WHATS:
        choose(at, what)
        for size in SIZES:
            at.resize(*size)
            assert not cut_words(at.window), (what, size)
        assert not nameless(at.window)
    at.press(at.t("Reserve tags"), at.page)
    at.settle()
    assert not cut_words(at.window)
    at.key(Qt.Key.Key_Escape)
    choose(at, ASSETS)


def test_the_story_of_a_computer_says_why_its_label_was_printed_again(at, tags, tmp_path):
    save_to(at, tmp_path / "first.pdf")
    at.press(at.t("Tick all"), page_of(at))
    save_to(at, tmp_path / "second.pdf", "worn")
    at.go("assets")
    keys.scan(at.window, label_text(tags[0]))
    at.settle()
    told = at.page.findChild(Timeline).accessibleName()
    assert at.t("worn") in told
