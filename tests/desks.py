"""Workstations of several centres on one database, each with a key of its own."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from cpise_inventory import clock, config
from cpise_inventory.addresses import Address, address
from cpise_inventory.store import open_store
from tests.books import join
from tests.cli.conftest import Shell
from tests.postgres import Server


class Desks:
    """A workstation at each centre, the first of which the books begin at.

    On a server all of them name the same database. A file's key lies beside it: each but the first
    has a folder of its own, with a link to the file and its key.
    """

    def __init__(self, shell: Shell, books: Address, folder: Path, centres: Sequence[str]) -> None:
        self._shell, self._books, self._folder = shell, books, folder
        self.centres = centres
        self.sit_at(centres[0])

    def sit_at(self, centre: str) -> None:
        """Whatever is done next is done there."""
        self._shell.env("XDG_DATA_HOME", str(self._folder / centre))
        self._shell.env(config.DATABASE, self.database(centre))

    def database(self, centre: str) -> str:
        if self._books.file is None:
            return self._books.url
        if centre == self.centres[0]:
            return str(self._books.file)
        link = self._folder / centre / self._books.file.name
        if not link.exists():
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(self._books.file)
        return str(link)

    def join(self) -> None:
        """Each centre but the first gets its workstation, once the books are there."""
        here = address(self.database(self.centres[0]), config.data_folder())
        with open_store(here, clock.wall_clock) as store:
            for centre in self.centres[1:]:
                self.sit_at(centre)
                keys = address(self.database(centre), config.data_folder()).keys
                join(store, f"{centre}-A", keys, clock.wall_clock).close()


@contextmanager
def fresh_books(
    request: pytest.FixtureRequest, folder: Path, variable: str, usual: str
) -> Iterator[Address]:
    """Books that aren't there yet, on the engine that the variable of the environment names:
    a file, or on a server.
    """
    if os.environ.get(variable, usual) == "sqlite":
        yield address(str(folder / "inventory.sqlite"), folder)
        return
    server: Server = request.getfixturevalue("server")
    with server.database() as url:
        yield Address(url, folder)
