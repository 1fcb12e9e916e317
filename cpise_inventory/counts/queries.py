"""What is to be counted, what was found, and how it stands to the books."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, case, func, select, text, tuple_

from cpise_inventory.catalogue.queries import places as catalogue_places
from cpise_inventory.locations import DIFFERENCE, centre_of, reported
from cpise_inventory.stock.queries import IN_ORDER
from db.run import Query
from db.schema import (
    balance,
    count_again,
    count_booking,
    count_entry,
    count_line,
    count_reason,
    count_rule,
    count_sheet,
    count_step,
    entry,
    head,
    item,
    lot,
    reversal,
)

_S, _L, _N, _T = count_sheet.c, count_line.c, count_entry.c, count_step.c
_B, _E, _R = balance.c, entry.c, count_reason.c
_ENDED = ("settled", "approved")

FOREVER = 2**63 - 1
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
    device: str
    seq: int


class Sheet(NamedTuple):
    """A count. `status`: open, waits, settled, approved, cancelled, or undone by its reversal."""

    number: str
    centre: str
    sort: str
    category: str
    places: tuple[str, ...]
    blind: bool
    opened_on: str
    past: bool
    """Of a day before the one on which it was opened: of how things stood at its end."""
    clock: int
    actor: str
    status: str
    entered: int
    """Lines with a figure."""
    lines: int

    @property
    def over(self) -> bool:
        """Nothing can be done with it any more."""
        return self.status not in ("open", "waits")


class Found(NamedTuple):
    """The figure that holds for a line: the last one entered."""

    location: str
    item: str
    lot: str
    quantity: int
    actor: str
    counted_on: str
    counted_clock: int
    past: bool = False

    @property
    def key(self) -> Key:
        return (self.location, self.item, self.lot)


class Compared(NamedTuple):
    """A counted line beside the books as they stood when it was counted."""

    found: Found
    booked: int
    since: int = 0
    """What came, less what left, after it was counted."""
    why: str = ""
    """Of `commands.REASONS`; empty while nobody has said."""
    remarks: str = ""

    @property
    def difference(self) -> int:
        """More there than booked is positive."""
        return self.found.quantity - self.booked


class Rule(NamedTuple):
    """What is booked without a second person: at most so many units and so many percent."""

    units: int = 0
    percent: int = 0

    def frees(self, difference: int, booked: int) -> bool:
        within = abs(difference) * 100 <= self.percent * abs(booked)
        return abs(difference) <= self.units and within


_SHEETS = (
    select(
        *(_S.number, _S.centre, _S.sort, _S.category, _S.places),
        *(_S.blind, _S.opened_on, _S.past),
        *(_S.clock, _S.actor, _S.step, reversal.c.reversed_by),
    )
    .join_from(count_sheet, reversal, reversal.c.document == _S.number, isouter=True)
    .where(_S.opened != "")
    .order_by(_S.clock.desc(), _S.number)
)
_OPEN = text("count_sheet.step IN ('opened', 'recount', 'waits')")
"""Word for word what the index of them says."""
_STATUS = {"opened": "open", "recount": "open"}


def sheet(connection: Connection, number: str) -> Sheet | None:
    return next(iter(_sheets(connection, _SHEETS.where(_S.number == number))), None)


def sheets(connection: Connection, centre: str = "", most: int = 200) -> list[Sheet]:
    """The newest first."""
    return sheet_page(connection, 0, most, centre)


def sheet_page(
    connection: Connection, offset: int, size: int, centre: str = "", status: str = ""
) -> list[Sheet]:
    """A page of them, the newest first. `status`: open, waits, done, or all."""
    return _sheets(connection, _narrowed(_SHEETS, centre, status).limit(size).offset(offset))


def sheets_size(connection: Connection, centre: str = "", status: str = "") -> int:
    counted = select(func.count()).select_from(count_sheet).where(_S.opened != "")
    return int(connection.execute(_narrowed(counted, centre, status)).scalar_one())


def open_sheets(connection: Connection, centre: str = "") -> list[Sheet]:
    """Not settled yet: being counted, or waiting for approval."""
    return _sheets(connection, _narrowed(_SHEETS, centre, "").where(_OPEN))


def _narrowed(wanted: Select[Any], centre: str, status: str) -> Select[Any]:
    if centre:
        wanted = wanted.where(_S.centre == centre)
    if status == "open":
        return wanted.where(_OPEN, _S.step != "waits")
    if status == "waits":
        return wanted.where(_OPEN, _S.step == "waits")
    return wanted.where(_S.step.in_((*_ENDED, "cancelled"))) if status == "done" else wanted


def _sheets(connection: Connection, wanted: Select[Any]) -> list[Sheet]:
    rows = {row[0]: row for row in connection.execute(wanted)}  # each once, if reversed twice, too
    there = _lines_of(connection, list(rows))
    return [_sheet(row, there.get(number, (0, 0))) for number, row in rows.items()]


def _sheet(row: Any, lines: tuple[int, int]) -> Sheet:
    *about, places, blind, opened_on, past, clock, actor, step, reversed_by = row
    status = "undone" if reversed_by else _STATUS.get(step, step)
    known = (tuple(places.split()), bool(blind), opened_on, bool(past), clock, actor, status)
    return Sheet._make((*about, *known, *lines))


def _lines_of(connection: Connection, numbers: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Number -> lines with a figure that holds, and lines in all."""
    key = (_L.number, _L.location, _L.item, _L.lot)
    listed = {tuple(row) for row in connection.execute(select(*key).where(_L.number.in_(numbers)))}
    again = dict[tuple[str, str], int]()
    for number, code, clock in connection.execute(_AGAIN_OF, {"numbers": list(numbers)}):
        again[number, code] = clock
    figures = (
        select(_N.number, _N.location, _N.item, _N.lot, func.max(_N.clock))
        .where(_N.number.in_(numbers))
        .group_by(_N.number, _N.location, _N.item, _N.lot)
    )
    found = {
        tuple(key)
        for *key, clock in connection.execute(figures)
        if clock > again.get((key[0], key[2]), 0)
    }
    return {
        number: (
            sum(1 for one in found if one[0] == number),
            sum(1 for one in listed | found if one[0] == number),
        )
        for number in numbers
    }


