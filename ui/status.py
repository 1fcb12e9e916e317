"""The foot of the window: where and who at the start, the proof at the end. Each opens its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy
from typing_extensions import override

from ui.kit.buttons import GAP
from ui.look import Look
from ui.theme import Size

ICON: Final = 15


@dataclass(frozen=True)
class StatusItem:
    """Tones: good, warn, bad; anything else is quiet. `short` stands in a narrow window."""

    key: str
    icon: str
    text: str
    tone: str = ""
    place: str = ""
    short: str = ""
    at_end: bool = True


class _Item(QPushButton):
    """A button that looks like a word; without a place to open it isn't one for the keyboard."""

    def __init__(self, look: Look, item: StatusItem) -> None:
        super().__init__()
        self.item = item
        self._look = look
        self.setProperty("role", "status")
        self.setProperty("state", item.tone)
        ink = item.tone if item.tone in ("good", "warn", "bad") else "muted"
        self.setIcon(look.icon(item.icon, ink, ICON, GAP))
        self.setIconSize(QSize(ICON + GAP, ICON))
        if not item.place:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fold(narrow=False)

    def fold(self, *, narrow: bool) -> None:
        text = self.item.short if narrow and self.item.short else self.item.text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(self.item.text)


class StatusBar(QFrame):
    opened = Signal(str)  # a place's key

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._narrow = False
        self._items: dict[str, StatusItem] = {}
        self.buttons: dict[str, _Item] = {}
        self.setProperty("role", "status")
        self.setFixedHeight(Size.STATUS)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Size.S, 0, Size.S, 0)
        self._row.setSpacing(Size.S)

    def show_items(self, items: Sequence[StatusItem]) -> None:
        """These and no others."""
        fresh = {item.key: item for item in items}
        if fresh == self._items:
            return
        self._items = fresh
        while self._row.takeAt(0) is not None:
            pass
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        self.buttons = {key: self._button(item) for key, item in self._items.items()}
        for at_end in (False, True):
            if at_end:
                self._row.addStretch(1)
            for button in self.buttons.values():
                if button.item.at_end is at_end:
                    self._row.addWidget(button)

    def fold(self, *, narrow: bool) -> None:
        self._narrow = narrow
        for button in self.buttons.values():
            button.fold(narrow=narrow)

    def _button(self, item: StatusItem) -> _Item:
        made = _Item(self._look, item)
        made.fold(narrow=self._narrow)
        if item.place:
            made.clicked.connect(lambda _checked=False: self.opened.emit(item.place))
        return made

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, Size.STATUS)
