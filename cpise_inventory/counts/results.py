"""What counting came to: how often the books were right, what was booked, and why it differed."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, case, func, select

from cpise_inventory.counts.events import CountApproved, CountFinished
from cpise_inventory.counts.queries import Step, steps
from cpise_inventory.journal.event import Event, clock_at, earliest_record, midnight
from cpise_inventory.journal.journal import Journal
from db.schema import count_difference, count_reason, count_step

_T, _D = count_step.c, count_difference.c
_ENDED = ("settled", "approved")
Settling = CountFinished | CountApproved


class Accuracy(NamedTuple):
    """A month's counts: lines counted, and those that were as booked."""

    month: str
    sheets: int
    lines: int
    right: int
    over: int
    short: int

    @property
    def percent(self) -> int:
        """Of a hundred lines, how many were as booked; whole, rounded down."""
        return self.right * 100 // self.lines if self.lines else 100


def accuracy(connection: Connection, centre: str = "", since: date = date.min) -> list[Accuracy]:
    """By month, the newest first; since that day."""
    month = func.substr(_T.happened_on, 1, 7)
    sums = (func.sum(_T.lines), func.sum(_T.differing), func.sum(_T.over), func.sum(_T.short))
    wanted = select(month, func.count(), *sums).where(_T.step.in_(_ENDED), _T.clock >= _from(since))
    if centre:
        wanted = wanted.where(_T.centre == centre)
    rows = connection.execute(wanted.group_by(month).order_by(month.desc()))
    return [
        Accuracy(when, number, int(lines), int(lines - differing), int(over), int(short))
        for when, number, lines, differing, over, short in rows
    ]


class ByReason(NamedTuple):
    """What was booked for a reason: lines, units more and units less."""

    why: str
    lines: int
    over: int
    short: int


def by_reason(
    connection: Connection, centre: str = "", since: date = date.min, until: date = date.max
) -> list[ByReason]:
    """Differences that were booked on these days, by what was said of them; the most units first.

    `since`, `until`: the days on which they were booked, both included.
    """
    exact, wide = count_reason.alias("exact"), count_reason.alias("wide")
    why = func.coalesce(exact.c.why, wide.c.why, "")
    here = (_D.number == exact.c.number) & (_D.item == exact.c.item)
    here &= (_D.location == exact.c.location) & (_D.lot == exact.c.lot)
    all_of_it = (_D.number == wide.c.number) & (_D.item == wide.c.item) & (wide.c.location == "")
    wanted = (
        select(
            why,
            func.count(),
            func.sum(case((_D.quantity > 0, _D.quantity), else_=0)),
            func.sum(case((_D.quantity < 0, -_D.quantity), else_=0)),
        )
        .join_from(count_difference, exact, here, isouter=True)
        .join(wide, all_of_it, isouter=True)
        .where(_D.clock >= _begins(since))
        .group_by(why)
    )
    if until < date.max:
        wanted = wanted.where(_D.clock < _begins(until + timedelta(days=1)))
    if centre:
        wanted = wanted.where(_D.centre == centre)
    found = [
        ByReason(said, lines, int(over), int(short))
        for said, lines, over, short in connection.execute(wanted)
    ]
    return sorted(found, key=lambda one: (-(one.over + one.short), one.why))


def _begins(day: date) -> int:
    return clock_at(midnight(day)) if day > date.min else 0


def settled(connection: Connection, journal: Journal, number: str) -> list[Event[Settling]]:
    """The events that booked its differences, or found none."""
    return [
        journal.codec.decode(journal.stored(connection, one.device, one.seq))
        for one in approvals(connection, number)
    ]


def approvals(connection: Connection, number: str) -> list[Step]:
    """Those whose differences were booked: more than one, where two workstations were apart."""
    return [one for one in steps(connection, number) if one.step in _ENDED]


def _from(day: date) -> int:
    return earliest_record(day) if day > date.min else 0
