"""A list from a file at the real window: all of it in the books, or nothing and every reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.assets.queries import assets
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.store import Store, open_store
from tests.books import SOAP, assert_sound, stock
from tests.ui.pages.forms import LIST, count_documents
from tests.ui.real import Hand, Sit
from ui.pages.issued import IssuedSheet
from ui.pages.receive import ReceivePage

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def books(books_file: Address) -> Callable[[], Store]:
    """The same books from beside: to furnish them before, and to look at them after."""
    return lambda: open_store(books_file)


@pytest.fixture
def at(sit: Sit, books_file: Address) -> Hand:
    """Aïcha at the page, in French."""
    assert books_file.file is not None
    hand = sit(books_file.file).sign_in()
    hand.go("receive")
    return hand


def page_of(hand: Hand) -> ReceivePage:
    assert isinstance(hand.page, ReceivePage)
    return hand.page


def read(hand: Hand, path: Path, text: str, encoding: str = "utf-8") -> ReceivePage:
    path.write_bytes(text.encode(encoding))
    page = page_of(hand)
    page.file.ask_file = lambda *_asked: str(path)
    hand.press("Depuis un fichier…")
    hand.until(lambda: page.file.answer.tone)
    return page


def test_a_right_list_is_shown_and_then_imported(at, books, tmp_path):
    page = read(at, tmp_path / "livraison.csv", LIST)
    assert page.file.answer.tone == "good"
    assert page.file.lists["rows"].model.rowCount() == 2
    assert page.file.head.encoding.code == "utf-8"
    with books() as store:
        assert count_documents(store) == 0  # nothing yet
    at.key(Qt.Key.Key_F9)
    at.until(lambda: at.window.veils.top is not None)
    assert isinstance(at.sheet, IssuedSheet)
    with books() as store:
        assert stock(store, SOAP) == {"S-2611": 144}
        assert_sound(store)
    assert page.contents.grid.isVisibleTo(page)
    assert not page.has_work()


def test_a_wrong_list_shows_every_problem_and_writes_nothing(at, books, tmp_path):
    wrong = LIST.replace("144", "-3").replace("NKC1;SEAU", "ZZZ;SEAU").replace("30;", "2,5;")
    page = read(at, tmp_path / "livraison.csv", wrong, "cp1252")
    problems = page.file.lists["problems"].model
    found = [problems.row(number) for number in range(problems.rowCount())]
    assert [(one.row, one.column, one.value) for one in found] == [
        (2, "Quantité", "-3"),
        (3, "Centre", "ZZZ"),
        (3, "Quantité", "2,5"),
    ]
    assert page.file.head.encoding.code == "cp1252"
    assert not at.button("Importer 2 lignes").isEnabled()
    at.key(Qt.Key.Key_F9)
    with books() as store:
        assert count_documents(store) == 0
    at.press("Copier la liste")
    at.press("Revenir à la saisie")
    assert page.contents.grid.isVisibleTo(page)


def test_a_list_that_is_none_is_said_to_be_none(at, tmp_path):
    page = read(at, tmp_path / "photo.csv", "\x89PNG not at all", "latin-1")
    assert page.file.answer.tone == "bad"
    assert "problems" in page.file.lists


def test_dates_that_can_be_read_two_ways_are_asked_about(at, books, tmp_path):
    both = LIST.replace("31/03/2028", "05/06/2028")
    page = read(at, tmp_path / "livraison.csv", both)
    assert page.file.answer.tone == "warn"
    at.press(at.window.look.words.t("Month first: 12/31"))
    at.until(lambda: page.file.answer.tone == "good")
    at.key(Qt.Key.Key_F9)
    at.until(lambda: at.window.veils.top is not None)
    with books() as store, store.read() as connection:
        assert {one.expiry for one in on_hand(connection, item=SOAP)} == {"2028-05-06"}


def test_an_item_list_describes_items(at, books, tmp_path):
    page = page_of(at)
    items = "Code article;Désignation;Unité\nGEL-500;Gel 500 ml;flacon\n"
    page.file.head.kinds.choose("items")
    read(at, tmp_path / "articles.csv", items)
    assert page.file.answer.tone == "good"
    at.key(Qt.Key.Key_F9)
    at.until(lambda: page.contents.grid.isVisibleTo(page))
    with books() as store, store.read() as connection:
        assert catalogue.item(connection, "GEL-500") is not None


def test_an_asset_list_is_opened_from_the_register_with_all_that_it_says(at, books, tmp_path):
    path = tmp_path / "biens.csv"
    path.write_text(
        "Centre;Catégorie;Marque;Modèle;N° de série;Don;P.U. (MRU);Accessoires\n"
        "NKC1;Laptop;Dell;Latitude;S1;OIM-2026-01;45 000;chargeur, souris\n",
        encoding="utf-8",
    )
    page = page_of(at)
    page.file.ask_file = lambda *_asked: str(path)
    at.go("assets")
    at.key(Qt.Key.Key_F9)
    at.press("Depuis un fichier…", at.sheet)
    at.until(lambda: page.file.answer.tone)
    assert (page.file.answer.tone, page.file.head.kinds.chosen) == ("good", "assets")
    model = page.file.lists["rows"].model
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert "chargeur, souris" in shown
    at.key(Qt.Key.Key_F9)
    at.until(lambda: page.contents.grid.isVisibleTo(page))
    with books() as store, store.read() as connection:
        (one,) = assets(connection)
    assert (one.value, one.accessories) == (4_500_000, "charger\nmouse")


def test_the_file_is_open_again_after_another_language(at, tmp_path):
    read(at, tmp_path / "livraison.csv", LIST)
    at.window.speak("en")
    at.settle()
    page = page_of(at)
    at.until(lambda: page.file.answer.tone == "good")
    assert page.file.isVisibleTo(page)
