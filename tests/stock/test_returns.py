"""Goods come back against their receipt, into the lots that they left."""

from collections.abc import Sequence
from datetime import date

import pytest

from cpise_inventory.errors import Refusal
from cpise_inventory.locations import quarantine
from cpise_inventory.quantities import QuantityTooSmallError
from cpise_inventory.stock import queries
from cpise_inventory.stock.errors import (
    AllBackError,
    AlreadyReversedError,
    LotNotOnReceiptError,
    MoreThanGivenError,
    NotAReceiptError,
    NotOnReceiptError,
    ReturnedBeforeGivenError,
    ReturnedSinceError,
)
from cpise_inventory.stock.returns import Back, GoodsBack, receipt, take_goods_back
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from tests.books import (
    BUCKET,
    CENTRE,
    LOGISTICS,
    MANAGER,
    SOAP,
    assert_sound,
    bring,
    hand_out,
    stock,
)


def came_back(store: Store, number: str, *lines: Back, **about: date) -> str:
    with store.write(LOGISTICS) as work:
        return take_goods_back(work, GoodsBack(number, lines, **about))


def still_out(store: Store, number: str) -> list[tuple[str, int]]:
    with store.read() as connection:
        return [(lot.item, lot.out) for lot in receipt(connection, store.journal, number).lots]


def refused(store: Store, number: str, lines: Sequence[Back], **about: date) -> Refusal:
    with pytest.raises(Refusal) as caught:
        came_back(store, number, *lines, **about)
    return caught.value


@pytest.fixture
def given(store: Store) -> str:
    """A receipt of twelve soaps, of two lots."""
    bring(store, SOAP, 5, "L1", "2099-06")
    bring(store, SOAP, 20, "L2", "2099-09")
    return hand_out(store, SOAP, 12)


def test_what_comes_back_is_in_its_lots_again(store: Store, given: str) -> None:
    number = came_back(store, given, Back(SOAP, 6))
    assert number == f"{CENTRE}-A-RE-2026-00001"
    assert stock(store, SOAP) == {"L1": 5, "L2": 14}
    assert still_out(store, given) == [(SOAP, 0), (SOAP, 6)]
    came_back(store, given)
    assert stock(store, SOAP) == {"L1": 5, "L2": 20}
    assert isinstance(refused(store, given, ()), AllBackError)
    assert_sound(store)


def test_a_lot_may_be_named(store: Store, given: str) -> None:
    came_back(store, given, Back(SOAP, 6, "L2"))
    assert stock(store, SOAP) == {"L2": 19}
    problem = refused(store, given, [Back(SOAP, 2, "L2")])
    assert isinstance(problem, MoreThanGivenError)
    assert (problem.quantity, problem.out) == (2, 1)


def test_what_is_damaged_is_set_apart_and_offered_to_nobody(store: Store, given: str) -> None:
    came_back(store, given, Back(SOAP, 2), Back(SOAP, 1, damaged=True))
    with store.read() as connection:
        apart = queries.lots_at(connection, quarantine(CENTRE), SOAP)
    assert [(lot.number, lot.quantity) for lot in apart] == [("L1", 1)]
    assert still_out(store, given) == [(SOAP, 2), (SOAP, 7)]
    assert_sound(store)


def test_only_what_was_given_comes_back(store: Store, given: str) -> None:
    bring(store, BUCKET, 3)
    before = stock(store, SOAP)
    assert isinstance(refused(store, given, [Back(BUCKET, 1)]), NotOnReceiptError)
    assert isinstance(refused(store, given, [Back(SOAP, 1, "L9")]), LotNotOnReceiptError)
    assert isinstance(refused(store, given, [Back(SOAP, 0)]), QuantityTooSmallError)
    more = refused(store, given, [Back(SOAP, 7), Back(SOAP, 6)])
    assert isinstance(more, MoreThanGivenError)
    assert more.out == 5
    early = refused(store, given, (), happened_on=date(2026, 1, 2))
    assert isinstance(early, ReturnedBeforeGivenError)
    arrived = bring(store, SOAP, 1, "L1", "2099-06")
    assert isinstance(refused(store, arrived, ()), NotAReceiptError)
    assert stock(store, SOAP) == {"L1": before.get("L1", 0) + 1, "L2": before["L2"]}


def test_a_receipt_is_cancelled_after_its_returns(store: Store, given: str) -> None:
    number = came_back(store, given, Back(SOAP, 4))
    with pytest.raises(ReturnedSinceError) as caught, store.write(MANAGER) as work:
        undo(work, given, "mistake")
    assert caught.value.returned_by == number
    with store.write(MANAGER) as work:
        undo(work, number, "mistake")
    assert still_out(store, given) == [(SOAP, 5), (SOAP, 7)]
    with store.write(MANAGER) as work:
        undo(work, given, "mistake")
    assert stock(store, SOAP) == {"L1": 5, "L2": 20}
    assert isinstance(refused(store, given, ()), AlreadyReversedError)
    assert_sound(store)
