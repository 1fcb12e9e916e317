"""Said for eight seconds over the foot of the window: what was done, and its undoing.

It lies over what is beneath, so it goes as soon as somebody goes on: at the next key, and at a
click, which is for what lies beneath.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QEnterEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.kit.buttons import Button
from ui.kit.text import Picture, label
from ui.look import Look
from ui.overheard import Overheard
from ui.theme import Size

STAYS = 8_000
"""Milliseconds."""
GLANCE = 1_000
"""What it stays for at least, however quickly somebody types on."""
_DONE, _WRONG = "circle-check", "circle-alert"
_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
OVER_FOOT = 104
WIDEST = 640


class Toast(QFrame):
    """One at a time, over `window`. It asks for nothing and takes no focus."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look, self._window = look, window
        self._undo: Callable[[], object] | None = None
        self.setProperty("role", "toast")
        self.text = label(look, role="toast", wrap=True)
        words = look.words
        self.undo = Button(look, words.t("Undo"), self._undone, icon="undo-2", role="toast", key="")
        self.undo.setText("   ".join((words.t("Undo"), words.ltr("Ctrl+Z"))))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(Size.M, Size.S, Size.M, Size.S)
        row.setSpacing(Size.M)
        self._picture = Picture(look, _DONE, "toast_action", 20)
        row.addWidget(self._picture)
        row.addWidget(self.text, 1)
        row.addWidget(self.undo)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.hide)
        self._glance = QTimer(self)
        self._glance.setSingleShot(True)
        self._glance.setInterval(GLANCE)
        self._glance.timeout.connect(self._glanced)
        self._goes_on = False
        self._keys = Overheard(self)
        window.installEventFilter(self)
        self.hide()

    def say(
        self, text: str, undo: Callable[[], object] | None = None, *, wrong: bool = False
    ) -> None:
        """Without a text it goes: what it offered to undo isn't the last deed any more. `wrong`:
        it bears no tick, for nothing was done.
        """
        self._undo = undo
        if not text:
            self.hide()
            return
        self.text.setText(text)
        self._picture.show_icon(_WRONG if wrong else _DONE, "toast_action")
        self.undo.setVisible(undo is not None)
        self.setAccessibleName(text)
        self._fit()
        self.show()
        self.raise_()
        self._timer.start()
        self._goes_on = False
        self._glance.start()
        self._keys.begin()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _undone(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _somebody_goes_on(self) -> None:
        self._goes_on = True
        if not self._glance.isActive():
            self.hide()

    def _glanced(self) -> None:
        if self._goes_on:
            self.hide()

    def _fit(self) -> None:
        window = self._window
        self.text.setWordWrap(False)
        wide = min(self._row.sizeHint().width(), WIDEST, window.width() - 2 * Size.L)
        self.text.setWordWrap(True)
        high = max(self._row.totalHeightForWidth(wide), 50)
        self.setFixedSize(wide, high)
        self.move((window.width() - wide) // 2, window.height() - high - OVER_FOOT)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        elif isinstance(event, QKeyEvent) and _goes_on(event):
            self._somebody_goes_on()
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The field beneath gets the focus: it's there that somebody pressed."""
        at = self.mapTo(self._window, event.position().toPoint())
        self.hide()
        beneath = self._window.childAt(at)
        if beneath is not None and beneath.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            beneath.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._keys.end()
        super().hideEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible():
            self._timer.start()
        super().leaveEvent(event)


def _goes_on(event: QKeyEvent) -> bool:
    """A key that types or moves on; not those that are held down for another, as for Ctrl+Z."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return (
        event.type() == QEvent.Type.KeyPress
        and event.key() not in _HELD
        and not event.modifiers() & commands
    )
