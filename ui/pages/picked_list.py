"""What was scanned or typed so far: a list whose lines can be taken out again."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.kit.buttons import Button
from ui.kit.text import label
from ui.look import Look
from ui.theme import Size

KEY = Qt.ItemDataRole.UserRole


class _Lines(QListWidget):
    removal_requested = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 4 * Size.ROW)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 3 * Size.ROW)


class PickedList(QWidget):
    """Each line once, by its key; the last one added is in sight."""

    changed = Signal()

    def __init__(self, look: Look, name: str, *, fixed: bool = False) -> None:
        """`fixed`: a list to read, from which nothing is taken out."""
        super().__init__()
        self._look = look
        self.lines = _Lines()
        self.lines.setAccessibleName(name)
        self.lines.setUniformItemSizes(True)
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.lines)
        self.count = label(look, role="small")
        self._remove = Button(
            look, look.words.t("Take out"), self._remove_current, icon="trash-2", role="quiet"
        )
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self._remove)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.XS)
        rows.addWidget(frame, 1)
        rows.addLayout(foot)
        self.lines.currentRowChanged.connect(lambda _row: self._allow())
        self._remove.setVisible(not fixed)
        if not fixed:
            self.lines.removal_requested.connect(self._remove_current)
        self._allow()

    @property
    def keys(self) -> list[str]:
        items = (self.lines.item(row) for row in range(self.lines.count()))
        return [str(item.data(KEY)) for item in items]

    def add(self, key: str, text: str) -> bool:
        """False for what is there already."""
        if key in self.keys:
            return False
        item = QListWidgetItem(text)
        item.setData(KEY, key)
        item.setTextAlignment(self._look.start | Qt.AlignmentFlag.AlignVCenter)
        item.setSizeHint(QSize(100, Size.ROW - 6))
        self.lines.addItem(item)
        self.lines.scrollToItem(item)
        self._allow()
        self.changed.emit()
        return True

    def remove(self, key: str) -> None:
        if key in self.keys:
            self.lines.takeItem(self.keys.index(key))
            self._allow()
            self.changed.emit()

    def _remove_current(self) -> None:
        item = self.lines.currentItem()
        if item is not None:
            self.remove(str(item.data(KEY)))

    def _allow(self) -> None:
        self._remove.setEnabled(self.lines.currentItem() is not None)
