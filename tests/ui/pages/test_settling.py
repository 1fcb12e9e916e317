"""One difference of a waybill decided in parts, by a manager at the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from cpise_inventory.transfers import queries
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from tests.books import BUCKET, CENTRE, LOGISTICS, MANAGER, SOAP, assert_sound, bring, stock
from tests.ui.pages.forms import everywhere, looked_at
from tests.ui.real import Hand, Sit
from ui.pages.issued import IssuedSheet
from ui.pages.settle import SettleSheet
from ui.pages.transfers import TransfersPage

pytest_plugins = ("tests.ui.sitting",)
WAYBILL = "NKC1-A-BE-2026-00001"


@pytest.fixture
def short(books_file: Address) -> Callable[[], Store]:
    """Seven of ten soaps came to Kiffa and no more will; all five buckets."""
    with open_store(books_file) as store:
        bring(store, SOAP, 30, "L1", "2027-06")
        bring(store, BUCKET, 40)
        with store.write(LOGISTICS) as work:
            send(work, Shipment(CENTRE, "KIF", [Wanted(SOAP, 10), Wanted(BUCKET, 5)]))
        with store.write(LOGISTICS) as work:
            lines = [Wanted(SOAP, 7), Wanted(BUCKET, 5)]
            arrive(work, Arrival(WAYBILL, lines, last=True))
    return lambda: open_store(books_file)


@pytest.fixture
def manager(sit: Sit, books_file: Address, short: Callable[[], Store]) -> Hand:
    """Sidi, at the transfers that wait to be settled."""
    assert books_file.file is not None
    hand = sit(books_file.file).sign_in(MANAGER)
    hand.go("transfers")
    show(hand)
    return hand


def show(hand: Hand) -> TransfersPage:
    page = hand.page
    assert isinstance(page, TransfersPage)
    page._chips.button("settle").click()
    hand.settle()
    return page


def found(books: Callable[[], Store]) -> queries.Transfer:
    with books() as store:
        assert_sound(store)
        with store.read() as connection:
            there = queries.transfer_of(connection, WAYBILL)
    assert there is not None
    return there


def settling(manager: Hand) -> SettleSheet:
    manager.press("Régulariser les écarts")
    sheet = manager.sheet
    assert isinstance(sheet, SettleSheet)
    return sheet


def test_one_difference_is_decided_in_parts(manager, short):
    sheet = settling(manager)
    (one,) = sheet.decided
    assert one.parts[0].decision.hasFocus()
    assert one.parts[0].quantity.placeholderText() == "3"
    one.parts[0].decision.choose("lost")
    manager.write("2", one.parts[0].quantity)
    one.more.click()
    assert one.parts[1].decision.hasFocus()
    assert one.parts[1].quantity.placeholderText() == "1"  # an empty one is about the rest
    one.parts[1].decision.choose("found")
    manager.key(Qt.Key.Key_F9)
    assert isinstance(manager.sheet, IssuedSheet)
    with short() as store:
        assert stock(store, SOAP)["L1"] == 21  # thirty, ten sent, one found again
        assert_sound(store)
    assert found(short).status == "settled"


def test_parts_that_do_not_add_up_are_told_where(manager, short):
    sheet = settling(manager)
    (one,) = sheet.decided
    first = one.parts[0]
    first.decision.choose("lost")
    one.more.click()
    assert first.quantity.hasFocus()  # how many of the three
    one.parts[1].decision.choose("found")
    manager.key(Qt.Key.Key_F9)
    assert "Combien" in sheet.problem.title.text()  # two of them can't both be the rest
    assert first.quantity.hasFocus()
    manager.write("3", first.quantity)
    manager.key(Qt.Key.Key_F9)
    assert one.parts[1].quantity.hasFocus()  # nothing is left for it
    manager.write("2", one.parts[1].quantity)
    manager.key(Qt.Key.Key_F9)
    assert "5 en tout" in sheet.problem.title.text()
    manager.write("1", first.quantity)
    one.parts[1].decision.choose("")
    manager.key(Qt.Key.Key_F9)
    assert one.parts[1].decision.hasFocus()
    assert found(short).status == "to_settle"


def test_no_decision_at_all_is_missed_in_its_own_words(manager, short):
    sheet = settling(manager)
    manager.key(Qt.Key.Key_F9)
    assert "Aucune décision" in sheet.problem.title.text()
    assert sheet.decided[0].parts[0].decision.hasFocus()
    assert found(short).status == "to_settle"


def test_what_is_not_decided_waits(manager, short):
    (one,) = settling(manager).decided
    one.parts[0].decision.choose("lost")
    manager.write("2", one.parts[0].quantity)
    manager.key(Qt.Key.Key_F9)
    assert isinstance(manager.sheet, IssuedSheet)
    assert found(short).on_the_road == 1


def test_the_settling_sheet_cuts_no_word(manager, short):

    def look() -> list[str]:
        sheet = SettleSheet(manager.page.desk, found(short), {SOAP: "Savon de ménage 250 g"})
        sheet.decided[0].add_part()
        manager.window.open_sheet(sheet)
        wrong = looked_at(manager, sheet)
        sheet.done()
        return wrong

    assert not everywhere(manager, look)
