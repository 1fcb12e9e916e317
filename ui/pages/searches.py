"""Search fields for whoever types faster than a list can open."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.kit.search import Proposal, Propose, SearchBox
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
    """Any text will do: a proposal is taken only by whoever went to it with the arrow keys."""

    def __init__(self, look: Look, propose: Propose, hint: str = "") -> None:
        super().__init__(look, propose, hint)
        self._stepped = False
        self.textEdited.connect(self._typed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.list.isVisible() and not self._stepped:
                self._stepped = True  # the first one is marked already
                return
            self._stepped = True
        elif event.key() in ENTERS and not self._stepped:
            self.list.hide()
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

    def _typed(self, _text: str) -> None:
        self._stepped = False
