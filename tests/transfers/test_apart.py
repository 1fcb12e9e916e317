"""Nothing vanishes on the road, whatever two workstations do while apart.

Of each lot of each waybill: sent = received + back at the sender + lost + on the road. What was
received twice is a road below zero: a task for somebody, never silently set right.
"""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cpise_inventory import today
from cpise_inventory.documents.queries import undone_apart
from cpise_inventory.errors import Refusal
from cpise_inventory.locations import excess, transit
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from cpise_inventory.transfers import queries
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, close_transfer, send
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.requests import (
    Requisition,
    approve_request,
    close_request,
    refuse_request,
    request,
)
from cpise_inventory.transfers.settling import DECISIONS, Ruling, Settlement, settle
from cpise_inventory.undo import undo
from db.schema import balance
from tests.books import ADMIN, BUCKET, SOAP, START, assert_sound, projected
from tests.journal.acts import surplus
from tests.journal.apart import (
    WAYBILL,
    Act,
    apart,
    chain_of,
    doing,
    everybodys,
    exchange,
    headquarters,
    interleaved,
    take_in,
    three_that_met,
)

LEVELS = sa.select(balance.c.location, balance.c.item, balance.c.lot, balance.c.quantity)


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three workstations that have met; four buckets are on the road to Rosso."""
    return three_that_met(tmp_path_factory.mktemp("three-roads"))


def levels(store: Store) -> Counter[tuple[str, str, str]]:
    with store.read() as connection:
        return Counter({tuple(row[:3]): row[3] for row in connection.execute(LEVELS)})


def roads(store: Store) -> list[queries.Transfer]:
    with store.read() as connection:
        return queries.transfers(connection)


def assert_nothing_vanishes(store: Store) -> None:
    there, sums = levels(store), Counter[tuple[str, str]]()
    for (_, item, lot), quantity in there.items():
        sums[item, lot] += quantity
    assert set(sums.values()) <= {0}
    for one in roads(store):
        for line in one.lines:
            road = there[transit(one.number), line.item, line.lot]
            assert line.sent == line.received + line.back + line.lost + road
            assert line.missing == road
            beyond = there[excess(one.number), line.item, line.lot]
            assert line.over == line.cleared - beyond
            assert 0 <= line.damaged <= max(line.received, 0)


def something(chance: Random, store: Store) -> Act:
    """Anything about goods between centres, of which much concerns the same waybills."""
    item, few = chance.choice([SOAP, BUCKET]), chance.randint(1, 4)
    known = roads(store)
    waybill = chance.choice([one for one in known if one.on_the_road] or known)
    number, came = waybill.number, [_came(chance, line) for line in waybill.lines]
    asked = f"{chance.choice(['NKC1-A', 'KIF-A', 'ROS-A'])}-PD-2026-00001"
    route = chance.sample(["NKC1", "KIF", "ROS"], 2)
    return chance.choice(
        [
            lambda work: send(work, Shipment(*route, [Wanted(item, few)])),
            lambda work: send(work, Shipment("NKC1", "ROS", [Wanted(item, few)], request=asked)),
            lambda work: arrive(work, Arrival(number)),
            lambda work: arrive(work, Arrival(number, came)),
            lambda work: arrive(work, Arrival(number, came, last=True)),
            lambda work: arrive(work, Arrival(number, came, last=True)),
            lambda work: close_transfer(work, number, "nothing more"),
            *(
                lambda work, decision=decision: settle(
                    work, Settlement(_differing(chance, known), decision=decision, police="PV 7")
                )
                for decision in DECISIONS[:4]
            ),
            lambda work: undo(work, chance.choice(_papers(store)), "by chance"),
            lambda work: undo(work, surplus(work, few), "one too many"),
            lambda work: request(work, Requisition("ROS", "NKC1", [(item, few)])),
            lambda work: approve_request(work, asked),
            lambda work: refuse_request(work, asked, "none left"),
            lambda work: close_request(work, asked, "not needed"),
        ]
    )


def _came(chance: Random, line: queries.RoadLine) -> Came:
    """All of a line or some, a part of it damaged; now and then more than there was."""
    left = max(line.missing, 0)
    some = chance.choice([left, chance.randint(0, left)])
    damaged = chance.randint(0, some)
    over = chance.randint(0, 2) if some == left else 0
    return Came(line.item, some - damaged, line.lot, damaged, over)


def _differing(chance: Random, known: list[queries.Transfer]) -> str:
    waiting = [one for one in known if one.status == "to_settle"]
    return chance.choice(waiting or known).number


def _papers(store: Store) -> list[str]:
    with store.read() as connection:
        return [
            step.document
            for one in queries.transfers(connection)
            for step in queries.steps(connection, one.number)
        ]


def acting(chance: Random, store: Store, times: int) -> None:
    for _ in range(times):
        doing(store, something(chance, store))


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_all_that_was_sent_is_somewhere(three: dict[str, Path], seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    with apart(three) as stores:
        for meeting in range(2):
            for store in stores.values():
                acting(chance, store, 8)
                assert_nothing_vanishes(store)
                # nobody drives a road below zero alone; what two did while apart may have
                below = [one for one in roads(store) if any(line.missing < 0 for line in one.lines)]
                assert meeting or not below
            exchange(stores)
            for store in stores.values():
                assert_nothing_vanishes(store)
        nkc, kif, ros = stores.values()
        assert projected(nkc) == projected(kif) == projected(ros)
        assert_sound(nkc)


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_every_difference_can_be_settled_in_the_end(three: dict[str, Path], seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    with apart(three) as stores:
        for store in stores.values():
            acting(chance, store, 8)
        exchange(stores)
        nkc = next(iter(stores.values()))
        assume(_each_undone_once(nkc))
        for one in roads(nkc):
            doing(nkc, lambda work, number=one.number: close_transfer(work, number, "no more"))
            for decision in ("found", "unrecorded"):  # short, then over
                for item in {line.item for line in one.lines}:
                    _settle(nkc, one.number, item, decision)
        with nkc.read() as connection:
            assert queries.under_way(connection) == []
        there = levels(nkc)
        assert all(not left for (place, _, _), left in there.items() if "~transit/" in place)
        assert all(not left for (place, _, _), left in there.items() if "~excess/" in place)
        assert_nothing_vanishes(nkc)
        assert_sound(nkc)


def _each_undone_once(store: Store) -> bool:
    """Settled as far as it can be without undoing what rests on it."""
    for _ in range(9):
        doing(store, lambda work: undo(work, surplus(work, 0), "one too many"))
    with store.read() as connection:
        return not undone_apart(connection)


def _settle(store: Store, number: str, item: str, decision: str) -> None:
    try:
        with store.write(ADMIN) as work:
            settle(work, Settlement(number, [Ruling(item, decision)]))
    except Refusal:
        return


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_any_order_of_arrival_gives_the_same_roads(
    three: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    with apart(three) as stores:
        for store in stores.values():
            acting(chance, store, 8)
        chains = everybodys(stores)
        exchange(stores)
        folder = tmp_path_factory.mktemp("hq")
        with headquarters(f"sqlite:///{folder / 'hq.sqlite'}", folder) as store:
            take_in(store, interleaved(chance, chains))
            assert projected(store) == projected(next(iter(stores.values())))
            assert_nothing_vanishes(store)


def test_what_came_in_twice_is_a_task_until_one_of_both_is_cancelled(
    three: dict[str, Path],
) -> None:
    with apart(three) as stores:
        nkc, _, ros = stores.values()
        for store in (nkc, ros):
            assert doing(store, lambda work: arrive(work, Arrival(WAYBILL)))
        exchange(stores)
        for store in (nkc, ros):
            with store.read() as connection:
                found = queries.transfer_of(connection, WAYBILL)
                (task,) = [
                    one for one in today.tasks(connection, START.date()) if one.target == WAYBILL
                ]
            assert found is not None
            assert (found.lines[0].missing, found.status) == (-4, "to_settle")
            assert (task.kind, task.urgency, task.facts["excess"]) == (
                *("to_settle", today.Urgency.NOW),
                4,
            )
        assert doing(nkc, lambda work: undo(work, "ROS-A-AR-2026-00001", "seen twice"))
        take_in(ros, chain_of(nkc))
        for store in (nkc, ros):
            with store.read() as connection:
                assert queries.under_way(connection) == []
            assert_sound(store)
