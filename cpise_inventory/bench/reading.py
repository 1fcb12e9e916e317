"""On hand and the stock card must cost the same however many movements there are."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

from cpise_inventory.bench.books import HOME, SOAP, books, storerooms
from cpise_inventory.bench.figures import Figure, in_turn
from cpise_inventory.journal.replay import Progress
from cpise_inventory.stock.queries import lots_at, on_hand, stock_card
from cpise_inventory.store import Store

ROUNDS = 60
SMALL, LARGE, LARGEST = 1_000, 100_000, 1_000_000
TARGET = 1.5


def reading(progress: Progress | None = None, *, whole: bool = False) -> Iterator[Figure]:
    """At 1 k and 100 k movements, with `whole` at 1 M too (that takes minutes to make)."""
    sizes = (SMALL, LARGE, LARGEST) if whole else (SMALL, LARGE)
    with ExitStack() as opened:
        stores = [opened.enter_context(books(size, progress=progress)) for size in sizes]
        for name, read in (
            ("on hand of a centre", _of_centre),
            ("on hand of an item in a storeroom", _of_item),
            ("stock card, first page", _card),
        ):
            taken = in_turn([read(store) for store in stores], ROUNDS)
            yield Figure(f"{name}, 1 k", taken[0], "ms")
            for size, value in zip(("100 k", "1 M"), taken[1:], strict=False):
                yield Figure(f"{name}, {size}", value, "ms", value / taken[0], "1 k", TARGET)


def _of_centre(store: Store) -> Callable[[], object]:
    def work() -> None:
        with store.read() as connection:
            on_hand(connection, HOME)

    return work


def _of_item(store: Store) -> Callable[[], object]:
    def work() -> None:
        with store.read() as connection:
            lots_at(connection, storerooms()[0], SOAP)

    return work


def _card(store: Store) -> Callable[[], object]:
    def work() -> None:
        with store.read() as connection:
            stock_card(connection, HOME, SOAP)

    return work
