"""What was found beside what was booked: explained, counted again, or approved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpise_inventory.language.terms import COUNT_REASONS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.note import Note
from ui.kit.pages import View
from ui.kit.pill import State
from ui.kit.table import Table
from ui.pages.count_reading import Counting, CountLine
from ui.pages.form_sheet import capital
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.counts.queries import Compared
    from cpise_inventory.store import Store

DIFFER, ALL = "differ", "all"
NARROW: Final = ("name", "counted", "difference", "state")


@dataclass(frozen=True)
class Beside:
    """A line of the sheet with what was found and what was booked."""

    line: CountLine
    compared: "Compared"

    @property
    def difference(self) -> int:
        return self.compared.difference


class BesideSource:
    def __init__(self) -> None:
        self.rows: tuple[Beside, ...] = ()

    def count(self, _store: "Store", view: View) -> int:
        return len(self._wanted(view))

    def page(self, _store: "Store", view: View, offset: int, size: int) -> Sequence[Beside]:
        return self._wanted(view)[offset : offset + size]

    def _wanted(self, view: View) -> Sequence[Beside]:
        return self.rows if view.kind == ALL else [one for one in self.rows if one.difference]


class CountDifferences(QWidget):
    """`explain_wanted`, `recount_wanted`: somebody pressed the key for this line."""

    explain_wanted = Signal(object)  # Beside
    recount_wanted = Signal(object)  # Beside

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._look = look
        self._source = BesideSource()
        self.chips = Choices(
            look,
            words.t("Show"),
            (Choice(DIFFER, words.t("Differences")), Choice(ALL, words.t("All lines"))),
        )
        self.table = Table(
            look,
            desk.worker,
            self._source,
            self._columns(words),
            name=words.t("Differences"),
            key=lambda one: one.line.key,
        )
        self.note = Note(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.M)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        self.table.opened.connect(self.explain_wanted)
        self.table.set_actions(self._actions)
        self.chips.picked.connect(lambda kind: self.table.filter(kind=kind))

    def show_count(self, counting: Counting) -> None:
        lines = {line.key: line for line in counting.lines}
        self._source.rows = tuple(
            Beside(lines[one.found.key], one) for one in counting.compared if one.found.key in lines
        )
        rows = self._source.rows
        differing = sum(1 for one in rows if one.difference)
        self.chips.count({DIFFER: differing, ALL: len(rows)})
        self.table.filter(kind=self.chips.chosen)
        self.table.refresh()

    def differing(self) -> list[Beside]:
        return [one for one in self._source.rows if one.difference]

    def current(self) -> Beside | None:
        return self.table.current()

    def form_changed(self, *, narrow: bool) -> None:
        keys = [column.key for column in self._columns(self._look.words)]
        self.table.show_columns(NARROW if narrow else keys)

    def _actions(self, one: Beside) -> list[QAction]:
        words = self._look.words
        made = []
        for text, signal in (
            (words.t("Give the reason"), self.explain_wanted),
            (words.t("Have it counted again"), self.recount_wanted),
        ):
            action = QAction(text, self)
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit(one))
            action.setEnabled(bool(one.difference))
            made.append(action)
        return made

    def _columns(self, words: Words) -> tuple[Column[Beside], ...]:
        def state(one: Beside) -> State:
            if not one.difference:
                return State("good", "circle-check", words.t("Right"))
            if one.compared.why:
                return State("info", "pen-line", words.t("Explained"))
            return State("warn", "circle-question-mark", words.t("To explain"))

        def figure(
            key: str, title: str, value: Callable[[Beside], str], ink: Callable[[Beside], str]
        ) -> Column[Beside]:
            bold = key != "booked"
            return Column[Beside](
                key, title, value, width=100, end=True, ltr=True, bold=bold, ink=ink
            )

        return (
            Column[Beside]("name", words.t("Item"), lambda o: o.line.name, stretch=True),
            Column[Beside](
                "lot", words.t("Lot"), lambda o: o.line.number, width=190, mono=True, ltr=True
            ),
            figure("booked", words.t("Booked"), lambda o: words.number(o.compared.booked), _pale),
            figure(
                "counted",
                words.t("Counted"),
                lambda o: words.number(o.compared.found.quantity),
                lambda _: "text",
            ),
            figure(
                "difference", words.t("Difference"), lambda o: signed(o.difference, words), _tone
            ),
            Column[Beside]("why", words.t("Reason"), lambda o: reason_of(o, words), width=230),
            Column[Beside](
                "state", words.t("State"), lambda o: state(o).text, width=150, pill=state
            ),
        )


def _pale(_one: Beside) -> str:
    return "muted"


def _tone(one: Beside) -> str:
    return "bad" if one.difference < 0 else "warn" if one.difference else "muted"


def signed(value: int, words: Words) -> str:
    """`−5`, `+12`, `0`."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{words.number(abs(value))}"


def reason_of(one: Beside, words: Words) -> str:
    why = capital(term(COUNT_REASONS, one.compared.why, words)) if one.compared.why else ""
    told = words.isolate(one.compared.remarks) if one.compared.remarks else ""
    return " · ".join(part for part in (why, told) if part)
