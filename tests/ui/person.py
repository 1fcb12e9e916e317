"""Somebody at the window of one centre: what is pressed again and again, whatever the work."""

from datetime import date

from PySide6.QtCore import Qt

from tests.ui.real import Hand
from ui.pages.issued import IssuedSheet

Key = Qt.Key


class Person(Hand):
    """At the window of one centre. Who acts next signs in where somebody else sits."""

    sitting = ""

    def look_here(self) -> None:
        """Several windows are open at once, and one has the keys, and the scanner."""
        if self.sitting:  # each program has but one; whoever watches last hears a scan first
            self.window.intake.watch()
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


def typed_day(when: date) -> str:
    return f"{when:%d%m%y}"
