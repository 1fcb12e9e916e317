"""The list of equipment must open as soon with 100,000 as with 1,000, and be narrowed while
somebody types; in processor time.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from cpise_inventory.asset_filters import ORDERS, Filter
from cpise_inventory.assets.finding import Pages
from cpise_inventory.assets.telling import ranks
from cpise_inventory.bench.books import FIRST_DAY, books
from cpise_inventory.bench.figures import Figure, in_turn
from cpise_inventory.journal.replay import Progress
from cpise_inventory.language.words import words
from cpise_inventory.store import Store

ROUNDS = 15
SMALL, LARGE = 1_000, 100_000
PAGE = 200
TARGET = 1.5
TYPING_MS = 50
TYPED = (
    *("s", "sn", "sn7", "sn742", "sn742172547", "nkc1-a-00042", "modele 42", "epson 142 aicha"),
    *("فاطمة", "bâ 100", "imprimante nouakchott", "nobody has this"),
)
"""As somebody types: in everything, in much, in one, in nothing."""


def searching(progress: Progress | None = None) -> Iterator[Figure]:
    with ExitStack() as opened:
        small, large = (
            opened.enter_context(books(0, assets=size, progress=progress))
            for size in (SMALL, LARGE)
        )
        for order in ORDERS:
            works = [_shown(store, Filter(order=order)) for store in (small, large)]
            taken = in_turn(works, ROUNDS, clock=time.process_time)
            ratio = taken[1] / taken[0]
            yield Figure(f"equipment by {order}, 100 k", taken[1], "ms", ratio, "1 k", TARGET)
        for text in TYPED:
            for order in ("tag", "model"):
                work = _shown(large, Filter(text=text, order=order))
                (spent,) = in_turn([work], ROUNDS, clock=time.process_time)
                name = f"equipment with “{text}”, by {order}, 100 k"
                yield Figure(name, spent, "ms", spent / TYPING_MS, f"{TYPING_MS} ms", 1.0)


def _shown(store: Store, wanted: Filter) -> Callable[[], object]:
    """What a window asks when it opens: how many, as far as it's seen at once, and a page."""

    def work() -> None:
        pages = Pages(wanted, FIRST_DAY, ranks(words("fr")))
        with store.read() as connection:
            pages.begin(connection)
            pages.page(connection, 0, PAGE)

    return work
