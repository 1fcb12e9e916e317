"""Receiving at the real window: by keys and by scans; what is wrong is said at its place."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.commands import retire_item
from tests.books import BUCKET, DONATION, MANAGER, SOAP, assert_sound, bring, stock
from tests.ui.keys import scan
from tests.ui.pages.forms import count_documents, enter
from tests.ui.pages.receiving import choose_donor, page_of, seated, to_lines, values
from ui.pages.donation_sheet import DonationSheet
from ui.pages.issued import IssuedSheet
from ui.pages.item_sheet import ItemSheet

pytest_plugins = ("tests.ui.sitting",)


@pytest.fixture
def at(sit, books_file):
    return seated(sit, books_file)


def test_three_lines_by_keys_and_f9_issues_the_note(at, books):
    page = page_of(at)
    assert page.head.donor.hasFocus()
    enter(at, "oim", "")  # the donation is optional
    assert page.head.donor.value == "OIM"
    to_lines(at)
    enter(at, "savon", "L23", "0328", "4x24+3")
    assert page.contents.search.hasFocus()  # the next line is open
    enter(at, "seau", "", "2x12")
    enter(at, "Soap", "L24", "06/28", "10")
    assert page.foot.totals.whole() == "3 lignes · 133 unités"
    at.key(Qt.Key.Key_F9)
    sheet = at.sheet
    assert isinstance(sheet, IssuedSheet)
    assert sheet.number == "NKC1-A-BR-2026-00001"
    with books() as store:
        assert stock(store, SOAP) == {"L23": 99, "L24": 10}
        assert stock(store, BUCKET) == {"": 24}
        assert_sound(store)
    assert page.contents.grid.lines == []
    assert page.contents.answer.tone == "good"
    assert "NKC1-A-BR-2026-00001" in page.contents.answer.title.text()
    assert not page.has_work()


def test_the_donor_stays_for_the_next_delivery(at, books):
    choose_donor(at)
    page_of(at).head.paper.setText("WB-1")
    to_lines(at)
    enter(at, "seau", "", "3")
    at.key(Qt.Key.Key_F9)
    at.sheet.done()
    page = page_of(at)
    assert (page.head.donor.value, page.head.paper.text()) == ("OIM", "")


def test_what_lacks_is_said_at_its_field_and_all_work_is_kept(at, books):
    page = page_of(at)
    choose_donor(at)
    to_lines(at)
    enter(at, "savon", "L23", "", "5")
    assert page.contents.grid.lines[0].state.text == "Péremption manquante"
    at.key(Qt.Key.Key_F9)
    assert page.contents.grid.editor("expiry").hasFocus()
    said = page.contents.grid.lines[0].problems["expiry"]
    assert "Savon 250 g" in said
    assert said in page.contents.trouble.title.text()
    assert values(page) == [(SOAP, "L23", "", "5")]
    enter(at, "0328")
    assert not page.contents.grid.lines[0].problems
    at.key(Qt.Key.Key_F9)
    assert isinstance(at.sheet, IssuedSheet)


def test_a_quantity_that_cannot_be_is_red_and_nothing_is_issued(at, books):
    page = page_of(at)
    choose_donor(at)
    to_lines(at)
    enter(at, "seau", "")
    said = set()
    for typed in ("", "0", "2,5", "9x9999999"):
        at.write(typed, page.contents.grid.editor("quantity"))
        at.key(Qt.Key.Key_F9)
        assert page.contents.grid.editor("quantity").hasFocus()
        said.add(page.contents.grid.lines[0].problems["quantity"])
    assert len(said) == 4
    with books() as store:
        assert count_documents(store) == 0


def test_without_a_donor_the_field_says_so(at, books):
    page = page_of(at)
    to_lines(at)
    enter(at, "seau", "", "3")
    at.key(Qt.Key.Key_F9)
    assert page.head.fields["donor"].is_wrong
    assert page.head.donor.hasFocus()
    assert values(page) == [(BUCKET, "", "", "3")]


def test_without_a_line_the_page_says_what_lacks(at, books):
    choose_donor(at)
    at.key(Qt.Key.Key_F9)
    assert page_of(at).contents.trouble.tone == "bad"


def test_an_expired_lot_needs_a_reason_which_stands_on_the_note(at, books):
    page = page_of(at)
    choose_donor(at)
    to_lines(at)
    enter(at, "savon", "L1", "1125", "5")
    assert page.contents.grid.lines[0].state.text == "Périmé"
    assert page.contents.trouble.tone == "bad"
    at.key(Qt.Key.Key_F9)
    assert page.contents.grid.lines[0].problems
    page.head.fields["remarks"].focus()
    at.type("Don d’un stock périmé, à détruire")
    at.key(Qt.Key.Key_F9)
    assert isinstance(at.sheet, IssuedSheet)
    with books() as store:
        assert stock(store, SOAP) == {"L1": 5}


def test_an_expired_lot_can_be_refused_at_a_press(at, books):
    page = page_of(at)
    choose_donor(at)
    to_lines(at)
    enter(at, "savon", "L1", "1125", "5")
    at.press("Le refuser")
    assert page.contents.grid.lines == []
    assert page.contents.trouble.tone == ""


def test_a_retired_item_is_no_new_one_and_is_refused_at_its_line(at, books):
    with books() as store, store.write(MANAGER) as work:
        retire_item(work, BUCKET)
    choose_donor(at)
    to_lines(at)
    enter(at, "seau", "", "3")
    at.key(Qt.Key.Key_F9)
    contents = page_of(at).contents
    assert "retiré du catalogue" in contents.trouble.title.text()
    assert values(page_of(at)) == [(BUCKET, "", "", "3")]


def test_what_the_books_refuse_is_said_at_the_line(at, books):
    with books() as store:
        bring(store, SOAP, 5, "L23", "2028-03")
    page = page_of(at)
    choose_donor(at)
    page.head.donation.setFocus()
    enter(at, DONATION)
    to_lines(at)
    enter(at, "seau", "", "3")
    enter(at, "savon", "L23", "0628", "5")
    at.key(Qt.Key.Key_F9)
    assert set(page.contents.grid.lines[1].problems) == {"expiry"}
    assert page.contents.grid.editor("expiry").hasFocus()
    assert "03/2028" in page.contents.trouble.title.text()


def test_what_cannot_be_of_a_lot_is_said_at_its_line_and_all_stays(at, books):
    page = page_of(at)
    choose_donor(at)
    to_lines(at)
    enter(at, "savon", "L23", "31/02/2028", "5")
    at.key(Qt.Key.Key_F9)
    assert "31/02/2028" in page.contents.grid.lines[0].problems["expiry"]
    assert page.contents.grid.editor("expiry").hasFocus()
    assert values(page) == [(SOAP, "L23", "31/02/2028", "5")]
    at.write("0328", page.contents.grid.editor("expiry"))
    to_lines(at)
    enter(at, "savon", "L23", "0628", "7")
    at.key(Qt.Key.Key_F9)
    assert set(page.contents.grid.lines[1].problems) == {"expiry"}
    assert page.contents.grid.editor("expiry").hasFocus()
    assert "Les lignes 1 et 2" in page.contents.trouble.title.text()
    kept = values(page)
    assert [(lot, quantity) for _, lot, _, quantity in kept] == [("L23", "5"), ("L23", "7")]
    for code, told in (
        ("0109521234543214", "clé de contrôle"),
        ("]C10109521234543214", "clé de contrôle"),
        ("]C101095212345", "coupé"),
        ("]C101095212345432131727023110L7", "270231"),
    ):
        scan(at.window, code)
        at.settle()
        assert told in page.contents.answer.title.text(), code
    assert values(page) == kept
    with books() as store:
        assert count_documents(store) == 0


def test_a_line_is_removed_by_keys(at):
    page = page_of(at)
    to_lines(at)
    enter(at, "seau", "", "3")
    enter(at, "savon", "L1")
    at.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert values(page) == [(BUCKET, "", "", "3")]


def test_packs_are_shown_beside_the_quantity(at):
    page = page_of(at)
    to_lines(at)
    enter(at, "seau", "", "27")
    assert page.contents.grid.lines[0].values["packs"] == "2 cartons + 3 pièces"


def test_an_item_that_nobody_knows_is_described_and_entered(at, books):
    page = page_of(at)
    to_lines(at)
    enter(at, "Gel hydroalcoolique")
    sheet = at.sheet
    assert isinstance(sheet, ItemSheet)
    assert sheet.names["fr"].text() == "Gel hydroalcoolique"
    at.write("gel-500", sheet.code)
    sheet.expires.setChecked(True)
    at.write("24", sheet.holds)
    at.key(Qt.Key.Key_F9)
    at.until(lambda: page.contents.grid.lines)
    assert page.contents.grid.lines[0].item.code == "GEL-500"
    assert page.contents.grid.editor("lot").hasFocus()
    with books() as store, store.read() as connection:
        found = catalogue.item(connection, "GEL-500")
    assert found is not None
    assert (found.name.fr, found.keeps_expiry, found.packs) == (
        "Gel hydroalcoolique",
        True,
        (("carton", 24),),
    )


def test_a_code_that_is_taken_is_said_at_the_field(at):
    to_lines(at)
    enter(at, "Gel")
    sheet = at.sheet
    assert isinstance(sheet, ItemSheet)
    at.write(SOAP, sheet.code)
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["code"].is_wrong
    at.write("pas un code !", sheet.code)
    at.key(Qt.Key.Key_F9)
    assert sheet.fields["code"].is_wrong


def test_a_new_donation_is_chosen_with_its_donor(at, books):
    page = page_of(at)
    at.press("Nouveau don")
    sheet = at.sheet
    assert isinstance(sheet, DonationSheet)
    sheet.donor.choose("UNICEF")
    at.write("UNICEF-2026-07", sheet.code)
    at.write("MR/26/7", sheet.reference)
    at.key(Qt.Key.Key_F9)
    at.until(lambda: page.head.donation.value == "UNICEF-2026-07")
    assert page.head.donor.value == "UNICEF"
    with books() as store, store.read() as connection:
        found = {one.code: one for one in catalogue.donations(connection)}
    assert found["UNICEF-2026-07"].reference == "MR/26/7"
    at.write(DONATION, page.head.donation)  # another donor's: it says who gives
    at.rest()
    at.key(Qt.Key.Key_Return)
    assert (page.head.donation.value, page.head.donor.value) == (DONATION, "OIM")
