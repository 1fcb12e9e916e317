"""What would leave, told while it is being typed: lots in order, what there is, and why not."""

from datetime import date, timedelta

from cpise_inventory.assets.commands import Handover, assign
from cpise_inventory.locations import DISTRIBUTED
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.stock.errors import (
    ExpiredLotError,
    LotElsewhereError,
    NotEnoughStockError,
    OnlyExpiredStockError,
    QuarantinedError,
    UnknownLotError,
)
from cpise_inventory.stock.offers import LotOffer, Offer, Turn, lot_offer, offers
from cpise_inventory.stock.queries import recipients
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from tests import books
from tests.books import (
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    LOGISTICS,
    ROOM,
    SOAP,
    bring,
    hand_out,
    tag,
)

TODAY = date(2026, 11, 24)


def offered(store: Store, *wanted: Wanted) -> list[Offer]:
    with store.read() as connection:
        return offers(connection, ROOM, TODAY, TODAY, wanted)


def in_hand(
    store: Store, number: str, expiry: str, day: date = TODAY, room: str = ROOM
) -> LotOffer:
    with store.read() as connection:
        lot = SOAP, f"{number}/{expiry}/{DONATION}"
        return lot_offer(connection, room, day, day, lot, DISTRIBUTED)


def taken(offer: Offer) -> list[tuple[str, int]]:
    return [(line.lot.split("/")[0], line.quantity) for line in offer.lines]


def test_lots_are_offered_first_expired_first_out(store):
    bring(store, SOAP, 10, "L2", "2028-06")
    bring(store, SOAP, 4, "L1", "2027-06")
    (offer,) = offered(store, Wanted(SOAP, 6))
    assert taken(offer) == [("L1", 4), ("L2", 2)]
    assert offer.available == 14


def test_what_an_earlier_line_takes_a_later_one_cannot_have(store):
    bring(store, BUCKET, 10)
    first, second = offered(store, Wanted(BUCKET, 8), Wanted(BUCKET, 3))
    assert first.available == 10
    assert (second.available, second.lines) == (2, ())
    assert isinstance(second.problem, NotEnoughStockError)


def test_a_line_without_a_quantity_says_what_there_is(store):
    bring(store, BUCKET, 10)
    assert offered(store, Wanted(BUCKET, 0)) == [Offer((), 10)]


def test_a_lot_that_is_named_is_the_one_taken(store):
    bring(store, SOAP, 10, "L2", "2028-06")
    bring(store, SOAP, 4, "L1", "2027-06")
    named, unknown = offered(store, Wanted(SOAP, 6, "L2"), Wanted(SOAP, 1, "L9"))
    assert taken(named) == [("L2", 6)]
    assert isinstance(unknown.problem, UnknownLotError)


def test_what_has_expired_is_not_offered(store, clock):
    bring(store, SOAP, 4, "L1", "2027-06")
    with store.read() as connection:
        day = date(2027, 7, 1)
        wanted = [Wanted(SOAP, 1), Wanted(SOAP, 1, "L1")]
        by_itself, by_name = offers(connection, ROOM, day, day, wanted)
    assert isinstance(by_itself.problem, OnlyExpiredStockError)
    assert by_itself.available == 0
    assert isinstance(by_name.problem, ExpiredLotError)


def test_the_lot_in_hand_is_offered_with_whose_turn_it_is(store):
    bring(store, SOAP, 4, "L1", "2027-06")
    bring(store, SOAP, 10, "L2", "2028-06")
    with store.write(LOGISTICS) as work:
        line = Incoming(SOAP, 10, "L3", "2028-06")
        came = TODAY - timedelta(3)
        receive(work, Delivery(CENTRE, DONOR, [line], donation=DONATION, happened_on=came))
    assert in_hand(store, "L1", "2027-06").turn is Turn.ITS_OWN
    assert in_hand(store, "L3", "2028-06").turn is Turn.EXPIRES_FIRST
    hand_out(store, SOAP, 4)
    assert in_hand(store, "L2", "2028-06").turn is Turn.CAME_FIRST
    oldest = in_hand(store, "L3", "2028-06")
    assert oldest == LotOffer((ROOM, f"L3/2028-06/{DONATION}"), Turn.ITS_OWN)


def test_a_lot_in_hand_that_may_not_leave_says_why(store):
    bring(store, SOAP, 4, "L1", "2027-01")
    bring(store, SOAP, 4, "L2", "2028-06")
    with store.write(LOGISTICS) as work:
        wanted = [Wanted(SOAP, 4, "L2")]
        relocate(work, Relocation(CENTRE, "", "QUARANTAINE", wanted, "To be checked"))
    expired = in_hand(store, "L1", "2027-01", day=date(2027, 2, 1)).problem
    assert isinstance(expired, ExpiredLotError)
    assert isinstance(in_hand(store, "L2", "2028-06").problem, QuarantinedError)
    unknown = in_hand(store, "L9", "2028-06").problem
    assert isinstance(unknown, UnknownLotError)
    assert (type(unknown), unknown.lot) == (UnknownLotError, "L9")
    elsewhere = in_hand(store, "L1", "2027-01", room=f"{ROOM}/A1").problem
    assert isinstance(elsewhere, LotElsewhereError)
    assert (elsewhere.lot, elsewhere.location) == ("L1", ROOM)


def test_looking_writes_nothing(store):
    bring(store, BUCKET, 10)
    before = books.everything(store)
    offered(store, Wanted(BUCKET, 3))
    assert books.everything(store) == before


def test_earlier_recipients_are_known_by_kind(store):
    bring(store, BUCKET, 10)
    hand_out(store, BUCKET, 1)
    (laptop,) = tag(store, "SN-1")
    with store.write(LOGISTICS) as work:
        assign(work, Handover([laptop], "Cuisine", "unit"))
    with store.read() as connection:
        assert recipients(connection, CENTRE, "unit") == ["Accueil", "Cuisine"]
        assert recipients(connection, CENTRE, "staff") == []
