"""What is to be counted, what was found, and how it stands to the books."""

from collections import defaultdict
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, tuple_

from cpise_inventory.locations import centre_of
from db.run import Query
from db.schema import (
    balance,
    count_again,
    count_entry,
    count_line,
    count_sheet,
    count_step,
    entry,
    item,
    lot,
    place,
)

_S, _L, _N, _T = count_sheet.c, count_line.c, count_entry.c, count_step.c
_B, _E = balance.c, entry.c

Key = tuple[str, str, str]
"""Location, item, lot."""


class Step(NamedTuple):
    """What became of a sheet: opened, waits, settled, recount, approved, cancelled."""

    step: str
    actor: str
    happened_on: str
    clock: int
    lines: int
    differing: int
    over: int
    short: int


class Sheet(NamedTuple):
    """A count. `status`: open, waits, settled, approved, cancelled."""

    number: str
    centre: str
    sort: str
    category: str
    blind: bool
    opened_on: str
    clock: int
    actor: str
    status: str
    entered: int
    """Lines with a figure."""
    lines: int


class Found(NamedTuple):
    """The figure that holds for a line: the last one entered."""

    location: str
    item: str
    lot: str
    quantity: int
    actor: str
    counted_on: str
    counted_clock: int

    @property
    def key(self) -> Key:
        return (self.location, self.item, self.lot)


class Compared(NamedTuple):
    """A counted line beside the books as they stood when it was counted."""

    found: Found
    booked: int

    @property
    def difference(self) -> int:
        """More there than booked is positive."""
        return self.found.quantity - self.booked


_SHEETS = select(
    *(_S.number, _S.centre, _S.sort, _S.category, _S.blind, _S.opened_on, _S.clock, _S.actor)
).order_by(_S.clock.desc(), _S.number)
_STATUS = {"opened": "open", "recount": "open"}


def sheet(connection: Connection, number: str) -> Sheet | None:
    row = connection.execute(_SHEETS.where(_S.number == number)).one_or_none()
    return _sheet(connection, row) if row else None


def sheets(connection: Connection, centre: str = "", most: int = 200) -> list[Sheet]:
    """The newest first."""
    wanted = _SHEETS.where(_S.centre == centre) if centre else _SHEETS
    return [_sheet(connection, row) for row in connection.execute(wanted.limit(most))]


def open_sheets(connection: Connection, centre: str = "") -> list[Sheet]:
    """Not settled yet: being counted, or waiting for approval."""
    ended = select(_T.number).where(_T.step.in_(("settled", "approved", "cancelled")))
    wanted = _SHEETS.where(_S.number.not_in(ended))
    if centre:
        wanted = wanted.where(_S.centre == centre)
    return [_sheet(connection, row) for row in connection.execute(wanted)]


def _sheet(connection: Connection, row: Any) -> Sheet:
    number = str(row[0])
    name = next((s.step for s in reversed(steps(connection, number))), "opened")
    lines = set(scope(connection, number))
    figures = {one.key for one in found(connection, number)}
    status = _STATUS.get(name, name)
    about = (*row[:4], bool(row[4]), *row[5:], status, len(figures), len(lines | figures))
    return Sheet._make(about)


def steps(connection: Connection, number: str) -> list[Step]:
    """In their order."""
    wanted = select(
        *(_T.step, _T.actor, _T.happened_on, _T.clock, _T.lines, _T.differing, _T.over, _T.short)
    )
    wanted = wanted.where(_T.number == number).order_by(_T.clock, _T.device, _T.seq)
    return [Step(*row) for row in connection.execute(wanted)]


def scope(connection: Connection, number: str) -> list[Key]:
    """What stands on the sheet, in the order of the shelves."""
    wanted = select(_L.location, _L.item, _L.lot).where(_L.number == number)
    wanted = wanted.order_by(_L.location, _L.item, _L.lot)
    return [(location, code, key) for location, code, key in connection.execute(wanted)]


def found(connection: Connection, number: str) -> list[Found]:
    """The figures that hold, a line each: the last, unless it was to be counted again since."""
    wanted = select(
        *(_N.location, _N.item, _N.lot, _N.quantity, _N.actor, _N.counted_on, _N.counted_clock),
        _N.clock,
    )
    wanted = wanted.where(_N.number == number).order_by(_N.clock, _N.device, _N.seq)
    again = dict(connection.execute(_AGAIN, {"number": number}).all())
    last = {
        tuple(row[:3]): Found(*row)
        for *row, clock in map(tuple, connection.execute(wanted))
        if clock > again.get(row[1], 0)
    }
    return [last[key] for key in sorted(last)]


def counters(connection: Connection, number: str) -> frozenset[str]:
    """Who entered figures."""
    return frozenset(connection.scalars(select(_N.actor).where(_N.number == number).distinct()))


