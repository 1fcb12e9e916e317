"""What was on hand at the end of a day that is gone."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, func, select, union_all

from cpise_inventory.locations import centre_of
from cpise_inventory.stock.queries import OnHand, on_hand, turn
from db.run import Query, Row
from db.schema import balance, entry, lot, place, stock_month, stock_year

JUNE, MID_MONTH = 6, 15
"""Until then the beginning of the year, or of the month, is nearer than its end."""
_B, _E, _M, _P, _Y = balance.c, entry.c, stock_month.c, place.c, stock_year.c
_L = lot.c


def _span(moved: ColumnElement[str], name: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The time from its first to its last, both included."""
    first: ColumnElement[str] = bindparam(f"first_{name}")
    last: ColumnElement[str] = bindparam(f"last_{name}")
    return moved >= first, moved <= last


def _signed(quantity: ColumnElement[int], name: str) -> ColumnElement[int]:
    """-1 where what moved then had yet to come."""
    sign: ColumnElement[int] = bindparam(f"sign_{name}", type_=Integer)
    return (sign * quantity).label("quantity")


_ONE = _P.centre == bindparam("centre")
_ever = (  # so that of each item only the days that are asked for are read
    select(_P.centre, _B.item)
    .join_from(place, balance, _P.code == _B.location)
    .where(_ONE)
    .distinct()
    .subquery("ever")
    .c
)
_moved = union_all(
    select(_B.location, _B.item, _B.lot, _B.quantity)
    .join_from(place, balance, _B.location == _P.code)
    .where(_ONE, _B.quantity != 0),
    select(_Y.location, _Y.item, _Y.lot, -_Y.quantity)
    .join_from(place, stock_year, _Y.location == _P.code)
    .where(_ONE, _Y.year > bindparam("year")),
    select(_M.location, _M.item, _M.lot, _signed(_M.quantity, "month"))
    .join_from(place, stock_month, _M.location == _P.code)
    .where(_ONE, *_span(_M.month, "month")),
    select(_E.location, _E.item, _E.lot, _signed(_E.quantity, "day"))
    .where(_E.centre == _ever.centre, _E.item == _ever.item)
    .where(*_span(_E.happened_on, "day")),
).subquery("moved")
_TOTAL = func.sum(_moved.c.quantity)
_KEY = (_moved.c.location, _moved.c.item, _moved.c.lot)
_then = select(*_KEY, _TOTAL.label("quantity")).group_by(*_KEY).having(_TOTAL != 0)
_THEN = Query(_then)
"""What is there now and what has moved since by the year, the month and the day, in one sum."""
_there = _then.subquery("there")
_LOTS_THEN = Query(
    select(_there, _L.number, _L.expiry, _L.expires_on, _L.donation, _L.seniority).join(
        lot, (_L.item == _there.c.item) & (_L.lot == _there.c.lot)
    )
)
_CENTRES = Query(select(_P.centre).distinct())


def on_hand_at(
    connection: Connection, day: date | None, today: date, centre: str = ""
) -> list[OnHand]:
    """As `on_hand`; of a day before today by what the books say now of that day, so a fact entered
    since for an earlier day is counted in.
    """
    if day is None or day >= today:
        return on_hand(connection, centre)
    held = [_lot(row) for row in _rows(connection, _LOTS_THEN, day.isoformat(), centre)]
    return sorted(held, key=lambda lot: (*lot[:3], turn(lot)))


def stock_at_date(
    connection: Connection, day: str, centre: str = ""
) -> dict[tuple[str, str, str], int]:
    """(location, item, lot) -> on hand at the end of that day: today's less what came since, which
    is known by the year, the month and the day.
    """
    return {tuple(row[:3]): int(row[3]) for row in _rows(connection, _THEN, day, centre)}


def _rows(connection: Connection, query: Query, day: str, centre: str) -> Iterator[Row]:
    spans = _spans(day)
    asked = [centre] if centre else [one for (one,) in _CENTRES.rows(connection)]
    for one in asked:
        yield from query.rows(connection, centre=one, **spans)


def _spans(day: str) -> dict[str, str | int]:
    """From now back to the nearer end of the day's year, then of its month, then to the day.

    Where a month or a day is told that isn't one, its span is empty.
    """
    year, month, number = map(int, day.split("-"))
    forward, within, this = month <= JUNE, number <= MID_MONTH, day[:7]
    months = (1, month - within) if forward else (month + (not within), 12)
    days = (1, number) if within else (number + 1, 31)
    return {
        "year": f"{year - forward:04d}",
        "first_month": f"{year:04d}-{months[0]:02d}",
        "last_month": f"{year:04d}-{months[1]:02d}",
        "sign_month": 1 if forward else -1,
        "first_day": f"{this}-{days[0]:02d}",
        "last_day": f"{this}-{days[1]:02d}",
        "sign_day": 1 if within else -1,
    }


def _lot(row: Row) -> OnHand:
    location, item, key, quantity, *about, seniority = row
    centre = centre_of(location)
    return OnHand._make((centre, location, item, key, *about, int(quantity), seniority))
