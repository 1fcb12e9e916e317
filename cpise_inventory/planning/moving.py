"""What to move between centres before it expires or a centre runs out, in the fewest trips.

A centre may give of an item what it will not use: what of its lots will be left over at their
expiry within a year, and what goes beyond three months of its own need (or beyond its level, if
that's more). It may take what it uses in time: goods that would expire elsewhere, as far as it
would otherwise have nothing left to use before that day; and, if it will run out within two months
(or is under its minimum), whatever fills it up to three months (or to its target). What a centre
has asked for, or is on the road to it, counts as if it were there. What expires within a week would
not be used where it's sent. A centre whose pace nobody knows neither gives nor takes, and who gives
an item does not take it.

A trip goes from one centre to another and carries any number of items. The plan moves as much as
can be moved if every centre sent to every other, and of all sets of trips that can carry that much
it takes one with the fewest: a fixed-charge transport problem, solved by cuts. For each item the
most that a set of trips carries is a flow (flow.py); where it falls short, the flow names trips of
which at least one is needed; the fewest trips that meet all demands named so far (covering.py) are
tried next, until nothing falls short. Each round adds a demand that was not met, so it ends, and
the answer is the smallest there is. With seven centres there are 42 possible trips. Should the
search for the fewest ever be cut off (covering.EFFORT), `at_least` says how few it could be.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from cpise_inventory.flow import Network
from cpise_inventory.planning.covering import Covering
from cpise_inventory.planning.outlook import NEVER, Held, usable_lots, used_by, used_within
from cpise_inventory.planning.periods import end_after
from cpise_inventory.planning.plan import ItemPlan

SHORT_MONTHS = 2
"""Who runs out sooner may be sent something."""
COVER_MONTHS = 3
"""What a centre keeps of its own need, and is filled up to."""
WASTE_MONTHS = 12
"""What expires later may yet be used: until then it's a surplus like any other."""
ROAD_DAYS = 7
"""What has fewer days of use left isn't sent: there must be some left where it arrives."""
SINK = "sink"
Arc = tuple[str, str]
"""From a centre to a centre."""


class Spare(NamedTuple):
    """Of a lot, what its centre will not use. `wastes`: it would be left over at its expiry."""

    centre: str
    held: Held
    wastes: bool


class Taker(NamedTuple):
    """`want` fills it up; `rooms`: day -> what it can use by then of goods that come in."""

    centre: str
    want: int
    rooms: Mapping[str, int]


class Deal(NamedTuple):
    """Of one item: who has what to spare, and who could use it."""

    item: str
    spares: tuple[Spare, ...]
    takers: tuple[Taker, ...]


class Carried(NamedTuple):
    """`wastes` tells why: it would expire unused; else the other centre runs out."""

    item: str
    lot: str
    expires_on: str
    quantity: int
    wastes: bool


class Trip(NamedTuple):
    source: str
    target: str
    lines: tuple[Carried, ...]


class Moves(NamedTuple):
    """`at_least` so many trips are needed to move as much; as many as there are, if proven."""

    trips: tuple[Trip, ...]
    at_least: int

    @property
    def is_proven(self) -> bool:
        return len(self.trips) <= self.at_least


# --- what each centre can spare and use ----------------------------------------------------------


def deals_of(plans: Sequence[ItemPlan], today: date) -> list[Deal]:
    """By item, in order; those that nobody can spare or nobody wants are left out."""
    by_item: dict[str, list[ItemPlan]] = {}
    for plan in plans:
        if plan.pace.is_trusted:
            by_item.setdefault(plan.item, []).append(plan)
    deals = []
    for item, here in sorted(by_item.items()):
        spares = tuple(spare for plan in here for spare in _free(plan, today))
        giving = {spare.centre for spare in spares}
        levels = _levels(spares, today)
        lasting = min((s.held.expires_on for s in spares if not s.wastes), default=levels[-1])
        takers = tuple(
            _taker(plan, levels, lasting, today) for plan in here if plan.centre not in giving
        )
        takers = tuple(one for one in takers if one.want or any(one.rooms.values()))
        if spares and takers:
            deals.append(Deal(item, spares, takers))
    return deals


