"""The rows of a list: its keys, and what the mouse asks of it."""

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from ui.theme import Size

LOWEST = 4 * Size.ROW


class Rows(QTableView):
    """Enter opens, F10 or Menu shows the actions of the row, Home and End go to the very ends."""

    entered_row = Signal()
    menu_requested = Signal(QPoint)

    @override
    def selectRow(self, row: int) -> None:
        """Qt's own looks for the column at the edge, and finds none where the table is mirrored.

        It would also heed a Ctrl or Shift that is held down for something else.
        """
        columns = range(self.model().columnCount())
        shown = next((at for at in columns if not self.isColumnHidden(at)), 0)
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, shown)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        elif event.key() == Qt.Key.Key_F10:
            self.menu_requested.emit(self.visualRect(self.currentIndex()).bottomLeft())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.model().rowCount():
            home = event.key() == Qt.Key.Key_Home
            self.selectRow(0 if home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).bottomLeft() if keyboard else event.pos()
        self.menu_requested.emit(at)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody who tabs here sees at once where the arrow keys would go.

        Asked before Qt: it makes the first row the current one without selecting it.
        """
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.selectRow(0)
        super().focusInEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, LOWEST)  # what is left over is the list's: it scrolls by itself

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, LOWEST)
