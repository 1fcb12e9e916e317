"""Figures of equipment as bars to read and to press: each opens the list of just what it counts."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.terms import CONDITIONS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.files import saved_text
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.pages import View, Whole
from ui.kit.stacked import Legend, Tint, paint_stack
from ui.kit.table import Table
from ui.kit.text import label
from ui.look import Look
from ui.output import ask_path
from ui.pages.combo import Combo
from ui.pages.export_row import ExportRow
from ui.pages.form_sheet import capital, today
from ui.pages.life_years_sheet import LifeYearsSheet
from ui.pages.places import Places, read_places
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.figures import Group
    from cpise_inventory.store import Store

PLAN: Final = "replacement"
ICONS: Final = {PLAN: "refresh-cw", "warranty": "shield-check", "loans": "clock"}
TINTS: Final = {
    "new": Tint("good"),
    "good": Tint("accent"),
    "fair": Tint("accent", Qt.BrushStyle.Dense5Pattern),
    "poor": Tint("warn", Qt.BrushStyle.BDiagPattern),
    "broken": Tint("bad", Qt.BrushStyle.DiagCrossPattern),
}
"""Condition -> how it's painted."""
BAR: Final = 220
WHOLE: Final = 16
"""Letters of what stands for all centres."""


@dataclass(frozen=True)
class Row:
    """A group by its name; `most`: the number that a whole bar stands for."""

    name: str
    group: "Group"
    values: str
    repairs: str
    kinds: str
    most: int

    @property
    def parts(self) -> list[tuple[Tint, int]]:
        return [(tint, self.group.conditions.get(code, 0)) for code, tint in TINTS.items()]


class FigureSource(Whole[Row]):
    """The groups of one kind; `centre` narrows all alike."""

    def __init__(self, words: Words, by: str) -> None:
        super().__init__()
        self._words, self._by, self.centre = words, by, ""

    @override
    def read(self, store: "Store", view: View) -> list[Row]:
        from cpise_inventory.assets.figures import figures  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.assets.figures_telling import kinds, namer, repairs, values  # noqa: PLC0415 - as above
        from cpise_inventory.assets.telling import Names  # noqa: PLC0415 - as above

        w, day = self._words, today()
        with store.read() as connection:
            groups = figures(connection, self._by, day, self.centre)
            named = namer(self._by, Names(connection, w), day)
            most = max((group.count for group in groups), default=0)
            return [
                Row(capital(named(one)), one, values(one, w), repairs(one, w), kinds(one, w), most)
                for one in groups
            ]


