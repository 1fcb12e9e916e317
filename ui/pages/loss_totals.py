"""What was lost, by reason and item: of a centre and a time, with its value where one is known."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.clock import wall_clock
from cpise_inventory.language.money import money
from cpise_inventory.language.terms import LOSS_REASONS, term
from cpise_inventory.language.words import Words
from cpise_inventory.movements.filters import PERIODS, THIS_YEAR, Filter
from ui.desk import Desk
from ui.files import saved_text
from ui.kit.columns import Column
from ui.kit.date import DateEdit
from ui.kit.empty import EmptyState
from ui.kit.pages import View, Whole
from ui.kit.table import Table
from ui.kit.text import label
from ui.output import ask_path
from ui.pages import movement_filter
from ui.pages.combo import Combo
from ui.pages.export_row import ExportRow
from ui.pages.form_sheet import capital, today
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.losses.totals import Losses, Total
    from cpise_inventory.store import Store

NARROW: Final = ("reason", "name", "quantity", "worth")
OWN: Final = "own"
"""The period that is told by its days."""


@dataclass(frozen=True)
class LossRow:
    total: "Total"
    name: str
    unit: str


class LossSource(Whole[LossRow]):
    """`told` is what the rows come to, a line for each reason."""

    def __init__(self, words: Words, centre: str) -> None:
        super().__init__()
        self._words = words
        self.wanted = Filter(centre=centre, period=THIS_YEAR)
        self.told: list[str] = []

    @override
    def read(self, store: "Store", view: View) -> list[LossRow]:
        from cpise_inventory.losses.telling import sums_said  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.movements.telling import Names  # noqa: PLC0415 - as above

        w = self._words
        with store.read() as connection:
            found, names = _losses(connection, self.wanted), Names(connection, w)
            rows = [LossRow(o, names.item(o.item), names.unit(o.item)) for o in found.totals]
        self.told = [w.t("{name}: {value}", name=n, value=said) for n, said in sums_said(found, w)]
        return rows


class LossTotals(QWidget):
    """`item_opened` gets the filter of the movements that a row stems from."""

    counted = Signal()
    failed = Signal(object)
    item_opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk, self._words = desk, words
        self._source = LossSource(words, desk.session.centre)
        self.centre, self.period = Combo(), Combo()
        self.first, self.last = DateEdit(look, today()), DateEdit(look, today())
        for part, name in (
            (self.centre, words.t("Centre")),
            (self.period, words.t("Period")),
            (self.first, words.t("From this day on")),
            (self.last, words.t("Up to this day")),
        ):
            part.setAccessibleName(name)
        periods = [(code, words.t(text)) for code, text in movement_filter.PERIODS.items()]
        self.period.fill([*periods, (OWN, words.t("From … to …"))], THIS_YEAR)
        self.table = Table(
            look,
            desk.worker,
            self._source,
            _columns(words),
            name=words.t("Losses by reason"),
            key=lambda row: (row.total.why, row.total.item),
        )
        nothing = words.t("Nothing was lost in this time.")
        how = words.t("Write off or report a loss with F10 on a row of what is on hand.")
        self.table.set_empty(EmptyState(look, nothing, how))
        self.sums = label(look, role="heading", wrap=True)
        self._beside = label(look, role="small", wrap=True)
        self._lay_out()
        self._show_days()
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.failed)
        self.table.opened.connect(self._opened)
        self.centre.currentIndexChanged.connect(lambda _at: self._asked_otherwise())
        self.period.currentIndexChanged.connect(lambda _at: self._asked_otherwise())
        for edit in (self.first, self.last):
            edit.settled.connect(self._asked_otherwise)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        self.centre.setMinimumWidth(260)
        for part in (self.centre, self.period, self.first, self.last):
            row.addWidget(part)
        row.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.S)
        rows.addLayout(row)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.sums)
        rows.addWidget(self._beside)
        rows.addWidget(ExportRow(self._desk, self._save))

    # For the page ---------------------------------------------------------------------------------

    def show_it(self) -> None:
        self._desk.worker.ask(
            lambda store: _centres(store, self._words),
            self._fill,
            self.failed.emit,
            owner=self,
            only_latest=(id(self), "centres"),
        )

    def refresh(self) -> None:
        """The books have changed."""
        self.table.refresh()

    def narrow(self, *, narrow: bool) -> None:
        keys = [column.key for column in _columns(self._words)]
        self.table.show_columns(NARROW if narrow else keys)

    def fact(self) -> str:
        count = len(self._source.rows)
        return self._words.n("{count} line", "{count} lines", count)

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = msgspec.to_builtins(self._source.wanted)
        return found

    def restore(self, state: dict[str, Any]) -> None:
        try:
            wanted = msgspec.convert(state, Filter)
        except msgspec.ValidationError:
            return
        if not state:
            return
        self._source.wanted = wanted
        self.period.blockSignals(True)
        own = OWN if (wanted.first or wanted.last) and not wanted.period else ""
        self.period.choose(wanted.period or own)
        self.period.blockSignals(False)
        for edit, day in ((self.first, wanted.first), (self.last, wanted.last)):
            if day:
                edit.set_value(date.fromisoformat(day))
        self._show_days()

    # What is asked --------------------------------------------------------------------------------

    def _fill(self, centres: dict[str, str]) -> None:
        from cpise_inventory.losses.telling import BESIDE  # noqa: PLC0415 - SQLAlchemy

        self._beside.setText(self._words.t(BESIDE))
        every = ("", self._words.t("All centres"))
        self.centre.blockSignals(True)
        self.centre.clear()
        self.centre.fill([every, *centres.items()], self._source.wanted.centre)
        self.centre.blockSignals(False)
        self.table.refresh()

    def _show_days(self) -> None:
        for edit in (self.first, self.last):
            edit.setVisible(self.period.code == OWN)

    def _asked_otherwise(self) -> None:
        self._show_days()
        own, period = self.period.code == OWN, self.period.code
        for edit in (self.first, self.last) if own else ():
            if (problem := edit.problem()) is not None:
                self.failed.emit(problem)
                return
        self._source.wanted = Filter(
            centre=self.centre.code,
            period=period if period in PERIODS else "",
            first=_iso(self.first) if own else "",
            last=_iso(self.last) if own else "",
        )
        self.table.refresh()

    def _counted(self, _count: int) -> None:
        self.sums.setText("\n".join(self._source.told))
        self.sums.setVisible(bool(self._source.told))
        self.counted.emit()

    def _opened(self, row: LossRow) -> None:
        self.item_opened.emit(msgspec.structs.replace(self._source.wanted, item=row.total.item))

    def _save(self, kind: str) -> None:
        words, wanted, session = self._words, self._source.wanted, self._desk.session
        path = ask_path(self, words.t("Save the list"), f"cpise-losses-{words.code}.{kind}")
        if not path:
            return

        def job(store: "Store") -> int:
            from cpise_inventory.exporting.losses import write_losses  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.printing.loss_totals import LossesPaper  # noqa: PLC0415 - as above

            about = (session.centre, session.person, wall_clock())
            with store.read() as connection:
                found = _losses(connection, wanted)
                listed = LossesPaper(connection, store.journal, found, *about)
                return write_losses(listed, Path(path), words)

        self._desk.worker.ask(
            job,
            lambda _rows: self._desk.say(saved_text(path, words)),
            self.failed.emit,
            owner=self,
        )


def _iso(edit: DateEdit) -> str:
    day = edit.value()
    return day.isoformat() if day else ""


def _losses(connection: Any, wanted: Filter) -> "Losses":
    """Raises what is wrong with the filter."""
    from cpise_inventory.losses.totals import losses  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.movements.kept import checked  # noqa: PLC0415 - as above

    return losses(connection, checked(connection, wanted), today())


def _centres(store: "Store", words: Words) -> dict[str, str]:
    from cpise_inventory.catalogue.queries import centres  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return picked({one.code: one.name for one in centres(connection)}, words)


def _columns(words: Words) -> tuple[Column[LossRow], ...]:
    def figure(key: str, title: str) -> Column[LossRow]:
        return Column(
            key,
            title,
            lambda row: words.number(getattr(row.total, key)),
            width=104,
            end=True,
            bold=key == "quantity",
            ltr=True,
        )

    def price(key: str, title: str) -> Column[LossRow]:
        def shown(row: LossRow) -> str:
            return money(getattr(row.total, key), row.total.currency, words)

        return Column(key, title, shown, width=132, end=True, ltr=True)

    return (
        Column(
            "reason",
            words.t("Reason"),
            lambda row: capital(term(LOSS_REASONS, row.total.why, words)),
            width=112,
        ),
        Column("name", words.t("Item"), lambda row: row.name, stretch=True),
        figure("quantity", words.t("Written off")),
        Column("unit", words.t("Unit"), lambda row: row.unit, width=84),
        figure("waiting", words.t("To be decided")),
        price("value", words.t("Unit value")),
        price("worth", words.t("Value")),
    )
