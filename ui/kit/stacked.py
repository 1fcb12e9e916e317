"""Stacked bars: shares of a whole side by side, told apart by ink and hatching, so also in grey."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.kit.text import label
from ui.look import Look
from ui.theme import Size

HEIGHT: Final = 14
LEAST: Final = 3
"""Pixels that the smallest share has, so that it's seen."""
GAP: Final = 1
SWATCH: Final = 22


class Tint(NamedTuple):
    """How one part of the bars is painted: the colour's name, and what lies over it."""

    ink: str
    hatch: Qt.BrushStyle = Qt.BrushStyle.SolidPattern


def paint_stack(
    painter: QPainter,
    room: QRect,
    look: Look,
    parts: Sequence[tuple[Tint, int]],
    most: int,
    high: int = HEIGHT,
) -> None:
    """From the side where reading begins; `most` is what the whole room stands for."""
    whole = room.width() - GAP * max(len(parts) - 1, 0)
    top, at = room.top() + (room.height() - high) // 2, 0
    for tint, number in parts:
        if not number:
            continue
        wide = max(whole * number // max(most, 1), LEAST)
        left = room.right() + 1 - at - wide if look.rtl else room.left() + at
        paint_tint(painter, QRect(left, top, wide, high), look, tint)
        at += wide + GAP


def paint_tint(painter: QPainter, box: QRect, look: Look, tint: Tint) -> None:
    """Hatched ones on their own soft ground, with an edge of their ink."""
    ink = look.colour(tint.ink)
    if tint.hatch is Qt.BrushStyle.SolidPattern:
        painter.fillRect(box, ink)
        return
    painter.save()
    painter.fillRect(box, look.colour("surface"))
    painter.setBrushOrigin(box.topLeft())
    painter.fillRect(box, QBrush(ink, tint.hatch))
    painter.setPen(ink)
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    painter.restore()


class _Swatch(QWidget):
    def __init__(self, look: Look, tint: Tint) -> None:
        super().__init__()
        self._look, self._share = look, tint
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(SWATCH, HEIGHT)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_tint(QPainter(self), self.rect(), self._look, self._share)


class Legend(QWidget):
    """What each part of the bars stands for."""

    def __init__(self, look: Look, shares: Mapping[str, Tint]) -> None:
        """By their names, in the order of the parts."""
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.S)
        for name, tint in shares.items():
            row.addWidget(_Swatch(look, tint))
            row.addWidget(label(look, name, "small"))
            row.addSpacing(Size.S)
        row.addStretch(1)
