"""What the real window answers to labels of every kind, read by the real scanning filter."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.assets.labelling import print_labels
from cpise_inventory.identity import asset_tag, label_text
from cpise_inventory.labels.commands import reserve, void
from cpise_inventory.labels.printed import Reprint
from cpise_inventory.labels.things import folder_label, lot_label, place_label, print_things
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import open_store
from tests.books import CENTRE, LOGISTICS, MANAGER, ROOM, SOAP, bring, hand_out, tag
from tests.ui import keys
from tests.ui.look_checks import cut_words, nameless
from tests.ui.real import Hand, Sit
from ui.pages.count import CountPage
from ui.pages.count_start import StartSheet
from ui.pages.distribute import DistributePage
from ui.pages.documents import DocumentsPage
from ui.pages.lot_sheet import LotSheet
from ui.pages.receive import ReceivePage
from ui.pages.register import RegisterSheet
from ui.pages.request import RequestSheet
from ui.pages.send import Going, SendSheet

pytest_plugins = ("tests.ui.sitting",)
OLD, BLANK, VOID = (asset_tag("NKC1-A", n) for n in (1, 2, 3))
KEY = "L23/2027-06/OIM-2026-01"


@pytest.fixture
def codes(books_file: Address) -> dict[str, str]:
    """The texts of labels' codes, by what they are on."""
    with open_store(books_file) as store:
        tag(store, "S1")
        bring(store, SOAP, 40, "L23", "2027-06")
        hand_out(store, SOAP, 1)
        with store.write(MANAGER) as work:
            reserve(work, CENTRE, 2)
            void(work, [VOID], "torn")
            print_labels(work, [OLD], "L7160", 1)
            print_labels(work, [OLD], "L7160", 2, 1, Reprint("worn"))
            wanted = (place_label(ROOM), lot_label(SOAP, KEY), folder_label(CENTRE, 2026, "RD"))
            things, _ = print_things(work, wanted, "L7160", 1)
    room, lot, folder = (label_text(thing.number) for thing in things)
    return {"room": room, "lot": lot, "folder": folder}


@pytest.fixture
def at(sit: Sit, books_file: Address, codes: dict[str, str]) -> Hand:
    """Sidi, who may do all of it, in French."""
    del codes
    assert books_file.file is not None
    return sit(books_file.file).sign_in(MANAGER)


def scan(at: Hand, text: str, layout: str = "us") -> None:
    keys.scan(at.window, text, layout)
    at.settle()


def test_each_label_is_answered_and_leads_where_it_belongs(at: Hand, codes: dict[str, str]) -> None:
    scan(at, label_text(OLD), "fr")
    assert at.shell.place == "assets"
    assert at.t("worn") in at.toast()
    at.go("today")
    scan(at, f"CPISE:{VOID}", "ara")
    assert at.shell.place == "today"
    assert "torn" in at.page.note.title.text()
    scan(at, OLD.replace("00001", "00007"))
    assert OLD in at.page.note.text.text()
    at.shell.bar.scan.search_now()
    at.settle()
    assert at.shell.palette_list.isVisible()
    scan(at, "WIFI:S:CPISE;;")
    assert not at.shell.palette_list.isVisible()  # nothing lies over the answer
    assert "Wi-Fi" in at.page.note.title.text()
    scan(at, label_text(asset_tag("ALE-B", 7)))
    assert "ALE" in at.page.note.title.text()
    assert not cut_words(at.window)
    assert not nameless(at.window)
    answering = at.page.note
    scan(at, label_text(OLD, 2))
    assert (at.shell.place, answering.tone, at.page.note.tone) == ("assets", "", "")
    at.go("today")
    scan(at, codes["folder"], "fr")
    page = at.page
    assert isinstance(page, DocumentsPage)
    assert (page.source.folder.papers, page.table.model.rowCount()) == ("RD", 1)
    at.press(at.t("Show all"), page)
    at.settle()
    assert page.table.model.rowCount() > 1
    scan(at, codes["room"], "ara")
    assert at.shell.place == "stock"


