"""What is higher than its room scrolls, and the field in use stays in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.look import application
from ui.theme import Size


class Scroll(QScrollArea):
    """Up and down only. Qt follows the Tab key alone: a field found wrong is shown, too."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        application().focusChanged.connect(self._follow)

    def _follow(self, _left: QWidget | None, entered: QWidget | None) -> None:
        if entered is not None and self.isAncestorOf(entered):
            self.ensureWidgetVisible(entered, 0, Size.M)
