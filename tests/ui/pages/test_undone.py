"""What two workstations wrote twice while apart, settled by a manager at the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from cpise_inventory.addresses import Address
from cpise_inventory.documents.queries import document_of
from cpise_inventory.stock.returns import GoodsBack, take_goods_back, too_much_back
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.queries import under_way
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from tests.books import (
    BUCKET,
    CENTRE,
    LOGISTICS,
    MANAGER,
    SOAP,
    Clock,
    assert_sound,
    bring,
    hand_out,
)
from tests.stock.pairs import both_do
from tests.ui.pages.forms import everywhere, looked_at
from tests.ui.real import Hand, Sit
from ui.pages.cancel import CancelSheet
from ui.pages.documents import DocumentsPage
from ui.pages.settle import SettleSheet
from ui.pages.transfers import TransfersPage
from ui.pages.undone_sheet import ApartSheet, TooMuchBackSheet, UndoneSheet

pytest_plugins = ("tests.ui.sitting",)
RECEIPT, OURS, THEIRS = "NKC1-A-RD-2026-00001", "NKC1-A-RD-2026-00003", "NKC1-B-RD-2026-00001"
GIVEN, NOTE = "NKC1-A-RD-2026-00002", "NKC1-B-RE-2026-00001"
WAYBILL, ARRIVAL = "NKC1-A-BE-2026-00001", "NKC1-B-AR-2026-00001"


def twice(work: Work) -> None:
    """What each workstation does before they meet."""
    undo(work, RECEIPT, "Mauvaise unité")
    arrive(work, Arrival(WAYBILL))
    take_goods_back(work, GoodsBack(GIVEN))


@pytest.fixture
def manager(sit: Sit, books_file: Address, tmp_path: Path) -> Hand:
    """Sidi, at books in which one receipt was cancelled twice, the goods of another came back
    twice and one waybill came in twice.
    """
    assert books_file.file is not None
    with open_store(books_file, Clock()) as store:
        bring(store, SOAP, 30, "L1", "2027-06")
        bring(store, BUCKET, 40)
        hand_out(store, SOAP, 12)
        hand_out(store, SOAP, 6)
        with store.write(LOGISTICS) as work:
            send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 5)]))
    both_do(books_file, tmp_path / "other keys", twice)
    hand = sit(books_file.file).sign_in(MANAGER)
    hand.go("today")
    return hand


def standing(store: Store) -> tuple[str, str]:
    assert_sound(store)
    with store.read() as connection:
        found = document_of(connection, RECEIPT)
    assert found is not None
    return found.status, found.reversed_by


def waiting(store: Store) -> list[str]:
    with store.read() as connection:
        return [one.number for one in under_way(connection)]


def settling(hand: Hand) -> ApartSheet:
    sheet = opened(hand, "Cancelled more than once: {number}", RECEIPT)
    assert isinstance(sheet, UndoneSheet)
    return sheet


def opened(hand: Hand, task: str, number: str) -> ApartSheet:
    """By the button of the task on Today."""
    what = hand.t(task, number=hand.window.look.words.ltr(number))
    buttons = hand.page.findChildren(QAbstractButton)
    next(one for one in buttons if what in one.accessibleName()).click()
    hand.settle()
    sheet = hand.sheet
    assert isinstance(sheet, ApartSheet)
    return sheet


def test_one_of_two_cancellations_is_cancelled(manager: Hand) -> None:
    sheet = settling(manager)
    assert {*sheet.tiles} == {OURS, THEIRS}
    said = manager.said(sheet)
    assert "NKC1-A" in said
    assert "NKC1-B" in said
    sheet.done()

    def look() -> list[str]:
        manager.go("today")
        shown = settling(manager)
        wrong = looked_at(manager, shown)
        shown.done()
        return wrong

    assert everywhere(manager, look) == []
    settling(manager).tiles[THEIRS].click()
    manager.key(Qt.Key.Key_F9)
    manager.settle()
    cancel = manager.sheet
    assert isinstance(cancel, CancelSheet)
    assert "12" in cancel.foreseen.text()  # they leave the shelf again
    manager.write("Saisi deux fois", cancel._reason)
    manager.key(Qt.Key.Key_F9)
    manager.settle()
    assert manager.ask(standing) == ("cancelled", OURS)


def test_one_of_two_return_notes_is_cancelled(manager: Hand) -> None:
    task = "More came back than was given: {number}"
    sheet = opened(manager, task, GIVEN)
    assert isinstance(sheet, TooMuchBackSheet)
    assert {*sheet.tiles} == {NOTE, NOTE.replace("-B-", "-A-")}
    words = manager.window.look.words
    assert words.ltr("12") in sheet.told.text()  # twice the six that were given
    sheet.done()

    def look() -> list[str]:
        manager.go("today")
        shown = opened(manager, task, GIVEN)
        wrong = looked_at(manager, shown)
        shown.done()
        return wrong

    assert everywhere(manager, look) == []
    opened(manager, task, GIVEN).tiles[NOTE].click()
    manager.key(Qt.Key.Key_F9)
    manager.settle()
    cancel = manager.sheet
    assert isinstance(cancel, CancelSheet)
    manager.write("Saisi deux fois", cancel._reason)
    manager.key(Qt.Key.Key_F9)
    manager.settle()
    assert manager.ask(more_back) == []


def more_back(store: Store) -> list[str]:
    assert_sound(store)
    with store.read() as connection:
        return [one.receipt.number for one in too_much_back(connection)]


def test_the_register_marks_it_and_the_settling_of_a_load_says_what_came_twice(
    manager: Hand,
) -> None:
    page = manager.go("documents")
    assert isinstance(page, DocumentsPage)
    page.opened(number=RECEIPT)
    manager.settle()
    panel = page._panel
    assert manager.t("Cancelled ×{times}", times=2) in manager.said(panel)
    manager.press(manager.t("Cancelled more than once…"))
    assert isinstance(manager.sheet, UndoneSheet)
    manager.sheet.done()
    transfers = manager.go("transfers")
    assert isinstance(transfers, TransfersPage)
    transfers._chips.button("settle").click()
    manager.settle()
    manager.press("Régulariser les écarts")
    sheet = manager.sheet
    assert isinstance(sheet, SettleSheet)
    assert ARRIVAL in sheet.doubled.text.text()
    assert looked_at(manager, sheet) == []
    manager.press(manager.t("Cancel {number}", number=manager.window.look.words.ltr(ARRIVAL)))
    cancel = manager.sheet
    assert isinstance(cancel, CancelSheet)
    manager.write("Reçu deux fois", cancel._reason)
    manager.key(Qt.Key.Key_F9)
    manager.settle()
    assert manager.ask(waiting) == []
