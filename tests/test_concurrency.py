"""Two who decide on the same thing at once: the second sees what the first did.

On SQLite there is one writer at a time. On PostgreSQL several workstations write at once, and wait
only for whoever decides on the same thing.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from cpise_inventory import errors
from cpise_inventory.addresses import Address
from cpise_inventory.assets import commands as assets
from cpise_inventory.assets.commands import Handover, Newcomer, Registration
from cpise_inventory.catalogue.commands import define_kit
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.documents.commands import print_document
from cpise_inventory.errors import Refusal
from cpise_inventory.people.commands import add_person, change_role
from cpise_inventory.people.rights import Role
from cpise_inventory.stock import kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.errors import NotEnoughStockError
from cpise_inventory.stock.queries import negative_balances
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.queries import transfers
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from db.schema import document
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    DONOR,
    KIT,
    LOGISTICS,
    SOAP,
    Clock,
    assert_sound,
    bring,
    hand_out,
    join,
    stock,
    tag,
)
from tests.limits import LONGEST
from tests.rules.tree import ROOT

Act = Callable[[Work], object]


@pytest.fixture(params=["another process", "another workstation"])
def other(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Iterator[Store]:
    """The same books opened a second time, by the same workstation or by another."""
    if request.param == "another process":
        opened = open_store(store.address, Clock())
    else:
        opened = join(store, "NKC1-B", tmp_path / "other keys")
    with opened:
        yield opened


def at_once(first: Store, second: Store, act: Act) -> list[object]:
    """What came of it: answers, and refusals. The second begins before the first has ended."""
    said: list[object] = []

    def follow() -> None:
        try:
            with second.write(ADMIN) as work:
                answer = act(work)
            said.append(answer)
        except Refusal as refusal:
            said.append(refusal)

    follower = threading.Thread(target=follow, daemon=True)
    with first.write(ADMIN) as work:
        answer = act(work)
        follower.start()
        follower.join(0.15)  # it must be waiting by now; if it isn't, it has decided on its own
    follower.join(LONGEST)
    assert not follower.is_alive()
    return [answer, *said]


def refused(answers: list[object]) -> int:
    return sum(isinstance(answer, Refusal) for answer in answers)


def give(quantity: int, item: str = BUCKET) -> Act:
    return lambda work: distribute(
        work, Distribution(CENTRE, "Accueil", "unit", [Wanted(item, quantity)])
    )


def test_the_last_of_a_lot_goes_out_once(store: Store, other: Store) -> None:
    bring(store, BUCKET, 5)
    answers = at_once(store, other, give(5))
    assert isinstance(answers[1], NotEnoughStockError)
    assert stock(store, BUCKET) == {}
    assert_sound(store)


def test_a_shelf_and_its_storeroom_do_not_give_the_same_twice(store: Store, other: Store) -> None:
    bring(store, BUCKET, 5)
    with store.write(ADMIN) as work:
        shelf = open_place(work, CENTRE, "MAGASIN/A1", Named("A1"))
        relocate(work, Relocation(CENTRE, "", shelf, [Wanted(BUCKET, 5)]))

    rooms = iter((shelf, ""))

    def from_either(work: Work) -> str:
        wanted = [Wanted(BUCKET, 5)]
        told = Distribution(CENTRE, "Accueil", "unit", wanted, storeroom=next(rooms))
        return distribute(work, told)

    assert refused(at_once(store, other, from_either)) == 1
    assert stock(store, BUCKET) == {}


def test_two_documents_do_not_get_one_number(store: Store, other: Store) -> None:
    answers = at_once(
        store, other, lambda work: receive(work, Delivery(CENTRE, DONOR, [Incoming(BUCKET, 1)]))
    )
    assert len(set(answers)) == 2
    assert_sound(store)


def test_two_assets_do_not_get_one_tag(store: Store, other: Store) -> None:
    serials = iter(("S1", "S2"))

    def act(work: Work) -> object:
        newcomer = Newcomer(next(serials), "HP", "ProBook", "laptop")
        return assets.register(work, Registration(CENTRE, DONOR, [newcomer]))[1][0]

    assert len(set(at_once(store, other, act))) == 2
    assert_sound(store)


def test_one_serial_number_is_registered_once(store: Store, other: Store) -> None:
    def act(work: Work) -> object:
        newcomer = Newcomer("S1", "HP", "ProBook", "laptop")
        return assets.register(work, Registration(CENTRE, DONOR, [newcomer]))

    assert refused(at_once(store, other, act)) == 1


def test_an_asset_gets_one_holder(store: Store, other: Store) -> None:
    tags = tag(store, "S1")
    answers = at_once(
        store, other, lambda work: assets.assign(work, Handover(tags, "Mohamed", "staff"))
    )
    assert refused(answers) == 1


def test_a_waybill_comes_in_once(store: Store, other: Store) -> None:
    bring(store, BUCKET, 5)
    with store.write(LOGISTICS) as work:
        number = send(work, Shipment(CENTRE, "ROS", [Wanted(BUCKET, 5)]))
    assert refused(at_once(store, other, lambda work: arrive(work, Arrival(number)))) == 1
    with store.read() as connection:
        assert transfers(connection, number)[0].status == "received"
    assert stock(store, BUCKET, "ROS") == {"": 5}


def test_a_document_is_undone_once(store: Store, other: Store) -> None:
    bring(store, BUCKET, 5)
    number = hand_out(store, BUCKET, 2)
    assert refused(at_once(store, other, lambda work: undo(work, number, "twice"))) == 1
    assert stock(store, BUCKET) == {"": 5}


def test_a_delivery_is_not_undone_while_its_goods_leave(store: Store, other: Store) -> None:
    number = bring(store, BUCKET, 5)
    acts = iter((give(5), lambda work: undo(work, number, "wrong")))
    assert refused(at_once(store, other, lambda work: next(acts)(work)))  # noqa: PLW0108 - one after the other == 1
    with store.read() as connection:
        assert negative_balances(connection) == []


def test_there_is_one_original(store: Store, other: Store) -> None:
    number = bring(store, BUCKET, 5)
    copies = at_once(store, other, lambda work: print_document(work, number, "fr"))
    assert copies == [0, 1]


def test_one_lot_number_has_one_expiry(store: Store, other: Store) -> None:
    expiries = iter(("2027-06", "2027-07"))

    def act(work: Work) -> object:
        line = Incoming(SOAP, 5, "L1", next(expiries))
        return receive(work, Delivery(CENTRE, DONOR, [line]))

    assert refused(at_once(store, other, act)) == 1


def test_a_person_is_added_once(store: Store, other: Store) -> None:
    def act(work: Work) -> None:
        add_person(work, "fatma", Role.LOGISTICS, "magasin-2026")

    assert refused(at_once(store, other, act)) == 1


def test_an_administrator_is_left(store: Store, other: Store) -> None:
    with store.write(ADMIN) as work:
        change_role(work, "sidi", Role.ADMINISTRATOR)
    names = iter((ADMIN, "sidi"))
    answers = at_once(store, other, lambda work: change_role(work, next(names), Role.AUDITOR))
    assert refused(answers) == 1


def test_a_storeroom_opens_once(store: Store, other: Store) -> None:
    name = Named("Annexe")
    answers = at_once(store, other, lambda work: open_place(work, CENTRE, "ANNEXE", name))
    assert refused(answers) == 1


def test_kit_lists_get_different_versions(store: Store, other: Store) -> None:
    buckets = iter((1, 2))
    versions = at_once(store, other, lambda work: define_kit(work, KIT, [(BUCKET, next(buckets))]))
    assert versions == [2, 3]


def test_kits_give_back_each_lot_once(store: Store, other: Store) -> None:
    for lot in ("L1", "L2"):
        bring(store, SOAP, 2, lot, "2027-06")
    bring(store, BUCKET, 2)
    with store.write(LOGISTICS) as work:
        kits.assemble(work, CENTRE, KIT, 2)
    assert refused(at_once(store, other, lambda work: kits.open_kits(work, CENTRE, KIT, 1))) == 0
    assert stock(store, SOAP) == {"L1": 2, "L2": 2}


# --- many ----------------------------------------------------------------------------------------


def at_once_by_thirty(stores: list[Address]) -> list[tuple[int, str]]:
    """Of each process its id and its receipt, or nothing where it was refused; none is left."""
    told = json.dumps([[one.url, str(one.keys)] for one in stores])
    command = [sys.executable, "-m", "tests.thirty", told]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, start_new_session=True)
    try:
        answer, _ = program.communicate(timeout=120)
        assert program.returncode == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(program.pid, 0)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait(LONGEST)
    return [(process, said) for process, said in json.loads(answer)]


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_thirty_processes_take_from_the_last_lot_and_exactly_what_was_there_goes_out(
    store: Store, tmp_path: Path
) -> None:
    """On PostgreSQL they are of six workstations."""
    bring(store, SOAP, 20, "L1", "2027-06")
    bring(store, SOAP, 20, "L2", "2027-03")
    bring(store, BUCKET, 30)
    stores = [store.address]
    if store.engine.dialect.name == "postgresql":
        for letter in "BCDEF":
            with join(store, f"NKC1-{letter}", tmp_path / f"keys {letter}") as other:
                stores.append(other.address)
    said = at_once_by_thirty(stores)
    assert len({process for process, _ in said}) == 30
    issued = [receipt for _, receipt in said if receipt]
    assert len(set(issued)) == len(issued) == 20
    assert stock(store, SOAP) == {}
    assert stock(store, BUCKET) == {"": 10}
    columns = (document.c.device, document.c.serial)
    receipts = sa.select(*columns).where(document.c.number.in_(issued)).order_by(*columns)
    serials = defaultdict(list)
    with store.read() as connection:
        assert negative_balances(connection) == []
        for device, serial in connection.execute(receipts):
            serials[device].append(serial)
    assert sum(map(len, serials.values())) == 20
    assert all(found == [*range(1, len(found) + 1)] for found in serials.values())
    assert_sound(store)


def hurry(opened: Store) -> None:
    """Wait for 50 ms alone on the connection that it opens first."""
    with opened.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        if connection.dialect.name == "sqlite":
            raw.execute("PRAGMA busy_timeout = 50")
        else:
            raw.execute("SET lock_timeout = 50")
            raw.commit()


def test_who_waits_too_long_is_told_that_somebody_writes(store: Store, other: Store) -> None:
    bring(store, BUCKET, 5)
    hurry(other)
    with store.write(LOGISTICS) as work:
        give(1)(work)
        with pytest.raises(errors.LockedStoreError), other.write(LOGISTICS) as late:
            give(1)(late)
    hand_out(other, BUCKET, 1)
    assert stock(store, BUCKET) == {"": 3}


def test_who_knows_what_holds_the_books_waits_for_it_and_writes_once(store: Store) -> None:
    """The same workstation twice, as a window has it that reads a file in meanwhile."""
    hurry(store)
    bring(store, BUCKET, 5)
    told = []
    with open_store(store.address, Clock(asked=10**6)) as beside, ExitStack() as held:
        give(1)(held.enter_context(beside.write(LOGISTICS)))

        def waits() -> bool:
            told.append("held")
            if len(told) == 3:
                held.close()  # committed
            return True

        store.waits = waits
        bring(store, BUCKET, 3)
    assert len(told) == 3
    assert stock(store, BUCKET) == {"": 7}
    assert_sound(store)


LOOKS = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT * FROM event').close()"


def test_books_opened_twice_by_one_program_are_still_held_against_others(
    file_store: Store,
) -> None:
    """As a window does for what takes long. Another program that looks meanwhile and ends must not
    think that it was the last one: it would take the log away that is being written to.
    """
    bring(file_store, BUCKET, 3)
    open_store(file_store.address).close()
    file = file_store.address.file
    assert file
    subprocess.run([sys.executable, "-c", LOOKS, str(file)], check=True, timeout=LONGEST)
    assert file.with_name(f"{file.name}-wal").exists()
    bring(file_store, BUCKET, 4)
    with open_store(file_store.address) as opened:
        assert stock(opened, BUCKET) == {"": 7}
