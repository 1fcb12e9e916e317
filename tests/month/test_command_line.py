"""The month through the command line: what it says of the stock was reckoned beforehand."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cpise_inventory.addresses import Address, address
from tests.month.by_words import words
from tests.month.conftest import ShellOn
from tests.month.diary import Act, Days
from tests.month.keeping import Keeper, check
from tests.postgres import Server
from tests.rules.tree import ROOT


@pytest.fixture
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    """Books that aren't there yet: a file, or on a server with MONTH_ON=postgresql."""
    if os.environ.get("MONTH_ON", "sqlite") == "sqlite":
        yield address(str(tmp_path / "inventory.sqlite"), tmp_path)
        return
    server: Server = request.getfixturevalue("server")
    with server.database() as url:
        yield Address(url, tmp_path)


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
