"""A stock card on paper: of all days, or of those from one to another."""

from datetime import date
from typing import TYPE_CHECKING, Final

from cpise_inventory.clock import wall_clock
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field
from ui.output import save_pdf
from ui.pages.form_sheet import FormSheet, today

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH: Final = 480


class CardSheet(FormSheet):
    """Of an item at a centre, which is called `name`."""

    def __init__(self, desk: Desk, centre: str, item: str, name: str) -> None:
        look, words = desk.look, desk.look.words
        title = " · ".join((words.t("Stock card"), words.isolate(name)))
        super().__init__(desk, title, icon="file-down", width=WIDTH)
        self._centre, self._item = centre, item
        self.since, self.until = DateEdit(look, today()), DateEdit(look, today())
        hint = words.t("Empty: from the first movement to the last.")
        self.fields = {
            "first": Field(look, words.t("From the day"), self.since),
            "to": Field(look, words.t("To the day"), self.until, hint),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.first = self.since
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.add_button(
            Button(
                look, words.t("Save as PDF"), self.save, role="primary", icon="file-down", key="F9"
            )
        )

    def save(self) -> None:
        self.nothing_is_wrong()
        edits = {"first": self.since, "to": self.until}
        for name, edit in edits.items():
            if edit.text().strip() and (problem := edit.problem()) is not None:
                self.fields[name].wrong(self.desk.sentence(problem))
                self.fields[name].focus()
                return
        days = (self.since.value(), self.until.value())
        centre, item, language = self._centre, self._item, self.look.words.code
        name = "-".join((centre, item, *(day.isoformat() for day in days if day), language))
        self.ask(
            lambda store: _draw(store, centre, item, days, language),
            lambda pdf: self._keep(pdf, name),
        )

    def _keep(self, pdf: bytes, name: str) -> None:
        if save_pdf(self, self.desk, pdf, name):
            self.done()


def _draw(
    store: "Store",
    centre: str,
    item: str,
    days: tuple[date | None, date | None],
    language: str,
) -> bytes:
    from cpise_inventory.printing.cards import Card  # noqa: PLC0415 - reportlab
    from cpise_inventory.printing.papers import pdf  # noqa: PLC0415 - reportlab

    with store.read() as connection:
        card = Card(connection, store.journal, centre, item, wall_clock())
        return pdf((card.stock(language, first=days[0], last=days[1]),))
