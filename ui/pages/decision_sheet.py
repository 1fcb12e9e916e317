"""Decide on a loss that was reported: the goods leave the books, or go back to their shelf."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout

from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import DOCUMENTS, LOSS_REASONS, LOSSES, place, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.form_sheet import FormSheet, capital
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.losses.queries import Held, Report
    from cpise_inventory.store import Store

WIDTH: Final = 640


class DecisionSheet(FormSheet):
    """What is reported, by whom and why; then approve it, or reject it with a reason."""

    def __init__(self, desk: Desk, number: str) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Decide on {number}", number=words.ltr(number))
        super().__init__(desk, title, icon="triangle-alert", width=WIDTH)
        self._number = number
        self._told = label(look, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setColumnStretch(0, 1)
        self.reason = line_edit(look)
        hint = words.t("Needed to reject; then the goods go back to where they were.")
        self.fields = {"reason": Field(look, words.t("Reason"), self.reason, hint)}
        self.body.addWidget(self._told)
        self.body.addLayout(self._grid)
        self.body.addWidget(self.fields["reason"])
        self.stays = [self.reason]
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.reject = self.add_button(
            Button(look, words.t("Reject"), self._reject, icon="undo-2", role="danger")
        )
        self.approve = self.add_button(
            Button(
                look,
                words.t("Approve"),
                self._approve,
                icon="circle-check",
                role="primary",
                key="F9",
            )
        )
        self.first = self.approve
        self._allow(may=False)
        desk.worker.ask(
            lambda store: _read(store, number, words), self._show, self.tell, owner=self
        )

    def _show(self, read: "tuple[Report | None, list[Held], dict[str, str]]") -> None:
        found, goods, names = read
        words, look = self.look.words, self.look
        if found is None:
            return
        kind = capital(term(DOCUMENTS, found.number.split("-")[2], words))
        parts = [
            f"{kind} · {capital(term(LOSS_REASONS, found.why, words))}",
            words.t(
                "Reported by {name} on {date}",
                name=words.isolate(names.get(found.reporter, found.reporter)),
                date=words.ltr(words.date(found.reported_on)),
            ),
        ]
        if found.police:
            parts.append(" · ".join((words.t("Police report"), words.isolate(found.police))))
        if found.waybill:
            parts.append(" · ".join((words.t("Waybill"), words.ltr(found.waybill))))
        self._told.setText("\n".join(parts))
        for at, one in enumerate(goods):
            lot = read_lot(one.lot).number
            name = names.get(one.item, one.item)
            from_where = names.get(one.source, place(one.source, words))
            told = " · ".join((name, *([words.ltr(lot)] if lot else []), from_where))
            self._grid.addWidget(label(look, told, wrap=True), at, 0)
            quantity = words.ltr(words.number(one.quantity))
            self._grid.addWidget(label(look, quantity, "strong"), at, 1)
        if found.status == "waits":
            self._allow(may=True)
            self.approve.setFocus()
        else:
            self.problem.say("info", capital(term(LOSSES, found.status, words)))

    def _allow(self, *, may: bool) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        why_not = self.desk.why_not(Right.APPROVE)
        for button in (self.approve, self.reject):
            button.allow(may and not why_not, why_not)

    def _approve(self) -> None:
        number, person = self._number, self.desk.session.person

        def job(store: "Store") -> None:
            from cpise_inventory.losses.commands import approve  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                approve(work, number)

        self._decide(job)

    def _reject(self) -> None:
        number, person, reason = self._number, self.desk.session.person, self.reason.text()

        def job(store: "Store") -> None:
            from cpise_inventory.losses.commands import reject  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                reject(work, number, reason)

        self._decide(job)

    def _decide(self, job: "Callable[[Store], None]") -> None:
        self.nothing_is_wrong()
        self._allow(may=False)
        self.desk.worker.ask(
            job, self._decided, self.tell, always=lambda: self._allow(may=True), owner=self
        )

    def _decided(self, _answer: None) -> None:
        words = self.look.words
        self.done()
        self.desk.say(words.t("{number} is decided.", number=words.ltr(self._number)))


def _read(
    store: "Store", number: str, words: Words
) -> "tuple[Report | None, list[Held], dict[str, str]]":
    from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.losses import queries as losses  # noqa: PLC0415 - as above
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = losses.report(connection, number)
        names = picked(catalogue.names(connection), words)
        names |= {one.name: one.display for one in persons(connection, closed=True)}
        if found is not None:
            there = {one.code: one.name for one in catalogue.places(connection, found.centre)}
            names |= picked(there, words)
        return found, losses.goods_of(connection, number), names
