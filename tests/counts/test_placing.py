"""Which line a figure speaks of, on which day, and in which storeroom."""

from datetime import timedelta

import pytest

from cpise_inventory.catalogue.commands import retire_item
from cpise_inventory.catalogue.errors import ClosedPlaceError
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import close_place, open_place
from cpise_inventory.counts import commands, queries
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.counts.errors import (
    ManyPlacesError,
    NoCategoryError,
    NothingToCountError,
    NotThisPlaceError,
)
from cpise_inventory.counts.placing import Figure
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.store import Store
from tests.books import (
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    KIT,
    LOGISTICS,
    MANAGER,
    ROOM,
    SOAP,
    START,
    Clock,
    bring,
    stock,
)
from tests.counts.sheets import approved, compared, entered, finished, gave, opened, stocked

SHELF = f"{ROOM}/A1"


def shelved(store: Store) -> None:
    """Soap in the storeroom, soap and buckets on a shelf beside it."""
    bring(store, SOAP, 100, "L1", "2027-06")
    with store.write(LOGISTICS) as work:
        open_place(work, CENTRE, "MAGASIN/A1", Named("Étagère A1"))
        lines = [Incoming(SOAP, 30, "L1", "2027-06"), Incoming(BUCKET, 7)]
        receive(work, Delivery(CENTRE, DONOR, lines, donation=DONATION, storeroom="MAGASIN/A1"))


def scope(store: Store, number: str) -> list[tuple[str, str]]:
    with store.read() as connection:
        return [key[:2] for key in queries.scope(connection, number)]


def test_a_sheet_goes_along_the_shelves(store: Store) -> None:
    shelved(store)
    number = opened(store)
    assert scope(store, number) == [(ROOM, SOAP), (SHELF, SOAP), (SHELF, BUCKET)]
    assert scope(store, opened(store, storeroom="MAGASIN")) == scope(store, number)
    assert scope(store, opened(store, storeroom="MAGASIN/A1")) == [(SHELF, SOAP), (SHELF, BUCKET)]


def test_a_figure_without_a_place_is_of_where_the_sheet_has_the_item(store: Store) -> None:
    shelved(store)
    number = opened(store)
    entered(store, number, Figure(BUCKET, 6))
    assert compared(store, number)[0].found.location == SHELF
    with pytest.raises(ManyPlacesError):
        entered(store, number, Figure(SOAP, 6))
    entered(store, number, Figure(SOAP, 30, storeroom=SHELF), Figure(SOAP, 100, storeroom=ROOM))
    assert finished(store, number) == "waits"
    with pytest.raises(NotThisPlaceError):
        entered(store, opened(store, storeroom="MAGASIN/A1"), Figure(SOAP, 6, storeroom="MAGASIN"))


def test_a_closed_storeroom_is_not_counted(store: Store) -> None:
    stocked(store)
    with store.write(LOGISTICS) as work:
        cellar = open_place(work, CENTRE, "CAVE", Named("Cave"))
    number = opened(store, sort="free", storeroom="CAVE")
    with store.write(LOGISTICS) as work:
        close_place(work, cellar)
    with pytest.raises(ClosedPlaceError):
        entered(store, number, Figure(BUCKET, 1))
    for sort in ("whole", "free", "daily"):
        with pytest.raises(ClosedPlaceError):
            opened(store, sort=sort, storeroom="CAVE")
    assert {place for place, _ in scope(store, opened(store))} == {ROOM}


def test_a_retired_item_is_counted_as_long_as_some_of_it_is_there(store: Store) -> None:
    stocked(store)
    bring(store, KIT, 4, "K1", "2027-01")
    with store.write(MANAGER) as work:
        retire_item(work, KIT, "plus utilisé")
    number = opened(store)
    entered(store, number, Figure(KIT, 3), Figure(SOAP, 150), Figure(BUCKET, 20))
    finished(store, number)
    approved(store, number)
    assert stock(store, KIT) == {"K1": 3}


