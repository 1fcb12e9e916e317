"""Books to test on: an opened store with people, items, a kit and a donation, on both engines.

They are made once by the program's own commands, then copied: a file in a millisecond, a database
of the server in thirty.
"""

import shutil
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy import Connection, Table

from cpise_inventory.addresses import Address, address
from cpise_inventory.assets.commands import Newcomer, Registration, register
from cpise_inventory.catalogue.commands import define_kit, describe_donation, describe_items
from cpise_inventory.catalogue.events import DeviceRegistered, DonationDescribed, Item, Named
from cpise_inventory.errors import Refusal
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.journal.keys import create_key
from cpise_inventory.paper.marks import Mark
from cpise_inventory.paper.sheets import Measured
from cpise_inventory.people import passwords
from cpise_inventory.people.commands import add_person
from cpise_inventory.people.rights import Role
from cpise_inventory.proof import verify
from cpise_inventory.stock import queries
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from db import schema
from db.engine import install_guards, open_engine, remove_guards
from tests.postgres import Server

ADMIN, LOGISTICS, MANAGER, AUDITOR = "admin", "aicha", "sidi", "mariem"
ROLES = {
    LOGISTICS: Role.LOGISTICS,
    MANAGER: Role.MANAGER,
    AUDITOR: Role.AUDITOR,
    ADMIN: Role.ADMINISTRATOR,
}
PASSWORD = "magasin-2026"
CENTRE, ROOM = "NKC1", "NKC1/MAGASIN"
SOAP, BUCKET, KIT = "SAVON-250", "SEAU-14", "KIT-HYG"
DONOR, DONATION = "OIM", "OIM-2026-01"
ITEMS = (
    Item(SOAP, Named("Savon 250 g", "صابون 250 غ", "Soap 250 g"), keeps_expiry=True),
    Item(BUCKET, Named("Seau 14 l", "دلو 14 ل", "Bucket 14 l"), packs=(("carton", 12),)),
    Item(
        KIT, Named("Kit d’hygiène", "طقم نظافة", "Hygiene kit"), category="kit", keeps_expiry=True
    ),
)
SHEET = Measured(label=(57, 32)).sheet("ROULEAU")
"""A label sheet that people made themselves."""
MARK = Mark(
    b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQAAAADcWUInAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg=="
    ),
    *(2, 1),
)
"""A donor's, as small as can be."""
Refused = TypeVar("Refused", bound=Refusal)
START = datetime(2026, 11, 24, 8, tzinfo=UTC)


@dataclass
class Clock:
    """A wall clock that goes on by a millisecond each time it's asked, and can be set."""

    when: datetime = START
    asked: int = 0

    def __call__(self) -> int:
        self.asked += 1
        return int(self.when.timestamp()) * 1_000_000 + self.asked * 1_000

    def time_ns(self) -> int:
        """In the place of the machine's own clock."""
        return self() * 1_000

    def set(self, when: datetime) -> None:
        self.when = when


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Argon2id still, at a hundredth of its cost."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: cheap)
        yield


