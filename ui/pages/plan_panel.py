"""Beside a list of planning: how each figure was reckoned; of an item its year, month by month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from cpise_inventory.language.words import Words
from cpise_inventory.planning import queries, telling
from cpise_inventory.planning.books import MonthLevel
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.chart import StepArea
from ui.kit.pill import Pill
from ui.kit.side import SidePanel
from ui.kit.text import label
from ui.look import Look
from ui.pages.layouts import clear
from ui.pages.plan_marks import months_said, pill
from ui.pages.plan_rows import PlanRow, today
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store


@dataclass(frozen=True)
class Shown:
    row: PlanRow
    year: Sequence[MonthLevel]


class PlanPanel(SidePanel):
    """Follows the row in use."""

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk.look, words.t("Choose an item"))
        self._desk = desk
        self._place = ("", "")
        self._told = QVBoxLayout()
        self._told.setSpacing(Size.S)
        self.body.addLayout(self._told)
        self.body.addStretch(1)
        self._stock = Button(desk.look, words.t("See the stock"), self._see_stock, icon="package")
        self._stock.setEnabled(False)
        self.foot.addWidget(self._stock)

    def show_row(self, row: PlanRow) -> None:
        """An item at a centre."""
        self._desk.worker.ask(
            lambda store: _read(store, row), self._show, owner=self, only_latest=id(self)
        )

    def show_how(self, title: str, place: tuple[str, str], sentences: Iterable[str]) -> None:
        """Anything else that was reckoned; `place`: the centre and the item to be seen in stock."""
        self._begin(title, place)
        self._tell(sentences)

    def _begin(self, title: str, place: tuple[str, str]) -> None:
        self._place = place
        self._stock.setEnabled(bool(place[1]))
        self.title.setText(title)
        clear(self._told)

    def _tell(self, sentences: Iterable[str]) -> None:
        look, words = self._desk.look, self._desk.look.words
        self._told.addWidget(label(look, words.t("How it was reckoned"), "heading", wrap=True))
        for sentence in sentences:
            self._told.addWidget(label(look, sentence, wrap=True))

    def _show(self, shown: Shown) -> None:
        look, words, row = self._desk.look, self._desk.look.words, shown.row
        self._begin(row.name, row.key)
        code = f"{words.ltr(row.plan.item)} · {row.unit}"
        self._told.addWidget(label(look, code, "small", wrap=True))
        self._told.addWidget(Pill(look, pill(row.plan, words)))
        self._told.addLayout(_figures(row, look))
        self._told.addWidget(_chart(shown, look))
        self._told.addWidget(label(look, _chart_said(row, words), "small", wrap=True))
        self._tell(telling.how(row.plan, words))
        self._told.addWidget(
            label(look, "\n".join(map("\n".join, telling.sources(words))), "small", wrap=True)
        )

    def _see_stock(self) -> None:
        centre, item = self._place
        self._desk.go("stock", item=item, centre=centre)


def _figures(row: PlanRow, look: Look) -> QHBoxLayout:
    """What may be given, and for how many months that does."""
    words, made = look.words, QHBoxLayout()
    made.setSpacing(Size.L)
    for figure, name in (
        (words.number(row.plan.outlook.usable), words.t("Fit to be given")),
        (months_said(row.plan, words), words.t("Months of stock")),
    ):
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(label(look, words.ltr(figure), "figure"))
        column.addWidget(label(look, name, "small", wrap=True))
        made.addLayout(column, 1)
    return made


def _chart(shown: Shown, look: Look) -> StepArea:
    words, plan = look.words, shown.row.plan
    levels = [one.level for one in shown.year]
    told = words.t(
        "Stock at the end of each month: {levels}.", levels=words.join(map(words.number, levels))
    )
    names = [words.month_name(int(one.month[5:]))[:1].upper() for one in shown.year]
    return StepArea(
        look, told, levels, [one.used for one in shown.year], names, plan.level.minimum or None
    )


def _chart_said(row: PlanRow, words: Words) -> str:
    if row.plan.level.minimum:
        least = words.ltr(words.number(row.plan.level.minimum))
        return words.t("Area: stock · bars: used · dashes: minimum {least}", least=least)
    return words.t("Area: stock · bars: used")


def _read(store: "Store", row: PlanRow) -> Shown:
    with store.read() as connection:
        return Shown(row, queries.year_of(connection, today(), *row.key))
