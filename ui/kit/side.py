"""Detail of the selected row: beside the list, or as a sheet where the window is narrow."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.sheet import Fitting, Sheet
from ui.kit.text import label
from ui.look import Look
from ui.theme import Size

if TYPE_CHECKING:
    from ui.kit.table import Table


class SidePanel(QFrame):
    """Title, scrolling `body`, and a row of buttons in `foot` that stays in sight. The first title
    is what is said while no row is in use.
    """

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
        self._scrolled = Fitting(content)
        self._footer = QWidget()
        self.foot = QVBoxLayout(self._footer)
        self.foot.setContentsMargins(0, 0, 0, 0)
        self.foot.setSpacing(Size.S)
        self._hint = label(look, title, "heading", wrap=True)
        self._hint.hide()
        self._had_title = True
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.L, Size.M, Size.L, 14)
        column.setSpacing(Size.S)
        column.addWidget(self.title)
        column.addWidget(self._hint, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._scrolled, 1)
        column.addWidget(self._footer)

    def follow_rows(self, table: "Table[Any]") -> None:
        """Nothing is told of a row that isn't among the list's any more."""
        table.current_changed.connect(lambda row: self.rest(resting=row is None))

    def rest(self, *, resting: bool) -> None:
        """What was told last is out of sight until a row is in use again."""
        if resting is not self._hint.isHidden():
            return
        if resting:
            self._had_title = not self.title.isHidden()  # a sheet has a title of its own
        self.title.setVisible(self._had_title and not resting)
        self._hint.setVisible(resting)
        for part in (self._scrolled, self._footer):
            part.setVisible(not resting)


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
