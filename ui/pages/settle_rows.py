"""One difference of a waybill, and what is decided of it: all of it at once, or part by part."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cpise_inventory.language.terms import ACCESSORIES, TRANSFER_DECISIONS, term
from cpise_inventory.language.words import Words
from ui.kit.buttons import Button
from ui.kit.quantity import QuantityEdit
from ui.kit.text import Elided, label, set_style
from ui.look import Look
from ui.pages.combo import Combo
from ui.pages.form_sheet import capital
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.transfers.queries import RoadAsset, RoadLine

FIGURES: Final = 120
"""Widths, in logical pixels: of the difference and of a quantity, of a decision."""
DECISION: Final = 236
MORE: Final = 40
_ITEM, _DIFFERENCE, _DECISION, _QUANTITY, _MORE = range(5)


@dataclass(frozen=True)
class Part:
    """A decision, and about how much; an empty quantity is all the rest."""

    decision: Combo
    quantity: QuantityEdit


class Decided(QWidget):
    """Begins with one part, about all of it."""

    def __init__(self, look: Look, line: "RoadLine", name: str) -> None:
        super().__init__()
        words = look.words
        self._look, self.line = look, line
        self._called = f"{name} · {words.ltr(line.number)}" if line.number else name
        self.parts: list[Part] = []
        self.amount = abs(line.excess - line.missing)
        self._grid = _columns(self)
        sign = "+" if line.excess > line.missing else "\u2212"
        figure = label(look, words.ltr(f"{sign}{words.number(self.amount)}"), "strong")
        self._grid.addWidget(Elided(look, self._called), 0, _ITEM)
        self._grid.addWidget(figure, 0, _DIFFERENCE)
        said = words.t("Another decision about the rest of {item}", item=self._called)
        self.more = Button(look, said, self.add_part, icon="plus", role="icon")
        self._grid.addWidget(self.more, 0, _MORE)
        self._add()

    @property
    def rest(self) -> int:
        """What no figure is about."""
        return self.amount - sum(part.quantity.value() or 0 for part in self.parts)

    def add_part(self) -> None:
        """Another decision; the focus goes where a figure lacks now."""
        self._add()
        before = self.parts[-2].quantity
        following = self.parts[-1].decision if before.text().strip() else before
        following.show()  # what is put into a layout shows itself later, and takes no focus before
        following.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self, sentence: Callable[[Exception], str]) -> str:
        """What is wrong, said of the field that has the focus then; empty if nothing is."""
        words = self._look.words
        for part in self.parts:
            set_style(part.quantity, "state", "")
            problem = part.quantity.problem()
            if problem is not None:
                return self._at(part.quantity, sentence(problem))
            if part.quantity.value() and not part.decision.code:
                return self._at(part.decision, words.t("Say what was decided about each part."))
        open_ones = [one for one in self.parts if one.decision.code and not one.quantity.value()]
        if len(open_ones) > 1 or (open_ones and self.rest <= 0):
            return self._at(open_ones[0].quantity, words.t("How many? Type a number."))
        if self.rest < 0:
            told = {"sum": self.amount - self.rest, "difference": self.amount}
            said = words.t("{sum} in all, and the difference is {difference}.", **told)
            return self._at(self.parts[-1].quantity, said)
        return ""

    def rulings(self) -> list[tuple[str, int]]:
        """(decision, how much) of each part that is decided."""
        rest = self.rest
        return [
            (part.decision.code, part.quantity.value() or rest)
            for part in self.parts
            if part.decision.code
        ]

    def _at(self, field: Combo | QuantityEdit, said: str) -> str:
        set_style(field, "state", "bad")
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._look.words.t("{item}: {problem}", item=self._called, problem=said)

    def _add(self) -> None:
        words, look = self._look.words, self._look
        part, row = Part(Combo(), QuantityEdit(look)), len(self.parts)
        part.decision.fill(_decisions(self.line, words))
        part.decision.setFixedWidth(DECISION)
        part.quantity.setFixedWidth(FIGURES)
        numbered = f"{self._called} ({row + 1})" if row else self._called
        part.decision.setAccessibleName(words.t("Decision about {item}", item=numbered))
        part.quantity.setAccessibleName(words.t("Quantity of {lot}", lot=numbered))
        self._grid.addWidget(part.decision, row, _DECISION)
        self._grid.addWidget(part.quantity, row, _QUANTITY)
        self.parts.append(part)
        QWidget.setTabOrder(part.quantity, self.more)
        if row:
            QWidget.setTabOrder(self.parts[row - 1].quantity, part.decision)
            QWidget.setTabOrder(part.decision, part.quantity)
        self.more.setEnabled(len(self.parts) < self.amount)
        part.quantity.textEdited.connect(lambda _text: self._say_rest())
        self._say_rest()

    def _say_rest(self) -> None:
        """An empty field shows what it stands for."""
        words = self._look.words
        rest = words.ltr(words.number(max(self.rest, 0)))
        for part in self.parts:
            part.quantity.setPlaceholderText(rest)


class AssetDecided(QWidget):
    """An asset that did not come in, or came without some accessories, and what is decided."""

    def __init__(self, look: Look, one: "RoadAsset") -> None:
        super().__init__()
        from cpise_inventory.transfers.asset_rulings import (  # noqa: PLC0415 - SQLAlchemy
            ASSET_DECISIONS,
        )

        words = look.words
        self.tag = one.tag
        accessories = words.join(term(ACCESSORIES, code, words) for code in one.lacking)
        lacks = words.t("without: {accessories}", accessories=accessories)
        said = words.t("Missing") if one.missing else lacks
        self.decision = Combo()
        named = [(code, capital(term(TRANSFER_DECISIONS, code, words))) for code in ASSET_DECISIONS]
        self.decision.fill([("", words.t("Not decided yet")), *named])
        self.decision.setFixedWidth(DECISION)
        self.decision.setAccessibleName(words.t("Decision about {item}", item=words.ltr(one.tag)))
        grid = _columns(self)
        grid.addWidget(label(look, words.ltr(one.tag)), 0, _ITEM)
        grid.addWidget(label(look, said, "strong", wrap=True), 0, _DIFFERENCE)
        grid.addWidget(self.decision, 0, _DECISION)
        grid.addWidget(QWidget(), 0, _QUANTITY)
        grid.addWidget(QWidget(), 0, _MORE)


def headings(look: Look) -> QWidget:
    """The titles over the columns of each `Decided`."""
    words, made = look.words, QWidget()
    grid = _columns(made)
    titles = (words.t("Item"), words.t("Difference"), words.t("Decision"), words.t("Quantity"))
    for column, title in enumerate(titles):
        grid.addWidget(label(look, title, "field"), 0, column)
    grid.addWidget(QWidget(), 0, _MORE)  # an empty column would have no distance from the others
    return made


def _columns(within: QWidget) -> QGridLayout:
    """The same widths in each, so that figures stand under figures."""
    grid = QGridLayout(within)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(Size.M)
    grid.setVerticalSpacing(Size.XS)
    grid.setColumnStretch(_ITEM, 1)
    widths = {_DIFFERENCE: FIGURES, _DECISION: DECISION, _QUANTITY: FIGURES, _MORE: MORE}
    for column, width in widths.items():
        grid.setColumnMinimumWidth(column, width)
    return grid


def _decisions(line: "RoadLine", words: Words) -> list[tuple[str, str]]:
    """None of them is proposed: somebody has to choose."""
    from cpise_inventory.transfers.settling import OVER, SHORT  # noqa: PLC0415 - SQLAlchemy

    possible = SHORT if line.missing > 0 else OVER
    named = [(code, capital(term(TRANSFER_DECISIONS, code, words))) for code in possible]
    return [("", words.t("Not decided yet")), *named]
