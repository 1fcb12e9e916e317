"""The month at seven windows, one of each centre, on one server: the same stock in the end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cpise_inventory.addresses import Address
from tests.desks import fresh_books
from tests.diary import Act, Days
from tests.month.by_hand import BY_HAND, by_hand
from tests.month.by_words import COMMANDS
from tests.month.conftest import ShellOn
from tests.month.diary import month
from tests.month.keeping import Keeper, closing_stock, counts, donations, road
from tests.month.storekeeper import Storekeeper
from tests.ui.windows import Windows

CENTRES = ("NKC1", "NKC2", "NKC3", "NDB", "KIF", "ALE", "ROS")


@pytest.fixture
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    with fresh_books(request, tmp_path, "MONTH_ON", "postgresql") as where:
        yield where


@pytest.fixture
def desks(
    shell_on: ShellOn, days: Days, books: Address, tmp_path: Path, _dressed: QApplication
) -> Iterator[tuple[Windows[Storekeeper], Keeper]]:
    shell = shell_on(books)
    keeper = Keeper(shell, days)
    desks = Windows(Storekeeper, shell, books, tmp_path, CENTRES)
    keeper.prepare()
    desks.join()
    yield desks, keeper
    desks.close()


def test_a_month_at_seven_workstations(desks: tuple[Windows[Storekeeper], Keeper]) -> None:
    """Half of it by hand; the rest by a colleague at the command line of the same workstation.

    With MONTH_BY_HAND=all in the environment everything is done by hand, which takes twice as long.
    """
    at, keeper = desks

    def do(act: Act) -> Any:
        at.sit_at(act.at)
        if not (act.facts.get("hand") or os.environ.get("MONTH_BY_HAND") == "all"):
            return keeper.do(act)
        return {"document": by_hand(at.window(act.at), act, keeper.month)}

    keeper.live(do)
    at.sit_at("NKC1")
    for check in _CHECKS:
        check(keeper)
    assert keeper.asks("verify")["sound"]


def test_every_kind_of_act_is_done_by_hand() -> None:
    assert {act.do for act in month().acts if act.facts.get("hand")} == BY_HAND.keys()
    assert COMMANDS.keys() == BY_HAND.keys()


_CHECKS: tuple[Callable[[Keeper], None], ...] = (closing_stock, road, donations, counts)
