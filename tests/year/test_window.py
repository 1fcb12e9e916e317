"""The year at two windows: the centre's, and the one that some of its computers go to."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cpise_inventory.addresses import Address
from tests.desks import fresh_books
from tests.diary import Act, Days
from tests.ui.windows import Windows
from tests.year.by_hand import BY_HAND, WITH_FILES, by_hand
from tests.year.by_words import ALL
from tests.year.conftest import ShellOn
from tests.year.keeping import Keeper, check, check_so_far
from tests.year.logistician import Logistician

AGAIN = "walk-tuesday"
"""Before this act the program was closed, in the middle of the walk."""


@pytest.fixture
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    with fresh_books(request, tmp_path, "YEAR_ON", "postgresql") as where:
        yield where


@pytest.fixture
def desks(
    shell_on: ShellOn, days: Days, books: Address, tmp_path: Path, _dressed: QApplication
) -> Iterator[tuple[Windows[Logistician], Keeper]]:
    shell = shell_on(books)
    keeper = Keeper(shell, days, tmp_path)
    desks = Windows(Logistician, shell, books, tmp_path, ("NKC1", "KIF"))
    keeper.prepare()
    desks.join()
    yield desks, keeper
    desks.close()


def test_a_year_at_two_windows(desks: tuple[Windows[Logistician], Keeper]) -> None:
    """Its first weeks; with YEAR_BY_HAND=all in the environment all of it, on both desks."""
    at, keeper = desks
    known: set[str] = set()

    def do(act: Act) -> Any:
        at.sit_at(act.at)
        if act.id == AGAIN:
            at.leave(act.at)
        hand = at.window(act.at)
        known_by = by_hand(hand, act, keeper.year, keeper.files)
        issued = sorted(set(hand.papers()) - known)
        known.update(issued)
        assert not issued or known_by in ("", *issued)
        return {"documents": issued, "document": known_by or "".join(issued[-1:])}

    everything = os.environ.get("YEAR_BY_HAND") == "all"
    keeper.live(do, "" if everything else keeper.year.told["shortly"])
    at.sit_at("NKC1")
    if everything:
        check(keeper)
    else:
        check_so_far(keeper)


def test_every_kind_of_act_can_be_done_by_hand() -> None:
    assert {*BY_HAND, *WITH_FILES} == ALL
