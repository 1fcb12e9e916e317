"""A centre asks, a manager of the other side approves, and it's sent in one lorry or in several."""

from datetime import timedelta

import pytest

from cpise_inventory.catalogue.commands import UnknownCentreError, UnknownItemError
from cpise_inventory.errors import Refusal
from cpise_inventory.quantities import QuantityTooSmallError
from cpise_inventory.stock.errors import NoLinesError
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.texts import NoReasonError
from cpise_inventory.transfers import errors, queries
from cpise_inventory.transfers.queries import Request
from cpise_inventory.transfers.requests import (
    Requisition,
    approve_request,
    close_request,
    refuse_request,
    request,
)
from cpise_inventory.work import NotAllowedError
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    KIT,
    LOGISTICS,
    MANAGER,
    SOAP,
    assert_sound,
    bring,
    refused,
)
from tests.transfers.roads import AWAY, TODAY, approved, asked, sent, transfer, undone


def found(store: Store, number: str) -> Request:
    with store.read() as connection:
        there = queries.request_of(connection, number)
    assert there is not None
    return there


def left(store: Store, number: str) -> dict[str, int]:
    return {line.item: line.left for line in found(store, number).lines}


def waiting(store: Store) -> list[str]:
    with store.read() as connection:
        return [one.number for one in queries.requests(connection, open_only=True)]


def refuse(store: Store, number: str, reason: str) -> None:
    with store.write(MANAGER) as work:
        refuse_request(work, number, reason)


def close(store: Store, number: str, reason: str) -> None:
    with store.write(LOGISTICS) as work:
        close_request(work, number, reason)


def test_a_requisition_is_approved_sent_in_two_lorries_and_done(store: Store) -> None:
    bring(store, SOAP, 100, "L1", "2027-06")
    bring(store, BUCKET, 20)
    number = asked(store, (SOAP, 60), (BUCKET, 10), wanted_on=TODAY + timedelta(9))
    assert number == "NKC1-A-PD-2026-00001"
    assert (found(store, number).status, waiting(store)) == ("asked", [number])
    approved(store, number, (SOAP, 50), (BUCKET, 10))
    assert left(store, number) == {SOAP: 50, BUCKET: 10}
    first = sent(store, Wanted(SOAP, 30), request=number)
    assert (found(store, number).status, found(store, number).left) == ("partly_sent", 30)
    assert transfer(store, first).request == number
    second = sent(store, Wanted(SOAP, 20), Wanted(BUCKET, 10), request=number.lower())
    assert (found(store, number).status, waiting(store)) == ("sent", [])
    with store.read() as connection:
        assert [one.number for one in queries.sent_for(connection, number)] == [second, first]
        steps = [(one.step, one.actor) for one in queries.turns(connection, number)]
    assert steps == [("asked", LOGISTICS), ("approved", MANAGER)]
    assert_sound(store)


def test_a_cancelled_waybill_gives_its_requisition_back(store: Store) -> None:
    bring(store, BUCKET, 20)
    number = asked(store, (BUCKET, 10))
    approved(store, number)
    waybill = sent(store, Wanted(BUCKET, 10), request=number)
    undone(store, waybill)
    assert left(store, number) == {BUCKET: 10}
    assert waiting(store) == [number]
    assert_sound(store)


def test_no_more_is_sent_than_was_approved_and_nothing_else(store: Store) -> None:
    bring(store, SOAP, 100, "L1", "2027-06")
    bring(store, BUCKET, 20)
    number = asked(store, (SOAP, 60))

    def one() -> str:
        return sent(store, Wanted(SOAP, 1), request=number)

    refused(store, errors.RequestNotApprovedError, one)
    approved(store, number)
    said = refused(
        store,
        errors.MoreThanRequestedError,
        lambda: sent(store, Wanted(SOAP, 40), Wanted(SOAP, 21), request=number),
    )
    assert (said.quantity, said.left) == (21, 20)
    refused(store, errors.NotRequestedError, lambda: sent(store, Wanted(BUCKET, 1), request=number))
    refused(
        store,
        errors.OtherRouteError,
        lambda: sent(store, Wanted(SOAP, 1), request=number, target="KIF"),
    )
    refused(
        store,
        errors.UnknownRequestError,
        lambda: sent(store, Wanted(SOAP, 1), request="NKC1-A-PD-2026-00099"),
    )


