"""At the page of deliveries: what its tests do there."""

from cpise_inventory.addresses import Address
from tests.ui.pages.forms import enter
from tests.ui.real import Hand, Sit
from ui.pages.receive import ReceivePage


def seated(sit: Sit, books_file: Address) -> Hand:
    """Aïcha at the page, in French."""
    assert books_file.file is not None
    hand = sit(books_file.file).sign_in()
    hand.go("receive")
    return hand


def page_of(hand: Hand) -> ReceivePage:
    assert isinstance(hand.page, ReceivePage)
    return hand.page


def choose_donor(hand: Hand, text: str = "oim") -> None:
    page_of(hand).head.donor.setFocus()
    enter(hand, text)


def to_lines(hand: Hand) -> None:
    page_of(hand).contents.search.setFocus()


def values(page: ReceivePage) -> list[tuple[str, str, str, str]]:
    found = ((line.item.code, line.values) for line in page.contents.grid.lines)
    return [(c, v.get("lot", ""), v.get("expiry", ""), v.get("quantity", "")) for c, v in found]
