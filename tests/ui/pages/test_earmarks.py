"""How much of a donation is for which centre, and what came over: both said at the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.commands import describe_donation
from cpise_inventory.catalogue.events import DonationDescribed, Earmark
from cpise_inventory.catalogue.queries import donation
from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.store import Store, open_store
from tests.books import ADMIN, BUCKET, DONATION, DONOR, SOAP
from tests.ui.pages.forms import enter, everywhere, looked_at
from tests.ui.pages.receiving import choose_donor, to_lines
from tests.ui.real import Hand
from ui.pages.donation_sheet import DonationSheet
from ui.pages.donations import DonationsPage
from ui.pages.earmarks import SharesSheet
from ui.pages.issued import IssuedSheet

pytest_plugins = ("tests.ui.sitting",)
KNOWN = (Earmark("KIF"), Earmark("ROS", SOAP, 40), Earmark("ROS", BUCKET))


@pytest.fixture
def at(sit, books_file) -> Hand:
    """All of the donation may go to Kiffa; to Rosso forty soaps, and however many buckets come."""
    with open_store(books_file) as store, store.write(ADMIN) as work:
        describe_donation(work, DonationDescribed(DONATION, DONOR, earmarks=KNOWN))
    hand = sit(books_file.file).sign_in()
    hand.go("donations")
    hand.settle()
    return hand


def described(at: Hand) -> DonationSheet:
    page = at.page
    assert isinstance(page, DonationsPage)
    page._panel._edit.click()
    sheet = at.sheet
    assert isinstance(sheet, DonationSheet)
    at.settle()
    return sheet


def shares(at: Hand, sheet: DonationSheet, centre: str) -> SharesSheet:
    sheet.earmarks.ways[centre].click()
    opened = at.sheet
    assert isinstance(opened, SharesSheet)
    at.settle()
    return opened


def kept(books: Callable[[], Store]) -> set[Earmark]:
    with books() as store, store.read() as connection:
        found = donation(connection, DONATION)
    assert found is not None
    return set(found.earmarks)


def test_what_is_known_stays_when_the_donation_is_described_anew(at, books):
    sheet = described(at)
    assert sheet.earmarks.chosen == ["KIF", "ROS"]
    assert "40 × Savon 250 g, Seau 14 l" in at.said(sheet.earmarks)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert kept(books) == set(KNOWN)
    assert "ROS\u00a0: 40 × Savon 250 g" in at.said(at.page._panel)


def test_quantities_are_told_centre_by_centre(at, books):
    sheet = described(at)
    told = shares(at, sheet, "ALE")
    enter(at, "savon", "4x25", "seau", "")
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert sheet.earmarks.boxes["ALE"].isChecked()
    rosso = shares(at, sheet, "ROS")
    assert [(line.item.code, line.quantity()) for line in rosso.lines.grid.lines] == [
        (SOAP, 40),
        (BUCKET, None),
    ]
    rosso.lines.grid.remove(1)
    at.key(Qt.Key.Key_F9)
    sheet.earmarks.boxes["KIF"].setChecked(False)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert told is not rosso
    assert kept(books) == {Earmark("ALE", SOAP, 100), Earmark("ALE", BUCKET), KNOWN[1]}


def test_a_quantity_that_cannot_be_read_stays_on_the_sheet(at):
    told = shares(at, described(at), "ALE")
    enter(at, "savon", "3++")
    at.key(Qt.Key.Key_F9)
    assert at.sheet is told
    assert told.lines.grid.problems()


def test_what_came_over_is_entered_without_an_announcement(at, books):
    page = at.go("receive")
    page._compare.click()
    assert "over" in [column.key for column in page.contents.grid.columns]
    choose_donor(at)
    to_lines(at)
    enter(at, "seau", "", "12")
    at.write("2", page.contents.grid.editor("over"))
    at.key(Qt.Key.Key_F9)
    at.settle()
    sheet = at.sheet
    assert isinstance(sheet, IssuedSheet)
    with books() as store, store.read() as connection:
        found = document_of(connection, sheet.number)
        (check,) = issued_event(connection, store.journal, found).payload.checks
    assert (check.item, check.over) == (BUCKET, 2)


def test_of_an_announced_delivery_what_is_over_is_reckoned(at):
    page = at.go("receive")
    page._compare.click()
    page.announced.code = "NKC1-A-L00001"
    page.announced.changed.emit()
    assert "over" not in [column.key for column in page.contents.grid.columns]
    page.announced.leave()
    assert "over" in [column.key for column in page.contents.grid.columns]


def test_no_word_of_it_is_cut(at):
    def look() -> list[str]:
        at.go("donations")
        at.settle()
        sheet = described(at)
        wrong = looked_at(at, sheet)
        sheet.earmarks.ways["ROS"].click()
        at.settle()
        wrong += looked_at(at, at.sheet)
        at.window.veils.close_all()
        receive = at.go("receive")
        receive._compare.setChecked(True)
        return wrong + looked_at(at)

    assert everywhere(at, look) == []
