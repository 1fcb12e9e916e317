"""Quantities in packs: typed, chosen by a key, scanned; kept in base units."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Barcode, Item, Named
from cpise_inventory.store import Store, open_store
from tests.books import BUCKET, LOGISTICS
from tests.ui.keys import scan
from tests.ui.pages.forms import enter
from tests.ui.pages.receiving import page_of, seated, to_lines, values
from tests.ui.real import Hand, Sit
from ui.kit.quantity import QuantityEdit

pytest_plugins = ("tests.ui.sitting",)
CARTON = "14006381333938"


@pytest.fixture
def hand(sit: Sit, books_file: Address) -> Hand:
    """At the page of deliveries; buckets come in cartons of 12 that bear a barcode."""
    with open_store(books_file) as store:
        describe(store)
    return seated(sit, books_file)


def describe(store: Store) -> None:
    with store.write(LOGISTICS) as work:
        name = Named("Seau 14 l", "دلو 14 ل", "Bucket 14 l")
        packs = (("carton", 12), ("palette", 480))
        described = Item(BUCKET, name, packs=packs, barcodes=(Barcode(CARTON, "carton"),))
        describe_items(work, [described])


def quantity_of(hand: Hand) -> QuantityEdit:
    edit = page_of(hand).contents.grid.editor("quantity")
    assert isinstance(edit, QuantityEdit)
    return edit


def begin_line(hand: Hand) -> None:
    to_lines(hand)
    enter(hand, "seau")
    hand.settle()
    quantity_of(hand).setFocus()


def total(hand: Hand) -> str:
    shown = page_of(hand).contents.grid.total
    return shown.text() if shown.isVisible() else ""


def test_packs_are_typed_and_their_total_stands_under_the_field(hand: Hand) -> None:
    begin_line(hand)
    hand.type("4c+3")
    assert total(hand) == "= 51 pièces"
    line = page_of(hand).contents.grid.lines[0]
    assert line.quantity() == 51
    hand.key(Qt.Key.Key_Return)
    hand.settle()
    assert line.values["packs"] == "4 cartons + 3 pièces"
    assert page_of(hand).contents.grid.units == 51


def test_the_space_bar_chooses_the_pack(hand: Hand) -> None:
    begin_line(hand)
    hand.type("2")
    for shown in ("2 palette", "2 carton", "2"):
        hand.key(Qt.Key.Key_Space)
        assert quantity_of(hand).text() == shown
    hand.key(Qt.Key.Key_Space)
    hand.key(Qt.Key.Key_Space)
    hand.type("+5")
    assert total(hand) == "= 29 pièces"


def test_a_pack_that_the_item_has_not_is_told_at_the_field(hand: Hand) -> None:
    begin_line(hand)
    quantity_of(hand).set_typed("4 boites")
    page_of(hand).contents.grid.lines[0].values["quantity"] = "4 boites"
    assert page_of(hand).contents.is_wrong()
    (_, column, said) = page_of(hand).contents.grid.problems()[0]
    assert column == "quantity"
    assert "carton" in said


def test_a_cartons_code_adds_a_carton_each_time(hand: Hand) -> None:
    to_lines(hand)
    for _ in range(2):
        scan(hand.window, CARTON)
        hand.settle()
    assert values(page_of(hand)) == [(BUCKET, "", "", "24")]
    assert "12" in page_of(hand).contents.answer.title.text()
