"""Transfers at the real window: sent, asked for, received, closed and settled, by keys and scan."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.requests import Requisition, request
from tests.books import (
    BUCKET,
    CENTRE,
    LOGISTICS,
    MANAGER,
    SOAP,
    bring,
    stock,
)
from tests.ui.pages.forms import enter, everywhere, looked_at
from tests.ui.pages.transferring import ASKED, WAYBILL, chip, found, page_of
from ui.pages.approve import ApproveSheet
from ui.pages.issued import IssuedSheet
from ui.pages.reason_sheet import ReasonSheet
from ui.pages.request import RequestSheet
from ui.pages.send import SendSheet
from ui.pages.settle import SettleSheet

pytest_plugins = ("tests.ui.sitting", "tests.ui.pages.road_books")


@pytest.fixture
def books(road_stock):
    return road_stock


@pytest.fixture
def at(at_transfers):
    return at_transfers


@pytest.fixture
def road(sent_to_kiffa):
    return sent_to_kiffa


FEW = 39
"""Keys for five lines to another centre (docs/effort.md)."""


# --- sending -------------------------------------------------------------------------------------


def test_goods_are_sent_by_keys_alone(at, books):
    hand = at()
    hand.key(Qt.Key.Key_F9)
    sheet = hand.sheet
    assert isinstance(sheet, SendSheet)
    assert sheet.to.hasFocus()
    hand.key(Qt.Key.Key_K)
    assert sheet.to.code == "KIF"
    hand.key(Qt.Key.Key_Return)
    assert sheet.what.search.hasFocus()
    enter(hand, "savon", "40", "seau", "5")
    hand.rest()
    sheet.carried["driver"].setFocus()
    enter(hand, "Brahim Ould Ely", "1234 AB 00", "R-77", "+222 36 12 34 56")
    hand.key(Qt.Key.Key_F9)
    issued = hand.sheet
    assert isinstance(issued, IssuedSheet)
    assert issued.number == WAYBILL
    there = found(books)
    assert (there.target, there.on_the_road) == ("KIF", 45)
    with books() as store:
        assert stock(store, SOAP) == {"L2": 90}  # first expired, first out
    issued.done()
    hand.settle()
    assert chip(hand, "open") == [WAYBILL]
    assert "Depuis aujourd’hui." in hand.said(page_of(hand).panel)


def test_five_lines_take_few_keys(at, books):
    """By the digits of the keyboard and the first letters of the names."""
    with books() as store:
        for code in ("PEIGNE", "SHAMPOO"):
            bring_new(store, code)
    hand = at()
    pressed = 0

    def press(key: Qt.Key) -> None:
        nonlocal pressed
        hand.key(key)
        pressed += 1

    def type_in(text: str) -> None:
        nonlocal pressed
        hand.type(text)
        pressed += len(text) + 1
        hand.key(Qt.Key.Key_Return)

    pressed += 1  # F5, to come here
    press(Qt.Key.Key_F9)
    sheet = hand.sheet
    press(Qt.Key.Key_K)  # Kiffa
    press(Qt.Key.Key_Return)
    for name, many in (("sav", "40"), ("sea", "12"), ("kit", "24"), ("pei", "10"), ("sha", "6")):
        type_in(name)
        type_in(many)
    press(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    assert found(books).on_the_road == 92
    assert pressed <= FEW, pressed
    assert sheet is not hand.sheet


def bring_new(store: Store, code: str) -> None:
    with store.write(MANAGER) as work:
        describe_items(work, [Item(code, Named(code.capitalize(), "", ""))])
    bring(store, code, 50)


def test_more_than_there_is_is_said_at_the_line_with_the_way_out(at, books):
    hand = at()
    hand.key(Qt.Key.Key_F9)
    sheet = hand.sheet
    sheet.what.search.setFocus()
    enter(hand, "seau", "50")
    hand.rest()
    assert "40" in sheet.what.trouble.title.text()
    hand.key(Qt.Key.Key_F9)
    assert sheet.what.grid.editor("quantity").hasFocus()
    hand.press("Mettre 40", sheet)
    hand.rest()
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)


# --- asking --------------------------------------------------------------------------------------


def test_a_requisition_is_asked_for_approved_and_sent(at, books, sit, books_file):
    hand = at()
    hand.press("Demander")
    sheet = hand.sheet
    assert isinstance(sheet, RequestSheet)
    sheet.centre.choose("KIF")
    sheet.supplier.choose("KIF")
    sheet.search.setFocus()
    enter(hand, "savon", "60")
    hand.key(Qt.Key.Key_F9)
    assert "centre" in hand.said(sheet)  # one centre asks itself
    sheet.grid.enter_line(0, "quantity")
    hand.write("1,5", sheet.grid.editor("quantity"))
    hand.key(Qt.Key.Key_F9)
    assert "1,5" in hand.said(sheet.trouble)  # in words, not only in red
    hand.write("60", sheet.grid.editor("quantity"))
    assert not sheet.trouble.isVisible()
    sheet.supplier.fill([(CENTRE, "Dar Naïm")], CENTRE)
    hand.key(Qt.Key.Key_F9)
    issued = hand.sheet
    assert isinstance(issued, IssuedSheet)
    assert issued.number == ASKED
    issued.done()
    hand.settle()
    assert chip(hand, "asked") == [ASKED]
    assert not hand.button("Valider ou refuser").isEnabled()  # a manager does
    hand.close()

    manager = at(MANAGER)
    assert chip(manager, "asked") == [ASKED]
    manager.press("Valider ou refuser")
    sheet = manager.sheet
    assert isinstance(sheet, ApproveSheet)
    assert sheet.grid.lines[0].values["there"] == "130"
    manager.press("Refuser", sheet)
    assert sheet.fields["remarks"].is_wrong
    manager.write("61", sheet.grid.editor("quantity"))
    manager.key(Qt.Key.Key_F9)
    assert sheet.grid.problems()
    manager.write("50", sheet.grid.editor("quantity"))
    manager.key(Qt.Key.Key_F9)
    manager.until(lambda: manager.window.veils.top is None)
    assert "Validé" in manager.said(page_of(manager).panel)
    manager.press("Expédier", page_of(manager).panel)
    sheet = manager.sheet
    assert isinstance(sheet, SendSheet)
    assert (sheet.to.code, sheet.what.grid.lines[0].quantity()) == ("KIF", 50)
    manager.key(Qt.Key.Key_F9)
    assert isinstance(manager.sheet, IssuedSheet)
    assert found(books).request == ASKED


def test_a_requisition_is_closed_with_a_reason(at, books):
    with books() as store, store.write(LOGISTICS) as work:
        request(work, Requisition("KIF", CENTRE, [(SOAP, 5)]))
    hand = at()
    chip(hand, "asked")
    hand.press("Clôturer la demande")
    sheet = hand.sheet
    assert isinstance(sheet, ReasonSheet)
    hand.key(Qt.Key.Key_F9)
    assert sheet.fields["reason"].is_wrong
    hand.type("Livré par le donateur")
    hand.key(Qt.Key.Key_F9)
    hand.until(lambda: hand.window.veils.top is None)
    assert "Clôturé" in page_of(hand).panel.moments.accessibleName()


# --- closing and settling ------------------------------------------------------------------------


def test_what_never_came_is_closed_and_settled_by_a_manager(at, road):
    hand = at()
    assert "Écart" not in hand.said(page_of(hand).panel)  # it's on the road, and lacks nowhere yet
    hand.press("Plus rien n’arrivera")
    hand.type("Camion volé à Aleg")
    hand.key(Qt.Key.Key_F9)
    hand.until(lambda: hand.window.veils.top is None)
    assert chip(hand, "settle") == [WAYBILL]
    assert not hand.button("Régulariser les écarts").isEnabled()
    hand.close()

    manager = at(MANAGER)
    chip(manager, "settle")
    manager.press("Régulariser les écarts")
    sheet = manager.sheet
    assert isinstance(sheet, SettleSheet)
    manager.key(Qt.Key.Key_F9)
    assert sheet.problem.tone == "bad"  # nothing is decided yet
    for one in sheet.decided:
        one.parts[0].decision.choose("stolen")
    manager.key(Qt.Key.Key_F9)
    assert sheet.fields["police"].is_wrong
    manager.write("PV 112/2026", sheet.police)
    manager.key(Qt.Key.Key_F9)
    issued = manager.sheet
    assert isinstance(issued, IssuedSheet)
    assert issued.number == "NKC1-A-RP-2026-00001"
    assert found(road).status == "settled"
    issued.done()
    manager.settle()
    assert chip(manager, "settle") == []
    assert chip(manager, "all") == [WAYBILL]
    assert "Écarts régularisés" in page_of(manager).panel.moments.accessibleName()


def test_today_says_what_to_approve_to_send_to_receive_and_to_settle(at, road):
    with road() as store, store.write(LOGISTICS) as work:
        request(work, Requisition("KIF", CENTRE, [(SOAP, 5)]))
        second = send(work, Shipment(CENTRE, "ALE", [Wanted(BUCKET, 2)]))
        arrive(work, Arrival(second, [Came(BUCKET, 2, over=1)]))
    hand = at()
    page = hand.go("today")
    said = hand.said(page)
    assert "À valider\xa0: CPISE Kiffa demande à CPISE Nouakchott – Dar Naïm" in said
    assert "1 unité en excédent" in said
    assert "15 unités" in said
    hand.press("Régulariser", page)
    assert hand.shell.place == "transfers"
    hand.rest()
    assert page_of(hand).table.current().number == second


# --- how it looks --------------------------------------------------------------------------------


def test_no_word_is_cut_in_the_list_and_its_sheets(at, road):
    with road() as store, store.write(LOGISTICS) as work:
        request(work, Requisition("KIF", CENTRE, [(SOAP, 5)]))
        second = send(work, Shipment(CENTRE, "NDB", [Wanted(SOAP, 9)]))
        arrive(work, Arrival(second, [Came(SOAP, 5, damaged=1)], last=True))
    hand = at(MANAGER)

    def look() -> list[str]:
        page = page_of(hand)
        wrong = []
        for key in ("open", "settle", "asked", "all"):
            chip(hand, key)
            wrong += looked_at(hand)
        panel, rows = page.panel, page._source
        chip(hand, "settle")
        short = page.table.current().transfer
        chip(hand, "asked")
        asked = page.table.current()
        for open_it in (
            page._send,
            page._ask,
            lambda: panel._open_arrival(WAYBILL),
            lambda: panel._open_settle(short),
            lambda: panel._open_close(WAYBILL),
            lambda: hand.shell.desk.open(ApproveSheet(hand.shell.desk, asked.request, "→")),
        ):
            open_it()
            wrong += looked_at(hand, hand.sheet)
            hand.window.veils.close_all()
        assert rows.counts["settle"] == 1
        return wrong

    assert not (wrong := everywhere(hand, look)), "\n".join(wrong)
