"""The movement register: what moved, from where to where, by whose hand; as a filter shows it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.clock import wall_clock
from cpise_inventory.locations import centre_of
from cpise_inventory.movements.filters import BY_DATE, BY_DOCUMENT, EVERYTHING, PERIODS, Filter
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.pages import View
from ui.kit.progress import Progress as Bar
from ui.kit.table import Table
from ui.kit.text import Elided, label
from ui.output import ask_path
from ui.pages import movement_filter
from ui.pages.combo import Combo
from ui.pages.export_row import ExportRow
from ui.pages.form_sheet import today
from ui.pages.movement_filter import MovementFilterSheet
from ui.pages.movement_offers import Offers, read_offers
from ui.pages.movement_rows import MovementRow, MovementSource, columns, reading
from ui.pages.movement_sheet import MovementSheet, ways_on
from ui.pages.saving import save_list
from ui.theme import Size
from ui.worker import Progress

if TYPE_CHECKING:
    from cpise_inventory.movements.queries import Tally
    from cpise_inventory.store import Store

NARROW: Final = (BY_DATE, BY_DOCUMENT, "kind", "item", "quantity")
OWN: Final = "own"
"""The period that is told by its days."""
REMEMBER_AFTER: Final = 1_500
"""Milliseconds that somebody looks at something before it's remembered."""
PAUSE: Final = 150
"""Milliseconds after a key before the register is looked through."""


