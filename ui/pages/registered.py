"""The tags that were given, and the two papers that belong to them."""

from collections.abc import Sequence
from typing import Final

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.pages.issued import IssuedSheet
from ui.pages.picked_list import PickedList

WIDTH: Final = 560


class RegisteredSheet(Sheet):
    """Labels are stuck on before the equipment leaves the table."""

    def __init__(self, desk: Desk, number: str, tags: Sequence[str]) -> None:
        look, words = desk.look, desk.look.words
        title = words.n("{count} asset registered", "{count} assets registered", len(tags))
        super().__init__(look, title, icon="circle-check", tone="good", width=WIDTH)
        self._desk, self._number, self.tags = desk, number, list(tags)
        told = words.t(
            "Each has its tag now. Stick the labels on before the equipment leaves the table."
        )
        self.body.addWidget(label(look, told, wrap=True))
        self._list = PickedList(look, words.t("The tags given"), fixed=True)
        for tag in tags:
            self._list.add(tag, words.ltr(tag))
        self._list.count.setText(words.t("Goods received note {number}", number=words.ltr(number)))
        self.body.addWidget(self._list, 1)
        self.add_button(Button(look, words.t("Close"), self.done, role="quiet"))
        self.add_button(
            Button(look, words.t("Goods received note"), self._open_note, icon="receipt-text")
        )
        self.labels = self.add_button(
            Button(look, words.t("Print labels"), self._go, icon="tag", role="primary", key="F9")
        )
        self._allow()
        self.first = self.labels if self.labels.isEnabled() else None

    def _allow(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        why_not = self._desk.why_not(Right.PRINT_LABELS)
        self.labels.allow(not why_not, why_not)

    def _go(self) -> None:
        self.done()
        self._desk.go("labels", tags=self.tags)

    def _open_note(self) -> None:
        self._desk.open(IssuedSheet(self._desk, self._number, self.look.words.t("Close")))
