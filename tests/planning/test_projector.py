"""What months brought to items, as movements of all kinds leave it behind, on both engines."""

from datetime import date

import sqlalchemy as sa

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.stock import kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, rebuild
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.undo import undo
from db.schema import stock_flow
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    KIT,
    SOAP,
    assert_sound,
    projected,
)

AUGUST, SEPTEMBER = date(2026, 8, 5), date(2026, 9, 9)


def come(
    store: Store, item: str, quantity: int, day: date, lot: str = "L1", until: str = "2028-01"
) -> str:
    expiry = "" if item == BUCKET else until
    line = Incoming(item, quantity, lot if expiry else "", expiry)
    delivery = Delivery(
        CENTRE, DONOR, [line], donation=DONATION, happened_on=day, remarks="Short-dated or not"
    )
    with store.write(ADMIN) as work:
        return receive(work, delivery)


def give(store: Store, item: str, quantity: int, day: date, people: int = 0) -> str:
    wanted = [Wanted(item, quantity)]
    with store.write(ADMIN) as work:
        return distribute(
            work, Distribution(CENTRE, "Accueil", "unit", wanted, people, happened_on=day)
        )


def flows(store: Store, item: str) -> dict[tuple[str, str, str], int]:
    """(centre, month, flow) -> quantity, nought left out."""
    f = stock_flow.c
    wanted = sa.select(f.centre, f.month, f.flow, f.quantity).where(f.item == item, f.quantity != 0)
    with store.read() as connection:
        return {
            (centre, month, flow): quantity
            for centre, month, flow, quantity in connection.execute(wanted)
        }


def test_facts_count_in_the_month_in_which_they_happened(store: Store) -> None:
    come(store, SOAP, 100, AUGUST)
    give(store, SOAP, 10, AUGUST)
    give(store, SOAP, 7, SEPTEMBER)
    give(store, SOAP, 5, SEPTEMBER)
    assert flows(store, SOAP) == {
        (CENTRE, "2026-08", "came"): 100,
        (CENTRE, "2026-08", "used"): 10,
        (CENTRE, "2026-09", "used"): 12,
    }


def test_what_was_undone_counts_as_if_it_had_never_been(store: Store) -> None:
    come(store, SOAP, 100, AUGUST)
    receipt = give(store, SOAP, 10, AUGUST)
    before = flows(store, SOAP)
    second = come(store, SOAP, 30, SEPTEMBER)
    with store.write(ADMIN) as work:
        undo(work, second, "twice")
    assert flows(store, SOAP) == before
    with store.write(ADMIN) as work:
        undo(work, receipt, "wrong")
    assert flows(store, SOAP) == {(CENTRE, "2026-08", "came"): 100}


def test_goods_on_the_road_are_not_used(store: Store) -> None:
    come(store, SOAP, 100, AUGUST)
    with store.write(ADMIN) as work:
        waybill = send(work, Shipment(CENTRE, "ROS", [Wanted(SOAP, 40)], happened_on=AUGUST))
        arrive(work, Arrival(waybill, happened_on=SEPTEMBER))
    assert flows(store, SOAP) == {
        (CENTRE, "2026-08", "came"): 100,
        (CENTRE, "2026-08", "left"): 40,
        ("ROS", "2026-09", "came"): 40,
    }


def test_parts_are_used_when_they_go_into_kits_and_back_when_they_come_out(store: Store) -> None:
    come(store, SOAP, 100, AUGUST)
    come(store, BUCKET, 50, AUGUST)
    with store.write(ADMIN) as work:
        made = kits.assemble(work, CENTRE, KIT, 10, AUGUST)
        kits.open_kits(work, CENTRE, KIT, 3, happened_on=SEPTEMBER)
    give(store, KIT, 2, SEPTEMBER)
    assert flows(store, SOAP) == {
        (CENTRE, "2026-08", "came"): 100,
        (CENTRE, "2026-08", "used"): 20,
        (CENTRE, "2026-09", "back"): 6,
    }
    assert flows(store, KIT) == {
        (CENTRE, "2026-08", "came"): 10,
        (CENTRE, "2026-09", "left"): 3,
        (CENTRE, "2026-09", "used"): 2,
    }
    with store.write(ADMIN) as work:
        undo(work, give_back(store, made), "not wanted")
    assert (CENTRE, "2026-09", "back") not in flows(store, SOAP)


def give_back(store: Store, made: str) -> str:
    """The paper of the kits that were opened: the one after they were made."""
    return made.replace("00001", "00002")


def test_parts_of_kits_that_came_as_kits_are_new(store: Store) -> None:
    come(store, KIT, 10, AUGUST)
    with store.write(ADMIN) as work:
        kits.open_kits(work, CENTRE, KIT, 3, happened_on=SEPTEMBER)
    assert flows(store, SOAP) == {(CENTRE, "2026-09", "came"): 6}
    assert flows(store, BUCKET) == {(CENTRE, "2026-09", "came"): 3}


def test_a_replay_says_the_same(store: Store) -> None:
    with store.write(ADMIN) as work:
        describe_items(work, [Item("SEAU-20", Named("Seau 20 l"))])
    come(store, SOAP, 100, AUGUST)
    undone = give(store, SOAP, 10, AUGUST)
    with store.write(ADMIN) as work:
        undo(work, undone, "wrong")
    before = projected(store)
    with store.engine.begin() as connection:
        rebuild(connection, store.journal)
    assert projected(store) == before
    assert_sound(store)