class MovementList(QWidget):
    """`counted` says that there is something new to tell; `fact` tells it."""

    counted = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk, self._words = desk, words
        self._offers = Offers()
        self._source = MovementSource(words)
        self._started = self._growing = False
        self._sum: Tally | None = None
        self.kept, self.period = Combo(), Combo()
        self.text = line_edit(look, hint=words.t("Filter") + "  (Ctrl+F)")
        for part, name in (
            (self.kept, words.t("Saved filters")),
            (self.period, words.t("Period")),
            (self.text, words.t("Filter")),
        ):
            part.setAccessibleName(name)
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(180)
        self._narrow_it = Button(look, words.t("Filter…"), self._open_filter, icon="funnel")
        self._said = Elided(look, "", "muted")
        self._all = Button(look, words.t("Show everything"), self._show_all, role="quiet")
        self._bar = Bar(look)
        self._totals = label(look, role="heading", wrap=True)
        self.table = Table(
            look,
            desk.worker,
            self._source,
            columns(words),
            name=words.t("Movement register"),
            key=lambda row: row.key,
        )
        self.table.set_empty(EmptyState(look, words.t("There is no movement like this.")))
        self._pause, self._memory = QTimer(self), QTimer(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        for part in (self.kept, self.period, self._narrow_it):
            row.addWidget(part)
        row.addWidget(self.text, 1)
        told = QHBoxLayout()
        told.setSpacing(Size.S)
        told.addWidget(self._said, 1)
        told.addWidget(self._all)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.S)
        rows.addLayout(row)
        rows.addLayout(told)
        rows.addWidget(self._bar)
        rows.addWidget(self.table, 1)
        rows.addWidget(self._totals)
        rows.addWidget(ExportRow(self._desk, self._save))
        self._totals.hide()

    def _connect(self) -> None:
        for timer, after, what in (
            (self._pause, PAUSE, self._text_typed),
            (self._memory, REMEMBER_AFTER, self._remember),
        ):
            timer.setSingleShot(True)
            timer.setInterval(after)
            timer.timeout.connect(what)
        self.text.textChanged.connect(lambda _text: self._pause.start())
        self.kept.currentIndexChanged.connect(lambda _at: self._kept_chosen())
        self.period.currentIndexChanged.connect(lambda _at: self._period_chosen())
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self._gave_up)
        self.table.opened.connect(self._opened)
        self.table.set_actions(self._actions)
        self.table.rows.clicked.connect(self._row_clicked)
        self.table.rows.verticalScrollBar().valueChanged.connect(lambda _at: self._read_on())
        self.table.model.came.connect(self._read_on)

    # For the page ---------------------------------------------------------------------------------

    @property
    def wanted(self) -> Filter:
        """All that is asked for, the words above the list among it."""
        return self._source.asked(self.table.model.view)

    def show_it(self) -> None:
        """The page has come to it: what was kept is read each time, the rest once."""
        words, person = self._words, self._desk.session.person
        self._desk.worker.ask(
            lambda store: read_offers(store, words, person),
            self._fill,
            self.failed.emit,
            owner=self,
            only_latest=(id(self), "offers"),
        )

    def refresh(self) -> None:
        """The books have changed."""
        if self._started:
            self.table.refresh()

    def narrow(self, *, narrow: bool) -> None:
        keys = [column.key for column in columns(self._words)]
        self.table.show_columns(NARROW if narrow else keys)

    def focus_filter(self) -> None:
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def fact(self) -> str:
        """How many lines are here, and whether there are more."""
        words, count = self._words, len(self._source.rows)
        lines = words.n("{count} line", "{count} lines", count)
        if self._source.more is None:
            return lines
        return words.t("{lines} so far; more are read as you go down", lines=lines)

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = msgspec.to_builtins(self.wanted)
        return found if self._started else {}

    def restore(self, state: dict[str, Any]) -> None:
        try:
            wanted = msgspec.convert(state, Filter)
        except msgspec.ValidationError:
            return
        if state:
            self._started = True
            self._put(wanted)

    # The filter -----------------------------------------------------------------------------------

    def use(self, wanted: Filter) -> None:
        """Show this, from the top, and remember it."""
        self._started = True
        self._put(wanted)
        self._show()

    def _fill(self, offers: Offers) -> None:
        self._offers = offers
        if self._started:
            self._put(self.wanted)
        else:
            self._started = True
            self._put(offers.last)
        self._show()

    def _put(self, wanted: Filter) -> None:
        """Into the fields above the list, without asking anything yet."""
        words = self._words
        self._source.wanted = wanted
        names = [(name, name) for name in self._offers.kept]
        self.kept.blockSignals(True)
        self.kept.clear()
        self.kept.fill([("", words.t("Filters")), *names], self._offers.name_of(wanted))
        self.kept.blockSignals(False)
        periods = [(code, words.t(text)) for code, text in movement_filter.PERIODS.items()]
        own = OWN if (wanted.first or wanted.last) and not wanted.period else ""
        self.period.blockSignals(True)
        self.period.clear()
        self.period.fill([*periods, (OWN, words.t("From … to …"))], wanted.period or own)
        self.period.blockSignals(False)
        if self.text.text().strip() != wanted.text:  # who types on keeps the space
            self.text.blockSignals(True)
            self.text.setText(wanted.text)
            self.text.blockSignals(False)
        self.table.model.view = View(text=wanted.text)  # read by `_show`
        self.table.rows.horizontalHeader().setSortIndicatorShown(False)

    def _show(self) -> None:
        self._sum, self._growing = None, False
        self._totals.hide()
        self._all.setVisible(self.wanted != EVERYTHING)
        self.table.rows.scrollToTop()
        self.table.refresh()
        self._describe()
        self._add_up()
        if self._desk.session.device:
            self._memory.start()

    def _text_typed(self) -> None:
        self.use(msgspec.structs.replace(self.wanted, text=self.text.text().strip()))

    def _kept_chosen(self) -> None:
        name = self.kept.code
        if name in self._offers.kept:
            self.use(self._offers.kept[name])

    def _period_chosen(self) -> None:
        code = self.period.code
        if code == OWN:
            self._open_filter()
            return
        period = code if code in PERIODS else ""
        self.use(msgspec.structs.replace(self.wanted, period=period, first="", last=""))

    def _show_all(self) -> None:
        self.use(EVERYTHING)

    def _open_filter(self) -> None:
        sheet = MovementFilterSheet(self._desk, self._offers, self.wanted, self.use, self.show_it)
        sheet.closed.connect(lambda: self._put(self.wanted))  # "from … to …" may be left again
        self._desk.open(sheet)

    def _remember(self) -> None:
        wanted, person = self.wanted, self._desk.session.person

        def job(store: "Store") -> None:
            from cpise_inventory.movements.kept import FILTERS  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                FILTERS.remember(work, wanted)

        self._desk.worker.ask(job, bool, self.failed.emit, owner=self)

    def _describe(self) -> None:
        wanted, words = self.wanted, self._words

        def job(store: "Store") -> str:
            from cpise_inventory.movements.telling import Names, described  # noqa: PLC0415 - as above

            with store.read() as connection:
                told = described(wanted, Names(connection, words), today())
                return " · ".join(words.t("{name}: {value}", name=n, value=v) for n, v in told)

        def here(said: str) -> None:
            self._said.say(said or words.t("All movements"))

        ticket = (id(self), "said")
        self._desk.worker.ask(job, here, self.failed.emit, owner=self, only_latest=ticket)

    # The lines ------------------------------------------------------------------------------------

    def _counted(self, _count: int) -> None:
        self._growing = False
        self.counted.emit()
        self._read_on()

    def _gave_up(self, error: Exception) -> None:
        self._growing = False
        self.failed.emit(error)

    def _read_on(self) -> None:
        """Whoever looks at the last lines that are here sees the next ones come."""
        seen = self.table.rows.viewport().height()
        below = len(self._source.rows) * Size.ROW - self.table.rows.verticalScrollBar().value()
        idle = not self._growing and self.isVisible()
        if self._source.more is not None and idle and below <= 2 * seen:
            self._growing = True
            self.table.model.grow()

    def _row_clicked(self, _index: object) -> None:
        """One click is enough: there is nothing beside the list that would follow it."""
        if (row := self.table.current()) is not None:
            self._opened(row)

    def _opened(self, row: MovementRow) -> None:
        self._desk.open(MovementSheet(self._desk, row))

    def _actions(self, row: MovementRow) -> list[QAction]:
        actions = []
        for text, _icon, go in ways_on(self._desk, row):
            action = QAction(text, self)
            action.triggered.connect(lambda _checked=False, go=go: go())
            actions.append(action)
        return actions

    # The sums -------------------------------------------------------------------------------------

    def _add_up(self, before: "Tally | None" = None) -> None:
        """Of one item, in as many breaths as it takes."""
        wanted = self.wanted
        if not wanted.item:
            return

        def job(store: "Store") -> "Tally":
            with reading(store, wanted) as register:
                if before is None:
                    return register.tally()
                return before.plus(register.tally(before.more))

        def here(tally: "Tally") -> None:
            if wanted != self.wanted:
                return
            if tally.more is not None:
                self._add_up(tally)
            else:
                self._show_sum(tally)

        ticket = (id(self), "sum")
        self._desk.worker.ask(job, here, self.failed.emit, owner=self, only_latest=ticket)

    def _show_sum(self, tally: "Tally") -> None:
        words = self._words
        self._sum = tally
        self._totals.setText(
            words.t(
                "Received: {received}. Issued: {issued}. What was cancelled is not counted.",
                received=words.ltr(words.number(tally.came)),
                issued=words.ltr(words.number(tally.went)),
            )
        )
        self._totals.show()

    # Out of the window ----------------------------------------------------------------------------

    def _save(self, kind: str) -> None:
        words, wanted, session = self._words, self.wanted, self._desk.session
        name = f"cpise-movements-{words.code}.{kind}"
        path = ask_path(self, words.t("Save the register"), name)
        if not path:
            return
        centre = wanted.centre or centre_of(wanted.place) or session.centre

        def write(store: "Store", out: Path, progress: Progress) -> int:
            from cpise_inventory.exporting.movements import write_movements  # noqa: PLC0415 - as above

            about = (words, centre, session.person, wall_clock())
            with reading(store, wanted) as register:
                return write_movements(register, out, *about, progress)

        books = (self._desk, self, self._bar, path)
        save_list(*books, words.t("Saving the register"), write, self.failed.emit)
