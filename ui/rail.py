"""The places down the side: words always shown, the one in use marked, tasks counted in red."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.kit.text import Picture, label
from ui.look import Look
from ui.registry import PageSpec
from ui.theme import Size, Type

GAP: Final = 8
ASIDE: Final = 9
NARROW_ASIDE: Final = 3
"""The longest word, in bold, has its ground under all of it."""
BADGE: Final = 20
THUMB: Final = 3
THUMB_LEAST: Final = 24


class RailButton(QAbstractButton):
    """One place. Painted by us: icon beside the word, or above it where the window is narrow."""

    def __init__(self, look: Look, spec: PageSpec) -> None:
        super().__init__()
        self._look, self._icon = look, spec.icon
        self.narrow = False
        self._count = 0
        title = look.words.t(spec.title)
        self.setText(title)
        self.setToolTip(f"{title}  ({spec.shortcut})" if spec.shortcut else "")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def count(self, tasks: int) -> None:
        self._count = tasks
        self._name()
        self.update()

    def fold(self, *, narrow: bool) -> None:
        self.narrow = narrow
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        words = self._look.words
        told = words.n("{count} open task", "{count} open tasks", self._count)
        self.setAccessibleName(f"{self.text()}, {told}" if self._count else self.text())

    @override
    def sizeHint(self) -> QSize:
        font = self._look.font(Type.SMALL if self.narrow else Type.BODY, bold=True)
        words = QFontMetrics(font).horizontalAdvance(self.text())
        if self.narrow:
            return QSize(max(words + 8, 74), Size.RAIL_ITEM_COMPACT)
        return QSize(53 + words + (BADGE + GAP if self._count else 0), Size.RAIL_ITEM)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        aside = NARROW_ASIDE if self.narrow else ASIDE
        box = self.rect().adjusted(aside, 2, -aside, -2)
        self._paint_ground(painter, box)
        ink = "accent" if self.isChecked() else "text"
        if self.narrow:
            self._paint_narrow(painter, box, ink)
        else:
            self._paint_wide(painter, box, ink)

    def _paint_ground(self, painter: QPainter, box: QRect) -> None:
        look = self._look
        if self.isChecked():
            painter.setPen(QPen(look.colour("line"), 1))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(box, 8, 8)
            bar = QRect(0, 0, 3, min(16, box.height() - 10))
            bar.moveCenter(QPoint(0, box.center().y()))
            bar.moveLeft(box.right() - 2 if look.rtl else box.left())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 8, 8)

    def _paint_wide(self, painter: QPainter, box: QRect, ink: str) -> None:
        look = self._look
        x = box.right() + 1 - 14 - Size.ICON if look.rtl else box.left() + 14
        self._paint_icon(painter, QPoint(x, box.center().y() - Size.ICON // 2 + 1), ink)
        room = box.adjusted(44, 0, -8, 0) if not look.rtl else box.adjusted(8, 0, -44, 0)
        self._paint_word(painter, room, look.start | Qt.AlignmentFlag.AlignVCenter, ink, Type.BODY)
        if self._count:
            width = self._badge_width()
            left = box.left() + 8 if look.rtl else box.right() - 7 - width
            self._paint_badge(painter, QRect(left, box.center().y() - 8, width, 18))

    def _paint_narrow(self, painter: QPainter, box: QRect, ink: str) -> None:
        at = QPoint(box.center().x() - Size.ICON // 2 + 1, box.top() + 5)
        self._paint_icon(painter, at, ink)
        room = QRect(0, box.top() + 24, self.width(), box.height() - 25)
        self._paint_word(painter, room, Qt.AlignmentFlag.AlignCenter, ink, Type.SMALL)
        if self._count:
            width = self._badge_width()
            left = at.x() - width - 2 if self._look.rtl else at.x() + Size.ICON + 2
            self._paint_badge(painter, QRect(left, box.top() + 3, width, 18))

    def _paint_icon(self, painter: QPainter, at: QPoint, ink: str) -> None:
        ratio = self.devicePixelRatio()
        painter.drawPixmap(at, self._look.picture(self._icon, ink, Size.ICON, ratio))

    def _paint_word(
        self, painter: QPainter, room: QRect, side: Qt.AlignmentFlag, ink: str, px: int
    ) -> None:
        painter.setFont(self._look.font(px, bold=self.isChecked()))
        painter.setPen(self._look.colour(ink))
        painter.drawText(room, int(side | Qt.TextFlag.TextSingleLine), self.text())

    def _badge_width(self) -> int:
        font = self._look.font(Type.SMALL - 1, bold=True)
        return max(BADGE, QFontMetrics(font).horizontalAdvance(str(self._count)) + 12)

    def _paint_badge(self, painter: QPainter, rect: QRect) -> None:
        look = self._look
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("bad"))
        painter.drawRoundedRect(rect, 9, 9)
        painter.setPen(look.colour("surface"))
        painter.setFont(look.font(Type.SMALL - 1, bold=True))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self._count))


class Rail(QFrame):
    """`chosen` says a place's key."""

    chosen = Signal(str)

    def __init__(self, look: Look, places: Sequence[PageSpec]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName(look.words.t("Places"))
        self._brand = _Brand(look)
        self.buttons: dict[str, RailButton] = {}
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setSpacing(0)
        self._area = _Places(look, content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._brand)
        whole.addWidget(self._area, 1)
        self._led_to = {spec.key: spec.within for spec in places if spec.within}
        for spec in places:
            if spec.within:
                continue
            if spec.after_gap:
                self._column.addSpacing(GAP)
            button = self.buttons[spec.key] = RailButton(look, spec)
            button.clicked.connect(lambda _checked=False, key=spec.key: self.chosen.emit(key))
            self._column.addWidget(button)
        self._column.addStretch(1)
        self.fold(narrow=False)

    def choose(self, key: str) -> None:
        key = self._led_to.get(key, key)
        if key in self.buttons:
            self.buttons[key].setChecked(True)
            self._area.ensureWidgetVisible(self.buttons[key], 0, GAP)

    def count(self, key: str, tasks: int) -> None:
        if key in self.buttons:
            self.buttons[key].count(tasks)

    def fold(self, *, narrow: bool) -> None:
        self._brand.setVisible(not narrow)
        self._column.setContentsMargins(0, GAP if narrow else 0, 0, GAP)
        for button in self.buttons.values():
            button.fold(narrow=narrow)
        self.setFixedWidth(Size.RAIL_COMPACT if narrow else Size.RAIL)


class _Places(QScrollArea):
    """Where the window is too low for all places they scroll, by the wheel and with the focus.

    A bar beside them would take the room that the words need: a thumb in their margin shows that
    there is more, and where.
    """

    def __init__(self, look: Look, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        self.thumb = _Thumb(look, self)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._place_thumb)
        bar.rangeChanged.connect(self._place_thumb)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_thumb()

    def _place_thumb(self, *_moved: int) -> None:
        bar, height = self.verticalScrollBar(), self.height()
        more = bar.maximum()
        self.thumb.setVisible(more > 0)
        if more > 0:
            long = max(height * height // (height + more), THUMB_LEAST)
            top = (height - long) * bar.value() // more
            left = 0 if self.isRightToLeft() else self.width() - THUMB
            self.thumb.setGeometry(left, top, THUMB, long)


class _Thumb(QWidget):
    """How much of the places is seen, and which part; nothing to take hold of."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("muted"))
        painter.drawRoundedRect(self.rect(), THUMB / 2, THUMB / 2)


class _Brand(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 0)
        row.setSpacing(10)
        row.addWidget(Picture(look, "package-check", "accent", 24))
        row.addWidget(label(look, "CPISE", "heading"), 1)
        self.setFixedHeight(45)
