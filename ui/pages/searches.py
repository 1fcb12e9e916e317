"""Search fields for whoever types faster than a list can open."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from cpise_inventory.language.folding import fold
from ui.kit.search import MOST, Answer, Proposal, Propose, SearchBox
from ui.look import Look

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_for_the_window(field: QLineEdit, event: QEvent) -> bool:
    """Ctrl+Z where there is no typing to undo: it undoes the last deed."""
    found = (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
        and not field.isUndoAvailable()
    )
    if found:
        event.ignore()
    return found


class EagerSearch(SearchBox):
    """One of a list: Enter takes the best proposal, even before the list is there, and goes on."""

    goes_on = True
    """Whether the next field has the focus then."""

    def __init__(self, look: Look, propose: Propose, hint: str = "") -> None:
        super().__init__(look, propose, hint)
        self._lookup = propose

    @override
    def set_propose(self, propose: Propose) -> None:
        super().set_propose(propose)
        self._lookup = propose

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTERS or not self.text().strip() or self.chosen is not None:
            super().keyPressEvent(event)
        elif self.list.isVisible() and (proposal := self.list.current()) is not None:
            self._take_and_go(proposal)
        else:
            self._take_first(self.text())

    @override
    def event(self, event: QEvent) -> bool:
        """Tab takes, too; where the focus goes then is said here, and not by Qt once more."""
        if is_for_the_window(self, event):
            return False
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.list.isVisible()
            and self.text()
            and (proposal := self.list.current()) is not None
        ):
            self._take_and_go(proposal)
            return True
        return super().event(event)

    def _take_first(self, text: str) -> None:
        def answer(found: Sequence[Proposal]) -> None:
            if self.text() != text:
                return
            if found:
                self._take_and_go(found[0])
            elif self.goes_on and self.hasFocus():
                self.focusNextChild()

        self._lookup(text, answer)

    def _take_and_go(self, proposal: Proposal) -> None:
        self.take(proposal)
        if self.goes_on and self.hasFocus():
            self.focusNextChild()


class FreeSearch(SearchBox):
    """Any text will do. Enter takes the proposal that is meant, which is marked: the one that is
    typed, or the only one that begins so. The arrow keys go to any other (the first Down keeps the
    only one); the last of them is the text as it stands, for a new name that is the beginning of a
    known one.
    """

    def __init__(self, look: Look, propose: Propose, hint: str = "") -> None:
        super().__init__(look, self._offer, hint)
        self._known = propose
        self._stepped = False
        self.textEdited.connect(self._typed)

    @override
    def set_propose(self, propose: Propose) -> None:
        self._known = propose

    @override
    def marked(self, found: Sequence[Proposal]) -> int:
        typed = fold(self.text())
        names = [fold(one.text) for one in found if one.value is not None]
        if typed in names:
            return names.index(typed)
        return 0 if typed and len(names) == 1 and names[0].startswith(typed) else -1

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter looks for itself, for whoever types faster than a list can open, and goes on."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            confirms = event.key() == Qt.Key.Key_Down and self._only_one_is_meant()
            self._stepped = self.list.isVisible()
            if confirms:
                return
        elif event.key() in ENTERS and not self._stepped:
            self.list.hide()
            if self.text().strip() and self.chosen is None:
                self._known(self.text(), partial(self._take_meant, self.text()))
        super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if is_for_the_window(self, event):
            return False
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and not self._stepped
        ):
            self.list.hide()
        return super().event(event)

    def _only_one_is_meant(self) -> bool:
        """Down then stays on it: beyond it is only what is typed, as a new name."""
        proposal = self.list.current() if self.list.isVisible() and not self._stepped else None
        return proposal is not None and fold(proposal.text) != fold(" ".join(self.text().split()))

    def _take_meant(self, text: str, found: Sequence[Proposal]) -> None:
        if self.text() == text and self.chosen is None and (at := self.marked(found)) >= 0:
            self.take(found[at])

    def _offer(self, text: str, answer: Answer) -> None:
        def found(known: Sequence[Proposal]) -> None:
            answer([*known[: MOST - 1], *self._as_typed(text, known)])

        self._known(text, found)

    def _as_typed(self, text: str, known: Sequence[Proposal]) -> list[Proposal]:
        """The text itself, where what is proposed is something else."""
        typed = " ".join(text.split())
        if not (typed and known) or fold(typed) in (fold(one.text) for one in known):
            return []
        return [Proposal(None, typed, self._look.words.t("a new name"), "plus")]

    def _typed(self, _text: str) -> None:
        self._stepped = False
