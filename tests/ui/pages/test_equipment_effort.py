"""What a day's work with equipment costs in keys and scans (docs/effort.md): no change makes it
dearer unseen.
"""

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.assets.queries import assets
from cpise_inventory.campaigns.queries import campaigns
from cpise_inventory.identity import label_text
from cpise_inventory.store import open_store
from tests.books import CENTRE, tag
from tests.ui import keys
from tests.ui.real import Hand
from ui.pages.issued import IssuedSheet

pytest_plugins = ("tests.ui.sitting",)
ROOM = 20
Key = Qt.Key


class Counted(Hand):
    """Counts what is pressed and scanned; `spent` tells it and begins anew."""

    _keys = _scans = 0

    def press_keys(self, *pressed: Key | str) -> None:
        for one in pressed:
            if isinstance(one, str):
                self.type(one)
                self.rest(self.focus)
                self._keys += len(one)
            else:
                self.key(one)
                self._keys += 1

    def scan(self, *tags: str) -> None:
        for one in tags:
            keys.scan(self.window, label_text(one), "fr")
            self.settle()
            self._scans += 1

    def spent(self) -> tuple[int, int]:
        found = (self._keys, self._scans)
        self._keys = self._scans = 0
        return found

    def leave_paper(self) -> None:
        assert isinstance(self.sheet, IssuedSheet), self.said(self.sheet)
        self.key(Key.Key_Escape)


@pytest.fixture
def at(sit, books_file):
    with open_store(books_file) as store:
        tag(store, *(f"5CD-{n:03d}" for n in range(ROOM)))
    return sit(books_file.file, "fr", Counted).sign_in()


def test_what_is_done_most_with_computers_takes_few_keys(at):
    """A paper that has come up is left as it came: that is counted nowhere."""
    tags = sorted(at.ask(stand))
    at.scan(tags[0])  # from wherever one is
    at.press_keys(Key.Key_Return, Key.Key_Return, "Direction", Key.Key_F9)
    at.leave_paper()
    assert at.spent() == (2 + len("Direction") + 1, 1)
    at.scan(tags[1])
    at.press_keys(Key.Key_Return, Key.Key_Return)
    at.scan(*tags[2:6])
    at.press_keys("Dir", Key.Key_Return, Key.Key_F9)
    at.leave_paper()
    assert at.spent() == (7, 5)
    held = at.ask(stand)
    assert {held[tag] for tag in tags[:6]} == {("in_use", "Direction")}
    at.scan(tags[0])
    at.press_keys(Key.Key_Return, Key.Key_Return, Key.Key_F9)
    at.leave_paper()
    assert at.spent() == (3, 1)
    assert at.ask(stand)[tags[0]] == ("in_storage", f"{CENTRE}/MAGASIN")
    at.press_keys(Key.Key_F5, Key.Key_F9, "K", Key.Key_Return)
    at.scan(*tags[6:9])
    at.press_keys(Key.Key_F9)
    at.leave_paper()
    assert at.spent() == (5, 3)
    assert {at.ask(stand)[tag][0] for tag in tags[6:9]} == {"in_transit"}


def test_a_room_of_twenty_is_verified_by_a_scan_each(at):
    tags = sorted(at.ask(stand))
    at.press_keys(Key.Key_F2, "véri", Key.Key_Return)
    at.press_keys(Key.Key_F9, Key.Key_Tab, "M", Key.Key_F9)
    assert at.page.walk.room.room == f"{CENTRE}/MAGASIN"
    at.scan(*tags)
    at.press_keys(Key.Key_F9, Key.Key_F9)
    assert at.spent() == (12, ROOM)
    assert at.ask(walked) == ("waits", ROOM)


def stand(store):
    with store.read() as connection:
        return {one.tag: (one.status, one.custodian) for one in assets(connection)}


def walked(store):
    with store.read() as connection:
        (one,) = campaigns(connection)
    return one.status, one.seen
