"""Distribution lists at the window: kept from the form, worked through by keys, printed to sign."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from cpise_inventory.addresses import Address
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.lists import queries
from cpise_inventory.lists.commands import ListDraft, describe_list
from cpise_inventory.lists.events import Serving, Share
from cpise_inventory.stock.events import Headcount
from cpise_inventory.store import Store, open_store
from tests.books import BUCKET, CENTRE, LOGISTICS, SOAP, assert_sound, bring, stock
from tests.ui.look_checks import cut_words, nameless
from tests.ui.real import SIZES, Hand
from ui.pages.distribute import DistributePage
from ui.pages.issued import IssuedSheet
from ui.pages.list_sheet import KeepSheet, ListSheet

pytest_plugins = ("tests.ui.sitting",)
NAME = "Savon du mois"
GIRLS = Serving("Filles B", "group", 0, (Headcount("f", "6-11", 7),))
DAY = Serving("Accueil de jour", "unit", 3)


@pytest.fixture
def books(books_file: Address) -> Callable[[], Store]:
    """Soap, buckets and a list of a group and a unit."""
    with open_store(books_file) as store:
        bring(store, SOAP, 30, "L1", "2099-06")
        bring(store, BUCKET, 5)
        draft = ListDraft(CENTRE, NAME, (GIRLS, DAY), (Share(SOAP, 5, 2), Share(BUCKET, 1)))
        with store.write(LOGISTICS) as work:
            describe_list(work, draft)
    return lambda: open_store(books_file)


@pytest.fixture
def at(sit, books_file: Address, books: Callable[[], Store]) -> Hand:
    hand = sit(books_file.file).sign_in()
    hand.go("distribute")
    return hand


def page_of(hand: Hand) -> DistributePage:
    assert isinstance(hand.page, DistributePage)
    return hand.page


def opened(hand: Hand) -> ListSheet:
    hand.button(hand.t("Lists…")).click()
    hand.settle()
    assert isinstance(hand.sheet, ListSheet)
    return hand.sheet


def lines(page: DistributePage) -> list[tuple[str, str]]:
    return [(line.item.code, line.values["quantity"]) for line in page.what.grid.lines]


def test_after_a_receipt_only_what_changed_is_read_again(at: Hand, books, monkeypatch) -> None:
    """Of all other lists and of what all items are called nothing has changed."""
    page = page_of(at)
    opened(at)
    at.key(Qt.Key.Key_F9)
    at.settle()
    asked: list[str] = []
    for module, name in ((queries, "lists"), (catalogue, "names")):
        monkeypatch.setattr(module, name, noted(getattr(module, name), asked))
    page.issue()
    at.settle()
    at.key(Qt.Key.Key_Escape)
    at.settle()
    assert page.whom.recipient_text() == DAY.recipient
    assert "1" in page.note.title.text()  # of two: this list itself was asked
    assert asked == []
    opened(at)
    assert set(asked) == {"lists", "names"}  # or nothing would be proven


def noted(ask: Callable[..., object], asked: list[str]) -> Callable[..., object]:
    """The same query, which leaves its name."""

    def asking(*arguments: object, **more: object) -> object:
        asked.append(ask.__name__)
        return ask(*arguments, **more)

    return asking


def test_a_list_fills_the_form_for_one_after_the_other(at: Hand, books) -> None:
    page = page_of(at)
    opened(at)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert page.whom.recipient_text() == GIRLS.recipient
    assert page.whom.heads.people == 7
    assert lines(page) == [(SOAP, "18"), (BUCKET, "1")]
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert isinstance(at.sheet, IssuedSheet)
    at.key(Qt.Key.Key_Escape)
    at.settle()
    assert (page.whom.recipient_text(), page.whom.kind) == (DAY.recipient, "unit")
    assert lines(page) == [(SOAP, "8"), (BUCKET, "1")]
    assert "1" in at.said(page.note)
    at.key(Qt.Key.Key_F9)
    at.settle()
    at.key(Qt.Key.Key_Escape)
    at.settle()
    assert page.working.name == ""
    assert NAME in at.said(page.note)
    with books() as store:
        assert stock(store, SOAP) == {"L1": 4}
        with store.read() as connection:
            found = queries.list_of(connection, CENTRE, NAME)
            assert found is not None
            told = queries.turns(connection, found, date.today())  # noqa: DTZ011 - as the window
        assert all(turn.document for turn in told)
        assert_sound(store)


def test_who_does_not_come_is_passed_over_and_stays_to_be_served(at: Hand) -> None:
    page = page_of(at)
    opened(at)
    at.key(Qt.Key.Key_F9)
    at.settle()
    at.button(at.t("Pass over")).click()
    at.settle()
    assert page.whom.recipient_text() == DAY.recipient
    at.button(at.t("Leave the list")).click()
    assert page.working.name == ""
    assert [turn.document for turn in opened(at).chosen.turns] == ["", ""]


def test_what_is_typed_is_kept_on_a_list(at: Hand, books) -> None:
    page = page_of(at)
    assert not opened(at)._keep.isEnabled()
    at.key(Qt.Key.Key_Escape)
    page.whom.restore({"kind": "unit", "name": "Cuisine", "people": "4"})
    page.what.add_code(SOAP)
    at.settle()
    page.what.grid.set_quantity(0, 8)
    opened(at)._keep.click()
    at.settle()
    sheet = at.sheet
    assert isinstance(sheet, KeepSheet)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert sheet.fields["name"].is_wrong
    at.write("Cuisine du mois", sheet.name)
    at.key(Qt.Key.Key_F9)
    at.settle()
    with books() as store, store.read() as connection:
        found = queries.list_of(connection, CENTRE, "Cuisine du mois")
    assert found is not None
    assert found.servings == (Serving("Cuisine", "unit", 4),)
    assert found.shares == (Share(SOAP, 2, 1),)
    assert page.whom.recipient_text() == "Cuisine"


def test_a_half_worked_list_comes_back_after_a_cut(at: Hand) -> None:
    opened(at)
    at.key(Qt.Key.Key_F9)
    at.settle()
    state = page_of(at).state()
    page_of(at).clear()
    page_of(at).working.leave()
    page_of(at).restore(state)
    at.settle()
    assert page_of(at).working.name == NAME
    assert page_of(at).whom.recipient_text() == GIRLS.recipient


def test_the_sheet_to_sign_is_a_file(at: Hand, tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "liste.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), ""))
    opened(at)._paper.click()
    at.settle()
    assert "Filles B" in pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_word_is_cut(sit, books_file, books, language: str) -> None:
    hand = sit(books_file.file, language).sign_in()
    hand.go("distribute")
    for size in SIZES:
        hand.resize(*size)
        sheet = opened(hand)
        assert [*cut_words(sheet), *nameless(sheet)] == []
        sheet.done()
