"""What was lost in a time, by reason and item, with its value where one is known.

Losses that were reported at a centre, and those that a waybill's differences were settled as; what
counting found to be missing stands by reason with the counts (`counts/results.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, func, select

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.language.money import Worth, added_up
from cpise_inventory.language.terms import LOSS_REASONS
from cpise_inventory.movements.filters import Filter
from db.schema import loss_line, loss_report, reversal, road_loss

_R, _L, _D = loss_report.c, loss_line.c, road_loss.c
LAST_DAY: Final = "9999-12-31"


class Total(NamedTuple):
    """An item that was lost for one reason: units gone for good, and units still to be decided.

    `value` of a unit in hundredths of `currency`, as the catalogue has it now; 0: not known.
    """

    why: str
    item: str
    papers: int
    quantity: int
    waiting: int
    value: int = 0
    currency: str = ""

    @property
    def worth(self) -> int:
        """Of what is gone."""
        return self.quantity * self.value


class Sum(NamedTuple):
    """All that was lost for one reason. `worth`: of what is gone."""

    why: str
    quantity: int
    waiting: int
    worth: Worth


@dataclass(frozen=True)
class Losses:
    """What a filter's centre and days have, the reasons in their order, the most units first."""

    wanted: Filter
    today: date
    totals: Sequence[Total]

    @property
    def sums(self) -> list[Sum]:
        by_reason = defaultdict[str, list[Total]](list)
        for one in self.totals:
            by_reason[one.why].append(one)
        return [_sum(why, found) for why, found in by_reason.items()]


def _sum(why: str, found: Sequence[Total]) -> Sum:
    return Sum(
        why,
        sum(one.quantity for one in found),
        sum(one.waiting for one in found),
        added_up((one.quantity, one.value, one.currency) for one in found),
    )


def losses(connection: Connection, wanted: Filter, today: date) -> Losses:
    """Of `wanted` its centre and its days count: those on which it was reported or settled."""
    first, last = wanted.days(today)
    days, centre = {"first": first, "last": last or LAST_DAY}, wanted.centre
    found = defaultdict[tuple[str, str], Counter[str]](Counter)
    for asked, of_centre in ((_REPORTED, _R.centre), (_SETTLED, _D.centre)):
        narrowed = asked.where(of_centre == centre) if centre else asked
        for row in connection.execute(narrowed, days):
            found[row.why, row.item].update(papers=row.papers, gone=row.gone, waits=row.waits)
    order = {why: place for place, why in enumerate(LOSS_REASONS)}
    totals = [
        _valued(connection, Total(*key, int(n["papers"]), int(n["gone"]), int(n["waits"])))
        for key, n in found.items()
    ]
    return Losses(
        wanted,
        today,
        sorted(
            totals,
            key=lambda o: (order.get(o.why, len(order)), -o.quantity, -o.waiting, o.item),
        ),
    )


def _valued(connection: Connection, one: Total) -> Total:
    item = catalogue.item(connection, one.item)
    return one._replace(value=item.value, currency=item.currency) if item else one


def _of_status(status: str) -> ColumnElement[int]:
    return func.sum(case((_R.status == status, _L.quantity), else_=0))


_REPORTED: Select[Any] = (
    select(
        *(_R.why, _L.item, func.count(_R.number.distinct()).label("papers")),
        *(_of_status("approved").label("gone"), _of_status("waits").label("waits")),
    )
    .join_from(loss_report, loss_line, _L.number == _R.number)
    .where(
        _R.reported_on >= bindparam("first"),
        _R.reported_on <= bindparam("last"),
        _R.status.in_(("approved", "waits")),
    )
    .group_by(_R.why, _L.item)
)
_STANDS = ~select(reversal.c.document).where(reversal.c.document == _D.number).exists()
_SETTLED: Select[Any] = (
    select(
        *(_D.why, _D.item, func.count(_D.number.distinct()).label("papers")),
        *(func.sum(_D.quantity).label("gone"), (func.count() * 0).label("waits")),
    )
    .where(
        _D.happened_on >= bindparam("first"),
        _D.happened_on <= bindparam("last"),
        _STANDS,
    )
    .group_by(_D.why, _D.item)
)
