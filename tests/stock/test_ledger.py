"""Whatever two workstations do in whatever order, the ledger holds."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    rule,
    run_state_machine_as_test,
)

from cpise_inventory.addresses import Address
from cpise_inventory.capabilities import CAPABILITIES
from cpise_inventory.cli import grammar
from cpise_inventory.counts import commands as counts
from cpise_inventory.counts import queries as counted
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.counts.events import LineReason
from cpise_inventory.counts.placing import Figure
from cpise_inventory.documents.issuing import (
    COUNT,
    LOSS,
    REQUEST,
    WAYBILL,
    WRITE_OFF,
)
from cpise_inventory.documents.issuing import DISTRIBUTED as RECEIPT
from cpise_inventory.language.packs import in_packs
from cpise_inventory.locations import has_floor
from cpise_inventory.losses import commands as losses
from cpise_inventory.stock import kits
from cpise_inventory.stock.commands import Delivery, Distribution, Incoming, distribute, receive
from cpise_inventory.stock.events import Instead
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.returns import Back, GoodsBack, take_goods_back
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.transfers.commands import Arrival, Shipment, arrive, close_transfer, send
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.requests import (
    Requisition,
    approve_request,
    close_request,
    refuse_request,
    request,
)
from cpise_inventory.transfers.settling import SHORT, Settlement, settle
from cpise_inventory.undo import undo
from cpise_inventory.work import Work
from tests.books import (
    ADMIN,
    BUCKET,
    DONOR,
    KIT,
    MANAGER,
    SOAP,
)
from tests.journal.acts import something_more, surplus
from tests.journal.apart import deliver, give, ship
from tests.stock.pairs import SMALL, Site, site_of
from tests.stock.watching import CENTRES, TODAY, Act, Watched

PACKS = (("carton", 12), ("piece", 1))
"""Of buckets."""
who = st.integers(0, 1)
centres = st.sampled_from(CENTRES)
items = st.sampled_from((SOAP, BUCKET, KIT))
few = st.integers(1, 12)
pick = st.integers(0, 99)
days = st.integers(0, 3).map(lambda ago: TODAY - timedelta(ago))
lots = st.sampled_from((("A", "2027-06"), ("B", "2026-11-24"), ("C", "2028-01"), ("", "2027-06")))
ROOMS = ("stock", "transfers", "counts", "losses")
KINDS = {
    str(kind.__struct_config__.tag)
    for capability in CAPABILITIES
    for kind in capability.kinds
    if kind.__module__.split(".")[1] in ROOMS
}
"""All that can be said of goods."""


class Ledger(Watched):
    """Two storekeepers in a hurry: most of what they try is refused."""

    @initialize(seed=st.integers(0, 10**6))
    def a_first_day(self, seed: int) -> None:
        """Something of each kind that others are built upon."""
        self.chance.seed(seed)
        loss = losses.Loss("NKC1", "lost", [Wanted(SOAP, 1)])
        for act in (
            deliver(SOAP, 9, "A"),
            deliver(SOAP, 9, "C"),
            deliver(BUCKET, 24),
            deliver(SMALL, 6),
            give(SOAP, 5),
            ship(BUCKET, 4, "NKC1", "ROS"),
            lambda work: kits.assemble(work, "NKC1", KIT, 2),
            lambda work: counts.open_count(work, Sheeting("NKC1", "free")),
            lambda work: losses.report(work, loss),
            lambda work: losses.report(work, loss),
            lambda work: counts.take(work, Sheeting("NKC1"), [Figure(SMALL, 5)]),
            lambda work: counts.take(work, Sheeting("NKC1"), [Figure(BUCKET, 15)]),
            lambda work: request(work, Requisition("ROS", "NKC1", [(SOAP, 4)])),
            lambda work: request(work, Requisition("ROS", "NKC1", [(BUCKET, 4)])),
            lambda work: request(work, Requisition("ROS", "NKC1", [(SMALL, 1)])),
        ):
            assert self.attempt(0, act)
        self.they_meet()

    # --- goods in and out -------------------------------------------------------------------------

    @rule(here=who, centre=centres, item=items, quantity=few, lot=lots, day=days)
    def a_delivery(
        self, here: int, centre: str, item: str, quantity: int, lot: tuple[str, str], day: date
    ) -> None:
        line = Incoming(item, quantity, *(lot if item != BUCKET else ()))
        delivery = Delivery(centre, DONOR, [line], happened_on=day)
        self.attempt(here, lambda work: receive(work, delivery))

    @rule(here=who, centre=centres, cartons=st.integers(1, 3), loose=st.integers(0, 30))
    def a_delivery_in_packs(self, here: int, centre: str, cartons: int, loose: int) -> None:
        """So many are kept as were entered, to the piece, and are shown as so many."""
        lines = grammar.goods_in([f"{BUCKET}={cartons}carton+{loose}"], lambda _item: PACKS)
        delivery = Delivery(centre, DONOR, lines)
        assert self.attempt(here, lambda work: receive(work, delivery))
        units = 12 * cartons + loose
        came = +self.facts[-1].change
        assert [(place, item) for place, item, _ in came] == [(f"{centre}/MAGASIN", BUCKET)]
        assert came.total() == units
        shown = in_packs(units, PACKS)
        assert sum(dict(PACKS).get(name, 1) * many for name, many in shown) == units

    @rule(
        here=who,
        centre=centres,
        goods=st.lists(st.tuples(items, few), min_size=1, max_size=3),
        day=days,
    )
    def a_distribution(
        self, here: int, centre: str, goods: list[tuple[str, int]], day: date
    ) -> None:
        wanted = [Wanted(item, quantity) for item, quantity in goods]
        given = Distribution(centre, "Accueil", "unit", wanted, happened_on=day)
        self.attempt(here, lambda work: distribute(work, given))

    @rule(here=who, chance=pick, item=items, quantity=few, damaged=st.booleans())
    def goods_come_back(
        self, here: int, chance: int, item: str, quantity: int, damaged: bool
    ) -> None:
        receipt = self.any_of(here, chance, RECEIPT)
        back = GoodsBack(receipt, [Back(item, quantity, damaged=damaged)] if chance % 3 else [])
        self.attempt(here, lambda work: take_goods_back(work, back))

    @rule(here=who, centre=centres, number=st.integers(1, 3), day=days, instead=st.booleans())
    def kits_made(self, here: int, centre: str, number: int, day: date, instead: bool) -> None:
        other = [Instead(SOAP, SMALL, number)] if instead else []
        self.attempt(
            here, lambda work: kits.assemble(work, centre, KIT, number, day, instead=other)
        )

    @rule(here=who, centre=centres, number=st.integers(1, 3))
    def kits_opened(self, here: int, centre: str, number: int) -> None:
        self.attempt(here, lambda work: kits.open_kits(work, centre, KIT, number))

    @rule(here=who, centre=centres, item=items, quantity=few, back=st.booleans())
    def a_move(self, here: int, centre: str, item: str, quantity: int, back: bool) -> None:
        source, target = ("QUARANTAINE", "MAGASIN") if back else ("MAGASIN", "QUARANTAINE")
        moved = Relocation(centre, source, target, [Wanted(item, quantity)], "to be checked")
        self.attempt(here, lambda work: relocate(work, moved))

    # --- on the road ------------------------------------------------------------------------------

    @rule(here=who, asks=centres, item=items, quantity=few)
    def goods_asked_for(self, here: int, asks: str, item: str, quantity: int) -> None:
        wanted = Requisition(asks, other_than(asks), [(item, quantity)])
        self.attempt(here, lambda work: request(work, wanted))

    @rule(here=who, chance=pick, decide=st.sampled_from((approve_request, refuse_request)))
    def a_request_decided(self, here: int, chance: int, decide: Callable[..., None]) -> None:
        number = self.any_of(here, chance, REQUEST)
        more = ("not this month",) if decide is refuse_request else ()
        self.attempt(here, lambda work: decide(work, number, *more), MANAGER)

    @rule(here=who, chance=pick)
    def a_request_closed(self, here: int, chance: int) -> None:
        number = self.any_of(here, chance, REQUEST)
        self.attempt(here, lambda work: close_request(work, number, "enough"))

    @rule(here=who, source=centres, item=items, quantity=few, chance=pick, asked=st.booleans())
    def a_lorry(
        self, here: int, source: str, item: str, quantity: int, chance: int, asked: bool
    ) -> None:
        number = self.any_of(here, chance, REQUEST) if asked else ""
        goods = [Wanted(item, quantity)]
        shipment = Shipment(source, other_than(source), goods, request=number)
        self.attempt(here, lambda work: send(work, shipment))

    @rule(here=who, chance=pick, item=items, good=st.integers(0, 4), bad=st.integers(0, 2))
    def an_arrival(self, here: int, chance: int, item: str, good: int, bad: int) -> None:
        """Short, as a rule; of every third all that is on the road; of some too much."""
        over = good if chance % 5 == 0 else 0
        lines = [Came(item, good, damaged=bad, over=over)] if chance % 3 else []
        arrival = Arrival(self.any_of(here, chance, WAYBILL), lines)
        self.attempt(here, lambda work: arrive(work, arrival))

    @rule(here=who, chance=pick)
    def nothing_more_comes(self, here: int, chance: int) -> None:
        number = self.any_of(here, chance, WAYBILL)
        self.attempt(here, lambda work: close_transfer(work, number, "the lorry is back"))

    @rule(here=who, chance=pick, decision=st.sampled_from((*SHORT, "unrecorded")))
    def a_settlement(self, here: int, chance: int, decision: str) -> None:
        number = self.any_of(here, chance, WAYBILL)
        said = Settlement(number, decision=decision, police="PV 7")
        self.attempt(here, lambda work: settle(work, said), MANAGER)

    # --- counts and losses ------------------------------------------------------------------------

    @rule(here=who, centre=centres, sort=st.sampled_from(("whole", "daily", "free")), day=days)
    def a_count_begun(self, here: int, centre: str, sort: counts.Sort, day: date) -> None:
        sheet = Sheeting(centre, sort, happened_on=day)
        self.attempt(here, lambda work: counts.open_count(work, sheet))

    @rule(here=who, centre=centres, item=items, quantity=few, day=st.none() | days)
    def a_count_in_one_stroke(
        self, here: int, centre: str, item: str, quantity: int, day: date | None
    ) -> None:
        sheet = Sheeting(centre, happened_on=day)
        self.attempt(here, lambda work: counts.take(work, sheet, [Figure(item, quantity)]))

    @rule(here=who, chance=pick, item=items, quantity=few)
    def a_figure(self, here: int, chance: int, item: str, quantity: int) -> None:
        number = self.any_of(here, chance, COUNT)
        self.attempt(here, lambda work: counts.enter(work, number, [Figure(item, quantity)]))

    @rule(here=who, chance=pick, more=st.integers(-2, 2), from_sheet=st.booleans())
    def a_count_finished(self, here: int, chance: int, more: int, from_sheet: bool) -> None:
        """With what the books say, more or less; of an empty sheet with buckets alone."""
        with self.pair[here].read() as connection:
            sheets = counted.open_sheets(connection)
            number = sheets[chance % len(sheets)].number if sheets else ""
            listed = counted.scope(connection, number) or [("NKC1/MAGASIN", BUCKET, "//OIM")]
        levels = self.levels(self.pair[here])
        figures = [Figure(key[1], max(levels[key] + more, 0), key[2], key[0]) for key in listed]
        self.attempt(
            here, lambda work: counts.finish(work, number, (), figures, from_sheet=from_sheet)
        )

    @rule(
        here=who, chance=pick, decision=st.sampled_from(("approve", "again", "explain", "cancel"))
    )
    def a_count_decided(self, here: int, chance: int, decision: str) -> None:
        number = self.any_of(here, chance, COUNT)
        acts: dict[str, Act] = {
            "approve": lambda work: counts.approve(work, number),
            "again": lambda work: counts.ask_recount(work, number, [BUCKET]),
            "explain": lambda work: counts.explain(work, number, reasons(work, number)),
            "cancel": lambda work: counts.cancel(work, number, "interrupted"),
        }
        self.attempt(here, acts[decision], MANAGER)

    @rule(here=who, centre=centres, units=st.integers(0, 5))
    def a_rule_for_counts(self, here: int, centre: str, units: int) -> None:
        self.attempt(here, lambda work: counts.set_rule(work, centre, units, 100), MANAGER)

    @rule(here=who, chance=pick, approved=st.booleans())
    def a_loss_decided(self, here: int, chance: int, approved: bool) -> None:
        number = self.any_of(here, chance, LOSS, WRITE_OFF)
        acts: tuple[Act, Act] = (
            lambda work: losses.reject(work, number, "still good"),
            lambda work: losses.approve(work, number),
        )
        self.attempt(here, acts[approved], MANAGER)

    # --- all of it --------------------------------------------------------------------------------

    @rule(
        here=who,
        chance=st.randoms(),
        item=items,
        some=st.integers(1, 6),
        centre=centres,
        person=st.sampled_from((ADMIN, MANAGER)),
    )
    def anything(
        self, here: int, chance: Random, item: str, some: int, centre: str, person: str
    ) -> None:
        """What they do while apart, too: losses, recounts, deliveries announced, lists …"""
        self.attempt(here, something_more(chance, item, some, centre), person)

    @rule(here=who, chance=pick)
    def an_undoing(self, here: int, chance: int) -> None:
        """Of one of the last that moved goods: what is older is mostly built upon."""
        number = self.one_that_moved(chance)
        self.attempt(here, lambda work: undo(work, number, "by chance"))

    @rule(chance=pick)
    def an_undoing_by_both(self, chance: int) -> None:
        """Before they meet; who shares the books is refused the second time."""
        number = self.one_that_moved(chance)
        for here in (0, 1):
            self.attempt(here, lambda work: undo(work, number, "by both"))
        self.they_meet()

    @rule(here=who, chance=pick)
    def one_undoing_too_many(self, here: int, chance: int) -> None:
        self.attempt(here, lambda work: undo(work, surplus(work, chance), "one too many"))

    def one_that_moved(self, chance: int) -> str:
        moving = [fact.number for fact in self.facts if any(fact.change.values())][-5:]
        return moving[chance % len(moving)]


def reasons(work: Work, number: str) -> list[LineReason]:
    """Of all that was counted so far."""
    there = counted.found(work.connection, number)
    return [LineReason(one.location, one.item, one.lot, "lost") for one in there]


def other_than(centre: str) -> str:
    return next(one for one in CENTRES if one != centre)


@pytest.fixture
def site(books_address: Address, tmp_path: Path, request: pytest.FixtureRequest) -> Site:
    server = None if books_address.file else request.getfixturevalue("server")
    return site_of(books_address, tmp_path / "other keys", server)


def test_the_ledger_holds_whatever_two_workstations_do(site: Site) -> None:
    said: Counter[str] = Counter()
    machine = type("Ledger", (Ledger,), {"site": site, "said": said})
    few_and_short = settings(
        max_examples=6 if site.server else 12,
        stateful_step_count=25,
        phases=[Phase.generate],  # a step takes so long that shrinking would take minutes
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=few_and_short)
    assert len(KINDS & said.keys()) > len(KINDS) // 2  # of each kind by chance, but of most


@pytest.mark.parametrize("place", ["NKC1/MAGASIN", "~transit/NKC1-A-BE-2026-00001"])
def test_shelves_and_roads_have_a_floor(place: str) -> None:
    assert has_floor(place)
    assert not has_floor("~distributed")
