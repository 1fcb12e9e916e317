"""A stretch of a stock card: what it opened with, its lines, what it closed with."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from cpise_inventory.movements.errors import PeriodTurnedError
from cpise_inventory.stock.past import stock_at_date
from cpise_inventory.stock.queries import CardLine, stock_card

PAGE = 1_000


class Stretch(NamedTuple):
    """`lines`: the oldest first. What was there before the first of them, and after the last."""

    opening: int
    lines: list[CardLine]
    closing: int

    @property
    def received(self) -> int:
        return sum(line.received for line in self.lines)

    @property
    def issued(self) -> int:
        return sum(line.issued for line in self.lines)


def stretch(
    connection: Connection,
    centre: str,
    item: str,
    first: date | None = None,
    last: date | None = None,
    most: int | None = None,
) -> Stretch:
    """Of the days from `first` to `last`, both included; no more than the newest `most` lines.

    Raises `PeriodTurnedError`.
    """
    if first and last and last < first:
        raise PeriodTurnedError(first.isoformat(), last.isoformat())
    end = _end_of(connection, centre, item, last) if last else None
    newest = stock_card(connection, centre, item, 1, end)
    closing = newest[0].balance if newest else 0
    lines = _lines(connection, (centre, item), first, end, most)
    opening = lines[-1].balance - lines[-1].received + lines[-1].issued if lines else closing
    return Stretch(opening, lines[::-1], closing)


def _lines(
    connection: Connection,
    whose: tuple[str, str],
    first: date | None,
    end: CardLine | None,
    most: int | None,
) -> list[CardLine]:
    """The newest first."""
    earliest = first.isoformat() if first else ""
    lines: list[CardLine] = []
    while most is None or len(lines) < most:
        size = PAGE if most is None else min(PAGE, most - len(lines))
        page = stock_card(connection, *whose, size, lines[-1] if lines else end)
        wanted = [line for line in page if line.happened_on >= earliest]
        lines += wanted
        if len(wanted) < size:
            break
    return lines


def _end_of(connection: Connection, centre: str, item: str, day: date) -> CardLine:
    """As if a line stood after the last of that day: what comes before it is a page of the card."""
    held = stock_at_date(connection, day.isoformat(), centre)
    there = sum(quantity for (_, one, _), quantity in held.items() if one == item)
    after = (day + timedelta(days=1)).isoformat()
    return CardLine(after, 0, "", "", "", "", "", 0, 0, there, "", 0, 0)
