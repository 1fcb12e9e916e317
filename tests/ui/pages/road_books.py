"""Fixtures: books with goods for other centres, on the road or not, and the page of transfers."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from cpise_inventory.transfers.commands import Shipment, send
from tests.books import (
    BUCKET,
    CENTRE,
    KIT,
    LOGISTICS,
    SOAP,
    bring,
)
from tests.ui.real import Hand, Sit


@pytest.fixture
def road_stock(books_file: Address) -> Callable[[], Store]:
    """The same books from beside, with soap in two lots, buckets and kits."""
    with open_store(books_file) as store:
        bring(store, SOAP, 30, "L1", "2027-06")
        bring(store, SOAP, 100, "L2", "2028-06")
        bring(store, BUCKET, 40)
        bring(store, KIT, 80, "K1", "2028-01")
    return lambda: open_store(books_file)


@pytest.fixture
def sent_to_kiffa(road_stock: Callable[[], Store]) -> Callable[[], Store]:
    """With ten soaps and five buckets on the road to Kiffa."""
    with road_stock() as store, store.write(LOGISTICS) as work:
        send(work, Shipment(CENTRE, "KIF", [Wanted(SOAP, 10), Wanted(BUCKET, 5)], driver="Ely"))
    return road_stock


@pytest.fixture
def at_transfers(sit: Sit, books_file: Address) -> Callable[..., Hand]:
    """Somebody at the page, in French."""

    def sit_down(name: str = LOGISTICS) -> Hand:
        assert books_file.file is not None
        hand = sit(books_file.file).sign_in(name)
        hand.key(Qt.Key.Key_F5)
        hand.settle()
        return hand

    return sit_down
