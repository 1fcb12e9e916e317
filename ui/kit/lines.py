"""Entering lines: item, lot, expiry, quantity. The line in use has fields, the others are painted.

Enter goes to the next field and, after the last, says `line_done`; arrows go between lines.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from ui.kit.buttons import Button
from ui.kit.expiry import ExpiryEdit
from ui.kit.line import Line, LineColumn
from ui.kit.linecanvas import PAD, Canvas, Head
from ui.kit.quantity import QuantityEdit
from ui.kit.reading import ReadingEdit
from ui.kit.text import set_style
from ui.look import Look
from ui.theme import Size, Type

REMOVE: Final = 40
"""Width of the last column, where a line is removed."""


class LineGrid(QFrame):
    """`lines` may be read at any time; after changing one from outside call `show_line`."""

    changed = Signal()
    line_done = Signal(int)
    removed = Signal(object)  # Line
    pasted = Signal(object)  # list[list[str]]: the cells of what was copied from a spreadsheet
    below = 0
    """Room under the last line, for what is said of a field."""

    def __init__(
        self,
        look: Look,
        name: str,
        columns: Sequence[LineColumn],
        today: date,
        *,
        card: bool = True,
    ) -> None:
        super().__init__()
        self.look, self.columns, self._today = look, tuple(columns), today
        self.lines: list[Line] = []
        self._editors: dict[str, QLineEdit] = {}
        self.active = -1
        title = QFontMetrics(look.font(Type.SMALL, bold=True))
        self._wide = {
            c.key: max(c.width, title.horizontalAdvance(c.title) + 2 * PAD) for c in self.columns
        }
        if card:
            self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.head = Head(self)
        self.canvas = Canvas(self)
        self._remove = Button(
            look, look.words.t("Remove the line"), self._remove_active, icon="x", role="icon"
        )
        self._remove.setParent(self.canvas)
        self._remove.hide()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.area, 1)
        self.setMinimumHeight(36 + 3 * Size.ROW)

    # For pages ------------------------------------------------------------------------------------

    def add(self, line: Line, *, enter: bool = True) -> int:
        """A line at the end; with `enter` its first empty field gets the focus."""
        self.lines.append(line)
        at = len(self.lines) - 1
        self.canvas.fit()
        self.activate(at)
        if enter:
            self.enter_line(at)
        self.changed.emit()
        return at

    def clear(self) -> None:
        self.lines.clear()
        self.leave()
        self.canvas.fit()
        self.changed.emit()

    def remove(self, at: int) -> None:
        focus = QApplication.focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        line = self.lines.pop(at)
        self.leave()
        self.canvas.fit()
        if self.lines:
            self.activate(min(at, len(self.lines) - 1))
        if here:
            (self._first_editor() or self.canvas).setFocus(Qt.FocusReason.OtherFocusReason)
        self.removed.emit(line)
        self.changed.emit()

    def show_line(self, at: int) -> None:
        """Its values, state or problems were changed by the page."""
        if at == self.active:
            for key, editor in self._editors.items():
                _fill(editor, self.lines[at].values.get(key, ""))
                self._mark(key, editor)
        self.canvas.update()

    def set_problem(self, at: int, column: str, sentence: str) -> None:
        """Red at the field; an empty sentence takes it away."""
        problems = self.lines[at].problems
        if sentence:
            problems[column] = sentence
        else:
            problems.pop(column, None)
        self.show_line(at)

    def activate(self, at: int) -> None:
        """Give the line its fields, and bring it in sight."""
        if at != self.active:
            self.leave()
            self.active = at
            self._make_editors(self.lines[at])
        self.canvas.place()
        self.area.ensureVisible(0, (at + 1) * Size.ROW, 0, Size.ROW)
        self.canvas.update()

    def enter_line(self, at: int, column: str = "") -> bool:
        """The focus into that field, else into the first empty one; False if none is empty."""
        self.activate(at)
        wanted = [column] if column else [key for key, e in self._editors.items() if not e.text()]
        for key in wanted:
            if key in self._editors:
                self._editors[key].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def problems(self) -> list[tuple[int, str, str]]:
        """(line from 0, column, sentence) of all that is wrong."""
        found = enumerate(self.lines)
        return [(at, key, said) for at, line in found for key, said in line.problems.items()]

    def editor(self, column: str) -> QLineEdit | None:
        """The field of the line in use."""
        return self._editors.get(column)

    # Inside ---------------------------------------------------------------------------------------

    def places(self, width: int) -> dict[str, QRect]:
        """Where each column stands, from the side where reading begins; mirrored when painted."""
        stretch = next((c.key for c in self.columns if c.stretch), self.columns[0].key)
        fixed = sum(wide for key, wide in self._wide.items() if key != stretch) + REMOVE
        x, found = 0, {}
        for column in self.columns:
            wide = self._wide[column.key]
            if column.key == stretch:
                wide = max(width - fixed, wide)
            left = width - x - wide if self.look.rtl else x
            found[column.key] = QRect(left, 0, wide, Size.ROW)
            x += wide
        return found

    def remove_place(self, width: int) -> QRect:
        return QRect(0 if self.look.rtl else width - REMOVE, 0, REMOVE, Size.ROW)

    @property
    def remove_button(self) -> Button:
        return self._remove

    @property
    def editors(self) -> dict[str, QLineEdit]:
        return self._editors

    def _make_editors(self, line: Line) -> None:
        for column in self.columns:
            if column.is_edited(line):
                editor = self._make_editor(column)
                _fill(editor, line.values.get(column.key, ""))
                self._editors[column.key] = editor
                self._mark(column.key, editor)
                editor.show()
        last: QWidget = self.canvas
        for following in (*self._editors.values(), self._remove):
            QWidget.setTabOrder(last, following)
            last = following
        self._remove.show()

    def _make_editor(self, column: LineColumn) -> QLineEdit:
        editor: QLineEdit
        if column.kind == "quantity":
            editor = QuantityEdit(self.look, least=column.least, end=True)
        elif column.kind == "expiry":
            editor = ExpiryEdit(self.look, self._today)
        else:
            editor = QLineEdit()
            editor.setAlignment(self.look.start | Qt.AlignmentFlag.AlignVCenter)
        editor.setParent(self.canvas)
        editor.setProperty("role", "cell-code" if column.kind == "code" else "cell")
        if column.hint:
            editor.setPlaceholderText(column.hint)
        name = self.look.words.t("{field}, line {line}", field=column.title, line=self.active + 1)
        editor.setAccessibleName(name)
        editor.textEdited.connect(lambda _text, key=column.key: self._typed(key))
        editor.editingFinished.connect(self.changed)
        editor.installEventFilter(self)
        return editor

    def _typed(self, key: str) -> None:
        line, editor = self.lines[self.active], self._editors[key]
        line.values[key] = editor.typed() if isinstance(editor, ReadingEdit) else editor.text()
        line.problems.pop(key, None)
        self._mark(key, editor)

    def _mark(self, key: str, editor: QLineEdit) -> None:
        said = self.lines[self.active].problems.get(key, "")
        editor.setAccessibleDescription(said)
        editor.setToolTip(said)
        set_style(editor, "state", "bad" if said else "")

    def leave(self) -> None:
        editors, self._editors = self._editors, {}
        self.active = -1
        self._remove.hide()
        for editor in editors.values():
            editor.removeEventFilter(self)
            editor.hide()
            editor.deleteLater()

    def _first_editor(self) -> QLineEdit | None:
        return next(iter(self._editors.values()), None)

    def _remove_active(self) -> None:
        if self.active >= 0:
            self.remove(self.active)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, editor: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on_from(editor)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go_by(editor, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._remove_active()
        elif event.matches(QKeySequence.StandardKey.Paste):
            return self.paste()
        else:
            return False
        return True

    def on_from(self, editor: QObject) -> None:
        """To the next field of the line that asks for something; after the last one it's done."""
        editors = list(self._editors.items())
        at = next((n for n, (_, one) in enumerate(editors) if one is editor), -1) + 1
        following = (one for key, one in editors[at:] if not self.is_given(key))
        if (onward := next(following, None)) is not None:
            onward.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.end_line()

    def is_given(self, column: str) -> bool:  # noqa: ARG002 - for those that know more of it
        """Whether Enter passes a field of the line in use, since what stands there holds. Tab and
        the arrows reach it all the same.
        """
        return False

    def end_line(self) -> None:
        """The line in use is done."""
        done = self.active
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line_done.emit(done)

    def _go_by(self, editor: QObject, by: int) -> None:
        column = next((key for key, one in self._editors.items() if one is editor), "")
        at = self.active + by
        if 0 <= at < len(self.lines) and not self.enter_line(at, column):
            first = self._first_editor()
            (first or self.canvas).setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> bool:
        """More than one cell is lines; one cell is a text for the field."""
        rows = [row.split("\t") for row in QApplication.clipboard().text().splitlines()]
        if len(rows) < 2 and (not rows or len(rows[0]) < 2):  # noqa: PLR2004 - more than one
            return False
        self.pasted.emit(rows)
        return True


def _fill(editor: QLineEdit, text: str) -> None:
    if isinstance(editor, ReadingEdit):
        if editor.typed() != text:
            editor.set_typed(text)
    elif editor.text() != text:
        editor.setText(text)