def _free(plan: ItemPlan, today: date) -> Iterator[Spare]:
    """Of what can be spared, what is promised is taken off in the order in which it's sent."""
    promised = plan.promised
    for spare in sorted(_spares(plan, today), key=_turn):
        taken = min(promised, spare.held.quantity)
        promised -= taken
        if left := spare.held.quantity - taken:
            yield spare._replace(held=spare.held._replace(quantity=left))


def _turn(spare: Spare) -> tuple[bool, str]:
    """What expires first has the first choice, what merely isn't needed the last."""
    return not spare.wastes, spare.held.expires_on


def _spares(plan: ItemPlan, today: date) -> Iterator[Spare]:
    """What is kept leaves first: a centre gives what it would use last."""
    daily = plan.pace.daily or Fraction(0)
    days = (end_after(today, COVER_MONTHS) - today).days + 1
    keep = max(ceil(daily * days), plan.level.target, plan.level.minimum)
    latest = end_after(today, WASTE_MONTHS).isoformat()
    soonest = (today + timedelta(days=ROAD_DAYS)).isoformat()
    for lot in plan.outlook.lots:
        wasted = lot.left if lot.held.expires_on <= latest else 0
        kept = min(lot.held.quantity - wasted, keep)
        keep -= kept
        if lot.held.expires_on < soonest:
            continue
        free = lot.held.quantity - kept - wasted
        if wasted:
            yield Spare(plan.centre, lot.held._replace(quantity=wasted), wastes=True)
        if free:
            yield Spare(plan.centre, lot.held._replace(quantity=free), wastes=False)


def _levels(spares: Sequence[Spare], today: date) -> list[str]:
    """The days by which something has to be used, in order."""
    wasting = {spare.held.expires_on for spare in spares if spare.wastes}
    return sorted(wasting | {end_after(today, COVER_MONTHS).isoformat()})


def _taker(plan: ItemPlan, levels: Sequence[str], lasting: str, today: date) -> Taker:
    """`lasting`: when the first of the goods expires that are sent to fill somebody up."""
    daily = plan.pace.daily or Fraction(0)
    there = [lot.held for lot in plan.outlook.lots]
    awaited = [Held("", NEVER, plan.awaited)] if plan.awaited else []
    own = usable_lots([*there, *plan.coming, *awaited], today)

    def room(until: date) -> int:
        days = (until - today).days + 1
        used = sum(lot.quantity for lot in used_within(own, daily, today, days))
        return max(used_by(daily, days) - used, 0)

    usable, level = sum(lot.quantity for lot in own), plan.level
    want = 0
    if usable < level.minimum or room(end_after(today, SHORT_MONTHS)):
        most = room(date.fromisoformat(lasting))
        want = max(room(end_after(today, COVER_MONTHS)), min(level.target - usable, most))
        want = max(want, level.minimum - usable)
    return Taker(plan.centre, want, {day: room(date.fromisoformat(day)) for day in levels})


# --- the fewest trips ----------------------------------------------------------------------------


def fewest_trips(deals: Sequence[Deal], today: date) -> Moves:
    """Move as much as can be moved, in as few trips as that takes."""
    arcs = sorted(
        {
            (spare.centre, taker.centre)
            for deal in deals
            for spare in deal.spares
            for taker in deal.takers
        }
    )
    carriers = [_Carrier(deal, today) for deal in deals]
    demands: set[frozenset[int]] = set()
    while True:
        found = Covering(demands)
        chosen = {arcs[at] for at in found.best}
        unmet = {missing for one in carriers if (missing := one.missing(chosen, arcs))}
        if not unmet:
            return Moves(tuple(sorted(_trips(deals, chosen, today), key=_worth)), found.least)
        demands |= unmet


