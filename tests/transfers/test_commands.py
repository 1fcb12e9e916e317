"""Goods on the road and off it again: what is done, and what is refused with nothing written."""

from datetime import timedelta

import pytest

from cpise_inventory.catalogue.commands import UnknownCentreError, UnknownPlaceError
from cpise_inventory.errors import Refusal
from cpise_inventory.locations import quarantine
from cpise_inventory.quantities import QuantityTooSmallError
from cpise_inventory.stock.errors import (
    ExpiryNeededError,
    NoLinesError,
    NotEnoughStockError,
)
from cpise_inventory.stock.queries import totals
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.texts import NoReasonError, TextTooLongError
from cpise_inventory.transfers import errors, queries
from cpise_inventory.transfers.commands import Arrival, arrive
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.settling import Ruling
from cpise_inventory.work import NotAllowedError
from tests.books import (
    AUDITOR,
    BUCKET,
    CENTRE,
    KIT,
    SOAP,
    assert_sound,
    bring,
    refused,
    stock,
)
from tests.transfers.roads import (
    AWAY,
    TODAY,
    arrived,
    closed,
    line,
    loaded,
    sent,
    settled,
    standing,
    transfer,
    undone,
)


def test_what_is_sent_is_on_the_road_until_it_comes_in(store: Store) -> None:
    bring(store, SOAP, 10, "L1", "2027-06")
    bring(store, BUCKET, 10)
    number = sent(store, Wanted(SOAP, 4), Wanted(BUCKET, 3), driver="Brahim", vehicle="1234 AB 00")
    assert stock(store, SOAP) == {"L1": 6}
    assert stock(store, SOAP, "ROS") == {}
    assert standing(store, number) == ("sent", {SOAP: (4, 0), BUCKET: (3, 0)})
    receipt = arrived(store, number)
    assert receipt == "NKC1-A-AR-2026-00001"
    assert stock(store, SOAP, "ROS") == {"L1": 4}
    assert standing(store, number) == ("received", {SOAP: (4, 4), BUCKET: (3, 3)})
    refused(store, errors.NothingOnTheRoadError, lambda: arrived(store, number))
    assert_sound(store)


def test_a_waybill_comes_in_piece_by_piece(store: Store) -> None:
    bring(store, SOAP, 10, "L1", "2027-06")
    bring(store, SOAP, 10, "L2", "2027-07")
    number = sent(store, Wanted(SOAP, 14))
    arrived(store, number, Wanted(SOAP, 3), Wanted(SOAP, 2, "L2"))
    assert stock(store, SOAP, "ROS") == {"L1": 3, "L2": 2}
    assert standing(store, number)[0] == "partly_received"
    arrived(store, number, Wanted(SOAP, 8))
    assert stock(store, SOAP, "ROS") == {"L1": 10, "L2": 3}
    said = refused(store, errors.MoreThanSentError, lambda: arrived(store, number, Wanted(SOAP, 2)))
    assert said.on_the_road == 1
    arrived(store, number)
    assert standing(store, number)[0] == "received"
    assert_sound(store)


def test_what_has_all_come_is_told_with_the_papers_by_which_it_came(store: Store) -> None:
    bring(store, SOAP, 10, "L1", "2027-06")
    bring(store, SOAP, 10, "L2", "2027-07")
    bring(store, BUCKET, 5)
    number = sent(store, Wanted(SOAP, 20), Wanted(BUCKET, 5))
    undone(store, arrived(store, number, Wanted(SOAP, 1, "L1")))
    one = arrived(store, number, Wanted(SOAP, 4, "L1"))
    other = arrived(store, number, Wanted(SOAP, 6, "L1"), Wanted(SOAP, 2, "L2"), Wanted(BUCKET, 1))

    def again(*lines: Wanted) -> Refusal:
        return refused(store, errors.AllOfItCameError, lambda: arrived(store, number, *lines))

    assert again(Wanted(SOAP, 1, "L1")).by == (one, other)
    arrived(store, number, Wanted(SOAP, 5, "L2"), last=True)
    lost = settled(store, number, Ruling(SOAP, "lost"))
    assert again(Wanted(SOAP, 1)).by[-1] == lost
    rest = arrived(store, number, Wanted(BUCKET, 4))
    said = refused(store, errors.NothingOnTheRoadError, lambda: arrived(store, number))
    assert (said.by[0], said.by[-1], len(said.by)) == (one, rest, 5)
    assert_sound(store)


def test_a_line_of_nought_stays_on_the_road(store: Store) -> None:
    bring(store, BUCKET, 10)
    bring(store, SOAP, 10, "L1", "2027-06")
    number = sent(store, Wanted(BUCKET, 5), Wanted(SOAP, 5))
    refused(store, NoLinesError, lambda: arrived(store, number, Wanted(BUCKET, 0)))
    arrived(store, number, Wanted(BUCKET, 0), Wanted(SOAP, 5))
    assert standing(store, number) == ("partly_received", {BUCKET: (5, 0), SOAP: (5, 5)})


