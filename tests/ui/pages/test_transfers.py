"""Transfers at the real window: sent, asked for, received, closed and settled, by keys and scan."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.documents.seals import qr_text
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from cpise_inventory.transfers import queries
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.requests import Requisition, request
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    KIT,
    LOGISTICS,
    MANAGER,
    SOAP,
    assert_sound,
    bring,
    stock,
)
from tests.ui import keys
from tests.ui.pages.forms import enter, everywhere, looked_at
from tests.ui.real import Hand, Sit
from ui.pages.approve import ApproveSheet
from ui.pages.arrival import ArrivalSheet
from ui.pages.issued import IssuedSheet
from ui.pages.reason_sheet import ReasonSheet
from ui.pages.request import RequestSheet
from ui.pages.send import SendSheet
from ui.pages.settle import SettleSheet
from ui.pages.transfers import TransfersPage

pytest_plugins = ("tests.ui.sitting",)
WAYBILL, RECEIPT, ASKED = "NKC1-A-BE-2026-00001", "NKC1-A-AR-2026-00001", "NKC1-A-PD-2026-00001"
FEW = 39
"""Keys for five lines to another centre (docs/effort.md)."""


@pytest.fixture
def books(books_file: Address) -> Callable[[], Store]:
    """The same books from beside, with soap in two lots, buckets and kits."""
    with open_store(books_file) as store:
        bring(store, SOAP, 30, "L1", "2027-06")
        bring(store, SOAP, 100, "L2", "2028-06")
        bring(store, BUCKET, 40)
        bring(store, KIT, 80, "K1", "2028-01")
    return lambda: open_store(books_file)


@pytest.fixture
def road(books: Callable[[], Store]) -> Callable[[], Store]:
    """With ten soaps and five buckets on the road to Kiffa."""
    with books() as store, store.write(LOGISTICS) as work:
        send(work, Shipment(CENTRE, "KIF", [Wanted(SOAP, 10), Wanted(BUCKET, 5)], driver="Ely"))
    return books


@pytest.fixture
def at(sit: Sit, books_file: Address) -> Callable[..., Hand]:
    """Somebody at the page, in French."""

    def sit_down(name: str = LOGISTICS) -> Hand:
        assert books_file.file is not None
        hand = sit(books_file.file).sign_in(name)
        hand.key(Qt.Key.Key_F5)
        hand.settle()
        return hand

    return sit_down


def page_of(hand: Hand) -> TransfersPage:
    assert isinstance(hand.page, TransfersPage)
    return hand.page


def chip(hand: Hand, key: str) -> list[str]:
    """The numbers of the rows that a chip shows."""
    page = page_of(hand)
    page._chips.button(key).click()
    hand.settle()
    model = page.table.model
    return [model.row(at).number for at in range(model.rowCount())]


def found(books: Callable[[], Store], number: str = WAYBILL) -> queries.Transfer:
    with books() as store:
        assert_sound(store)
        with store.read() as connection:
            there = queries.transfer_of(connection, number)
    assert there is not None
    return there


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
    assert sheet.grid.lines[0].quantity() == 60
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


# --- receiving -----------------------------------------------------------------------------------


def test_good_damaged_short_and_over_are_entered_line_by_line(at, road):
    hand = at()
    hand.press("Réceptionner", page_of(hand).panel)
    sheet = hand.sheet
    assert isinstance(sheet, ArrivalSheet)
    grid = sheet.grid
    sheet.centre.choose("KIF")
    assert [line.values["good"] for line in grid.lines] == ["10", "5"]  # SAVON…, SEAU…
    assert grid.editor("good").hasFocus()
    enter(hand, "6", "2")
    assert grid.lines[0].values["differs"] == "-2" or "2" in grid.lines[0].values["differs"]
    enter(hand, "7", "")
    assert grid.lines[1].values["differs"] == "+2"
    hand.type("Deux cartons mouillés")
    hand.key(Qt.Key.Key_F9)
    issued = hand.sheet
    assert isinstance(issued, IssuedSheet)
    assert issued.number == RECEIPT
    lines = {one.item: one for one in found(road).lines}
    soap, bucket = lines[SOAP], lines[BUCKET]
    assert (soap.received, soap.damaged, soap.missing) == (8, 2, 2)
    assert (bucket.received, bucket.over) == (5, 2)


def test_another_centres_waybill_is_refused_and_what_was_entered_stays(at, road):
    hand = at()
    hand.press("Réceptionner", page_of(hand).panel)
    sheet = hand.sheet
    assert "un autre centre" in hand.said(sheet.problem)  # it goes to Kiffa, and this is Dar Naïm
    enter(hand, "6", "2")
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    assert f"{WAYBILL} est destiné à KIF, pas à {CENTRE}" in hand.said(sheet.fields["centre"])
    assert sheet.centre.hasFocus()
    assert [sheet.grid.lines[0].values[key] for key in ("good", "damaged")] == ["6", "2"]
    assert found(road).on_the_road == 15
    sheet.centre.choose("KIF")
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    assert found(road).on_the_road == 2


def test_for_the_centre_that_is_shown_its_waybills_come_in_where_they_did_last(at, road):
    with road() as store:
        with store.write(ADMIN) as work:
            open_place(work, "KIF", "ANNEXE", Named("Annexe", "الملحق", "Annexe"))
        with store.write(LOGISTICS) as work:
            send(work, Shipment(CENTRE, "KIF", [Wanted(BUCKET, 2)]))
    hand = at()
    page = page_of(hand)
    page._centre.choose("KIF")
    hand.settle()
    for room in ("", "KIF/ANNEXE"):
        hand.press("Réceptionner", page.panel)
        sheet = hand.sheet
        assert (sheet.centre.code, sheet.problem.isHidden()) == ("KIF", True)
        assert sheet.room.code == (room or "KIF/MAGASIN")
        sheet.room.choose("KIF/ANNEXE")
        hand.key(Qt.Key.Key_F9)
        hand.sheet.done()
        hand.settle()
    with road() as store, store.read() as connection:
        assert {one.location for one in on_hand(connection, "KIF")} == {"KIF/ANNEXE"}


def test_packages_are_counted_by_scan(at, road):
    hand = at()
    hand.press("Réceptionner", page_of(hand).panel)
    sheet = hand.sheet
    sheet.centre.choose("KIF")
    for code in (SOAP, SOAP, BUCKET):
        keys.scan(hand.window, code)
        hand.rest()
    assert [line.values["good"] for line in sheet.grid.lines] == ["2", "1"]
    keys.scan(hand.window, "9999999999999")
    hand.rest()
    assert "9999999999999" in hand.said(sheet.answer)
    keys.scan(hand.window, KIT)  # not on the waybill
    hand.rest()
    assert sheet.grid.lines[-1].values["good"] == "1"
    assert sheet.grid.editor("lot") is not None
    hand.write("K1", sheet.grid.editor("lot"))
    hand.key(Qt.Key.Key_F9)
    assert isinstance(hand.sheet, IssuedSheet)
    assert {one.item: (one.received, one.over) for one in found(road).lines} == {
        SOAP: (2, 0),
        BUCKET: (1, 0),
        KIT: (0, 1),
    }


def test_what_cannot_be_is_said_at_its_field_and_stays(at, road):
    hand = at()
    hand.press("Réceptionner", page_of(hand).panel)
    sheet = hand.sheet
    hand.write("1x", sheet.grid.editor("good"))
    hand.write("11", sheet.grid.editor("damaged"))
    hand.key(Qt.Key.Key_F9)
    assert {key for _, key, _ in sheet.grid.problems()} == {"good", "damaged"}
    assert sheet.grid.lines[0].values["good"] == "1x"
    assert found(road).on_the_road == 15
    while sheet.grid.lines:
        sheet.grid.remove(0)
    hand.key(Qt.Key.Key_F9)
    assert sheet.problem.tone == "bad"
    assert found(road).on_the_road == 15


def test_a_waybills_code_opens_its_receiving_form(at, road):
    with road() as store, store.read() as connection:
        code = qr_text(connection, WAYBILL)
    hand = at()
    hand.go("today")
    keys.scan(hand.window, code)
    hand.settle()
    sheet = hand.sheet
    assert isinstance(sheet, ArrivalSheet)
    sheet.centre.choose("KIF")
    hand.key(Qt.Key.Key_F9)
    hand.sheet.done()
    hand.settle()
    keys.scan(hand.window, code)  # all has come in: the paper itself
    hand.settle()
    assert hand.shell.place == "documents"


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
