"""The receipts behind a row of what became of a donation."""

import pytest

from cpise_inventory.donations.trace import Given, Paper, receipts_of, trace
from cpise_inventory.stock.returns import Back, GoodsBack, take_goods_back
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from tests.books import BUCKET, DONATION, LOGISTICS, bring, hand_out

DAY = "2026-11-24"


def given(store: Store) -> Given:
    with store.read() as connection:
        (one,) = trace(connection, DONATION).given
    return one


def papers(store: Store) -> list[Paper]:
    with store.read() as connection:
        return receipts_of(connection, DONATION, given(store))


@pytest.fixture
def served(store: Store) -> Store:
    bring(store, BUCKET, 40)
    for quantity in (3, 4, 5):
        hand_out(store, BUCKET, quantity)
    return store


def test_they_add_up_to_what_the_row_says(served: Store) -> None:
    found = papers(served)
    assert [one.document for one in found] == [f"NKC1-A-RD-2026-0000{n}" for n in (1, 2, 3)]
    assert sum(one.quantity for one in found) == given(served).quantity == 12


def test_what_was_cancelled_is_left_out_and_what_came_back_taken_off(served: Store) -> None:
    with served.write(LOGISTICS) as work:
        undo(work, "NKC1-A-RD-2026-00001", "wrong")
        take_goods_back(work, GoodsBack("NKC1-A-RD-2026-00002", [Back(BUCKET, 1)]))
    assert sum(one.quantity for one in papers(served)) == given(served).quantity
    assert Paper("NKC1-A-RD-2026-00003", DAY, 5) in papers(served)
    assert "NKC1-A-RD-2026-00001" not in [one.document for one in papers(served)]
