"""What to ask of donors: the need of so many months, less what is there and used in time."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from cpise_inventory.planning.levels import Ration
from cpise_inventory.planning.outlook import Held, usable_lots, used_within
from cpise_inventory.planning.periods import Period, end_after

LONGEST_ASK = 36
"""Months. Nobody knows the need of later."""


class Basis(StrEnum):
    RATION = "ration"
    PACE = "pace"


class Served(NamedTuple):
    """People on distribution receipts, month by month: of each recipient the largest group."""

    period: Period
    months: tuple[int, ...]

    @property
    def persons(self) -> int:
        """Of an average month, upwards; months in which nobody was counted are left out."""
        counted = [people for people in self.months if people]
        return ceil(Fraction(sum(counted), len(counted))) if counted else 0


class Need(NamedTuple):
    """`needed` for the time asked about, of which `covered` is there and used before it expires and
    `on_road` is what the goods under way add to that; `missing` is to be asked for.

    `monthly` is the need of a month; `ration` is empty where past consumption tells the need, which
    `is_doubtful` where a centre had stock on too few days to know its pace.
    """

    item: str
    basis: Basis
    monthly: Fraction
    needed: int
    covered: int
    on_road: int
    ration: Ration | None = None
    is_doubtful: bool = False

    @property
    def missing(self) -> int:
        return max(self.needed - self.covered - self.on_road, 0)


class Asked(NamedTuple):
    """What needs are reckoned from: persons, rations that were typed, months of the pace."""

    persons: int
    rations: dict[str, Ration]
    period: int


class Ahead(NamedTuple):
    """From today on, so many months."""

    today: date
    months: int

    @property
    def last(self) -> date:
        return end_after(self.today, self.months)

    @property
    def days(self) -> int:
        return (self.last - self.today).days + 1


class AskList(NamedTuple):
    """What these centres together need, and what it was reckoned from.

    `served` is where the number of persons comes from; None if it was typed.
    """

    centres: tuple[str, ...]
    ahead: Ahead
    asked: Asked
    served: Served | None
    needs: tuple[Need, ...]

    @property
    def missing(self) -> list[Need]:
        """What is to be asked for."""
        return [one for one in self.needs if one.missing]


def need_of(
    item: str,
    ahead: Ahead,
    monthly: Fraction,
    held: Sequence[Held],
    coming: Sequence[Held] = (),
) -> Need:
    """From a need of a month; what is there or `coming` is used first expired first."""
    needed = ceil(monthly * ahead.months)
    covered = _used(held, ahead, needed)
    on_road = _used([*held, *coming], ahead, needed) - covered
    return Need(item, Basis.PACE, monthly, needed, covered, on_road)


def ration_of(
    item: str,
    ahead: Ahead,
    people: tuple[int, Ration],
    held: Sequence[Held],
    coming: Sequence[Held] = (),
) -> Need:
    """From persons and what each of them needs in a month."""
    persons, ration = people
    need = need_of(item, ahead, persons * ration.units, held, coming)
    return need._replace(basis=Basis.RATION, ration=ration)


def _used(held: Sequence[Held], ahead: Ahead, needed: int) -> int:
    """How much of it is used in time, if what is needed is used up evenly."""
    lots = usable_lots(held, ahead.today)
    used = used_within(lots, Fraction(needed, ahead.days), ahead.today, ahead.days)
    return sum(lot.quantity for lot in used)
