"""One item at one centre: how much there is, how fast it goes, how long it will do, and the tone of
that. Pure: figures in, figures out.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from cpise_inventory.planning.levels import NO_LEVEL, Level
from cpise_inventory.planning.outlook import Held, Outlook, outlook
from cpise_inventory.planning.pace import Pace

SHORT_MONTHS = 1
"""Less than this will do: somebody has to act now."""
LOW_MONTHS = 2
"""Less than this: it's time to ask."""


class State(StrEnum):
    """The worst that holds, the worst first."""

    OUT = "out"  # nothing to give, and it's needed
    SHORT = "short"  # under its minimum, or less than a month's
    WASTING = "wasting"  # some of it will expire before it's used
    LOW = "low"  # under its target, or less than two months'
    GOOD = "good"
    UNKNOWN = "unknown"  # never in stock in the period: nobody knows how fast it goes
    UNUSED = "unused"  # in stock, and nobody took any


class ItemPlan(NamedTuple):
    """`apart` lies in quarantine or is reported lost, `coming` is on the road there: neither is in
    the outlook.

    Of open requisitions, so much is `promised` to others and `awaited` from them.
    """

    centre: str
    item: str
    pace: Pace
    outlook: Outlook
    level: Level = NO_LEVEL
    apart: int = 0
    coming: tuple[Held, ...] = ()
    promised: int = 0
    awaited: int = 0

    @property
    def months(self) -> Fraction | None:
        """Months of stock: what is usable by the average monthly consumption.

        The Logistics Handbook (USAID | DELIVER PROJECT, 2011), 3.2: stock on hand ÷ AMC.
        """
        monthly = self.pace.monthly
        return self.outlook.usable / monthly if monthly else None

    @property
    def lasting(self) -> Fraction | None:
        """The same without what will expire before it's used: how long it really does."""
        monthly = self.pace.monthly
        return (self.outlook.usable - self.outlook.at_risk) / monthly if monthly else None

    @property
    def on_road(self) -> int:
        return sum(lot.quantity for lot in self.coming)

    @property
    def state(self) -> State:
        usable, monthly, months = self.outlook.usable, self.pace.monthly, self.lasting
        if not usable and (monthly or self.level.minimum):
            return State.OUT
        if usable < self.level.minimum or (months is not None and months < SHORT_MONTHS):
            return State.SHORT
        if self.outlook.at_risk:
            return State.WASTING
        if usable < self.level.target or (months is not None and months < LOW_MONTHS):
            return State.LOW
        if monthly is None:
            return State.UNKNOWN
        return State.GOOD if monthly else State.UNUSED


def item_plan(
    place: tuple[str, str], pace: Pace, held: Sequence[Held], today: date, level: Level = NO_LEVEL
) -> ItemPlan:
    """`place`: centre and item."""
    return ItemPlan(*place, pace, outlook(held, pace.daily, today), level)
