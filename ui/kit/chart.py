"""Small charts, painted by us and mirrored by hand: time runs right to left in Arabic."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import Type

AXIS: Final = 34
FOOT: Final = 18


class Bars(QWidget):
    """A few months at a glance; the last one stands out."""

    def __init__(self, look: Look, told: str, values: Sequence[int]) -> None:
        """`told` is what a screen reader says in place of the picture."""
        super().__init__()
        self._look, self._values = look, tuple(values)
        self.setAccessibleName(told)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(15 * len(self._values), 30)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max((*self._values, 1))
        wide = self.width() / max(len(self._values), 1)
        for at, value in enumerate(self._values):
            last = at == len(self._values) - 1
            painter.setBrush(self._look.colour("accent" if last else "line"))
            high = max(self.height() * value / most, 2)
            x = self.width() - (at + 1) * wide if self._look.rtl else at * wide
            box = QRectF(x + 1, self.height() - high, wide - 2, high)
            painter.drawRoundedRect(box, 2, 2)


class StepArea(QWidget):
    """Stock over time as a stepped area, issues as bars, the minimum dashed."""

    def __init__(
        self,
        look: Look,
        told: str,
        levels: Sequence[int],
        issues: Sequence[int] = (),
        names: Sequence[str] = (),
        least: int | None = None,
    ) -> None:
        """All oldest first and of one length; `names` are letters or short words."""
        super().__init__()
        self._look, self._levels, self._issues = look, tuple(levels), tuple(issues)
        self._names, self._least = tuple(names), least
        self.setAccessibleName(told)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, 128)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._levels:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = AXIS if self._look.rtl else 0
        room = QRectF(left, 8, self.width() - AXIS, self.height() - FOOT - 8)
        most = max((*self._levels, *self._issues, self._least or 0, 1))
        self._paint_area(painter, room, most)
        self._paint_issues(painter, room, most)
        if self._least is not None:
            painter.setPen(QPen(self._look.colour("bad"), 1.5, Qt.PenStyle.DashLine))
            y = _height(room, self._least, most)
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        self._paint_words(painter, room, most)

    def _paint_area(self, painter: QPainter, room: QRectF, most: int) -> None:
        wide = room.width() / len(self._levels)
        line = QPainterPath()
        for at, level in enumerate(self._levels):
            near, far = self._x(room, at * wide), self._x(room, (at + 1) * wide)
            y = _height(room, level, most)
            if at:
                line.lineTo(near, y)
            else:
                line.moveTo(near, y)
            line.lineTo(far, y)
        area = QPainterPath(line)
        area.lineTo(self._x(room, room.width()), room.bottom())
        area.lineTo(self._x(room, 0), room.bottom())
        painter.fillPath(area, self._look.colour("accent_soft"))
        painter.strokePath(line, QPen(self._look.colour("accent"), 2))

    def _paint_issues(self, painter: QPainter, room: QRectF, most: int) -> None:
        wide = room.width() / len(self._levels)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("muted"))
        for at, issued in enumerate(self._issues):
            middle = self._x(room, (at + 0.5) * wide)
            y = _height(room, issued, most)
            painter.drawRoundedRect(QRectF(middle - 4, y, 8, room.bottom() - y), 2, 2)

    def _paint_words(self, painter: QPainter, room: QRectF, most: int) -> None:
        look = self._look
        painter.setFont(look.font(Type.SMALL - 1))
        painter.setPen(look.colour("muted"))
        wide = room.width() / len(self._levels)
        centre = int(Qt.AlignmentFlag.AlignCenter)
        for at, name in enumerate(self._names):
            middle = self._x(room, (at + 0.5) * wide)
            painter.drawText(QRectF(middle - 20, room.bottom(), 40, FOOT), centre, name)
        x = 0.0 if look.rtl else room.right() + 4
        for value in (0, most):
            y = _height(room, value, most)
            box = QRectF(x, y - 8, AXIS - 4, 16)
            painter.drawText(box, int(look.start | Qt.AlignmentFlag.AlignVCenter), str(value))

    def _x(self, room: QRectF, along: float) -> float:
        return room.right() - along if self._look.rtl else room.left() + along


def _height(room: QRectF, value: int, most: int) -> float:
    return room.bottom() - room.height() * max(value, 0) / most
