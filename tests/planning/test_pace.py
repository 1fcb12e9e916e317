"""Average consumption, against figures that other tools reckoned (worked.sh: date, awk, bc) from
soap.csv, a centre that ran dry five times, and gel.csv, where much expired before it was used; and
against those of BHIMA, an open hospital system of the Congo, in bhima.csv: used, days, days with
stock and without, months, and the average by either of its two rules, as its own tests expect them
(github.com/IMA-WorldHealth/bhima, test/integration-stock/depots.js, at 27a7d473 and before it).
"""

import csv
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpise_inventory.planning.pace import (
    Flow,
    Moved,
    Pace,
    consumed,
    openings,
    stocked_days,
    unclear,
)
from cpise_inventory.planning.periods import Period, add_months, whole_months

TODAY = date(2026, 11, 24)
Lines = list[tuple[str, str, int]]


def read(name: str) -> Lines:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    rows = (line.split(",") for line in text.splitlines())
    return [(day, flow, int(quantity)) for day, flow, quantity in rows]


def soap() -> Lines:
    return read("soap.csv")


def flows_of(lines: Lines) -> dict[str, Flow]:
    found: dict[str, Flow] = defaultdict(Flow)
    for day, flow, quantity in lines:
        month = found[day[:7]]
        found[day[:7]] = month._replace(**{flow: getattr(month, flow) + quantity})
    return found


def days_of(lines: Lines) -> dict[str, Moved]:
    found: dict[str, Moved] = defaultdict(lambda: Moved(0, 0))
    for day, flow, quantity in lines:
        name = {"came": "came", "back": "came", "spoiled": "spoiled"}.get(flow, "went")
        found[day] = found[day]._replace(**{name: getattr(found[day], name) + quantity})
    return found


def pace_of(lines: Lines, months: int) -> Pace:
    period, flows = whole_months(TODAY, months), flows_of(lines)
    now = sum(flow.net for flow in flows.values())
    days = days_of(lines)
    # no more is told than what has to be
    began = openings(period, now, flows)
    looked_at = unclear(began, flows)
    told = {day: moved for day, moved in days.items() if day[:7] in looked_at}
    return Pace(period, consumed(period, flows), stocked_days(began, looked_at, told))


def bhima() -> list[dict[str, str]]:
    with (Path(__file__).parent / "bhima.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("told", bhima(), ids=lambda told: f"{told['item']} {told['used']}")
def test_another_system_reckons_the_same(told: dict[str, str]) -> None:
    used, days, stocked, out = (int(told[name]) for name in ("used", "days", "stocked", "out"))
    last = date(2026, 10, 31)
    period = Period(last - timedelta(days=days - 1), last, int(told["months"]))
    pace = Pace(period, used, stocked)
    assert pace.stocked_out == out
    assert pace.daily is not None
    assert pace.monthly is not None
    assert round(float(pace.daily * Fraction("30.5")), 2) == float(told["by_days"])
    # it takes months of 30.5 days, and months there are by the calendar: 0.3 % apart
    for expected in (told["by_days"], told["by_months"]):
        assert abs(float(pace.monthly) / float(expected) - 1) < 0.004


@pytest.mark.parametrize("months", [3, 6, 12])
def test_it_is_the_rule_of_the_world_health_organization(months: int) -> None:
    """CA = CT ÷ [RM − (DOS ÷ 30.4)], which is 365 ÷ 12, cut off."""
    pace = pace_of(soap(), months)
    length = Fraction(pace.period.days, months)
    by_the_rule = pace.used / (months - pace.stocked_out / length)
    assert pace.monthly == by_the_rule
    rounded = float(pace.used / (months - pace.stocked_out / Fraction("30.4")))
    assert abs(rounded / float(by_the_rule) - 1) < 0.02


def test_a_year_with_a_dry_quarter_comes_to_what_another_system_reckons() -> None:
    """Its ampicilline: 270 used in a year, and nothing there from August to October."""
    lines = [("2025-10-01", "came", 270), *((f"2026-{m:02d}-09", "used", 40) for m in range(2, 7))]
    pace = pace_of([*lines, ("2026-07-31", "used", 70)], 12)
    assert (pace.used, pace.stocked, pace.stocked_out) == (270, 273, 92)
    assert pace.daily is not None
    assert round(float(pace.daily * Fraction("30.5")), 2) == 30.16


@pytest.mark.parametrize(
    ("name", "months", "days", "stocked", "used", "monthly"),
    [
        ("soap.csv", 3, 92, 71, 485, "209.483568"),  # worked.sh soap.csv 2026-08 3
        ("soap.csv", 6, 184, 106, 1102, "318.817610"),  # worked.sh soap.csv 2026-05 6
        ("soap.csv", 12, 365, 235, 1985, "256.923758"),  # worked.sh soap.csv 2025-11 12
        ("gel.csv", 3, 92, 69, 200, "88.888888"),  # worked.sh gel.csv 2026-08 3
        ("gel.csv", 6, 184, 142, 270, "58.309859"),  # worked.sh gel.csv 2026-05 6
    ],
)
def test_days_without_stock_are_left_out_of_the_average(
    name: str, months: int, days: int, stocked: int, used: int, monthly: str
) -> None:
    pace = pace_of(read(name), months)
    assert (pace.period.days, pace.stocked, pace.used) == (days, stocked, used)
    assert pace.stocked_out == days - stocked
    assert pace.monthly is not None
    assert 0 <= pace.monthly - Fraction(monthly) < Fraction(1, 10**6)  # bc cuts off


def test_only_whole_months_count() -> None:
    assert whole_months(date(2026, 3, 31), 3) == Period(date(2025, 12, 1), date(2026, 2, 28), 3)
    assert whole_months(date(2024, 3, 1), 12).days == 366
    assert whole_months(TODAY, 3).names == ("2026-08", "2026-09", "2026-10")
    late = [*soap(), ("2026-11-02", "used", 5_000), ("2025-10-31", "used", 5_000)]
    assert pace_of(late, 12).used == pace_of(soap(), 12).used


def test_a_month_ends_on_its_last_day() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2026, 1, 15), -13) == date(2024, 12, 15)


