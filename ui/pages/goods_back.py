"""Goods come back from whoever they were handed out to: line by line, in which condition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout

from cpise_inventory.language.packs import Packs
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.quantity import QuantityEdit
from ui.kit.text import Elided, label
from ui.pages.form_sheet import FormSheet, today
from ui.pages.issued import IssuedSheet
from ui.pages.names import picked
from ui.pages.places import no_names
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.stock.returns import GoodsBack, Out, Receipt
    from cpise_inventory.store import Store

WIDTH: Final = 760
Read = tuple["Receipt", dict[str, str], Mapping[str, Packs]]
"""The receipt, and what its items are called and come in."""
FIGURES: Final = 110
"""Of a field that holds a quantity, in logical pixels."""


@dataclass(frozen=True)
class Row:
    """A lot of the receipt with what is typed for it."""

    lot: "Out"
    good: QuantityEdit
    damaged: QuantityEdit

    @property
    def edits(self) -> tuple[QuantityEdit, QuantityEdit]:
        return self.good, self.damaged


class GoodsBackSheet(FormSheet):
    """Against one receipt. What is damaged is set apart, the rest is in stock again."""

    def __init__(self, desk: Desk, number: str, taken: Callable[[], object] | None = None) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Goods came back of {number}", number=words.ltr(number))
        super().__init__(desk, title, icon="package-check", width=WIDTH)
        self._number, self._taken = number, taken
        self._rows: list[Row] = []
        self._told = label(look, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setColumnStretch(0, 1)
        self.day = DateEdit(look, today(), today())
        self.remarks = line_edit(look)
        self.fields = {
            "day": Field(look, words.t("Returned on"), self.day),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        self.body.addWidget(self._told)
        self.body.addLayout(self._grid)
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(no_names(look))
        self._make_buttons()
        desk.worker.ask(
            lambda store: _read(store, number, words), self._show, self.tell, owner=self
        )

    def _make_buttons(self) -> None:
        look, words = self.look, self.look.words
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self._all = self.add_button(Button(look, words.t("Everything"), self._everything))
        self.do = self.add_button(
            Button(
                look,
                words.t("Take back"),
                self._take_back,
                icon="package-check",
                role="primary",
                key="F9",
            )
        )
        for button in (self._all, self.do):
            button.setEnabled(False)

    # What came back -------------------------------------------------------------------------------

    def _show(self, read: Read) -> None:
        told, names, packs = read
        words = self.look.words
        out = [lot for lot in told.lots if lot.out > 0]
        self._told.setText(words.isolate(told.said.recipient))
        if not out:
            self.problem.say("good", words.t("Everything of this receipt has come back."))
            return
        heads = (words.t("Item"), words.t("Still out"), words.t("In good condition"))
        for column, text in enumerate((*heads, words.t("Damaged"))):
            self._grid.addWidget(label(self.look, text, "field"), 0, column)
        for at, lot in enumerate(out, 1):
            self._add(at, lot, names.get(lot.item, lot.item), packs.get(lot.item, ()))
        for button in (self._all, self.do):
            button.setEnabled(True)
        first = self._rows[0].good
        first.show()  # what is put into a layout shows itself later, and takes no focus before
        first.setFocus()

    def _add(self, at: int, lot: "Out", name: str, packs: Packs) -> None:
        words, look = self.look.words, self.look
        number = lot.lot.rsplit("/", 2)[0]
        text = f"{name} · {words.ltr(number)}" if number else name
        row = Row(lot, QuantityEdit(look, least=0), QuantityEdit(look, least=0))
        self._grid.addWidget(Elided(look, text), at, 0)
        self._grid.addWidget(label(look, words.ltr(words.number(lot.out))), at, 1)
        for column, edit in enumerate(row.edits, 2):
            edit.set_packs(packs)
            edit.setFixedWidth(FIGURES)
            self._grid.addWidget(edit, at, column)
        row.good.setAccessibleName(words.t("In good condition, of {item}", item=text))
        row.damaged.setAccessibleName(words.t("Damaged, of {item}", item=text))
        self._rows.append(row)

    def _everything(self) -> None:
        """In good condition; what is typed as damaged stays."""
        for row in self._rows:
            row.good.set_value(max(row.lot.out - (row.damaged.value() or 0), 0))
        self.do.setFocus()

    # Issuing --------------------------------------------------------------------------------------

    def _take_back(self) -> None:
        self.nothing_is_wrong()
        wanted = self._wanted()
        if wanted is None:
            return
        person = self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.stock.returns import take_goods_back  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return take_goods_back(work, wanted)

        self.desk.worker.ask(
            job, self._issued, self.tell, always=lambda: self.do.setEnabled(True), owner=self
        )

    def _wanted(self) -> "GoodsBack | None":
        """What is typed; None where something of it can't be read, which is said there."""
        from cpise_inventory.stock.returns import Back, GoodsBack  # noqa: PLC0415 - as above

        typed = [(row, edit) for row in self._rows for edit in row.edits]
        fields: list[QuantityEdit | DateEdit] = [*(edit for _row, edit in typed), self.day]
        for field in fields:
            problem = field.problem()
            if problem is not None:
                self.problem.say("bad", self.desk.sentence(problem))
                field.setFocus()
                return None
        lines = [
            Back(row.lot.item, quantity, row.lot.lot, damaged=edit is row.damaged)
            for row, edit in typed
            if (quantity := edit.value())
        ]
        if not lines:
            self.problem.say("bad", self.look.words.t("Enter what came back of at least one line."))
            self._rows[0].good.setFocus()
            return None
        day = self.day.value()
        return GoodsBack(
            self._number,
            lines,
            remarks=self.remarks.text(),
            happened_on=None if day == today() else day,
        )

    def _issued(self, number: str) -> None:
        self.done()
        self.desk.open(IssuedSheet(self.desk, number, self.look.words.t("Close")))
        if self._taken is not None:
            self._taken()


def _read(store: "Store", number: str, words: Words) -> Read:
    from cpise_inventory.catalogue.queries import items, names  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.stock.returns import receipt  # noqa: PLC0415 - as above

    with store.read() as connection:
        told = receipt(connection, store.journal, number)
        packs = {one.code: one.packing for one in items(connection)}
        return told, picked(names(connection), words), packs
