"""Goods in and out: what is done, and what is refused with nothing written."""

from datetime import date, timedelta

import pytest

from cpise_inventory.catalogue.commands import (
    UnknownCentreError,
    UnknownDonationError,
    UnknownItemError,
    UnknownPlaceError,
)
from cpise_inventory.catalogue.errors import UnknownDonorError
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.documents.queries import document_of
from cpise_inventory.errors import Refusal
from cpise_inventory.expiry import BadExpiryError
from cpise_inventory.identity import BadLotError
from cpise_inventory.quantities import MOST, QuantityTooLargeError, QuantityTooSmallError
from cpise_inventory.stock import errors
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.events import Headcount
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.texts import TextTooLongError, UnprintableTextError
from cpise_inventory.undo import undo
from cpise_inventory.work import FutureDateError, TooEarlyDateError
from tests.books import (
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    KIT,
    LOGISTICS,
    SOAP,
    START,
    assert_sound,
    bring,
    hand_out,
    refused,
    stock,
)

TODAY = START.date()


def delivery(*lines: Incoming, **changed: object) -> Delivery:
    return Delivery(**{"centre": CENTRE, "donor": DONOR, "lines": lines} | changed)  # type: ignore[arg-type]  # of several types


def received(store: Store, *lines: Incoming, **changed: object) -> str:
    with store.write(LOGISTICS) as work:
        return receive(work, delivery(*lines, **changed))


def given(store: Store, *lines: Wanted, **changed: object) -> str:
    plain = {"centre": CENTRE, "recipient": "Accueil", "recipient_kind": "unit", "lines": lines}
    with store.write(LOGISTICS) as work:
        return distribute(work, Distribution(**plain | changed))  # type: ignore[arg-type]  # as above


# --- receiving -----------------------------------------------------------------------------------


def test_a_delivery_goes_to_the_shelf_under_one_number(store: Store) -> None:
    number = received(
        store, Incoming(SOAP, 100, "L1", "2027-06"), Incoming(BUCKET, 7), donation=DONATION
    )
    assert number == "NKC1-A-BR-2026-00001"
    with store.read() as connection:
        there = [(h.location, h.item, h.lot, h.quantity) for h in on_hand(connection)]
        found = document_of(connection, number)
    assert there == [
        ("NKC1/MAGASIN", SOAP, f"L1/2027-06/{DONATION}", 100),
        ("NKC1/MAGASIN", BUCKET, f"//{DONATION}", 7),
    ]
    assert found is not None
    assert (found.kind, found.centre, found.party, found.lines, found.actor) == (
        *("stock.received", CENTRE, DONOR, 2),
        LOGISTICS,
    )
    assert_sound(store)


def test_numbers_go_on_by_one_in_each_kind(store: Store) -> None:
    numbers = [bring(store, BUCKET, 5), bring(store, BUCKET, 5), hand_out(store, BUCKET, 1)]
    numbers.append(bring(store, BUCKET, 5))
    assert [number.rpartition("A-")[2] for number in numbers] == [
        *("BR-2026-00001", "BR-2026-00002", "RD-2026-00001", "BR-2026-00003")
    ]


def test_without_an_agreement_the_lot_is_the_donors(store: Store) -> None:
    received(store, Incoming(BUCKET, 5))
    with store.read() as connection:
        assert on_hand(connection)[0].donation == DONOR


def test_the_same_lot_arriving_again_adds_to_one_balance(store: Store) -> None:
    for _ in range(2):
        received(store, Incoming(SOAP, 5, " L1 ", "2027-06"), Incoming(SOAP, 1, "L1", "2027-06"))
    with store.read() as connection:
        assert [(h.number, h.quantity) for h in on_hand(connection)] == [("L1", 12)]


def test_a_month_and_its_last_day_are_one_expiry(store: Store) -> None:
    received(store, Incoming(SOAP, 5, "L1", "2027-06"))
    received(store, Incoming(SOAP, 5, "L1", "2027-06-30"))
    with store.read() as connection:
        assert [(h.expiry, h.quantity) for h in on_hand(connection)] == [("2027-06", 10)]