class AssetFigures(QWidget):
    """`asked` says which filter the pressed bar stands for."""

    asked = Signal(object)
    failed = Signal(object)
    counted = Signal()

    def __init__(self, desk: Desk) -> None:
        from cpise_inventory.assets.figures_telling import TITLES  # noqa: PLC0415 - SQLAlchemy

        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk, self._words = desk, words
        self.by = Choices(
            look,
            words.t("Figures"),
            [Choice(key, words.t(title), ICONS.get(key, "")) for key, title in TITLES.items()],
        )
        self.centre = Combo()
        self.centre.setAccessibleName(words.t("Centre"))
        self.centre.fill([("", words.t("All centres"))])
        self.centre.keep_narrow(WHOLE)
        self._sources = {key: FigureSource(words, key) for key in TITLES}
        self.tables = {key: self._table(key, title) for key, title in TITLES.items()}
        self._shown = QStackedWidget()
        for table in self.tables.values():
            self._shown.addWidget(table)
        self._legend = Legend(
            look, {capital(term(CONDITIONS, code, words)): tint for code, tint in TINTS.items()}
        )
        self._assumed = QWidget()
        self._lay_out()
        self.by.picked.connect(lambda _by: self.show_it())
        self.centre.currentIndexChanged.connect(lambda _at: self._centre_chosen())

    def _table(self, by: str, title: str) -> Table[Row]:
        look, words = self._desk.look, self._words
        made = Table(
            look,
            self._desk.worker,
            self._sources[by],
            _columns(by, words),
            name=words.t(title),
            key=lambda row: row.group.key,
        )
        made.set_empty(EmptyState(look, words.t("There is nothing."), icon="chart-column"))
        made.opened.connect(self._opened)
        made.rows.clicked.connect(partial(self._clicked, made))
        made.counted.connect(lambda _count: self.counted.emit())
        made.failed.connect(self.failed)
        return made

    def _lay_out(self) -> None:
        look, words = self._desk.look, self._words
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self.by, 1)
        row.addWidget(self.centre, 0, Qt.AlignmentFlag.AlignTop)
        note = QHBoxLayout(self._assumed)
        note.setContentsMargins(0, 0, 0, 0)
        said = words.t(
            "Each kind is replaced after so many years of use: the program’s own assumption, until"
            " you say another figure."
        )
        note.addWidget(label(look, said, "small", wrap=True), 1)
        self.years = Button(look, words.t("Years of use…"), self._open_years, icon="hourglass")
        note.addWidget(self.years)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.S)
        rows.addLayout(row)
        rows.addWidget(self._assumed)
        rows.addWidget(self._shown, 1)
        below = QHBoxLayout()
        below.setSpacing(Size.S)
        below.addWidget(self._legend, 1)
        below.addWidget(ExportRow(self._desk, self.save, ("xlsx", "csv")))
        rows.addLayout(below)

    # For the page ---------------------------------------------------------------------------------

    @property
    def table(self) -> Table[Row]:
        return self.tables[self.by.chosen]

    def show_it(self) -> None:
        chosen, words = self.by.chosen, self._words
        self._assumed.setVisible(chosen == PLAN)
        self._shown.setCurrentWidget(self.table)
        self._sources[chosen].centre = self.centre.code
        self.table.refresh()
        self._desk.worker.ask(
            lambda store: read_places(store, words),
            self._fill,
            self.failed.emit,
            owner=self,
            only_latest=(id(self), "places"),
        )

    def refresh(self) -> None:
        """The books have changed."""
        self.table.refresh()

    def narrow(self, *, narrow: bool) -> None:
        more = () if narrow else ("values", "repairs", "kinds")
        keys = ("name", "bar", "count", *more)
        for table in self.tables.values():
            table.show_columns(keys)

    def fact(self) -> str:
        count = sum(row.group.count for row in self._sources[self.by.chosen].rows)
        return self._words.n("{count} asset", "{count} assets", count)

    def state(self) -> dict[str, Any]:
        return {"by": self.by.chosen, "centre": self.centre.code}

    def restore(self, state: dict[str, Any]) -> None:
        self.by.choose(str(state.get("by", "")))
        centre = str(state.get("centre", ""))
        self.centre.fill([("", self._words.t("All centres")), (centre, centre)], centre)

    def save(self, kind: str) -> None:
        """What is shown, as a workbook or a table."""
        words, by, centre = self._words, self.by.chosen, self.centre.code
        path = ask_path(self, words.t("Save the list"), f"cpise-figures-{words.code}.{kind}")
        if not path:
            return

        def job(store: "Store") -> int:
            from cpise_inventory.exporting.figures import write_figures  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return write_figures(connection, (by,), today(), centre, Path(path), words)

        self._desk.worker.ask(
            job,
            lambda _rows: self._desk.say(saved_text(path, words)),
            self.failed.emit,
            owner=self,
        )

    # Inside ---------------------------------------------------------------------------------------

    def _fill(self, places: Places) -> None:
        self.centre.fill([("", self._words.t("All centres")), *places.centres])

    def _centre_chosen(self) -> None:
        self._sources[self.by.chosen].centre = self.centre.code
        self.table.refresh()

    def _clicked(self, table: Table[Row], _index: object) -> None:
        if (row := table.current()) is not None:
            self._opened(row)

    def _opened(self, row: Row) -> None:
        self.asked.emit(row.group.wanted)

    def _open_years(self) -> None:
        self._desk.open(LifeYearsSheet(self._desk))


def _columns(by: str, words: Words) -> tuple[Column[Row], ...]:
    from cpise_inventory.assets.figures_telling import NAMED  # noqa: PLC0415 - SQLAlchemy

    return (
        Column[Row](
            "name", words.t(NAMED[by]), lambda row: row.name, width=200, stretch=True, floor=150
        ),
        Column[Row](
            "bar", words.t("By condition"), lambda row: _parts(row, words), width=BAR, paint=_paint
        ),
        Column[Row](
            *("count", words.t("Quantity"), lambda row: words.number(row.group.count)),
            width=80,
            end=True,
            ltr=True,
        ),
        Column[Row]("values", words.t("Value"), lambda row: row.values, width=190, spare=True),
        Column[Row](
            "repairs", words.t("Cost of repairs"), lambda row: row.repairs, width=150, spare=True
        ),
        Column[Row]("kinds", words.t("Of which"), lambda row: row.kinds, width=240, spare=True),
    )


def _parts(row: Row, words: Words) -> str:
    """What a screen reader says of the bar."""
    told = ((code, row.group.conditions.get(code, 0)) for code in TINTS)
    return words.join(
        f"{term(CONDITIONS, code, words)} {words.number(count)}" for code, count in told if count
    )


def _paint(painter: QPainter, room: QRect, look: Look, row: Row) -> None:
    paint_stack(painter, room, look, row.parts, row.most)
