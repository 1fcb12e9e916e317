"""Every difference of a waybill ends by somebody's decision, and nothing vanishes on the road."""

import pytest

from cpise_inventory import today
from cpise_inventory.documents.queries import document_of
from cpise_inventory.stock.errors import NoPoliceReportError, NotEnoughStockError
from cpise_inventory.stock.queries import totals
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers import errors
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.settling import OVER, SHORT, Ruling, Settlement, settle
from cpise_inventory.work import NotAllowedError
from tests.books import (
    BUCKET,
    CENTRE,
    LOGISTICS,
    SOAP,
    assert_sound,
    bring,
    hand_out,
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
    transfer,
    undone,
)


def short(store: Store) -> str:
    """Three soaps and a bucket never came."""
    number = loaded(store)
    arrived(store, number, Came(SOAP, 7), Came(BUCKET, 4), last=True)
    return number


def at(store: Store, place: str) -> dict[str, int]:
    with store.read() as connection:
        return totals(connection, [place])


def test_a_waybill_that_is_closed_is_on_the_road_no_more(store: Store) -> None:
    number = loaded(store)
    for lines, last, on_the_road in (((Came(SOAP, 7),), False, 1), ((Came(BUCKET, 4),), True, 0)):
        arrived(store, number, *lines, last=last)
        with store.read() as connection:
            assert today.figures(connection, TODAY).on_the_road == on_the_road


def kind_of(store: Store, number: str) -> tuple[str, str, str]:
    with store.read() as connection:
        found = document_of(connection, number)
    assert found is not None
    return found.code, found.kind, found.party


def test_what_was_found_at_the_sender_goes_back_to_its_store(store: Store) -> None:
    number = short(store)
    document = settled(store, number, decision="found")
    assert document == "NKC1-A-RE-2026-00001"
    assert (stock(store, SOAP), stock(store, BUCKET)) == ({"L1": 23}, {"": 26})
    assert (line(store, number, SOAP).back, transfer(store, number).status) == (3, "settled")
    assert at(store, f"~transit/{number}") == {SOAP: 0, BUCKET: 0}
    assert_sound(store)


def test_each_loss_is_told_from_the_others_on_one_report(store: Store) -> None:
    number = short(store)
    document = settled(
        store,
        number,
        Ruling(SOAP, "stolen", 2),
        Ruling(SOAP, "error", 1),
        Ruling(BUCKET, "damaged"),
        police="PV 112/2026",
    )
    assert kind_of(store, document) == ("RP", "transfer.settled", number)
    assert (at(store, "~lost"), at(store, "~damaged")) == ({SOAP: 2}, {BUCKET: 1})
    soap = line(store, number, SOAP)
    assert (soap.sent, soap.received, soap.lost, soap.back, soap.missing) == (10, 7, 2, 1, 0)
    assert_sound(store)


def test_a_theft_needs_the_reference_of_the_police_report(store: Store) -> None:
    number = short(store)
    refused(store, NoPoliceReportError, lambda: settled(store, number, decision="stolen"))


def test_nothing_is_lost_before_the_last_delivery(store: Store) -> None:
    number = loaded(store)
    arrived(store, number, Came(SOAP, 7))
    said = refused(store, errors.StillComingError, lambda: settled(store, number, decision="lost"))
    assert said.missing == 8
    closed(store, number)
    settled(store, number, decision="lost")
    assert transfer(store, number).status == "settled"
    refused(store, errors.NothingOnTheRoadError, lambda: arrived(store, number))


def test_a_manager_decides(store: Store) -> None:
    number = short(store)

    def act() -> None:
        with store.write(LOGISTICS) as work:
            settle(work, Settlement(number, decision="lost"))

    refused(store, NotAllowedError, act)


def test_an_excess_comes_out_of_the_sender_s_store_or_of_nobody_s_books(store: Store) -> None:
    first, second = loaded(store), sent(store, Wanted(BUCKET, 5))
    arrived(store, first, Came(SOAP, 10, over=2), Came(BUCKET, 5))
    arrived(store, second, Came(BUCKET, 5, over=4))
    assert settled(store, first, decision="error") == "NKC1-A-RE-2026-00001"
    assert stock(store, SOAP) == {"L1": 18}
    hand_out(store, BUCKET, 20)
    refused(store, NotEnoughStockError, lambda: settled(store, second, decision="error"))
    settled(store, second, decision="unrecorded")
    assert at(store, "~difference") == {BUCKET: -4}
    assert [transfer(store, one).status for one in (first, second)] == ["settled", "settled"]
    assert_sound(store)


