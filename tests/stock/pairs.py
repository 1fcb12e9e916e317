"""Two workstations of one centre: on SQLite with a file each, on PostgreSQL on one server."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from cpise_inventory.addresses import Address
from cpise_inventory.catalogue.commands import define_kit, describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.store import Store, open_store
from cpise_inventory.work import Work
from db.files import sqlite_url
from tests.books import ADMIN, BUCKET, KIT, SOAP, Clock, join
from tests.journal.apart import (
    Chains,
    chain_of,
    exchange,
    headquarters,
    take_in,
    take_in_seals,
)
from tests.postgres import Server

SMALL = "SAVON-100"
"""Goes into a kit in place of another soap."""
LATER = 10**6
"""Of a clock's ticks: after all that was done to the books before they are copied."""


@dataclass(frozen=True)
class Site:
    """Closed books that know both workstations. `server` is None where they are a file."""

    books: Address
    other_keys: Path
    server: Server | None

    @contextmanager
    def pair(self) -> Iterator[list[Store]]:
        """Both at work, on copies of the books; their clocks go alike."""
        with ExitStack() as stack:
            urls = stack.enter_context(self._copies())
            wheres = map(Address, urls, (self.books.keys, self.other_keys))
            opened = (open_store(where, Clock(asked=LATER)) for where in wheres)
            yield [stack.enter_context(store) for store in opened]

    @contextmanager
    def _copies(self) -> Iterator[list[str]]:
        if self.server:
            with self.server.database(str(sa.make_url(self.books.url).database)) as url:
                yield [url, url]
            return
        with TemporaryDirectory(prefix="cpise-pair-") as folder:
            paths = [Path(folder, name) for name in ("A.sqlite", "B.sqlite")]
            for path in paths:
                shutil.copy(str(self.books.file), path)
            yield [sqlite_url(path) for path in paths]

    @contextmanager
    def empty(self) -> Iterator[Store]:
        """Books that know nothing yet, on the same engine."""
        with TemporaryDirectory(prefix="cpise-empty-") as folder, ExitStack() as stack:
            url = sqlite_url(Path(folder, "empty.sqlite"))
            if self.server:
                url = stack.enter_context(self.server.database())
            yield stack.enter_context(headquarters(url, Path(folder)))

    def meet(self, pair: list[Store]) -> bool:
        """Whether they learn anything: who shares a server knows all already."""
        if not self.server:
            exchange({store.device: store for store in pair})
        return not self.server


def both_do(books: Address, other_keys: Path, act: Callable[[Work], object]) -> None:
    """What two workstations do with copies of closed books, as they find it there once they met."""
    with open_store(books, Clock()) as store:
        join(store, "NKC1-B", other_keys).close()
    with Site(books, other_keys, None).pair() as pair:
        for one in pair:
            with one.write(ADMIN) as work:
                act(work)
        with open_store(books, Clock()) as store:
            for one in pair:
                take_in(store, chain_of(one))
                take_in_seals(store, one)


def site_of(books: Address, other_keys: Path, server: Server | None) -> Site:
    """Of furnished books, which become those of two workstations, with a substitute in the kit."""
    with open_store(books, Clock()) as first:
        with first.write(ADMIN) as work:
            describe_items(work, [Item(SMALL, Named("Savon 100 g"))])
            define_kit(work, KIT, [(SOAP, 2), (BUCKET, 1)], [(SOAP, SMALL)])
        join(first, "NKC1-B", other_keys).close()
    return Site(books, other_keys, server)


def chains(store: Store, pair: list[Store]) -> Chains:
    """What a store knows of both, each by itself."""
    return {one.device: chain_of(store, one.device) for one in pair}
