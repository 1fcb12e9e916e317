"""What a page may ask of the window around it: the books, another place, a sheet, a toast."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cpise_inventory.language.sentences import sentence
from ui.drafts import Drafts
from ui.kit.sheet import Sheet
from ui.look import Look
from ui.worker import Worker

if TYPE_CHECKING:  # brings SQLAlchemy with it, which the first window does not wait for
    from cpise_inventory.people.rights import Right


@dataclass(frozen=True)
class Session:
    """Who is signed in, and where this workstation stands."""

    person: str
    """The sign-in name: what `Store.write` wants."""
    display: str
    role: str
    rights: "frozenset[Right]"
    """Empty of what writes where the database can only be read."""
    centre: str
    """`NKC1`."""
    centre_name: str
    device: str
    """`NKC1-A`; empty where the database can only be read."""

    def may(self, right: "Right") -> bool:
        return right in self.rights


class Desk(QObject):
    """Given to each page. The window listens to the signals; a test can, too."""

    go_requested = Signal(str, object)  # the place's key, the facts for its `opened`
    sheet_requested = Signal(object)  # Sheet
    # a toast's text or empty, what undoes it or None, whether it says what went wrong
    said = Signal(str, object, bool)
    badge_changed = Signal(str, int)  # the place's key, how many tasks wait there
    verified = Signal(int, bool)  # how many events were verified just now, whether all held

    def __init__(self, look: Look, worker: Worker, session: Session, drafts: Drafts) -> None:
        super().__init__()
        self.look, self.worker, self.session, self.drafts = look, worker, session, drafts

    def go(self, place: str, **facts: Any) -> None:
        """Open a place of the rail; it gets the facts in `Page.opened`."""
        self.go_requested.emit(place, facts)

    def open(self, sheet: Sheet) -> None:
        self.sheet_requested.emit(sheet)

    def say(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """What was done, for eight seconds; Ctrl+Z calls `undo` until something else is said."""
        self.said.emit(text, undo, False)

    def say_wrong(self, text: str) -> None:
        """What could not be done, in the same place."""
        self.said.emit(text, None, True)

    def offer_undo(self, undo: Callable[[], object]) -> None:
        """Ctrl+Z calls `undo`, as after `say`, where the page itself tells what was done."""
        self.said.emit("", undo, False)

    def badge(self, place: str, count: int) -> None:
        self.badge_changed.emit(place, count)

    def sentence(self, error: Exception) -> str:
        return sentence(error, self.look.words)

    def why_not(self, right: "Right") -> str:
        """The tool tip of what this person may not do; empty if they may."""
        words = self.look.words
        if self.session.may(right):
            return ""
        if not self.session.device:
            return words.t("This database can only be read here.")
        return words.t("Your role does not allow this.")
