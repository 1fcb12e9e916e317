"""What happened to one thing, the newest on top: sentences on a line of circles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import Size, Type

CIRCLE: Final = 28
STEP: Final = 46
_WORDS: Final = CIRCLE + 12


@dataclass(frozen=True)
class Moment:
    """`figure` stands at the end of the line: a balance, a hash. Tones as everywhere."""

    icon: str
    text: str
    fact: str = ""
    figure: str = ""
    tone: str = ""


class Timeline(QWidget):
    """Painted: a hundred moments cost as much as one widget. Words too long end in …"""

    def __init__(self, look: Look, name: str, moments: Sequence[Moment] = ()) -> None:
        super().__init__()
        self._look, self._name = look, name
        self._moments: tuple[Moment, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_moments(moments)

    def show_moments(self, moments: Sequence[Moment]) -> None:
        self._moments = tuple(moments)
        told = ". ".join(f"{one.text} {one.fact} {one.figure}".strip() for one in self._moments)
        self.setAccessibleName(f"{self._name}. {told}")
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, len(self._moments) * STEP)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, len(self._moments) * STEP)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.width() - CIRCLE - 1 if self._look.rtl else 1
        last = len(self._moments) - 1
        for at, moment in enumerate(self._moments):
            top = at * STEP
            if top > event.rect().bottom() or top + STEP < event.rect().top():
                continue
            middle = x + CIRCLE // 2
            if at < last:
                painter.setPen(QPen(self._look.colour("line_strong"), 2))
                painter.drawLine(middle, top + CIRCLE + 7, middle, top + STEP + 7)
            self._paint_circle(painter, QRect(x, top + 7, CIRCLE, CIRCLE), moment)
            self._paint_words(painter, top, moment)

    def _paint_circle(self, painter: QPainter, box: QRect, moment: Moment) -> None:
        look = self._look
        ink = look.ink(moment.tone)
        painter.setPen(QPen(look.colour(ink if moment.tone else "line_strong"), 1.5))
        painter.setBrush(look.colour(look.soft(moment.tone) if moment.tone else "surface"))
        painter.drawEllipse(box)
        picture = look.picture(moment.icon, ink, 14, self.devicePixelRatio())
        painter.drawPixmap(box.center() - QPoint(6, 6), picture)

    def _paint_words(self, painter: QPainter, top: int, moment: Moment) -> None:
        look = self._look
        room = QRect(0 if look.rtl else _WORDS, top + 2, self.width() - _WORDS, 20)
        if moment.figure:
            painter.setFont(look.font(Type.SMALL, mono=True))
            painter.setPen(look.colour("muted"))
            wide = painter.fontMetrics().horizontalAdvance(moment.figure) + Size.S
            side = int(look.end | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(room.translated(0, 8), side, look.words.ltr(moment.figure))
            room = room.adjusted(wide, 0, 0, 0) if look.rtl else room.adjusted(0, 0, -wide, 0)
        for text, px, ink in ((moment.text, Type.BODY, "text"), (moment.fact, Type.SMALL, "muted")):
            font = look.font(px)
            painter.setFont(font)
            painter.setPen(look.colour(ink))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(look.start | Qt.AlignmentFlag.AlignVCenter), shown)
            room = room.translated(0, 20)
