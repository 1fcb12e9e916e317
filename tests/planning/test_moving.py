"""What to move where: against every set of trips there is, and against all that mustn't happen."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from cpise_inventory.flow import Network
from cpise_inventory.planning.covering import Covering
from cpise_inventory.planning.levels import NO_LEVEL, Level
from cpise_inventory.planning.moving import (
    Arc,
    Carried,
    Deal,
    Spare,
    Taker,
    deals_of,
    fewest_trips,
)
from cpise_inventory.planning.outlook import NEVER, Held, outlook
from cpise_inventory.planning.pace import Pace
from cpise_inventory.planning.periods import end_after, whole_months
from cpise_inventory.planning.plan import ItemPlan, item_plan

TODAY = date(2026, 11, 24)
END = end_after(TODAY, 3).isoformat()
SOON, LATE = "2026-12-31", "2027-10-31"


def plan(
    centre: str, daily: int, *lots: Held, item: str = "SAVON", level: Level = NO_LEVEL
) -> ItemPlan:
    period = whole_months(TODAY, 3)
    pace = Pace(period, daily * period.days, period.days)
    return item_plan((centre, item), pace, lots, TODAY, level)


def carried(*plans: ItemPlan) -> dict[Arc, list[tuple[str, int, bool]]]:
    moves = fewest_trips(deals_of(plans, TODAY), TODAY)
    return {
        (trip.source, trip.target): [(line.lot, line.quantity, line.wastes) for line in trip.lines]
        for trip in moves.trips
    }


def test_what_would_expire_goes_where_it_is_used_in_time() -> None:
    # KIF uses 38 of its 100 until 31/12 (38 days with both ends) and leaves 62 over; ROS uses 2 a
    # day and has 10 of its own: 66 can be used there until then
    kif, ros = plan("KIF", 1, Held("A", SOON, 100)), plan("ROS", 2, Held("R", NEVER, 10))
    assert carried(kif, ros) == {("KIF", "ROS"): [("A", 62, True)]}
    busy = plan("ROS", 2, Held("R", NEVER, 60))
    assert carried(kif, busy) == {("KIF", "ROS"): [("A", 16, True)]}
    assert carried(kif, plan("ROS", 2, Held("R", NEVER, 76))) == {}


def test_who_runs_out_is_filled_up_from_what_others_do_not_need() -> None:
    days = (date.fromisoformat(END) - TODAY).days + 1
    assert days == 92
    rich, poor = plan("NKC1", 1, Held("A", NEVER, 500)), plan("ALE", 2, Held("B", NEVER, 50))
    assert carried(rich, poor) == {("NKC1", "ALE"): [("A", 2 * days - 50, False)]}
    some = plan("NKC1", 1, Held("A", NEVER, days + 30))
    assert carried(some, poor) == {("NKC1", "ALE"): [("A", 30, False)]}
    enough = plan("ALE", 2, Held("B", NEVER, 2 * 70))  # two months and more
    assert carried(rich, enough) == {}


def test_levels_are_kept_and_filled() -> None:
    rich = plan("NKC1", 1, Held("A", NEVER, 500), level=Level(100, 480))
    poor = plan("ALE", 1, Held("B", NEVER, 5), level=Level(10, 200))
    assert carried(rich, poor) == {("NKC1", "ALE"): [("A", 20, False)]}
    free = plan("NKC1", 1, Held("A", NEVER, 900))
    assert carried(free, poor) == {("NKC1", "ALE"): [("A", 195, False)]}
    # what nobody takes is kept all the same where a minimum is set, and not a piece more
    reserve = plan("ALE", 0, Held("B", NEVER, 5), level=Level(10, 200))
    assert carried(free, reserve) == {("NKC1", "ALE"): [("A", 5, False)]}
    # so it is though some of it will be left over when it expires in years
    lasting = plan("NKC1", 1, Held("A", "2030-12-31", 2_000), level=Level(2_100, 0))
    assert lasting.outlook.at_risk > 0
    assert carried(lasting, poor) == {}
    # a target is no reason to send what would expire there
    perishable = plan("NKC1", 1, Held("A", LATE, 342 + 500))
    slow = plan("ALE", 1, Held("B", NEVER, 5), level=Level(10, 2_000))
    assert carried(perishable, slow) == {("NKC1", "ALE"): [("A", 337, True)]}


def test_a_pace_that_nobody_knows_moves_nothing() -> None:
    period = whole_months(TODAY, 3)
    new = item_plan(("KIF", "SAVON"), Pace(period, 0, 20), [Held("A", SOON, 99)], TODAY)
    assert carried(new, plan("ROS", 2)) == {}


def test_one_trip_carries_all_that_can_go_together() -> None:
    """Each item alone could go either way; together they go in one trip."""
    plans = [
        plan("KIF", 0, Held("A", LATE, 30), item="SAVON"),
        plan("ALE", 0, Held("A", LATE, 30), item="SAVON"),
        plan("ROS", 1, item="SAVON", level=NO_LEVEL),
        plan("KIF", 0, Held("B", NEVER, 500), item="SEAU"),
        plan("ROS", 1, Held("C", NEVER, 1), item="SEAU"),
    ]
    found = carried(*plans)
    assert set(found) == {("ALE", "ROS"), ("KIF", "ROS")}  # both would waste theirs
    wants_little = [plans[3], plans[4], plan("ALE", 0, Held("D", NEVER, 500), item="SEAU")]
    assert len(carried(*wants_little)) == 1
    third = plan("ALE", 0, Held("E", LATE, 30), item="KIT"), plan("ROS", 1, item="KIT")
    assert set(carried(*wants_little, *third)) == {("ALE", "ROS")}


# --- against brute force -------------------------------------------------------------------------


@st.composite
def small_deals(draw: st.DrawFn) -> list[Deal]:
    deals = []
    for item in ("SAVON", "SEAU", "KIT")[: draw(st.integers(1, 3))]:
        centres = draw(st.permutations(["ALE", "KIF", "NDB", "ROS"]))
        cut = draw(st.integers(1, 3))
        spares = tuple(
            Spare(centre, Held(f"L{at}", SOON if wastes else NEVER, quantity), wastes)
            for at, centre in enumerate(centres[:cut])
            for wastes, quantity in [draw(st.tuples(st.booleans(), st.integers(1, 3)))]
        )
        takers = []
        for centre in centres[cut:]:
            early, late = draw(st.integers(0, 3)), draw(st.integers(0, 3))
            rooms = {SOON: early, END: early + late}
            takers.append(Taker(centre, draw(st.integers(0, early + late)), rooms))
        deals.append(Deal(item, spares, tuple(takers)))
    return deals


def ways(spares: tuple[Spare, ...], takers: list[str]) -> Iterator[list[tuple[Spare, str, int]]]:
    """Every way to share out."""
    if not spares:
        yield []
        return
    first, *rest = spares
    shares = product(range(first.held.quantity + 1), repeat=len(takers))
    for share in shares:
        if sum(share) <= first.held.quantity:
            given = [
                (first, taker, part) for taker, part in zip(takers, share, strict=True) if part
            ]
            for others in ways(tuple(rest), takers):
                yield given + others


def fits(deal: Deal, given: list[tuple[Spare, str, int]]) -> bool:
    for taker in deal.takers:
        got = [(spare.wastes, part) for spare, centre, part in given if centre == taker.centre]
        wasting = sum(part for wastes, part in got if wastes)
        lasting = sum(part for wastes, part in got if not wastes)
        most = max(taker.rooms[END], taker.want)
        if wasting > taker.rooms[SOON] or lasting > taker.want or wasting + lasting > most:
            return False
    return True


def most_moved(deal: Deal) -> dict[frozenset[Arc], int]:
    """For each set of trips that some way of sharing out uses: the most it brings."""
    found: dict[frozenset[Arc], int] = {}
    for shared in ways(deal.spares, [taker.centre for taker in deal.takers]):
        if fits(deal, shared):
            used = frozenset((spare.centre, centre) for spare, centre, _ in shared)
            found[used] = max(found.get(used, 0), sum(part for _, _, part in shared))
    return found


def fewest_by_trying(deals: list[Deal]) -> tuple[int, int]:
    """How much can be moved, and in how few trips, by trying every set of trips."""
    tables = [most_moved(deal) for deal in deals]
    most = [max(table.values()) for table in tables]
    arcs = sorted({arc for table in tables for used in table for arc in used})
    for size in range(len(arcs) + 1):
        for some in combinations(arcs, size):
            if all(
                any(used <= set(some) and moved == wanted for used, moved in table.items())
                for table, wanted in zip(tables, most, strict=True)
            ):
                return sum(most), size
    raise AssertionError


@settings(max_examples=150, deadline=None)
@given(deals=small_deals())
def test_as_much_and_in_as_few_trips_as_trying_everything_finds(deals: list[Deal]) -> None:
    moves = fewest_trips(deals, TODAY)
    lines = [line for trip in moves.trips for line in trip.lines]
    assert (sum(line.quantity for line in lines), len(moves.trips)) == fewest_by_trying(deals)
    assert moves.is_proven
    assert all(trip.lines for trip in moves.trips)


@given(
    sets=st.lists(st.frozensets(st.integers(0, 7), min_size=1, max_size=4), max_size=8),
    effort=st.sampled_from([0, 3, 10_000]),
)
def test_the_fewest_that_meet_all_demands(sets: list[frozenset[int]], effort: int) -> None:
    fewest = next(
        size
        for size in range(9)
        for some in combinations(range(8), size)
        if all(demand & set(some) for demand in sets)
    )
    found = Covering(sets, effort)
    assert all(demand & found.best for demand in sets)
    assert found.least <= fewest <= len(found.best)
    assert found.is_proven or effort < 10_000
    if found.is_proven:
        assert len(found.best) == fewest


def test_a_network_sends_round_what_is_in_the_way() -> None:
    network = Network()
    for start, end in (("a", "x"), ("b", "x"), ("a", "y")):
        network.pipe(start, end)
    network.pipe("x", "end", 5)
    network.pipe("y", "end", 3)
    network.send("a", 5, "end")
    network.send("b", 4, "end")
    assert network.flow == 8
    assert network.sent("a", "x") + network.sent("b", "x") == 5
    assert network.stuck() == {"a", "b", "x", "y"}


# --- what must hold of any plan ------------------------------------------------------------------

CENTRES = ("ALE", "KIF", "NDB", "NKC1", "NKC2", "NKC3", "ROS")
LOT = st.tuples(st.integers(0, 500), st.integers(1, 400)).map(
    lambda one: Held(f"L{one[0]}", (TODAY + timedelta(days=one[0])).isoformat(), one[1])
)
LASTING = st.integers(1, 400).map(lambda quantity: Held("N", NEVER, quantity))


@st.composite
def countries(draw: st.DrawFn) -> list[ItemPlan]:
    return [
        plan(
            centre,
            draw(st.integers(0, 5)),
            *draw(st.lists(LOT, max_size=2, unique_by=lambda lot: lot.lot)),
            *draw(st.lists(LASTING, max_size=1)),
            item=item,
        )
        for item in ("SAVON", "SEAU")
        for centre in CENTRES
    ]


@settings(max_examples=60, deadline=None)
@given(plans=countries())
def test_a_plan_wastes_less_and_starves_nobody(plans: list[ItemPlan]) -> None:
    moves = fewest_trips(deals_of(plans, TODAY), TODAY)
    assert moves.is_proven
    before = {(one.centre, one.item): one for one in plans}
    held = {
        key: {lot.held.lot: lot.held for lot in one.outlook.lots} for key, one in before.items()
    }
    for trip in moves.trips:
        for line in trip.lines:
            leave(held[trip.source, line.item], line)
            come(held[trip.target, line.item], line, trip.source)
    saved = sum(line.quantity for t in moves.trips for line in t.lines if line.wastes)
    wasted = 0
    for key, one in before.items():
        after = outlook(held[key].values(), one.pace.daily, TODAY)
        wasted += after.at_risk
        gave = any(
            t.source == key[0] and any(c.item == key[1] for c in t.lines) for t in moves.trips
        )
        if gave:  # it keeps what it needs
            assert after.usable >= min(one.outlook.usable - one.outlook.at_risk, one.pace.used)
        else:
            assert after.at_risk <= one.outlook.at_risk  # nobody gets what it can't use
    assert wasted <= sum(one.outlook.at_risk for one in plans) - saved


def leave(held: dict[str, Held], line: Carried) -> None:
    lot = held[line.lot]
    assert lot.quantity >= line.quantity > 0
    held[line.lot] = lot._replace(quantity=lot.quantity - line.quantity)


def come(held: dict[str, Held], line: Carried, source: str) -> None:
    held[f"{line.lot} of {source}"] = Held(
        f"{line.lot} of {source}", line.expires_on, line.quantity
    )
