"""What to count today: a handful, chosen by what it is worth, how often it moves and how long ago
it was counted.

ABC analysis, as usual for cycle counts (APICS dictionary): the few items that make up the first
four fifths of all value come round every month, the next every three months, the many small ones
twice a year. What moves often comes round with the class above its own.

No rate of exchange is invented and no value: what is told in one currency is ranked by itself, and
so is, by its units, what has no value. Across these groups only shares are compared.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from heapq import heapify, heappop, heappush
from itertools import islice
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from cpise_inventory.counts.queries import Key
from cpise_inventory.locations import centre_of
from db.run import Query
from db.schema import balance, count_last, entry, item, place

MOST_ITEMS: Final = 10
PERIODS: Final = (30, 90, 180)
"""Days between two counts, by class."""
SHARES: Final = (80, 95)
"""Of a hundred parts of a group, those that end the first class and the second."""
MILLION: Final = 1_000_000
LOOKED_BACK: Final = timedelta(days=90)
OFTEN: Final = 10
"""Movements in that time that bring an item into the class above."""

_B, _E, _C, _I = balance.c, entry.c, count_last.c, item.c


class Due(NamedTuple):
    """An item at a place. `age`: days since it was counted, else since it first came.

    `worth` is in hundredths of `currency`; without one its value isn't known. `share`: of a million
    parts of all that is told in this currency, or of all units of what has no value.
    """

    location: str
    item: str
    units: int
    worth: int
    currency: str
    share: int
    age: int
    period: int
    often: bool = False
    """It moves often, and therefore comes round with the class above its own."""
    lots: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        return self.age >= self.period

    @property
    def keys(self) -> list[Key]:
        return [(self.location, self.item, lot) for lot in self.lots]


_Pressing = tuple[float, int, str, str]
_Waiting = tuple[_Pressing, bool, Due]
"""With how it presses, and whether that's known for certain."""


def handful(
    connection: Connection, places: list[str], today: date, most: int = MOST_ITEMS
) -> list[Due]:
    """What has waited for most of its period comes first; of these the largest share."""
    there, last = _there(connection, places), _counted(connection, places)
    ranked = _ranked(there)
    waiting = []
    for key, here in there.items():
        since = last.get(key) or here.came
        age = (today - date.fromisoformat(since)).days if since else 0
        own, share = ranked[key]
        rank = max(own - 1, 0)  # as if it moved often
        about = (here.units, here.worth, here.currency, share, age, PERIODS[rank])
        one = Due._make((*key, *about, rank < own, ()))
        waiting.append((_pressing(one), rank == own, one))
    chosen = islice(_in_turn(connection, waiting, (today - LOOKED_BACK).isoformat()), most)
    return [one._replace(lots=_lots(connection, one)) for one in chosen]


def _in_turn(connection: Connection, waiting: list[_Waiting], since: str) -> Iterator[Due]:
    """The most pressing first; whether something moves often is asked when its turn has come."""
    heapify(waiting)
    while waiting:
        _, known, one = heappop(waiting)
        if known or _moved(connection, one, since) >= OFTEN:
            yield one
        else:
            less = one._replace(period=PERIODS[PERIODS.index(one.period) + 1], often=False)
            heappush(waiting, (_pressing(less), True, less))


def _pressing(one: Due) -> _Pressing:
    return -one.age / one.period, -one.share, one.location, one.item


_PLACES: ColumnElement[str] = bindparam("places", expanding=True)
_CAME = (
    select(_E.happened_on)
    .where(_E.centre == place.c.centre, _E.item == _B.item, _E.location == _B.location)
    .order_by(_E.happened_on)
    .limit(1)
    .scalar_subquery()
)
_THERE = (
    select(
        *(_B.location, _B.item, func.sum(func.abs(_B.quantity)), _CAME),
        *(func.coalesce(func.max(_I.value), 0), func.coalesce(func.max(_I.currency), "")),
    )
    .join_from(place, balance, place.c.code == _B.location)
    .join(item, _I.code == _B.item, isouter=True)
    .where(place.c.code.in_(_PLACES), _B.quantity != 0)
    .group_by(place.c.centre, _B.location, _B.item)
)
_LAST = select(_C.location, _C.item, _C.counted_on).where(_C.location.in_(_PLACES))
_AT = (_B.location == bindparam("location"), _B.item == bindparam("item"))
_LOTS = Query(select(_B.lot).where(*_AT, _B.quantity != 0).order_by(_B.lot))
_FEW = (
    select(_E.line)
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on >= bindparam("day"),
        _E.location == bindparam("location"),
    )
    .limit(OFTEN)
    .subquery()
)
_MOVED = Query(select(func.count()).select_from(_FEW))
_Key = tuple[str, str]
"""A place and an item."""


class _There(NamedTuple):
    """Units, a shortage counting as much as a stock; what they're worth, where that is known; and
    the day on which the item first came.
    """

    units: int
    worth: int
    currency: str
    came: str

    @property
    def weight(self) -> int:
        return self.worth if self.currency else self.units


def _there(connection: Connection, places: list[str]) -> dict[_Key, _There]:
    rows = connection.execute(_THERE, {"places": places}).all()
    return {
        (location, code): _There(
            int(units), int(units) * value, currency if value else "", came or ""
        )
        for location, code, units, came, value, currency in rows
    }


def _lots(connection: Connection, one: Due) -> tuple[str, ...]:
    rows = _LOTS.rows(connection, location=one.location, item=one.item)
    return tuple(lot for (lot,) in rows)


def _counted(connection: Connection, places: list[str]) -> dict[_Key, str]:
    rows = connection.execute(_LAST, {"places": places}).all()
    return {(location, item): day for location, item, day in rows}


def _ranked(there: dict[_Key, _There]) -> dict[_Key, tuple[int, int]]:
    """The class, 0, 1, 2, and the share, in millionths of its group; what ends a part of the group
    belongs to it.
    """
    found: dict[_Key, tuple[int, int]] = {}
    whole, before = Counter[str](), Counter[str]()
    for here in there.values():
        whole[here.currency] += here.weight
    for key, here in sorted(there.items(), key=lambda one: (-one[1].weight, one[0])):
        of, mine = here.currency, here.weight
        rank = sum(before[of] * 100 >= share * whole[of] for share in SHARES)
        found[key] = rank, mine * MILLION // whole[of]
        before[of] += mine
    return found


def _moved(connection: Connection, one: Due, since: str) -> int:
    """How often it moved there since that day; more than `OFTEN` isn't told apart."""
    here = {"centre": centre_of(one.location), "location": one.location, "item": one.item}
    return _MOVED.value(connection, **here, day=since) or 0
