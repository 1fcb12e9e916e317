"""What planning reads of a centre: months from rows kept for it, days where months can't tell."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from cpise_inventory.locations import quarantine, reported
from cpise_inventory.planning.outlook import Held
from cpise_inventory.planning.pace import (
    NOTHING,
    STILL,
    Flow,
    Flows,
    Moved,
    Pace,
    consumed,
    openings,
    stocked_days,
    unclear,
    with_spoiled,
)
from cpise_inventory.planning.periods import Period, days_of, month_of
from db.run import Query
from db.schema import (
    balance,
    entry,
    event_index,
    lot,
    place,
    reversal,
    stock_flow,
    stock_spoiled,
)

_B, _L, _P, _F, _E, _I = balance.c, lot.c, place.c, stock_flow.c, entry.c, event_index.c
_S = stock_spoiled.c
HELD_PLACES: tuple[ColumnElement[str], ...] = (bindparam("apart"), bindparam("missing"))
"""Where a centre's goods are that are offered to nobody."""
_ITEMS: ColumnElement[str] = bindparam("items", expanding=True)
_APART = case((_B.location.in_(HELD_PLACES), _B.quantity), else_=0)
_HELD_AT = (
    select(
        *(_B.item, _B.lot, _L.expires_on, _L.seniority),
        *(func.sum(_B.quantity), func.sum(_APART)),
    )
    .join_from(place, balance, _P.code == _B.location)
    .join(lot, and_(_L.item == _B.item, _L.lot == _B.lot))
    .where(_P.centre == bindparam("centre"), _B.quantity != 0)
    .group_by(_B.item, _B.lot, _L.expires_on, _L.seniority)
)
_FLOWS = select(_F.item, _F.month, _F.flow, _F.quantity).where(
    _F.centre == bindparam("centre"), _F.month >= bindparam("month")
)
_SPOILED = Query(
    select(_S.item, _S.expired_on, _S.quantity).where(
        _S.centre == bindparam("centre"), _S.expired_on >= bindparam("first")
    )
)
_DAYS = Query(
    select(
        _E.happened_on,
        func.sum(case((_E.quantity > 0, _E.quantity), else_=0)),
        func.sum(case((_E.quantity < 0, -_E.quantity), else_=0)),
    )
    .join_from(entry, event_index, and_(_I.device == _E.device, _I.seq == _E.seq))
    .join(lot, and_(_L.item == _E.item, _L.lot == _E.lot))
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on >= bindparam("first"),
        _E.happened_on <= bindparam("last"),
        _E.location.not_in(HELD_PLACES),
        # from shelf to shelf nothing comes or goes
        or_(_E.other.not_like(bindparam("shelves")), _E.other.in_(HELD_PLACES)),
        _L.expires_on >= _E.happened_on,
        # what was undone has not been, nor has its undoing
        _I.reverses == "",
        ~exists().where(reversal.c.document == _I.document),
    )
    .group_by(_E.happened_on)
)


class Stock(NamedTuple):
    """Of an item at a centre: the lots that may be given, and what is `apart`: in quarantine, or
    reported lost.
    """

    held: tuple[Held, ...] = ()
    apart: int = 0

    def fit(self, today: date) -> int:
        """What may be given, by the books: a lot below nought counts as what it is."""
        return sum(lot.quantity for lot in self.held if lot.expires_on >= today.isoformat())


class Spoiled(NamedTuple):
    """So much of an item was there when its last day of use ended."""

    item: str
    day: str
    quantity: int


class MonthLevel(NamedTuple):
    """What was fit to be given when a month ended, and what was used in it."""

    month: str
    level: int
    used: int


Items = Collection[str] | None
"""Codes of those that are asked about; None for all."""


