"""Today tells what is to come and what waits for a check, and opens where it is done."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.catalogue.events import Promised
from cpise_inventory.donations.commands import Announcement, expect
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.stock.receiving import Delivery, Incoming, receive
from cpise_inventory.store import open_store
from cpise_inventory.today import tasks
from tests.books import BUCKET, CENTRE, DONATION, DONOR, LOGISTICS, SOAP, assert_sound
from tests.ui.pages.forms import everywhere, looked_at
from ui.pages.release_sheet import ReleaseSheet

pytest_plugins = ("tests.ui.sitting",)
TODAY = datetime.now(UTC).date()


@pytest.fixture
def at(sit, books_file):
    """A delivery is late, another due tomorrow, a third in a month; soap waits in quarantine."""
    with open_store(books_file) as store, store.write(LOGISTICS) as work:
        for days in (-3, 1, 30):
            lines, due = [Promised(SOAP, 100)], TODAY + timedelta(days)
            expect(work, Announcement(DONATION, CENTRE, lines, due))
        lines = [Incoming(SOAP, 60, "L1", "2031-06"), Incoming(BUCKET, 5)]
        receive(work, Delivery(CENTRE, DONOR, lines, unchecked=True))
    hand = sit(books_file.file).sign_in()
    hand.go("today")
    hand.settle()
    return hand


def test_what_is_due_late_or_to_be_checked_is_told_with_its_urgency(at, books):
    with books() as store, store.read() as connection:
        found = [(one.kind, one.target) for one in tasks(connection, TODAY)]
    assert ("delivery_late", "NKC1-A-L00001") in found
    assert ("delivery_due", "NKC1-A-L00002") in found
    assert ("to_check", CENTRE) in found
    assert not [one for one in found if one[1] == "NKC1-A-L00003"]
    said = at.said(at.page)
    for told in ("NKC1-A-L00001", "NKC1-A-L00002", "65 unités"):
        assert told in said


def test_what_is_found_good_is_released_by_one_document(at, books):
    at.press(at.t("Check"))
    at.settle()
    sheet = at.sheet
    assert isinstance(sheet, ReleaseSheet)
    assert [row.lot.item for row in sheet.rows] == [SOAP, BUCKET]
    at.write("55", sheet.rows[0].good)
    at.key(Qt.Key.Key_F9)
    at.settle()
    with books() as store:
        with store.read() as connection:
            there = {(one.location, one.item): one.quantity for one in on_hand(connection, CENTRE)}
        assert there == {
            ("NKC1/MAGASIN", SOAP): 55,
            ("NKC1/QUARANTAINE", SOAP): 5,
            ("NKC1/QUARANTAINE", BUCKET): 5,
        }
        assert_sound(store)


def test_all_is_released_at_a_press_and_the_task_is_gone(at):
    at.press(at.t("Check"))
    at.settle()
    at.press(at.t("All is good"), at.sheet)
    at.key(Qt.Key.Key_F9)
    at.settle()
    assert at.t("Quarantine to be checked") not in at.said(at.page)


def test_no_word_of_it_is_cut(at):
    def look() -> list[str]:
        at.press(at.window.look.words.t("Check"))
        wrong = looked_at(at, at.sheet)
        at.sheet.done()
        return wrong

    assert everywhere(at, look) == []
