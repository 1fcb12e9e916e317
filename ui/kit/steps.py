"""How far a short series of questions is: numbers in circles, words beside them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import Type

CIRCLE: Final = 26
LINE: Final = 24
_GAP: Final = 6


class Steps(QWidget):
    def __init__(self, look: Look, names: Sequence[str]) -> None:
        super().__init__()
        self._look, self._names = look, tuple(names)
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """From 0."""
        self._step = step
        words = self._look.words
        told = words.t("Step {step} of {steps}", step=step + 1, steps=len(self._names))
        self.setAccessibleName(f"{told}: {self._names[step]}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._width(), CIRCLE + 6)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(CIRCLE * len(self._names), CIRCLE + 6)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fits = self._width() <= self.width()
        x = max((self.width() - self._width(all_words=fits)) // 2, 0)
        for at, name in enumerate(self._names):
            x = self._paint_step(painter, x, at, name if fits or at == self._step else "")

    def _paint_step(self, painter: QPainter, x: int, at: int, name: str) -> int:
        """Where the next one begins; `x` runs from the side where reading begins."""
        look, middle = self._look, self.height() // 2
        done, here = at < self._step, at == self._step
        box = self._mirrored(QRect(x, middle - CIRCLE // 2, CIRCLE, CIRCLE))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent" if done or here else "sunken"))
        painter.drawEllipse(box)
        if done:
            picture = look.picture("check", "on_accent", 16, self.devicePixelRatio())
            painter.drawPixmap(box.center() - QPoint(7, 7), picture)
        else:
            painter.setPen(look.colour("on_accent" if here else "muted"))
            painter.setFont(look.font(Type.SMALL, bold=True))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(at + 1))
        x += CIRCLE + _GAP
        if name:
            font = look.font(Type.BODY, bold=here)
            wide = QFontMetrics(font).horizontalAdvance(name)
            painter.setFont(font)
            painter.setPen(look.colour("text" if here else "muted"))
            room = self._mirrored(QRect(x, 0, wide + 2, self.height()))
            painter.drawText(room, int(look.start | Qt.AlignmentFlag.AlignVCenter), name)
            x += wide + _GAP
        if at < len(self._names) - 1:
            painter.setPen(QPen(look.colour("line"), 2))
            line = self._mirrored(QRect(x, middle, LINE, 1))
            painter.drawLine(line.left(), middle, line.right(), middle)
            x += LINE + _GAP
        return x

    def _width(self, *, all_words: bool = True) -> int:
        bold = QFontMetrics(self._look.font(Type.BODY, bold=True))
        shown = self._names if all_words else (self._names[self._step],)
        words = sum(bold.horizontalAdvance(name) + _GAP for name in shown)
        gaps = len(self._names) - 1
        return words + len(self._names) * (CIRCLE + _GAP) + gaps * (LINE + _GAP)

    def _mirrored(self, rect: QRect) -> QRect:
        if not self._look.rtl:
            return rect
        return QRect(self.width() - rect.right() - 1, rect.y(), rect.width(), rect.height())
