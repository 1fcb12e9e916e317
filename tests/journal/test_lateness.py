"""A clock that is behind: the order of what is entered stands, and the person is told."""

from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from cpise_inventory.journal.lateness import Late, lateness
from cpise_inventory.store import Store
from cpise_inventory.today import Task, Urgency, clock_tasks
from db.schema import event_index
from tests.books import BUCKET, START, Clock, assert_sound, bring, join

A_YEAR = timedelta(days=365)


def told(store: Store, clock: Clock) -> Late | None:
    with store.read() as connection:
        return lateness(connection, clock())


def test_a_clock_set_back_a_year_between_two_actions_keeps_the_order_and_is_told(
    store: Store, clock: Clock
) -> None:
    first = bring(store, BUCKET, 5)
    assert told(store, clock) is None
    clock.set(START - A_YEAR)
    second = bring(store, BUCKET, 7)
    wanted = sa.select(event_index.c.document).order_by(event_index.c.clock.desc()).limit(2)
    with store.read() as connection:
        assert list(connection.execute(wanted).scalars()) == [second, first]
        (task,) = clock_tasks(connection, clock())
    assert (task.kind, task.urgency) == ("clock_behind", Urgency.NOW)
    late = told(store, clock)
    assert late is not None
    assert late.device == "NKC1-A"
    behind = timedelta(microseconds=late.latest - late.now)
    assert abs(behind - A_YEAR) < timedelta(seconds=1)
    assert_sound(store)
    clock.set(START + timedelta(seconds=1))
    with store.read() as connection:
        assert clock_tasks(connection, clock()) == list[Task]()


def test_clocks_that_differ_by_a_few_minutes_trouble_nobody(store: Store, clock: Clock) -> None:
    clock.set(START - timedelta(minutes=4))
    assert told(store, clock) is None
    clock.set(START - timedelta(minutes=6))
    assert told(store, clock) is not None


def test_a_workstation_whose_clock_ran_ahead_is_named(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    with join(store, "NKC1-B", tmp_path / "keys B", Clock(START + A_YEAR)):
        late = told(store, clock)
    assert late is not None
    assert late.device == "NKC1-B"
