"""What became of a waybill's differences: a decision for each, or for each part of one, and the
paper that says so.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.text import label
from ui.pages.cancel import CancelSheet
from ui.pages.form_sheet import FormSheet
from ui.pages.issued import show_issued
from ui.pages.settle_rows import AssetDecided, Decided, headings
from ui.pages.undone_sheet import UndoneSheet
from ui.theme import Size

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpise_inventory.store import Store
    from cpise_inventory.transfers.doubled import Doubled
    from cpise_inventory.transfers.queries import RoadLine, Transfer
    from ui.kit.sheet import Sheet

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
        self.decided: list[Decided] = []
        self.police, self.remarks = line_edit(look), line_edit(look)
        self.fields = {
            "police": Field(look, words.t("Police report"), self.police),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        hint = words.t("One difference may be decided in parts: + adds a decision about the rest.")
        self.doubled = Note(look)
        self._ways = QHBoxLayout()
        self.body.addWidget(self.doubled)
        self.body.addLayout(self._ways)
        self.body.addWidget(label(look, hint, "small", wrap=True))
        self.body.addWidget(headings(look))
        for line in _differing(found)[:MOST]:
            decided = Decided(look, line, names.get(line.item, line.item))
            self.decided.append(decided)
            self.body.addWidget(decided)
        self.ruled = [AssetDecided(look, one) for one in found.assets if one.missing or one.lacking]
        for ruled in self.ruled:
            self.body.addWidget(ruled)
        below = QGridLayout()
        below.setHorizontalSpacing(Size.M)
        for column, name in enumerate(("police", "remarks")):
            below.addWidget(self.fields[name], 0, column)
        below.setColumnStretch(1, 1)
        self.body.addLayout(below)
        choices = [one.parts[0].decision for one in self.decided]
        choices += [ruled.decision for ruled in self.ruled]
        self.first = next(iter(choices), None)
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.settle = self.add_button(
            Button(look, words.t("Settle"), self._settle, icon="scale", role="primary", key="F9")
        )
        self.ask(lambda store: _doubled(store, found), self._show_doubled)

    def _show_doubled(self, twice: "Doubled") -> None:
        """What was written twice is no difference to decide: cancelled once, it's gone."""
        words = self.look.words
        if twice.undone:
            number = twice.undone[0]
            told = words.t("{number} was cancelled more than once.", number=words.ltr(number))
            why = words.t("Settle that first: the difference is gone then.")
            ways = [self._way(words.t("Settle"), UndoneSheet, number)]
        elif twice.received:
            told = words.t("Was the same load received twice?")
            why = words.t(
                "{documents} both say that it came in. Then decide nothing here: cancel the one"
                " that is not right.",
                documents=words.join(words.ltr(one) for one in twice.received),
            )
            ways = [
                self._way(words.t("Cancel {number}", number=words.ltr(one)), CancelSheet, one)
                for one in twice.received[:2]
            ]
        else:
            return
        self.doubled.say("warn", told, why)
        for way in ways:
            self._ways.addWidget(way)
        self._ways.addStretch(1)

    def _way(self, text: str, sheet: "Callable[[Desk, str], Sheet]", number: str) -> Button:
        def go() -> None:
            self.done()
            self.desk.open(sheet(self.desk, number))

        return Button(self.look, text, go, icon="undo-2")

    def _settle(self) -> None:
        self.nothing_is_wrong()
        for one in self.decided:
            if wrong := one.wrong(self.desk.sentence):
                self.problem.say("bad", wrong)
                return
        decided = [
            (one.line.item, *part, one.line.lot) for one in self.decided for part in one.rulings()
        ]
        ruled = [(one.tag, one.decision.code) for one in self.ruled if one.decision.code]
        if not (decided or ruled):
            self._ask_for_one()
            return
        person, number = self.desk.session.person, self._number
        police, remarks = self.police.text(), self.remarks.text()
        self.settle.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.transfers.asset_rulings import AssetRuling  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.transfers.settling import (  # noqa: PLC0415 - as above
                Ruling,
                Settlement,
                settle,
            )

            rulings = [Ruling(*one) for one in decided]
            about = [AssetRuling(*one) for one in ruled]
            told = Settlement(number, rulings, about, police=police, remarks=remarks)
            with store.write(person) as work:
                return settle(work, told)

        self.ask(job, self._settled, always=lambda: self.settle.setEnabled(True))

    def _ask_for_one(self) -> None:
        told = self.look.words.t(
            "No decision is taken yet; choose one for at least one difference."
        )
        self.problem.say("bad", told)
        if self.first is not None:
            self.first.setFocus()

    def _settled(self, number: str) -> None:
        self.done()
        show_issued(self.desk, number, self.look.words.t("Close"))


def _doubled(store: "Store", found: "Transfer") -> "Doubled":
    from cpise_inventory.transfers.doubled import doubled  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return doubled(connection, found)


def _differing(found: "Transfer") -> "list[RoadLine]":
    return [line for line in found.lines if line.missing or line.excess]
