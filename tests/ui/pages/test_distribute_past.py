"""Entered on Monday, what left last Friday: checked against all that left since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.stock.commands import Delivery, Incoming, receive
from cpise_inventory.store import open_store
from tests.books import BUCKET, CENTRE, DONOR, LOGISTICS, hand_out
from tests.ui.pages.forms import enter
from tests.ui.real import Hand, Sit
from ui.pages.distribute import DistributePage

pytest_plugins = ("tests.ui.sitting",)
TODAY = datetime.now(UTC).date()
FRIDAY = TODAY - timedelta(3)


@pytest.fixture
def emptied(books_file: Address) -> str:
    """The shelf was full on Friday; the document that took all of it since."""
    with open_store(books_file) as store:
        with store.write(LOGISTICS) as work:
            came = [Incoming(BUCKET, 5)]
            receive(work, Delivery(CENTRE, DONOR, came, happened_on=TODAY - timedelta(9)))
        return hand_out(store, BUCKET, 5)


def test_what_left_since_that_day_is_named_once_at_its_line(
    sit: Sit, books_file: Address, emptied: str
) -> None:
    assert books_file.file is not None
    hand: Hand = sit(books_file.file).sign_in()
    page = hand.go("distribute")
    assert isinstance(page, DistributePage)
    page.where = replace(page.where, day=FRIDAY)
    page.whom.kinds.button("unit").click()
    page.whom.recipient.setFocus()
    enter(hand, "Accueil")
    page.what.search.setFocus()
    hand.enter(BUCKET, "2")
    hand.key(Qt.Key.Key_F9)
    (line,) = page.what.grid.lines
    assert emptied in line.problems["quantity"]
    assert f"{FRIDAY:%d/%m/%Y}" in line.problems["quantity"]
    assert line.values["quantity"] == "2"
    assert not page.note.isVisible()