@pytest.mark.parametrize(
    ("lines", "changed", "refusal"),
    [
        ([Wanted(BUCKET, 6)], {}, errors.MoreThanSentError),
        ([Wanted(BUCKET, 3), Wanted(BUCKET, 3)], {}, errors.MoreThanSentError),
        ([Wanted(BUCKET, -1)], {}, QuantityTooSmallError),
        ([Wanted(KIT, 1)], {}, errors.NotOnWaybillError),
        ([Wanted(BUCKET, 1, "L9")], {}, errors.LotNotOnWaybillError),
        ([], {"centre": "KIF"}, errors.WrongCentreError),
        ([], {"storeroom": "CAVE"}, UnknownPlaceError),
        ([], {"happened_on": TODAY - timedelta(1)}, errors.BeforeSendingError),
    ],
)
def test_an_arrival_that_cannot_be_is_refused(
    file_store: Store, lines: list[Wanted], changed: dict[str, object], refusal: type[Refusal]
) -> None:
    bring(file_store, BUCKET, 10)
    number = sent(file_store, Wanted(BUCKET, 5))
    refused(file_store, refusal, lambda: arrived(file_store, number, *lines, **changed))


@pytest.mark.parametrize("number", ["", "NKC1-A-BE-2026-00009", "NKC1-A-BR-2026-00001", "' OR 1"])
def test_a_waybill_that_is_none_is_unknown(store: Store, number: str) -> None:
    bring(store, BUCKET, 10)
    refused(store, errors.UnknownTransferError, lambda: arrived(store, number))


def test_a_number_may_be_typed_in_small_letters(store: Store) -> None:
    bring(store, BUCKET, 10)
    arrived(store, f" {sent(store, Wanted(BUCKET, 5)).lower()} ")
    assert stock(store, BUCKET, "ROS") == {"": 5}


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"target": CENTRE}, errors.SamePlaceError),
        ({"target": "QQQ"}, UnknownCentreError),
        ({"source": "KIF"}, NotEnoughStockError),
        ({"driver": "x" * 81}, TextTooLongError),
        ({"lines": ()}, NoLinesError),
    ],
)
def test_a_shipment_that_cannot_be_is_refused(
    file_store: Store, changed: dict[str, object], refusal: type[Refusal]
) -> None:
    bring(file_store, BUCKET, 10)
    refused(file_store, refusal, lambda: sent(file_store, Wanted(BUCKET, 5), **changed))


def test_an_undone_arrival_puts_the_goods_back_on_the_road(store: Store) -> None:
    bring(store, BUCKET, 10)
    number = sent(store, Wanted(BUCKET, 5))
    receipt = arrived(store, number, Wanted(BUCKET, 4))
    undone(store, receipt)
    assert standing(store, number) == ("sent", {BUCKET: (5, 0)})
    arrived(store, number)
    assert stock(store, BUCKET, "ROS") == {"": 5}
    assert_sound(store)


def test_an_undone_waybill_is_cancelled_unless_something_came_in(store: Store) -> None:
    bring(store, BUCKET, 10)
    first, second = sent(store, Wanted(BUCKET, 5)), sent(store, Wanted(BUCKET, 5))
    arrived(store, second, Wanted(BUCKET, 1))
    undone(store, first)
    assert standing(store, first) == ("cancelled", {BUCKET: (0, 0)})
    refused(store, errors.CancelledTransferError, lambda: arrived(store, first))

    said = refused(store, errors.BuiltUponError, lambda: undone(store, second))
    assert said.later == ("NKC1-A-AR-2026-00001",)
    assert stock(store, BUCKET) == {"": 5}
    assert_sound(store)


# --- damaged, in excess --------------------------------------------------------------------------


def at_rosso(store: Store, place: str) -> dict[str, int]:
    with store.read() as connection:
        return totals(connection, [place])


def test_damaged_goods_go_to_quarantine_and_off_the_road(store: Store) -> None:
    number = loaded(store)
    arrived(store, number, Came(SOAP, 7, damaged=2), Came(BUCKET, 5))
    assert at_rosso(store, quarantine(AWAY)) == {SOAP: 2}
    assert at_rosso(store, "ROS/MAGASIN") == {SOAP: 7, BUCKET: 5}
    soap = line(store, number, SOAP)
    assert (soap.received, soap.damaged, soap.missing) == (9, 2, 1)
    assert transfer(store, number).status == "partly_received"
    assert_sound(store)


