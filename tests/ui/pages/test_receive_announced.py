"""Receiving what was announced, by keys and by scanner: parts, damage, and GS1 codes."""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.events import Promised
from cpise_inventory.donations.commands import Announcement, expect
from cpise_inventory.donations.expected import delivery
from cpise_inventory.scanned import know_barcode
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.store import open_store
from tests.books import BUCKET, CENTRE, DONATION, LOGISTICS, SOAP, assert_sound
from tests.ui import keys
from tests.ui.pages.forms import enter
from tests.ui.pages.receiving import page_of, seated, to_lines, values
from ui.pages.announced import AnnouncedSheet
from ui.pages.gtin_sheet import GtinSheet
from ui.pages.issued import IssuedSheet

pytest_plugins = ("tests.ui.sitting",)
GTIN, CARTON = "09521234543213", "19521234543210"
BOX = f"]C101{GTIN}1731060010L7\x1d3048"


@pytest.fixture
def announced(sit, books_file):
    """Aïcha at the page; a delivery of soap and buckets is expected."""
    with open_store(books_file) as store, store.write(LOGISTICS) as work:
        lines = [Promised(SOAP, 100), Promised(BUCKET, 20)]
        expect(work, Announcement(DONATION, CENTRE, lines, paper="WB-7", transport="Camion 12"))
    return seated(sit, books_file)


@pytest.fixture
def at(sit, books_file):
    return seated(sit, books_file)


def take_it(hand):
    page_of(hand).announced.choose()
    hand.settle()
    assert isinstance(hand.sheet, AnnouncedSheet)
    hand.key(Qt.Key.Key_F9)
    hand.settle()


def there(store):
    with store.read() as connection:
        return {(one.location, one.item): one.quantity for one in on_hand(connection, CENTRE)}


def left(store):
    with store.read() as connection:
        found = delivery(connection, "NKC1-A-L00001")
    return {line.item: line.remaining for line in found.lines}


def test_a_delivery_that_was_announced_needs_only_lots_and_dates(announced, books):
    assert page_of(announced).announced.isVisible()
    take_it(announced)
    page = page_of(announced)
    assert page.head.donation.value == DONATION
    assert (page.head.paper.text(), page.head.transport.text()) == ("WB-7", "Camion 12")
    assert values(page) == [(SOAP, "", "", "100"), (BUCKET, "", "", "20")]
    enter(announced, "L7", "0631", "")  # lot, expiry, and the quantity as it was announced
    announced.key(Qt.Key.Key_F9)
    announced.settle()
    assert isinstance(announced.sheet, IssuedSheet)
    with books() as store:
        assert left(store) == {SOAP: 0, BUCKET: 0}
        assert_sound(store)
    assert page.announced.code == ""


def test_what_is_short_stays_expected_and_what_is_damaged_goes_apart(announced, books):
    take_it(announced)
    page = page_of(announced)
    page._compare.click()
    announced.settle()
    page.contents.grid.enter_line(0, "lot")
    enter(announced, "L7", "0631")
    announced.write("90", page.contents.grid.editor("quantity"))
    announced.write("4", page.contents.grid.editor("damaged"))
    announced.write("6", page.contents.grid.editor("missing"))
    announced.settle()
    assert "endommag" in announced.said(page.contents.trouble)
    page.head.fields["remarks"].focus()
    announced.type("Cartons écrasés")
    announced.key(Qt.Key.Key_F9)
    announced.settle()
    assert isinstance(announced.sheet, IssuedSheet)
    with books() as store:
        assert there(store) == {
            ("NKC1/MAGASIN", SOAP): 90,
            ("NKC1/QUARANTAINE", SOAP): 4,
            ("NKC1/MAGASIN", BUCKET): 20,
        }
        assert left(store) == {SOAP: 6, BUCKET: 0}


def test_a_whole_delivery_is_put_into_quarantine_by_its_storeroom(announced, books):
    take_it(announced)
    page = page_of(announced)
    page.head.room.choose("NKC1/QUARANTAINE")
    page.contents.grid.enter_line(0, "lot")
    enter(announced, "L7", "0631", "")
    announced.key(Qt.Key.Key_F9)
    announced.settle()
    with books() as store:
        assert {place for place, _ in there(store)} == {"NKC1/QUARANTAINE"}


@pytest.mark.parametrize("layout", ["us", "fr", "ara"])
def test_one_scan_of_a_gs1_code_fills_the_line(at, books, layout):
    with books() as store, store.write(LOGISTICS) as work:
        know_barcode(work, SOAP, GTIN)
    to_lines(at)
    keys.scan(at.window, BOX, layout)
    at.settle()
    page = page_of(at)
    assert values(page) == [(SOAP, "L7", "06/2031", "48")]
    keys.scan(at.window, BOX, layout)
    at.settle()
    assert values(page) == [(SOAP, "L7", "06/2031", "96")]
    keys.scan(at.window, BOX.replace("L7", "L8"), layout)
    at.settle()
    assert values(page)[1] == (SOAP, "L8", "06/2031", "48")


def test_a_box_of_what_was_announced_is_counted_on_its_line(announced, books):
    with books() as store, store.write(LOGISTICS) as work:
        know_barcode(work, SOAP, GTIN)
    take_it(announced)
    for _ in range(2):
        keys.scan(announced.window, BOX)
        announced.settle()
    assert values(page_of(announced))[0] == (SOAP, "L7", "06/2031", "96")


def test_whose_code_it_is_is_told_once_and_the_box_is_entered(at, books):
    to_lines(at)
    keys.scan(at.window, f"]C101{CARTON}1731060010L7")
    at.settle()
    page = page_of(at)
    assert page.contents.answer.tone == "bad"
    assert CARTON in page.contents.answer.title.text()
    at.press(at.t("Say whose code it is"), page.contents.answer)
    at.settle()
    assert isinstance(at.sheet, GtinSheet)
    enter(at, "seau")
    at.settle()
    at.sheet.pack.choose("carton")
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert values(page) == [(BUCKET, "L7", "", "12")]
    with books() as store, store.read() as connection:
        from cpise_inventory.catalogue.queries import item

        assert item(connection, BUCKET).barcodes == ((CARTON, "carton"),)


@pytest.mark.parametrize(
    ("code", "said"),
    [(f"]C101{GTIN}1731", "coupé"), (f"]C101{GTIN[:-1]}417310600", "clé de contrôle")],
)
def test_a_code_that_is_cut_short_or_wrong_is_refused_with_its_sentence(at, code, said):
    to_lines(at)
    keys.scan(at.window, code)
    at.settle()
    page = page_of(at)
    assert said in page.contents.answer.title.text()
    assert values(page) == []
