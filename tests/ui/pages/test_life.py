"""How many months a lot must have left, shown where levels are set and said from there."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, LeastLife, Named
from cpise_inventory.catalogue.shelf_lives import least_lives, set_least_lives
from cpise_inventory.store import Store, open_store
from tests.books import BUCKET, LOGISTICS, MANAGER, SOAP
from tests.ui.pages.forms import everywhere, looked_at
from tests.ui.real import Hand, Sit
from ui.pages.catalogue import CataloguePage
from ui.pages.item_acts import LevelsSheet
from ui.pages.life_sheet import LifeSheet

pytest_plugins = ("tests.ui.sitting",)
HYGIENE = "Hygiène"


@pytest.fixture
def at(sit: Sit, books_file: Address) -> Hand:
    """At the soap, which is for hygiene; five months are asked for of that category."""
    with open_store(books_file) as store, store.write(LOGISTICS) as work:
        name = Named("Savon 250 g", "صابون 250 غ", "Soap 250 g")
        describe_items(work, [Item(SOAP, name, category=HYGIENE, keeps_expiry=True)])
        set_least_lives(work, [LeastLife(5, category=HYGIENE)])
    assert books_file.file is not None
    hand = sit(books_file.file).sign_in(MANAGER)
    go_to(hand, SOAP)
    return hand


def go_to(hand: Hand, item: str) -> CataloguePage:
    hand.shell.open("catalogue", {"item": item})
    hand.settle()
    page = hand.page
    assert isinstance(page, CataloguePage)
    return page


def said(books: Callable[[], Store]) -> dict[tuple[str, str], int]:
    with books() as store, store.read() as connection:
        return dict(least_lives(connection).said)


def test_the_panel_and_the_levels_say_how_many_months_are_asked_for(at):
    page = at.page
    assert "5 mois, comme pour toute sa catégorie" in at.said(page.panel)
    at.press(at.t("Stock levels"), page.panel)
    assert isinstance(at.sheet, LevelsSheet)
    assert "5 mois, comme pour toute sa catégorie" in at.said(at.sheet)
    at.sheet.done()
    page = go_to(at, BUCKET)  # of what keeps no expiry nothing is asked
    assert at.t("Remaining shelf life") not in at.said(page.panel)


def test_it_is_said_of_the_item_its_category_or_all_else(at, books):
    at.press(at.t("Remaining shelf life"), at.page.panel)
    sheet = at.sheet
    assert isinstance(sheet, LifeSheet)
    assert [edit.text() for edit in sheet.edits.values()] == ["", "5", ""]
    assert sheet.edits["item"].placeholderText() == "5"
    assert sheet.edits["all"].placeholderText() == "3"
    at.write("61", sheet.edits["item"])
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert sheet.fields["quantity"].is_wrong
    at.write("9", sheet.edits["item"])
    sheet.edits["category"].setFocus(Qt.FocusReason.TabFocusReason)
    at.key(Qt.Key.Key_Delete)
    at.write("4", sheet.edits["all"])
    at.key(Qt.Key.Key_F9)
    at.until(lambda: at.window.veils.top is None)
    at.settle()
    assert said(books) == {("", ""): 4, (SOAP, ""): 9}
    assert "9 mois, fixés pour cet article" in at.said(at.page.panel)


def test_no_word_of_it_is_cut(at):
    def look() -> list[str]:
        page = at.page
        wrong = looked_at(at)
        for sheet in (
            LifeSheet(page.desk, page.panel.known),
            LevelsSheet(page.desk, page.panel.known),
        ):
            at.window.open_sheet(sheet)
            wrong += looked_at(at, sheet)
            sheet.done()
        return wrong

    assert everywhere(at, look) == []
