"""What became of a waybill's differences: a decision for each, and the paper that says so."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout

from cpise_inventory.language.terms import TRANSFER_DECISIONS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import Elided, label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital
from ui.pages.issued import show_issued
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.queries import RoadLine, Transfer

WIDTH: Final = 760
MOST: Final = 40
"""Differences at a time: a waybill has seldom more than a few."""


class SettleSheet(FormSheet):
    """Short goods were found, lost, stolen, damaged or never loaded; what is over was unwritten."""

    def __init__(self, desk: Desk, found: "Transfer", names: dict[str, str]) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Settle waybill {number}", number=words.ltr(found.number))
        super().__init__(desk, title, icon="scale", width=WIDTH)
        self._number = found.number
        self.choices: list[tuple[RoadLine, Combo]] = []
        self.police, self.remarks = line_edit(look), line_edit(look)
        self.fields = {
            "police": Field(look, words.t("Police report"), self.police),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setColumnStretch(0, 1)
        heads = (words.t("Item"), words.t("Difference"), words.t("Decision"))
        for column, text in enumerate(heads):
            grid.addWidget(label(look, text, "field"), 0, column)
        for line in _differing(found)[:MOST]:
            self._add(grid, line, names.get(line.item, line.item))
        below = QGridLayout()
        below.setHorizontalSpacing(Size.M)
        for column, name in enumerate(("police", "remarks")):
            below.addWidget(self.fields[name], 0, column)
        below.setColumnStretch(1, 1)
        for part in (grid, below):
            self.body.addLayout(part)
        self.first = self.choices[0][1] if self.choices else None
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.settle = self.add_button(
            Button(look, words.t("Settle"), self._settle, icon="scale", role="primary", key="F9")
        )

    def _add(self, grid: QGridLayout, line: "RoadLine", name: str) -> None:
        words, look = self.look.words, self.look
        combo, row = Combo(), len(self.choices) + 1
        combo.fill(_decisions(line, words))
        text = f"{name} · {words.ltr(line.number)}" if line.number else name
        combo.setAccessibleName(words.t("Decision about {item}", item=text))
        amount = line.excess - line.missing
        sign = "+" if amount > 0 else ""
        grid.addWidget(Elided(look, text), row, 0)
        figure = label(look, words.ltr(f"{sign}{words.number(amount)}"), "strong")
        grid.addWidget(figure, row, 1)
        grid.addWidget(combo, row, 2)
        self.choices.append((line, combo))

    def _settle(self) -> None:
        self.nothing_is_wrong()
        person, number = self.desk.session.person, self._number
        decided = [(line.item, combo.code, line.lot) for line, combo in self.choices if combo.code]
        police, remarks = self.police.text(), self.remarks.text()
        self.settle.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.stock.commands import some  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.transfers.settling import (  # noqa: PLC0415 - as above
                Ruling,
                Settlement,
                settle,
            )

            some(decided)
            rulings = [Ruling(item, decision, lot=lot) for item, decision, lot in decided]
            told = Settlement(number, rulings, police=police, remarks=remarks)
            with store.write(person) as work:
                return settle(work, told)

        self.ask(job, self._settled, always=lambda: self.settle.setEnabled(True))

    def _settled(self, number: str) -> None:
        self.done()
        show_issued(self.desk, number, self.look.words.t("Close"))


def _differing(found: "Transfer") -> "list[RoadLine]":
    return [line for line in found.lines if line.missing or line.excess]


def _decisions(line: "RoadLine", words: Words) -> list[tuple[str, str]]:
    """None of them is proposed: somebody has to choose."""
    from cpise_inventory.transfers.settling import OVER, SHORT  # noqa: PLC0415 - SQLAlchemy

    possible = SHORT if line.missing > 0 else OVER
    named = [(code, capital(term(TRANSFER_DECISIONS, code, words))) for code in possible]
    return [("", words.t("Not decided yet")), *named]
