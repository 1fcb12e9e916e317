"""What a unit holds, and what one person needs in a month: a standard with its source, or a figure
of one's own.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QWidget

from cpise_inventory.language.terms import UNITS, term
from ui.kit.field import Field, line_edit
from ui.look import Look
from ui.pages.combo import Combo
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue import queries
    from cpise_inventory.catalogue.events import Ration

NONE, OWN = "none", "own"


class RationFields:
    """`fields` by the names that refusals have for them."""

    def __init__(self, look: Look) -> None:
        from cpise_inventory.catalogue.standards import standards  # noqa: PLC0415 - SQLAlchemy

        words = look.words
        self._look = look
        self._standards = {one.code: one for one in standards()}
        self.content = line_edit(look, "", "250 g")
        self.choice = Combo()
        named = [
            (code, words.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en))
            for code, one in self._standards.items()
        ]
        self.choice.fill([(NONE, words.t("None")), *named, (OWN, words.t("Another figure"))])
        self.amount, self.source = line_edit(look, "", "250 g"), line_edit(look)
        self.fields = {
            "content": Field(look, words.t("A unit holds"), self.content),
            "standard": Field(look, words.t("Standard ration"), self.choice),
            "ration": Field(look, words.t("For one person and month"), self.amount),
            "source": Field(look, words.t("Source of the figure"), self.source),
        }
        self.order: list[QWidget] = [self.content, self.choice, self.amount, self.source]
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(Size.M)
        for column, key in enumerate(("content", "standard", "ration")):
            self.grid.addWidget(self.fields[key], 0, column)
            self.grid.setColumnStretch(column, 1)
        self.grid.addWidget(self.fields["source"], 1, 0, 1, 3)
        self.choice.currentIndexChanged.connect(lambda _index: self._chosen())
        self._chosen()

    def fill(self, known: "queries.Item") -> None:
        if known.content:
            self.content.setText(self._measured(known.content, known.measure))
        ration = known.ration
        same = (code for code, one in self._standards.items() if one.ration == ration)
        self.choice.choose(next(same, OWN if ration.amount else NONE))
        self._put(ration)

    def read(self, unit: str) -> "dict[str, Any]":
        """What an item's description says of it. Raises what can't be read."""
        from cpise_inventory.catalogue.events import NO_RATION  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.catalogue.item_rules import read_content, read_ration  # noqa: PLC0415 - as above

        holds = self.content.text().strip()
        content, measure = read_content(holds) if holds else (0, "")
        chosen = self.choice.code
        if chosen == OWN:
            amount = self.amount.text().removesuffix(term(UNITS, unit, self._look.words))
            ration = read_ration(amount, self.source.text())
        else:
            ration = self._standards[chosen].ration if chosen in self._standards else NO_RATION
        return {"content": content, "measure": measure, "ration": ration}

    def _chosen(self) -> None:
        """A standard stands there with its source and isn't changed; another figure is typed."""
        chosen = self.choice.code
        for edit in (self.amount, self.source):
            edit.setEnabled(chosen == OWN)
        if chosen in self._standards:
            self._put(self._standards[chosen].ration)
        elif chosen == NONE:
            self.amount.clear()
            self.source.clear()

    def _put(self, ration: "Ration") -> None:
        said = self._measured(ration.amount, ration.unit) if ration.amount else ""
        self.amount.setText(said)
        self.source.setText(ration.source)

    def _measured(self, amount: int, unit: str) -> str:
        return f"{amount} {term(UNITS, unit, self._look.words)}" if unit else str(amount)
