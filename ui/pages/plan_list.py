"""A centre's items by the day they run out, with what will expire and what nobody takes."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.planning.pace import PERIODS
from cpise_inventory.planning.plan import State
from cpise_inventory.planning.telling import STATES
from ui.desk import Desk
from ui.kit.choices import Choice, Choices
from ui.kit.columns import PAD, Column
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.pill import State as Marked
from ui.kit.pill import pill_width
from ui.kit.table import Table
from ui.look import Look
from ui.pages.combo import Combo
from ui.pages.layouts import first_in_use
from ui.pages.plan_marks import INKS, MARKS, months_said, paint_months, pill
from ui.pages.plan_rows import ALL, SHORT, UNUSED, WASTING, PlanRow, PlanSource
from ui.theme import Size

NAME_ROOM: Final = 310
"""A kit's whole name. What is used in a month makes room for it: the panel tells it, too."""
NARROW: Final = ("name", "usable", "months", "state")


class PlanList(QWidget):
    chosen = Signal(object)  # PlanRow or None
    opened = Signal(object)
    failed = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.look.words, desk.look
        self._look, self._words = look, words
        self._source = PlanSource(words, desk.session.centre)
        self.centre, self.months = Combo(), Combo()
        self.centre.setAccessibleName(words.t("Centre"))
        self.months.setAccessibleName(words.t("Average over"))
        self.months.fill(
            [(str(n), words.t("Average over {months} months", months=n)) for n in PERIODS],
            str(self._source.months),
        )
        self.text = line_edit(look, hint=words.t("Filter") + "  (Ctrl+F)")
        self.text.setAccessibleName(words.t("Filter"))
        self.text.setClearButtonEnabled(True)
        self.chips = Choices(
            look,
            words.t("Show"),
            (
                Choice(ALL, words.t("All")),
                Choice(SHORT, words.t("Less than a month"), "triangle-alert"),
                Choice(WASTING, words.t(STATES[State.WASTING]), "hourglass"),
                Choice(UNUSED, words.t(STATES[State.UNUSED]), "package"),
            ),
        )
        self.table = Table(
            look,
            desk.worker,
            self._source,
            _columns(look),
            name=words.t("Planning"),
            key=lambda row: row.key,
        )
        self.table.set_empty(
            EmptyState(
                look,
                words.t("There is nothing to plan yet."),
                words.t("What is received and given out is reckoned here, month by month."),
            )
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        heads = QHBoxLayout()
        heads.setSpacing(Size.S)
        heads.addWidget(self.centre)
        heads.addWidget(self.months)
        heads.addWidget(self.text, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.M)
        rows.addLayout(heads)
        rows.addWidget(self.chips)
        rows.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.table.current_changed.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.failed)
        first_in_use(self.table)
        self.chips.picked.connect(lambda kind: self.table.filter(kind=kind))
        self.text.textChanged.connect(lambda text: self.table.filter(text=text))
        self.centre.currentIndexChanged.connect(self._asked_otherwise)
        self.months.currentIndexChanged.connect(self._asked_otherwise)

    def fill(self, centres: "list[tuple[str, str]]", wanted: str = "") -> None:
        self.centre.fill(centres, wanted or self._source.centre)
        self._source.centre = self.centre.code or self._source.centre
        self.table.refresh()

    def show_item(self, item: str) -> None:
        """Somebody was sent here for one item: no filter of before may hide it."""
        self.chips.choose(ALL)
        self.text.blockSignals(True)
        self.text.setText(item)
        self.text.blockSignals(False)
        self.table.filter(text=item, kind=ALL)

    def narrow(self, *, narrow: bool) -> None:
        keys = [column.key for column in _columns(self._look)]
        self.table.show_columns(NARROW if narrow else keys)

    def focus_filter(self) -> None:
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def state(self) -> dict[str, Any]:
        return {
            "centre": self._source.centre,
            "months": self._source.months,
            "text": self.text.text(),
            "kind": self.chips.chosen,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self._source.centre = str(state.get("centre", self._source.centre))
        self.months.choose(str(state.get("months", "")))
        self.text.setText(str(state.get("text", "")))
        self.chips.choose(str(state.get("kind", ALL)))
        self.table.filter(kind=self.chips.chosen)

    def fact(self) -> str:
        """Whose list it is, and how long."""
        count = self._source.counts.get(ALL, 0)
        items = self._words.n("{count} item", "{count} items", count)
        return f"{self.centre.currentText()} · {items}"

    def _asked_otherwise(self, _index: int) -> None:
        self._source.centre = self.centre.code
        self._source.months = int(self.months.code)
        self.table.refresh()

    def _counted(self, count: int) -> None:
        counts = self._source.counts
        self.chips.count({kind: counts.get(kind, 0) for kind in (ALL, SHORT, WASTING, UNUSED)})
        self.counted.emit(count)


def _columns(look: Look) -> tuple[Column[PlanRow], ...]:
    words = look.words

    def monthly(row: PlanRow) -> str:
        pace = row.plan.pace.monthly
        return "–" if pace is None else words.decimal(float(pace))

    def ends(row: PlanRow) -> str:
        day = row.plan.outlook.runs_out_on
        return words.date(day) if day else "–"

    return (
        Column("name", words.t("Item"), lambda row: row.name, stretch=True, least=NAME_ROOM),
        Column(
            "usable",
            words.t("Fit to be given"),
            lambda row: words.number(row.plan.outlook.usable),
            width=80,
            end=True,
            bold=True,
            ltr=True,
        ),
        Column("monthly", words.t("Per month"), monthly, width=84, end=True, ltr=True, spare=True),
        Column(
            "months",
            words.t("Months of stock"),
            lambda row: months_said(row.plan, words),
            width=106,
            paint=paint_months,
        ),
        Column(
            "ends",
            words.t("Runs out on"),
            ends,
            width=94,
            ltr=True,
            ink=lambda row: INKS.get(MARKS[row.plan.state][0], "text"),
        ),
        Column(
            "state",
            words.t("State"),
            lambda row: words.t(STATES[row.plan.state]),
            width=_widest_state(look),
            pill=lambda row: pill(row.plan, words),
        ),
    )


def _widest_state(look: Look) -> int:
    """So that none is cut, in whatever language."""
    said = (Marked(*MARKS[state], look.words.t(STATES[state])) for state in State)
    return 2 * PAD + max(pill_width(look, one) for one in said)
