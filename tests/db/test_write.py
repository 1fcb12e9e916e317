"""The four ways to write a row give the same tables in whatever order and portions they come."""

from collections.abc import Iterator
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection

from db.engine import create_projections, open_engine, open_scratch
from db.run import Row
from db.schema import asset_event, balance, lot, person, series
from db.write import Changes
from tests.books import rows

TABLES = (asset_event, balance, lot, person, series)
SHELF = ("NKC1/MAGASIN", "SAVON", "L1//OIM")


@pytest.fixture
def connection(database_url: str) -> Iterator[Connection]:
    engine = open_engine(database_url)
    with engine.begin() as connection:
        create_projections(connection)
        yield connection
    engine.dispose()


def told(connection: Connection, name: str = "aicha") -> tuple[str, ...]:
    found = sa.select(person.c.display, person.c.role, person.c.closed_on)
    return tuple(connection.execute(found.where(person.c.name == name)).one())


def test_nothing_is_written_before_write_nor_twice(connection: Connection) -> None:
    changes = Changes()
    changes.increase(balance, "quantity", SHELF, 5)
    assert rows(connection, balance) == []
    changes.write(connection)
    changes.write(connection)
    assert rows(connection, balance) == [(*SHELF, 5)]


def test_touched_names_every_table_once(connection: Connection) -> None:
    changes = Changes()
    assert changes.touched == frozenset()
    changes.add(asset_event, ("T", 1, "NKC1-A", 1))
    changes.once(lot, ("SAVON", "L1//OIM", "L1", "", "9999-12-31", "OIM", 0))
    changes.increase(balance, "quantity", SHELF, 5)
    changes.latest(person, {"name": "aicha"}, role="manager", role_stamp="1")
    changes.latest(person, {"name": "aicha"}, display="Aïcha", described="1")
    assert changes.touched == {"asset_event", "lot", "balance", "person"}
    changes.write(connection)
    assert changes.touched == frozenset()


def test_facts_can_leave_while_counters_go_on_gathering(connection: Connection) -> None:
    changes = Changes()
    changes.add(asset_event, ("T", 1, "NKC1-A", 1))
    changes.increase(balance, "quantity", SHELF, 5)
    changes.write_facts(connection)
    assert len(rows(connection, asset_event)) == 1
    assert rows(connection, balance) == []
    changes.increase(balance, "quantity", SHELF, 2)
    changes.write(connection)
    assert rows(connection, balance) == [(*SHELF, 7)]
    assert len(rows(connection, asset_event)) == 1


def test_what_is_gathered_gets_its_rows_when_all_is_there(connection: Connection) -> None:
    told: list[dict[Row, list[int]]] = []

    def taken(found: dict[Row, list[int]], changes: Changes) -> None:
        told.append(found.copy())
        for (source, _), amounts in found.items():
            changes.increase(balance, "quantity", (source, *SHELF[1:]), -sum(amounts))

    def brought(found: dict[Row, list[int]], changes: Changes) -> None:
        for (_, target), amounts in found.items():
            changes.increase(balance, "quantity", (target, *SHELF[1:]), sum(amounts))

    changes, way = Changes(), ("~donor", SHELF[0])
    changes.share(taken, brought)
    for amount in (5, 2):
        changes.gathered(taken).setdefault(way, []).append(amount)
        changes.write_facts(connection)
    assert told == []
    assert changes.held == 1
    assert changes.touched == {"balance"}
    changes.share(taken, brought)
    changes.gathered(taken)[way] = [1]
    changes.write(connection)
    assert told == [{way: [5, 2]}, {way: [1]}]
    assert rows(connection, balance) == [(*SHELF, 8), ("~donor", *SHELF[1:], -8)]


def test_a_fact_written_twice_is_a_fault_of_ours_and_shows(connection: Connection) -> None:
    changes = Changes()
    changes.add(asset_event, ("T", 1, "NKC1-A", 1))
    changes.write(connection)
    changes.add(asset_event, ("T", 1, "NKC1-A", 1))
    with connection.begin_nested() as nested:
        with pytest.raises(Exception, match=r"(?i)unique"):
            changes.write(connection)
        nested.rollback()


def test_what_is_later_wins_even_if_it_comes_first(connection: Connection) -> None:
    for display, stamp in (("new", "3"), ("old", "1"), ("newest", "4"), ("older", "2")):
        changes = Changes()
        changes.latest(person, {"name": "aicha"}, display=display, described=stamp)
        changes.write(connection)
    assert told(connection) == ("newest", "", "")


def test_fields_that_change_apart_do_not_overwrite_each_other(connection: Connection) -> None:
    changes = Changes()
    changes.latest(person, {"name": "aicha"}, role="manager", role_stamp="9")
    changes.write(connection)
    changes.latest(person, {"name": "aicha"}, display="Aïcha", described="1")
    changes.latest(person, {"name": "aicha"}, role="auditor", role_stamp="2")
    changes.write(connection)
    assert told(connection) == ("Aïcha", "manager", "")


def test_a_counter_goes_below_nought_and_back(connection: Connection) -> None:
    for amount in (-5, 3, 2):
        changes = Changes()
        changes.increase(balance, "quantity", SHELF, amount)
        changes.write(connection)
    assert rows(connection, balance) == [(*SHELF, 0)]


# --- in any order --------------------------------------------------------------------------------

few = st.sampled_from("abc")
step = st.one_of(
    st.tuples(st.just("fact"), st.integers(1, 10**6)),
    st.tuples(st.just("once"), few),
    st.tuples(st.just("count"), few, st.integers(-9, 9)),
    st.tuples(st.just("max"), few, st.integers(0, 50)),
    st.tuples(st.just("display"), few, st.integers(0, 10**6)),
    st.tuples(st.just("role"), few, st.integers(0, 10**6)),
)
steps = st.lists(step, max_size=30, unique_by=lambda one: (one[0], one[-1]))
"""Stamps and facts name their event, so none comes twice."""


def gather(changes: Changes, one: tuple[object, ...]) -> None:
    match one:
        case ("fact", int(seq)):
            changes.add(asset_event, ("T", 1, "NKC1-A", seq))
        case ("once", str(item)):
            changes.once(lot, (item, "L1//OIM", "L1", "", "9999-12-31", "OIM", 0))
        case ("count", str(item), int(amount)):
            changes.increase(balance, "quantity", ("NKC1/MAGASIN", item, "L1//OIM"), amount)
        case ("max", str(name), int(last)):
            changes.latest(series, {"device": "NKC1-A", "name": name}, last=last)
        case ("display", str(name), int(stamp)):
            changes.latest(person, {"name": name}, display=f"d{stamp}", described=f"{stamp:09d}")
        case ("role", str(name), int(stamp)):
            changes.latest(person, {"name": name}, role=f"r{stamp}", role_stamp=f"{stamp:09d}")


def written(portions: list[list[tuple[object, ...]]]) -> list[list[tuple[object, ...]]]:
    scratch = open_scratch()
    with scratch.begin() as connection:
        create_projections(connection, indexes=False)
        changes = Changes()
        for portion in portions:
            for one in portion:
                gather(changes, one)
            changes.write(connection)
        found = [rows(connection, table) for table in TABLES]
    scratch.dispose()
    return found


@given(steps, st.randoms(use_true_random=False))
def test_neither_order_nor_portions_show(wanted: list[tuple[object, ...]], chance: Random) -> None:
    mixed = list(wanted)
    chance.shuffle(mixed)
    portions, rest = [], mixed
    while rest:
        size = chance.randint(1, len(rest))
        portions, rest = [*portions, rest[:size]], rest[size:]
    assert written(portions) == written([wanted])
