"""Expired, damaged, lost, stolen: held when it's reported, gone when somebody else has agreed."""

from datetime import date, timedelta

import pytest

from cpise_inventory.counts import commands as counts
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.queries import document_of
from cpise_inventory.locations import DAMAGED, EXPIRED, LOST, quarantine, reported
from cpise_inventory.losses import commands, errors, queries
from cpise_inventory.losses.commands import Loss
from cpise_inventory.people.commands import close_person
from cpise_inventory.quantities import QuantityTooSmallError
from cpise_inventory.stock.errors import (
    AlreadyHandedOnError,
    HeldForLossError,
    NoLinesError,
    NoPoliceReportError,
    NotEnoughStockError,
    NotReversibleError,
    UnknownLotError,
)
from cpise_inventory.stock.queries import on_hand, stock_card
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.texts import NoReasonError
from cpise_inventory.transfers.commands import Shipment, send
from cpise_inventory.undo import undo
from cpise_inventory.work import NotAllowedError
from db import schema
from tests.books import (
    ADMIN,
    AUDITOR,
    BUCKET,
    CENTRE,
    LOGISTICS,
    MANAGER,
    ROOM,
    SOAP,
    START,
    Clock,
    assert_sound,
    bring,
    everything,
    hand_out,
    rows,
)

APART, MISSING = quarantine(CENTRE), reported(CENTRE)
WRITE_OFF, REPORT = "NKC1-A-SI-2027-00001", "NKC1-A-RP-2027-00001"


def loss(store: Store, why: str, *wanted: Wanted, person: str = LOGISTICS, **facts: object) -> str:
    """Report a loss; the document's number."""
    with store.write(person) as work:
        return commands.report(work, Loss(CENTRE, why, wanted, **facts))  # type: ignore[arg-type]  # fields of Loss


def approve(store: Store, number: str, person: str = MANAGER) -> None:
    with store.write(person) as work:
        commands.approve(work, number)


def reject(store: Store, number: str, reason: str = "Encore bon", person: str = MANAGER) -> None:
    with store.write(person) as work:
        commands.reject(work, number, reason)


def undone(store: Store, number: str, person: str = MANAGER) -> str:
    with store.write(person) as work:
        return undo(work, number, "Erreur")


def there(store: Store, item: str) -> dict[tuple[str, str], int]:
    """(location, lot number) -> on hand."""
    with store.read() as connection:
        held = on_hand(connection, CENTRE, item)
        return {(one.location, one.number): one.quantity for one in held}


def gone(store: Store, location: str) -> dict[str, int]:
    """Item -> how much is at a virtual location."""
    with store.read() as connection:
        found = [row for row in rows(connection, schema.balance) if row[0] == location and row[3]]
    return {str(item): int(str(quantity)) for _, item, _, quantity in found}


def status(store: Store, number: str) -> str:
    with store.read() as connection:
        found = queries.report(connection, number)
    assert found is not None
    return found.status


@pytest.fixture
def stocked(store: Store, clock: Clock) -> Store:
    """Soap of which five have expired since, and thirty have not; ten buckets."""
    bring(store, SOAP, 5, "L1", "2027-02-28")
    bring(store, SOAP, 30, "L2", "2028-01")
    bring(store, BUCKET, 10)
    clock.set(START + timedelta(days=100))
    return store


BUCKETS = Wanted(BUCKET, 3)


@pytest.mark.parametrize(
    ("why", "number", "place", "end", "facts"),
    [
        ("damaged", WRITE_OFF, APART, DAMAGED, {}),
        ("lost", REPORT, MISSING, LOST, {}),
        ("stolen", REPORT, MISSING, LOST, {"police": "PV 118/2026"}),
    ],
)
def test_what_is_reported_is_held_and_leaves_once_it_is_approved(
    stocked: Store, why: str, number: str, place: str, end: str, facts: dict[str, str]
) -> None:
    assert loss(stocked, why, BUCKETS, **facts) == number
    assert there(stocked, BUCKET) == {(ROOM, ""): 7, (place, ""): 3}
    with pytest.raises(NotEnoughStockError):
        hand_out(stocked, BUCKET, 8)
    assert status(stocked, number) == "waits"
    approve(stocked, number)
    assert there(stocked, BUCKET) == {(ROOM, ""): 7}
    assert gone(stocked, end) == {BUCKET: 3}
    assert status(stocked, number) == "approved"
    assert_sound(stocked)


