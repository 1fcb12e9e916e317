"""Somebody who counts at the window, and a shelf to be counted."""

from PySide6.QtCore import Qt

from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.catalogue.places import open_place
from cpise_inventory.counts import queries
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.stock.queries import totals
from cpise_inventory.store import Store
from tests.books import ADMIN, CENTRE
from tests.ui.keys import scan, type_codes
from tests.ui.real import Hand
from ui.pages.count import CountPage
from ui.pages.count_start import StartSheet

SHEET = f"{CENTRE}-A-FI-2026-00001"
SHELF = f"{CENTRE}/MAGASIN/A1"
ENTER = Qt.Key.Key_Return


class Counter(Hand):
    """Somebody who counts, and knows how many keys that took."""

    keys, scans = 0, 0

    @property
    def page(self) -> CountPage:
        found = super().page
        assert isinstance(found, CountPage)
        return found

    @property
    def entry(self):
        return self.page.entering.view

    def figure(self, text: str) -> None:
        """By the number keys, as a person types."""
        type_codes(self.window, text, "us", 150)
        self.keys += len(text)
        self.key(ENTER)
        self.keys += 1

    def scan(self, code: str) -> None:
        scan(self.window, code)
        self.scans += 1
        self.settle()

    def begin(self, sort: str = "whole", room: str = "") -> str:
        """A sheet from the window; its number."""
        page = self.go("count")
        assert isinstance(page, CountPage)
        page.start(sort, "", room)
        sheet = self.sheet
        assert isinstance(sheet, StartSheet)
        self.settle()
        self.press(self.t("Open the sheet"), sheet)
        self.settle()
        return self.page._number

    def far(self) -> tuple[tuple[int, int], str, str]:
        """How far it is, as it's reckoned, and as it's said above and at the foot."""
        assert self.page.foot is not None
        return self.entry.done(), self.entry._far.text(), self.page.foot.totals.whole()

    def on_hand(self, item: str) -> int:
        def held(store: Store) -> int:
            with store.read() as connection:
                places = queries.places_of(connection, CENTRE)
                return totals(connection, places).get(item, 0)

        return self.ask(held)

    def status(self, number: str = SHEET) -> str:
        def read(store: Store) -> str:
            with store.read() as connection:
                found = queries.sheet(connection, number)
            return found.status if found else ""

        return self.ask(read)


def shelf_of(store: Store, lines: int) -> None:
    """A shelf with so many items, ten of each."""
    codes = [f"ARTICLE-{n:02d}" for n in range(1, lines + 1)]
    with store.write(ADMIN) as work:
        describe_items(work, [Item(code, Named(f"Article {code[-2:]}")) for code in codes])
        open_place(work, CENTRE, "MAGASIN/A1", Named("Étagère A1"))
    with store.write(ADMIN) as work:
        incoming = [Incoming(code, 10) for code in codes]
        receive(work, Delivery(CENTRE, "OIM", incoming, storeroom="MAGASIN/A1"))


def counted_short(hand: Counter) -> None:
    hand.ask(lambda store: shelf_of(store, 2))
    hand.begin("whole", SHELF)
    for figure in ("8", "10"):
        hand.figure(figure)
    hand.key(Qt.Key.Key_F9)
