"""What to ask donors for: so many months, so many persons, less what is there."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.clock import wall_clock
from cpise_inventory.errors import Refusal
from cpise_inventory.language.folding import fold
from cpise_inventory.language.words import Words
from cpise_inventory.people.rights import Right
from cpise_inventory.planning import queries, telling
from cpise_inventory.planning.asking import Ahead, AskList, Need
from ui.desk import Desk
from ui.files import saved_text
from ui.kit.buttons import Button
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.field import Field
from ui.kit.flow import Flow
from ui.kit.pages import View, Whole
from ui.kit.quantity import QuantityEdit
from ui.kit.table import Table
from ui.kit.text import label
from ui.output import ask_path, save_pdf
from ui.pages.combo import Combo
from ui.pages.layouts import first_in_use
from ui.pages.plan_rows import names_of, today
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

MONTHS: Final = 3
FILE: Final = "cpise-ask"
NARROW: Final = ("name", "needed", "covered", "missing")


@dataclass(frozen=True)
class NeedRow:
    need: Need
    name: str
    unit: str


class AskSource(Whole[NeedRow]):
    """`found` is the list that was reckoned last."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.centres: tuple[str, ...] = ()
        self.months = MONTHS
        self.persons: int | None = None
        self.found: AskList | None = None

    @override
    def read(self, store: "Store", view: View) -> list[NeedRow]:
        self.found = None
        with store.read() as connection:
            ahead = Ahead(today(), self.months)
            found = queries.ask_list(connection, ahead, self.centres, self.persons)
        names, units = names_of(store, self._words)
        self.found = found
        rows = [
            NeedRow(one, names.get(one.item, one.item), units.get(one.item, ""))
            for one in found.needs
        ]
        return sorted(rows, key=lambda row: (not row.need.missing, fold(row.name)))


