"""Where the register's events are found: in the order of a key or an index, a few at a time, so
that a page costs the same in a short journal and in a long one.

By the day: all events by the day on which they happened; where few items or lots are asked for,
what each centre's stock cards say of these. By the document: in the order of the papers' numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Select, func, select, text, tuple_

from cpise_inventory.locations import (
    DAMAGED,
    DIFFERENCE,
    EXCESS,
    EXPIRED,
    LOST,
    TRANSIT,
)
from db.schema import BEYOND as OUTWARDS
from db.schema import WITHIN, entry, event, event_index, reversal

CHUNK = 200
FEW = 40
"""Rows asked for at once where several cards are read side by side."""

_I, _E, _V = event_index.c, entry.c, event.c

BEYOND = (TRANSIT, EXCESS, DIFFERENCE, LOST, DAMAGED, EXPIRED)
"""Whose cards have what never touched a shelf, as when something is lost on the road."""


class Spot(NamedTuple):
    """Where an event stands in the register: its place in the order, then its name."""

    order: tuple[str | int, ...]
    device: str
    seq: int


class Found(NamedTuple):
    """An event, not decoded yet. `only`: numbers of the lines that are meant; empty means all."""

    spot: Spot
    recorded_at: int
    happened_on: str
    actor: str
    kind: str
    document: str
    centre: str
    reverses: str
    reversed_by: str
    body: bytes
    only: tuple[int, ...] = ()
    lots: tuple[str, ...] = ()
    """The keys of those lines' lots."""


class Way(NamedTuple):
    """How to go through the register: between two days, one way or the other."""

    first: str
    last: str
    oldest_first: bool = False

    def ordered(self, columns: Sequence[Column[Any]]) -> list[ColumnElement[Any]]:
        return [c.asc() if self.oldest_first else c.desc() for c in columns]

    def within(self, day: Column[Any], *, started: bool) -> ColumnElement[bool]:
        """Between the two days. Who has started knows one of them by what comes after where it was:
        both said, an index would be gone through from the farther one.
        """
        low, high = day >= self.first, day <= self.last
        if started:
            return high if self.oldest_first else low
        return low & high

    def beyond(self, columns: Sequence[Column[Any]], values: Sequence[Any]) -> ColumnElement[bool]:
        """What comes after these values."""
        here, there = tuple_(*columns), tuple_(*values)
        return here > there if self.oldest_first else here < there


_REVERSED_BY = func.coalesce(
    select(func.min(reversal.c.reversed_by))
    .where(reversal.c.document == _I.document, _I.document != "")
    .scalar_subquery(),
    "",
)
_ABOUT = (
    *(_I.clock, _I.device, _I.seq, _I.recorded_at, _I.happened_on, _I.actor, _I.kind),
    *(_I.document, _I.centre, _I.reverses, _REVERSED_BY, _V.body),
)
_WHOLE: Select[Any] = select(*_ABOUT).join_from(
    event_index, event, (_V.device == _I.device) & (_V.seq == _I.seq)
)
_DAYS = (_I.happened_on, _I.clock, _I.device, _I.seq)
_PAPERS = (_I.document, _I.device, _I.seq)
_CARD: Select[Any] = (
    select(*_ABOUT, _E.line, _E.lot)
    .join_from(entry, event_index, (_I.device == _E.device) & (_I.seq == _E.seq))
    .join(event, (_V.device == _E.device) & (_V.seq == _E.seq))
)
_LINES = (_E.happened_on, _E.clock, _E.device, _E.seq, _E.line)
_WHOLE_WIDTH = len(_ABOUT)


def by_day(connection: Connection, way: Way, after: Spot | None) -> Iterator[Found]:
    """All events in the order of their days."""

    def asked(*, started: bool) -> Select[Any]:
        return _WHOLE.where(way.within(_I.happened_on, started=started))

    return _walk(connection, asked, way, _DAYS, after, lambda row: (row.happened_on, row.clock))


def by_document(connection: Connection, way: Way, after: Spot | None) -> Iterator[Found]:
    """All events about papers, in the order of the papers' numbers."""

    def asked(*, started: bool) -> Select[Any]:
        return _WHOLE if started and way.oldest_first else _WHOLE.where(_I.document > "")

    return _walk(connection, asked, way, _PAPERS, after, lambda row: (row.document,))


