"""What would be a dialog: a sheet inside the window, over a veil.

While it's open everything beneath is disabled, so that neither Tab nor a key nor a click gets
there. Escape closes it, and the focus goes back to where it was.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.kit.buttons import Button
from ui.kit.scroll import Scroll
from ui.kit.text import Picture, label
from ui.look import Look
from ui.scanning import Scan
from ui.theme import Size

VEIL = QColor(0, 0, 0, 118)
MARGIN = 16
WIDTH = 520


class Fitting(Scroll):
    """As high as what it holds where there is room, else it scrolls."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        content.installEventFilter(self)

    @override
    def sizeHint(self) -> QSize:
        hint = self.content.sizeHint()
        if self.content.hasHeightForWidth() and self.width() > 1:
            hint.setHeight(self.content.heightForWidth(max(self.width(), hint.width())))
        return hint

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.content.minimumSizeHint().width(), 40)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class Sheet(QFrame):
    """Title, content in `body`, buttons at the foot: the quiet way out first, the primary last."""

    closed = Signal()

    def __init__(
        self,
        look: Look,
        title: str,
        text: str = "",
        *,
        icon: str = "",
        tone: str = "info",
        width: int = WIDTH,
    ) -> None:
        super().__init__()
        self.look, self.wanted_width = look, width
        self.first: QWidget | None = None
        """What has the focus when the sheet opens; else the first that can have it."""
        self.closable = True
        self.setProperty("role", "sheet")
        self.setAccessibleName(title)
        self.title = label(look, title, "title", wrap=True)
        self.head = QHBoxLayout()
        self.head.setSpacing(Size.M)
        if icon:
            self.head.addWidget(Picture(look, icon, look.ink(tone), 22))
        self.head.addWidget(self.title, 1)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(Size.M)
        if text:
            self.body.addWidget(label(look, text, wrap=True))
        self.content = Fitting(content)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(Size.S)
        self._foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.XL, 20, Size.XL, 18)
        column.setSpacing(Size.M)
        column.addLayout(self.head)
        column.addWidget(self.content)
        column.addLayout(self._foot)

    def add_button(self, button: Button) -> Button:
        self._foot.addWidget(button)
        return button

    def done(self) -> None:
        """Close it."""
        self.closed.emit()

    def scanned(self, _scan: Scan) -> bool:
        """A scan while the sheet is open; True if it was for the sheet."""
        return False

    def offered(self, scan: Scan) -> bool:
        """One of several codes that came at once."""
        return self.scanned(scan)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.closable:
            self.done()
            return
        super().keyPressEvent(event)


class Veil(QWidget):
    """Dims the window and holds one sheet in its middle."""

    def __init__(self, parent: QWidget, sheet: Sheet) -> None:
        super().__init__(parent)
        self.sheet, self._window = sheet, parent
        sheet.setParent(self)
        parent.installEventFilter(self)
        for part in (sheet, sheet.content.content):  # the content grows, then the sheet's layout
            part.installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        self.setGeometry(self._window.rect())
        sheet = self.sheet
        wide = min(sheet.wanted_width, self.width() - 2 * MARGIN)
        sheet.resize(wide, sheet.height())
        layout = sheet.layout()
        wanted = layout.totalHeightForWidth(wide) if layout else 0
        high = max(wanted, sheet.sizeHint().height())
        high = min(high, self.height() - 2 * MARGIN)
        sheet.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.fit()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), VEIL)


class Veils:
    """The sheets of one window, the last opened on top."""

    def __init__(
        self, window: QWidget, beneath: QWidget, focus_elsewhere: Callable[[], object] = bool
    ) -> None:
        """`beneath` is what a sheet disables; veils are children of `window`.

        `focus_elsewhere` is called where what had the focus before is gone.
        """
        self._window, self._beneath, self._elsewhere = window, beneath, focus_elsewhere
        self._stack: list[tuple[Veil, QWidget | None]] = []

    @property
    def top(self) -> Sheet | None:
        return self._stack[-1][0].sheet if self._stack else None

    def open(self, sheet: Sheet) -> None:
        before = QApplication.focusWidget()
        under = self._stack[-1][0] if self._stack else self._beneath
        under.setEnabled(False)
        veil = Veil(self._window, sheet)
        self._stack.append((veil, before))
        sheet.closed.connect(lambda: self._close(veil))
        veil.show()
        veil.raise_()
        veil.fit()
        first = sheet.first or _first_in(sheet)
        (first or sheet).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_aside(self) -> None:
        """While the window is locked: hidden, with all that is typed in them."""
        for veil, _before in self._stack:
            veil.hide()
        self._beneath.setEnabled(True)

    def bring_back(self) -> None:
        if not self._stack:
            return
        self._beneath.setEnabled(False)
        for veil, _before in self._stack:
            veil.show()
        sheet = self._stack[-1][0].sheet
        (sheet.first or _first_in(sheet) or sheet).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_all(self) -> None:
        while self._stack:
            self._close(self._stack[-1][0])

    def _close(self, veil: Veil) -> None:
        if not any(open_one is veil for open_one, _before in self._stack):
            return
        while self._stack:
            top, before = self._stack.pop()
            self._window.removeEventFilter(top)
            top.hide()
            top.deleteLater()
            if top is veil:
                break
        under = self._stack[-1][0] if self._stack else self._beneath
        under.setEnabled(True)
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._stack:
            self._elsewhere()


def _first_in(sheet: QWidget) -> QWidget | None:
    """The first that Tab reaches."""
    inside = (
        one
        for one in sheet.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and one.isVisible()
    )
    return next(inside, None)