def test_of_an_item_that_expired_only_what_has_expired_goes(stocked: Store) -> None:
    number = loss(stocked, "expired", Wanted(SOAP, 5))
    assert there(stocked, SOAP) == {(APART, "L1"): 5, (ROOM, "L2"): 30}
    approve(stocked, number)
    assert gone(stocked, EXPIRED) == {SOAP: 5}
    with pytest.raises(errors.NotExpiredError) as refused:
        loss(stocked, "expired", Wanted(SOAP, 1, "L2"))
    assert refused.value.expires_on == "2028-01-31"
    assert_sound(stocked)


def test_on_its_last_day_a_lot_has_not_expired(stocked: Store, clock: Clock) -> None:
    day = date(2027, 2, 28)
    with pytest.raises(errors.NotExpiredError):
        loss(stocked, "expired", Wanted(SOAP, 1, "L1"), happened_on=day)
    loss(stocked, "expired", Wanted(SOAP, 1, "L1"), happened_on=day + timedelta(days=1))


def test_nobody_approves_what_he_reported_while_somebody_else_can(stocked: Store) -> None:
    number = loss(stocked, "damaged", BUCKETS, person=MANAGER)
    before = everything(stocked)
    with pytest.raises(errors.OwnLossError) as refused:
        approve(stocked, number)
    assert refused.value.others == (ADMIN,)
    for person in (LOGISTICS, AUDITOR):
        with pytest.raises(NotAllowedError):
            approve(stocked, number, person)
    assert everything(stocked) == before
    approve(stocked, number, ADMIN)
    assert status(stocked, number) == "approved"


def test_who_is_alone_approves_alone_and_that_is_told(stocked: Store) -> None:
    with stocked.write(ADMIN) as work:
        close_person(work, MANAGER, "left")
    number = loss(stocked, "damaged", BUCKETS, person=ADMIN)
    approve(stocked, number, ADMIN)
    with stocked.read() as connection:
        told = rows(connection, schema.event_index)[-1]
        body = stocked.journal.stored(connection, str(told[0]), int(str(told[1])))
    assert stocked.journal.codec.decode(body).payload.alone


@pytest.mark.parametrize(("why", "place"), [("damaged", APART), ("lost", MISSING)])
def test_what_is_rejected_goes_back_to_its_shelf(stocked: Store, why: str, place: str) -> None:
    before = there(stocked, BUCKET)
    number = loss(stocked, why, BUCKETS)
    with pytest.raises(NoReasonError):
        reject(stocked, number, " ")
    assert there(stocked, BUCKET)[place, ""] == 3
    reject(stocked, number)
    assert there(stocked, BUCKET) == before
    assert status(stocked, number) == "rejected"
    assert_sound(stocked)


def test_a_decision_is_taken_once(stocked: Store) -> None:
    approved, rejected = (loss(stocked, "damaged", BUCKETS) for _ in range(2))
    approve(stocked, approved)
    reject(stocked, rejected)
    before = everything(stocked)
    for number in (approved, rejected):
        for act in (approve, reject):
            with pytest.raises(errors.LossDecidedError):
                act(stocked, number)
    with pytest.raises(NotReversibleError):  # all is back already
        undone(stocked, rejected)
    for number in ("NKC1-A-SI-2026-00099", "NKC1-A-BR-2026-00001", ""):
        with pytest.raises(errors.UnknownLossError):
            approve(stocked, number)
    assert everything(stocked) == before


def test_what_lay_in_quarantine_already_stays_there(stocked: Store) -> None:
    with stocked.write(LOGISTICS) as work:
        relocate(work, Relocation(CENTRE, "", "QUARANTAINE", [Wanted(SOAP, 5, "L1")], "Périmé"))
    number = loss(stocked, "expired", Wanted(SOAP, 4), storeroom="QUARANTAINE")
    assert there(stocked, SOAP) == {(APART, "L1"): 5, (ROOM, "L2"): 30}
    with stocked.read() as connection:
        found = document_of(connection, number)
        assert found is not None
        assert found.lines == 1
        held = queries.goods_of(connection, number)
    assert [(one.source, one.place, one.quantity) for one in held] == [(APART, APART, 4)]
    approve(stocked, number)
    assert there(stocked, SOAP) == {(APART, "L1"): 1, (ROOM, "L2"): 30}
    undone(stocked, number)
    assert there(stocked, SOAP) == {(APART, "L1"): 5, (ROOM, "L2"): 30}
    assert_sound(stocked)


