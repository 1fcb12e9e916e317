"""Entering a count: one line at a time in large digits, by key or by scan, without the books."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.field import Field
from ui.kit.note import Note
from ui.kit.pages import View
from ui.kit.quantity import QuantityEdit
from ui.kit.table import Table
from ui.kit.text import label
from ui.look import Look
from ui.pages.count_figures import Figures
from ui.pages.count_reading import Counting, CountLine, Key
from ui.pages.goods import ItemSearch
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

NOW, PAPER = "now", "paper"
LIST: Final = 470
LIST_NARROW: Final = 330
WIDEST: Final = 360
"""Of the field: digits of a finger's height, not of the whole card."""


class CountEdit(QuantityEdit):
    """Enter keeps the figure and goes on by itself; the arrows go from line to line."""

    entered = Signal()
    stepped = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(look, least=0, end=False)
        self.setProperty("role", "count")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


class LineSource:
    """The lines as they stand at the window; a new tuple takes the place of the old one."""

    def __init__(self) -> None:
        self.lines: tuple[CountLine, ...] = ()

    def count(self, _store: "Store", _view: View) -> int:
        return len(self.lines)

    def page(self, _store: "Store", _view: View, offset: int, size: int) -> Sequence[CountLine]:
        return self.lines[offset : offset + size]


