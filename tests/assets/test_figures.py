"""Figures of equipment: each group counts what its filter shows, and no currencies are added."""

from collections.abc import Iterator
from datetime import date

import pytest

from cpise_inventory.asset_filters import Filter
from cpise_inventory.assets import life
from cpise_inventory.assets.errors import LifeOutOfRangeError, UnknownCategoryError
from cpise_inventory.assets.figures import BY, Group, figures
from cpise_inventory.assets.finding import Pages
from cpise_inventory.assets.lives import lives, lives_said, say_life
from cpise_inventory.store import Store
from tests.assets.acts import handed, laptop, refused, registered
from tests.books import ADMIN, CENTRE, DONATION, DONOR, LOGISTICS, assert_sound, lasting_store

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def grown(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Only read by most tests here, once on each engine."""
    with lasting_store(request, tmp_path_factory) as store:
        _fill(store)
        yield store


def _fill(store: Store) -> None:
    old = laptop("S-1", condition="poor", value=500_000, currency="MRU")
    screen = laptop("S-2", category="screen", value=90_000, currency="EUR")
    came = {"happened_on": date(2020, 3, 1), "donation": DONATION}
    _, (first, second) = registered(store, old, screen, **came)
    repaired(store, first, "poor", 120_00, "MRU")
    repaired(store, first, "poor", 30_50, "MRU")
    repaired(store, second, "new", 9_00, "EUR")
    kept = laptop("S-3", warranty_until="2026-12-20", value=700_000, currency="MRU")
    _, (lent, _) = registered(
        store, kept, laptop("S-4", warranty_until="2026-11-23"), happened_on=date(2024, 11, 24)
    )
    handed(store, lent, due_on=date(2027, 1, 5))
    registered(store, laptop("S-5"), centre="ROS")


def repaired(store: Store, tag: str, condition: str, cost: int, currency: str) -> None:
    with store.write(LOGISTICS) as work:
        life.start_repair(work, life.Repair([tag], "Atelier Sahel", "noise"))
        life.end_repair(work, life.Repaired([tag], condition, cost, currency))


def grouped(store: Store, by: str, centre: str = "") -> list[Group]:
    with store.read() as connection:
        return figures(connection, by, TODAY, centre)


def counted(store: Store, by: str, centre: str = "") -> dict[str, int]:
    return {group.key: group.count for group in grouped(store, by, centre)}


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("centre", ["", CENTRE])
def test_each_group_opens_the_list_of_just_these(grown: Store, by: str, centre: str) -> None:
    groups = grouped(grown, by, centre)
    assert groups
    with grown.read() as connection:
        for group in groups:
            shown = list(Pages(group.wanted, TODAY).all(connection))
            assert len(shown) == group.count == sum(group.conditions.values())
            assert sum(one.value for one in shown) == sum(group.values.values())
            paid = sum(cost for one in shown for _, cost in one.repairs)
            assert paid == sum(group.repairs.values())
            assert all(centre in ("", one.centre) for one in shown)


def test_they_are_counted_as_they_are_read(grown: Store) -> None:
    assert counted(grown, "centre") == {CENTRE: 4, "ROS": 1}
    assert counted(grown, "category") == {"laptop": 4, "screen": 1}
    assert counted(grown, "condition") == {"new": 4, "poor": 1}
    assert counted(grown, "age") == {"0": 1, "2": 2, "5": 2}
    assert counted(grown, "donor") == {DONOR: 5}
    assert counted(grown, "warranty") == {"past": 1, "0-30": 1}
    assert counted(grown, "loans") == {"31-90": 1}


def test_values_stand_in_their_own_currencies(grown: Store) -> None:
    (here, _) = grouped(grown, "centre")
    assert here.values == {"MRU": 1_200_000, "EUR": 90_000}


def test_repairs_stand_beside_what_they_were_paid_for(grown: Store) -> None:
    paid = {group.key: dict(group.repairs) for group in grouped(grown, "category")}
    assert paid == {"laptop": {"MRU": 150_50}, "screen": {"EUR": 9_00}}


def test_the_plan_goes_by_the_years_that_each_kind_is_used(store: Store) -> None:
    _fill(store)
    plan = {group.key: group for group in grouped(store, "replacement")}
    assert {key: one.count for key, one in plan.items()} == {"2026": 2, "2028": 2, "2030": 1}
    assert dict(plan["2026"].categories) == {"laptop": 1, "screen": 1}
    with store.write(ADMIN) as work:
        say_life(work, "laptop", 5)
    assert counted(store, "replacement") == {"2026": 2, "2029": 2, "2031": 1}
    with store.read() as connection:
        assert lives(connection)["laptop"] == 5
        assert lives_said(connection) == {"laptop": 5}
        late = list(Pages(Filter(replace=2029), TODAY).all(connection))
        assert [one.serial for one in late] == ["S-3", "S-4"]
    assert_sound(store)


@pytest.mark.parametrize(
    ("category", "years", "kind"),
    [
        ("boat", 4, UnknownCategoryError),
        ("laptop", 0, LifeOutOfRangeError),
        ("laptop", 51, LifeOutOfRangeError),
    ],
)
def test_a_life_that_nothing_has_is_refused(
    file_store: Store, category: str, years: int, kind: type[Exception]
) -> None:
    def act() -> None:
        with file_store.write(ADMIN) as work:
            say_life(work, category, years)

    refused(file_store, kind, act)  # type: ignore[arg-type]  # refusals, both
