"""Goods on the shelves below a storeroom leave with those that stand in it, and a line says where
it is taken from.
"""

from datetime import date, timedelta

import pytest

from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import close_place, open_place
from cpise_inventory.documents.queries import document_of, issued_event
from cpise_inventory.errors import Refusal
from cpise_inventory.losses.commands import Loss, report
from cpise_inventory.stock import errors, kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.offers import offers
from cpise_inventory.stock.queries import with_shelves
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Shipment, send
from cpise_inventory.undo import undo
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    DONOR,
    KIT,
    LOGISTICS,
    ROOM,
    SOAP,
    START,
    assert_sound,
    refused,
)

TODAY = START.date()
SHELF, UPPER, OTHER = f"{ROOM}/A1", f"{ROOM}/B1", f"{CENTRE}/MAGASIN-2"
Moved = list[tuple[str, str, int]]


@pytest.fixture
def shelved(store: Store) -> Store:
    """Soap: L2 in the storeroom, L1 and L3 on its shelves; L0 in a storeroom of nearly its name."""
    with store.write(ADMIN) as work:
        for place in ("MAGASIN/A1", "MAGASIN/B1", "MAGASIN-2"):
            open_place(work, CENTRE, place, Named(place))
    put(store, "L0", "2027-03", 100, OTHER)
    put(store, "L1", "2027-05", 10, SHELF)
    put(store, "L2", "2027-06", 10, ROOM)
    put(store, "L3", "2027-07", 10, UPPER)
    return store


def put(
    store: Store, lot: str, expiry: str, quantity: int, place: str, on: date | None = None
) -> None:
    with store.write(LOGISTICS) as work:
        lines = [Incoming(SOAP, quantity, lot, expiry)]
        told = {"storeroom": place, "remarks": "accepted", "happened_on": on}
        receive(work, Delivery(CENTRE, DONOR, lines, **told))


def give(
    store: Store, quantity: int, lot: str = "", room: str = "", on: date | None = None, at: str = ""
) -> Moved:
    wanted = [Wanted(SOAP, quantity, lot, at)]
    told = Distribution(CENTRE, "Cuisine", "unit", wanted, storeroom=room, happened_on=on)
    with store.write(LOGISTICS) as work:
        number = distribute(work, told)
    return moved(store, number)


def moved(store: Store, number: str) -> Moved:
    """(lot, place, quantity) of each line of a document."""
    with store.read() as connection:
        found = document_of(connection, number)
        assert found is not None
        lines = issued_event(connection, store.journal, found).payload.lines
    return [(line.lot.split("/")[0], line.source, line.quantity) for line in lines]


def test_first_expired_first_out_goes_over_the_storeroom_and_its_shelves(shelved: Store) -> None:
    assert give(shelved, 25) == [("L1", SHELF, 10), ("L2", ROOM, 10), ("L3", UPPER, 5)]
    assert_sound(shelved)


def test_a_lot_that_lies_at_two_places_leaves_the_storeroom_first(shelved: Store) -> None:
    put(shelved, "L1", "2027-05", 3, ROOM)
    assert give(shelved, 5) == [("L1", ROOM, 3), ("L1", SHELF, 2)]


def test_a_lot_may_be_taken_from_the_place_that_was_chosen(shelved: Store) -> None:
    put(shelved, "L1", "2027-05", 3, ROOM)
    assert give(shelved, 5, "L1", at=SHELF) == [("L1", SHELF, 5)]
    error = refused(shelved, errors.NotEnoughStockError, lambda: give(shelved, 4, "L1", at=ROOM))
    assert (error.location, error.available) == (ROOM, 3)


def test_from_a_shelf_that_is_named_nothing_else_is_taken(shelved: Store) -> None:
    assert give(shelved, 4, room=UPPER) == [("L3", UPPER, 4)]
    error = refused(shelved, errors.NotEnoughStockError, lambda: give(shelved, 7, room=UPPER))
    assert (error.location, error.available) == (UPPER, 6)


