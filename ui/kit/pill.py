"""A state as icon, word and tint, to be read in grey as well."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import Type

HEIGHT = 24
ICON = 14
_PAD, _GAP = 8, 5


@dataclass(frozen=True)
class State:
    """Tones: good, warn, bad, info; any other is grey."""

    tone: str
    icon: str
    text: str


class Pill(QWidget):
    """One state, beside a name or a title."""

    def __init__(self, look: Look, state: State) -> None:
        super().__init__()
        self._look, self._state = look, state
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(state)

    def say(self, state: State) -> None:
        self._state = state
        self.setAccessibleName(state.text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(pill_width(self._look, self._state), HEIGHT)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_pill(QPainter(self), self.rect(), self._look, self._state)


def pill_width(look: Look, state: State) -> int:
    words = QFontMetrics(look.font(Type.SMALL, bold=True)).horizontalAdvance(state.text)
    return words + 2 * _PAD + ((ICON + _GAP) if state.icon else 0) + 2


def paint_pill(painter: QPainter, rect: QRect, look: Look, state: State) -> None:
    """At the start of `rect`, in the middle of its height; no wider than it."""
    wide = min(pill_width(look, state), rect.width())
    left = rect.right() + 1 - wide if look.rtl else rect.left()
    box = QRect(left, rect.top() + (rect.height() - HEIGHT) // 2, wide, HEIGHT)
    ink = look.ink(state.tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(look.soft(state.tone)))
    painter.drawRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
    inside = box.adjusted(_PAD, 0, -_PAD, 0)
    if state.icon:
        x = inside.right() + 1 - ICON if look.rtl else inside.left()
        ratio = painter.device().devicePixelRatio()
        picture = look.picture(state.icon, ink, ICON, ratio)
        painter.drawPixmap(x, box.top() + (HEIGHT - ICON) // 2, picture)
        room = ICON + _GAP
        inside = inside.adjusted(0, 0, -room, 0) if look.rtl else inside.adjusted(room, 0, 0, 0)
    painter.setFont(look.font(Type.SMALL, bold=True))
    painter.setPen(look.colour(ink))
    shown = painter.fontMetrics().elidedText(
        state.text, Qt.TextElideMode.ElideRight, inside.width() + 2
    )
    painter.drawText(inside, int(look.start | Qt.AlignmentFlag.AlignVCenter), shown)
    painter.restore()
