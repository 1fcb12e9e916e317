"""What planning reads: months in rows kept for it, days only where a month alone can't tell."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, and_, bindparam, case, exists, func, literal_column, select, text

from cpise_inventory.planning.levels import NO_LEVEL, Levels, Rations
from cpise_inventory.planning.outlook import Held
from cpise_inventory.planning.pace import (
    PERIODS,
    Days,
    Flow,
    Flows,
    Moved,
    Pace,
    consumed,
    doubtful,
    stocked_days,
)
from cpise_inventory.planning.periods import Period, days_of, month_of, whole_months
from cpise_inventory.planning.plan import ItemPlan, item_plan
from db.run import Query
from db.schema import balance, entry, event_index, lot, place, stock_flow

USUAL_PERIOD = PERIODS[1]
QUARANTINE = "quarantine"
"""The kind of place whose goods are on hand and not to be given."""

_B, _L, _P, _F, _E, _I = balance.c, lot.c, place.c, stock_flow.c, entry.c, event_index.c
_FREE = case((_P.kind == literal_column(f"'{QUARANTINE}'"), 0), else_=_B.quantity)
_HELD_AT = Query(
    select(_B.item, _B.lot, _L.expires_on, func.sum(_B.quantity), func.sum(_FREE))
    .join_from(place, balance, _P.code == _B.location)
    .join(lot, and_(_L.item == _B.item, _L.lot == _B.lot))
    .where(_P.centre == bindparam("centre"), _B.quantity != 0)
    .group_by(_B.item, _B.lot, _L.expires_on)
)
_FLOWS = Query(
    select(_F.item, _F.month, _F.flow, _F.quantity).where(
        _F.centre == bindparam("centre"), _F.month >= bindparam("month")
    )
)
_later = event_index.alias("later")
_DAYS = Query(
    select(
        _E.happened_on,
        func.sum(case((_E.quantity > 0, _E.quantity), else_=0)),
        func.sum(case((_E.quantity < 0, -_E.quantity), else_=0)),
    )
    .join_from(entry, event_index, and_(_I.device == _E.device, _I.seq == _E.seq))
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on >= bindparam("first"),
        _E.happened_on <= bindparam("last"),
        _E.other.not_like(bindparam("shelves")),  # from shelf to shelf nothing comes or goes
        # what was undone has not been, nor has its undoing
        _I.reverses == "",
        ~exists(select(1).where(_later.c.reverses == _I.document, text("later.reverses <> ''"))),
    )
    .group_by(_E.happened_on)
)


class Stock(NamedTuple):
    """Of an item at a centre: `now` by the books, and the lots that aren't in quarantine."""

    now: int
    held: tuple[Held, ...]


def plans(
    connection: Connection, today: date, centres: Iterable[str], months: int = USUAL_PERIOD
) -> list[ItemPlan]:
    """Every item that is there, or was used in these last whole months; by centre and item."""
    known = known_levels(connection)
    return [
        item_plan(
            (centre, item),
            pace,
            stock.held,
            today,
            known.get((centre, item), NO_LEVEL),
        )
        for centre in centres
        for item, stock, pace in _of_centre(connection, centre, whole_months(today, months), known)
    ]


def _of_centre(
    connection: Connection, centre: str, period: Period, known: Levels
) -> Iterable[tuple[str, Stock, Pace]]:
    stocks, flows = stock_of(connection, centre), flows_of(connection, centre, period)
    minded = {item for where, item in known if where == centre}
    for item in sorted(stocks.keys() | flows.keys() | minded):
        stock, flow = stocks.get(item, Stock(0, ())), flows.get(item, {})
        used = consumed(period, flow)
        if stock.held or used or item in minded:
            days = _days(connection, (centre, item), doubtful(period, stock.now, flow))
            stocked = stocked_days(period, stock.now, flow, days)
            yield item, stock, Pace(period, used, stocked)


def stock_of(connection: Connection, centre: str) -> dict[str, Stock]:
    """By item, what is there now: never more rows than there are lots on shelves."""
    now: dict[str, int] = defaultdict(int)
    held: dict[str, list[Held]] = defaultdict(list)
    for item, key, expires_on, there, free in _HELD_AT.rows(connection, centre=centre):
        now[item] += int(there)
        held[item].append(Held(key, expires_on, int(free)))
    return {item: Stock(there, tuple(held[item])) for item, there in now.items()}


def flows_of(connection: Connection, centre: str, period: Period) -> dict[str, Flows]:
    """By item and month, since the period began."""
    found: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    first = month_of(period.first)
    for item, month, flow, quantity in _FLOWS.rows(connection, centre=centre, month=first):
        found[item][month][flow] = int(quantity)
    return {
        item: {month: Flow(**told) for month, told in months.items()}
        for item, months in found.items()
    }


def _days(connection: Connection, where: tuple[str, str], months: list[str]) -> Days:
    """From the first of these months to the last, by the index of the stock card."""
    if not months:
        return {}
    first, last = next(iter(days_of(months[0]))), list(days_of(months[-1]))[-1]
    asked = {"centre": where[0], "item": where[1], "shelves": f"{where[0]}/%"}
    asked |= {"first": first.isoformat(), "last": last.isoformat()}
    return {day: Moved(int(came), int(went)) for day, came, went in _DAYS.rows(connection, **asked)}


# --- what the catalogue will know: the one place where planning asks it ---------------------------


def known_levels(_connection: Connection) -> Levels:
    """Minimum and target by centre and item, as far as they're set."""
    return {}


def known_rations(_connection: Connection) -> Rations:
    """Standard rations by item, as far as the catalogue has them."""
    return {}
