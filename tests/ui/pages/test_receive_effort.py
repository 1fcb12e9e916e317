"""What it costs in keys and scans to receive ten lines (docs/effort.md): no change makes it dearer
unseen.
"""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named, Promised
from cpise_inventory.donations.commands import Announcement, expect
from cpise_inventory.scanned import know_barcode
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.store import open_store
from tests.books import CENTRE, DONATION, LOGISTICS
from tests.ui import keys
from tests.ui.pages.forms import enter
from tests.ui.pages.receiving import page_of, seated

pytest_plugins = ("tests.ui.sitting",)
NAMES = ("Alco", "Bros", "Coto", "Dent", "Epon", "Feut", "Gant", "Huil", "Jave", "Ling")
BY_HAND, BY_SCAN, ANNOUNCED = 168, 11, 92


def gtin(number: int) -> str:
    body = f"0952123454{number:03d}"
    weighed = sum(int(one) * (3 if at % 2 == 0 else 1) for at, one in enumerate(body))
    return body + str(-weighed % 10)


@pytest.fixture
def at(sit, books_file):
    """Ten items that expire, each with its GTIN; a delivery of them is expected."""
    with open_store(books_file) as store, store.write(LOGISTICS) as work:
        describe_items(work, [Item(name.upper(), Named(name), keeps_expiry=True) for name in NAMES])
        for number, name in enumerate(NAMES):
            know_barcode(work, name.upper(), gtin(number))
        lines = [Promised(name.upper(), 24) for name in NAMES]
        expect(work, Announcement(DONATION, CENTRE, lines))
    return seated(sit, books_file)


def typed(hand, *texts: str) -> int:
    """Each text and Enter; how many keys that took."""
    enter(hand, *texts)
    return sum(len(text) + 1 for text in texts)


def finish(hand) -> int:
    hand.key(Qt.Key.Key_F9)
    hand.settle()
    return 1


def received(store) -> list[int]:
    with store.read() as connection:
        return [one.quantity for one in on_hand(connection, CENTRE)]


def test_ten_lines_by_hand(at, books):
    spent = typed(at, "oim", "", "")  # who gives; no donation, no paper; then the lines
    assert page_of(at).contents.search.hasFocus()
    for name in NAMES:
        spent += typed(at, name[:3], "L01", "0631", "24")
    spent += finish(at)
    with books() as store:
        assert received(store) == [24] * 10
    assert spent <= BY_HAND


def test_ten_lines_by_scan(at, books):
    page_of(at).announced.choose()
    at.settle()
    at.key(Qt.Key.Key_F9)
    at.settle()
    spent = 0
    for number in range(10):
        keys.scan(at.window, f"]C101{gtin(number)}1731060010L01\x1d3024")
        at.settle()
        spent += 1
    spent += finish(at)
    with books() as store:
        assert received(store) == [24] * 10
    assert spent <= BY_SCAN


def test_ten_lines_as_announced(at, books):
    page_of(at).announced.choose()
    at.settle()
    spent = finish(at)  # F9 takes the delivery that is proposed
    for _name in NAMES:
        spent += typed(at, "L01", "0631")
    spent += finish(at)
    with books() as store:
        assert received(store) == [24] * 10
    assert spent <= ANNOUNCED