def test_a_sheet_of_last_friday_has_what_was_there_then(store: Store, clock: Clock) -> None:
    stocked(store)
    clock.set(START + timedelta(days=3))
    gave(store, BUCKET, 20)
    bring(store, KIT, 4, "K1", "2027-01")
    then = START.date() + timedelta(days=1)
    number = opened(store, happened_on=then)
    assert {item for _, item in scope(store, number)} == {SOAP, BUCKET}
    with store.write(LOGISTICS) as work:
        commands.enter(work, number, [Figure(SOAP, 150), Figure(BUCKET, 20)], from_sheet=True)
    assert finished(store, number) == "settled"
    assert stock(store, BUCKET) == {}


def test_what_left_since_the_sheet_was_printed_is_shared_out_as_it_stood_then(
    store: Store,
) -> None:
    stocked(store)
    number = opened(store)
    gave(store, SOAP, 120)  # the first lot is gone, and part of the second
    with store.write(LOGISTICS) as work:
        commands.enter(work, number, [Figure(SOAP, 150), Figure(BUCKET, 20)], from_sheet=True)
    assert finished(store, number) == "settled"
    assert stock(store, SOAP) == {"L2": 30}


def test_a_lot_that_ran_out_during_the_count_is_nought_without_being_named(store: Store) -> None:
    stocked(store)
    number = opened(store)
    gave(store, SOAP, 100)
    entered(store, number, Figure(SOAP, 50), Figure(BUCKET, 20))
    assert finished(store, number) == "settled"


def test_a_lot_that_stands_in_the_wrong_room_is_counted_where_it_is(store: Store) -> None:
    shelved(store)
    number = opened(store, sort="free")
    entered(store, number, Figure(BUCKET, 2))  # the books have it on the shelf alone
    assert finished(store, number) == "waits"
    approved(store, number)
    with store.read() as connection:
        held = queries.lots_known(connection, ROOM, BUCKET)
    assert [quantity for _, quantity in held] == [2]


def test_figures_bear_the_time_at_which_they_were_counted(store: Store, clock: Clock) -> None:
    stocked(store)
    number = opened(store)
    with store.read() as connection:
        then = queries.moment(connection)
    gave(store, BUCKET, 5)
    clock.set(START + timedelta(days=2))
    gave(store, BUCKET, 1)
    clock.set(START - timedelta(days=400))  # somebody's clock went wrong meanwhile
    figure = Figure(BUCKET, 20, clock=then, on=START.date())
    entered(store, number, figure, Figure(SOAP, 150))
    assert [one.difference for one in compared(store, number)] == [0, 0, 0]
    assert {one.found.item: one.since for one in compared(store, number)}[BUCKET] == -6


def test_a_category_is_said_and_there(store: Store) -> None:
    stocked(store)
    bring(store, KIT, 4, "K1", "2027-01")
    assert scope(store, opened(store, sort="category", category="kit")) == [(ROOM, KIT)]
    with pytest.raises(NoCategoryError):
        opened(store, sort="category")
    with pytest.raises(NothingToCountError):
        opened(store, sort="category", category="médicaments")


def test_a_sheet_of_a_workstation_far_away_counts_as_well(store: Store) -> None:
    """Whoever counts, the sheet is the centre's."""
    stocked(store)
    number = opened(store)
    entered(store, number, Figure(SOAP, 150), who=MANAGER)
    with store.write(LOGISTICS) as work:
        commands.enter(work, number, [Figure(BUCKET, 20)])
        assert commands.finish(work, number) == "settled"
    with store.read() as connection:
        assert queries.counters(connection, number) == {LOGISTICS, MANAGER}
        assert not queries.open_sheets(connection, CENTRE)


def test_nothing_stands_on_a_sheet_of_an_empty_centre(store: Store) -> None:
    with pytest.raises(NothingToCountError), store.write(LOGISTICS) as work:
        commands.open_count(work, Sheeting(CENTRE, "daily"))
