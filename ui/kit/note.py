"""A note on the page: what happened, in words, and the ways out as buttons. Never a box with OK."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.kit.buttons import Button
from ui.kit.text import Picture, label, set_role
from ui.look import Look
from ui.theme import Size

ICONS: Final = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
    "info": "info",
}


class Note(QFrame):
    """Hidden until it has something to say. Tones: good, warn, bad, info.

    `large` is the band that answers a scan: people look at the box, not at the screen.
    """

    def __init__(self, look: Look, *, large: bool = False) -> None:
        super().__init__()
        self._look = look
        self._icon = Picture(look, "info", "accent", 26 if large else 22)
        self.title = label(look, role="heading" if large else "strong", wrap=True)
        self.text = label(look, wrap=True)
        self._buttons: list[Button] = []
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(Size.M)
        self._row.addWidget(self._icon)
        self._row.addLayout(words, 1)
        self.hide()

    def say(
        self,
        tone: str,
        title: str,
        text: str = "",
        actions: Sequence[Button] = (),
        icon: str = "",
    ) -> None:
        """Show this in place of what was said before; `icon` in place of the tone's own."""
        self._drop_buttons()
        set_role(self, f"note-{tone}")
        self._icon.show_icon(icon or ICONS[tone], self._look.ink(tone))
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        for button in actions:
            self._row.addWidget(button)
            self._buttons.append(button)
        self.setAccessibleName(f"{title} {text}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Nothing to say any more."""
        self._drop_buttons()
        self.title.clear()
        self.text.clear()
        self.hide()

    @property
    def tone(self) -> str:
        """What it says now: good, warn, bad or info; empty while it says nothing."""
        return str(self.property("role")).removeprefix("note-") if self.title.text() else ""

    def _drop_buttons(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._buttons.clear()
