"""Donors in the window: among the donations, and from each form that asks who gives."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.donors import retire_donor
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.queries import donation, donor
from cpise_inventory.store import open_store
from tests.books import ADMIN, AUDITOR, DONOR
from tests.ui.pages.forms import enter
from ui.pages.donation_sheet import DonationSheet
from ui.pages.donations import DonationsPage
from ui.pages.donor_sheets import DonorSheet, RetireDonorSheet, ReviveDonorSheet
from ui.pages.receive import ReceivePage
from ui.pages.register import RegisterSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit, books_file):
    """At the donors."""
    hand = sit(books_file.file).sign_in()
    hand.go("donations")
    page_of(hand).chips.button("donors").click()
    hand.settle()
    return hand


def page_of(hand) -> DonationsPage:
    assert isinstance(hand.page, DonationsPage)
    return hand.page


def found(books, code):
    with books() as store, store.read() as connection:
        return donor(connection, code)


def do(hand) -> None:
    hand.key(Qt.Key.Key_F9)
    hand.settle()


def shown(hand) -> list[str]:
    source = page_of(hand).donors
    return [source.model.row(at).donor.code for at in range(source.model.rowCount())]


def test_a_donor_is_added_found_renamed_retired_and_in_use_again(at, books):
    page = page_of(at)
    do(at)
    assert isinstance(at.sheet, DonorSheet)
    enter(at, "crm", "Croissant-Rouge mauritanien", "الهلال الأحمر", "Red Crescent")
    do(at)
    name = Named("Croissant-Rouge mauritanien", "الهلال الأحمر", "Red Crescent")
    assert found(books, "CRM").name == name
    assert page.donors.current().donor.code == "CRM"
    for typed in ("الهلال الاحمر", "CROISSANT rouge", "crm"):
        page.text.setText(typed)
        at.settle()
        assert shown(at) == ["CRM"], typed
    page._donor.rename.click()
    at.settle()
    at.write("Mauritanian Red Crescent", at.sheet.names["en"])
    do(at)
    assert found(books, "CRM").name.en == "Mauritanian Red Crescent"
    assert "Mauritanian Red Crescent" in at.said(page._donor)
    page._donor.retire.click()
    at.settle()
    assert isinstance(at.sheet, RetireDonorSheet)
    at.type("projet terminé")
    do(at)
    assert found(books, "CRM").retired_reason == "projet terminé"
    assert "projet terminé" in at.said(page._donor)
    assert page._donor.retire.isHidden()
    page._donor.revive.click()
    at.settle()
    assert isinstance(at.sheet, ReviveDonorSheet)
    do(at)
    assert found(books, "CRM").retired_on == ""


def test_what_is_wrong_is_said_at_its_field_and_all_stays(at, books):
    do(at)
    sheet = at.sheet
    at.write("oim", sheet.code)
    at.write("Organisation", sheet.names["fr"])
    do(at)
    assert sheet.fields["code"].is_wrong
    assert "OIM" in sheet.fields["code"].problem.text()
    assert (sheet.code.text(), sheet.names["fr"].text()) == ("oim", "Organisation")
    at.write("MSF", sheet.code)
    at.write(found(books, DONOR).name.en.upper(), sheet.names["en"])
    do(at)
    assert sheet.fields["name"].is_wrong
    assert not sheet.fields["code"].is_wrong
    assert found(books, "MSF") is None


def test_a_donation_is_begun_before_its_donor_is_known(at, books):
    page = page_of(at)
    page.chips.button("donations").click()
    do(at)
    form = at.sheet
    assert isinstance(form, DonationSheet)
    at.write("CRM-1", form.code)
    at.write("MR-9", form.reference)
    form.add_donor.click()
    at.settle()
    enter(at, "crm", "Croissant-Rouge")
    do(at)
    assert at.sheet is form
    assert (form.donor.code, form.code.text(), form.reference.text()) == ("CRM", "CRM-1", "MR-9")
    do(at)
    with books() as store, store.read() as connection:
        assert donation(connection, "CRM-1").donor == "CRM"


def test_who_receives_from_somebody_new_adds_them_without_leaving(at, books):
    at.go("receive")
    page = at.page
    assert isinstance(page, ReceivePage)
    at.write("WB-7", page.head.paper)
    page.head.donor.setFocus()
    at.type("Croissant-Rouge")
    page.head.add_donor.click()
    at.settle()
    assert at.sheet.names["fr"].text() == "Croissant-Rouge"
    at.write("crm", at.sheet.code)
    do(at)
    assert (page.head.donor.value, page.head.paper.text()) == ("CRM", "WB-7")
    at.page.desk.open(form := RegisterSheet(at.page.desk))
    at.settle()
    at.write("NB-3", form.paper)
    form.take(["S-77"])
    at.settle()
    form.add_donor.click()
    at.settle()
    enter(at, "msf", "Médecins sans frontières")
    do(at)
    assert at.sheet is form
    assert (form.donor.value, form.paper.text(), form.serials.keys) == ("MSF", "NB-3", ["S-77"])


def test_a_retired_donor_is_offered_no_more_and_named_where_it_gave(sit, books_file):
    with open_store(books_file) as store, store.write(ADMIN) as work:
        retire_donor(work, DONOR)
    hand = sit(books_file.file).sign_in(AUDITOR)
    hand.go("donations")
    hand.settle()
    page = page_of(hand)
    gift = page.donations.current().donation
    assert gift.donor == DONOR
    assert DONOR not in dict(page._places.donors)
    assert page._panel._read is not None
    assert DONOR in dict(page._panel._read.donors)
    page.chips.button("donors").click()
    hand.settle()
    assert shown(hand)[-1] == DONOR
    assert not page.add.isEnabled()
    assert not page._donor.rename.isEnabled()