def of_document(connection: Connection, number: str) -> list[Found]:
    """Those about one paper; few."""
    rows = connection.execute(_WHOLE.where(_I.document == number))
    return sorted(_found(row, (row.happened_on, row.clock)) for row in rows)


def _walk(
    connection: Connection,
    asked: Callable[..., Select[Any]],
    way: Way,
    columns: Sequence[Column[Any]],
    after: Spot | None,
    order: Callable[[Any], tuple[str | int, ...]],
) -> Iterator[Found]:
    while True:
        lines = asked(started=after is not None).order_by(*way.ordered(columns)).limit(CHUNK)
        if after is not None:
            lines = lines.where(way.beyond(columns, (*after.order, after.device, after.seq)))
        rows = connection.execute(lines).all()
        for row in rows:
            yield _found(row, order(row))
        if len(rows) < CHUNK:
            return
        after = Spot(order(rows[-1]), rows[-1].device, rows[-1].seq)


def _found(row: Any, order: tuple[str | int, ...]) -> Found:
    spot = Spot(order, row.device, row.seq)
    return Found(spot, *row[3:_WHOLE_WIDTH])


# --- a few items or lots: their cards -----------------------------------------------------------


def by_cards(
    connection: Connection,
    way: Way,
    after: Spot | None,
    cards: Sequence[tuple[str, str]],
) -> Iterator[Found]:
    """What the cards of these (centre, item) say, in the order of the days.

    A movement inside a centre stands on its card twice, and one that no shelf saw on the cards of
    both ends; each is told once, since what is found are numbers of lines.
    """
    asked = [_CARD.where(_E.centre == centre, _E.item == item) for centre, item in cards]
    return _merged(connection, way, after, asked)


def by_lots(
    connection: Connection, way: Way, after: Spot | None, lots: Sequence[tuple[str, str]]
) -> Iterator[Found]:
    """The same of these (item, lot), wherever they were: lots of an item that moves much are found
    without its card, however seldom they move.
    """
    ways = [text(f"entry.{said}") for said in (OUTWARDS, WITHIN)]  # word for word as the indexes
    asked = [
        _CARD.where(_E.item == item, _E.lot == lot, said) for item, lot in lots for said in ways
    ]
    return _merged(connection, way, after, asked)


def _merged(
    connection: Connection, way: Way, after: Spot | None, asked: Sequence[Select[Any]]
) -> Iterator[Found]:
    """Each event once, with all of its lines that were found."""
    size = CHUNK if len(asked) == 1 else FEW
    streams = [_stream(connection, way, after, one, size) for one in asked]
    lines = merge(*streams, key=_place, reverse=not way.oldest_first)
    for _, same in groupby(lines, key=_place):
        several = sorted(same, key=lambda one: one.only)
        yield several[0]._replace(
            only=tuple(number for one in several for number in one.only),
            lots=tuple(lot for one in several for lot in one.lots),
        )


def _place(found: Found) -> tuple[Any, ...]:
    return (*found.spot.order, found.spot.device, found.spot.seq)


def _stream(
    connection: Connection, way: Way, after: Spot | None, asked: Select[Any], size: int
) -> Iterator[Found]:
    asked = asked.order_by(*way.ordered(_LINES))
    values: tuple[Any, ...] = ()
    columns: Sequence[Column[Any]] = _LINES
    if after is not None:
        values, columns = (*after.order, after.device, after.seq), _LINES[:-1]
    while True:
        lines = asked.where(way.within(_E.happened_on, started=bool(values)))
        if values:
            lines = lines.where(way.beyond(columns, values))
        rows = connection.execute(lines.limit(size)).all()
        for row in rows:
            found = _found(row, (row.happened_on, row.clock))
            yield found._replace(only=(abs(row.line),), lots=(row.lot,))
        if len(rows) < size:
            return
        last = rows[-1]
        values = (last.happened_on, last.clock, last.device, last.seq, last.line)
        columns = _LINES
