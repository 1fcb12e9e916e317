"""A code as it is on the label, to be scanned from the screen."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from cpise_inventory.paper.qr import Symbol

QUIET: Final = 4
"""Modules of white around it: a standard's, for scanners."""
SIDE: Final = 99


class QrPicture(QWidget):
    """Black on white in both appearances, in whole dots of the screen."""

    def __init__(self, symbol: "Symbol", name: str) -> None:
        super().__init__()
        self._rows = symbol.rows
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(name)
        self.setToolTip(name)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        ratio = self.devicePixelRatio()
        module = max(int(SIDE * ratio / (len(self._rows) + 2 * QUIET)), 1) / ratio
        start = (SIDE - module * len(self._rows)) / 2
        start = int(start * ratio) / ratio
        for y, row in enumerate(self._rows):
            for x, bit in enumerate(row):
                if bit == "1":
                    box = QRectF(start + x * module, start + y * module, module, module)
                    painter.fillRect(box, Qt.GlobalColor.black)
