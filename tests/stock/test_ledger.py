"""Whatever is done in whatever order, the ledger holds."""

import shutil
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cpise_inventory.addresses import address
from cpise_inventory.errors import Refusal, Refusals
from cpise_inventory.locations import has_floor
from cpise_inventory.losses import commands as losses
from cpise_inventory.stock import kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.past import stock_at_date
from cpise_inventory.stock.queries import CardLine, on_hand, stock_card
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.undo import undo
from db.schema import balance, document
from tests.books import ADMIN, BUCKET, DONOR, KIT, MANAGER, SOAP, START, Clock, assert_sound

TODAY = START.date()
CENTRES = ("NKC1", "ROS")
centres = st.sampled_from(CENTRES)
items = st.sampled_from((SOAP, BUCKET, KIT))
few = st.integers(1, 12)
days = st.integers(0, 3).map(lambda ago: TODAY - timedelta(ago))
lots = st.sampled_from((("A", "2027-06"), ("B", "2026-11-24"), ("C", "2028-01"), ("", "2027-06")))
LEVELS = sa.select(balance.c.location, balance.c.item, balance.c.lot, balance.c.quantity)


class Ledger(RuleBasedStateMachine):
    """Seven centres' storekeepers in a hurry: most of what they try is refused."""

    ready: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="cpise-ledger-"))
        path = self.folder / "inventory.sqlite"
        shutil.copy(self.ready, path)
        shutil.copytree(self.ready.with_suffix(".keys"), path.with_suffix(".keys"))
        self.store: Store = open_store(address(str(path), self.folder), Clock())
        self.issued: list[str] = []
        self.before: dict[str, Counter[tuple[str, str, str]]] = {}

    def teardown(self) -> None:
        try:
            self.cards_run()
            assert_sound(self.store)
        finally:
            self.store.close()
            shutil.rmtree(self.folder)

    def levels(self) -> Counter[tuple[str, str, str]]:
        with self.store.read() as connection:
            return Counter({tuple(row[:3]): row[3] for row in connection.execute(LEVELS)})

    def attempt(self, act: object) -> None:
        """Do it, or be refused and find everything as it was."""
        assert callable(act)
        before = self.levels()
        try:
            with self.store.write(ADMIN) as work:
                number = act(work)
        except (Refusal, Refusals):
            assert self.levels() == before
        else:
            self.issued.append(number)
            self.before[number] = before

    @initialize()
    def first_goods(self) -> None:
        for lot, quantity in (("A", 9), ("C", 9)):
            line = Incoming(SOAP, quantity, lot, "2027-06" if lot == "A" else "2028-01")
            self.attempt(lambda work, line=line: receive(work, Delivery("NKC1", DONOR, [line])))
        goods = Delivery("NKC1", DONOR, [Incoming(BUCKET, 9)])
        self.attempt(lambda work: receive(work, goods))

    @rule(centre=centres, item=items, quantity=few, lot=lots, day=days)
    def a_delivery(self, centre: str, item: str, quantity: int, lot: object, day: object) -> None:
        number, expiry = lot if item != BUCKET else ("", "")  # type: ignore[misc]  # a pair of texts
        delivery = Delivery(
            centre,
            DONOR,
            [Incoming(item, quantity, number, expiry)],
            happened_on=day,  # type: ignore[arg-type]  # a date
        )
        self.attempt(lambda work: receive(work, delivery))

    @rule(centre=centres, goods=st.lists(st.tuples(items, few), min_size=1, max_size=3), day=days)
    def a_distribution(self, centre: str, goods: list[tuple[str, int]], day: object) -> None:
        wanted = [Wanted(item, quantity) for item, quantity in goods]
        given = Distribution(centre, "Accueil", "unit", wanted, happened_on=day)  # type: ignore[arg-type]  # a date
        self.attempt(lambda work: distribute(work, given))

    @rule(source=centres, item=items, quantity=few)
    def a_lorry(self, source: str, item: str, quantity: int) -> None:
        target = next(centre for centre in CENTRES if centre != source)
        shipment = Shipment(source, target, [Wanted(item, quantity)])
        self.attempt(lambda work: send(work, shipment))

    @rule(chance=st.integers(0, 99), quantity=st.none() | few, item=items)
    def an_arrival(self, chance: int, quantity: int | None, item: str) -> None:
        waybills = [number for number in self.issued if "-BE-" in number]
        if waybills:
            lines = [] if quantity is None else [Wanted(item, quantity)]
            arrival = Arrival(waybills[chance % len(waybills)], lines)
            self.attempt(lambda work: arrive(work, arrival))

    @rule(centre=centres, number=st.integers(1, 3), day=days)
    def kits_made(self, centre: str, number: int, day: object) -> None:
        self.attempt(lambda work: kits.assemble(work, centre, KIT, number, day))  # type: ignore[arg-type]  # a date

    @rule(centre=centres, number=st.integers(1, 3))
    def kits_opened(self, centre: str, number: int) -> None:
        self.attempt(lambda work: kits.open_kits(work, centre, KIT, number))

    @rule(centre=centres, item=items, quantity=few, back=st.booleans())
    def a_move(self, centre: str, item: str, quantity: int, back: bool) -> None:
        source, target = ("QUARANTAINE", "MAGASIN") if back else ("MAGASIN", "QUARANTAINE")
        moved = Relocation(centre, source, target, [Wanted(item, quantity)], "to be checked")
        self.attempt(lambda work: relocate(work, moved))

    @rule(centre=centres, item=items, quantity=few, why=st.sampled_from(("damaged", "lost")))
    def a_loss(self, centre: str, item: str, quantity: int, why: str) -> None:
        loss = losses.Loss(centre, why, [Wanted(item, quantity)])
        self.attempt(lambda work: losses.report(work, loss))

    @rule(chance=st.integers(0, 99), approved=st.booleans())
    def a_decision(self, chance: int, approved: bool) -> None:
        """Moves goods without a document of its own, so what was before the last one is gone."""
        reports = [number for number in self.issued if "-SI-" in number or "-RP-" in number]
        if not reports:
            return
        before, number = self.levels(), reports[chance % len(reports)]
        try:
            with self.store.write(MANAGER) as work:
                if approved:
                    losses.approve(work, number)
                else:
                    losses.reject(work, number, "still good")
        except Refusal:
            assert self.levels() == before
        else:
            if number != self.issued[-1]:
                self.before.pop(self.issued[-1], None)

    @rule(chance=st.integers(0, 99))
    def an_undoing(self, chance: int) -> None:
        if self.issued:
            number = self.issued[chance % len(self.issued)]
            self.attempt(lambda work: undo(work, number, "by chance"))

    @rule()
    def the_last_one_undone(self) -> None:
        """Every balance is what it was before."""
        if not self.issued or self.issued[-1] not in self.before:
            return
        number = self.issued[-1]
        count = len(self.issued)
        self.attempt(lambda work: undo(work, number, "at once"))
        if len(self.issued) > count:
            assert +self.levels() == +self.before[number]
            assert -self.levels() == -self.before[number]

    @invariant()
    def nothing_comes_from_nowhere(self) -> None:
        sums: Counter[tuple[str, str]] = Counter()
        for (_, item, lot), quantity in self.levels().items():
            sums[item, lot] += quantity
        assert set(sums.values()) <= {0}

    @invariant()
    def nothing_is_below_nought(self) -> None:
        low = {key: left for key, left in self.levels().items() if left < 0 and has_floor(key[0])}
        assert low == {}

    @invariant()
    def nor_was_it_on_any_day(self) -> None:
        with self.store.read() as connection:
            for ago in range(5):
                day = (TODAY - timedelta(ago)).isoformat()
                there = stock_at_date(connection, day)
                assert all(quantity > 0 for quantity in there.values()), (day, there)

    @invariant()
    def numbers_have_no_gap(self) -> None:
        wanted = sa.select(document.c.code, document.c.serial).order_by(
            document.c.code, document.c.serial
        )
        given: dict[str, list[int]] = {}
        with self.store.read() as connection:
            for code, serial in connection.execute(wanted):
                given.setdefault(code, []).append(serial)
        for serials in given.values():
            assert serials == list(range(1, len(serials) + 1))

    def cards_run(self) -> None:
        """Each line's balance is the one below it, changed by what the line says."""
        with self.store.read() as connection:
            for centre in CENTRES:
                for item in (SOAP, BUCKET, KIT):
                    whole = stock_card(connection, centre, item, most=10_000)
                    left = sum(one.quantity for one in on_hand(connection, centre, item))
                    for line in whole:
                        assert line.balance == left
                        left -= line.received - line.issued
                    assert left == 0
                    assert self.by_pages(centre, item) == whole

    def by_pages(self, centre: str, item: str) -> list[CardLine]:
        found: list[CardLine] = []
        with self.store.read() as connection:
            while page := stock_card(connection, centre, item, 3, found[-1] if found else None):
                found += page
        return found


def test_the_ledger_holds_whatever_is_done(ready_file: Path) -> None:
    Ledger.ready = ready_file
    machine = Ledger.TestCase
    machine.settings = settings(
        max_examples=25,
        stateful_step_count=25,
        suppress_health_check=list(HealthCheck),
    )
    machine().runTest()


@pytest.mark.parametrize("place", ["NKC1/MAGASIN", "~transit/NKC1-A-BE-2026-00001"])
def test_shelves_and_roads_have_a_floor(place: str) -> None:
    assert has_floor(place)
    assert not has_floor("~distributed")