def steps(connection: Connection, number: str) -> list[Step]:
    """In their order."""
    wanted = select(
        *(_T.step, _T.actor, _T.happened_on, _T.clock, _T.lines, _T.differing, _T.over, _T.short),
        *(_T.device, _T.seq),
    )
    wanted = wanted.where(_T.number == number).order_by(_T.clock, _T.device, _T.seq)
    return [Step._make(row) for row in connection.execute(wanted)]


def scope(connection: Connection, number: str) -> list[Key]:
    """What stands on the sheet, and what was found beside it and is to be counted again, or it
    would be forgotten on a free one; in the order of the shelves.
    """
    listed = select(_L.location, _L.item, _L.lot).where(_L.number == number)
    again = list(asked_again(connection, number))
    beside = select(_N.location, _N.item, _N.lot).where(_N.number == number, _N.item.in_(again))
    rows = (*connection.execute(listed), *(connection.execute(beside) if again else ()))
    return sorted({(location, code, key) for location, code, key in rows})


def found(connection: Connection, number: str, until: int = FOREVER) -> list[Found]:
    """The figures that hold, a line each: the last, unless it was to be counted again since.

    `until`: as they held then, by the hybrid clock.
    """
    wanted = select(
        *(_N.location, _N.item, _N.lot, _N.quantity, _N.actor, _N.counted_on, _N.counted_clock),
        *(_N.past, _N.clock),
    )
    wanted = wanted.where(_N.number == number, _N.clock <= until)
    wanted = wanted.order_by(_N.clock, _N.device, _N.seq)
    again = asked_again(connection, number)
    last = {
        tuple(row[:3]): Found(*row)
        for *row, clock in map(tuple, connection.execute(wanted))
        if clock > again.get(row[1], 0)
    }
    return [last[key] for key in sorted(last)]


def counters(connection: Connection, number: str) -> frozenset[str]:
    """Who entered figures."""
    return frozenset(connection.scalars(select(_N.actor).where(_N.number == number).distinct()))


def counters_before(connection: Connection, number: str, code: str) -> frozenset[str]:
    """Who had counted an item when it was last to be counted again."""
    last = asked_again(connection, number).get(code, 0)
    wanted = select(_N.actor).where(_N.number == number, _N.item == code, _N.clock <= last)
    return frozenset(connection.scalars(wanted.distinct()))


def asked_again(connection: Connection, number: str) -> dict[str, int]:
    """Item -> when it was last to be counted again, by the hybrid clock."""
    rows = connection.execute(_AGAIN_OF, {"numbers": [number]})
    return {code: clock for _, code, clock in rows}


def compared(connection: Connection, number: str, new: Sequence[Found] = ()) -> list[Compared]:
    """Each counted line beside the books as of its counting, and why it differs. `new`: figures
    that are not in the books yet.
    """
    said = reasons(connection, number)
    last = {one.key: one for one in (*found(connection, number), *new)}
    until = _booked_on(connection, number)
    return [_compared(connection, last[key], said, until) for key in sorted(last)]


