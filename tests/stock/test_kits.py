"""Kits: what goes in comes out, lot by lot, whatever happens in between."""

from datetime import timedelta

import pytest

from cpise_inventory.catalogue.commands import UnknownKitError, define_kit, describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.quantities import QuantityTooLargeError, QuantityTooSmallError
from cpise_inventory.stock import errors, kits
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.stock.queries import inside_of, on_hand
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.undo import undo
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    KIT,
    LOGISTICS,
    SOAP,
    START,
    Clock,
    assert_sound,
    bring,
    everything,
    hand_out,
    stock,
)

FIRST = "NKC1-A-CK-2026-00001"


def assemble(store: Store, number: int, kit: str = KIT) -> str:
    with store.write(LOGISTICS) as work:
        return kits.assemble(work, CENTRE, kit, number)


def take_apart(store: Store, number: int, lot: str = "", kit: str = KIT) -> str:
    with store.write(LOGISTICS) as work:
        return kits.open_kits(work, CENTRE, kit, number, lot)


def undone(store: Store, number: str) -> str:
    with store.write(LOGISTICS) as work:
        return undo(work, number, "wrong")


def parts(store: Store) -> dict[str, dict[str, int]]:
    return {item: stock(store, item) for item in (SOAP, BUCKET)}


@pytest.fixture
def shelf(store: Store) -> Store:
    """Soap in three lots, five pieces, six and nine; ten buckets."""
    bring(store, SOAP, 5, "L1", "2027-06")
    bring(store, SOAP, 6, "L2", "2027-09")
    bring(store, SOAP, 9, "L3", "2028-01")
    bring(store, BUCKET, 10)
    return store


def test_parts_become_kits_that_expire_with_the_first_of_them(shelf: Store) -> None:
    assert assemble(shelf, 4) == FIRST
    assert parts(shelf) == {SOAP: {"L2": 3, "L3": 9}, BUCKET: {"": 6}}
    with shelf.read() as connection:
        kit = on_hand(connection, item=KIT)[0]
    assert (kit.number, kit.expiry, kit.donation, kit.quantity) == (FIRST, "2027-06", DONATION, 4)
    assert_sound(shelf)


def test_kits_of_goods_of_two_donors_name_both(store: Store) -> None:
    bring(store, BUCKET, 2)
    with store.write(LOGISTICS) as work:
        receive(work, Delivery(CENTRE, DONOR, [Incoming(SOAP, 4, "L1", "2027-06-15")]))
    assemble(store, 2)
    with store.read() as connection:
        assert on_hand(connection, item=KIT)[0].lot == f"{FIRST}/2027-06-15/{DONOR}+{DONATION}"


def test_what_never_expires_leaves_the_kit_its_parts_date(store: Store) -> None:
    with store.write(ADMIN) as work:
        define_kit(work, KIT, [(BUCKET, 2)])
    bring(store, BUCKET, 4)
    assemble(store, 2)
    with store.read() as connection:
        assert on_hand(connection, item=KIT)[0].expires_on == "9999-12-31"


def test_opening_all_gives_every_lot_back(shelf: Store) -> None:
    before = parts(shelf)
    assemble(shelf, 9)
    assert parts(shelf) == {SOAP: {"L3": 2}, BUCKET: {"": 1}}
    take_apart(shelf, 9)
    assert parts(shelf) == before
    assert stock(shelf, KIT) == {}
    assert_sound(shelf)


@pytest.mark.parametrize("portions", [[1] * 9, [4, 5], [2, 3, 4], [8, 1]])
def test_so_does_opening_them_part_by_part(shelf: Store, portions: list[int]) -> None:
    before = parts(shelf)
    assemble(shelf, 9)
    for number in portions:
        take_apart(shelf, number)
    assert parts(shelf) == before
    assert_sound(shelf)


def test_an_opening_that_was_undone_is_as_if_it_had_not_been(shelf: Store) -> None:
    before = parts(shelf)
    assemble(shelf, 4)
    whole = parts(shelf)
    undone(shelf, take_apart(shelf, 2))
    assert parts(shelf) == whole
    take_apart(shelf, 3)
    undone(shelf, take_apart(shelf, 1))
    take_apart(shelf, 1)
    assert parts(shelf) == before
    assert_sound(shelf)


def test_kits_of_two_lots_opened_at_once_give_back_each_its_own(shelf: Store) -> None:
    before = parts(shelf)
    assemble(shelf, 2)
    assemble(shelf, 4)
    take_apart(shelf, 3)
    take_apart(shelf, 1)
    take_apart(shelf, 2)
    assert parts(shelf) == before
    assert_sound(shelf)


def test_undoing_the_assembly_gives_the_parts_back(shelf: Store) -> None:
    before = parts(shelf)
    undone(shelf, assemble(shelf, 4))
    assert parts(shelf) == before
    assert stock(shelf, KIT) == {}
    with shelf.read() as connection:
        inside = inside_of(connection, KIT, f"{FIRST}/2027-06/{DONATION}")
    assert set(inside.values()) == {0}
    assert_sound(shelf)


