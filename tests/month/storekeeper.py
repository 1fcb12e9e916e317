"""A storekeeper at the window of one centre: what is typed and pressed again and again."""

from datetime import date

from PySide6.QtCore import Qt

from tests.ui.real import Hand
from ui.pages.issued import IssuedSheet

Key = Qt.Key


class Storekeeper(Hand):
    """At the window of one centre. Who acts next signs in where somebody else sits."""

    sitting = ""

    def look_here(self) -> None:
        """Several windows are open at once, and one has the keys."""
        self.window.raise_()
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def be(self, name: str) -> None:
        if self.sitting == name:
            return
        if self.sitting:
            self.key(Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.sign_in(name)
        self.sitting = name

    # What is done again and again -----------------------------------------------------------------

    def ends(self) -> None:
        """F9 at once: nobody waits for a list to come up."""
        self.key(Key.Key_F9)

    def issues(self) -> str:
        """F9, and the number of the paper that comes up; Escape leaves it."""
        self.ends()
        sheet = self.sheet
        assert isinstance(sheet, IssuedSheet), self.said(sheet)
        number = sheet.number
        self.key(Key.Key_Escape)
        assert self.window.veils.top is None
        return number

    def is_done(self) -> None:
        """F9, and the sheet is gone."""
        self.ends()
        self.until(lambda: self.window.veils.top is None)

    def to_register(self, number: str) -> None:
        """The paper's code leads to its line in the register."""
        self.shell.open("documents", {"number": number})
        self.settle()

    def to_transfer(self, number: str) -> None:
        self.shell.open("transfers", {"number": number})
        self.rest()

    def row_of(self, item: str, location: str, lot: str, act: str) -> None:
        """F10 on the line of this lot at this place, and what is offered there."""
        self.shell.open("stock", {"item": item, "centre": self.shell.desk.session.centre})
        self.rest()
        page = self.page
        rows = page._source.snapshot.rows
        of_item = [one for one in rows if one.item == item]
        fits = (one for one in of_item if one.location == location and one.key.startswith(lot))
        row = next(fits, of_item[0])
        actions = {one.text(): one for one in page._row_actions(row)}
        actions[act].trigger()
        self.rest()


def split(line: str) -> tuple[str, str, str, str]:
    """Item, quantity, lot and expiry of a line as the command line takes it."""
    item, _, rest = line.partition("=")
    quantity, _, lot = rest.partition("@")
    number, _, expiry = lot.partition("/")
    return item, quantity, number, expiry


def typed_day(when: date) -> str:
    return f"{when:%d%m%y}"


def typed_expiry(text: str) -> str:
    """`2027-03` as a storekeeper types it, `0327`; a day whole."""
    if not text:
        return ""
    parts = text.split("-")
    return f"{parts[1]}{parts[0][2:]}" if len(parts) == 2 else f"{parts[2]}/{parts[1]}/{parts[0]}"
