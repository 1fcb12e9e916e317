"""Which items a list of the day has to plan: of some thousand hardly any, told by sums alone.

An item is left out only where no centre can run out of it within two months and nothing of it can
be left over at its expiry within a year, whatever its days without stock may have been. What went
in the period bounds the pace from below, if there was stock on every day of it, and from above, if
there was on no more than the days that make a pace trusted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, or_, select

from cpise_inventory.planning.books import HELD_PLACES, held_places
from cpise_inventory.planning.levels import Levels
from cpise_inventory.planning.outlook import usable_days
from cpise_inventory.planning.pace import TRUSTED_DAYS
from cpise_inventory.planning.periods import Period, month_of
from db.run import Query, Row
from db.schema import balance, lot, place, stock_flow

SHORT_DAYS = 62
"""Two months have no more."""
WASTING_DAYS = 366
"""Nor has a year."""
_B, _L, _P, _F = balance.c, lot.c, place.c, stock_flow.c
_TODAY: ColumnElement[str] = bindparam("today")
_LASTING: ColumnElement[str] = bindparam("lasting")
_YEAR: ColumnElement[str] = bindparam("year")
_HERE = and_(_P.centre == bindparam("centre"), _B.quantity != 0, _B.location.not_in(HELD_PLACES))


def _from(day: ColumnElement[str]) -> ColumnElement[int]:
    """What may still be given on that day."""
    return func.sum(case((_L.expires_on >= day, _B.quantity), else_=0))


_HELD = Query(
    select(_B.item, _from(_TODAY), _from(_LASTING), func.min(_B.quantity))
    .join_from(place, balance, _P.code == _B.location)
    .join(lot, and_(_L.item == _B.item, _L.lot == _B.lot))
    .where(_HERE)
    .group_by(_B.item)
)
_EXPIRING = Query(
    select(_B.item, _L.expires_on, func.sum(_B.quantity))
    .join_from(place, balance, _P.code == _B.location)
    .join(lot, and_(_L.item == _B.item, _L.lot == _B.lot))
    .where(_HERE, _L.expires_on >= _TODAY, _L.expires_on <= _YEAR)
    .group_by(_B.item, _L.expires_on)
    .order_by(_B.item, _L.expires_on)
)
_USED = Query(
    select(_F.item, func.sum(case((_F.flow == "used", _F.quantity), else_=-_F.quantity)))
    .where(
        _F.centre == bindparam("centre"),
        _F.month >= bindparam("first"),
        _F.month <= bindparam("last"),
        or_(_F.flow == "used", _F.flow == "back"),
    )
    .group_by(_F.item)
)


class _Held(NamedTuple):
    """Of an item: fit to be given today, and still so in two months; the least of a lot."""

    fit: int = 0
    lasting: int = 0
    least: int = 0


_NONE = _Held()


class Pressing(NamedTuple):
    """`lacking`: of these items every centre that knows them has less than its minimum, and wastes
    nothing within a year, however slowly they go. Nobody gives any: their pace moves nothing.
    """

    items: set[str]
    lacking: set[str]


def to_plan(
    connection: Connection, period: Period, today: date, centres: Iterable[str], levels: Levels
) -> Pressing:
    """Items of which a centre may be below its minimum, run out, or waste something."""
    minima: dict[str, dict[str, int]] = defaultdict(dict)
    for (centre, item), level in levels.items():
        minima[centre][item] = level.minimum
    found, at_hand = set[str](), set[str]()
    for centre in centres:
        asked = {"centre": centre, **_days(today), **held_places(centre)}
        rows = _HELD.rows(connection, **asked)
        held = {item: _Held(*told) for item, *told in rows}
        used = _used(connection, centre, period)
        least = minima[centre]
        below = {item for item, minimum in least.items() if held.get(item, _NONE).fit < minimum}
        doubtful = {item for item, there in held.items() if there.least < 0}
        doubtful.update(_wasting(_EXPIRING.rows(connection, **asked), used, period, today))
        found.update(below, doubtful, _running_out(held, used))
        at_hand.update(doubtful, (held.keys() | used.keys() | least.keys()) - below)
    return Pressing(found, found - at_hand)


def _days(today: date) -> dict[str, str]:
    ahead = {"today": 0, "lasting": SHORT_DAYS, "year": WASTING_DAYS}
    return {name: (today + timedelta(days)).isoformat() for name, days in ahead.items()}


def _used(connection: Connection, centre: str, period: Period) -> dict[str, int]:
    """By item, what went in the period less what came back."""
    months = {"first": month_of(period.first), "last": month_of(period.last)}
    rows = _USED.rows(connection, centre=centre, **months)
    return {item: int(quantity) for item, quantity in rows if quantity > 0}


def _running_out(held: Mapping[str, _Held], used: Mapping[str, int]) -> Iterator[str]:
    """Of which less will last for two months than those need at the quickest pace."""
    for item, went in used.items():
        if held.get(item, _NONE).lasting * TRUSTED_DAYS < went * SHORT_DAYS:
            yield item


def _wasting(
    rows: Iterable[Row], used: Mapping[str, int], period: Period, today: date
) -> Iterator[str]:
    """Of which something is left over at the slowest pace, first expired first."""
    there: dict[str, int] = defaultdict(int)
    for item, day, quantity in rows:
        there[item] += int(quantity)
        if there[item] > used.get(item, 0) * usable_days(day, today) // period.days:
            yield item
