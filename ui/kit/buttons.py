"""Buttons: with icon, words and their key; Enter presses them as Space does."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from ui.look import Look
from ui.theme import Size

INK = {
    "primary": "on_accent",
    "danger": "bad",
    "quiet": "accent",
    "toast": "toast_action",
    "icon": "muted",
}
GAP = 7
KEY_GAP = "   "


class Button(QPushButton):
    """Roles: "" (plain), primary, danger, quiet, icon. One primary a page.

    `key` is shown on the button and works wherever the button can be seen.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        press: Callable[[], object] | None = None,
        *,
        icon: str = "",
        role: str = "",
        key: str = "",
    ) -> None:
        super().__init__()
        self._look, self._icon, self._role, self._key = look, icon, role, key
        if role:
            self.setProperty("role", role)
        self.say(text)
        if press is not None:
            self.pressed_by(press)

    def say(self, text: str, icon: str = "") -> None:
        """Other words, and another icon if one is given."""
        self._icon = icon or self._icon
        ink = INK.get(self._role, "text")
        alone = self._role == "icon"
        if self._icon:
            gap = 0 if alone or not text else GAP
            self.setIcon(self._look.icon(self._icon, ink, Size.ICON, gap))
            self.setIconSize(self._icon_size(gap))
        self.setAccessibleName(text)
        if alone:
            self.setToolTip(f"{text}  ({self._key})" if self._key else text)
        else:
            shown = self._look.words.ltr(self._key)
            whole = f"{text}{KEY_GAP}{shown}" if self._key else text
            self.setText(whole.replace("&", "&&"))
        if self._key:
            self.setShortcut(QKeySequence(self._key))

    def pressed_by(self, press: Callable[[], object]) -> None:
        self.clicked.connect(lambda _checked=False: press())

    def allow(self, may: bool, why_not: str = "") -> None:  # noqa: FBT001 - may or may not
        """Disabled with the reason as a tool tip, never hidden."""
        self.setEnabled(may)
        self.setToolTip("" if may else why_not)
        self.setAccessibleDescription("" if may else why_not)

    def _icon_size(self, gap: int) -> QSize:
        return QSize(Size.ICON + gap, Size.ICON)

    @override
    def event(self, event: QEvent) -> bool:
        """Its key acts at once, and once: Qt would hold the button for a tenth of a second before.

        A key that the window has as well (F3) means the same there: either of them may act.
        """
        if isinstance(event, QShortcutEvent):
            self.setShortcutAutoRepeat(event.shortcutId(), False)
            self.click()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
