"""A scan of a physical verification taken back: at the band, by Ctrl+Z, in the list by Delete."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from cpise_inventory.language.sightings import undone_text
from ui.kit.buttons import Button
from ui.pages.verification_reading import Line, see_again, take_back

if TYPE_CHECKING:
    from cpise_inventory.campaigns.taking_back import Undone
    from ui.pages.verification import VerificationPage


class TakingBack(QObject):
    """The last scan by its button and Ctrl+Z, what is selected in the list by Delete; each of them
    may be scanned anew by the same keys.
    """

    def __init__(self, page: "VerificationPage") -> None:
        super().__init__(page)
        self._page, self._look = page, page.look
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), page.walk.table.rows)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._selected)

    def offer(self, tags: Sequence[str], told: str) -> list[Button]:
        """The button for what was scanned in one act, which Ctrl+Z takes back, too; none where
        nothing was new. `told`: the stamp of its event.
        """
        if not tags:
            return []

        def act() -> None:
            self._take(tags, told)

        self._page.desk.offer_undo(act)
        return [self._button(self._name(tags), act)]

    def action(self, line: Line) -> QAction:
        """For the menu of a line that was seen: it and what else is selected."""
        chosen = [one.tag for one in self._page.walk.table.selected() if one.result]
        tags = chosen if line.tag in chosen else [line.tag]
        action = QAction(self._name(tags), self)
        action.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # the list has it
        action.triggered.connect(lambda: self._take(tags))
        return action

    def _name(self, tags: Sequence[str]) -> str:
        return self._look.words.n("Take the scan back", "Take {count} scans back", len(tags))

    def _selected(self) -> None:
        if tags := [one.tag for one in self._page.walk.table.selected() if one.result]:
            self._take(tags)

    def _take(self, tags: Sequence[str], told: str = "") -> None:
        page = self._page
        number, person = page.number, page.desk.session.person
        page.ask(
            lambda store: take_back(store, person, number, tags, told),
            self._taken,
            page.refused,
        )

    def _taken(self, undone: "list[Undone]") -> None:
        page, words = self._page, self._look.words
        number, person = page.number, page.desk.session.person

        def again() -> None:
            page.ask(
                lambda store: see_again(store, person, number, [one.was for one in undone]),
                lambda _answers: page.walk.say_undone(words.t("Brought back"), ""),
                page.refused,
            )

        count = len(undone)
        title = words.n("{count} scan taken back", "{count} scans taken back", count)
        text = undone_text(undone[0], words, page.walk.names) if count == 1 else ""
        page.desk.offer_undo(again)
        page.walk.say_undone(title, text, [self._button(words.t("Bring the scan back"), again)])

    def _button(self, text: str, act: Callable[[], object]) -> Button:
        """With the key that the window has. It takes no focus: what a scanner types after a code,
        such as Enter, must not press it.
        """
        button = Button(self._look, text, act, icon="undo-2", role="quiet", key="Ctrl+Z")
        button.setShortcut("")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button
