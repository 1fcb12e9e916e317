"""Which lots leave, and that none leaves which was not there, on any day since the fact."""

from datetime import date, timedelta

import pytest

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import read_lot
from cpise_inventory.locations import QUARANTINE
from cpise_inventory.planning.books import stock_of
from cpise_inventory.planning.outlook import usable_lots
from cpise_inventory.stock import errors
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.past import on_hand_at, stock_at_date
from cpise_inventory.stock.queries import lots_at, lots_under, on_hand
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Shelf, Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.undo import undo
from tests.books import (
    BUCKET,
    CENTRE,
    DONOR,
    LOGISTICS,
    ROOM,
    SOAP,
    START,
    Clock,
    assert_sound,
    bring,
    everything,
    stock,
)

TODAY = START.date()


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def came(store: Store, quantity: int, on: date, item: str = BUCKET, lot: str = "") -> str:
    expiry = "2027-06" if item == SOAP else ""
    with store.write(LOGISTICS) as work:
        line = Incoming(item, quantity, lot, expiry)
        return receive(work, Delivery(CENTRE, DONOR, [line], happened_on=on))


def left(
    store: Store, quantity: int, on: date | None = None, item: str = BUCKET, lot: str = ""
) -> str:
    wanted = [Wanted(item, quantity, lot)]
    with store.write(LOGISTICS) as work:
        return distribute(work, Distribution(CENTRE, "Accueil", "unit", wanted, happened_on=on))


def shipped(store: Store, quantity: int, lot: str = "") -> str:
    with store.write(LOGISTICS) as work:
        return send(work, Shipment(CENTRE, "ROS", [Wanted(SOAP, quantity, lot)]))


# --- first expired, first out --------------------------------------------------------------------


def test_of_lots_that_expire_together_what_came_first_leaves_first(store: Store) -> None:
    """Entered in another order than it came in, under numbers that stand in yet another."""
    for lot, days in (("M", 5), ("A", 2), ("Z", 9)):
        came(store, 10, ago(days), SOAP, lot)
    bring(store, SOAP, 5, "A-SOON", "2027-05")
    in_order, last_week = ["A-SOON", "Z", "M", "A"], ["Z", "M"]
    with store.read() as connection:
        shelf = Shelf(connection, ROOM, TODAY, TODAY, lock=False)
        lines = list(shelf.take(Wanted(SOAP, 26), "ROS"))
        held = stock_of(connection, CENTRE, [SOAP])[SOAP].held
        offered = {
            "at the place": [lot.number for lot in lots_at(connection, ROOM, SOAP)],
            "on its shelves": [lot.number for lot in lots_under(connection, ROOM, SOAP)],
            "on hand": [lot.number for lot in on_hand(connection, CENTRE, SOAP)],
            "taken": [read_lot(line.lot).number for line in lines],
            "planned": [read_lot(lot.lot).number for lot in usable_lots(held, TODAY)],
        }
        then = [lot.number for lot in on_hand_at(connection, ago(4), TODAY, CENTRE)]
    assert offered == dict.fromkeys(offered, in_order)
    assert then == last_week


def test_a_lot_that_was_sent_on_is_as_old_as_it_was(store: Store) -> None:
    came(store, 10, ago(9), SOAP, "Z")
    with store.write(LOGISTICS) as work:
        line = Incoming(SOAP, 10, "A", "2027-06")
        receive(work, Delivery("ROS", DONOR, [line], happened_on=ago(3)))
    number = shipped(store, 10)
    with store.write(LOGISTICS) as work:
        arrive(work, Arrival(number))
    with store.read() as connection:
        assert [lot.number for lot in on_hand(connection, "ROS", SOAP)] == ["Z", "A"]


def test_what_expires_first_leaves_first(store: Store) -> None:
    for lot, expiry in (("B", "2028-01"), ("A", "2027-06"), ("C", "2027-06-15"), ("D", "2027-07")):
        bring(store, SOAP, 10, lot, expiry)
    left(store, 15, item=SOAP)
    assert stock(store, SOAP) == {"A": 5, "D": 10, "B": 10}


