"""Assets on a waybill: what goes along, how it comes in, what becomes of the rest."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cpise_inventory import today
from cpise_inventory.assets import errors as asset_errors
from cpise_inventory.assets.commands import Newcomer
from cpise_inventory.assets.life import Declaration, Repair, declare, start_repair
from cpise_inventory.errors import Refusal
from cpise_inventory.history import changes_of
from cpise_inventory.identity import asset_tag
from cpise_inventory.journal.queries import event_at
from cpise_inventory.stock.errors import NoLinesError, NoPoliceReportError
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers import errors, queries
from cpise_inventory.transfers.asset_rulings import AssetRuling
from cpise_inventory.transfers.carried import Brought
from cpise_inventory.transfers.commands import Shipment, send
from cpise_inventory.undo import undo
from cpise_inventory.work import NotAllowedError, Work
from tests.assets.acts import asset, handed, laptop, registered, stands
from tests.books import AUDITOR, BUCKET, CENTRE, LOGISTICS, assert_sound, bring, refused
from tests.transfers.roads import AWAY, TODAY, arrived, closed, sent, settled, transfer, undone

WITH_IT = ("charger", "bag")


@pytest.fixture
def tags(store: Store) -> list[str]:
    """Two laptops in storage, with what belongs to them."""
    made = (
        Newcomer(serial, "HP", "ProBook 450", "laptop", accessories=WITH_IT)
        for serial in ("S1", "S2")
    )
    return registered(store, *made)[1]


def test_goods_and_assets_go_on_one_waybill_and_come_in_on_one_receipt(
    store: Store, tags: list[str]
) -> None:
    bring(store, BUCKET, 10)
    number = sent(store, Wanted(BUCKET, 4), assets=tags, driver="Brahim")
    found = transfer(store, number)
    assert (found.status, found.on_the_road, found.assets_on_the_road) == ("sent", 4, tuple(tags))
    for one in (asset(store, tag) for tag in tags):
        assert (one.status, one.waybill, one.centre) == ("in_transit", number, CENTRE)
    assert arrived(store, number) == "NKC1-A-AR-2026-00001"
    for one in (asset(store, tag) for tag in tags):
        assert (one.status, one.waybill, one.centre) == ("in_storage", "", AWAY)
        assert (one.custodian, one.custodian_kind) == (f"{AWAY}/MAGASIN", "place")
    assert transfer(store, number).status == "received"
    refused(store, errors.NothingOnTheRoadError, lambda: arrived(store, number))
    assert_sound(store)


def test_what_came_damaged_missing_or_otherwise_equipped_is_told_and_settled(
    store: Store, tags: list[str]
) -> None:
    first, second = tags
    number = sent(store, assets=tags)
    came = Brought(first, "broken", ["Charger"], ["mouse"])
    arrived(store, number, assets=[came], last=True)
    found = transfer(store, number)
    assert (found.status, found.assets_on_the_road) == ("to_settle", (second,))
    assert found.assets[0].lacking == ("charger",)
    here = asset(store, first)
    assert (here.condition, here.accessories.split()) == ("broken", ["bag", "mouse"])
    rulings = [AssetRuling(first, "found"), AssetRuling(second, "stolen")]
    refused(store, NoPoliceReportError, lambda: settled(store, number, assets=rulings))
    report = settled(store, number, assets=rulings, police="PV 77")
    assert report == "NKC1-A-RP-2026-00001"
    assert asset(store, first).accessories.split() == ["bag", "mouse", "charger"]
    assert (asset(store, second).status, asset(store, second).centre) == ("stolen", CENTRE)
    assert transfer(store, number).status == "settled"
    undone(store, report)
    assert transfer(store, number).status == "to_settle"
    assert asset(store, first).accessories.split() == ["bag", "mouse"]
    assert asset(store, second).status == "in_transit"
    assert_sound(store)


@pytest.mark.parametrize(
    ("decision", "code", "status"),
    [
        ("found", "RE", "in_storage"),
        ("error", "RE", "in_storage"),
        ("lost", "RP", "lost"),
    ],
)
def test_what_did_not_come_ends_by_a_decision(
    file_store: Store, decision: str, code: str, status: str
) -> None:
    _, (tag,) = registered(file_store, laptop("S1"))
    number = sent(file_store, assets=[tag])
    refused(
        file_store, errors.StillComingError, lambda: settled(file_store, number, decision="lost")
    )
    closed(file_store, number)
    paper = settled(file_store, number, decision=decision)
    assert paper == f"NKC1-A-{code}-2026-00001"
    one = asset(file_store, tag)
    assert (one.status, one.centre, one.waybill) == (status, CENTRE, "")
    assert_sound(file_store)


def test_undoing_brings_assets_back_to_the_road_and_to_the_sender(
    store: Store, tags: list[str]
) -> None:
    bring(store, BUCKET, 5)
    before = [stands(store, tag) for tag in tags]
    number = sent(store, Wanted(BUCKET, 5), assets=tags)
    came = arrived(store, number, Wanted(BUCKET, 5), assets=[Brought(tags[0], "fair", ["bag"])])
    refused(store, errors.BuiltUponError, lambda: undone(store, number))
    undone(store, came)
    found = transfer(store, number)
    assert (found.status, found.assets_on_the_road) == ("sent", tuple(tags))
    back = asset(store, tags[0])
    assert (back.status, back.waybill, back.centre) == ("in_transit", number, CENTRE)
    assert (back.condition, back.accessories.split()) == ("new", list(WITH_IT))
    undone(store, number)
    assert [stands(store, tag) for tag in tags] == before
    assert transfer(store, number).status == "cancelled"
    assert_sound(store)


def test_a_receipt_stands_once_something_happened_to_its_assets(
    file_store: Store,
) -> None:
    _, (tag,) = registered(file_store, laptop("S1"))
    came = arrived(file_store, sent(file_store, assets=[tag]))
    given = handed(file_store, tag)
    said = refused(file_store, asset_errors.AssetMovedOnError, lambda: undone(file_store, came))
    assert said.later == given
    with file_store.write(LOGISTICS) as work:
        undo(work, given, "wrong person")
    assert (asset(file_store, tag).centre, asset(file_store, tag).status) == (AWAY, "in_storage")


def repair(work: Work, tag: str) -> None:
    start_repair(work, Repair([tag], "Atelier", "dead"))


def lose(work: Work, tag: str) -> None:
    declare(work, Declaration([tag], "lost", "in the bus"))


@pytest.mark.parametrize("happened", [repair, lose])
def test_what_is_not_there_is_not_sent(
    file_store: Store, happened: Callable[[Work, str], None]
) -> None:
    _, (tag,) = registered(file_store, laptop("S1"))
    with file_store.write(LOGISTICS) as work:
        happened(work, tag)
    refused(file_store, asset_errors.NotHeldError, lambda: sent(file_store, assets=[tag]))


def test_what_cannot_go_is_refused_with_nothing_written(file_store: Store) -> None:
    store = file_store
    _, (one, lent) = registered(store, laptop("S1"), laptop("S2"))
    handed(store, lent)
    elsewhere = registered(store, laptop("S3"), centre="KIF")[1]
    missing = asset_tag("NKC1-A", 999)

    def no(kind: type[Refusal], *tags: str, **changed: object) -> None:
        refused(store, kind, lambda: sent(store, assets=tags, **changed))

    no(errors.SamePlaceError, one, target=CENTRE)
    no(asset_errors.AlreadyHeldError, one, lent)
    no(asset_errors.AssetElsewhereError, one, *elsewhere)
    no(asset_errors.UnknownAssetError, missing)
    refused(store, NoLinesError, lambda: sent(store))
    number = sent(store, assets=[one, one])
    no(asset_errors.AssetOnTheRoadError, one)
    assert transfer(store, number).assets_on_the_road == (one,)


def test_what_cannot_have_come_is_refused_with_nothing_written(file_store: Store) -> None:
    store = file_store
    _, (one, two, other) = registered(store, *(laptop(f"S{n}") for n in range(3)))
    number = sent(store, assets=[one, two], happened_on=TODAY)
    arrived(store, number, assets=[Brought(one)])

    def no(kind: type[Refusal], *brought: Brought, **changed: object) -> None:
        refused(store, kind, lambda: arrived(store, number, assets=brought, **changed))

    no(errors.AssetCameInError, Brought(one))
    no(errors.AssetNotOnWaybillError, Brought(other))
    no(errors.NotAnAccessoryError, Brought(two, lacking=["drone"]))
    no(asset_errors.UnknownConditionError, Brought(two, "shiny"))
    no(errors.WrongCentreError, Brought(two), centre="KIF")
    no(errors.BeforeSendingError, Brought(two), happened_on=TODAY - timedelta(days=1))
    closed(store, number)
    for tag, decision, kind in (
        (one, "found", errors.AssetSettledError),
        (two, "unrecorded", errors.WrongDecisionError),
    ):
        ruling = AssetRuling(tag, decision)
        refused(store, kind, lambda ruling=ruling: settled(store, number, assets=[ruling]))


def test_who_may_not_manage_assets_sends_none(file_store: Store) -> None:
    _, tags = registered(file_store, laptop("S1"))
    with pytest.raises(NotAllowedError), file_store.write(AUDITOR) as work:
        send(work, Shipment(CENTRE, AWAY, assets=tags))


def test_the_receiver_sees_what_is_to_come_and_how_old_it_is(file_store: Store) -> None:
    store = file_store
    then = TODAY - timedelta(days=20)
    _, tags = registered(store, laptop("S1"), laptop("S2"), happened_on=then)
    number = sent(store, assets=tags, happened_on=then)
    with store.read() as connection:
        (task,) = [one for one in today.tasks(connection, TODAY, AWAY) if one.target == number]
        assert today.figures(connection, TODAY).on_the_road == 1
    assert (task.kind, task.facts["assets"], task.facts["days"]) == ("arriving", 2, 20)


def test_the_history_of_an_asset_tells_of_its_way(file_store: Store) -> None:
    store = file_store
    _, (tag,) = registered(store, laptop("S1"))
    number = sent(store, assets=[tag])
    with store.read() as connection:
        places = queries.steps(connection, number)
        assert [(one.step, one.units, one.assets) for one in places] == [("sent", 0, 1)]
        seq = store.journal.known(connection, "NKC1-A").seq
        event = event_at(connection, store.journal, "NKC1-A", seq)
        assert event is not None
        told = {
            (one.field, one.before, one.after)
            for one in changes_of(connection, store.journal, event)
        }
    assert told >= {("status", "in_storage", "in_transit"), ("waybill", "", number)}