def test_a_refusal_and_a_closing_have_their_reason(store: Store) -> None:
    first, second = asked(store, (SOAP, 5)), asked(store, (BUCKET, 5))
    refused(store, NoReasonError, lambda: refuse(store, first, ""))
    refuse(store, first, "Rien en stock avant janvier")
    assert found(store, first).status == "refused"
    refused(store, errors.RequestDecidedError, lambda: approved(store, first))
    refused(
        store,
        errors.RequestTurnedDownError,
        lambda: sent(store, Wanted(SOAP, 1), request=first),
    )
    refused(store, errors.RequestDecidedError, lambda: close(store, first, "trop tard"))
    approved(store, second)
    refused(store, NoReasonError, lambda: close(store, second, "  "))
    close(store, second, "Le donateur a livré directement")
    assert (found(store, second).status, waiting(store)) == ("closed", [])
    said = refused(
        store,
        errors.RequestEndedError,
        lambda: sent(store, Wanted(BUCKET, 1), request=second),
    )
    assert (said.status, said.code) == ("closed", "request_not_approved")
    with store.read() as connection:
        assert queries.turns(connection, second)[-1].remarks == "Le donateur a livré directement"
    assert_sound(store)


def test_nobody_approves_what_he_asked_for_while_somebody_else_can(store: Store) -> None:
    with store.write(MANAGER) as work:
        number = request(work, Requisition(AWAY, CENTRE, [(SOAP, 5)]))
    said = refused(store, errors.OwnRequestError, lambda: approved(store, number))
    assert said.others == (ADMIN,)
    refused(store, NotAllowedError, lambda: approved(store, number, who=LOGISTICS))
    approved(store, number, who=ADMIN)
    refused(store, errors.RequestDecidedError, lambda: refuse(store, number, "non"))


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (Requisition(AWAY, AWAY, [(SOAP, 1)]), errors.SamePlaceError),
        (Requisition("QQQ", CENTRE, [(SOAP, 1)]), UnknownCentreError),
        (Requisition(AWAY, "QQQ", [(SOAP, 1)]), UnknownCentreError),
        (Requisition(AWAY, CENTRE, [("NIX", 1)]), UnknownItemError),
        (Requisition(AWAY, CENTRE, [(SOAP, 0)]), QuantityTooSmallError),
        (Requisition(AWAY, CENTRE, []), NoLinesError),
        (
            Requisition(AWAY, CENTRE, [(SOAP, 1)], TODAY - timedelta(1)),
            errors.WantedInThePastError,
        ),
    ],
)
def test_a_requisition_that_cannot_be_is_refused(
    file_store: Store, wanted: Requisition, refusal: type[Refusal]
) -> None:
    def act() -> None:
        with file_store.write(LOGISTICS) as work:
            request(work, wanted)

    refused(file_store, refusal, act)


def test_an_approval_never_exceeds_what_was_asked(store: Store) -> None:
    number = asked(store, (SOAP, 5), (SOAP, 2))
    assert found(store, number).lines[0].asked == 7
    refused(store, errors.MoreThanRequestedError, lambda: approved(store, number, (SOAP, 8)))
    refused(store, errors.NotRequestedError, lambda: approved(store, number, (KIT, 1)))
    with store.write(MANAGER) as work:
        approve_request(work, number, [(SOAP, 6)], "Le reste en janvier")
    assert left(store, number) == {SOAP: 6}