def test_a_lot_that_is_named_leaves_alone(store: Store) -> None:
    bring(store, SOAP, 10, "A", "2027-06")
    bring(store, SOAP, 10, "B", "2028-01")
    left(store, 4, item=SOAP, lot="B")
    left(store, 4, item=SOAP, lot="A/2027-06/OIM-2026-01")
    assert stock(store, SOAP) == {"A": 6, "B": 6}
    with pytest.raises(errors.NotEnoughStockError) as refused:
        left(store, 7, item=SOAP, lot="B")
    assert refused.value.available == 6


def test_lines_of_one_document_do_not_take_the_same_goods_twice(store: Store) -> None:
    bring(store, SOAP, 10, "A", "2027-06")
    bring(store, SOAP, 10, "B", "2028-01")
    goods = [Wanted(SOAP, 8), Wanted(SOAP, 8), Wanted(SOAP, 4)]
    with store.write(LOGISTICS) as work:
        distribute(work, Distribution(CENTRE, "Accueil", "unit", goods))
    assert stock(store, SOAP) == {}
    assert_sound(store)


# --- expired -------------------------------------------------------------------------------------


@pytest.fixture
def expired(store: Store, clock: Clock) -> Store:
    """Ten of a lot that expired yesterday, five that expire today, by the clock of tomorrow."""
    bring(store, SOAP, 10, "OLD", TODAY.isoformat())
    bring(store, SOAP, 5, "GOOD", (TODAY + timedelta(1)).isoformat())
    clock.set(START + timedelta(1))
    return store


def test_a_lot_may_be_given_on_its_last_day_and_not_after(expired: Store) -> None:
    left(expired, 5, item=SOAP)
    assert stock(expired, SOAP) == {"OLD": 10}
    with pytest.raises(errors.OnlyExpiredStockError) as refused:
        left(expired, 1, item=SOAP)
    assert (refused.value.available, refused.value.expired) == (0, 10)


@pytest.mark.parametrize("lot", ["OLD", "OLD/2026-11-24/OIM-2026-01"])
def test_an_expired_lot_is_given_to_nobody_even_by_name(expired: Store, lot: str) -> None:
    before = everything(expired)
    with pytest.raises(errors.ExpiredLotError):
        left(expired, 1, item=SOAP, lot=lot)
    assert everything(expired) == before


def test_an_expired_lot_is_sent_only_by_name(expired: Store) -> None:
    with pytest.raises(errors.OnlyExpiredStockError):
        shipped(expired, 6)
    shipped(expired, 6, "OLD")
    assert stock(expired, SOAP) == {"OLD": 4, "GOOD": 5}


def test_what_was_given_before_it_expired_can_be_entered_later(expired: Store) -> None:
    left(expired, 4, on=TODAY, item=SOAP)
    assert stock(expired, SOAP) == {"OLD": 6, "GOOD": 5}


def test_a_month_means_its_last_day(store: Store, clock: Clock) -> None:
    bring(store, SOAP, 10, "FEB", "2027-02")
    clock.set(START.replace(year=2027, month=2, day=28))
    left(store, 1, item=SOAP)
    clock.set(START.replace(year=2027, month=3, day=1))
    with pytest.raises(errors.OnlyExpiredStockError):
        left(store, 1, item=SOAP)


# --- the past ------------------------------------------------------------------------------------


def test_a_past_fact_takes_only_what_was_left_on_every_day_since(store: Store) -> None:
    came(store, 10, ago(10))
    left(store, 8, ago(5))
    came(store, 20, ago(2))
    with pytest.raises(errors.NotEnoughThenError) as refused:
        left(store, 3, ago(7))
    assert (refused.value.available, refused.value.day) == (2, ago(7).isoformat())
    left(store, 2, ago(7))
    left(store, 20, ago(1))
    assert stock(store, BUCKET) == {}
    assert_sound(store)


def test_what_was_there_then_and_has_left_since_names_the_document(store: Store) -> None:
    """Of last Friday, entered on Monday: the shelf was full, and somebody emptied it."""
    came(store, 10, ago(10))
    left(store, 1, ago(8))
    first = left(store, 6, ago(5))
    last = left(store, 3, ago(2))
    for quantity, document, day in ((9, first, ago(5)), (4, first, ago(5)), (1, last, ago(2))):
        with pytest.raises(errors.TakenSinceError) as refused:
            left(store, quantity, ago(7))
        assert (refused.value.document, refused.value.taken_on) == (document, day.isoformat())
    with pytest.raises(errors.NotEnoughStockError):
        left(store, 1, TODAY)


