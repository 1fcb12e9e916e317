"""The month at seven windows, one of each centre, on one server: the same stock in the end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from cpise_inventory import clock, config
from cpise_inventory.addresses import Address, address
from cpise_inventory.store import open_store
from tests.books import join
from tests.cli.conftest import Shell
from tests.month.by_hand import BY_HAND, by_hand
from tests.month.by_words import COMMANDS
from tests.month.conftest import ShellOn
from tests.month.diary import Act, Days, month
from tests.month.keeping import Keeper, closing_stock, counts, donations, road
from tests.month.storekeeper import Storekeeper
from tests.postgres import Server
from ui.application import Dress
from ui.look import Look

CENTRES = ("NKC1", "NKC2", "NKC3", "NDB", "KIF", "ALE", "ROS")


class Once(Dress):
    """Put on by the first window, for all of this process."""

    _is_on = False

    def put_on(self, appearance: str) -> Look:
        if not self._is_on:
            self._is_on = True
            super().put_on(appearance)
        return self.look


class Desks:
    """A workstation at each centre, with its own key; its window opens when it's needed.

    On a server all of them name the same database. A file's key lies beside it: each but the first
    has a folder of its own, with a link to the file and its key.
    """

    def __init__(self, shell: Shell, books: Address, folder: Path) -> None:
        self._shell, self._books, self._folder = shell, books, folder
        self._hands: dict[str, Storekeeper] = {}
        self._dress = Once("fr")

    def sit_at(self, centre: str) -> None:
        """Whatever is done next is done there."""
        self._shell.env("XDG_DATA_HOME", str(self._folder / centre))
        self._shell.env(config.DATABASE, self._database(centre))

    def _database(self, centre: str) -> str:
        if self._books.file is None:
            return self._books.url
        if centre == CENTRES[0]:
            return str(self._books.file)
        link = self._folder / centre / self._books.file.name
        if not link.exists():
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(self._books.file)
        return str(link)

    def join(self) -> None:
        """Each centre but the first gets its workstation."""
        here = address(self._database(CENTRES[0]), config.data_folder())
        with open_store(here, clock.wall_clock) as store:
            for centre in CENTRES[1:]:
                self.sit_at(centre)
                keys = address(self._database(centre), config.data_folder()).keys
                join(store, f"{centre}-A", keys, clock.wall_clock).close()

    def window(self, centre: str) -> Storekeeper:
        if centre not in self._hands:
            folder = config.data_folder()
            self._hands[centre] = Storekeeper(self._database(centre), folder, dress=self._dress)
            self._hands[centre].open()
        return self._hands[centre]

    def close(self) -> None:
        for hand in self._hands.values():
            hand.close()
        self._dress.take_off()


@pytest.fixture
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    """Books that aren't there yet: on a server, or a file with MONTH_ON=sqlite."""
    if os.environ.get("MONTH_ON", "postgresql") == "sqlite":
        yield address(str(tmp_path / "inventory.sqlite"), tmp_path)
        return
    server: Server = request.getfixturevalue("server")
    with server.database() as url:
        yield Address(url, tmp_path)


@pytest.fixture
def desks(
    shell_on: ShellOn, days: Days, books: Address, tmp_path: Path, _dressed: QApplication
) -> Iterator[tuple[Desks, Keeper]]:
    shell = shell_on(books)
    keeper, desks = Keeper(shell, days), Desks(shell, books, tmp_path)
    desks.sit_at("NKC1")
    keeper.prepare()
    desks.join()
    yield desks, keeper
    desks.close()


def test_a_month_at_seven_workstations(desks: tuple[Desks, Keeper]) -> None:
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