def test_a_pace_nobody_could_see_is_not_known() -> None:
    pace = pace_of([], 6)
    assert (pace.used, pace.stocked, pace.is_trusted) == (0, 0, False)
    assert pace.monthly is None
    unused = pace_of([("2026-01-01", "came", 5)], 3)
    assert (unused.stocked, unused.is_trusted) == (92, True)
    assert unused.monthly == 0
    new = pace_of([("2026-10-30", "came", 5), ("2026-10-31", "used", 5)], 3)
    assert (new.stocked, new.is_trusted) == (2, False)


def test_more_that_came_back_than_went_out_is_no_need() -> None:
    assert pace_of([("2026-07-01", "used", 9), ("2026-09-01", "back", 9)], 3).used == 0


def test_what_was_there_when_a_month_began_is_reckoned_back() -> None:
    flows = flows_of(soap())
    period = whole_months(TODAY, 3)
    began = openings(period, 150, flows)
    assert began == {"2026-08": 415, "2026-09": 260, "2026-10": 0}
    assert unclear(began, flows) == ["2026-09", "2026-10"]


@st.composite
def histories(draw: st.DrawFn) -> Lines:
    """Anything that can happen at a centre that never gives what it hasn't."""
    lines: Lines = []
    there = 0
    for day in sorted(draw(st.lists(st.integers(0, 500), max_size=25))):
        flow = draw(st.sampled_from(["came", "used", "left", "back", "spoiled"]))
        quantity = draw(st.integers(1, 20))
        if flow in ("used", "left", "spoiled"):
            quantity = min(quantity, there)
        if quantity:
            there += quantity if flow in ("came", "back") else -quantity
            lines.append(((date(2025, 7, 12) + timedelta(days=day)).isoformat(), flow, quantity))
    return lines


@given(lines=histories(), months=st.sampled_from([3, 6, 12]))
def test_months_tell_the_same_as_all_days_one_by_one(lines: Lines, months: int) -> None:
    period, moved, there, stocked = whole_months(TODAY, months), days_of(lines), 0, 0
    day = date(2025, 7, 1)
    while day <= period.last:
        came, went, spoiled = moved[day.isoformat()]
        there += came - went
        stocked += day >= period.first and (there > 0 or went > 0)
        there -= spoiled
        day += timedelta(days=1)
    assert pace_of(lines, months).stocked == stocked
