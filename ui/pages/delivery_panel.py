"""One expected delivery: item by item what was announced, what came, what is still to come."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.pill import Pill
from ui.kit.text import Elided, label
from ui.pages.donation_lists import delivery_state
from ui.pages.expect_sheet import CloseSheet, ExpectSheet
from ui.pages.following_panel import FollowingPanel, facts_grid
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.donations.expected import Expected
    from cpise_inventory.store import Store


@dataclass(frozen=True)
class _Read:
    found: "Expected"
    names: dict[str, str]


class DeliveryPanel(FollowingPanel["_Read | None"]):
    def __init__(self, desk: Desk) -> None:
        look, words = desk.look, desk.look.words
        self._found: Expected | None = None
        self.receive = Button(look, words.t("Receive it"), self._receive, icon="package-check")
        self.edit = Button(look, words.t("Describe anew"), self._edit, icon="pen-line")
        self.close_it = Button(look, words.t("Wait no longer"), self._close, icon="circle-x")
        buttons = (self.receive, self.edit, self.close_it)
        super().__init__(desk, words.t("Choose a delivery"), *buttons)

    @override
    def read(self, store: "Store", code: str) -> "_Read | None":
        return _read(store, code, self._desk.look.words)

    @override
    def show_read(self, read: "_Read | None") -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        if read is None:
            return
        found, look, words = read.found, self._desk.look, self._desk.look.words
        self._found = found
        clear(self._told)
        self.title.setText(words.ltr(found.code))
        self._told.addWidget(Pill(look, delivery_state(found, words)))
        self._told.addLayout(facts_grid(look, self._facts(found, read.names)))
        self._told.addWidget(label(look, words.t("What is to come"), "heading"))
        self._told.addLayout(self._lines(found, read.names))
        if found.notes:
            self._told.addWidget(label(look, words.t("Goods received notes"), "heading"))
        for number in found.notes:
            go = partial(self._desk.go, "documents", number=number)
            self._told.addWidget(Button(look, words.ltr(number), go, icon="file-text"))
        why_not = self._desk.why_not(Right.MOVE_STOCK)
        for button in (self.receive, self.edit, self.close_it):
            button.allow(found.is_open and not why_not, why_not)

    def _facts(self, found: "Expected", names: dict[str, str]) -> tuple[tuple[str, str], ...]:
        words = self._desk.look.words
        return (
            (words.t("Donation"), words.ltr(found.donation)),
            (words.t("Donor"), names.get(found.donor, words.ltr(found.donor))),
            (words.t("Centre"), names.get(found.centre, words.ltr(found.centre))),
            (words.t("Due"), words.ltr(words.date(found.due_on)) if found.due_on else ""),
            (words.t("Donor’s paper number"), words.isolate(found.paper)),
            (words.t("Transport"), words.isolate(found.transport)),
            (words.t("Reason"), words.isolate(found.reason)),
        )

    def _lines(self, found: "Expected", names: dict[str, str]) -> QGridLayout:
        look, words = self._desk.look, self._desk.look.words
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(Size.XS)
        grid.setColumnStretch(0, 1)
        heads = (words.t("Item"), words.t("Announced"), words.t("Arrived"))
        for column, text in enumerate(heads):
            grid.addWidget(label(look, text, "small"), 0, column)
        for row, line in enumerate(found.lines, 1):
            name = names.get(line.item, line.item)
            figures = (line.announced, line.arrived)
            grid.addWidget(Elided(look, name), row, 0)
            for column, figure in enumerate(figures, 1):
                role = "strong" if column > 1 and line.remaining else ""
                grid.addWidget(label(look, words.ltr(words.number(figure)), role), row, column)
        return grid

    def _receive(self) -> None:
        if self._found is not None:
            self._desk.go("receive", delivery=self._found.code)

    def _edit(self) -> None:
        if self._found is not None:
            self._desk.open(ExpectSheet(self._desk, known=self._found))

    def _close(self) -> None:
        if self._found is not None:
            self._desk.open(CloseSheet(self._desk, self._found.code))


def _read(store: "Store", code: str, words: Words) -> _Read | None:
    from cpise_inventory.catalogue.queries import names  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.donations.expected import delivery  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = delivery(connection, code)
        return None if found is None else _Read(found, picked(names(connection), words))