def test_goods_of_two_donations_are_never_mixed(store: Store) -> None:
    received(store, Incoming(BUCKET, 5), donation=DONATION)
    received(store, Incoming(BUCKET, 5))
    received(store, Incoming(SOAP, 5, "L1", "2027-06"), donation=DONATION)
    received(store, Incoming(SOAP, 5, "L1", "2027-06"))
    with store.read() as connection:
        assert len(on_hand(connection)) == 4


@pytest.mark.parametrize("number", ["L/23", "2026/11/3", "/", "a//b", "دفعة ٧", "L 1"])
def test_a_lot_number_may_be_whatever_stands_on_the_pack(store: Store, number: str) -> None:
    bring(store, SOAP, 10, number, "2027-06")
    hand_out(store, SOAP, 3, number)
    assert stock(store, SOAP) == {number: 7}
    with store.read() as connection:
        line = on_hand(connection)[0]
    assert (line.number, line.expiry, line.donation) == (number, "2027-06", DONATION)
    assert_sound(store)


@pytest.mark.parametrize(
    ("lines", "changed", "refusal"),
    [
        ([], {}, errors.NoLinesError),
        ([Incoming("NOTHING", 1)], {}, UnknownItemError),
        ([Incoming(BUCKET, 0)], {}, QuantityTooSmallError),
        ([Incoming(BUCKET, -3)], {}, QuantityTooSmallError),
        ([Incoming(BUCKET, MOST + 1)], {}, QuantityTooLargeError),
        ([Incoming(BUCKET, 10**30)], {}, QuantityTooLargeError),
        ([Incoming(BUCKET, 1), Incoming(BUCKET, 0)], {}, QuantityTooSmallError),
        ([Incoming(BUCKET, 1, "L1", "2027-06")], {}, errors.ExpiryNotKeptError),
        ([Incoming(SOAP, 1, "L1")], {}, errors.ExpiryNeededError),
        ([Incoming(SOAP, 1, "L1", "06/2027")], {}, BadExpiryError),
        ([Incoming(SOAP, 1, "L1", "2027-13")], {}, BadExpiryError),
        ([Incoming(SOAP, 1, "L1", "2027-02-30")], {}, BadExpiryError),
        ([Incoming(SOAP, 1, "L1", "20270630")], {}, BadExpiryError),
        ([Incoming(SOAP, 1, "L1", "1999-12")], {}, BadExpiryError),
        ([Incoming(SOAP, 1, "L" * 41, "2027-06")], {}, BadLotError),
        ([Incoming(SOAP, 1, "L\x00", "2027-06")], {}, BadLotError),
        ([Incoming(SOAP, 1, "L1", "2026-10")], {}, errors.ExpiredOnArrivalError),
        ([Incoming(SOAP, 1, "L1", "2026-11-23")], {}, errors.ExpiredOnArrivalError),
        (
            [Incoming(SOAP, 1, "L1", "2027-06"), Incoming(SOAP, 1, "L1", "2027-07")],
            {},
            errors.LotDatedTwiceError,
        ),
        ([Incoming(BUCKET, 1)], {"centre": "QQQ"}, UnknownCentreError),
        ([Incoming(BUCKET, 1)], {"donor": "QQQ"}, UnknownDonorError),
        ([Incoming(BUCKET, 1)], {"donation": "QQQ"}, UnknownDonationError),
        ([Incoming(BUCKET, 1)], {"storeroom": "CAVE"}, UnknownPlaceError),
        ([Incoming(BUCKET, 1)], {"storeroom": "ROS/MAGASIN"}, UnknownPlaceError),
        ([Incoming(BUCKET, 1)], {"remarks": "x" * 401}, TextTooLongError),
        ([Incoming(BUCKET, 1)], {"paper": "a\x07b"}, UnprintableTextError),
        ([Incoming(BUCKET, 1)], {"happened_on": TODAY + timedelta(2)}, FutureDateError),
        ([Incoming(BUCKET, 1)], {"happened_on": date(2014, 12, 31)}, TooEarlyDateError),
    ],
)
def test_a_delivery_that_cannot_be_is_refused(
    file_store: Store, lines: list[Incoming], changed: dict[str, object], refusal: type[Refusal]
) -> None:
    refused(file_store, refusal, lambda: received(file_store, *lines, **changed))