def test_the_wrong_lot_is_righted_in_the_sender_s_books(store: Store) -> None:
    """Two soaps too few of one lot and two too many of another: they had been mixed up."""
    number = loaded(store)
    bring(store, SOAP, 20, "L2", "2028-01")
    arrived(
        store, number, Came(BUCKET, 5), Came(SOAP, 8, "L1"), Came(SOAP, 0, "L2", over=2), last=True
    )
    settled(store, number, decision="error")
    assert stock(store, SOAP) == {"L1": 22, "L2": 18}
    assert stock(store, SOAP, AWAY) == {"L1": 8, "L2": 2}
    assert_sound(store)


@pytest.mark.parametrize(
    ("ruling", "refusal", "facts"),
    [
        (Ruling(SOAP, "lost", 4), errors.NothingOfThisError, {"quantity": 4, "left": 3}),
        (Ruling("KIT-HYG", "lost"), errors.NothingOfThisError, {"left": 0}),
        (Ruling(SOAP, "lost", lot="L9"), errors.NothingOfThisError, {}),
        (Ruling(SOAP, "eaten"), errors.WrongDecisionError, {"known": SHORT}),
        (Ruling(SOAP, "unrecorded"), errors.WrongDecisionError, {"known": SHORT}),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    file_store: Store, ruling: Ruling, refusal: type[errors.Refusal], facts: dict[str, object]
) -> None:
    number = short(file_store)
    said = refused(file_store, refusal, lambda: settled(file_store, number, ruling))
    assert {name: getattr(said, name) for name in facts} == facts


def test_an_excess_is_not_lost(file_store: Store) -> None:
    number = loaded(file_store)
    arrived(file_store, number, Came(SOAP, 10, over=2), Came(BUCKET, 5))
    said = refused(
        file_store, errors.WrongDecisionError, lambda: settled(file_store, number, decision="lost")
    )
    assert said.known == OVER


def test_nothing_to_settle_is_said(file_store: Store) -> None:
    number = loaded(file_store)
    arrived(file_store, number)
    refused(
        file_store,
        errors.NothingToSettleError,
        lambda: settled(file_store, number, decision="lost"),
    )


def test_nothing_is_settled_before_it_was_sent(file_store: Store) -> None:
    number = short(file_store)
    early = TODAY.replace(day=1)
    refused(
        file_store,
        errors.BeforeSendingError,
        lambda: settled(file_store, number, decision="lost", happened_on=early),
    )


# --- undoing -------------------------------------------------------------------------------------


def test_an_undone_decision_puts_the_difference_back_on_the_road(store: Store) -> None:
    number = short(store)
    document = settled(store, number, Ruling(SOAP, "found"), Ruling(BUCKET, "lost"))
    undone(store, document)
    assert line(store, number, SOAP).missing == 3
    assert (line(store, number, BUCKET).missing, at(store, "~lost")) == (1, {BUCKET: 0})
    assert transfer(store, number).status == "to_settle"
    assert stock(store, SOAP) == {"L1": 20}
    assert_sound(store)


def test_what_the_decision_rests_on_stands_until_it_is_cancelled(store: Store) -> None:
    number = short(store)
    receipt = "NKC1-A-AR-2026-00001"
    decision = settled(store, number, decision="lost")
    said = refused(store, errors.BuiltUponError, lambda: undone(store, receipt))
    assert (said.document, said.later) == (receipt, (decision,))
    said = refused(store, errors.BuiltUponError, lambda: undone(store, number))
    assert said.later == (decision, receipt)
    undone(store, decision)
    undone(store, receipt)
    undone(store, number)
    assert (stock(store, SOAP), stock(store, BUCKET)) == ({"L1": 30}, {"": 30})
    assert stock(store, SOAP, AWAY) == {}
    assert transfer(store, number).status == "cancelled"
    assert stock(store, SOAP, CENTRE) == {"L1": 30}
    assert_sound(store)
