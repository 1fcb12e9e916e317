"""Goods moved within the centre, reported lost, decided on and undone, from the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from cpise_inventory.locations import quarantine
from cpise_inventory.losses import queries as losses
from cpise_inventory.losses.commands import Loss, report
from cpise_inventory.stock.queries import lots_at
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests.books import CENTRE, LOGISTICS, MANAGER
from tests.ui.look_checks import cut_words, nameless
from tests.ui.pages.movements import bring, give, held, perishable
from tests.ui.real import SIZES, Hand
from ui.pages.cancel import CancelSheet
from ui.pages.decision_sheet import DecisionSheet
from ui.pages.issued import IssuedSheet
from ui.pages.loss_sheet import LossSheet
from ui.pages.move_sheet import MoveSheet

pytest_plugins = ("tests.ui.sitting",)


def apart(store: Store, item: str) -> int:
    with store.read() as connection:
        return sum(lot.quantity for lot in lots_at(connection, quarantine(CENTRE), item))


def reported(store: Store) -> str:
    """Aïcha reports three of an item as damaged."""
    item = perishable(store)
    with store.write(LOGISTICS) as work:
        return report(work, Loss(CENTRE, "damaged", [Wanted(item, 3)]))


def status(store: Store, number: str) -> str:
    with store.read() as connection:
        found = losses.report(connection, number)
    assert found is not None
    return found.status


def open_for(hand: Hand, item: str, which: int) -> MoveSheet | LossSheet:
    """What F10 on the item's row offers: 0 is to move, 1 to report a loss."""
    hand.shell.open("stock", {"item": item, "centre": CENTRE})
    hand.settle()
    page = hand.page
    row = next(one for one in page._source.snapshot.rows if one.item == item)
    page._row_actions(row)[which].trigger()
    hand.settle()
    sheet = hand.window.veils.top
    assert isinstance(sheet, MoveSheet | LossSheet)
    return sheet


def test_goods_are_moved_into_quarantine_by_keys_alone(hand: Hand) -> None:
    item = hand.ask(perishable)
    before = hand.ask(lambda store: held(store, item))
    sheet = open_for(hand, item, 0)
    first = next(iter(sheet.edits.values()))
    assert first.hasFocus()
    hand.type("2", first)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert hand.window.veils.top is sheet  # quarantine needs a reason
    assert sheet.fields["reason"].problem.isVisible()
    assert first.value() == 2
    hand.write("À vérifier", sheet.reason)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert isinstance(hand.window.veils.top, IssuedSheet)
    assert hand.ask(lambda store: apart(store, item)) == 2
    assert hand.ask(lambda store: held(store, item)) == before


def test_what_was_stolen_asks_for_the_police_report(hand: Hand) -> None:
    item = hand.ask(perishable)
    sheet = open_for(hand, item, 1)
    assert not sheet.fields["police"].isVisible()
    sheet.why.choose("stolen")
    sheet._why_picked("stolen")
    first = next(iter(sheet.edits.values()))
    hand.write("2", first)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert hand.window.veils.top is sheet
    assert sheet.fields["police"].problem.isVisible()
    assert first.value() == 2
    hand.write("PV 118/2026", sheet.police)
    hand.write("NKC1-A-BR-2026-00001", sheet.waybill)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert sheet.fields["waybill"].problem.isVisible()
    assert sheet.police.text() == "PV 118/2026"
    sheet.waybill.clear()
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert isinstance(hand.window.veils.top, IssuedSheet)


def test_nothing_and_too_much_are_said_at_the_quantities(hand: Hand) -> None:
    item = hand.ask(perishable)
    sheet = open_for(hand, item, 1)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert sheet.fields["quantity"].problem.isVisible()
    first = next(iter(sheet.edits.values()))
    hand.write("999999", first)
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert "999" in hand.said(sheet.fields["quantity"])
    assert first.value() == 999_999


def decide(hand: Hand) -> None:
    """By the button of the first task on Today that is about a loss."""
    said = hand.window.look.words.t("Decide")
    found = (one for one in hand.page.findChildren(QAbstractButton) if one.text() == said)
    next(found).click()


def test_a_manager_decides_from_today_and_from_the_register(sit, demo_file) -> None:
    hand = sit(demo_file).sign_in(MANAGER)
    first, second = hand.ask(reported), hand.ask(reported)
    hand.shell.open("today", {})
    hand.settle()
    buttons = [one.accessibleName() for one in hand.page.findChildren(QAbstractButton)]
    names = [name for name in buttons if name.startswith(hand.t("Decide"))]
    assert len(names) == len(set(names)) == 2  # of one reason, and yet told apart
    decide(hand)
    hand.settle()
    sheet = hand.window.veils.top
    assert isinstance(sheet, DecisionSheet)
    assert sheet.approve.hasFocus()
    if sheet._number == second:  # whichever comes first
        first, second = second, first
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert hand.ask(lambda store: status(store, first)) == "approved"
    hand.shell.open("documents", {"number": second})
    hand.settle()
    hand.page._panel._decide.click()
    hand.settle()
    sheet = hand.window.veils.top
    assert isinstance(sheet, DecisionSheet)
    sheet.reject.click()
    hand.settle()
    assert sheet.fields["reason"].problem.isVisible()
    hand.write("Encore bon", sheet.reason)
    sheet.reject.click()
    hand.settle()
    assert hand.ask(lambda store: status(store, second)) == "rejected"


def test_logistics_may_not_decide(hand: Hand) -> None:
    number = hand.ask(reported)
    hand.shell.open("documents", {"number": number})
    hand.settle()
    assert hand.page._panel._decide.isVisible()
    assert not hand.page._panel._decide.isEnabled()


def test_what_comes_back_is_said_before_and_what_stands_in_the_way(hand: Hand) -> None:
    item = hand.ask(perishable)
    number = hand.ask(lambda store: bring(store, item, 4, "Z9", "2099-01"))
    sheet = cancel(hand, number)
    assert "4" in sheet.foreseen.text()
    assert "Z9" in sheet.foreseen.text()
    sheet.done()
    given = hand.ask(lambda store: give(store, item, held(store, item)))
    sheet = cancel(hand, number)
    assert given in hand.said(sheet.problem)
    assert not sheet._do.isEnabled()


def cancel(hand: Hand, number: str) -> CancelSheet:
    hand.shell.open("documents", {"number": number})
    hand.settle()
    hand.page._panel._cancel.click()
    hand.settle()
    sheet = hand.window.veils.top
    assert isinstance(sheet, CancelSheet)
    return sheet


def whole(hand: Hand) -> None:
    """The sheet comes to rest with every word in sight; once it's filled, it grows."""
    sheet = hand.window.veils.top
    hand.until(lambda: not cut_words(sheet))
    assert nameless(sheet) == []
    sheet.done()


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_no_word_is_cut(sit, demo_file, language: str) -> None:
    hand = sit(demo_file, language).sign_in(MANAGER)
    item, number = hand.ask(perishable), hand.ask(reported)
    for size in SIZES:
        hand.resize(*size)
        for which in (0, 1):
            open_for(hand, item, which)
            whole(hand)
        hand.shell.open("today", {})
        hand.settle()
        decide(hand)
        hand.settle()
        whole(hand)
        cancel(hand, number)
        whole(hand)
