"""Goods moved within a centre, and what quarantine means for everybody else."""

from datetime import timedelta

import pytest

from cpise_inventory.catalogue.commands import UnknownPlaceError
from cpise_inventory.catalogue.events import Named, PlaceOpened
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.catalogue.queries import places, storerooms
from cpise_inventory.locations import quarantine
from cpise_inventory.stock import errors, kits
from cpise_inventory.stock.commands import Distribution, distribute
from cpise_inventory.stock.queries import on_hand
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
    rows,
)

APART = quarantine(CENTRE)


def move(  # noqa: PLR0913 - each is another case
    store: Store,
    item: str,
    quantity: int,
    lot: str = "",
    *,
    source: str = "MAGASIN",
    target: str = "QUARANTAINE",
    reason: str = "À vérifier",
    person: str = LOGISTICS,
) -> str:
    """Move so much of an item; the document's number."""
    with store.write(person) as work:
        wanted = [Wanted(item, quantity, lot)]
        return relocate(work, Relocation(CENTRE, source, target, wanted, reason))


def there(store: Store, item: str) -> dict[tuple[str, str], int]:
    """(location, lot number) -> on hand."""
    with store.read() as connection:
        held = on_hand(connection, CENTRE, item)
        return {(one.location, one.number): one.quantity for one in held}


@pytest.fixture
def stocked(store: Store, clock: Clock) -> Store:
    """Soap of which five have expired since, and thirty have not; ten buckets."""
    bring(store, SOAP, 5, "L1", "2027-02")
    bring(store, SOAP, 30, "L2", "2028-01")
    bring(store, BUCKET, 10)
    clock.set(START + timedelta(days=100))
    return store


def test_goods_go_into_quarantine_and_come_back(stocked: Store) -> None:
    assert move(stocked, SOAP, 12, "L2") == "NKC1-A-MI-2027-00001"
    assert there(stocked, SOAP) == {(ROOM, "L1"): 5, (ROOM, "L2"): 18, (APART, "L2"): 12}
    move(stocked, SOAP, 12, source="QUARANTAINE", target="", reason="")
    assert there(stocked, SOAP) == {(ROOM, "L1"): 5, (ROOM, "L2"): 30}
    assert_sound(stocked)


def test_undoing_brings_everything_back(stocked: Store) -> None:
    before = there(stocked, SOAP)
    number = move(stocked, SOAP, 7)
    assert there(stocked, SOAP) == {(ROOM, "L2"): 28, (APART, "L1"): 5, (APART, "L2"): 2}
    with stocked.write(LOGISTICS) as work:
        undo(work, number, "wrong lot")
    assert there(stocked, SOAP) == before
    assert_sound(stocked)


def test_a_quarantine_comes_to_be_with_its_first_goods(stocked: Store) -> None:
    with stocked.read() as connection:
        assert [one.code for one in places(connection, CENTRE)] == [ROOM]
    move(stocked, BUCKET, 1)
    with stocked.read() as connection:
        found = places(connection, CENTRE)[1]
        assert (found.code, found.type, found.name.fr) == (APART, "quarantine", "Quarantaine")
        assert storerooms(connection, CENTRE) == [ROOM]


@pytest.mark.parametrize("first", [True, False])
def test_whoever_describes_a_quarantine_has_the_last_word(stocked: Store, first: bool) -> None:
    described = PlaceOpened(APART, Named("Cage"), "quarantine")
    if not first:
        move(stocked, BUCKET, 1)
    with stocked.write(ADMIN) as work:
        work.record(described)
    if first:
        move(stocked, BUCKET, 1)
    with stocked.read() as connection:
        assert {row[3] for row in rows(connection, schema.place) if row[0] == APART} == {"Cage"}
    assert_sound(stocked)


def test_what_is_in_quarantine_is_given_to_nobody(stocked: Store) -> None:
    move(stocked, SOAP, 30, "L2")
    move(stocked, BUCKET, 4)
    before = everything(stocked)
    with pytest.raises(errors.RestInQuarantineError) as short:
        hand_out(stocked, BUCKET, 7)
    assert (short.value.available, short.value.apart) == (6, 4)
    wanted = [Wanted(BUCKET, 1)]
    for act in (
        lambda work: distribute(
            work, Distribution(CENTRE, "Accueil", "unit", wanted, storeroom="QUARANTAINE")
        ),
        lambda work: send(work, Shipment(CENTRE, "ROS", wanted, storeroom="QUARANTAINE")),
        lambda work: kits.assemble(work, CENTRE, KIT, 1, place="QUARANTAINE"),
    ):
        with pytest.raises(errors.QuarantinedError) as refused, stocked.write(LOGISTICS) as work:
            act(work)
        assert refused.value.location == APART
    assert everything(stocked) == before


def test_a_lot_named_from_quarantine_is_refused_with_the_reason(stocked: Store) -> None:
    with stocked.read() as connection:
        lots = [lot for lot in on_hand(connection, CENTRE, SOAP) if lot.number == "L2"]
    move(stocked, SOAP, sum(lot.quantity for lot in lots), "L2")
    with pytest.raises(errors.QuarantinedError) as refused:
        hand_out(stocked, SOAP, 1, "L2")
    assert refused.value.location == APART
    with pytest.raises(errors.UnknownLotError):
        hand_out(stocked, SOAP, 1, "L77")


def test_what_has_expired_may_be_moved_but_not_given(stocked: Store) -> None:
    move(stocked, SOAP, 5)
    assert there(stocked, SOAP) == {(APART, "L1"): 5, (ROOM, "L2"): 30}
    with pytest.raises(errors.QuarantinedError):
        hand_out(stocked, SOAP, 1, "L1")


def test_a_shelf_is_a_place_like_another(stocked: Store) -> None:
    with stocked.write(ADMIN) as work:
        shelf = open_place(work, CENTRE, "RAYON-A", Named("Rayon A"))
    move(stocked, BUCKET, 3, target=shelf, reason="")
    assert there(stocked, BUCKET) == {(ROOM, ""): 7, (shelf, ""): 3}


def test_bad_moves_say_what_is_wrong(stocked: Store) -> None:
    before = everything(stocked)
    for facts, error in (
        ({"target": "MAGASIN"}, errors.SameSpotError),
        ({"target": "CAVE"}, UnknownPlaceError),
        ({"target": "ROS/MAGASIN"}, UnknownPlaceError),
        ({"source": "ROS/QUARANTAINE"}, UnknownPlaceError),
        ({"reason": "  "}, NoReasonError),
        ({"person": AUDITOR}, NotAllowedError),
    ):
        with pytest.raises(error):
            move(stocked, BUCKET, 1, **facts)
    with pytest.raises(errors.NotEnoughStockError):
        move(stocked, BUCKET, 11)
    with pytest.raises(errors.NoLinesError), stocked.write(LOGISTICS) as work:
        relocate(work, Relocation(CENTRE, "", "QUARANTAINE", [], "Vérification"))
    assert everything(stocked) == before


def test_a_move_to_a_shelf_is_no_use_and_no_arrival(stocked: Store) -> None:
    with stocked.write(ADMIN) as work:
        open_place(work, CENTRE, "RAYON-A", Named("Rayon A"))
    with stocked.read() as connection:
        before = rows(connection, schema.stock_flow)
    move(stocked, BUCKET, 4, target="RAYON-A")
    with stocked.read() as connection:
        assert rows(connection, schema.stock_flow) == before