def test_a_storerooms_label_chooses_it_where_goods_come_in_and_are_counted(
    at: Hand, codes: dict[str, str]
) -> None:
    at.key(Qt.Key.Key_F3)
    at.settle()
    page = at.page
    assert isinstance(page, ReceivePage)
    page.head.room.setCurrentIndex(page.head.room.count() - 1)
    scan(at, codes["room"])
    assert page.head.room.code == ROOM
    scan(at, codes["lot"], "fr")
    line = page.contents.grid.lines[0]
    assert (line.item.code, line.values["lot"], line.values["expiry"]) == (SOAP, "L23", "06/2027")
    page.contents.clear()
    at.key(Qt.Key.Key_F6)
    at.settle()
    assert isinstance(at.page, CountPage)
    scan(at, codes["room"])
    assert isinstance(at.sheet, StartSheet)
    assert at.sheet.room.code == ROOM
    at.press(at.t("Open the sheet"), at.sheet)
    at.settle()
    scan(at, codes["lot"])
    assert at.page.entering.view.current == (ROOM, SOAP, KEY)


def test_a_storerooms_label_chooses_where_goods_leave(at: Hand, codes: dict[str, str]) -> None:
    at.key(Qt.Key.Key_F4)
    at.settle()
    page = at.page
    assert isinstance(page, DistributePage)
    scan(at, codes["room"], "fr")
    assert page.where.room == ROOM
    at.go("transfers")
    sheet = SendSheet(at.page.desk, Going(CENTRE))
    at.page.desk.open(sheet)
    at.settle()
    scan(at, codes["room"])
    assert sheet.what.answer.title.text() == sheet.what.grid.rooms[ROOM]
    assert (sheet.room.code, sheet.room.currentText()) == (ROOM, sheet.what.grid.rooms[ROOM])
    sheet.done()
    asking = RequestSheet(at.page.desk, "NDB")
    at.page.desk.open(asking)
    at.settle()
    scan(at, codes["room"])
    assert asking.supplier.code == CENTRE
    asking.done()
    asking = RequestSheet(at.page.desk, CENTRE)
    at.page.desk.open(asking)
    at.settle()
    scan(at, codes["room"])
    assert asking.fields["supplier"].is_wrong
    asking.done()
    sheet = SendSheet(at.page.desk, Going("NDB"))
    at.page.desk.open(sheet)
    at.settle()
    scan(at, codes["room"])
    assert sheet.shipment().storeroom != ROOM
    assert at.t("Nothing is taken from the place of this label.") in at.said(sheet)


def test_the_label_of_a_lot_takes_that_very_lot(
    at: Hand, codes: dict[str, str], books_file: Address
) -> None:
    """Its turn: at once. Another's turn: with a reason. One that may not leave: not at all."""
    at.go("distribute")
    page = at.page
    assert isinstance(page, DistributePage)
    scan(at, codes["lot"])
    scan(at, codes["lot"], "fr")
    (line,) = page.what.grid.lines
    assert (line.values["chosen"], line.quantity()) == (KEY, 2)
    page.what.clear()
    with open_store(books_file) as store:
        bring(store, SOAP, 5, "L1", "2027-05")
    scan(at, codes["lot"])
    sheet = at.sheet
    assert isinstance(sheet, LotSheet)
    assert sheet.reason.hasFocus()
    at.key(Qt.Key.Key_F9)
    assert sheet.field.is_wrong
    at.write("Carton ouvert", sheet.reason)
    at.key(Qt.Key.Key_F9)
    (line,) = page.what.grid.lines
    assert (line.values["chosen"], line.quantity()) == (KEY, 1)
    assert "Carton ouvert" in page.what.grid.reasons()
    page.what.clear()
    with open_store(books_file) as store, store.write(LOGISTICS) as work:
        apart = [Wanted(SOAP, 39, "L23")]
        relocate(work, Relocation(CENTRE, "", "QUARANTAINE", apart, "Humidité"))
    scan(at, codes["lot"])
    assert (page.what.answer.tone, page.what.grid.lines) == ("bad", [])


def test_a_blank_tag_opens_the_register_with_it_filled_in(at: Hand) -> None:
    scan(at, label_text(BLANK), "fr")
    sheet = at.sheet
    assert isinstance(sheet, RegisterSheet)
    assert BLANK in sheet.stuck.note.text()
    scan(at, label_text(OLD))
    assert sheet.fields["serial"].is_wrong
    scan(at, "5CG0099X")
    assert sheet.stuck.tags(["5CG0099X"]) == [BLANK]
    assert not sheet.stuck.note.isVisible()
    sheet.donor.set_chosen(sheet.donor.offered[0])
    sheet.about.maker.setText("HP")
    sheet.about.model.setText("ProBook")
    sheet._register()
    at.settle()
    scan(at, label_text(BLANK))
    assert at.shell.place == "assets"
