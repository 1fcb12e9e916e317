"""What to ask of donors, and how many kits can be made, on both engines."""

from datetime import date
from fractions import Fraction

import pytest

from cpise_inventory.catalogue.commands import UnknownItemError, describe_items, retire_item
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.catalogue.events import Ration as Known
from cpise_inventory.catalogue.queries import Kit
from cpise_inventory.language.words import words
from cpise_inventory.planning.asking import (
    Ahead,
    Asked,
    AskList,
    Basis,
    Need,
    Served,
    need_of,
    ration_of,
)
from cpise_inventory.planning.commands import request_trips
from cpise_inventory.planning.errors import NobodyServedError
from cpise_inventory.planning.kits import possible_kits
from cpise_inventory.planning.levels import Ration
from cpise_inventory.planning.moving import Carried, Trip
from cpise_inventory.planning.outlook import NEVER, Held
from cpise_inventory.planning.periods import whole_months
from cpise_inventory.planning.queries import (
    ask_list,
    bespoken,
    kits_possible,
    moves,
    needs,
    served,
)
from cpise_inventory.planning.telling import how_asked
from cpise_inventory.stock.commands import Distribution, distribute
from cpise_inventory.stock.events import Instead
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.queries import requests
from cpise_inventory.transfers.requests import refuse_request
from cpise_inventory.undo import undo
from tests.books import ADMIN, BUCKET, CENTRE, KIT, SOAP, refused
from tests.planning.test_pace import TODAY
from tests.planning.test_projector import AUGUST, SEPTEMBER, come, give

THREE = Ahead(TODAY, 3)
BATHING = Ration(250, 100, "g", "Sphere 2011")


def test_the_example_of_practice_md() -> None:
    """62 children, 250 g of soap each a month, bars of 100 g: 15.5 kg, 155 bars (bc: 62*250/100)"""
    need = ration_of(SOAP, Ahead(TODAY, 1), (62, BATHING), [])
    assert (need.needed, need.missing, need.basis) == (155, 155, Basis.RATION)
    assert ration_of(SOAP, THREE, (62, BATHING), []).needed == 465
    assert ration_of(SOAP, THREE, (1, BATHING), []).needed == 8  # 7.5, upwards
    assert ration_of(SOAP, THREE, (7, Ration(2)), []).needed == 42


def test_what_is_there_counts_as_far_as_it_is_used_in_time() -> None:
    # 465 in the 92 days from 24/11 to 23/02; until 31/12 are 38 days: 192 of the 300 are used
    held = [Held("A", "2026-12-31", 300), Held("B", NEVER, 100), Held("OLD", "2026-11-23", 900)]
    coming = [Held("C", NEVER, 50), Held("LATE", "2026-11-20", 70), Held("D", "2026-12-31", 5)]
    need = ration_of(SOAP, THREE, (62, BATHING), held, coming)
    assert THREE.days == 92
    # what is under way adds what is used of it in time: no more is used until 31/12
    assert (need.covered, need.on_road, need.missing) == (292, 50, 123)
    assert ration_of(SOAP, THREE, (62, BATHING), [Held("B", NEVER, 999)]).missing == 0


def test_without_a_ration_consumption_tells_the_need() -> None:
    need = need_of(SOAP, THREE, Fraction(200, 3), [])
    assert (need.basis, need.needed) == (Basis.PACE, 200)


def test_months_in_which_nobody_was_counted_are_left_out() -> None:
    period = whole_months(TODAY, 3)
    assert Served(period, (24, 0, 31)).persons == 28  # 27.5, upwards
    assert Served(period, (0, 0, 0)).persons == 0


def test_people_served_are_counted_once_a_month(store: Store) -> None:
    come(store, SOAP, 100, AUGUST)
    give(store, SOAP, 1, AUGUST, people=24)
    give(store, SOAP, 1, date(2026, 8, 20), people=20)
    give(store, SOAP, 1, SEPTEMBER, people=30)
    wrong = give(store, SOAP, 1, SEPTEMBER, people=300)
    give(store, SOAP, 1, date(2026, 11, 20), people=500)  # this month isn't over
    with store.write(ADMIN) as work:
        undo(work, wrong, "typed wrong")
    with store.read() as connection:
        assert served(connection, TODAY, [CENTRE], 3).months == (24, 30, 0)
        assert served(connection, TODAY, ["ROS"], 3).months == (0, 0, 0)


