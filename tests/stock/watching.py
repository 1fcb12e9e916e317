"""What is watched while two workstations move goods: the ledger holds after each act."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import sqlalchemy as sa
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
)

from cpise_inventory.errors import Refusal, Refusals
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import has_floor
from cpise_inventory.stock.events import Reversed
from cpise_inventory.stock.past import stock_at_date
from cpise_inventory.stock.queries import CardLine, on_hand, stock_card
from cpise_inventory.store import Store
from cpise_inventory.work import Work
from db.schema import balance, document
from db.schema import event as events
from tests.books import (
    ADMIN,
    BUCKET,
    KIT,
    SOAP,
    START,
    assert_sound,
    projected,
)
from tests.journal.apart import learn
from tests.stock.pairs import Site, chains

TODAY = START.date()
CENTRES = ("NKC1", "ROS")
Act = Callable[[Work], object]
Key = tuple[str, str, str]
"""Location, item, lot."""
Levels = Counter[Key]
LEVELS = sa.select(balance.c.location, balance.c.item, balance.c.lot, balance.c.quantity)
SUM = sa.func.sum(balance.c.quantity)
OUT_OF_NOWHERE = (
    sa.select(balance.c.item, balance.c.lot, SUM)
    .group_by(balance.c.item, balance.c.lot)
    .having(SUM != 0)
)
SERIES = (document.c.device, document.c.code, document.c.year)
LAST = sa.func.max(document.c.serial)
GAPS = sa.select(*SERIES, LAST).group_by(*SERIES).having(sa.func.count() != LAST)


@dataclass(frozen=True)
class Fact:
    """What an act changed, at which workstation, under a document's number."""

    device: str
    number: str
    change: Levels


class Watched(RuleBasedStateMachine):
    """Two workstations whose acts are watched. Rules are its heirs' affair.

    On SQLite each has books of its own, and they meet now and then; on PostgreSQL they share them.
    """

    site: Site
    said: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.pair = self.stack.enter_context(self.site.pair())
        self.facts: list[Fact] = []
        self.met = 0
        """So many of the facts both know."""
        self.low: list[dict[tuple[str, Key], int]] = [{}, {}]
        """What merges left below zero, at each."""
        self.chance = Random(0)  # noqa: S311 - the same choices each time, no secret

    def teardown(self) -> None:
        with self.stack:
            self.they_meet()
            for store in self.pair:
                self.cards_run(store)
                assert_sound(store)
            first, second = map(projected, self.pair)
            assert first == second
            with self.site.empty() as store:
                learn(store, chains(self.pair[0], self.pair), self.chance)
                assert projected(store) == first
                assert_sound(store)

    # --- what is looked at ------------------------------------------------------------------------

    def levels(self, store: Store) -> Levels:
        with store.read() as connection:
            return Counter({tuple(row[:3]): row[3] for row in connection.execute(LEVELS)})

    def lows(self, store: Store) -> dict[tuple[str, Key], int]:
        """What is below zero where nothing may be, on whatever day; no merge, no such thing."""
        levels = self.levels(store)
        found = {("", key): left for key, left in levels.items() if left < 0 and has_floor(key[0])}
        with store.read() as connection:
            for ago in range(5):
                day = (TODAY - timedelta(ago)).isoformat()
                there = stock_at_date(connection, day)
                found |= {(day, key): left for key, left in there.items() if left < 0}
        return found

    def numbers(self, here: int, *codes: str) -> list[str]:
        wanted = sa.select(document.c.number).where(document.c.code.in_(codes))
        with self.pair[here].read() as connection:
            return list(connection.scalars(wanted.order_by(document.c.number)))

    def any_of(self, here: int, chance: int, *codes: str) -> str:
        """One of the documents of these kinds; of none one that isn't there."""
        found = self.numbers(here, *codes) or ["NKC1-A-XX-2026-00001"]
        return found[chance % len(found)]

    def last_event(self, store: Store) -> Event[Any]:
        wanted = sa.select(events.c.body).where(events.c.device == store.device)
        with store.read() as connection:
            body = connection.scalars(wanted.order_by(events.c.seq.desc()).limit(1)).one()
        return store.journal.codec.decode(body)

    def moved(self, store: Store, number: str) -> Levels:
        """What was changed under a number, as far as this workstation knows."""
        total = Levels()
        for place, fact in enumerate(self.facts):
            if fact.number == number and (place < self.met or fact.device == store.device):
                total.update(fact.change)
        return total

    # --- how things are done ----------------------------------------------------------------------

    def attempt(self, here: int, act: Act, person: str = ADMIN) -> bool:
        """Do it, or be refused and find everything as it was."""
        store = self.pair[here]
        before = self.levels(store)
        try:
            with store.write(person) as work:
                act(work)
        except (Refusal, Refusals):
            assert self.levels(store) == before
            return False
        known, found = self.low[here], self.lows(store)
        assert {key: left for key, left in found.items() if left < known.get(key, 0)} == {}
        self.low[here] = found
        change = self.levels(store)
        change.subtract(before)
        self.note(store, change)
        return True

    def note(self, store: Store, change: Levels) -> None:
        """Undone is undone: every balance is as if the document had never been."""
        payload = self.last_event(store).payload
        self.said[str(payload.kind)] += 1
        if isinstance(payload, Reversed):
            left = self.moved(store, payload.undoes)
            left.update(change)
            assert not any(left.values())
        self.facts.append(Fact(store.device, payload.document, change))
        if self.site.server:
            self.met = len(self.facts)

    @rule()
    def they_meet(self) -> None:
        if self.site.meet(self.pair):
            self.low = [self.lows(store) for store in self.pair]
            self.met = len(self.facts)

    # --- what holds -------------------------------------------------------------------------------

    @invariant()
    def nothing_comes_from_nowhere(self) -> None:
        for store in self.pair:
            with store.read() as connection:
                assert connection.execute(OUT_OF_NOWHERE).all() == []

    @invariant()
    def numbers_have_no_gap(self) -> None:
        for store in self.pair:
            with store.read() as connection:
                assert connection.execute(GAPS).all() == []

    def cards_run(self, store: Store) -> None:
        """Each line's balance is the one below it, changed by what the line says."""
        with store.read() as connection:
            for centre in CENTRES:
                for item in (SOAP, BUCKET, KIT):
                    whole = stock_card(connection, centre, item, most=10_000)
                    left = sum(one.quantity for one in on_hand(connection, centre, item))
                    for line in whole:
                        assert line.balance == left
                        left -= line.received - line.issued
                    assert left == 0
                    assert by_pages(connection, centre, item) == whole


def by_pages(connection: sa.Connection, centre: str, item: str) -> list[CardLine]:
    found: list[CardLine] = []
    while page := stock_card(connection, centre, item, 3, found[-1] if found else None):
        found += page
    return found