class CentreBooks:
    """What is read of a centre in a few goes, and of its items' days where a month can't tell."""

    def __init__(
        self, connection: Connection, centre: str, period: Period, today: date, items: Items = None
    ) -> None:
        self._connection, self._centre = connection, centre
        self._period, self._today = period, today
        self._stocks = stock_of(connection, centre, items)
        self._flows = flows_of(connection, centre, period, items)
        self._spoiled: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for one in spoiled_of(connection, centre, period, self._stocks, today):
            self._spoiled[one.item][one.day] += one.quantity

    def _all_flows(self, item: str) -> Flows:
        return with_spoiled(self._flows.get(item, {}), self._spoiled.get(item, {}))

    def year(self, item: str) -> list[MonthLevel]:
        """The months of the period, the last of which may be running still."""
        flows, now = self._all_flows(item), self.stock(item).fit(self._today)
        began = openings(self._period, now, flows)
        ends = [*list(began.values())[1:], now]
        return [
            MonthLevel(month, max(end, 0), max(flow.used, 0))
            for month, end in zip(began, ends, strict=True)
            for flow in (flows.get(month, NOTHING),)
        ]

    def items(self) -> set[str]:
        """What is there, or was used."""
        held = {item for item, stock in self._stocks.items() if stock.held or stock.apart}
        return held | {item for item in self._flows if consumed(self._period, self._flows[item])}

    def stock(self, item: str) -> Stock:
        return self._stocks.get(item, Stock())

    def pace(self, item: str) -> Pace:
        period, now, flows = self._period, self.stock(item).fit(self._today), self._all_flows(item)
        began = openings(period, now, flows)
        months = unclear(began, flows)
        days = _days(self._connection, (self._centre, item), months)
        for day, quantity in self._spoiled.get(item, {}).items():
            days[day] = days.get(day, STILL)._replace(spoiled=quantity)
        return Pace(period, consumed(period, flows), stocked_days(began, months, days))


def stock_of(connection: Connection, centre: str, items: Items = None) -> dict[str, Stock]:
    """By item, what is there now: never more rows than there are lots on shelves."""
    held: dict[str, list[Held]] = defaultdict(list)
    apart: dict[str, int] = defaultdict(int)
    asked = {"centre": centre, **held_places(centre)}
    for code, key, expires_on, seniority, all_of_it, aside in _of(
        connection, _HELD_AT, _B.item, items, asked
    ):
        apart[code] += int(aside)
        if all_of_it != aside:
            held[code].append(Held(key, expires_on, int(all_of_it - aside), seniority))
    return {code: Stock(tuple(held[code]), aside) for code, aside in apart.items()}


def held_places(centre: str) -> dict[str, str]:
    """For statements that ask about `HELD_PLACES`."""
    return {"apart": quarantine(centre), "missing": reported(centre)}


def _of(
    connection: Connection,
    wanted: Select[Any],
    item: ColumnElement[str],
    items: Items,
    asked: dict[str, Any],
) -> Sequence[Any]:
    """What is wanted, of these items alone."""
    if items is None:
        return connection.execute(wanted, asked).all()
    return connection.execute(wanted.where(item.in_(_ITEMS)), asked | {"items": list(items)}).all()


def flows_of(
    connection: Connection, centre: str, period: Period, items: Items = None
) -> dict[str, Flows]:
    """By item and month, since the period began; what spoiled is not among it."""
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    asked = {"centre": centre, "month": month_of(period.first)}
    for code, month, flow, quantity in _of(connection, _FLOWS, _F.item, items, asked):
        found[code][month][flow] = int(quantity)
    return {
        code: {month: Flow(**told) for month, told in months.items()}
        for code, months in found.items()
    }


def spoiled_of(
    connection: Connection, centre: str, period: Period, stocks: Mapping[str, Stock], today: date
) -> Iterator[Spoiled]:
    """Since the period began: what has been taken away meanwhile, and what lies there still."""
    first = period.first.isoformat()
    for item, day, quantity in _SPOILED.rows(connection, centre=centre, first=first):
        yield Spoiled(item, day, int(quantity))
    for item, stock in stocks.items():
        for one in stock.held:
            if first <= one.expires_on < today.isoformat():
                yield Spoiled(item, one.expires_on, one.quantity)


def _days(connection: Connection, where: tuple[str, str], months: list[str]) -> dict[str, Moved]:
    """From the first of these months to the last, by the index of the stock card."""
    if not months:
        return {}
    first, last = days_of(months[0])[0], days_of(months[-1])[-1]
    asked = {"centre": where[0], "item": where[1], "shelves": f"{where[0]}/%"}
    asked |= {"first": first, "last": last, **held_places(where[0])}
    return {day: Moved(int(came), int(went)) for day, came, went in _DAYS.rows(connection, **asked)}