def test_needs_take_stock_and_the_road_into_account(store: Store) -> None:
    come(store, SOAP, 300, AUGUST)
    come(store, BUCKET, 60, AUGUST)
    give(store, SOAP, 92, SEPTEMBER)
    give(store, BUCKET, 10, SEPTEMBER)
    with store.write(ADMIN) as work:
        send(work, Shipment(CENTRE, "ROS", [Wanted(SOAP, 8)], happened_on=TODAY))
    asked = Asked(62, {SOAP: BATHING}, 3)
    with store.read() as connection:
        here = {one.item: one for one in needs(connection, THREE, [CENTRE], asked)}
        both = {one.item: one for one in needs(connection, THREE, [CENTRE, "ROS"], asked)}
    assert here[SOAP].monthly == 155
    assert (here[SOAP].needed, here[SOAP].covered, here[SOAP].on_road) == (465, 200, 0)
    assert both[SOAP].on_road == 8
    # 10 used on 88 days with stock: 10/88 a day, 92 days of which are three months
    assert here[BUCKET].basis is Basis.PACE
    assert (here[BUCKET].needed, here[BUCKET].missing) == (11, 0)


def test_the_part_that_ends_it_is_named() -> None:
    kit = Kit(KIT, 1, ((SOAP, 2), (BUCKET, 1)))
    found = possible_kits(CENTRE, kit, {SOAP: 61, BUCKET: 90}, 50)
    assert (found.possible, found.limiting) == (30, (SOAP,))
    # 80 kits need 160 soaps and 80 buckets
    assert [(part.item, part.missing) for part in found.parts] == [(SOAP, 99), (BUCKET, 0)]
    none = possible_kits(CENTRE, kit, {})
    assert (none.possible, none.with_substitutes, none.limiting) == (0, 0, (SOAP, BUCKET))


def test_substitutes_make_more_kits_and_are_told_apart() -> None:
    """One substitute for two parts is reckoned once, and goes to the part that has no other."""
    kit = Kit(KIT, 1, ((SOAP, 2), (BUCKET, 1)), ((SOAP, ("X", "Y")), (BUCKET, ("X",))))
    there = {SOAP: 20, BUCKET: 4, "X": 6, "Y": 10}
    found = possible_kits(CENTRE, kit, there, 8)
    # 4 by the buckets; with X as 6 buckets 10, which needs 20 soaps
    assert (found.possible, found.with_substitutes) == (4, 10)
    soap, bucket = found.parts
    assert (soap.missing, soap.still_missing) == (4, 0)
    assert (bucket.missing, bucket.still_missing) == (8, 2)
    assert found.instead == (Instead(SOAP, "Y", 4), Instead(BUCKET, "X", 6))


def test_of_a_draft_no_kit_is_promised() -> None:
    draft = Kit(KIT, 1, ((SOAP, 2),), unknown=(BUCKET,))
    found = possible_kits(CENTRE, draft, {SOAP: 61, BUCKET: 90}, 50)
    assert (found.possible, found.with_substitutes, found.unknown) == (0, 0, (BUCKET,))
    assert found.limiting == ()


def test_kits_are_reckoned_from_what_may_be_used(store: Store) -> None:
    come(store, SOAP, 40, AUGUST)
    come(store, BUCKET, 35, AUGUST)
    with store.read() as connection:
        (found,) = kits_possible(connection, TODAY, [CENTRE], KIT, 5)
        assert (found.possible, found.limiting) == (20, (SOAP,))
        assert [part.missing for part in found.parts] == [10, 0]
        (late,) = kits_possible(connection, date(2028, 3, 1), [CENTRE], KIT)
        assert late.possible == 0


def test_moves_are_proposed_from_the_books(store: Store) -> None:
    come(store, BUCKET, 500, AUGUST)
    give(store, BUCKET, 10, SEPTEMBER)
    with store.write(ADMIN) as work:
        shipment = Shipment(CENTRE, "ROS", [Wanted(BUCKET, 60)], happened_on=AUGUST)
        waybill = send(work, shipment)
    with store.write(ADMIN) as work:
        arrive(work, Arrival(waybill, happened_on=AUGUST))
        given = [Wanted(BUCKET, 58)]
        distribute(work, Distribution("ROS", "Accueil", "unit", given, happened_on=SEPTEMBER))
    with store.read() as connection:
        found = moves(connection, TODAY, 3)
    # ROS used 58 on 88 days with stock: 60 until 23/02, of which it has 2
    (trip,) = found.trips
    assert (trip.source, trip.target, found.is_proven) == (CENTRE, "ROS", True)
    assert [(line.item, line.quantity, line.wastes) for line in trip.lines] == [(BUCKET, 58, False)]


