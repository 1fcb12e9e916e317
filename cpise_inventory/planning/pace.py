"""How fast an item goes at a centre: its average monthly consumption, and what it was reckoned of.

Days on which there was nothing to give are left out, or a centre that ran dry would seem to need
less. As health logistics has it: what was used, divided by the months in which there was stock. The
World Health Organization writes CA = CT ÷ [RM − (DOS ÷ 30.4)] (Operational Guide for National
Tuberculosis Control Programmes on the Introduction and Use of Fixed-Dose Combination Drugs, 2002,
annex 5: apps.who.int/medicinedocs/en/d/Js4872e/14.html); Management Sciences for Health has 30.5 in
its place, and dividing by the days with stock comes to the same (so BHIMA, which reckons both:
docs.bhi.ma/en/stock-management/average-monthly-consumption.html). Here it's the true length of the
months. As stock counts only what is fit to be given, as the French summary has it that wards are
given (scribd.com/document/551775173): what lies there expired or in quarantine is no stock.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cpise_inventory.planning.periods import Period, days_of, month_of

PERIODS = (3, 6, 12)
"""Months that an average is taken over."""
TRUSTED_DAYS = 30
"""With stock on fewer days than these, a pace is told but nothing is moved on account of it."""


class Flow(NamedTuple):
    """What a month brought to an item at a centre, of what is fit to be given.

    `back`: of what was used came back; `spoiled`: was still there when its last day of use ended.
    """

    came: int = 0
    left: int = 0
    used: int = 0
    back: int = 0
    spoiled: int = 0

    @property
    def net(self) -> int:
        return self.came + self.back - self.left - self.used - self.spoiled

    @property
    def out(self) -> int:
        return max(self.left, 0) + max(self.used, 0) + max(self.spoiled, 0)


class Moved(NamedTuple):
    """What came and went on one day, and what was spoiled when it ended."""

    came: int
    went: int
    spoiled: int = 0


NOTHING = Flow()
STILL = Moved(0, 0)
Flows = Mapping[str, Flow]
"""By month, `2026-08`: those of the period and all since, up to now."""
Days = Mapping[str, Moved]
"""By day, `2026-08-31`; days on which nothing moved are left out."""


class Pace(NamedTuple):
    """`used` in a period of whole months, with stock on so many `stocked` days of it."""

    period: Period
    used: int
    stocked: int

    @property
    def daily(self) -> Fraction | None:
        """Base units a day with stock; None where there was no stock at all: nobody knows."""
        return Fraction(self.used, self.stocked) if self.stocked else None

    @property
    def monthly(self) -> Fraction | None:
        """The average monthly consumption: of a month as long as the period's are on average."""
        daily = self.daily
        return None if daily is None else daily * self.period.days / self.period.months

    @property
    def stocked_out(self) -> int:
        return self.period.days - self.stocked

    @property
    def is_trusted(self) -> bool:
        return self.stocked >= TRUSTED_DAYS


def consumed(period: Period, flows: Flows) -> int:
    """What was used, less what came back; never below nought."""
    months = [flows.get(month, NOTHING) for month in period.names]
    return max(sum(month.used - month.back for month in months), 0)


def with_spoiled(flows: Flows, spoiled: Mapping[str, int]) -> Flows:
    """`spoiled`: by day. Months in which something was."""
    found = dict(flows)
    for day, quantity in spoiled.items():
        month = month_of(date.fromisoformat(day))
        flow = found.get(month, NOTHING)
        found[month] = flow._replace(spoiled=flow.spoiled + quantity)
    return found


def openings(period: Period, now: int, flows: Flows) -> dict[str, int]:
    """Month -> what was there when it began, in order, reckoned back from what is there now."""
    if not flows:
        return dict.fromkeys(period.names, now)
    found: dict[str, int] = {}
    there = now - sum(flow.net for month, flow in flows.items() if month > period.names[-1])
    for month in reversed(period.names):
        there -= flows.get(month, NOTHING).net
        found[month] = there
    return dict(reversed(found.items()))


def unclear(began: Mapping[str, int], flows: Flows) -> list[str]:
    """Months whose days have to be looked at one by one: stock may have run out, or come.

    A month that began with more than all that went out of it in the end never saw it run out.
    `began`: the period's `openings`.
    """
    return [
        month
        for month, there in began.items()
        if (flow := flows.get(month)) and flow != NOTHING and there <= flow.out
    ]


def stocked_days(began: Mapping[str, int], looked_at: Sequence[str], days: Days) -> int:
    """On how many days of the period there was something to give.

    That is so if something was there in the evening or went out that day. `looked_at`: the months
    that are `unclear`, all of which `days` has to tell of.
    """
    stocked = 0
    for month, there in began.items():
        all_days = days_of(month)
        if month in looked_at:
            stocked += sum(_evenings(there, [days.get(day, STILL) for day in all_days]))
        elif there > 0:
            stocked += len(all_days)
    return stocked


def _evenings(there: int, days: list[Moved]) -> Iterator[bool]:
    for day in days:
        there += day.came - day.went
        yield there > 0 or day.went > 0
        there -= day.spoiled
