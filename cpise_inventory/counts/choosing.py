"""What to count today: a handful, chosen by how much there is, how often it moves and how long ago
it was counted.

ABC analysis, as usual for cycle counts (APICS dictionary): the few items that make up the first
four fifths of all units come round every month, the next every three months, the many small ones
twice a year. What moves often comes round with the class above its own.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from cpise_inventory.counts.queries import Key
from cpise_inventory.locations import centre_of
from db.run import Query
from db.schema import balance, count_last, entry

MOST_ITEMS: Final = 10
PERIODS: Final = (30, 90, 180)
"""Days between two counts, by class."""
SHARES: Final = (80, 95)
"""Of a hundred units, those that end the first class and the second."""
LOOKED_BACK: Final = timedelta(days=90)
OFTEN: Final = 10
"""Movements in that time that bring an item into the class above."""

_B, _E, _C = balance.c, entry.c, count_last.c


class Due(NamedTuple):
    """An item at a place. `age`: days since it was counted, else since it first came."""

    location: str
    item: str
    lots: tuple[str, ...]
    units: int
    period: int
    age: int

    @property
    def is_due(self) -> bool:
        return self.age >= self.period

    @property
    def keys(self) -> list[Key]:
        return [(self.location, self.item, lot) for lot in self.lots]


def handful(
    connection: Connection, places: list[str], today: date, most: int = MOST_ITEMS
) -> list[Due]:
    """What has waited for most of its period comes first; of these what there is most of."""
    lots, units = _there(connection, places)
    last = _counted(connection, places)
    classes = _classes(units)
    since = (today - LOOKED_BACK).isoformat()
    found = []
    for (location, item), keys in lots.items():
        rank = classes[location, item]
        if rank and _moved(connection, location, item, since) >= OFTEN:
            rank -= 1
        known = last.get((location, item)) or _came(connection, location, item)
        age = (today - date.fromisoformat(known)).days if known else 0
        about = (units[location, item], PERIODS[rank], age)
        found.append(Due(location, item, tuple(keys), *about))
    return sorted(found, key=_pressing)[:most]


def _pressing(one: Due) -> tuple[float, int, str, str]:
    return -one.age / one.period, -one.units, one.location, one.item


_HERE = (
    select(_B.location, _B.item, _B.lot, _B.quantity)
    .where(_B.location.in_(bindparam("places", expanding=True)), _B.quantity != 0)
    .order_by(_B.location, _B.item, _B.lot)
)
_LAST = select(_C.location, _C.item, _C.counted_on).where(
    _C.location.in_(bindparam("places", expanding=True))
)
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
_CAME = Query(
    select(_E.happened_on)
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.location == bindparam("location"),
    )
    .order_by(_E.happened_on)
    .limit(1)
)


def _there(
    connection: Connection, places: list[str]
) -> tuple[dict[tuple[str, str], list[str]], dict[tuple[str, str], int]]:
    lots: dict[tuple[str, str], list[str]] = defaultdict(list)
    units: dict[tuple[str, str], int] = defaultdict(int)
    for location, item, lot, quantity in connection.execute(_HERE, {"places": places}):
        lots[location, item].append(lot)
        units[location, item] += abs(quantity)
    return lots, units


def _counted(connection: Connection, places: list[str]) -> dict[tuple[str, str], str]:
    rows = connection.execute(_LAST, {"places": places})
    return {(location, item): day for location, item, day in rows}


def _classes(units: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Place and item -> 0, 1, 2; what ends a share belongs to it."""
    whole, before, found = sum(units.values()) or 1, 0, {}
    for key in sorted(units, key=lambda one: (-units[one], one)):
        found[key] = sum(before * 100 >= share * whole for share in SHARES)
        before += units[key]
    return found


def _moved(connection: Connection, location: str, item: str, since: str) -> int:
    """How often it moved there since that day; more than `OFTEN` isn't told apart."""
    asked = {"centre": centre_of(location), "item": item, "day": since, "location": location}
    return _MOVED.value(connection, **asked) or 0


def _came(connection: Connection, location: str, item: str) -> str:
    """The day on which it first came there."""
    asked = {"centre": centre_of(location), "item": item, "location": location}
    return _CAME.value(connection, **asked) or ""