def test_a_need_known_from_a_few_days_says_so(store: Store) -> None:
    """A receipt of 10 on the one day with stock would be 310 a month: somebody has to look."""
    come(store, SOAP, 10, SEPTEMBER)
    give(store, SOAP, 10, SEPTEMBER)
    with store.read() as connection:
        (need,) = needs(connection, THREE, [CENTRE], Asked(0, {}, 3))
    assert need.is_doubtful
    assert any("uncertain" in said for said in how_asked(need, listed(need), words("en")))


def listed(*found: Need) -> AskList:
    return AskList((CENTRE,), THREE, Asked(0, {}, 3), None, found)


def test_one_go_asks_for_all_trips_and_never_twice(store: Store) -> None:
    come(store, BUCKET, 500, AUGUST)
    give(store, BUCKET, 10, SEPTEMBER)
    with store.write(ADMIN) as work:
        shipment = Shipment(CENTRE, "ROS", [Wanted(BUCKET, 60)], happened_on=AUGUST)
        waybill = send(work, shipment)
    with store.write(ADMIN) as work:
        arrive(work, Arrival(waybill, happened_on=AUGUST))
        given = [Wanted(BUCKET, 58)]
        distribute(work, Distribution("ROS", "Accueil", "unit", given, happened_on=SEPTEMBER))
    with store.write(ADMIN) as work:
        (number,) = request_trips(work, moves(work.connection, TODAY, 3).trips)
    with store.read() as connection:
        (asked,) = requests(connection)
        assert (asked.number, asked.centre, asked.supplier) == (number, "ROS", CENTRE)
        assert [(line.item, line.asked) for line in asked.lines] == [(BUCKET, 58)]
        assert moves(connection, TODAY, 3).trips == ()
        assert bespoken(connection).promised == {(CENTRE, BUCKET): 58}
    with store.write(ADMIN) as work:
        refuse_request(work, number, "the road is closed")
    with store.read() as connection:
        assert len(moves(connection, TODAY, 3).trips) == 1


def test_one_go_asks_for_all_trips_or_for_none(store: Store) -> None:
    def trip(target: str, item: str) -> Trip:
        line = Carried(item, "", "", 5, wastes=False)
        return Trip(CENTRE, target, (line,))

    def ask() -> None:
        with store.write(ADMIN) as work:
            request_trips(work, [trip("ROS", BUCKET), trip("ALE", "NOTHING")])

    assert refused(store, UnknownItemError, ask).item == "NOTHING"
    with store.write(ADMIN) as work:
        assert len(request_trips(work, [trip("ROS", BUCKET), trip("ALE", SOAP)])) == 2


def test_nobody_asks_for_what_is_retired(store: Store) -> None:
    come(store, SOAP, 62, AUGUST)
    give(store, SOAP, 62, SEPTEMBER)
    with store.write(ADMIN) as work:
        retire_item(work, SOAP)
    with store.read() as connection:
        assert needs(connection, THREE, [CENTRE], Asked(9, {}, 3)) == []


def test_persons_are_needed_for_rations_alone(store: Store) -> None:
    come(store, BUCKET, 60, AUGUST)
    give(store, BUCKET, 10, SEPTEMBER)
    with store.read() as connection:
        found = ask_list(connection, THREE, [CENTRE], None, 3)
    assert (found.asked.persons, [one.item for one in found.needs]) == (0, [BUCKET])
    with store.write(ADMIN) as work:
        ration = Known(250, "g", "Sphere 2011")
        soap = Item(
            SOAP, Named("Savon"), keeps_expiry=True, content=100, measure="g", ration=ration
        )
        describe_items(work, [soap])
    with store.read() as connection, pytest.raises(NobodyServedError):
        ask_list(connection, THREE, [CENTRE], None, 3)
