"""A page of labels drawn to scale while its millimetres are typed, whether it can be or not."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import LIGHT

if TYPE_CHECKING:
    from cpise_inventory.paper.sheets import Measured

MOST: Final = 40
"""Columns and rows that are drawn: more is a slip of the keys."""
SIZE: Final = QSize(230, 300)


@dataclass(frozen=True)
class _Label:
    box: QRectF
    fits: bool


class PageDrawing(QWidget):
    """Labels that leave the page or lie over one another are red. Paper is never mirrored."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._measured: Measured | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumSize(SIZE)
        self.setAccessibleName(look.words.t("The page as it is described"))

    def show_page(self, measured: "Measured") -> None:
        self._measured = measured
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return SIZE

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        measured = self._measured
        if measured is None:
            return
        page, labels = measured.page or measured.label, _labels(measured)
        scale = min((self.width() - 4) / max(page[0], 1), (self.height() - 4) / max(page[1], 1))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - page[0] * scale) / 2, 2)
        painter.fillRect(QRectF(0, 0, page[0] * scale, page[1] * scale), Qt.GlobalColor.white)
        painter.setPen(QPen(self._look.colour("line_strong"), 1))
        painter.drawRect(QRectF(0, 0, page[0] * scale, page[1] * scale))
        for label in labels:
            painter.setPen(QPen(QColor(LIGHT.accent if label.fits else LIGHT.bad), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush if label.fits else QColor(LIGHT.bad_soft))
            box = label.box
            drawn = QRectF(
                box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale
            )
            corner = measured.corner * scale
            painter.drawRoundedRect(drawn, corner, corner)


def _labels(measured: "Measured") -> list[_Label]:
    """Each label of the page, in millimetres."""
    page = measured.page or measured.label
    (left, pitch_x), (top, pitch_y) = measured.axis(0), measured.axis(1)
    columns, rows = (min(count, MOST) for count in measured.grid)
    apart_x = columns < 2 or pitch_x >= measured.label[0]  # noqa: PLR2004 - a pair
    apart_y = rows < 2 or pitch_y >= measured.label[1]  # noqa: PLR2004 - a pair
    found = []
    for row in range(rows):
        for column in range(columns):
            box = QRectF(left + column * pitch_x, top + row * pitch_y, *measured.label)
            inside = box.right() <= page[0] + 0.05 and box.bottom() <= page[1] + 0.05
            found.append(_Label(box, inside and apart_x and apart_y))
    return found
