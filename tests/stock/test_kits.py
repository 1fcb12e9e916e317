"""Kits: what goes in comes out, lot by lot, whatever happens in between."""

from datetime import timedelta

import pytest

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import UnknownKitError, define_kit, describe_items
from cpise_inventory.catalogue.errors import DraftKitError
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.quantities import QuantityTooLargeError, QuantityTooSmallError
from cpise_inventory.stock import errors, kits
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.stock.events import Instead
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
    ROOM,
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


# --- substitutes ---------------------------------------------------------------------------------

SMALL = "SAVON-100"


@pytest.fixture
def short(store: Store) -> Store:
    """Soap for four kits and one piece, ten buckets, and a smaller soap that may stand in."""
    with store.write(ADMIN) as work:
        describe_items(work, [Item(SMALL, Named("Savon 100 g"), keeps_expiry=True)])
        define_kit(work, KIT, [(SOAP, 2), (BUCKET, 1)], [(SOAP, SMALL)])
    bring(store, SOAP, 9, "L1", "2028-06")
    bring(store, SMALL, 30, "S1", "2027-03")
    bring(store, BUCKET, 10)
    return store


def with_small(store: Store, number: int, *small: int) -> str:
    with store.write(LOGISTICS) as work:
        instead = [Instead(SOAP, SMALL, quantity) for quantity in small]
        return kits.assemble(work, CENTRE, KIT, number, instead=instead)


def test_no_substitute_goes_in_unless_somebody_says_so(short: Store) -> None:
    before = everything(short)
    with pytest.raises(errors.SubstitutesOfferedError) as refused:
        assemble(short, 6)
    assert (refused.value.available, refused.value.others) == (9, (SMALL,))
    assert everything(short) == before
    assemble(short, 4)
    assert stock(short, SMALL) == {"S1": 30}


def test_what_is_offered_is_what_lacks(short: Store) -> None:
    with short.read() as connection:
        kit = queries.kit(connection, KIT)
        assert kit is not None
        soap, bucket = kits.offered(connection, ROOM, kit, 6, (START.date(), START.date()))
    assert (soap.needed, soap.available, soap.lacking, soap.missing) == (12, 9, 3, 0)
    assert soap.others == ((SMALL, 30),)
    assert soap.instead == (Instead(SOAP, SMALL, 3),)
    assert (bucket.instead, bucket.missing) == ((), 0)


def test_the_document_says_what_really_went_in(short: Store) -> None:
    number = with_small(short, 6, 2, 1)
    with short.read() as connection:
        (made,) = on_hand(connection, item=KIT)
        document = document_of(connection, number)
        assert document is not None
        said = issued_event(connection, short.journal, document).payload
    assert said.instead == (Instead(SOAP, SMALL, 3),)
    assert said.positions == {SOAP: {SOAP: 9, SMALL: 3}, BUCKET: {BUCKET: 6}}
    assert made.expiry == "2027-03"  # of what stands in, too
    assert (stock(short, SOAP), stock(short, SMALL)) == ({}, {"S1": 27})
    assert_sound(short)


@pytest.mark.parametrize("portions", [[6], [1] * 6, [2, 4], [5, 1]])
def test_kits_with_substitutes_give_back_what_went_in(short: Store, portions: list[int]) -> None:
    before = {item: stock(short, item) for item in (SOAP, SMALL, BUCKET)}
    with_small(short, 6, 3)
    for number in portions:
        take_apart(short, number)
    assert {item: stock(short, item) for item in (SOAP, SMALL, BUCKET)} == before
    assert_sound(short)


def test_lots_of_kits_are_opened_each_so_many(short: Store) -> None:
    before = {item: stock(short, item) for item in (SOAP, SMALL, BUCKET)}
    first, second = with_small(short, 2, 1), assemble(short, 3)
    with short.write(LOGISTICS) as work:
        kits.open_lots(work, CENTRE, KIT, [(second, 1), (first, 2), (second, 2)])
    assert {item: stock(short, item) for item in (SOAP, SMALL, BUCKET)} == before
    assert_sound(short)


def test_a_part_may_be_replaced_altogether(short: Store) -> None:
    with_small(short, 3, 6)
    assert stock(short, SOAP) == {"L1": 9}
    take_apart(short, 3)
    assert stock(short, SMALL) == {"S1": 30}


def test_substitutes_are_refused_beyond_the_list_and_the_need(short: Store) -> None:
    before = everything(short)
    with pytest.raises(errors.NotASubstituteError), short.write(LOGISTICS) as work:
        kits.assemble(work, CENTRE, KIT, 1, instead=[Instead(BUCKET, SMALL, 1)])
    with pytest.raises(errors.TooManySubstitutesError) as refused:
        with_small(short, 2, 3, 2)
    assert (refused.value.quantity, refused.value.needed) == (5, 4)
    with pytest.raises(errors.NotEnoughStockError):
        with_small(short, 20, 31)
    assert everything(short) == before


def test_of_a_draft_no_kit_is_made(short: Store) -> None:
    with short.write(ADMIN) as work:
        define_kit(work, KIT, [(SOAP, 2)], unknown=[BUCKET])
    with pytest.raises(DraftKitError) as refused:
        assemble(short, 1)
    assert refused.value.items == (BUCKET,)
    bring(short, KIT, 1, "BOX-7", "2027-06")
    with pytest.raises(DraftKitError):
        take_apart(short, 1)


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