def test_a_lot_cannot_have_another_expiry_than_before(store: Store) -> None:
    received(store, Incoming(SOAP, 5, "L1", "2027-06"))
    said = refused(
        store,
        errors.LotContradictionError,
        lambda: received(store, Incoming(SOAP, 5, "L1", "2027-05")),
    )
    assert (said.known, said.expiry) == ("2027-06", "2027-05")  # type: ignore[attr-defined]  # its own


def test_another_donations_lot_of_the_number_has_another_date_only_if_somebody_says_so(
    store: Store,
) -> None:
    received(store, Incoming(SOAP, 5, "L1", "2027-06"), donation=DONATION)
    other = Incoming(SOAP, 5, "L1", "2028-06")
    said = refused(store, errors.LotOfAnotherError, lambda: received(store, other))
    assert (said.known, said.expiry) == ("2027-06", "2028-06")  # type: ignore[attr-defined]  # its own
    received(store, other, remarks="deux fabricants, un même numéro")
    with store.read() as connection:
        assert {one.expiry for one in on_hand(connection)} == {"2027-06", "2028-06"}


def test_one_lot_may_be_given_by_two(store: Store) -> None:
    received(store, Incoming(SOAP, 5, "L1", "2027-06"), donation=DONATION)
    received(store, Incoming(SOAP, 5, "L1", "2027-06-30"))
    with store.read() as connection:
        assert [one.quantity for one in on_hand(connection)] == [5, 5]


def test_a_date_that_was_mistyped_is_right_at_the_second_try(store: Store) -> None:
    wrong = received(store, Incoming(SOAP, 5, "L1", "2028-06"))
    with store.write(LOGISTICS) as work:
        undo(work, wrong, "la date est fausse")
    for given in (DONATION, ""):
        received(store, Incoming(SOAP, 5, "L1", "2027-06"), donation=given)
    refused(
        store,
        errors.LotContradictionError,
        lambda: received(store, Incoming(SOAP, 5, "L1", "2028-06")),
    )
    assert_sound(store)


def test_what_was_given_out_of_a_lot_keeps_its_date_known(store: Store) -> None:
    received(store, Incoming(SOAP, 5, "L1", "2027-06"))
    hand_out(store, SOAP, 5)
    refused(
        store,
        errors.LotContradictionError,
        lambda: received(store, Incoming(SOAP, 5, "L1", "2028-06")),
    )


@pytest.mark.parametrize("expiry", ["2027-02", "2027-02-24", "2030-02-28"])
def test_what_has_three_months_left_comes_in_without_a_word(store: Store, expiry: str) -> None:
    received(store, Incoming(SOAP, 5, "L1", expiry))
    assert stock(store, SOAP) == {"L1": 5}


@pytest.mark.parametrize("expiry", ["2026-11", "2026-11-24", "2027-02-23"])
def test_what_has_less_left_comes_in_with_the_reason(store: Store, expiry: str) -> None:
    said = refused(
        store, errors.ShortDatedError, lambda: received(store, Incoming(SOAP, 5, "L1", expiry))
    )
    assert (said.lot, said.months) == ("L1", 3)  # type: ignore[attr-defined]  # its own
    received(store, Incoming(SOAP, 5, "L1", expiry, reason="for this week's distribution"))
    assert stock(store, SOAP) == {"L1": 5}


def test_expired_goods_come_in_with_the_reason(store: Store) -> None:
    received(store, Incoming(SOAP, 5, "L1", "2026-10"), remarks="for disposal")
    assert stock(store, SOAP) == {"L1": 5}


def test_what_had_not_expired_when_it_came_needs_no_reason(store: Store) -> None:
    received(store, Incoming(SOAP, 5, "L1", "2026-10"), happened_on=date(2026, 7, 31))
    assert stock(store, SOAP) == {"L1": 5}


def test_marks_that_nobody_sees_are_left_out_of_texts(store: Store) -> None:
    number = received(
        store, Incoming(BUCKET, 5), remarks="\u200fمن المنظمة\u200e \u2067الدولية\ufeff"
    )
    with store.read() as connection:
        found = document_of(connection, number)
        assert found is not None
        body = store.journal.stored(connection, found.device, found.seq)
    assert store.journal.codec.decode(body).payload.remarks == "من المنظمة الدولية"


