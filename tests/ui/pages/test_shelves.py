"""Goods on shelves at the window: offered with those of the storeroom, and chosen from there."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.catalogue.events import Named
from cpise_inventory.catalogue.places import close_place, open_place
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.relocating import Relocation, relocate
from cpise_inventory.stock.taking import Wanted
from cpise_inventory.store import Store, open_store
from tests.books import ADMIN, BUCKET, CENTRE, DONATION, DONOR, ROOM, SOAP, bring
from tests.ui.pages.forms import enter, everywhere, looked_at
from tests.ui.real import Hand, Sit
from ui.pages.count import CountPage
from ui.pages.count_start import StartSheet
from ui.pages.distribute import DistributePage
from ui.pages.issued import IssuedSheet
from ui.pages.loss_sheet import LossSheet
from ui.pages.lot_sheet import LotSheet
from ui.pages.stock_rows import StockRow

pytest_plugins = ("tests.ui.sitting",)

SHELF = f"{ROOM}/A1"
SHELF_NAME = Named("Étagère A1", "الرف A1", "Shelf A1")


@pytest.fixture
def books(books_file: Address) -> Callable[[], Store]:
    """Ten of L1 in the storeroom and twenty on a shelf; L2, which expires later, in both."""
    with open_store(books_file) as store:
        with store.write(ADMIN) as work:
            open_place(work, CENTRE, "CAVE", Named("Cave"))
            open_place(work, CENTRE, "MAGASIN/A1", SHELF_NAME)
        bring(store, SOAP, 30, "L1", "2027-06")
        bring(store, SOAP, 50, "L2", "2028-06")
        with store.write(ADMIN) as work:
            wanted = [Wanted(SOAP, 20, "L1"), Wanted(SOAP, 5, "L2")]
            relocate(work, Relocation(CENTRE, "", SHELF, wanted))
    return lambda: open_store(books_file)


@pytest.fixture
def at(sit: Sit, books_file: Address, books: Callable[[], Store]) -> Hand:
    assert books_file.file is not None
    return sit(books_file.file).sign_in()


def typed(at: Hand, *lines: str) -> DistributePage:
    """A distribution of these lines to the kitchen."""
    page = at.go("distribute")
    assert isinstance(page, DistributePage)
    at.press("Unité du centre")
    page.whom.recipient.setFocus()
    enter(at, "Cuisine")
    page.what.search.setFocus()
    enter(at, *lines)
    at.rest(page)
    return page


def left(store: Store) -> dict[tuple[str, str], int]:
    with store.read() as connection:
        return {(h.location, h.number): h.quantity for h in on_hand(connection, CENTRE, SOAP)}


def issue(at: Hand) -> IssuedSheet:
    at.key(Qt.Key.Key_F9)
    sheet = at.sheet
    assert isinstance(sheet, IssuedSheet)
    return sheet


def test_a_storekeeper_is_offered_what_stands_on_the_shelves_and_told_where(at, books):
    page = typed(at, "savon", "25")
    line = page.what.grid.lines[0]
    assert (line.values["from"], line.values["left"]) == ("Magasin, A1", "55")
    assert [column.title for column in page.what.grid.columns][2] == "Pris dans"
    issue(at)
    with books() as store:
        assert left(store) == {(ROOM, "L2"): 45, (SHELF, "L1"): 5, (SHELF, "L2"): 5}


def test_where_all_is_taken_from_the_storeroom_no_place_is_shown(at):
    page = typed(at, "savon", "10")
    assert "from" not in [column.key for column in page.what.grid.columns]
    assert page.shelf()[0] == ROOM  # though the cellar comes before it


def test_the_same_lot_is_taken_from_another_place_without_a_reason(at, books):
    page = typed(at, "savon", "8")
    at.key(Qt.Key.Key_F10)
    sheet = at.sheet
    assert isinstance(sheet, LotSheet)
    at.until(lambda: sheet.tiles)
    assert list(sheet.tiles)[:2] == [
        (ROOM, "L1/2027-06/OIM-2026-01"),
        (SHELF, "L1/2027-06/OIM-2026-01"),
    ]
    on_the_shelf = list(sheet.tiles.values())[1]
    assert on_the_shelf.fact.whole().startswith("Étagère A1")
    on_the_shelf.click()
    at.key(Qt.Key.Key_F9)
    at.rest(page)
    assert page.what.grid.lines[0].values["from"] == "A1"
    issue(at)
    with books() as store:
        assert left(store)[SHELF, "L1"] == 12


def test_of_lots_that_expire_together_the_later_one_needs_a_reason(at, books):
    earlier = Delivery(CENTRE, DONOR, [Incoming(BUCKET, 9)], happened_on=date(2026, 11, 1))
    with books() as store:
        bring(store, BUCKET, 9)
        with store.write(ADMIN) as work:
            receive(work, earlier)
    page = typed(at, "seau", "5")
    at.key(Qt.Key.Key_F10)
    sheet = at.sheet
    at.until(lambda: sheet.tiles)
    assert [key for _, key in sheet.tiles] == [f"//{DONOR}", f"//{DONATION}"]
    list(sheet.tiles.values())[1].click()
    at.key(Qt.Key.Key_F9)
    assert "arrivé le premier" in at.said(sheet.field)
    at.write("L’autre est au fond", sheet.reason)
    at.key(Qt.Key.Key_F9)
    at.rest(page)
    assert at.window.veils.top is None


def test_a_loss_is_of_the_very_place_that_was_chosen(at, books):
    """Twelve from the storeroom, where there are but ten, are not made up from a shelf."""
    page = at.go("stock")
    row = StockRow(SOAP, "Savon", "", 10, "", ROOM, "Magasin", "L1", "L1/2027-06/OIM-2026-01")
    at.window.open_sheet(LossSheet(page.desk, row, CENTRE))
    sheet = at.sheet
    assert isinstance(sheet, LossSheet)
    at.write("12", sheet.edits[row.key])
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert sheet.fields["quantity"].is_wrong


def test_no_word_is_cut_where_the_place_is_shown(at):
    typed(at, "savon", "25")
    assert not everywhere(at, lambda: looked_at(at))


def test_a_storeroom_that_was_closed_meanwhile_is_not_counted(at, books):
    page = at.go("count")
    assert isinstance(page, CountPage)
    page.start("whole", "", f"{CENTRE}/CAVE")
    sheet = at.sheet
    assert isinstance(sheet, StartSheet)
    at.write("à recompter", sheet.remarks)
    with books() as store, store.write(ADMIN) as work:
        close_place(work, f"{CENTRE}/CAVE")
    at.key(Qt.Key.Key_F9)
    assert at.sheet is sheet
    assert f"{CENTRE}/CAVE" in sheet.fields["storeroom"].problem.text()
    assert sheet.remarks.text() == "à recompter"
