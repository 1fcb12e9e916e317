"""What waits in quarantine: line by line, so much is found good and goes on the shelf."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout

from cpise_inventory.language.packs import Packs
from cpise_inventory.language.words import Words
from cpise_inventory.locations import quarantine
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.quantity import QuantityEdit
from ui.kit.text import Elided, label
from ui.pages.form_sheet import FormSheet
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.stock.queries import OnHand
    from cpise_inventory.store import Store

WIDTH: Final = 680
FIGURES: Final = 120
Read = tuple[list["OnHand"], dict[str, str], Mapping[str, Packs]]
"""What waits, and what its items are called and come in."""


@dataclass(frozen=True)
class Row:
    lot: "OnHand"
    good: QuantityEdit


class ReleaseSheet(FormSheet):
    """What is not released stays where it is, to be written off or to go back.

    `wanted`: which of all that waits there; without it, everything.
    """

    def __init__(
        self, desk: Desk, centre: str, wanted: "Callable[[OnHand], bool] | None" = None
    ) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Check what is in quarantine")
        super().__init__(desk, title, icon="shield-check", width=WIDTH)
        self._centre = centre
        self.rows: list[Row] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setColumnStretch(0, 1)
        self.reason = line_edit(look)
        self.fields = {"reason": Field(look, words.t("Remarks"), self.reason)}
        hint = words.t("What is found good goes to the storeroom; the rest stays in quarantine.")
        self.body.addWidget(label(look, hint, "small", wrap=True))
        self.body.addLayout(self._grid)
        self.body.addWidget(self.fields["reason"])
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.all = self.add_button(Button(look, words.t("All is good"), self.everything))
        self.do = self.add_button(
            Button(
                look,
                words.t("Release"),
                self.release,
                icon="shield-check",
                role="primary",
                key="F9",
            )
        )
        desk.worker.ask(
            lambda store: _read(store, centre, words, wanted), self._show, self.tell, owner=self
        )

    def everything(self) -> None:
        for row in self.rows:
            row.good.set_value(row.lot.quantity)
        self.do.setFocus()

    def release(self) -> None:
        """Everything that is typed, by one document."""
        self.nothing_is_wrong()
        for row in self.rows:
            if row.good.text().strip() and row.good.value() is None:
                row.good.setFocus()
                return
        wanted = [(row.lot.item, row.good.value() or 0, row.lot.lot) for row in self.rows]
        centre, reason, person = self._centre, self.reason.text(), self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.stock.relocating import (  # noqa: PLC0415 - SQLAlchemy
                Relocation,
                relocate,
            )
            from cpise_inventory.stock.taking import Wanted  # noqa: PLC0415 - as above

            lines = [Wanted(*one) for one in wanted if one[1]]
            with store.write(person) as work:
                return relocate(work, Relocation(centre, quarantine(centre), "", lines, reason))

        self.desk.worker.ask(job, self._released, self._failed, owner=self)

    def _released(self, number: str) -> None:
        words = self.look.words
        self.done()
        self.desk.say(words.t("{number} issued.", number=words.ltr(number)))

    def _failed(self, error: Exception) -> None:
        self.do.setEnabled(True)
        self.tell(error)

    def _show(self, read: Read) -> None:
        there, names, packs = read
        words, look = self.look.words, self.look
        if not there:
            self.problem.say("good", words.t("Nothing is in quarantine here."))
            for button in (self.all, self.do):
                button.setEnabled(False)
            return
        heads = (words.t("Item"), words.t("In quarantine"), words.t("In good condition"))
        for column, text in enumerate(heads):
            self._grid.addWidget(label(look, text, "field"), 0, column)
        for at, lot in enumerate(there, 1):
            self._add(at, lot, names.get(lot.item, lot.item), packs.get(lot.item, ()))
        first = self.rows[0].good
        first.show()  # what is put into a layout shows itself later, and takes no focus before
        first.setFocus()

    def _add(self, at: int, lot: "OnHand", name: str, packs: Packs) -> None:
        words, look = self.look.words, self.look
        text = " · ".join(part for part in (name, words.ltr(lot.number)) if part)
        good = QuantityEdit(look, least=0)
        good.set_packs(packs)
        good.setFixedWidth(FIGURES)
        good.setAccessibleName(words.t("In good condition, of {item}", item=text))
        self._grid.addWidget(Elided(look, text), at, 0)
        self._grid.addWidget(label(look, words.ltr(words.number(lot.quantity))), at, 1)
        self._grid.addWidget(good, at, 2)
        self.rows.append(Row(lot, good))


def _read(
    store: "Store", centre: str, words: Words, wanted: "Callable[[OnHand], bool] | None"
) -> Read:
    from cpise_inventory.catalogue.queries import items, names  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.stock.moved import in_quarantine_of  # noqa: PLC0415 - as above

    with store.read() as connection:
        there = in_quarantine_of(connection, centre)
        packs = {one.code: one.packing for one in items(connection)}
        called = picked(names(connection), words)
    return [one for one in there if not wanted or wanted(one)], called, packs