def test_a_lot_that_is_used_up_is_known_to_have_been_there_then(store: Store) -> None:
    came(store, 10, ago(9), SOAP, "FIRST")
    taken = left(store, 10, ago(2), item=SOAP)
    with pytest.raises(errors.TakenSinceError) as refused:
        left(store, 4, ago(5), SOAP, lot="FIRST")
    assert (refused.value.document, refused.value.available) == (taken, 0)
    with pytest.raises(errors.UnknownLotError):
        left(store, 4, ago(5), SOAP, lot="NEVER")


def test_what_went_into_quarantine_since_names_that_paper(store: Store) -> None:
    came(store, 10, ago(9))
    with store.write(LOGISTICS) as work:
        move = Relocation(CENTRE, "", QUARANTINE, [Wanted(BUCKET, 4)], "à vérifier", ago(6))
        moved = relocate(work, move)
    with pytest.raises(errors.TakenSinceError) as refused:
        left(store, 7, ago(8))
    assert refused.value.document == moved


def test_goods_cannot_leave_before_they_came(store: Store) -> None:
    came(store, 10, ago(3))
    with pytest.raises(errors.NotEnoughThenError):
        left(store, 1, ago(4))
    left(store, 1, ago(3))


def test_a_past_fact_takes_from_the_lots_of_then(store: Store) -> None:
    came(store, 10, ago(9), SOAP, "FIRST")
    bring(store, SOAP, 10, "SOONER", "2027-01")
    left(store, 6, ago(5), SOAP)
    assert stock(store, SOAP) == {"FIRST": 4, "SOONER": 10}


def test_what_comes_tomorrow_cannot_be_given_today(store: Store) -> None:
    """A day's grace is given to clocks that differ: its goods are not there yet."""
    came(store, 10, TODAY + timedelta(1))
    with pytest.raises(errors.NotYetThereError) as refused:
        left(store, 1)
    assert refused.value.available == 0
    left(store, 1, TODAY + timedelta(1))
    assert stock(store, BUCKET) == {"": 9}


def test_what_leaves_tomorrow_cannot_be_given_today_too(store: Store) -> None:
    came(store, 10, TODAY)
    left(store, 8, TODAY + timedelta(1))
    with pytest.raises(errors.NotEnoughStockError):
        left(store, 3)


def test_what_comes_tomorrow_is_not_undone_before_it_came(store: Store) -> None:
    number = came(store, 10, TODAY + timedelta(1))
    with store.write(LOGISTICS) as work:
        undo(work, number, "wrong")
    with store.read() as connection:
        for day in (TODAY, TODAY + timedelta(1)):
            assert stock_at_date(connection, day.isoformat()) == {}
    assert_sound(store)


def test_a_delivery_whose_goods_left_and_came_again_can_be_undone(store: Store) -> None:
    number = came(store, 10, ago(5))
    left(store, 10, ago(4))
    came(store, 15, ago(3))
    with store.write(LOGISTICS) as work:
        undo(work, number, "wrong")
    assert stock(store, BUCKET) == {"": 5}


def test_on_no_day_was_there_less_than_nothing(store: Store) -> None:
    came(store, 10, ago(10))
    came(store, 10, ago(4))
    for quantity, day in ((5, ago(9)), (5, ago(8)), (1, ago(9)), (9, ago(4)), (2, ago(10))):
        try:
            left(store, quantity, day)
        except Refusal:
            continue
    with store.read() as connection:
        for days in range(12):
            there = stock_at_date(connection, ago(days).isoformat())
            assert all(quantity > 0 for quantity in there.values()), (days, there)


# --- looking only --------------------------------------------------------------------------------


def test_looking_tells_the_same_and_takes_nothing(store: Store) -> None:
    bring(store, SOAP, 10, "A", "2027-06")
    with store.read() as connection:
        shelf = Shelf(connection, ROOM, TODAY, TODAY, lock=False)
        assert shelf.available(Wanted(SOAP, 1), "~distributed") == 10
        assert sum(line.quantity for line in shelf.take(Wanted(SOAP, 7), "~distributed")) == 7
        assert shelf.available(Wanted(SOAP, 1), "~distributed") == 3
        assert lots_at(connection, ROOM, SOAP)[0].quantity == 10