def test_what_waits_for_a_decision_goes_nowhere_else(stocked: Store) -> None:
    with stocked.write(LOGISTICS) as work:
        moved = relocate(work, Relocation(CENTRE, "", "QUARANTAINE", [Wanted(BUCKET, 4)], "Choc"))
    number = loss(stocked, "damaged", BUCKETS, storeroom="QUARANTAINE")
    before = everything(stocked)
    for act in (
        lambda: relocate_back(stocked, 2),
        lambda: loss(stocked, "damaged", Wanted(BUCKET, 2), storeroom="QUARANTAINE"),
    ):
        with pytest.raises(HeldForLossError) as refused:
            act()
        assert (refused.value.available, refused.value.held) == (1, 3)
    with pytest.raises(AlreadyHandedOnError) as hindered:
        undone(stocked, moved)
    assert hindered.value.takers == (number,)
    assert everything(stocked) == before
    reject(stocked, number)
    relocate_back(stocked, 4)
    assert there(stocked, BUCKET) == {(ROOM, ""): 10}


def relocate_back(store: Store, quantity: int) -> None:
    with store.write(LOGISTICS) as work:
        relocate(work, Relocation(CENTRE, "QUARANTAINE", "", [Wanted(BUCKET, quantity)]))


def test_a_count_of_the_shelf_finds_what_the_books_say(stocked: Store) -> None:
    loss(stocked, "lost", BUCKETS)
    with stocked.write(LOGISTICS) as work:
        number = counts.open_count(work, counts.Sheeting(CENTRE))
        figures = [counts.Figure(BUCKET, 7), counts.Figure(SOAP, 5, "L1")]
        counts.enter(work, number, [*figures, counts.Figure(SOAP, 30, "L2")])
        assert counts.finish(work, number) == "settled"


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize("why", ["damaged", "lost"])
def test_undoing_brings_everything_back(stocked: Store, why: str, approved: bool) -> None:
    before = there(stocked, BUCKET)
    number = loss(stocked, why, BUCKETS)
    if approved:
        approve(stocked, number)
    undone(stocked, number)
    assert there(stocked, BUCKET) == before
    assert status(stocked, number) == "cancelled"
    assert not gone(stocked, DAMAGED)
    assert not gone(stocked, LOST)
    with pytest.raises(errors.LossDecidedError):
        approve(stocked, number)
    assert_sound(stocked)


def test_the_stock_card_names_the_report(stocked: Store) -> None:
    number = loss(stocked, "lost", BUCKETS)
    approve(stocked, number)
    with stocked.read() as connection:
        card = stock_card(connection, CENTRE, BUCKET)
    assert [(one.document, one.received, one.issued, one.balance) for one in card[:3]] == [
        (number, 0, 3, 7),
        (number, 3, 0, 10),
        (number, 0, 3, 7),
    ]


def test_a_loss_may_name_the_waybill_it_stems_from(stocked: Store) -> None:
    with stocked.write(LOGISTICS) as work:
        waybill = send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 1)]))
    number = loss(stocked, "damaged", BUCKETS, waybill=waybill.lower())
    with stocked.read() as connection:
        found = queries.report(connection, number)
        assert found is not None
        assert found.waybill == waybill


def test_bad_reports_say_what_is_wrong(stocked: Store) -> None:
    before = everything(stocked)
    for why, wanted, facts, error in (
        ("magic", BUCKETS, {}, errors.UnknownLossReasonError),
        ("stolen", BUCKETS, {"police": " "}, NoPoliceReportError),
        ("lost", BUCKETS, {"waybill": "NKC1-A-BR-2026-00001"}, errors.NotAWaybillError),
        ("lost", BUCKETS, {"waybill": "NKC1-A-BE-2026-00099"}, UnknownDocumentError),
        ("damaged", Wanted(BUCKET, 11), {}, NotEnoughStockError),
        ("damaged", Wanted(BUCKET, 0), {}, QuantityTooSmallError),
        ("damaged", Wanted(SOAP, 1, "L9"), {}, UnknownLotError),
        ("damaged", BUCKETS, {"person": AUDITOR}, NotAllowedError),
    ):
        with pytest.raises(error):
            loss(stocked, why, wanted, **facts)  # type: ignore[arg-type]  # as above
    with pytest.raises(NoLinesError):
        loss(stocked, "damaged")
    assert everything(stocked) == before


def test_what_waits_is_found_and_what_is_decided_is_kept(stocked: Store) -> None:
    first, second = loss(stocked, "lost", BUCKETS), loss(stocked, "damaged", BUCKETS)
    approve(stocked, first)
    with stocked.read() as connection:
        waiting = [one.number for one in queries.reports(connection, waiting=True)]
        every = [(one.number, one.status) for one in queries.reports(connection, CENTRE)]
        assert queries.reports(connection, "ROS") == []
    assert waiting == [second]
    assert every == [(second, "waits"), (first, "approved")]
