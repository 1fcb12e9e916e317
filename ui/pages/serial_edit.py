"""A field for one serial number after the other."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from ui.look import Look


class SerialEdit(QLineEdit):
    """Enter gives what is typed; a column pasted from a spreadsheet gives each of its cells."""

    given = Signal(list)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAlignment(look.start)
        self.returnPressed.connect(self.give)

    def give(self) -> None:
        text = self.text().strip()
        self.clear()
        if text:
            self.given.emit([text])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        cells = QGuiApplication.clipboard().text().split() if _is_paste(event) else []
        if len(cells) > 1:
            self.given.emit(cells)
            return
        super().keyPressEvent(event)


def _is_paste(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Paste)
