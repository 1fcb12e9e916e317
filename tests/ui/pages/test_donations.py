"""The place of donations: what was agreed, what is to come, and what became of all that came."""

import csv

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.queries import donation
from cpise_inventory.donations.expected import deliveries
from cpise_inventory.store import open_store
from tests.books import ADMIN, BUCKET, DONATION, KIT, SOAP, bring, hand_out, tag
from tests.ui.pages.forms import enter, everywhere, looked_at
from ui.pages.donation_panel import StoryRow
from ui.pages.donation_sheet import DonationSheet
from ui.pages.donations import DonationsPage
from ui.pages.expect_sheet import CloseSheet, ExpectSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit, books_file):
    """Aïcha at the page; kits came, some were given, soap went into kits, a computer is there."""
    from cpise_inventory.stock import kits

    with open_store(books_file) as store:
        bring(store, KIT, 400, "K1", "2031-06")
        bring(store, SOAP, 50, "L1", "2031-06")
        bring(store, BUCKET, 10)
        hand_out(store, KIT, 30)
        tag(store, "S1")
        with store.write(ADMIN) as work:
            kits.assemble(work, "NKC1", KIT, 5)
    hand = sit(books_file.file).sign_in()
    hand.go("donations")
    hand.settle()
    return hand


def page_of(hand) -> DonationsPage:
    assert isinstance(hand.page, DonationsPage)
    return hand.page


def test_what_became_of_four_hundred_kits_is_one_screen(at):
    panel = page_of(at)._panel
    said = at.said(panel)
    for told in ("MR-77", "400", "370", "Accueil", "30", "Kits qui en contiennent"):
        assert told in said
    assert "NKC1-A-BR-2026-00001" in said


def test_each_row_leads_to_what_it_speaks_of(at):
    rows = page_of(at)._panel.findChildren(StoryRow)
    links = [row.link for row in rows if row.link is not None]
    assert len(links) >= 5
    links[0].click()
    at.settle()
    assert at.window.shell.place == "documents"


def test_the_story_is_saved_as_a_file(at, tmp_path):
    file = tmp_path / "don.csv"
    page_of(at)._panel.save(file)
    at.settle()
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert any("Accueil" in row for row in rows)
    assert "don.csv" in at.toast()


def test_a_donation_with_its_terms_is_added_by_keys(at, books):
    at.key(Qt.Key.Key_F9)
    at.settle()
    sheet = at.sheet
    assert isinstance(sheet, DonationSheet)
    sheet.code.setFocus()
    enter(at, "unicef-2026-9")
    at.write("125 000,50", sheet.worth.sum)
    at.write("CPISE dès la remise", sheet.title_said)
    sheet.earmarks.boxes["ROS"].setChecked(True)
    sheet.lines.search.setFocus()
    enter(at, "savon", "4x25")
    at.key(Qt.Key.Key_F9)
    at.settle()
    with books() as store, store.read() as connection:
        found = donation(connection, "UNICEF-2026-9")
    assert (found.value, found.currency) == (12_500_050, "MRU")
    assert [one.centre for one in found.earmarks] == ["ROS"]
    assert [(one.item, one.quantity) for one in found.promised] == [(SOAP, 100)]


def test_what_is_wrong_is_said_at_its_field_and_all_stays(at):
    at.key(Qt.Key.Key_F9)
    at.settle()
    sheet = at.sheet
    at.write("D 1", sheet.code)
    at.write("12,345", sheet.worth.sum)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert sheet.fields["value"].is_wrong
    at.write("12", sheet.worth.sum)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert sheet.fields["code"].is_wrong
    assert (sheet.code.text(), sheet.worth.sum.text()) == ("D 1", "12")


def test_a_delivery_is_announced_received_from_here_and_closed(at, books):
    at.press(at.t("Announce a delivery"))
    at.settle()
    sheet = at.sheet
    assert isinstance(sheet, ExpectSheet)
    assert sheet.donation.code == DONATION
    sheet.lines.search.setFocus()
    enter(at, "savon", "120")
    at.key(Qt.Key.Key_F9)
    at.settle()
    page = page_of(at)
    page.chips.button("deliveries").click()
    at.settle()
    assert "NKC1-A-L00001" in at.said(page._delivery)
    page._delivery.close_it.click()
    at.settle()
    assert isinstance(at.sheet, CloseSheet)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert at.sheet.fields["reason"].is_wrong
    at.type("Jamais chargée")
    at.key(Qt.Key.Key_F9)
    at.settle()
    with books() as store, store.read() as connection:
        (one,) = deliveries(connection)
    assert (one.status, one.reason) == ("closed", "Jamais chargée")


def test_receive_begins_with_the_delivery_that_was_chosen(at):
    at.press(at.t("Announce a delivery"))
    at.settle()
    at.sheet.lines.search.setFocus()
    enter(at, "seau", "20")
    at.key(Qt.Key.Key_F9)
    at.settle()
    page = page_of(at)
    page.chips.button("deliveries").click()
    at.settle()
    page._delivery.receive.click()
    at.settle()
    assert at.page.announced.code == "NKC1-A-L00001"
    assert [line.item.code for line in at.page.contents.grid.lines] == [BUCKET]


def test_nothing_is_cut_in_any_language_and_size(at):
    def look() -> list[str]:
        page = page_of(at)
        wrong = []
        for key in ("donations", "deliveries", "donors"):
            page.chips.button(key).click()
            wrong += looked_at(at)
        page.chips.button("donations").click()
        return wrong

    assert everywhere(at, look) == []


def test_the_sheets_cut_no_word(at):
    def look() -> list[str]:
        page = page_of(at)
        wrong = []
        for opened in (page._add, page._announce):
            opened()
            wrong += looked_at(at, at.sheet)
            at.sheet.done()
        page.chips.button("donors").click()
        at.settle()
        donor = page._donor
        for opened in (page._add, donor._rename, donor._retire, donor._revive):
            opened()
            wrong += looked_at(at, at.sheet)
            at.sheet.done()
        page.chips.button("donations").click()
        return wrong

    assert everywhere(at, look) == []
