"""Sticks that go round in any order, some twice, some lost, leave the same books everywhere."""

import random
import sys
from collections.abc import Iterator
from functools import partial
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpise_inventory.addresses import Address, address
from cpise_inventory.attachments.contents import all_here
from cpise_inventory.exchange.errors import ChainGapError
from cpise_inventory.store import Store, open_store
from db.files import sqlite_url
from tests.books import (
    BUCKET,
    Clock,
    assert_sound,
    bring,
    everything,
    own_copy,
    projected,
)
from tests.cuts import cut_off
from tests.exchange.sticks import approve, carried, read, read_aloud, written
from tests.journal.acts import shared
from tests.journal.apart import (
    apart,
    doing,
    everybodys,
    headquarters,
    learn,
    something,
    take_in_seals,
    three_that_met,
)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return three_that_met(tmp_path_factory.mktemp("three"))


def meet(stores: dict[str, Store]) -> None:
    """They knew each other's events before there were sticks: now also what was signed."""
    for store in stores.values():
        store.check_in()
    for one, other in permutations(stores.values(), 2):
        take_in_seals(one, other)


def wander(stores: list[Store], folder: Path, chance: Random) -> None:
    """Somebody writes for somebody or for all, somebody reads one of the sticks that lie about."""
    for _ in range(chance.randint(1, 4)):
        writer, target = chance.sample(stores, 2)
        written(writer, folder, chance.choice([target.device, ""]))
        stick = chance.choice(sorted(folder.glob("*.cpise")))
        try:
            read(chance.choice(stores), stick)
        except ChainGapError:  # written for another, who knows more
            continue


def settle_down(stores: list[Store], folder: Path) -> None:
    """Until nobody tells anybody anything."""
    for turn in range(6):
        pairs = permutations(stores, 2)
        told = [
            carried(one, other, folder, "" if turn == 0 else other.device) for one, other in pairs
        ]
        if not any(report.events for report in told):
            return
    pytest.fail("they go on for ever")


def kept(store: Store) -> list[str]:
    """The fingerprints of all attached bytes that are there."""
    with store.read() as connection:
        return all_here(connection)


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_however_sticks_go_round_the_books_are_the_same(three: dict[str, Path], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same choices each time, no secret
    with apart(three) as stores, TemporaryDirectory(prefix="cpise-sticks-") as lying:
        folder, all_of_them = Path(lying), list(stores.values())
        meet(stores)
        doing(stores["NKC1-A"], *shared())
        for _ in range(3):
            for store in all_of_them:
                doing(store, *(something(chance, store) for _ in range(chance.randint(0, 4))))
            wander(all_of_them, folder, chance)
        settle_down(all_of_them, folder)
        truths = [projected(store) for store in all_of_them]
        assert len({tuple(kept(store)) for store in all_of_them}) == 1
        for store in all_of_them:
            assert_sound(store)
        with headquarters(sqlite_url(folder / "hq.sqlite"), folder) as store:
            learn(store, everybodys(stores), chance)  # without any stick
            truths.append(projected(store))
        assert all(truth == truths[0] for truth in truths)


# --- the power goes -------------------------------------------------------------------------------


@pytest.fixture
def many(ready_file: Path, kiffa_file: Path, tmp_path: Path) -> Iterator[tuple[Address, Path]]:
    """Books that approved another centre, and a stick of that one with some hundred events."""
    where, far = (
        address(str(own_copy(one, tmp_path)), tmp_path) for one in (ready_file, kiffa_file)
    )
    with open_store(where, Clock()) as here, open_store(far, Clock(asked=10**7)) as there:
        approve(there, here)
        for _ in range(250):
            bring(here, BUCKET, 1)
        yield far, written(here, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_whenever_the_power_goes_while_a_stick_is_read_all_or_nothing_is_there(
    many: tuple[Address, Path],
) -> None:
    far, stick = many
    with open_store(far) as store:
        before = everything(store)

    chance = random.Random(3)  # noqa: S311 - the same moments each time, no secret
    for lines in (1, 100, 200, 260, 268, 268):
        said = cut_off(partial(read_aloud, far, stick), chance.random() * 0.01, lines)
        with open_store(far) as store:
            assert_sound(store)
            came = everything(store) != before
            assert came or "committed" not in said
            if came:
                break
    with open_store(far) as store:
        assert (read(store, stick).events > 0) is not came
        assert_sound(store)
