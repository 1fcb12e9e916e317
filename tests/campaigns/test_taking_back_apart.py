"""One scans and another takes a scan back while they're apart: what holds is the same for all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpise_inventory.assets.commands import note_condition
from cpise_inventory.assets.queries import asset_of
from cpise_inventory.campaigns import queries
from cpise_inventory.campaigns.taking_back import unsee
from cpise_inventory.store import Store, rebuild
from tests.books import assert_sound, projected
from tests.campaigns.test_merging import WALK, begin, close, report, sees, stand
from tests.journal.apart import (
    Act,
    apart,
    chain_of,
    doing,
    exchange,
    headquarters,
    take_in,
    three_that_met,
)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return three_that_met(tmp_path_factory.mktemp("taking-back"))


@pytest.fixture
def stores(three: dict[str, Path]) -> Iterator[dict[str, Store]]:
    with apart(three) as there:
        yield there


def takes_back(tag: str) -> Act:
    return lambda work: unsee(work, WALK, [tag])


def room(store: Store, tag: str) -> str | None:
    with store.read() as connection:
        found = queries.last_seen(connection, WALK, tag)
        last = queries.presence(connection, tag)
    assert (found and found.room) == (last and last.room)
    return found.room if found else None


def agree(stores: dict[str, Store], tag: str, wanted: str | None) -> None:
    """All know the same after they met, and after a replay."""
    exchange(stores)
    for store in stores.values():
        assert room(store, tag) == wanted
        assert_sound(store)
    here, there, far = stores.values()
    with far.engine.begin() as connection:
        rebuild(connection, far.journal)
    assert projected(here) == projected(there) == projected(far)


def test_a_scan_that_another_did_not_know_of_outlasts_his_taking_back(
    stores: dict[str, Store],
) -> None:
    here, there, _ = stores.values()
    first, second, _third = begin(stores)
    doing(here, sees(first, "Bureau 1"), sees(second, "Bureau 1"))
    doing(there, *(sees(first, f"Bureau {at}") for at in range(2, 7)), takes_back(first))
    assert room(there, first) == "Bureau 5"
    doing(there, *[takes_back(first)] * 4)
    assert room(there, first) is None
    agree(stores, first, "Bureau 1")


def test_the_same_scan_taken_back_twice_is_taken_back_once(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    first, *_ = begin(stores)
    doing(here, sees(first, "Bureau 1"), sees(first, "Bureau 2"))
    exchange(stores)
    doing(there, takes_back(first))
    doing(far, takes_back(first))
    agree(stores, first, "Bureau 1")


def test_what_was_scanned_again_stands_whenever_the_taking_back_arrives(
    stores: dict[str, Store],
) -> None:
    here, there, far = stores.values()
    first, *_ = begin(stores)
    doing(here, sees(first, "Bureau 1"))
    exchange(stores)
    doing(there, takes_back(first))
    doing(here, sees(first, "Bureau 2"))
    doing(far, takes_back(first), sees(first, "Bureau 3"), takes_back(first))
    agree(stores, first, "Bureau 2")


def test_taking_back_may_arrive_before_the_scan(stores: dict[str, Store], tmp_path: Path) -> None:
    here, there, _ = stores.values()
    first, *_ = begin(stores)
    doing(here, sees(first, "Bureau 1"))
    exchange(stores)
    doing(there, takes_back(first))
    with headquarters(f"sqlite:///{tmp_path / 'hq.sqlite'}", tmp_path) as centre:
        for device in ("ROS-A", "KIF-A", "NKC1-A"):
            take_in(centre, chain_of(stores[device]))
        exchange(stores)
        assert room(centre, first) is None
        assert projected(centre) == projected(here)


def test_the_walk_reported_meanwhile_misses_what_was_taken_back(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    first, second, third = begin(stores)
    doing(here, sees(first), sees(second))
    exchange(stores)
    doing(there, takes_back(second))
    doing(here, close, report)
    exchange(stores)
    for store in (here, there, far):
        assert stand(store) == ("reported", 1, [third])
        with store.read() as connection:
            (told,) = queries.reports(connection)
        assert (told.found, told.missing) == (2, 1)  # as it was signed
        assert_sound(store)


def test_a_condition_that_another_noted_outlasts_the_taking_back(stores: dict[str, Store]) -> None:
    here, there, far = stores.values()
    first, second, third = begin(stores)
    doing(here, sees(first, how="broken"), sees(second, how="broken"))
    exchange(stores)
    doing(far, lambda work: note_condition(work, [first], "poor"))
    doing(there, *(sees(third, f"Bureau {at}") for at in range(9)))  # later than the other did
    doing(there, takes_back(first), takes_back(second))
    exchange(stores)
    for store in (here, there, far):
        with store.read() as connection:
            found = [asset_of(connection, tag) for tag in (first, second)]
        assert [one.condition for one in found if one] == ["poor", "new"]
    assert projected(here) == projected(there) == projected(far)
