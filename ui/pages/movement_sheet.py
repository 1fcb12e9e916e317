"""One line of the movement register, whole, and the ways on from it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtWidgets import QGridLayout

from cpise_inventory.language.terms import RECIPIENTS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.pages.kind_icons import icon_of
from ui.pages.movement_rows import MovementRow
from ui.theme import Size

WIDTH: Final = 640
BESIDE: Final = 2
"""So many facts beside each other."""


Way = tuple[str, str, Callable[[], object]]
"""Words, icon, and what goes there."""


def ways_on(desk: Desk, row: MovementRow) -> list[Way]:
    """The document, its events in the journal, the item's card where it happened."""
    words, line = desk.look.words, row.line
    card = partial(desk.go, "stock", item=line.item, centre=line.centre)
    return [
        (words.t("Document"), "file-text", partial(desk.go, "documents", number=line.document)),
        (words.t("Journal"), "link", partial(desk.go, "journal", document=line.document)),
        (words.t("Stock card"), "package", card),
    ]


class MovementSheet(Sheet):
    """All that is known of it; its document, its place in the journal and the item's card."""

    def __init__(self, desk: Desk, row: MovementRow) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(look, row.kind, icon=icon_of(row.line.kind), width=WIDTH)
        self._desk, self._row = desk, row
        if row.mark:
            self.body.addWidget(label(look, row.mark, "bad", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.L)
        grid.setVerticalSpacing(Size.S)
        told = [(name, value) for name, value in self._facts() if value]
        for at, (name, value) in enumerate(told):
            line, column = divmod(at, BESIDE)
            grid.addWidget(label(look, name, "field"), 2 * line, column)
            grid.addWidget(label(look, value, wrap=True), 2 * line + 1, column)
        for column in range(BESIDE):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        for text, icon, go in ways_on(desk, row):
            self.add_button(Button(look, text, partial(self._leave_for, go), icon=icon))

    def _leave_for(self, go: Callable[[], object]) -> None:
        self.done()
        go()

    def _facts(self) -> list[tuple[str, str]]:
        w, row, line = self._desk.look.words, self._row, self._row.line
        recipient = term(RECIPIENTS, line.recipient_kind, w) if line.recipient_kind else ""
        lot = " · ".join(
            part for part in (w.ltr(line.number), w.ltr(w.expiry(line.expiry))) if part
        )
        return [
            (w.t("Item"), f"{row.item} ({w.ltr(line.item)})"),
            (w.t("Quantity"), " = ".join(part for part in (row.amount, row.packs) if part)),
            (w.t("From"), row.source_whole),
            (w.t("To"), row.target_whole),
            (w.t("Recipient"), " · ".join((w.isolate(line.whom), recipient)) if recipient else ""),
            (w.t("Lot"), lot),
            (w.t("Donation"), w.ltr(line.donation)),
            (w.t("Document"), w.ltr(line.document)),
            (w.t("Date"), w.ltr(w.date(line.happened_on))),
            (w.t("Recorded"), w.ltr(w.when(line.recorded_at))),
            (w.t("Recorded by"), row.person),
            (w.t("Centre"), row.centre),
            (w.t("Remarks"), w.isolate(line.note)),
            (w.t("Event"), w.ltr(f"{line.device}:{line.seq}")),
        ]
