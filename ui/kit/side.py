"""Detail of the selected row: beside the list, or as a sheet where the window is narrow."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.sheet import Fitting, Sheet
from ui.kit.text import label
from ui.look import Look
from ui.theme import Size


class SidePanel(QFrame):
    """Title, scrolling `body`, and a row of buttons in `foot` that stays in sight."""

    def __init__(self, look: Look, title: str = "", width: int = Size.SIDE) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.wanted_width = width
        self.first: QWidget | None = None
        """What has the focus where the panel is a sheet; else the first that can have it."""
        self.setFixedWidth(width)
        self.title = label(look, title, "heading", wrap=True)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(Size.S)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(Size.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.L, Size.M, Size.L, 14)
        column.setSpacing(Size.S)
        column.addWidget(self.title)
        column.addWidget(Fitting(content), 1)
        column.addLayout(self.foot)


class SideSheet(Sheet):
    """Borrows the panel while it is open."""

    def __init__(self, look: Look, panel: SidePanel, give_back: Callable[[], None]) -> None:
        borders = 2
        wide = panel.wanted_width + 2 * Size.XL + borders
        super().__init__(look, panel.title.text(), width=wide)
        self._panel, self._give_back = panel, give_back
        self.first = panel.first
        panel.setFixedWidth(panel.wanted_width)
        panel.title.hide()
        self.body.addWidget(panel)
        panel.show()
        self.add_button(Button(look, look.words.t("Close"), self.done))
        self.closed.connect(self._return)

    def _return(self) -> None:
        self._panel.title.show()
        self._give_back()
