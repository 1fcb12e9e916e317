"""The month through the command line: what it says of the stock was reckoned beforehand."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cpise_inventory.addresses import Address
from tests.desks import fresh_books
from tests.diary import Act, Days
from tests.month.by_words import words
from tests.month.conftest import ShellOn
from tests.month.keeping import Keeper, check
from tests.rules.tree import ROOT


@pytest.fixture
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    with fresh_books(request, tmp_path, "MONTH_ON", "sqlite") as where:
        yield where


def test_a_month_at_one_workstation(shell_on: ShellOn, days: Days, where: Address) -> None:
    """What is entered after the month comes from processes of their own."""
    keeper = Keeper(shell_on(where), days)
    keeper.prepare()
    keeper.live(lambda act: _in_a_process(keeper, act) if act.is_last else keeper.do(act))
    check(keeper)


def _in_a_process(keeper: Keeper, act: Act) -> Any:
    """By its own clock, which is later than the month by as much as it likes."""
    command = ["--json", "--user", act.by, *words(act, keeper.month)]
    done = subprocess.run(
        [sys.executable, "-m", "cpise_inventory", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)