def _compared(
    connection: Connection, one: Found, said: dict[Key, tuple[str, str]], until: int
) -> Compared:
    booked, since = _booked(connection, one, until)
    why, remarks = said.get(one.key) or said.get(("", one.item, "")) or ("", "")
    return Compared(one, booked, since, why, remarks)


def reasons(connection: Connection, number: str) -> dict[Key, tuple[str, str]]:
    """Line -> why it differs, and what there is to say; without place and lot, of an item."""
    wanted = select(_R.location, _R.item, _R.lot, _R.why, _R.remarks).where(_R.number == number)
    return {
        (where, code, key): (why, told)
        for where, code, key, why, told in connection.execute(wanted)
    }


def rule(connection: Connection, centre: str) -> Rule:
    """What a manager has set for a centre; else every difference waits for a second person."""
    wanted = select(count_rule.c.units, count_rule.c.percent).where(count_rule.c.centre == centre)
    row = connection.execute(wanted).one_or_none()
    return Rule(*row) if row else Rule()


def moment(connection: Connection) -> int:
    """Now, by the hybrid clock: what is recorded later comes after it, whatever the wall says."""
    return int(_LATEST.value(connection) or 0)


_LATEST = Query(select(func.max(head.c.clock)))
_NOW = Query(
    select(_B.quantity).where(
        _B.location == bindparam("location"),
        _B.item == bindparam("item"),
        _B.lot == bindparam("lot"),
    )
)
_CORRECTED = and_(_E.other == DIFFERENCE, _E.clock < bindparam("until"))
_MOVED = select(func.sum(case((_CORRECTED, 0), else_=_E.quantity))).where(
    _E.centre == bindparam("centre"),
    _E.item == bindparam("item"),
    _E.location == bindparam("location"),
    _E.lot == bindparam("lot"),
)
_SINCE = Query(_MOVED.where(_E.happened_on >= bindparam("day"), _E.clock > bindparam("clock")))
"""What came after it was seen: recorded later, and not for an earlier day. What the books had by
then is in, whatever its date, for a clock may have been wrong.
"""
_SINCE_THEN = Query(
    _MOVED.where(tuple_(_E.happened_on, _E.clock) > tuple_(bindparam("day"), bindparam("clock")))
)
"""The same for how things stood on a day in the past."""


def booked_at(connection: Connection, one: Found, until: int = 0) -> int:
    """What the stock card said when this was counted.

    A movement entered later for an earlier day is reckoned in; one that came after is not. What
    another count corrected before `until` (by the hybrid clock) is no movement: the books were
    wrong by as much already when this was counted, and would else be corrected twice.
    """
    return _booked(connection, one, until)[0]


def _booked(connection: Connection, one: Found, until: int) -> tuple[int, int]:
    """Booked when it was counted, and what came of it since."""
    key = {"location": one.location, "item": one.item, "lot": one.lot}
    now = _NOW.value(connection, **key) or 0
    at = {"centre": centre_of(one.location), "day": one.counted_on, "clock": one.counted_clock}
    at["until"] = until
    since = int((_SINCE_THEN if one.past else _SINCE).value(connection, **key, **at) or 0)
    return int(now) - since, since


def _booked_on(connection: Connection, number: str) -> int:
    """When its differences were booked first, by the hybrid clock: its own count as movements."""
    ended = (one.clock for one in steps(connection, number) if one.step in _ENDED)
    return next(ended, FOREVER)


def places_of(connection: Connection, centre: str) -> list[str]:
    """Where there is something to count: open storerooms, shelves, the quarantine."""
    there = catalogue_places(connection, centre)
    return [one.code for one in there if one.code != reported(centre)]


def places_within(connection: Connection, centre: str, room: str = "") -> list[str]:
    """A storeroom with its shelves; without one, all that `places_of` names."""
    there = places_of(connection, centre)
    if not room:
        return there
    return [one for one in there if one == room or one.startswith(f"{room}/")] or [room]


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
        .order_by(*IN_ORDER)
    )
    return [(key, int(quantity)) for key, quantity in connection.execute(wanted)]


_AGAIN_OF = (
    select(count_again.c.number, count_again.c.item, func.max(count_again.c.clock))
    .where(count_again.c.number.in_(bindparam("numbers", expanding=True)))
    .group_by(count_again.c.number, count_again.c.item)
)


_TWICE = text("times > 1")
"""Word for word what the index of them says."""


def booked_twice(connection: Connection, centre: str = "") -> list[Sheet]:
    """Counts that two workstations approved while apart: their differences have moved twice."""
    twice = select(count_booking.c.number).where(_TWICE)
    wanted = _narrowed(_SHEETS, centre, "").where(_S.number.in_(twice))
    return [one for one in _sheets(connection, wanted) if one.status != "undone"]
