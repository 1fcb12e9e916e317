"""Undo: who may, what, and once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.queries import document_of
from cpise_inventory.errors import Refusal
from cpise_inventory.journal.queries import entries
from cpise_inventory.people.commands import change_role
from cpise_inventory.people.rights import Role
from cpise_inventory.stock.errors import (
    AlreadyHandedOnError,
    AlreadyReversedError,
    ReversalOfReversalError,
)
from cpise_inventory.stock.queries import stock_card
from cpise_inventory.store import Store
from cpise_inventory.texts import NoReasonError, TextTooLongError, UnprintableTextError
from cpise_inventory.undo import undo
from cpise_inventory.work import NotAllowedError
from db.schema import balance
from tests.books import (
    ADMIN,
    AUDITOR,
    BUCKET,
    CENTRE,
    LOGISTICS,
    MANAGER,
    SOAP,
    START,
    Clock,
    assert_sound,
    bring,
    everything,
    hand_out,
    rows,
    stock,
    tag,
)


def undone(store: Store, number: str, person: str = LOGISTICS, reason: str = "wrong group") -> str:
    with store.write(person) as work:
        return undo(work, number, reason)


def refused(store: Store, kind: type[Refusal], act: Callable[[], object]) -> Refusal:
    before = everything(store)
    with pytest.raises(kind) as found:
        act()
    assert everything(store) == before
    return found.value


@pytest.fixture
def receipt(store: Store) -> str:
    """Of forty soaps that Aïcha gave out today."""
    bring(store, SOAP, 100, "L1", "2027-06")
    bring(store, SOAP, 10, "L2", "2027-01")
    return hand_out(store, SOAP, 40)


def test_balances_come_back_and_both_documents_stay(store: Store, receipt: str) -> None:
    number = undone(store, receipt)
    assert number == "NKC1-A-RD-2026-00002"
    assert stock(store, SOAP) == {"L1": 100, "L2": 10}
    with store.read() as connection:
        first, second = (document_of(connection, one) for one in (receipt, number))
    assert first is not None
    assert second is not None
    assert (first.status, first.reversed_by) == ("cancelled", number)
    assert (second.status, second.reverses, second.happened_on) == (
        *("reversal", receipt),
        START.date().isoformat(),
    )
    assert_sound(store)


def test_the_reason_is_kept(store: Store, receipt: str) -> None:
    number = undone(store, receipt, reason=" wrong\n group ")
    with store.read() as connection:
        found = document_of(connection, number)
        assert found is not None
        told = store.journal.stored(connection, found.device, found.seq)
    assert store.journal.codec.decode(told).payload.reason == "wrong group"


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [
        ("", NoReasonError),
        (" \n ", NoReasonError),
        ("x" * 201, TextTooLongError),
        ("a\x00b", UnprintableTextError),
    ],
)
def test_without_a_reason_it_is_refused(
    store: Store, receipt: str, reason: str, refusal: type[Refusal]
) -> None:
    refused(store, refusal, lambda: undone(store, receipt, reason=reason))


def test_a_document_is_undone_once(store: Store, receipt: str) -> None:
    number = undone(store, receipt)
    said = refused(store, AlreadyReversedError, lambda: undone(store, receipt, MANAGER))
    assert said.reversed_by == number  # type: ignore[attr-defined]  # its own


def test_a_reversal_is_not_reversed(store: Store, receipt: str) -> None:
    number = undone(store, receipt)
    refused(store, ReversalOfReversalError, lambda: undone(store, number, MANAGER))


@pytest.mark.parametrize("number", ["", "NKC1-A-RD-2026-00009", "x" * 500, "NKC1-A-00001-W"])
def test_what_is_no_document_is_unknown(store: Store, receipt: str, number: str) -> None:
    refused(store, UnknownDocumentError, lambda: undone(store, number))


def test_a_number_may_be_typed_in_small_letters(store: Store, receipt: str) -> None:
    undone(store, f" {receipt.lower()}\n")
    assert stock(store, SOAP)["L2"] == 10


# --- who may -------------------------------------------------------------------------------------


def test_who_issued_it_may_on_the_same_day(store: Store, receipt: str, clock: Clock) -> None:
    clock.set(START.replace(hour=23, minute=59))
    undone(store, receipt)


def test_who_issued_it_may_not_the_day_after(store: Store, receipt: str, clock: Clock) -> None:
    clock.set((START + timedelta(1)).replace(hour=0))
    refused(store, NotAllowedError, lambda: undone(store, receipt))
    undone(store, receipt, MANAGER)


def test_anothers_document_needs_the_right_to_cancel(store: Store, receipt: str) -> None:
    by_the_manager = hand_out(store, SOAP, 1, person=MANAGER)
    refused(store, NotAllowedError, lambda: undone(store, by_the_manager))
    refused(store, NotAllowedError, lambda: undone(store, receipt, AUDITOR))
    undone(store, receipt, MANAGER)
    undone(store, by_the_manager, ADMIN)
    assert_sound(store)


def test_who_became_auditor_may_not_even_undo_what_was_their_own(
    store: Store, receipt: str
) -> None:
    with store.write(ADMIN) as work:
        change_role(work, LOGISTICS, Role.AUDITOR)
    refused(store, NotAllowedError, lambda: undone(store, receipt))


def test_a_computers_document_needs_the_right_to_cancel_too(store: Store) -> None:
    tag(store, "S1")
    number = "NKC1-A-BR-2026-00001"
    refused(store, NotAllowedError, lambda: undone(store, number, AUDITOR))
    undone(store, number, MANAGER)


# --- what has gone on since ----------------------------------------------------------------------


def test_a_delivery_whose_goods_left_is_not_undone(store: Store) -> None:
    number = bring(store, BUCKET, 10)
    later = hand_out(store, BUCKET, 4)
    said = refused(store, AlreadyHandedOnError, lambda: undone(store, number))
    assert (said.item, said.missing) == (BUCKET, 4)  # type: ignore[attr-defined]  # its own
    undone(store, later)
    undone(store, number)
    assert stock(store, BUCKET) == {}
    assert_sound(store)


def test_a_delivery_of_many_lines_is_undone_as_a_whole_or_not_at_all(store: Store) -> None:
    bring(store, BUCKET, 10)
    number = bring(store, SOAP, 10, "L1", "2027-06")
    hand_out(store, SOAP, 1)
    before = stock(store, SOAP)
    refused(store, AlreadyHandedOnError, lambda: undone(store, number))
    assert stock(store, SOAP) == before


def test_every_balance_is_what_it_was(store: Store, receipt: str) -> None:
    def levels() -> set[tuple[object, ...]]:
        with store.read() as connection:
            return {row for row in rows(connection, balance) if row[-1]}

    before = levels()
    undone(store, hand_out(store, SOAP, 25))
    assert levels() == before
    with store.read() as connection:
        sums = sa.select(sa.func.sum(balance.c.quantity)).group_by(balance.c.item, balance.c.lot)
        assert set(connection.scalars(sums)) == {0}


def test_what_was_undone_is_marked_on_the_card_and_in_the_journal(
    store: Store, receipt: str
) -> None:
    number = undone(store, receipt)
    with store.read() as connection:
        card = stock_card(connection, CENTRE, SOAP)
        lines = entries(connection)
    assert {one.document: one.reversed_by for one in card if one.document in (receipt, number)} == {
        receipt: number,
        number: "",
    }
    assert [(one.document, one.reversed_by) for one in lines if one.reversed_by] == [
        (receipt, number)
    ]
