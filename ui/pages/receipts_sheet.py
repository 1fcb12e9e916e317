"""The receipts behind one row of what became of a donation: each leads to its paper."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.text import label
from ui.pages.form_sheet import FormSheet
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.donations.trace import Given, Paper
    from cpise_inventory.store import Store

WIDTH: Final = 560
MOST: Final = 60
"""The newest; the exported trace sums them all."""


class ReceiptsSheet(FormSheet):
    """`of_lot`: the key of the kits' lot, where the row is of kits."""

    def __init__(self, desk: Desk, donation: str, given: "Given", of_lot: str = "") -> None:
        words = desk.look.words
        title = words.t("Receipts of {recipient}", recipient=words.isolate(given.recipient))
        super().__init__(desk, title, icon="receipt-text", width=WIDTH)
        self.links: list[Button] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setVerticalSpacing(Size.S)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.add_button(Button(desk.look, words.t("Close"), self.done, role="quiet"))
        self.ask(lambda store: _read(store, donation, given, of_lot), self._show)

    def _show(self, papers: "list[Paper]") -> None:
        look, words = self.look, self.look.words
        for at, paper in enumerate(papers[-MOST:]):
            number = words.ltr(paper.document)
            link = Button(look, number, partial(self._go, paper.document), icon="receipt-text")
            day = label(look, words.ltr(words.date(paper.happened_on)))
            quantity = label(look, words.ltr(words.number(paper.quantity)), "strong")
            for column, part in enumerate((link, day, quantity)):
                self._grid.addWidget(part, at, column)
            self.links.append(link)
        if self.links:
            self.links[0].show()  # what is put into a layout shows itself later
            self.links[0].setFocus()

    def _go(self, number: str) -> None:
        self.done()
        self.desk.go("documents", number=number)


def _read(store: "Store", donation: str, given: "Given", of_lot: str) -> "list[Paper]":
    from cpise_inventory.donations.trace import receipts_of  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return receipts_of(connection, donation, given, of_lot)