def test_goods_go_to_the_storeroom_named_and_a_new_one_is_nobodys_default(store: Store) -> None:
    with store.write(LOGISTICS) as work:
        open_place(work, CENTRE, "ANNEXE", Named("Annexe"))
    received(store, Incoming(BUCKET, 1))
    received(store, Incoming(BUCKET, 2), storeroom="ANNEXE")
    received(store, Incoming(BUCKET, 4), storeroom="NKC1/ANNEXE")
    with store.read() as connection:
        there = {line.location: line.quantity for line in on_hand(connection)}
    assert there == {"NKC1/MAGASIN": 1, "NKC1/ANNEXE": 6}


# --- distributing --------------------------------------------------------------------------------


def test_a_counted_group_is_served(store: Store) -> None:
    bring(store, SOAP, 100, "L1", "2027-06")
    heads = (Headcount("f", "6-11", 14), Headcount("m", "6-11", 10), Headcount("", "0-5", 0))
    number = given(
        store, Wanted(SOAP, 48), recipient="Groupe A", recipient_kind="group", heads=heads
    )
    with store.read() as connection:
        found = document_of(connection, number)
    assert found is not None
    assert (found.people, found.party) == (24, "Groupe A")
    assert stock(store, SOAP) == {"L1": 52}


@pytest.mark.parametrize(
    ("lines", "changed", "refusal"),
    [
        ([], {}, errors.NoLinesError),
        ([Wanted("NOTHING", 1)], {}, UnknownItemError),
        ([Wanted(BUCKET, 0)], {}, QuantityTooSmallError),
        ([Wanted(BUCKET, -1)], {}, QuantityTooSmallError),
        ([Wanted(BUCKET, 10**12)], {}, QuantityTooLargeError),
        ([Wanted(BUCKET, 11)], {}, errors.NotEnoughStockError),
        ([Wanted(BUCKET, 6), Wanted(BUCKET, 5)], {}, errors.NotEnoughStockError),
        ([Wanted(BUCKET, 1), Wanted(KIT, 1)], {}, errors.NotEnoughStockError),
        ([Wanted(SOAP, 1, "L9")], {}, errors.UnknownLotError),
        ([Wanted(BUCKET, 1)], {"recipient": ""}, errors.NoRecipientError),
        ([Wanted(BUCKET, 1)], {"recipient": " \u200f "}, errors.NoRecipientError),
        ([Wanted(BUCKET, 1)], {"recipient_kind": "child"}, errors.NoRecipientError),
        ([Wanted(BUCKET, 1)], {"recipient_kind": "group"}, errors.EmptyGroupError),
        ([Wanted(BUCKET, 1)], {"people": -1}, errors.EmptyGroupError),
        ([Wanted(BUCKET, 1)], {"people": 10**20}, QuantityTooLargeError),
        (
            [Wanted(BUCKET, 1)],
            {"heads": (Headcount("f", "", -5), Headcount("m", "", 9))},
            errors.EmptyGroupError,
        ),
        ([Wanted(BUCKET, 1)], {"heads": (Headcount("Fatma", "6-11", 1),)}, TextTooLongError),
        ([Wanted(BUCKET, 1)], {"heads": (Headcount("f", "Fatma mint", 1),)}, TextTooLongError),
        ([Wanted(BUCKET, 1)], {"centre": "ROS"}, errors.NotEnoughStockError),
        ([Wanted(BUCKET, 1)], {"happened_on": TODAY + timedelta(2)}, FutureDateError),
    ],
)
def test_a_distribution_that_cannot_be_is_refused(
    file_store: Store, lines: list[Wanted], changed: dict[str, object], refusal: type[Refusal]
) -> None:
    bring(file_store, BUCKET, 10)
    refused(file_store, refusal, lambda: given(file_store, *lines, **changed))


def test_who_asks_for_too_much_learns_what_there_is(store: Store) -> None:
    bring(store, BUCKET, 10)
    said = refused(store, errors.NotEnoughStockError, lambda: hand_out(store, BUCKET, 11))
    assert (said.wanted, said.available, said.location) == (11, 10, "NKC1/MAGASIN")  # type: ignore[attr-defined]  # its own
