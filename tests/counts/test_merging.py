"""Counts of workstations that were apart come together to one truth, in whatever order."""

import random
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpise_inventory import today
from cpise_inventory.counts import commands, queries, results
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.counts.errors import CountClosedError
from cpise_inventory.counts.events import LineReason
from cpise_inventory.counts.placing import Figure
from cpise_inventory.errors import Refusal
from cpise_inventory.store import Store
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from db.files import sqlite_url
from tests.books import ADMIN, BUCKET, SOAP, START, assert_sound, projected, stock
from tests.journal.apart import (
    Act,
    apart,
    doing,
    everybodys,
    exchange,
    give,
    headquarters,
    interleaved,
    something,
    take_in,
    three_that_met,
)

SHEET = "NKC1-A-FI-2026-00001"
CENTRE = "NKC1"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return three_that_met(tmp_path_factory.mktemp("counting"))


def begin(stores: dict[str, Store]) -> None:
    """A sheet of all that is at Nouakchott, known to the three: seven soaps less, eight buckets."""
    doing(stores["NKC1-A"], lambda work: commands.open_count(work, Sheeting(CENTRE)))
    exchange(stores)


def figures(work: Work, buckets: int) -> None:
    """Everything on the sheet, as booked, but for the buckets."""
    for location, item, lot in queries.scope(work.connection, SHEET):
        booked = dict(queries.lots_known(work.connection, location, item))[lot]
        figure = Figure(item, buckets if item == BUCKET else booked, lot, location)
        commands.enter(work, SHEET, [figure])


def counted(buckets: int) -> Act:
    def act(work: Work) -> None:
        figures(work, buckets)
        commands.finish(work, SHEET)

    return act


def approve(work: Work) -> None:
    commands.approve(work, SHEET)


def counting(chance: Random, store: Store) -> Act:
    """Anything that one can do about a count, or about the goods meanwhile."""
    number = chance.choice([SHEET, SHEET, f"{store.device}-FI-2026-00001"])
    some, item = chance.randint(0, 12), chance.choice([SOAP, BUCKET])
    sort = chance.choice(["daily", "free"])

    def explain(work: Work) -> None:
        lines = [one.found.key for one in queries.compared(work.connection, number)]
        commands.explain(work, number, [LineReason(*chance.choice(lines), "lost")] if lines else [])

    return chance.choice(
        [
            lambda work: commands.open_count(work, Sheeting(CENTRE, sort)),
            lambda work: commands.enter(work, number, [Figure(item, some)]),
            lambda work: commands.enter(work, number, [Figure(item, some)], from_sheet=True),
            counted(some),
            counted(some),
            lambda work: commands.finish(work, number),
            explain,
            lambda work: commands.ask_recount(work, number, [item]),
            lambda work: commands.approve(work, number),
            lambda work: commands.approve(work, number),
            lambda work: commands.cancel(work, number, "too late"),
            lambda work: commands.set_rule(work, CENTRE, some, 50),
            lambda work: undo(work, number, "not so"),
            something(chance, store),
            give(item, 1),
        ]
    )


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_in_whatever_order_counts_arrive_the_books_are_the_same(
    three: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same choices each time, no secret
    with apart(three) as stores:
        begin(stores)
        for _ in range(3):
            for store in stores.values():
                doing(store, *(counting(chance, store) for _ in range(chance.randint(0, 6))))
        chains = everybodys(stores)
        exchange(stores)
        truths = [projected(store) for store in stores.values()]
        folder = tmp_path_factory.mktemp("headquarters")
        with headquarters(sqlite_url(folder / "1.sqlite"), folder) as store:
            take_in(store, interleaved(chance, chains))
            truths.append(projected(store))
            assert_sound(store)
        assert all(truth == truths[0] for truth in truths)


def status(store: Store) -> str:
    with store.read() as connection:
        found = queries.sheet(connection, SHEET)
    assert found is not None
    return found.status


def tasks(store: Store) -> list[str]:
    """What is to be done about the sheet."""
    with store.read() as connection:
        found = today.tasks(connection, START.date())
    return [one.kind for one in found if one.target == SHEET]


def test_what_was_approved_here_and_given_up_there_is_approved(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        here, there, far = stores.values()
        begin(stores)
        doing(here, counted(4))
        exchange(stores)
        doing(here, approve)
        doing(there, give(SOAP, 1, "KIF"), lambda work: commands.cancel(work, SHEET, "trop tard"))
        exchange(stores)
        for store in (here, there, far):
            assert status(store) == "approved"
            assert stock(store, BUCKET) == {"": 4}
            assert_sound(store)


def test_a_count_that_two_approved_is_a_task_until_it_is_undone(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        here, there, far = stores.values()
        begin(stores)
        booked = sum(stock(here, BUCKET).values())
        doing(here, counted(booked - 1))
        exchange(stores)
        for store in (here, there):
            assert doing(store, approve) == [None]
        exchange(stores)
        assert stock(far, BUCKET) == {"": booked - 2}  # both moved it, and that is seen
        for store in stores.values():
            assert tasks(store) == ["count_twice"]
        doing(here, lambda work: undo(work, SHEET, "counted twice"))
        assert stock(here, BUCKET) == {"": booked}
        assert status(here) == "undone"
        assert not tasks(here)
        assert_sound(here)


def test_a_negative_balance_is_settled_by_a_count(three: dict[str, Path]) -> None:
    with apart(three) as stores:
        here, there, _ = stores.values()
        booked = sum(stock(here, BUCKET).values())
        for store in (here, there):
            doing(store, give(BUCKET, booked))
        exchange(stores)
        assert stock(here, BUCKET) == {"": -booked}
        doing(
            here,
            lambda work: commands.open_count(work, Sheeting(CENTRE, "free")),
            lambda work: commands.enter(work, SHEET, [Figure(BUCKET, 0)]),
            lambda work: commands.finish(work, SHEET),
            approve,
        )
        exchange(stores)
        assert stock(there, BUCKET) == {}
        with there.read() as connection:
            assert results.approvals(connection, SHEET)[0].over == booked


def test_what_was_counted_meanwhile_elsewhere_is_refused_once_it_is_known(
    three: dict[str, Path],
) -> None:
    with apart(three) as stores:
        here, there, _ = stores.values()
        begin(stores)
        doing(here, counted(4), approve)
        exchange(stores)
        for act in (counted(6), approve):
            with pytest.raises(Refusal) as refused, there.write(ADMIN) as work:
                act(work)
            assert isinstance(refused.value, CountClosedError)