def test_what_is_in_excess_is_there_and_waits_to_be_settled(store: Store) -> None:
    number = loaded(store)
    arrived(store, number, Came(SOAP, 10, over=3), Came(BUCKET, 5))
    assert at_rosso(store, "ROS/MAGASIN") == {SOAP: 13, BUCKET: 5}
    assert at_rosso(store, f"~excess/{number}") == {SOAP: -3}
    assert (line(store, number, SOAP).excess, transfer(store, number).status) == (3, "to_settle")
    assert_sound(store)


def test_nothing_is_in_excess_while_some_of_it_is_missing(store: Store) -> None:
    number = loaded(store)
    said = refused(
        store, errors.StillMissingError, lambda: arrived(store, number, Came(SOAP, 8, over=1))
    )
    assert said.missing == 2
    arrived(store, number)
    arrived(store, number, Came(SOAP, 0, over=1))  # found later in the same lorry
    assert line(store, number, SOAP).over == 1


def test_another_lot_than_the_waybill_says_is_booked_under_its_own_number(store: Store) -> None:
    number = loaded(store)
    bring(store, SOAP, 20, "L2", "2028-01")
    arrived(store, number, Came(SOAP, 6, "L1"), Came(SOAP, 0, "L2", over=4))
    assert stock(store, SOAP, AWAY) == {"L1": 6, "L2": 4}
    assert line(store, number, SOAP, "L2").lot.startswith("L2/2028-01/")
    needed = Came(SOAP, 0, "L9", over=1)
    refused(store, ExpiryNeededError, lambda: arrived(store, number, needed))
    arrived(store, number, Came(SOAP, 0, "L9", over=1, expiry="2029-03"))
    assert line(store, number, SOAP, "L9").lot == "L9/2029-03/OIM-2026-01"
    assert_sound(store)


def test_goods_that_nobody_knows_are_received_from_their_donor_instead(store: Store) -> None:
    number = loaded(store)
    unknown = Came(KIT, 0, over=1)
    refused(store, errors.UnknownExcessError, lambda: arrived(store, number, unknown))


# --- the last delivery ---------------------------------------------------------------------------


def test_a_waybill_is_closed_with_the_last_delivery_or_for_a_reason(store: Store) -> None:
    first, second = loaded(store), sent(store, Wanted(BUCKET, 2))
    arrived(store, first, Came(SOAP, 9), last=True)
    assert transfer(store, first).status == "to_settle"
    refused(store, NoReasonError, lambda: closed(store, second, " "))
    closed(store, second)
    assert transfer(store, second).status == "to_settle"
    refused(store, errors.AlreadyClosedError, lambda: closed(store, second))
    said = refused(store, errors.NothingMoreExpectedError, lambda: arrived(store, first))
    assert said.missing == 6
    arrived(store, first, Came(SOAP, 1), Came(BUCKET, 5))  # it turned up after all
    assert transfer(store, first).status == "received"
    refused(store, errors.AlreadyClosedError, lambda: closed(store, first))


def test_a_cancelled_last_delivery_opens_the_waybill_again(store: Store) -> None:
    number = loaded(store)
    receipt = arrived(store, number, Came(SOAP, 9), last=True)
    undone(store, receipt)
    found = transfer(store, number)
    assert (found.closed, found.status, found.on_the_road) == (False, "sent", 15)


# --- what is seen of it --------------------------------------------------------------------------


def test_the_road_is_seen_from_both_ends_with_its_age(store: Store) -> None:
    number = loaded(store)
    late = TODAY + timedelta(8)
    with store.read() as connection:
        for centre in (CENTRE, AWAY, ""):
            (found,) = queries.under_way(connection, centre)
            assert (found.number, found.days(late), found.on_the_road) == (number, 8, 15)
        assert queries.under_way(connection, "KIF") == []
    arrived(store, number)
    with store.read() as connection:
        assert queries.under_way(connection) == []


def test_what_was_done_about_a_waybill_is_told_in_order(store: Store) -> None:
    number = loaded(store)
    receipt = arrived(store, number, Came(SOAP, 9))
    undone(store, receipt)
    arrived(store, number, Came(SOAP, 9), last=True)
    with store.read() as connection:
        told = queries.steps(connection, number)
        newest = queries.standing(connection, number, "received", "last")
    assert [(one.step, one.units, one.undone) for one in told] == [
        ("sent", 15, False),
        ("received", 9, True),
        ("undone", 9, False),
        ("last", 9, False),
    ]
    assert [one.step for one in newest] == ["last"]


def test_who_reads_only_receives_nothing(store: Store) -> None:
    number = loaded(store)

    def act() -> None:
        with store.write(AUDITOR) as work:
            arrive(work, Arrival(number))

    refused(store, NotAllowedError, act)
