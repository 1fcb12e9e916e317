"""Labels of storerooms, lots, cartons and folders: what stands on them, and what gets none."""

import pytest

from cpise_inventory.catalogue.commands import (
    UnknownCentreError,
    UnknownItemError,
    UnknownPlaceError,
)
from cpise_inventory.catalogue.errors import UnknownPackError
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.errors import Refusal
from cpise_inventory.labels import errors
from cpise_inventory.labels import printed as labels
from cpise_inventory.labels.choosing import folders_of, lots_of, places_of
from cpise_inventory.labels.events import Thing
from cpise_inventory.labels.printed import ANOTHER, Reprint
from cpise_inventory.labels.things import folder_label, lot_label, place_label, print_things
from cpise_inventory.printing.things import thing_contents
from cpise_inventory.stock.errors import UnknownLotError
from cpise_inventory.store import Store
from tests.books import ADMIN, BUCKET, CENTRE, MANAGER, ROOM, SOAP, assert_sound, bring, refused

KEY = "L23/2027-06/OIM-2026-01"


def printed(store: Store, *wanted: Thing, reprint: Reprint = ANOTHER) -> list[Thing]:
    with store.write(MANAGER) as work:
        return print_things(work, wanted, "L7160", 1, 1, reprint)[0]


@pytest.fixture
def goods(store: Store) -> Store:
    bring(store, SOAP, 40, "L23", "2027-06")
    bring(store, BUCKET, 24)
    return store


def test_what_a_centre_has_gets_numbers_of_one_series_and_keeps_them(goods: Store) -> None:
    with goods.read() as connection:
        wanted = [
            *places_of(connection, CENTRE),
            *lots_of(connection, CENTRE),
            *lots_of(connection, CENTRE, pack="*"),
            *folders_of(connection, CENTRE, 2026),
        ]
    things = printed(goods, *wanted)
    assert [one.number.rsplit("-", 1)[0] for one in things] == [
        f"NKC1-A-0000{n}" for n in range(1, 6)
    ]
    assert "".join(one.letter for one in things) == "PLLCF"
    assert printed(goods, *reversed(wanted)) == [*reversed(things)]
    with goods.read() as connection:
        made = thing_contents(connection, goods.journal, things, "fr")
    assert [one.tag for one in made] == ["MAGASIN", SOAP, BUCKET, BUCKET, "BR 2026"]
    told = [tuple(line.replace("\xa0", " ") for line in one.lines) for one in made]
    assert told[1][:2] == ("Savon 250 g", "Lot L23 · Pér. 06/2027")
    assert told[3][1] == "Carton de 12"
    assert all(one.lines[-1] == thing.number for one, thing in zip(made, things, strict=True))
    assert_sound(goods)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ((), errors.NothingToLabelError),
        ((place_label("NKC1/CAVE"),), UnknownPlaceError),
        ((lot_label("SEL", KEY),), UnknownItemError),
        ((lot_label(SOAP, "L9//OIM"),), UnknownLotError),
        ((lot_label(SOAP, KEY, "carton"),), UnknownPackError),
        ((folder_label("QQQ", 2026),), UnknownCentreError),
        ((folder_label(CENTRE, 2026, "ZZ"),), errors.UnknownPapersError),
        ((folder_label(CENTRE, 1999),), errors.BadYearError),
    ],
)
def test_what_is_not_there_gets_no_label(
    goods: Store, wanted: tuple[Thing, ...], refusal: type[Refusal]
) -> None:
    refused(goods, refusal, lambda: printed(goods, *wanted))


def test_the_rest_of_a_print_that_stopped_is_replaced_no_second_time(store: Store) -> None:
    """Twenty are printed again, the printer stops after some: what is journaled with them already
    and comes out now are the same labels; what wasn't among them is replaced as was asked.
    """
    wanted = [place_label(f"NKC1/{name}") for name in ("MAGASIN", "RESERVE", "BUREAU", "CAVE")]
    for one in wanted[1:]:
        with store.write(ADMIN) as work:
            open_place(work, CENTRE, one.place.partition("/")[2], Named(fr="Local"))
    first, second, third, other = printed(store, *wanted)
    worn = Reprint("worn")
    printed(store, first, second, third, reprint=worn)
    assert holding(store, first, second, third, other) == [2, 2, 2, 1]
    rest = worn._replace(after=first.number)
    printed(store, second, third, other, reprint=rest)
    assert holding(store, first, second, third, other) == [2, 2, 2, 2]
    again = worn._replace(after=second.number)
    printed(store, third, other, reprint=again)  # it stopped once more
    assert holding(store, first, second, third, other) == [2, 2, 2, 2]
    printed(store, second, third, reprint=worn)  # another day
    assert holding(store, first, second, third) == [2, 3, 3]
    printed(store, third, reprint=ANOTHER)  # one more of the same says nothing of the old one
    with store.read() as connection:
        assert labels.printed(connection, [third.number])[third.number].reason == "worn"
    assert_sound(store)


def holding(store: Store, *things: Thing) -> list[int]:
    """Which generation of each label holds."""
    with store.read() as connection:
        known = labels.printed(connection, [one.number for one in things])
    return [known[one.number].generation for one in things]


@pytest.mark.parametrize(
    ("reprint", "refusal"),
    [
        (Reprint("tired"), errors.UnknownReprintReasonError),
        (Reprint("other", " "), errors.NoReprintReasonError),
    ],
)
def test_a_reason_that_says_nothing_is_refused(
    store: Store, reprint: Reprint, refusal: type[Refusal]
) -> None:
    printed(store, place_label(ROOM))
    refused(store, refusal, lambda: printed(store, place_label(ROOM), reprint=reprint))
