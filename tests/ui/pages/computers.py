"""At the page of computers: what its tests do there."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.assets import queries
from cpise_inventory.assets.commands import Handover, assign
from cpise_inventory.store import Store, open_store
from tests.books import LOGISTICS, tag
from tests.ui.real import Hand, Sit
from ui.kit.timeline import Timeline
from ui.pages.assets import AssetsPage
from ui.pages.handover import HandoverSheet
from ui.pages.register import RegisterSheet

TODAY = datetime.now(UTC).date()
SERIALS = ("5CD-001", "5CD-002", "5CD-003")


def seated(sit: Sit, books_file: Address) -> Hand:
    """Aïcha at the page, in French; three computers are registered."""
    with open_store(books_file) as store:
        tag(store, *SERIALS)
    assert books_file.file is not None
    hand = sit(books_file.file).sign_in()
    hand.go("assets")
    return hand


def page_of(hand: Hand) -> AssetsPage:
    assert isinstance(hand.page, AssetsPage)
    return hand.page


def register_sheet(hand: Hand) -> RegisterSheet:
    hand.key(Qt.Key.Key_F9)
    sheet = hand.sheet
    assert isinstance(sheet, RegisterSheet)
    return sheet


def handover_sheet(hand: Hand, *tags: str) -> HandoverSheet:
    page_of(hand)._give(list(tags))
    sheet = hand.sheet
    assert isinstance(sheet, HandoverSheet)
    return sheet


def enter(hand: Hand, *texts: str) -> None:
    """Type each and press Enter."""
    for text in texts:
        hand.type(text)
        hand.key(Qt.Key.Key_Return)


def all_of(store: Store) -> list[queries.Asset]:
    with store.read() as connection:
        return queries.assets(connection)


def tags(hand: Hand) -> list[str]:
    model = page_of(hand).table.model
    return [model.row(at).tag for at in range(model.rowCount())]


# Registering --------------------------------------------------------------------------------------


def fill_head(hand: Hand, sheet: RegisterSheet) -> None:
    assert sheet.donor.hasFocus()
    enter(hand, "oim")
    assert sheet.donation.hasFocus()
    hand.key(Qt.Key.Key_Return)
    enter(hand, "WB-88213")
    assert sheet.about.category.hasFocus()
    sheet.about.category.choose("desktop")
    hand.key(Qt.Key.Key_Return)
    enter(hand, "Lenovo", "ThinkCentre M70")
    sheet.about.condition.choose("good")
    assert sheet.serial.hasFocus()


def _give(store: Store, given: list[str], name: str) -> str:
    with store.write(LOGISTICS) as work:
        return assign(work, Handover(given, name, "unit"))


def _history(hand: Hand) -> str:
    """What a screen reader says of the timeline."""
    side = page_of(hand).side
    assert side is not None
    return side.findChild(Timeline).accessibleName()
