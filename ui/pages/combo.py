"""A list to choose from that the mouse wheel doesn't change in passing."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget
from typing_extensions import override

SHORTEST: Final = 10
"""Letters."""


class Combo(QComboBox):
    """Holds codes with their names. Enter goes to the next field, as everywhere in a form."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.goes_to: QWidget | None = None
        """Where Enter leads, if not to the next field."""

    def keep_narrow(self, letters: int = SHORTEST) -> None:
        """As wide as there is room, however long the longest name."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    @property
    def code(self) -> str:
        """Of what is chosen; empty where there is nothing to choose."""
        return str(self.currentData() or "")

    def fill(self, entries: Iterable[tuple[str, str]], chosen: str = "") -> None:
        """(code, name), without saying so; keeps what is chosen unless something else is asked."""
        chosen = chosen or self.code
        self.blockSignals(True)
        self.clear()
        for code, name in entries:
            self.addItem(name, code)
        self.setCurrentIndex(max(self.findData(chosen), 0) if self.count() else -1)
        self.blockSignals(False)

    def choose(self, code: str) -> None:
        """A code that isn't there leaves all as it is."""
        if (at := self.findData(code)) >= 0:
            self.setCurrentIndex(at)

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """A name without room ends in dots, and is whole in the list."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        box = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, box.width()
        )

    @override
    def showPopup(self) -> None:
        view = self.view()
        beside = view.verticalScrollBar().sizeHint().width()
        view.setMinimumWidth(view.sizeHintForColumn(0) + beside)
        super().showPopup()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.goes_to is not None:
                self.goes_to.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
