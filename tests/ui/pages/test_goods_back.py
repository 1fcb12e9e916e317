"""Goods come back: from the receipt's paper, line by line, by keys alone."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.locations import quarantine
from cpise_inventory.stock.queries import lots_at
from cpise_inventory.store import Store
from tests.books import CENTRE
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.movements import give, held, perishable
from tests.ui.real import SIZES, Hand
from ui.pages.goods_back import GoodsBackSheet
from ui.pages.issued import IssuedSheet

pytest_plugins = ("tests.ui.sitting",)


def apart(store: Store, item: str) -> int:
    with store.read() as connection:
        return sum(lot.quantity for lot in lots_at(connection, quarantine(CENTRE), item))


@pytest.fixture
def receipt(hand: Hand) -> tuple[str, str]:
    """An item, and a receipt of six of it."""
    item = hand.ask(perishable)
    return item, hand.ask(lambda store: give(store, item, 6))


def open_sheet(hand: Hand, number: str) -> GoodsBackSheet:
    hand.shell.open("documents", {"number": number})
    hand.settle()
    hand.page._panel._back.click()
    hand.settle()
    hand.rest()  # the sheet is as high as what it holds only once it's painted
    sheet = hand.window.veils.top
    assert isinstance(sheet, GoodsBackSheet)
    return sheet


def test_good_and_damaged_are_typed_beside_each_other(hand: Hand, receipt: tuple[str, str]) -> None:
    item, number = receipt
    before = hand.ask(lambda store: held(store, item))
    sheet = open_sheet(hand, number)
    row = sheet._rows[0]
    assert row.good.hasFocus()
    hand.type("3", row.good)
    hand.key(Qt.Key.Key_Return)
    assert row.damaged.hasFocus()
    hand.type("1", row.damaged)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert isinstance(hand.window.veils.top, IssuedSheet)
    assert hand.ask(lambda store: held(store, item)) == before + 4
    assert hand.ask(lambda store: apart(store, item)) == 1


def test_everything_is_a_press(hand: Hand, receipt: tuple[str, str]) -> None:
    item, number = receipt
    before = hand.ask(lambda store: held(store, item))
    sheet = open_sheet(hand, number)
    sheet._all.click()
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert hand.ask(lambda store: held(store, item)) == before + 6
    hand.key(Qt.Key.Key_Escape)
    assert "revenu" in hand.said(open_sheet(hand, number).problem)


def test_too_much_and_nothing_are_said_with_the_work_kept(
    hand: Hand, receipt: tuple[str, str]
) -> None:
    _item, number = receipt
    sheet = open_sheet(hand, number)
    hand.key(Qt.Key.Key_F9)
    assert hand.said(sheet.problem)
    hand.write("7", sheet._rows[0].good)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert hand.window.veils.top is sheet
    assert "7" in hand.said(sheet.problem)
    assert sheet._rows[0].good.value() == 7


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_word_is_cut(sit, demo_file, language: str) -> None:
    hand = sit(demo_file, language).sign_in()
    item = hand.ask(perishable)
    number = hand.ask(lambda store: give(store, item, 6))
    for size in SIZES:
        hand.resize(*size)
        sheet = open_sheet(hand, number)
        assert [*cut_words(sheet), *nameless(sheet)] == []
        sheet.done()
