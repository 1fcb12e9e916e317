"""Whole calendar months: what averages are taken over, and how far ahead is looked."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

MONTHS_A_YEAR = 12


class Period(NamedTuple):
    """From the first day of a month to the last day of another, both included."""

    first: date
    last: date
    months: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def names(self) -> tuple[str, ...]:
        """The months in their order, `2026-08`."""
        return _months(self.first, self.months)


def whole_months(today: date, months: int) -> Period:
    """The last so many months that are over: what this one will bring nobody knows yet."""
    after = today.replace(day=1)
    return Period(add_months(after, -months), after - timedelta(days=1), months)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or that month's last."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_after(today: date, months: int) -> date:
    """The last day of so many months from today on."""
    return add_months(today, months) - timedelta(days=1)


def month_of(day: date) -> str:
    return day.isoformat()[:7]


@lru_cache(maxsize=64)  # every item of every centre asks for the same few
def days_of(month: str) -> tuple[str, ...]:
    """All days of `2026-08`, as ISO text."""
    year, number = map(int, month.split("-"))
    return tuple(f"{month}-{day:02d}" for day in range(1, monthrange(year, number)[1] + 1))


@lru_cache(maxsize=64)  # likewise
def _months(first: date, months: int) -> tuple[str, ...]:
    return tuple(month_of(add_months(first, at)) for at in range(months))
