"""What people look up must cost the same however many movements there are; in processor time, for
all of it is in memory by the second time, and neighbours say nothing of the program.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from cpise_inventory import today
from cpise_inventory.bench.books import FIRST_DAY, GIFT, HOME, SOAP, books, storerooms
from cpise_inventory.bench.figures import Figure, in_turn
from cpise_inventory.catalogue.queries import scanned_item
from cpise_inventory.donations.trace import trace
from cpise_inventory.journal.replay import Progress
from cpise_inventory.movements.filters import EVERYTHING, Filter
from cpise_inventory.movements.queries import Register
from cpise_inventory.stock.offers import offers
from cpise_inventory.stock.past import stock_at_date
from cpise_inventory.stock.queries import lots_at, on_hand, stock_card
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store
from db.schema import event_index

ROUNDS = 20
SMALL, LARGE, LARGEST = 1_000, 100_000, 1_000_000
TARGET = 1.5
SCAN_MS = 50
FAR_DAYS = 365

Read = Callable[[Connection, date], object]


def reading(progress: Progress | None = None, *, whole: bool = False) -> Iterator[Figure]:
    """At 1 k and 100 k movements, with `whole` at 1 M too (that takes minutes to make)."""
    sizes = (SMALL, LARGE, LARGEST) if whole else (SMALL, LARGE)
    with ExitStack() as opened:
        stores = [opened.enter_context(books(size, progress=progress)) for size in sizes]
        asked = {name: [_timed(store, read) for store in stores] for name, read in READINGS.items()}
        asked |= {name: [_shown(store, one) for store in stores] for name, one in REGISTERS.items()}
        for name, works in asked.items():
            taken = in_turn(works, ROUNDS, clock=time.process_time)
            yield Figure(f"{name}, 1 k", taken[0], "ms")
            for size, value in zip(("100 k", "1 M"), taken[1:], strict=False):
                yield Figure(f"{name}, {size}", value, "ms", value / taken[0], "1 k", TARGET)
        (spent,) = in_turn([_timed(stores[-1], _line_of_a_scan)], ROUNDS)
        yield Figure("a scan to its line", spent, "ms", spent / SCAN_MS, f"{SCAN_MS} ms", 1.0)


def _timed(store: Store, read: Read) -> Callable[[], object]:
    """Asked on the day of the last movement."""
    with store.read() as connection:
        last = connection.execute(select(func.max(event_index.c.happened_on))).scalar_one()
    day = date.fromisoformat(last)

    def work() -> None:
        with store.read() as connection:
            read(connection, day)

    return work


def _shown(store: Store, wanted: Filter) -> Callable[[], object]:
    """The first page of the movement register."""

    def work() -> None:
        with store.read() as connection:
            Register(connection, store.journal, wanted, FIRST_DAY).page()

    return work


def _line_of_a_scan(connection: Connection, day: date) -> None:
    """What a scanned code asks for: the item, and the lots that would leave."""
    found = scanned_item(connection, SOAP)
    if found is None:
        raise LookupError(SOAP)
    offers(connection, storerooms()[0], day, day, [Wanted(found[0].code, 1)])


def _past(days: int) -> Read:
    """So long ago, but not before the first day, on which there was nothing to tell of."""

    def read(connection: Connection, day: date) -> object:
        return stock_at_date(connection, max(day - timedelta(days), FIRST_DAY).isoformat(), HOME)

    return read


READINGS: dict[str, Read] = {
    "on hand of a centre": lambda connection, _: on_hand(connection, HOME),
    "on hand of an item in a storeroom": lambda connection, _: lots_at(
        connection, storerooms()[0], SOAP
    ),
    "stock card, first page": lambda connection, _: stock_card(connection, HOME, SOAP),
    "on hand of a centre a week ago": _past(7),
    "on hand of a centre a year ago": _past(FAR_DAYS),
    "what became of a donation": lambda connection, _: trace(connection, GIFT),
    "Today, tasks of all centres": today.tasks,
    "Today, figures": today.figures,
}
REGISTERS = {
    "movement register, first page": EVERYTHING,
    "movement register of an item in a centre, first page": Filter(item=SOAP, centre=HOME),
    "movement register of a donation, first page": Filter(donation=GIFT),
    "movement register, as far as it looks for what nobody said": Filter(text="rien de tel"),
}
