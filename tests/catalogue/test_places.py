"""Storerooms and shelves: opened, renamed, closed while empty, opened again."""

import pytest

from cpise_inventory.catalogue import errors, queries
from cpise_inventory.catalogue.commands import UnknownCentreError, UnknownPlaceError
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.item_rules import NamelessError
from cpise_inventory.catalogue.places import (
    PlaceExistsError,
    close_place,
    open_place,
    rename_place,
)
from cpise_inventory.counts.commands import Sheeting, open_count
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import BadCodeError
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from tests.books import BUCKET, CENTRE, DONOR, LOGISTICS, ROOM, assert_sound, bring, everything

CELLAR, SHELF = f"{CENTRE}/CAVE", f"{CENTRE}/CAVE/A1"
NAME = Named("Cave", "قبو", "Cellar")


@pytest.fixture
def store(store: Store) -> Store:
    """With a cellar and a shelf in it."""
    with store.write(LOGISTICS) as work:
        assert open_place(work, CENTRE, "cave", NAME) == CELLAR
        assert open_place(work, CENTRE, "CAVE/A1", Named("Étagère 1")) == SHELF
    return store


def places(store: Store, *, closed: bool = False) -> dict[str, tuple[str, str]]:
    with store.read() as connection:
        found = queries.places(connection, CENTRE, closed=closed)
    return {one.code: (one.type, one.name.fr) for one in found}


def put(store: Store, place: str, quantity: int = 5) -> str:
    with store.write(LOGISTICS) as work:
        return receive(work, Delivery(CENTRE, DONOR, [Incoming(BUCKET, quantity)], storeroom=place))


def close(store: Store, location: str) -> None:
    with store.write(LOGISTICS) as work:
        close_place(work, location)


def test_a_shelf_stands_below_its_storeroom_and_holds_goods(store: Store) -> None:
    assert places(store) == {
        CELLAR: ("storeroom", "Cave"),
        SHELF: ("shelf", "Étagère 1"),
        ROOM: ("storeroom", "Magasin"),
    }
    put(store, "CAVE/A1")
    with store.write(LOGISTICS) as work:
        relocate(work, Relocation(CENTRE, "CAVE/A1", "MAGASIN", [Wanted(BUCKET, 2)]))
    assert_sound(store)


def test_another_name_holds_from_now_on(store: Store) -> None:
    with store.write(LOGISTICS) as work:
        rename_place(work, SHELF, Named("Étagère du fond"))
    assert places(store)[SHELF] == ("shelf", "Étagère du fond")
    before = everything(store)
    with store.write(LOGISTICS) as work:
        rename_place(work, SHELF, Named("Étagère du fond"))
    assert everything(store) == before


def test_a_closed_place_takes_nothing_in(store: Store) -> None:
    put(store, "CAVE", 1)
    with store.write(LOGISTICS) as work:
        out = relocate(work, Relocation(CENTRE, "CAVE", "MAGASIN", [Wanted(BUCKET, 1)]))
    close(store, SHELF)
    close(store, CELLAR)
    assert places(store) == {ROOM: ("storeroom", "Magasin")}
    assert places(store, closed=True).keys() == {CELLAR, SHELF, ROOM}
    bring(store, BUCKET, 3)
    before = everything(store)

    def move() -> None:
        with store.write(LOGISTICS) as work:
            relocate(work, Relocation(CENTRE, "", "CAVE", [Wanted(BUCKET, 1)]))

    def count() -> None:
        with store.write(LOGISTICS) as work:
            open_count(work, Sheeting(CENTRE, storeroom="CAVE"))

    def take_back() -> None:
        with store.write(LOGISTICS) as work:
            undo(work, out, "wrong")

    for act in (lambda: put(store, "CAVE"), move, count, take_back):
        with pytest.raises(errors.ClosedPlaceError):
            act()
        assert everything(store) == before


def test_a_place_that_opens_again_has_its_old_name(store: Store) -> None:
    close(store, SHELF)
    with store.write(LOGISTICS) as work:
        open_place(work, CENTRE, "CAVE/A1", Named())
    assert places(store)[SHELF] == ("shelf", "Étagère 1")
    put(store, "CAVE/A1")
    assert_sound(store)


def test_goods_go_to_the_first_storeroom_that_is_open(store: Store) -> None:
    close(store, ROOM)
    bring(store, BUCKET, 3)
    close(store, SHELF)
    with pytest.raises(errors.PlaceInUseError) as refused:
        close(store, CELLAR)
    assert (refused.value.place, refused.value.units) == (CELLAR, 3)


def test_what_may_not_close(store: Store) -> None:
    with pytest.raises(errors.ShelvesOpenError) as shelves:
        close(store, CELLAR)
    assert shelves.value.shelves == (SHELF,)
    close(store, SHELF)
    close(store, CELLAR)
    with pytest.raises(errors.LastStoreroomError):
        close(store, ROOM)
    with pytest.raises(errors.ClosedPlaceError):
        close(store, CELLAR)
    with pytest.raises(UnknownPlaceError):
        close(store, f"{CENTRE}/NIX")


@pytest.mark.parametrize(
    ("code", "name", "why"),
    [
        ("CAVE", NAME, PlaceExistsError),
        ("CAVE/A1", NAME, PlaceExistsError),
        ("ARMOIRE", Named(), NamelessError),
        ("a b", NAME, BadCodeError),
        ("CAVE/A/1", NAME, BadCodeError),
        ("NIX/A1", NAME, UnknownPlaceError),
    ],
)
def test_what_may_not_open(store: Store, code: str, name: Named, why: type[Refusal]) -> None:
    before = everything(store)
    with pytest.raises(why), store.write(LOGISTICS) as work:
        open_place(work, CENTRE, code, name)
    with pytest.raises(UnknownCentreError), store.write(LOGISTICS) as work:
        open_place(work, "NIX", code, name)
    assert everything(store) == before
