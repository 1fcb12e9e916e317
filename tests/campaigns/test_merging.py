"""Two people walk with two workstations that meet later: what they saw adds up."""

from pathlib import Path

import pytest

from cpise_inventory.campaigns import commands, queries
from cpise_inventory.campaigns.commands import Scan, Walk
from cpise_inventory.campaigns.queries import Seen
from cpise_inventory.store import Store, rebuild
from tests.books import CENTRE, assert_sound, projected
from tests.journal.apart import Act, apart, doing, exchange, tags, three_that_met

WALK = "NKC1-A-LV-2026-00001"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return three_that_met(tmp_path_factory.mktemp("walking"))


def begin(stores: dict[str, Store]) -> list[str]:
    """A walk known to the three; the three computers that are to be found."""
    doing(stores["NKC1-A"], lambda work: commands.open_campaign(work, Walk(CENTRE)))
    exchange(stores)
    return tags(stores["NKC1-A"])


def sees(tag: str, room: str = "", how: str = "") -> Act:
    return lambda work: commands.see(work, WALK, [Scan(tag, room, how)])


def close(work: object) -> object:
    return commands.close(work, WALK)  # type: ignore[arg-type]  # a `Work`, as each act gets


def report(work: object) -> object:
    return commands.report(work, WALK)  # type: ignore[arg-type]  # as above


def stand(store: Store) -> tuple[str, int, list[str]]:
    """How the walk stands, how many were seen, and what is missing because of it."""
    with store.read() as connection:
        found = queries.campaign_of(connection, WALK)
        missed = [one.tag for one in queries.missed(connection)]
    assert found is not None
    return found.status, found.seen, missed


def last_seen(store: Store, tag: str) -> Seen:
    with store.read() as connection:
        found = queries.last_seen(connection, WALK, tag)
    assert found is not None
    return found


def test_scans_of_two_workstations_add_up_and_of_each_thing_the_last_holds(
    three: dict[str, Path],
) -> None:
    with apart(three) as stores:
        here, there, far = stores.values()
        first, second, _third = begin(stores)
        doing(here, sees(first), sees(second, "Bureau 1"))
        doing(there, sees(second, "Bureau 2", "poor"))
        later = max((last_seen(here, second), last_seen(there, second)), key=lambda one: one.clock)
        exchange(stores)
        for store in (here, there, far):
            assert stand(store) == ("open", 2, [])
            assert last_seen(store, second) == later
            assert_sound(store)
        assert projected(here) == projected(there) == projected(far)


def test_what_another_saw_before_the_report_is_not_missing_once_they_meet(
    three: dict[str, Path],
) -> None:
    with apart(three) as stores:
        here, there, far = stores.values()
        first, second, third = begin(stores)
        doing(there, sees(second))
        doing(here, sees(first), close, report)
        assert stand(here) == ("reported", 1, [second, third])
        exchange(stores)
        for store in (here, there, far):
            assert stand(store) == ("reported", 2, [third])
            assert_sound(store)


def test_a_report_outlasts_that_another_gave_the_walk_up(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        here, there, far = stores.values()
        first, second, third = begin(stores)
        doing(here, sees(first), close, report)
        late = [sees(third, f"Bureau {number}") for number in range(4)]
        doing(there, *late, lambda work: commands.cancel(work, WALK, "rain"))  # after the report
        exchange(stores)
        for store in (here, there, far):
            assert stand(store) == ("reported", 2, [second])
        with far.engine.begin() as connection:
            rebuild(connection, far.journal)
        assert projected(far) == projected(here)