def test_an_assembly_is_not_undone_once_a_kit_left(shelf: Store) -> None:
    number = assemble(shelf, 4)
    hand_out(shelf, KIT, 1)
    with pytest.raises(errors.AlreadyHandedOnError) as refused:
        undone(shelf, number)
    assert refused.value.missing == 1


def test_the_list_of_contents_at_the_time_holds(shelf: Store) -> None:
    before = parts(shelf)
    assemble(shelf, 2)
    with shelf.write(ADMIN) as work:
        define_kit(work, KIT, [(SOAP, 1)])
    take_apart(shelf, 2)
    assert parts(shelf) == before


def test_kits_are_opened_where_they_were_sent(shelf: Store) -> None:
    assemble(shelf, 4)
    with shelf.write(LOGISTICS) as work:
        number = send(work, Shipment(CENTRE, "ROS", [Wanted(KIT, 3)]))
    with shelf.write(LOGISTICS) as work:
        arrive(work, Arrival(number))
        kits.open_kits(work, "ROS", KIT, 3)
    take_apart(shelf, 1)
    there = stock(shelf, SOAP, "ROS")
    assert there == {"L1": 5, "L2": 1}
    assert stock(shelf, SOAP) == {"L2": 5, "L3": 9}
    assert_sound(shelf)


def test_bought_kits_open_by_their_list(store: Store) -> None:
    bring(store, KIT, 3, "BOX-7", "2027-06")
    take_apart(store, 2)
    assert parts(store) == {SOAP: {"BOX-7": 4}, BUCKET: {"BOX-7": 2}}
    assert stock(store, KIT) == {"BOX-7": 1}
    assert_sound(store)


def test_what_keeps_no_expiry_gets_none_from_the_box_that_it_came_in(store: Store) -> None:
    bring(store, KIT, 3, "BOX-7", "2027-06")
    take_apart(store, 2)
    with store.read() as connection:
        expiries = {one.item: one.expiry for one in on_hand(connection)}
    assert expiries == {KIT: "2027-06", SOAP: "2027-06", BUCKET: ""}


def test_kits_in_kits_open_one_wrapping_at_a_time(shelf: Store) -> None:
    with shelf.write(ADMIN) as work:
        describe_items(work, [Item("FAMILLE", Named("Kit famille"), keeps_expiry=True)])
        define_kit(work, "FAMILLE", [(KIT, 2), (SOAP, 1)])
    before = parts(shelf)
    assemble(shelf, 4)
    inner = stock(shelf, KIT)
    assemble(shelf, 2, "FAMILLE")
    assert stock(shelf, KIT) == {}
    take_apart(shelf, 2, kit="FAMILLE")
    assert stock(shelf, KIT) == inner
    take_apart(shelf, 4)
    assert parts(shelf) == before
    assert_sound(shelf)


def test_an_item_that_stands_twice_in_the_list_counts_for_both(shelf: Store) -> None:
    with shelf.write(ADMIN) as work:
        define_kit(work, KIT, [(SOAP, 1), (BUCKET, 1), (SOAP, 2)])
    before = parts(shelf)
    assemble(shelf, 3)
    assert stock(shelf, SOAP) == {"L2": 2, "L3": 9}
    take_apart(shelf, 3)
    assert parts(shelf) == before


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        (0, QuantityTooSmallError),
        (-1, QuantityTooSmallError),
        (10**9, QuantityTooLargeError),
        (11, errors.NotEnoughStockError),
    ],
)
def test_what_cannot_be_made_is_refused_and_takes_nothing(
    shelf: Store, number: int, refusal: type[Exception]
) -> None:
    before = everything(shelf)
    with pytest.raises(refusal):
        assemble(shelf, number)
    with pytest.raises(UnknownKitError):
        assemble(shelf, 1, SOAP)
    with pytest.raises(UnknownKitError):
        assemble(shelf, 1, "NOTHING")
    assert everything(shelf) == before


def test_more_kits_than_there_are_cannot_be_opened(shelf: Store) -> None:
    assemble(shelf, 2)
    before = everything(shelf)
    with pytest.raises(errors.NotEnoughStockError):
        take_apart(shelf, 3)
    with pytest.raises(errors.UnknownLotError):
        take_apart(shelf, 1, "BOX-7")
    assert everything(shelf) == before


def test_expired_parts_go_into_no_kit_and_expired_kits_open_by_name(
    shelf: Store, clock: Clock
) -> None:
    assemble(shelf, 2)
    clock.set(START.replace(year=2027, month=7))
    with pytest.raises(errors.OnlyExpiredStockError):
        assemble(shelf, 8)
    with pytest.raises(errors.OnlyExpiredStockError):
        take_apart(shelf, 1)
    take_apart(shelf, 1, FIRST)
    assert stock(shelf, KIT) == {FIRST: 1}


def test_kits_made_in_the_past_take_what_was_there_then(shelf: Store) -> None:
    with pytest.raises(errors.NotEnoughThenError), shelf.write(LOGISTICS) as work:
        kits.assemble(work, CENTRE, KIT, 1, START.date() - timedelta(1))
