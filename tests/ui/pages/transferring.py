"""At the page of transfers: what its tests do there."""

from collections.abc import Callable

from cpise_inventory.store import Store
from cpise_inventory.transfers import queries
from tests.books import (
    assert_sound,
)
from tests.ui.real import Hand
from ui.pages.transfers import TransfersPage

WAYBILL, RECEIPT, ASKED = "NKC1-A-BE-2026-00001", "NKC1-A-AR-2026-00001", "NKC1-A-PD-2026-00001"


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
