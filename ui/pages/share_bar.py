"""How a whole is shared out, as one bar: read at a glance, told in words to a screen reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.kit.stacked import Tint, paint_stack
from ui.look import Look

HEIGHT: Final = 10


@dataclass(frozen=True)
class Share:
    name: str
    quantity: int
    ink: str


class ShareBar(QWidget):
    """From the side where reading begins."""

    def __init__(self, look: Look, shares: Sequence[Share]) -> None:
        super().__init__()
        self._look, self._shares = look, tuple(shares)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        words = look.words
        told = words.join(f"{one.name} {words.number(one.quantity)}" for one in shares)
        self.setAccessibleName(told)
        self.setToolTip(told)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        parts = [(Tint(one.ink), one.quantity) for one in self._shares]
        whole = sum(one.quantity for one in self._shares)
        paint_stack(QPainter(self), self.rect(), self._look, parts, whole, HEIGHT)
