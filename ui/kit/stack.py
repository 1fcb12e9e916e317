"""Several widgets in one place."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override


class Stack(QStackedWidget):
    """Never pushes the window wider or higher than the screen."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
