"""The bar at the top: the scan field, always ready, and what belongs to no place."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy
from typing_extensions import override

from ui.kit.buttons import Button
from ui.kit.text import Picture
from ui.look import Look, application
from ui.theme import Size, Type

PAUSE: Final = 120
"""Milliseconds after a key of a person before anything is looked for; a scanner is long done."""
WIDEST: Final = 640
KEY: Final = "Ctrl K"


class ScanField(QLineEdit):
    """Takes what is scanned and typed. A scan leaves it as it was: see `scanning.Restorable`."""

    searched = Signal(str)
    entered = Signal(str)
    stepped = Signal(int)
    left = Signal()
    pasted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        words = look.words
        self._hint = words.t("Scan or search: label, item, receipt, person…")
        self.setProperty("role", "scan")
        self.setAccessibleName(words.t("Scan or search"))
        self.setAlignment(look.start | Qt.AlignmentFlag.AlignVCenter)
        self.setMaximumWidth(WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        first, last = 30, 66
        self.setTextMargins(last if look.rtl else first, 0, first if look.rtl else last, 0)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textEdited.connect(lambda _text: self._pause.start())

    def search_now(self) -> None:
        """Ctrl+K: what can be done here, or what is typed already."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.searched.emit(self.text().strip())

    def empty(self) -> None:
        self._pause.stop()
        self.clear()

    def snapshot(self) -> tuple[str, int]:
        return self.text(), self.cursorPosition()

    def put_back(self, snapshot: tuple[str, int]) -> None:
        """What a slow scanner's half code found meanwhile goes, too."""
        self._pause.stop()
        self.left.emit()
        self.setText(snapshot[0])
        self.setCursorPosition(snapshot[1])

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDEST, Size.SCAN)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, Size.SCAN)

    @override
    def event(self, event: QEvent) -> bool:
        """Ctrl+Z undoes typing first; where there is none, it undoes the last deed."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self.entered.emit(self.text().strip())
        elif key == Qt.Key.Key_Escape:
            self.empty()
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and _lines(pasted := _clipboard()):
            self.pasted.emit(pasted)
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._pause.stop()
            self.left.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A hint cut off by the edge reads badly: it ends in … instead."""
        super().resizeEvent(event)
        room = self.width() - 120
        self.setPlaceholderText(
            self.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, room)
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.width() - 12 - 20 if look.rtl else 12
        picture = look.picture("scan-barcode", "accent", 20, self.devicePixelRatio())
        painter.drawPixmap(QPoint(x, (self.height() - 20) // 2), picture)
        painter.setFont(look.font(Type.SMALL))
        wide = painter.fontMetrics().horizontalAdvance(KEY) + 18
        left = 11 if look.rtl else self.width() - wide - 11
        painter.setPen(QPen(look.colour("line_strong"), 1))
        painter.drawRoundedRect(left, (self.height() - 22) // 2, wide, 22, 4, 4)
        painter.setPen(look.colour("muted"))
        painter.drawText(left, 0, wide, self.height(), int(Qt.AlignmentFlag.AlignCenter), KEY)


def _clipboard() -> str:
    return application().clipboard().text()


def _lines(text: str) -> bool:
    """Whether it is a list: what is one line is typed text, and searched for."""
    return "\n" in text.strip()


class Bar(QFrame):
    """`scan` is the field; the buttons' wishes are signals."""

    look_wanted = Signal()
    keys_wanted = Signal()
    lock_wanted = Signal()
    scanner_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        words = look.words
        self.setProperty("role", "bar")
        self.setFixedHeight(Size.BAR)
        self.scan = ScanField(look)
        self._ready_icon = Picture(look, "circle-check", "good", Size.ICON_SMALL)
        self._ready = Button(look, words.t("Scanner ready"), role="quiet")
        self._ready.setToolTip(words.t("Test the scanner"))
        self._ready.clicked.connect(self.scanner_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.L, 0, Size.M, 0)
        row.setSpacing(6)
        row.addWidget(self.scan, 100)
        row.addStretch(1)
        row.addWidget(self._ready_icon)
        row.addWidget(self._ready)
        row.addSpacing(6)
        for icon, text, key, wish in (
            ("languages", words.t("Language and appearance"), "", self.look_wanted),
            ("keyboard", words.t("Keys"), "F1", self.keys_wanted),
            ("lock", words.t("Lock, switch user"), "Ctrl+L", self.lock_wanted),
        ):
            button = Button(look, text, icon=icon, role="icon", key=key)
            button.clicked.connect(wish)
            row.addWidget(button)
        application().applicationStateChanged.connect(self._show_ready)
        self._show_ready()

    def _show_ready(self) -> None:
        """Another program in front takes the keys of the scanner."""
        active = application().applicationState() == Qt.ApplicationState.ApplicationActive
        words = self._look.words
        self._ready.say(words.t("Scanner ready") if active else words.t("Scanner waits"))
        icon, colour = ("circle-check", "good") if active else ("clock", "muted")
        self._ready_icon.show_icon(icon, colour)