class _Carrier:
    """What sets of trips are enough for one item. Each is reckoned once; whoever looks for the
    fewest trips tries sets that are the same for most items, or larger than one that was enough.
    """

    def __init__(self, deal: Deal, today: date) -> None:
        self._deal, self._today = deal, today
        self._arcs = {
            (spare.centre, taker.centre) for spare in deal.spares for taker in deal.takers
        }
        whole = _flow(deal, self._arcs, today)
        self._most = whole.flow
        self._enough = [
            frozenset(
                (spare.centre, taker.centre)
                for spare in deal.spares
                for taker in deal.takers
                if whole.sent(spare, _gate(spare, taker))
            )
        ]
        self._short: dict[frozenset[Arc], frozenset[int]] = {}

    def missing(self, chosen: set[Arc], arcs: Sequence[Arc]) -> frozenset[int]:
        """Trips of which at least one has to be made, too; none where these are enough."""
        own = frozenset(self._arcs & chosen)
        if any(map(own.issuperset, self._enough)):
            return frozenset()
        if own not in self._short:
            network = _flow(self._deal, set(own), self._today)
            if network.flow >= self._most:
                self._enough.append(own)
                return frozenset()
            self._short[own] = _missing(self._deal, network, chosen, arcs)
        return self._short[own]


def _flow(deal: Deal, arcs: set[Arc], today: date) -> Network:
    """The most of one item that these trips carry; what expires first has the first choice.

    A taker is a chain of days: what has to be used by a day counts for all the days after it, too.
    """
    network, end = Network(), end_after(today, COVER_MONTHS).isoformat()
    for taker in deal.takers:
        days, most = list(taker.rooms), 0
        for day, after in zip(days, [*days[1:], SINK], strict=True):
            most = max(most, taker.rooms[day], taker.want if day >= end else 0)
            network.pipe(
                (taker.centre, day), SINK if after == SINK else (taker.centre, after), most
            )
        network.pipe((taker.centre, "want"), (taker.centre, end), taker.want)
    for spare in sorted(deal.spares, key=_turn):
        for taker in deal.takers:
            if (spare.centre, taker.centre) in arcs:
                network.pipe(spare, _gate(spare, taker))
        network.send(spare, spare.held.quantity, SINK)
    return network


def _gate(spare: Spare, taker: Taker) -> tuple[str, str]:
    """Where goods come into a taker's chain."""
    return (taker.centre, spare.held.expires_on if spare.wastes else "want")


def _missing(deal: Deal, network: Network, chosen: set[Arc], arcs: Sequence[Arc]) -> frozenset[int]:
    """Trips of which at least one has to be made for more of this item to flow."""
    stuck, numbers = network.stuck(), {arc: at for at, arc in enumerate(arcs)}
    return frozenset(
        numbers[arc]
        for spare in deal.spares
        for taker in deal.takers
        if (arc := (spare.centre, taker.centre)) not in chosen
        and spare in stuck
        and _gate(spare, taker) not in stuck
    )


def _trips(deals: Sequence[Deal], chosen: set[Arc], today: date) -> Iterator[Trip]:
    networks = [(deal, _flow(deal, chosen, today)) for deal in deals]
    for source, target in sorted(chosen):
        lines = tuple(
            Carried(deal.item, spare.held.lot, spare.held.expires_on, quantity, spare.wastes)
            for deal, network in networks
            for spare in deal.spares
            for taker in deal.takers
            if (spare.centre, taker.centre) == (source, target)
            and (quantity := network.sent(spare, _gate(spare, taker)))
        )
        if lines:
            yield Trip(source, target, lines)


def _worth(trip: Trip) -> tuple[int, int, str, str]:
    """The fullest first."""
    items = {line.item for line in trip.lines}
    return -len(items), -sum(line.quantity for line in trip.lines), trip.source, trip.target
