"""A field with its name above and what is wrong with it beneath, never hidden by anything."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.flow import Flow
from ui.kit.text import Picture, label, set_style
from ui.look import Look
from ui.theme import Size


def line_edit(look: Look, text: str = "", hint: str = "") -> QLineEdit:
    """A plain line. What it holds stands at the start, Latin in an Arabic window too."""
    made = QLineEdit(text)
    made.setPlaceholderText(hint)
    made.setAlignment(look.start | Qt.AlignmentFlag.AlignVCenter)
    return made


def _in_a_row(editor: QWidget, button: Button | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Size.XS)
    row.addWidget(editor, 1)
    if button is not None:
        row.addWidget(button)
    return row


class Field(QWidget):
    """`editor` under its name. `wrong()` says what would be right; typing anew clears it.

    `button`: a small one at its end, for what isn't in the list and is added from there.
    """

    cleared = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        editor: QWidget,
        hint: str = "",
        button: Button | None = None,
    ) -> None:
        super().__init__()
        self._look, self.editor = look, editor
        self._focus = editor.focusProxy() or editor
        self.name = label(look, name, "field")
        self.name.setBuddy(self._focus)
        self._focus.setAccessibleName(name)
        self.hint = label(look, hint, "small", wrap=True)
        self.hint.setVisible(bool(hint))
        self.problem = label(look, role="bad-small", wrap=True)
        self._ways = Flow()
        self._trouble = self._make_trouble()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.XS)
        rows.addWidget(self.name)
        rows.addLayout(_in_a_row(editor, button))
        for part in (self.hint, self._trouble):
            rows.addWidget(part)
        rows.addStretch(1)  # fields in a row stand level, whatever is said beneath them
        if isinstance(self._focus, QLineEdit):
            self._focus.textEdited.connect(self.right)

    def wrong(self, problem: str, ways_out: Sequence[Button] = ()) -> None:
        """Red, with the sentence and, if there are, buttons with what would work."""
        self._drop_ways()
        self.problem.setText(problem)
        for button in ways_out:
            self._ways.addWidget(button)
        self._trouble.show()
        self._focus.setAccessibleDescription(problem)
        set_style(self._focus, "state", "bad")

    def right(self) -> None:
        """Nothing is wrong any more."""
        if not self.is_wrong:
            return
        self._drop_ways()
        self.problem.clear()
        self._trouble.hide()
        self._focus.setAccessibleDescription("")
        set_style(self._focus, "state", "")
        self.cleared.emit()

    @property
    def is_wrong(self) -> bool:
        return bool(self.problem.text())

    def focus(self) -> None:
        self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_trouble(self) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.XS)
        row = QHBoxLayout()
        row.setSpacing(6)
        icon = Picture(self._look, "circle-alert", "bad", Size.ICON_SMALL)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.problem, 1)
        rows.addLayout(row)
        rows.addLayout(self._ways)  # beneath: fields are often narrow
        made.hide()
        return made

    def _drop_ways(self) -> None:
        while (item := self._ways.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.setParent(None)
                button.deleteLater()
