"""A step of a form: a card that folds to one line, once it's done, where the window is low."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.text import Elided, Picture, label
from ui.look import Look
from ui.theme import Size


class Step(QFrame):
    """`beside` stands in the title's row, `body` under it."""

    def __init__(self, look: Look, title: str, number: int = 0, *, titled: bool = True) -> None:
        """Without `titled` the title stands only before the one line."""
        super().__init__()
        self.setProperty("role", "card")
        self.look = look
        self.folded = False
        self.title = label(look, f"{look.words.ltr(str(number))}  {title}" if number else title)
        self.title.setProperty("role", "heading")
        self._full = QWidget()
        self.beside = QHBoxLayout(self._full)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.setSpacing(Size.S)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(Size.S)
        self.summary = Elided(look)
        self.change = Button(
            look, look.words.t("Change"), self.unfold, icon="pen-line", role="quiet"
        )
        self.change.setAccessibleName(look.words.t("Change: {step}", step=title))
        self._short = self._one_line()
        self._titled, self._head = titled, QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(Size.M)
        head.addWidget(self.title)
        head.addWidget(self._full, 1)
        head.addWidget(self._short, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        column.setSpacing(Size.S)
        column.addWidget(self._head)
        column.addWidget(self._content, 1)
        self._head.setVisible(titled)

    def fold(self, summary: str) -> None:
        """To one line that says what was entered."""
        self.summary.say(summary)
        self._set_folded(folded=True)

    def unfold(self) -> None:
        was = self.folded
        self._set_folded(folded=False)
        if was and self.isVisible():
            self._content.setFocus(Qt.FocusReason.OtherFocusReason)
            self._content.focusNextChild()

    def _set_folded(self, *, folded: bool) -> None:
        self.folded = folded
        self._head.setVisible(folded or self._titled)
        self._short.setVisible(folded)
        self._full.setVisible(not folded)
        self._content.setVisible(not folded)

    def _one_line(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.S)
        row.addWidget(Picture(self.look, "circle-check", "good", Size.ICON))
        row.addWidget(self.summary, 1)
        row.addWidget(self.change)
        made.hide()
        return made