class CountEntry(QWidget):
    """`kept`: a figure was entered. `paper_chosen`: whether figures are those of the sheet.
    `lines_shown`: there are other lines, or other figures, than before.
    """

    lines_shown = Signal()
    kept = Signal(object, str, int)  # Key, as typed, quantity
    paper_chosen = Signal(bool)

    def __init__(self, desk: Desk, search: ItemSearch) -> None:
        super().__init__()
        self._look, self.search = desk.look, search
        self.counting: Counting | None = None
        self.figures = Figures()
        self.more: list[CountLine] = []
        self.current: Key | None = None
        self._awaited: Key | None = None
        """The line in use, until the list has read it, too."""
        self._coming = self._enter_then = False
        """A line is being looked up; and Enter was pressed for it already."""
        words = desk.look.words
        self._source = LineSource()
        self.table = Table(
            desk.look,
            desk.worker,
            self._source,
            self._columns(words),
            name=words.t("Lines of the sheet"),
            key=lambda line: line.key,
        )
        self.answer = Note(desk.look, large=True)
        self.edit = CountEdit(desk.look)
        self._make_card(words)
        self._lay_out()
        self.table.current_changed.connect(self._row_chosen)
        self.table.rows.clicked.connect(lambda _index: self.edit.setFocus())
        for edit in (self.edit, search):
            edit.textEdited.connect(self._forget_fault)
        self.edit.entered.connect(self.enter)
        self.edit.stepped.connect(self._step)
        self.paper.picked.connect(lambda key: self.paper_chosen.emit(key == PAPER))
        self._narrow = False
        self.form_changed(narrow=False, short=False)

    # For the page ---------------------------------------------------------------------------------

    def show_count(self, counting: Counting, figures: Figures, more: Sequence[CountLine]) -> None:
        """`more`: the lines that were found and don't stand on the sheet."""
        same = self.counting is not None and self.counting.sheet.number == counting.sheet.number
        self.counting, self.figures, self.more = counting, figures, list(more)
        self.paper.choose(PAPER if figures.from_paper else NOW)
        if not same:
            self.answer.clear()
            self.current = None
        self._show_lines()
        if not same or self.current not in {line.key for line in self.lines()}:
            self.go_to(self.next_open())

    def lines(self) -> list[CountLine]:
        if self.counting is None:
            return []
        listed = {line.key for line in self.counting.lines}
        return [*self.counting.lines, *(one for one in self.more if one.key not in listed)]

    def is_done(self, key: Key) -> bool:
        """Whether there is a figure: kept here, or in the books already."""
        in_books = self.counting is not None and key in self.counting.found
        return key in self.figures.kept or in_books

    def done(self) -> tuple[int, int]:
        """Lines with a figure, and all."""
        lines = self.lines()
        return sum(self.is_done(line.key) for line in lines), len(lines)

    def next_open(self) -> Key | None:
        """The next line without a figure, from here on and round; else the one in use."""
        keys = [line.key for line in self.lines()]
        at = keys.index(self.current) if self.current in keys else -1
        turned = keys[at + 1 :] + keys[: at + 1]
        return next((key for key in turned if not self.is_done(key)), self.current or _first(keys))

    def go_to(self, key: Key | None) -> None:
        self.current, self._awaited = key, None
        self._show_current()
        if key is not None and not self.table.choose(key):
            self._awaited = key

    def expect(self) -> None:
        """A line is being looked up. A figure typed meanwhile is its own, not the last line's."""
        self._coming, self._enter_then = True, False
        self._name.setText(self._look.words.t("Looking it up…"))
        self._lot.setText("")
        self.edit.setEnabled(True)
        self.edit.set_typed("")
        self.edit.setFocus()

    def nothing_came(self) -> None:
        """What was looked up isn't there: back to the line before."""
        self._coming = self._enter_then = False
        self._show_current()

    def add(self, lines: Sequence[CountLine]) -> None:
        """Lines that don't stand on the sheet; the first is the next to be counted."""
        typed, enter = (self.edit.typed(), self._enter_then) if self._coming else ("", False)
        self._coming = self._enter_then = False
        there = {line.key for line in self.lines()}
        self.more += [line for line in lines if line.key not in there]
        self._show_lines()
        self.go_to(lines[0].key)
        self.edit.setFocus()
        if typed:
            self.edit.set_typed(typed)
        if enter:
            self.enter()

    def enter(self) -> None:
        """Keep the figure and go to the next line; without one, just go on."""
        if self._coming:
            self._enter_then = bool(self.edit.typed())
            return
        if self.current is None:
            return
        if (problem := self.edit.problem()) is not None:
            self.field.wrong(self._sentence(problem))
            self.edit.selectAll()
            return
        quantity, typed = self.edit.value(), self.edit.typed()
        if quantity is not None:
            self.kept.emit(self.current, typed, quantity)
        self._show_lines()
        self.go_to(self.next_open())
        self.answer.clear()

    def take_typed(self) -> None:
        """Before a scan leads elsewhere: what is typed and can be read is not lost."""
        if (
            not self._coming
            and self.edit.value() is not None
            and self.edit.typed() != self._typed_before()
        ):
            self.enter()

    def count_more(self, quantity: int) -> None:
        """So many more of the line in use, as a box says: kept at once, and shown to be changed."""
        if not quantity or self.current is None:
            return
        kept = self.figures.kept.get(self.current)
        in_books = self.counting.found.get(self.current, 0) if self.counting is not None else 0
        whole = quantity + (kept.quantity if kept is not None else in_books)
        self.kept.emit(self.current, str(whole), whole)
        self._show_lines()
        self._show_current()
        self.edit.setFocus()

    def form_changed(self, *, narrow: bool, short: bool) -> None:
        self._narrow = narrow
        self.table.setFixedWidth(LIST_NARROW if narrow else LIST)
        self._show_columns()
        for part in (self._place, self.field.hint):
            part.setVisible(not short)

    # Inside ---------------------------------------------------------------------------------------

    def _show_columns(self) -> None:
        """The place, where there are several and room for it."""
        several = len({line.key[0] for line in self.lines()}) > 1
        place = ("place",) if several and not self._narrow else ()
        self.table.show_columns((*place, "name", "counted"))

    def _make_card(self, words: Words) -> None:
        look = self._look
        self._place = label(look, role="muted")
        self._name = label(look, role="title", wrap=True)
        self._lot = label(look, role="muted", wrap=True)
        for part in (self._place, self._name, self._lot):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = words.t("You may type 4x24+3. The screen does not say what is expected: on purpose.")
        self.field = Field(look, words.t("How many do you see?"), self.edit, hint)
        self.field.setMaximumWidth(WIDEST)
        self._none = Button(look, words.t("None"), self._enter_none, icon="circle-x")
        self._next = Button(
            look, words.t("Next"), self.enter, icon="corner-down-left", role="primary"
        )
        self._next.setToolTip(words.t("Enter"))
        self.paper = Choices(
            look,
            words.t("When it was counted"),
            (
                Choice(NOW, words.t("Counted now")),
                Choice(PAPER, words.t("Copied from the sheet")),
            ),
            role="segment",
        )
        self.paper_row = QWidget()
        row = QHBoxLayout(self.paper_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.paper)

    def _lay_out(self) -> None:
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._far = label(self._look, role="strong")
        top = QHBoxLayout()
        top.setSpacing(Size.M)
        top.addWidget(self._bar, 1)
        top.addWidget(self._far)
        buttons = QHBoxLayout()
        buttons.setSpacing(Size.S)
        buttons.addStretch(1)
        buttons.addWidget(self._none)
        buttons.addWidget(self._next)
        buttons.addStretch(1)
        field = QHBoxLayout()
        field.addStretch(1)
        field.addWidget(self.field, 100)
        field.addStretch(1)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        inside.setSpacing(Size.S)
        inside.addStretch(1)
        for part in (self._place, self._name, self._lot):
            inside.addWidget(part)
        inside.addSpacing(Size.S)
        inside.addLayout(field)
        inside.addLayout(buttons)
        inside.addStretch(1)
        inside.addWidget(self.paper_row)
        side = QVBoxLayout()
        side.setSpacing(Size.S)
        side.addWidget(self.table, 1)
        side.addWidget(self.search)
        columns = QHBoxLayout()
        columns.setSpacing(Size.M)
        columns.addLayout(side)
        columns.addWidget(card, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Size.S)
        whole.addLayout(top)
        whole.addWidget(self.answer)
        whole.addLayout(columns, 1)

    def _columns(self, words: Words) -> tuple[Column[CountLine], ...]:
        def name(line: CountLine) -> str:
            """The lot where it tells two lines apart, and before what may be cut short."""
            alike = [one for one in self._source.lines if one.key[:2] == line.key[:2]]
            told = (words.ltr(line.number), line.name) if line.number else (line.name,)
            return " · ".join(told) if len(alike) > 1 else line.name

        def icon(line: CountLine) -> str:
            if line.key == self.current:
                return "pen-line"
            return "circle-check" if self.is_done(line.key) else ""

        def ink(line: CountLine) -> str:
            return "text" if self.is_done(line.key) or line.key == self.current else "muted"

        return (
            Column[CountLine](
                "place", words.t("Place"), lambda line: words.isolate(line.place), width=130
            ),
            Column[CountLine]("name", words.t("Line"), name, stretch=True, icon=icon, ink=ink),
            Column[CountLine](
                "counted",
                words.t("Counted"),
                lambda line: self._figure(line.key, words),
                width=90,
                end=True,
                bold=True,
                ltr=True,
            ),
        )

    def _figure(self, key: Key, words: Words) -> str:
        if (kept := self.figures.kept.get(key)) is not None:
            return words.number(kept.quantity)
        found = self.counting.found.get(key) if self.counting is not None else None
        return "" if found is None else words.number(found)

    def _show_lines(self) -> None:
        words = self._look.words
        self._source.lines = tuple(self.lines())
        self._show_columns()
        self.table.refresh()
        done, whole = self.done()
        self._bar.setRange(0, max(whole, 1))
        self._bar.setValue(done)
        figures = {"done": words.number(done), "whole": words.number(whole)}
        self._far.setText(words.t("{done} of {whole}", **figures))
        self.lines_shown.emit()

    def _show_current(self) -> None:
        words = self._look.words
        line = next((one for one in self.lines() if one.key == self.current), None)
        self.field.right()
        for part in (self.edit, self._none, self._next):
            part.setEnabled(line is not None)
        if line is None:
            self._place.setText("")
            self._name.setText(words.t("Scan or choose what you count"))
            self._lot.setText("")
            self.edit.set_typed("")
            return
        self._place.setText(words.isolate(line.place))
        self._name.setText(line.name)
        self._lot.setText(" · ".join(_facts(line, words)))
        self.edit.set_packs(line.packs)
        self.edit.set_typed(self._typed_before())
        self.edit.set_unit(line.unit)
        self.edit.selectAll()

    def _typed_before(self) -> str:
        kept = self.figures.kept.get(self.current) if self.current else None
        return kept.typed if kept is not None else ""

    def _enter_none(self) -> None:
        self.edit.set_typed("0")
        self.enter()
        self.edit.setFocus()

    def _forget_fault(self, _text: str) -> None:
        """Who types on has read what was wrong with the scan."""
        if self.answer.tone == "bad":
            self.answer.clear()

    def _row_chosen(self, line: CountLine | None) -> None:
        """By hand; or by the list itself, which has been read anew and keeps the row it was at."""
        if self._awaited is not None:
            if self.table.choose(self._awaited):
                self._awaited = None
            return
        if line is not None and line.key != self.current:
            self.current = line.key
            self._show_current()

    def _step(self, by: int) -> None:
        keys = [line.key for line in self.lines()]
        if self.current in keys:
            self.go_to(keys[max(0, min(keys.index(self.current) + by, len(keys) - 1))])

    def _sentence(self, error: Exception) -> str:
        from cpise_inventory.language.sentences import sentence  # noqa: PLC0415 - when it's needed

        return sentence(error, self._look.words)


def _first(keys: Sequence[Key]) -> Key | None:
    return keys[0] if keys else None


def _facts(line: CountLine, words: Words) -> list[str]:
    """Lot, expiry, and what the books have where the sheet isn't blind."""
    facts = []
    if line.number:
        facts.append(words.t("Lot {lot}", lot=words.ltr(line.number)))
    if line.expiry:
        facts.append(words.t("expires {expiry}", expiry=words.ltr(line.expiry)))
    if line.booked is not None:
        facts.append(words.t("booked: {quantity}", quantity=words.ltr(words.number(line.booked))))
    return facts
