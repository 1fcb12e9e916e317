"""What became of a donation: every unit that came is told where it is, and the figures add up."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from cpise_inventory.addresses import address
from cpise_inventory.catalogue.commands import UnknownDonationError, describe_donation
from cpise_inventory.catalogue.events import DonationDescribed
from cpise_inventory.counts import commands as counts
from cpise_inventory.donations.trace import Trace, trace
from cpise_inventory.errors import Refusal, Refusals
from cpise_inventory.stock import kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, send
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.undo import undo
from db.schema import balance, lot
from tests.books import (
    ADMIN,
    BUCKET,
    CENTRE,
    DONATION,
    DONOR,
    KIT,
    MANAGER,
    ROOM,
    SOAP,
    START,
    Clock,
    bring,
    tag,
)
from tests.transfers.roads import arrived, loaded, settled, undone

OTHER = "UNICEF-2026-03"


def told(store: Store, code: str = DONATION) -> Trace:
    with store.read() as connection:
        return trace(connection, code)


def give(store: Store, item: str, quantity: int, recipient: str, people: int = 0) -> str:
    kind = "group" if people else "unit"
    with store.write(ADMIN) as work:
        wanted = [Wanted(item, quantity)]
        return distribute(work, Distribution(CENTRE, recipient, kind, wanted, people))


def fates(story: Trace, item: str) -> dict[str, int]:
    (found,) = [one for one in story.accounts if one.item == item]
    return {fate: quantity for fate, quantity in found.fates.items() if quantity}


def assert_adds_up(store: Store, code: str) -> None:
    """Received is what is told of all fates; and these are what the balances say of every lot."""
    story = told(store, code)
    for one in story.accounts:
        assert sum(one.fates.values()) == one.due, one
    wanted = (
        sa.select(balance.c.item, sa.func.sum(balance.c.quantity))
        .join_from(balance, lot, (lot.c.item == balance.c.item) & (lot.c.lot == balance.c.lot))
        .where(lot.c.donation == code, balance.c.location == "~donor")
        .group_by(balance.c.item)
    )
    with store.read() as connection:
        given = {item: -int(quantity) for item, quantity in connection.execute(wanted)}
    assert {one.item: one.due for one in story.accounts if one.due} == {
        item: quantity for item, quantity in given.items() if quantity
    }
    for one in story.accounts:
        got = sum(line.quantity for line in story.given if line.item == one.item)
        assert got == one.fates["distributed"]


def test_what_became_of_four_hundred_kits(store):
    bring(store, KIT, 400, "K1", "2028-06")
    give(store, KIT, 60, "Accueil")
    give(store, KIT, 24, "Filles 6–11", people=24)
    give(store, KIT, 20, "Filles 6–11", people=20)
    with store.write(ADMIN) as work:
        waybill = send(work, Shipment(CENTRE, "ROS", [Wanted(KIT, 100)]))
        arrive(work, Arrival(waybill, [Wanted(KIT, 95)]))
    story = told(store)
    (account,) = story.accounts
    assert (account.received, account.reversed) == (400, 0)
    assert fates(story, KIT) == {"on_hand": 291, "on_the_road": 5, "distributed": 104}
    assert {(one.location, one.quantity) for one in story.places} == {
        (ROOM, 196),
        ("ROS/MAGASIN", 95),
        (f"~transit/{waybill}", 5),
    }
    assert [(one.recipient, one.quantity, one.people, one.documents) for one in story.given] == [
        ("Accueil", 60, 0, 1),
        ("Filles 6–11", 44, 44, 2),
    ]
    assert_adds_up(store, DONATION)


def test_goods_of_another_donation_are_not_in_it(store):
    with store.write(ADMIN) as work:
        describe_donation(work, DonationDescribed(OTHER, "UNICEF"))
        line = Incoming(BUCKET, 7)
        receive(work, Delivery(CENTRE, "UNICEF", [line], donation=OTHER))
    bring(store, BUCKET, 5)
    assert [(one.item, one.received) for one in told(store).accounts] == [(BUCKET, 5)]
    assert [(one.item, one.received) for one in told(store, OTHER).accounts] == [(BUCKET, 7)]


def test_parts_are_followed_through_kits_to_whoever_got_the_kits(store):
    with store.write(ADMIN) as work:
        describe_donation(work, DonationDescribed(OTHER, "UNICEF"))
        line = Incoming(BUCKET, 20)
        receive(work, Delivery(CENTRE, "UNICEF", [line], donation=OTHER))
    bring(store, SOAP, 50, "L1", "2028-06")
    with store.write(ADMIN) as work:
        number = kits.assemble(work, CENTRE, KIT, 10)
    give(store, KIT, 4, "Accueil")
    story = told(store)
    assert fates(story, SOAP) == {"on_hand": 30, "in_kits": 20}
    (kit,) = story.kits
    assert (kit.kit, kit.number, kit.parts) == (KIT, number, ((SOAP, 20),))
    assert (kit.fates["on_hand"], kit.fates["distributed"]) == (6, 4)
    assert [(one.recipient, one.quantity) for one in kit.given] == [("Accueil", 4)]
    (other,) = told(store, OTHER).kits
    assert (other.kit, other.parts) == (KIT, ((BUCKET, 10),))
    assert [(one.recipient, one.quantity) for one in other.given] == [("Accueil", 4)]


def test_kits_taken_apart_are_told_with_the_parts_that_came_out(store):
    bring(store, KIT, 3, "K1", "2028-06")
    with store.write(ADMIN) as work:
        kits.open_kits(work, CENTRE, KIT, 2)
    story = told(store)
    assert fates(story, KIT) == {"on_hand": 1, "in_kits": 2}
    assert fates(story, SOAP) == {"on_hand": 4, "in_kits": -4}
    assert_adds_up(store, DONATION)


def test_what_was_taken_back_is_told_apart(store):
    bring(store, BUCKET, 5)
    wrong = bring(store, BUCKET, 50)
    receipt = give(store, BUCKET, 2, "Accueil")
    with store.write(MANAGER) as work:
        undo(work, receipt, "wrong unit")
        undo(work, wrong, "typed twice")
    story = told(store)
    (account,) = story.accounts
    assert (account.received, account.reversed, account.due) == (55, 50, 5)
    assert fates(story, BUCKET) == {"on_hand": 5}
    assert story.given == ()
    assert [(one.document, one.received, one.reversed) for one in story.receipts][-1] == (
        wrong,
        50,
        50,
    )


def test_a_count_that_found_less_is_among_the_papers(store):
    bring(store, BUCKET, 5)
    with store.write(ADMIN) as work:
        number = counts.open_count(work, counts.Sheeting(CENTRE))
        counts.enter(work, number, [counts.Figure(BUCKET, 3)])
        counts.finish(work, number)
    with store.write(MANAGER) as work:
        counts.approve(work, number)
    story = told(store)
    assert fates(story, BUCKET) == {"on_hand": 3, "difference": 2}
    assert [(one.document, one.quantity) for one in story.written] == [(number, 2)]


def test_what_was_lost_on_the_road_is_among_the_papers_until_that_is_undone(store):
    waybill = loaded(store)
    arrived(store, waybill, Came(SOAP, 7), Came(BUCKET, 5), last=True)
    number = settled(store, waybill, decision="lost")
    story = told(store)
    assert fates(story, SOAP) == {"on_hand": 27, "lost": 3}
    (lost,) = story.written
    assert lost[:3] == (number, story.receipts[0].happened_on, CENTRE)
    assert lost[3:] == ("~lost", SOAP, 3)
    undone(store, number)
    assert told(store).written == ()


def test_computers_of_the_donation_are_told_with_their_holder(store):
    one, _ = tag(store, "S1", "S2")
    assert [asset.tag for asset in told(store).assets] == sorted((one, _))


def test_goods_without_an_agreement_go_by_their_donor(store):
    with store.write(ADMIN) as work:
        receive(work, Delivery(CENTRE, DONOR, [Incoming(BUCKET, 4)]))
    assert told(store, DONOR).accounts[0].received == 4
    with pytest.raises(UnknownDonationError):
        told(store, "NOBODY")


# --- whatever is done ----------------------------------------------------------------------------

items = st.sampled_from((SOAP, BUCKET, KIT))
few = st.integers(1, 9)


class Tracing(RuleBasedStateMachine):
    """Two donations, received, sent, given, put into kits, counted and taken back in any order."""

    ready: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="cpise-trace-"))
        path = self.folder / "inventory.sqlite"
        shutil.copy(self.ready, path)
        shutil.copytree(self.ready.with_suffix(".keys"), path.with_suffix(".keys"))
        self.store: Store = open_store(address(str(path), self.folder), Clock())
        self.issued: list[str] = []

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def attempt(self, act: object, person: str = ADMIN) -> None:
        assert callable(act)
        try:
            with self.store.write(person) as work:
                self.issued.append(act(work))
        except (Refusal, Refusals):
            pass

    @initialize()
    def first_goods(self) -> None:
        with self.store.write(ADMIN) as work:
            describe_donation(work, DonationDescribed(OTHER, "UNICEF"))
        for donation, donor in ((DONATION, DONOR), (OTHER, "UNICEF")):
            self.a_delivery(SOAP, 9, donation)
            self.a_delivery(BUCKET, 5, donation)
            assert donor

    @rule(item=items, quantity=few, donation=st.sampled_from((DONATION, OTHER)))
    def a_delivery(self, item: str, quantity: int, donation: str) -> None:
        expiry = "" if item == BUCKET else "2028-06"
        line = Incoming(item, quantity, "L1" if expiry else "", expiry)
        donor = DONOR if donation == DONATION else "UNICEF"
        self.attempt(lambda work: receive(work, Delivery(CENTRE, donor, [line], donation=donation)))

    @rule(item=items, quantity=few, people=st.integers(0, 3), ago=st.integers(0, 2))
    def a_distribution(self, item: str, quantity: int, people: int, ago: int) -> None:
        kind, day = ("group" if people else "unit"), START.date() - timedelta(ago)
        given = Distribution(
            CENTRE, f"R{people}", kind, [Wanted(item, quantity)], people, happened_on=day
        )
        self.attempt(lambda work: distribute(work, given))

    @rule(item=items, quantity=few)
    def a_lorry(self, item: str, quantity: int) -> None:
        self.attempt(lambda work: send(work, Shipment(CENTRE, "ROS", [Wanted(item, quantity)])))

    @rule(chance=st.integers(0, 99), item=items, quantity=st.none() | few)
    def an_arrival(self, chance: int, item: str, quantity: int | None) -> None:
        waybills = [number for number in self.issued if "-BE-" in number]
        if waybills:
            lines = [Wanted(item, quantity)] if quantity else []
            number = waybills[chance % len(waybills)]
            self.attempt(lambda work: arrive(work, Arrival(number, lines)))

    @rule(quantity=few)
    def kits_made(self, quantity: int) -> None:
        self.attempt(lambda work: kits.assemble(work, CENTRE, KIT, quantity))

    @rule(quantity=few)
    def kits_opened(self, quantity: int) -> None:
        self.attempt(lambda work: kits.open_kits(work, CENTRE, KIT, quantity))

    @rule(item=items, found=st.integers(0, 9))
    def a_count(self, item: str, found: int) -> None:
        def counted(work: object) -> str:
            number = counts.open_count(work, counts.Sheeting(CENTRE, "free"))  # type: ignore[arg-type]  # a `Work`
            counts.enter(work, number, [counts.Figure(item, found)])  # type: ignore[arg-type]  # a `Work`
            counts.finish(work, number)  # type: ignore[arg-type]  # a `Work`
            return number

        before = len(self.issued)
        self.attempt(counted)
        if len(self.issued) > before:
            number = self.issued.pop()
            self.attempt(lambda work: counts.approve(work, number) or number, MANAGER)

    @rule(chance=st.integers(0, 99))
    def an_undoing(self, chance: int) -> None:
        if self.issued:
            number = self.issued[chance % len(self.issued)]
            self.attempt(lambda work: undo(work, number, "wrong"))

    @invariant()
    def every_unit_is_somewhere(self) -> None:
        for code in (DONATION, OTHER):
            with self.store.read() as connection:
                known = code == DONATION or bool(self.issued)
                if known:
                    trace(connection, code)
            if known:
                assert_adds_up(self.store, code)


def test_whatever_is_done_the_figures_add_up(ready_file):
    Tracing.ready = ready_file
    Tracing.TestCase.settings = settings(
        max_examples=25, stateful_step_count=25, suppress_health_check=list(HealthCheck)
    )
    Tracing.TestCase().runTest()
