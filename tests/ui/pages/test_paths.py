"""From a paper to the donation behind each line, from the donation back to the papers, and from
both papers and stock to what waits in quarantine.
"""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.locations import quarantine
from cpise_inventory.losses.commands import Loss, report
from cpise_inventory.stock import kits
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.receiving import Delivery, Incoming, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from tests.books import BUCKET, CENTRE, DONATION, KIT, LOGISTICS, SOAP, bring, hand_out
from tests.ui.pages.forms import everywhere, looked_at
from tests.ui.real import Hand, Sit
from ui.pages.documents import DocumentsPage
from ui.pages.donation_panel import StoryRow
from ui.pages.donations import DonationsPage
from ui.pages.lines_sheet import LinesSheet
from ui.pages.receipts_sheet import ReceiptsSheet
from ui.pages.release_sheet import ReleaseSheet
from ui.pages.stock import StockPage

pytest_plugins = ("tests.ui.sitting",)
RECEIPT, UNCHECKED = "NKC1-A-RD-2026-00001", "NKC1-A-BR-2026-00003"


@pytest.fixture
def at(sit: Sit, books_file: Address) -> Hand:
    """Soap and kits of it were given twice; soap of a donor without agreement waits for a check."""
    with open_store(books_file) as store:
        bring(store, SOAP, 60, "L1", "2031-06")
        bring(store, BUCKET, 10)
        with store.write(LOGISTICS) as work:
            lines = [Incoming(SOAP, 30, "L2", "2031-06"), Incoming(BUCKET, 4)]
            receive(work, Delivery(CENTRE, "UNICEF", lines, unchecked=True))
            kits.assemble(work, CENTRE, KIT, 5)
        for item in (SOAP, SOAP, KIT):
            hand_out(store, item, 2)
    assert books_file.file is not None
    hand = sit(books_file.file).sign_in()
    hand.go("documents")
    return hand


def paper(at: Hand, number: str) -> DocumentsPage:
    at.shell.open("documents", {"number": number})
    at.settle()
    assert isinstance(at.page, DocumentsPage)
    assert at.page.table.current().number == number
    return at.page


def apart(store: Store) -> dict[str, int]:
    with store.read() as connection:
        there = on_hand(connection, CENTRE)
    return {one.item: one.quantity for one in there if one.location == quarantine(CENTRE)}


def lines_of(at: Hand, number: str) -> LinesSheet:
    at.press(at.t("Lines and donations…"), paper(at, number)._panel)
    sheet = at.sheet
    assert isinstance(sheet, LinesSheet)
    return sheet


def test_a_receipts_line_leads_to_its_donation_and_back_to_its_receipts(at):
    sheet = lines_of(at, RECEIPT)
    said = at.said(sheet)
    assert "L1" in said
    assert "Magasin – " in said
    (link,) = sheet.links
    link.click()
    at.settle()
    page = at.page
    assert isinstance(page, DonationsPage)
    assert page._panel._code == DONATION
    given = given_rows(page)
    given[1].link.click()  # after the kits, which bear the donation of their parts
    back = at.sheet
    assert isinstance(back, ReceiptsSheet)
    assert [link.text() for link in back.links] == [RECEIPT, "NKC1-A-RD-2026-00002"]
    back.links[0].click()
    at.settle()
    assert isinstance(at.page, DocumentsPage)
    assert at.page.table.current().number == RECEIPT


def given_rows(page: DonationsPage) -> list[StoryRow]:
    rows = page._panel.findChildren(StoryRow)
    return [row for row in rows if row.link and row.link.accessibleName().startswith("Reçus")]


def test_the_receipts_of_kits_are_those_of_the_very_lot(at):
    page = at.go("donations")
    at.settle()
    assert isinstance(page, DonationsPage)
    assert len(given_rows(page)) == 3  # kits, soap, and the kits that hold that soap
    given_rows(page)[2].link.click()
    sheet = at.sheet
    assert isinstance(sheet, ReceiptsSheet)
    assert [link.text() for link in sheet.links] == ["NKC1-A-RD-2026-00003"]


def test_goods_of_a_donor_without_an_agreement_are_traced_by_the_donor(at):
    sheet = lines_of(at, UNCHECKED)
    sheet.links[0].click()
    at.settle()
    assert isinstance(at.page, DonationsPage)
    assert at.page._panel._code == "UNICEF"


def test_a_goods_received_note_releases_what_it_brought_into_quarantine(at, books):
    # what is reported damaged is held until that is decided
    with books() as store, store.write(LOGISTICS) as work:
        report(work, Loss(CENTRE, "damaged", [Wanted(SOAP, 5)], storeroom="QUARANTAINE"))
        report(work, Loss(CENTRE, "damaged", [Wanted(BUCKET, 3)]))
    panel = paper(at, UNCHECKED)._panel
    at.press(at.t("Check what is in quarantine"), panel)
    sheet = at.sheet
    assert isinstance(sheet, ReleaseSheet)
    assert [(row.lot.item, row.lot.quantity) for row in sheet.rows] == [(SOAP, 25), (BUCKET, 4)]
    at.press(at.t("All is good"), sheet)
    at.key(Qt.Key.Key_F9)
    at.settle()
    with books() as store:
        assert apart(store) == {SOAP: 5, BUCKET: 3}
    assert not panel._release.isVisible()  # nothing of this note waits any more
    assert not paper(at, RECEIPT)._panel._release.isVisible()


def test_a_lot_in_quarantine_is_released_from_stock(at, books):
    page = at.go("stock")
    at.settle()
    assert isinstance(page, StockPage)
    model = page.table.model
    rows = [model.row(at_) for at_ in range(model.rowCount())]
    (soap,) = [one for one in rows if one.location == quarantine(CENTRE) and one.item == SOAP]
    (shelf,) = [one for one in rows if one.location == "NKC1/MAGASIN" and one.item == SOAP]
    release = page._row_actions(soap)[0]
    assert release.text() == at.t("Release what is found good…")
    assert release.text() not in [one.text() for one in page._row_actions(shelf)]
    release.trigger()
    sheet = at.sheet
    assert isinstance(sheet, ReleaseSheet)
    assert [row.lot.item for row in sheet.rows] == [SOAP]
    at.write("30", sheet.rows[0].good)
    at.key(Qt.Key.Key_F9)
    at.settle()
    with books() as store:
        assert apart(store) == {BUCKET: 4}


def test_nothing_of_it_cuts_a_word(at):
    def look() -> list[str]:
        page = paper(at, UNCHECKED)
        wrong = looked_at(at)
        for sheet in (LinesSheet(page.desk, UNCHECKED), LinesSheet(page.desk, RECEIPT)):
            at.window.open_sheet(sheet)
            at.settle()
            wrong += looked_at(at, sheet)
            sheet.done()
        return wrong

    assert everywhere(at, look) == []