class PlanAsk(QWidget):
    chosen = Signal(object)  # NeedRow or None
    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.look.words, desk.look
        self._desk, self._words = desk, words
        self._source = AskSource(words)
        self._centres: tuple[str, ...] = ()
        self.months = QuantityEdit(look, end=False)
        self.months.set_value(MONTHS)
        self.persons = QuantityEdit(look, end=False)
        self.persons.setPlaceholderText(words.t("as on receipts"))
        self.centre, self.donor = Combo(), Combo()
        self._fields = {
            "months": Field(look, words.t("Months ahead"), self.months),
            "persons": Field(look, words.t("Persons"), self.persons),
        }
        self._said = label(look, role="muted", wrap=True)
        self.table = Table(
            look,
            desk.worker,
            self._source,
            _columns(words),
            name=words.t("To ask for"),
            key=lambda row: row.need.item,
        )
        self.table.set_empty(
            EmptyState(
                look,
                words.t("Nothing is needed, as far as anybody can tell."),
                words.t("Needs are reckoned from standard rations and from past use."),
            )
        )
        self._buttons = [
            Button(look, words.t("Letter"), self._letter, icon="file-down"),
            Button(look, words.t("Workbook"), lambda: self._table("xlsx"), icon="file-spreadsheet"),
            Button(look, words.t("Table (CSV)"), lambda: self._table("csv"), icon="download"),
        ]
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look, words = self._desk.look, self._words
        heads = QHBoxLayout()
        heads.setSpacing(Size.M)
        for field in self._fields.values():
            heads.addWidget(field, 1)
        heads.addWidget(Field(look, words.t("Centre"), self.centre), 2)
        row = QWidget()
        ways = Flow(row)
        to = label(look, words.t("Letter to"), "field")
        to.setMinimumHeight(Size.FIELD)
        to.setBuddy(self.donor)
        self.donor.setAccessibleName(to.text())
        for part in (to, self.donor):
            ways.addWidget(part)
        why_not = self._desk.why_not(Right.EXPORT)
        for button in self._buttons:
            button.allow(not why_not, why_not)
            ways.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.M)
        rows.addLayout(heads)
        rows.addWidget(self._said)
        rows.addWidget(self.table, 1)
        rows.addWidget(row)

    def _connect(self) -> None:
        self.table.current_changed.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.failed.connect(self._tell)
        self.table.counted.connect(self._counted)
        first_in_use(self.table)
        for edit in (self.months, self.persons):
            edit.settled.connect(self._asked_otherwise)
        self.centre.currentIndexChanged.connect(self._asked_otherwise)

    def fill(self, centres: "list[tuple[str, str]]", donors: "list[tuple[str, str]]") -> None:
        words = self._words
        self._centres = tuple(code for code, _name in centres)
        self.centre.fill([("", words.t("All centres")), *centres])
        self.donor.fill([("", words.t("not said")), *donors])
        self._asked_otherwise()

    def narrow(self, *, narrow: bool) -> None:
        keys = [column.key for column in _columns(self._words)]
        self.table.show_columns(NARROW if narrow else keys)

    def how(self, row: NeedRow) -> list[str]:
        """Of a row: nothing where the list is reckoned anew at this moment."""
        found = self._source.found
        return telling.how_asked(row.need, found, self._words) if found else []

    def state(self) -> dict[str, Any]:
        typed = {"months": self.months.typed(), "persons": self.persons.typed()}
        return typed | {"centre": self.centre.code, "donor": self.donor.code}

    def restore(self, state: dict[str, Any]) -> None:
        self.months.set_typed(str(state.get("months", "")))
        self.persons.set_typed(str(state.get("persons", "")))
        for combo, name in ((self.centre, "centre"), (self.donor, "donor")):
            combo.fill([(str(state.get(name, "")), "")])  # named once the books have answered

    def _asked_otherwise(self, _index: int = 0) -> None:
        for name, edit in (("months", self.months), ("persons", self.persons)):
            if problem := edit.problem():
                self._fields[name].wrong(self._desk.sentence(problem))
                return
        self._source.months = self.months.value() or 0
        self._source.persons = self.persons.value()
        self._source.centres = (self.centre.code,) if self.centre.code else self._centres
        self.table.refresh()

    def _counted(self, _count: int) -> None:
        for field in self._fields.values():
            field.right()
        found = self._source.found
        if found is not None:
            ahead = telling.ahead_said(found.ahead, self._words)
            self._said.setText(f"{ahead} {telling.persons_said(found, self._words)}")

    def _tell(self, error: Exception) -> None:
        """At the field that it's about, with what was typed left as it is."""
        field = self._fields.get(error.field) if isinstance(error, Refusal) else None
        if field is None:
            self.failed.emit(error)
        else:
            field.wrong(self._desk.sentence(error))

    def _letter(self) -> None:
        found, donor, language = self._source.found, self.donor.code, self._words.code
        who = self._desk.session.display
        if found is not None:
            self._desk.worker.ask(
                lambda store: _draw(store, found, donor, language, who),
                lambda pdf: save_pdf(self, self._desk, pdf, f"{FILE}-{language}"),
                self.failed.emit,
                owner=self,
            )

    def _table(self, kind: str) -> None:
        found, words = self._source.found, self._words
        if found is None:
            return
        path = ask_path(self, words.t("Save the list"), f"{FILE}.{kind}")
        if path:
            self._desk.worker.ask(
                lambda store: _write(store, found, Path(path), words, kind),
                lambda _rows: self._desk.say(saved_text(path, words)),
                self.failed.emit,
                owner=self,
            )


def _draw(store: "Store", found: AskList, donor: str, language: str, who: str) -> bytes:
    from cpise_inventory.printing.letters import Letter  # noqa: PLC0415 - reportlab
    from cpise_inventory.printing.papers import pdf  # noqa: PLC0415 - reportlab

    with store.read() as connection:
        letter = Letter(connection, store.journal, found, donor, wall_clock())
        return pdf((letter.paper(language, who),))


def _write(store: "Store", found: AskList, path: Path, words: Words, kind: str) -> int:
    from cpise_inventory.exporting import ask_csv, ask_xlsx  # noqa: PLC0415 - SQLAlchemy

    write = ask_csv if kind == "csv" else ask_xlsx
    with store.read() as connection:
        return write(connection, path, words, found)


def _columns(words: Words) -> tuple[Column[NeedRow], ...]:
    def figure(key: str, title: str, name: str, *, bold: bool = False) -> Column[NeedRow]:
        return Column(
            key,
            title,
            lambda row: words.number(getattr(row.need, name)),
            width=92,
            end=True,
            bold=bold,
            ltr=True,
        )

    return (
        Column("name", words.t("Item"), lambda row: row.name, stretch=True),
        figure("needed", words.t("Needed"), "needed"),
        figure("covered", words.t("There"), "covered"),
        figure("road", words.t("On the road"), "on_road"),
        figure("missing", words.t("To ask for"), "missing", bold=True),
        Column("unit", words.t("Unit"), lambda row: row.unit, width=64),
        Column(
            "basis",
            words.t("Reckoned from"),
            lambda row: words.t(telling.BASES[row.need.basis]),
            width=184,
        ),
    )