def test_more_than_the_storeroom_and_its_shelves_hold_is_refused(shelved: Store) -> None:
    error = refused(shelved, errors.NotEnoughStockError, lambda: give(shelved, 31))
    assert (error.location, error.available) == (ROOM, 30)


def test_what_is_offered_is_what_leaves(shelved: Store) -> None:
    with shelved.read() as connection:
        (offer,) = offers(connection, ROOM, TODAY, TODAY, [Wanted(SOAP, 12)])
    assert offer.available == 30
    assert [(one.source, one.quantity) for one in offer.lines] == [(SHELF, 10), (ROOM, 2)]


def test_each_place_is_asked_for_the_day_of_the_fact(shelved: Store) -> None:
    """What came to a shelf yesterday was not there before, however much lies there."""
    before, yesterday = TODAY - timedelta(9), TODAY - timedelta(1)
    put(shelved, "L4", "2027-01", 5, ROOM, before)
    put(shelved, "L4", "2027-01", 5, SHELF, yesterday)
    assert give(shelved, 5, on=before) == [("L4", ROOM, 5)]
    refused(shelved, errors.NotEnoughThenError, lambda: give(shelved, 5, on=before))
    assert give(shelved, 5, on=yesterday) == [("L4", SHELF, 5)]


def test_a_move_takes_from_the_very_place_that_was_named(shelved: Store) -> None:
    def move() -> None:
        with shelved.write(LOGISTICS) as work:
            relocate(work, Relocation(CENTRE, "MAGASIN", "MAGASIN/A1", [Wanted(SOAP, 1, "L3")]))

    refused(shelved, errors.UnknownLotError, move)


def test_kits_loads_and_losses_are_found_on_shelves_too(shelved: Store) -> None:
    with shelved.write(LOGISTICS) as work:
        receive(work, Delivery(CENTRE, DONOR, [Incoming(BUCKET, 6)], storeroom=SHELF))
        made = kits.assemble(work, CENTRE, KIT, 6)
        sent = send(work, Shipment(CENTRE, "ROS", [Wanted(SOAP, 9)]))
        lost = report(work, Loss(CENTRE, "damaged", [Wanted(SOAP, 1, "L3")]))
    *parts, kit = moved(shelved, made)
    assert parts == [("L1", SHELF, 10), ("L2", ROOM, 2), ("", SHELF, 6)]
    assert kit[1:] == ("~kit", 6)
    assert moved(shelved, sent) == [("L2", ROOM, 8), ("L3", UPPER, 1)]
    assert moved(shelved, lost) == [("L3", UPPER, 1)]
    assert_sound(shelved)


def test_kits_on_a_shelf_are_opened_too(shelved: Store) -> None:
    with shelved.write(LOGISTICS) as work:
        receive(work, Delivery(CENTRE, DONOR, [Incoming(KIT, 2, "K", "2028-01")], storeroom=UPPER))
        opened = kits.open_kits(work, CENTRE, KIT, 2)
    assert moved(shelved, opened)[0] == ("K", UPPER, 2)


def test_cancelled_goods_lie_where_they_were_taken_from(shelved: Store) -> None:
    with shelved.write(LOGISTICS) as work:
        wanted = Distribution(CENTRE, "Cuisine", "unit", [Wanted(SOAP, 15)])
        undo(work, distribute(work, wanted), "wrong")
    assert give(shelved, 15) == [("L1", SHELF, 10), ("L2", ROOM, 5)]


def test_what_stands_on_a_shelf_that_is_closed_is_not_offered(shelved: Store) -> None:
    give(shelved, 10, "L1")
    with shelved.write(ADMIN) as work:
        close_place(work, SHELF)
    with shelved.read() as connection:
        assert with_shelves(connection, ROOM) == [ROOM, UPPER]
    with pytest.raises(Refusal):
        give(shelved, 1, room=SHELF)
