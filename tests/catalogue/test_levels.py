"""Minimum and target by centre, standard rations with their source, and who asks for them."""

from fractions import Fraction

import pytest

from cpise_inventory.catalogue import errors, queries
from cpise_inventory.catalogue.commands import (
    UnknownCentreError,
    describe_items,
    retire_item,
    set_levels,
)
from cpise_inventory.catalogue.events import Item, Level, Named, Ration
from cpise_inventory.catalogue.standards import standard, standards
from cpise_inventory.errors import Refusal
from cpise_inventory.planning.levels import Level as Planned
from cpise_inventory.planning.queries import known_levels, known_rations
from cpise_inventory.store import Store
from tests.books import ADMIN, BUCKET, CENTRE, LOGISTICS, SOAP, assert_sound, everything


def levels(store: Store, *said: Level) -> None:
    with store.write(LOGISTICS) as work:
        set_levels(work, said)


def test_levels_are_of_a_centre_and_the_last_word_holds(store: Store) -> None:
    levels(store, Level(CENTRE, SOAP, 10, 40), Level("KIF", SOAP, 5), Level(CENTRE, BUCKET, 1))
    levels(store, Level(CENTRE, SOAP, 20, 40), Level(CENTRE, BUCKET))
    with store.read() as connection:
        assert queries.levels(connection) == [("KIF", SOAP, 5, 0), (CENTRE, SOAP, 20, 40)]
        assert queries.levels(connection, centre="KIF") == [("KIF", SOAP, 5, 0)]
        assert queries.levels(connection, item=BUCKET) == []
        assert known_levels(connection) == {
            ("KIF", SOAP): Planned(5, 0),
            (CENTRE, SOAP): Planned(20, 40),
        }
    before = everything(store)
    levels(store, Level(CENTRE, SOAP, 20, 40), Level("ROS", SOAP))
    assert everything(store) == before
    assert_sound(store)


@pytest.mark.parametrize(
    ("level", "why"),
    [
        (Level(CENTRE, SOAP, 40, 10), errors.TargetBelowMinimumError),
        (Level(CENTRE, SOAP, 10**7), errors.LevelOutOfRangeError),
        (Level(CENTRE, SOAP, 0, -1), errors.LevelOutOfRangeError),
        (Level("NIX", SOAP, 1), UnknownCentreError),
    ],
)
def test_a_level_that_makes_no_sense_is_refused(
    store: Store, level: Level, why: type[Refusal]
) -> None:
    before = everything(store)
    with pytest.raises(why):
        levels(store, Level("KIF", SOAP, 1), level)
    assert everything(store) == before


def test_nobody_plans_for_what_is_retired(store: Store) -> None:
    levels(store, Level(CENTRE, BUCKET, 1))
    with store.write(ADMIN) as work:
        describe_items(work, [Item(BUCKET, Named("Seau"), ration=Ration(1, "", "MASEF"))])
    with store.read() as connection:
        assert known_levels(connection)
        assert known_rations(connection)[BUCKET].units == 1
    with store.write(ADMIN) as work:
        retire_item(work, BUCKET)
    with store.read() as connection:
        assert (known_levels(connection), known_rations(connection)) == ({}, {})


def test_the_standards_that_ship_bear_their_source_and_no_other_ships(store: Store) -> None:
    """practice.md, section 3: 62 children × 250 g are 15.5 kg, 155 bars of 100 g."""
    assert [(one.code, one.ration.amount, one.ration.unit) for one in standards()] == [
        ("bathing-soap", 250, "g"),
        ("laundry-soap", 200, "g"),
    ]
    assert all(one.ration.source and all(one.name.__rich_repr__()) for one in standards())
    assert "250 g" in standard("LAUNDRY-SOAP ").ration.source  # where its sources differ
    with pytest.raises(errors.UnknownStandardError):
        standard("pads")
    ration = standard("bathing-soap").ration
    bar = Item("SAVON-100", Named("Savon 100 g"), "bar", content=100, measure="g", ration=ration)
    with store.write(ADMIN) as work:
        describe_items(work, [bar])
    with store.read() as connection:
        known = known_rations(connection)["SAVON-100"]
    assert (known.units, 62 * known.units) == (Fraction(5, 2), 155)
    assert known.source == ration.source
