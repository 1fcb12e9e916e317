"""How long stock will do, and what will be left of it at its expiry."""

from datetime import date, timedelta
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.planning.outlook import NEVER, Held, outlook, usable_lots, used_within

TODAY = date(2026, 11, 24)


def day(ahead: int) -> str:
    return (TODAY + timedelta(days=ahead)).isoformat()


def test_a_lot_that_is_too_large_for_its_life_is_left_over() -> None:
    # 5 a day; to 28/02/2027 are 97 days with both ends (date -d): 485 of the 600 are used by then
    held = [Held("B", NEVER, 100), Held("A", "2027-02-28", 600)]
    found = outlook(held, Fraction(5), TODAY)
    assert [(lot.held.lot, lot.used, lot.left) for lot in found.lots] == [
        ("A", 485, 115),
        ("B", 100, 0),
    ]
    assert (found.on_hand, found.usable, found.at_risk, found.expired) == (700, 700, 115, 0)
    # the rest does another 20 days
    assert found.runs_out_on == date(2027, 3, 20)


def test_expired_lots_are_there_but_do_not_do() -> None:
    held = [Held("OLD", day(-1), 40), Held("LAST", day(0), 10), Held("NEW", day(30), 10)]
    found = outlook(held, Fraction(1), TODAY)
    assert (found.on_hand, found.usable, found.expired) == (60, 20, 40)
    assert [(lot.held.lot, lot.left) for lot in found.lots] == [("LAST", 9), ("NEW", 0)]
    assert found.runs_out_on == TODAY + timedelta(days=10)


def test_today_is_the_last_day_of_what_is_used_today() -> None:
    assert outlook([Held("", NEVER, 3)], Fraction(3), TODAY).runs_out_on == TODAY
    assert outlook([Held("", NEVER, 4)], Fraction(3), TODAY).runs_out_on == TODAY + timedelta(1)


def test_what_nobody_takes_runs_out_when_it_expires_or_never() -> None:
    assert outlook([Held("", NEVER, 3)], Fraction(0), TODAY).runs_out_on is None
    found = outlook([Held("A", day(9), 3)], Fraction(0), TODAY)
    assert (found.at_risk, found.runs_out_on) == (3, TODAY + timedelta(days=9))
    assert outlook([Held("", NEVER, 9_999_999)], Fraction(1, 12), TODAY).runs_out_on is None


def test_without_a_pace_nothing_is_foretold() -> None:
    found = outlook([Held("A", day(9), 3)], None, TODAY)
    assert (found.usable, found.at_risk, found.runs_out_on) == (3, 0, None)
    assert outlook([], Fraction(1), TODAY).runs_out_on is None


def test_a_lot_below_nought_takes_from_those_that_leave_first() -> None:
    held = [Held("A", day(9), 5), Held("B", day(20), 30), Held("C", day(5), -8)]
    assert usable_lots(held, TODAY) == [Held("B", day(20), 27)]
    assert outlook(held, Fraction(0), TODAY).on_hand == 27


def test_what_is_used_within_some_days() -> None:
    held = [Held("A", day(3), 50), Held("B", day(99), 50)]
    used = used_within(held, Fraction(10), TODAY, 6)
    assert [(lot.lot, lot.quantity) for lot in used] == [("A", 40), ("B", 20)]


LOTS = st.lists(
    st.tuples(st.integers(-2, 60), st.integers(-10, 40), st.booleans()), max_size=6
).map(
    lambda lots: [
        Held(f"L{at}", NEVER if never else day(ahead), quantity)
        for at, (ahead, quantity, never) in enumerate(lots)
    ]
)
PACES = st.fractions(min_value=0, max_value=9, max_denominator=31)


@given(held=LOTS, daily=PACES)
def test_the_same_as_giving_out_day_by_day(held: list[Held], daily: Fraction) -> None:
    found = outlook(held, daily, TODAY)
    left = {lot.lot: lot.quantity for lot in usable_lots(held, TODAY)}
    ends = {lot.lot: lot.expires_on for lot in held}
    order, given, last = list(left), 0, None
    for ahead in range(2_000 if daily else 62):
        wanted = floor(daily * (ahead + 1)) - given
        for lot in order:
            if ends[lot] >= day(ahead):
                taken = min(left[lot], wanted)
                left[lot] -= taken
                wanted -= taken
                given += taken
        if last is None and all(not left[lot] or ends[lot] <= day(ahead) for lot in order):
            last = TODAY + timedelta(days=ahead)
    wasted = {lot: quantity for lot, quantity in left.items() if quantity and ends[lot] != NEVER}
    assert {lot.held.lot: lot.left for lot in found.lots if lot.left} == wasted
    if daily and found.runs_out_on:
        assert found.runs_out_on == last


@given(held=LOTS, daily=st.none() | PACES)
def test_never_more_at_risk_than_there_is(held: list[Held], daily: Fraction | None) -> None:
    found = outlook(held, daily, TODAY)
    assert 0 <= found.at_risk <= found.usable <= found.on_hand
    assert found.usable == sum(lot.used + lot.left for lot in found.lots) or daily is None
    assert found.on_hand == max(sum(lot.quantity for lot in held), 0)


@pytest.mark.parametrize("daily", [Fraction(1, 2), Fraction(7)])
def test_the_pace_of_used_within_is_that_of_the_outlook(daily: Fraction) -> None:
    held = usable_lots([Held("A", day(10), 30), Held("B", day(50), 30)], TODAY)
    used = used_within(held, daily, TODAY, 20_000)
    assert [lot.quantity for lot in used] == [lot.used for lot in outlook(held, daily, TODAY).lots]


def test_the_same_as_another_tool_says() -> None:
    """fefo.sh lots.csv 2026-11-24 1102 106: at the pace of soap.csv's last half year."""
    text = (Path(__file__).parent / "lots.csv").read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines())
    held = [Held(lot, until, int(quantity)) for lot, until, quantity in rows]
    found = outlook(held, Fraction(1102, 106), TODAY)
    assert [(lot.held.lot, lot.left) for lot in found.lots] == [
        ("A", 0),
        ("B", 103),
        ("C", 0),
        ("D", 0),
    ]
    assert found.runs_out_on == date(2027, 6, 30)
