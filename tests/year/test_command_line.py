"""The year through the command line: what it says of the register was reckoned beforehand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cpise_inventory.addresses import Address
from cpise_inventory.store import Store
from db.files import sqlite_url
from tests.books import assert_sound, projected
from tests.desks import Desks, fresh_books
from tests.diary import Act, Days
from tests.journal.apart import chain_of, headquarters, take_in, take_in_seals
from tests.year.conftest import ShellOn
from tests.year.keeping import Keeper, check

BUNDLE = 40


@pytest.fixture
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    with fresh_books(request, tmp_path, "YEAR_ON", "sqlite") as where:
        yield where


def test_a_year_at_two_workstations(
    shell_on: ShellOn, days: Days, where: Address, tmp_path: Path
) -> None:
    """One centre's, and the one that some of its computers go to."""
    shell = shell_on(where)
    keeper = Keeper(shell, days, tmp_path)
    desks = Desks(shell, where, tmp_path, ("NKC1", "KIF"))
    keeper.prepare()
    desks.join()

    def do(act: Act) -> Any:
        desks.sit_at(act.at)
        return keeper.do(act)

    keeper.live(do)
    desks.sit_at("NKC1")
    check(keeper)
    with shell.store() as store:
        assert_told_elsewhere(store, tmp_path)


def assert_told_elsewhere(here: Store, folder: Path) -> None:
    """Whoever has the year from bundles, the last workstation's first, has the same register."""
    with headquarters(sqlite_url(folder / "hq.sqlite"), folder / "hq") as there:
        for device in ("KIF-A", "NKC1-A"):
            bodies = chain_of(here, device)
            for first in range(0, len(bodies), BUNDLE):
                take_in(there, bodies[first : first + BUNDLE])
        take_in_seals(there, here)
        assert projected(there) == projected(here)
        assert_sound(there)