def compared(connection: Connection, number: str) -> list[Compared]:
    """Each counted line beside the books as of its counting."""
    return [Compared(one, booked_at(connection, one)) for one in found(connection, number)]


_NOW = Query(
    select(_B.quantity).where(
        _B.location == bindparam("location"),
        _B.item == bindparam("item"),
        _B.lot == bindparam("lot"),
    )
)
_SINCE = Query(
    select(func.sum(_E.quantity)).where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        tuple_(_E.happened_on, _E.clock) > tuple_(bindparam("day"), bindparam("clock")),
        _E.location == bindparam("location"),
        _E.lot == bindparam("lot"),
    )
)


def booked_at(connection: Connection, one: Found) -> int:
    """What the stock card said when this was counted.

    A movement entered later for an earlier day is reckoned in; one that came after is not.
    """
    key = {"location": one.location, "item": one.item, "lot": one.lot}
    now = _NOW.value(connection, **key) or 0
    at = {"centre": centre_of(one.location), "day": one.counted_on, "clock": one.counted_clock}
    return int(now) - int(_SINCE.value(connection, **key, **at) or 0)


def booked(connection: Connection, places: list[str], category: str = "") -> list[Key]:
    """Every lot that the books have at these places, for a sheet."""
    wanted = (
        select(_B.location, _B.item, _B.lot)
        .join_from(balance, item, item.c.code == _B.item, isouter=True)
        .where(_B.location.in_(places), _B.quantity != 0)
        .order_by(_B.location, _B.item, _B.lot)
    )
    if category:
        wanted = wanted.where(item.c.category == category)
    return [(location, code, key) for location, code, key in connection.execute(wanted)]


def lots_known(connection: Connection, location: str, code: str) -> list[tuple[str, int]]:
    """(lot, booked) of an item at a place, nought too, in the order in which they should leave."""
    wanted = (
        select(_B.lot, _B.quantity)
        .join_from(balance, lot, (lot.c.item == _B.item) & (lot.c.lot == _B.lot))
        .where(_B.location == location, _B.item == code)
        .order_by(lot.c.expires_on, lot.c.number, _B.lot)
    )
    return [(key, int(quantity)) for key, quantity in connection.execute(wanted)]


def due(connection: Connection, centre: str, since: str, most: int = 10) -> list[Key]:
    """A daily handful: what was never counted, or longest ago; of these first what there is most
    of in value (in units where no value is known), then what moved most since that day.

    So many items, each with all its lots at a place.
    """
    here = (
        select(_B.location, _B.item, _B.lot, _B.quantity)
        .join_from(balance, place, place.c.code == _B.location)
        .where(place.c.centre == centre, _B.quantity != 0)
        .order_by(_B.location, _B.item, _B.lot)
    )
    lots: dict[tuple[str, str], list[Key]] = defaultdict(list)
    worth: dict[tuple[str, str], int] = defaultdict(int)
    for location, code, key, quantity in connection.execute(here):
        lots[location, code].append((location, code, key))
        worth[location, code] += abs(quantity)
    counted = (
        select(_N.location, _N.item, func.max(_N.counted_on))
        .where(_N.location.in_({location for location, _ in lots}))
        .group_by(_N.location, _N.item)
    )
    last = {(location, code): day for location, code, day in connection.execute(counted)}
    moved = _busy(connection, centre, {code for _, code in lots}, since)
    order = sorted(lots, key=lambda one: (last.get(one, ""), -worth[one], -moved[one[1]], one))
    return [key for one in order[:most] for key in lots[one]]


_FEW = (
    select(_E.line)
    .where(
        _E.centre == bindparam("centre"),
        _E.item == bindparam("item"),
        _E.happened_on >= bindparam("day"),
    )
    .limit(50)
    .subquery()
)
_MOVED = Query(select(func.count()).select_from(_FEW))


def _busy(connection: Connection, centre: str, items: set[str], since: str) -> dict[str, int]:
    """Item -> how often it moved since that day; fifty is as busy as a thousand."""
    return {
        code: _MOVED.value(connection, centre=centre, item=code, day=since) or 0 for code in items
    }


_AGAIN = (
    select(count_again.c.item, func.max(count_again.c.clock))
    .where(count_again.c.number == bindparam("number"))
    .group_by(count_again.c.item)
)


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


def accuracy(connection: Connection, centre: str = "") -> list[Accuracy]:
    """By month, the newest first."""
    month = func.substr(_T.happened_on, 1, 7)
    sums = (func.sum(_T.lines), func.sum(_T.differing), func.sum(_T.over), func.sum(_T.short))
    wanted = select(month, func.count(), *sums).where(_T.step.in_(("settled", "approved")))
    if centre:
        wanted = wanted.where(_T.centre == centre)
    rows = connection.execute(wanted.group_by(month).order_by(month.desc()))
    return [
        Accuracy(when, number, int(lines), int(lines - differing), int(over), int(short))
        for when, number, lines, differing, over, short in rows
    ]