def furnish(store: Store) -> None:
    """People of each role, three items, a kit of two soaps and a bucket, a donation."""
    with store.write(ADMIN) as work:
        for name, role in ROLES.items():
            if name != ADMIN:
                add_person(work, name, role, PASSWORD, name.capitalize())
        describe_items(work, ITEMS)
        define_kit(work, KIT, [(SOAP, 2), (BUCKET, 1)])
        describe_donation(work, DonationDescribed(DONATION, DONOR, reference="MR-77"))


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed SQLite database of furnished books, with its key beside it."""
    path = tmp_path_factory.mktemp("books") / "inventory.sqlite"
    where = address(str(path), path.parent)
    with create_store(where, FirstRun(CENTRE, ADMIN, PASSWORD), Clock()) as store:
        furnish(store)
    return path


@pytest.fixture(scope="session")
def ready_database(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    keys = tmp_path_factory.mktemp("keys") / "key"
    with server.database() as url:
        where = Address(url, keys)
        with create_store(where, FirstRun(CENTRE, ADMIN, PASSWORD), Clock()) as store:
            furnish(store)
        yield where


def own_copy(books: Path, folder: Path) -> Path:
    """Of closed books, with their key."""
    path = folder / books.name
    shutil.copy(books, path)
    shutil.copytree(books.with_suffix(".keys"), path.with_suffix(".keys"))
    return path


@pytest.fixture
def books_file(ready_file: Path, tmp_path: Path) -> Address:
    """Furnished books in a SQLite file of this test's own, not opened yet."""
    return address(str(own_copy(ready_file, tmp_path)), tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def books_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    """Furnished books, not opened yet, once on each engine."""
    if request.param == "sqlite":
        yield request.getfixturevalue("books_file")
        return
    ready: Address = request.getfixturevalue("ready_database")
    keys = tmp_path / "keys"
    shutil.copytree(ready.keys, keys)
    server: Server = request.getfixturevalue("server")
    with server.database(template=str(sa.make_url(ready.url).database)) as url:
        yield Address(url, keys)


@contextmanager
def lasting_store(
    request: pytest.FixtureRequest, factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Furnished books for all tests of a module, on the engine that the fixture's parameter names;
    nobody else's, so they may be filled first.
    """
    folder = factory.mktemp("lasting")
    with ExitStack() as opened:
        if request.param == "sqlite":
            ready: Path = request.getfixturevalue("ready_file")
            where = address(str(own_copy(ready, folder)), folder)
        else:
            there: Address = request.getfixturevalue("ready_database")
            shutil.copytree(there.keys, folder / "keys")
            template = str(sa.make_url(there.url).database)
            server: Server = request.getfixturevalue("server")
            where = Address(
                opened.enter_context(server.database(template=template)), folder / "keys"
            )
        yield opened.enter_context(open_store(where, Clock()))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(books_address: Address, clock: Clock) -> Iterator[Store]:
    """Furnished books of `NKC1-A`, opened, once on each engine."""
    with open_store(books_address, clock) as opened:
        yield opened


@pytest.fixture
def file_store(books_file: Address, clock: Clock) -> Iterator[Store]:
    """The same on SQLite alone, for what has nothing to do with the engine."""
    with open_store(books_file, clock) as opened:
        yield opened


def join(store: Store, device: str, keys: Path, clock: Clock | None = None) -> Store:
    """Another workstation with a key of its own on the same database. To be closed."""
    key = create_key(keys, device)
    where = Address(store.address.url, keys)
    joined = Store(open_engine(where.url), where, key, clock or Clock())
    centre = device.partition("-")[0]
    with joined.engine.begin() as connection:
        said = DeviceRegistered(device, centre, device, key.public.hex())
        joined.journal.append(connection, ADMIN, said)
    return joined


# --- what most tests begin with ------------------------------------------------------------------


def bring(
    store: Store, item: str, quantity: int, lot: str = "", expiry: str = "", centre: str = CENTRE
) -> str:
    """Receive so much of an item, however soon it expires; the goods received note's number."""
    remarks = "accepted as it came" if expiry else ""
    with store.write(LOGISTICS) as work:
        line = Incoming(item, quantity, lot, expiry)
        return receive(work, Delivery(centre, DONOR, [line], donation=DONATION, remarks=remarks))


def hand_out(store: Store, item: str, quantity: int, lot: str = "", person: str = LOGISTICS) -> str:
    """Distribute so much of an item to a unit; the receipt's number."""
    with store.write(person) as work:
        return distribute(
            work, Distribution(CENTRE, "Accueil", "unit", [Wanted(item, quantity, lot)])
        )


def tag(store: Store, *serials: str, centre: str = CENTRE) -> list[str]:
    """Register laptops with these serial numbers; their tags."""
    with store.write(LOGISTICS) as work:
        newcomers = [Newcomer(serial, "HP", "ProBook 450", "laptop") for serial in serials]
        return register(work, Registration(centre, DONOR, newcomers, donation=DONATION))[1]


def stock(store: Store, item: str, centre: str = CENTRE) -> dict[str, int]:
    """Lot number -> on hand."""
    with store.read() as connection:
        there = queries.on_hand(connection, centre, item)
        return {line.number: line.quantity for line in there}


def rows(connection: Connection, table: Table) -> list[tuple[object, ...]]:
    """All of a table, in the order of its key."""
    there = sa.select(table).order_by(*table.primary_key)
    return [tuple(row) for row in connection.execute(there)]


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, truth and projections: to prove that nothing was written."""
    tables = (*schema.truth.sorted_tables, *schema.projections.sorted_tables)
    with store.read() as connection:
        return {table.name: rows(connection, table) for table in tables}


def projected(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every projection."""
    with store.read() as connection:
        return {table.name: rows(connection, table) for table in schema.projections.sorted_tables}


def refused(store: Store, kind: type[Refused], act: Callable[[], object]) -> Refused:
    """The refusal, once it's proven that nothing was written."""
    before = everything(store)
    with pytest.raises(kind) as found:
        act()
    assert everything(store) == before
    return found.value


def assert_sound(store: Store) -> None:
    assert verify(store).findings == ()


def tamper(store: Store, *statements: str) -> None:
    """Change the books behind the program's back; the guards are put back, to hide it."""
    with store.engine.begin() as connection:
        for table in schema.APPEND_ONLY:
            remove_guards(connection, table)
        for statement in statements:
            connection.exec_driver_sql(statement)
        install_guards(connection)
