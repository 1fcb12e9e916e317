"""Forms of the page of labels: why some are printed again, and tags reserved beforehand."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from cpise_inventory.errors import Refusal
from cpise_inventory.language.terms import LABEL_REASONS, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.quantity import QuantityEdit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, capital
from ui.pages.places import Places, read_places

if TYPE_CHECKING:
    from cpise_inventory.labels.printed import Reprint
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

WIDTH: Final = 560


class ReprintSheet(FormSheet):
    """`go` gets the reason; nothing was printed before it's called."""

    def __init__(self, desk: Desk, before: int, go: "Callable[[Reprint], object]") -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Print labels again"), icon="printer", width=WIDTH)
        self._go = go
        told = words.n(
            "{count} of these labels was printed before.",
            "{count} of these labels were printed before.",
            before,
        )
        replaces = words.t(
            "All but a further copy take the place of the label before: the old one says so when"
            " it is scanned."
        )
        self.body.addWidget(label(look, told, "strong", wrap=True))
        self.reason, self.remarks = Combo(), line_edit(look)
        known = [(code, capital(term(LABEL_REASONS, code, words))) for code in LABEL_REASONS]
        self.reason.fill([("", words.t("Choose…")), *known])
        self.fields = {
            "reason": Field(look, words.t("Why again"), self.reason),
            "remarks": Field(look, words.t("In words"), self.remarks),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(label(look, replaces, "small", wrap=True))
        self.first = self.reason
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.add_button(
            Button(look, words.t("Go on"), self._do, icon="printer", role="primary", key="F9")
        )

    def _do(self) -> None:
        from cpise_inventory.labels import printed  # noqa: PLC0415 - SQLAlchemy

        self.nothing_is_wrong()
        if not self.reason.code:
            self.fields["reason"].wrong(self.look.words.t("Say why they are printed again."))
            self.fields["reason"].focus()
            return
        try:
            said = printed.Reprint(self.reason.code, self.remarks.text())
            reprint = printed.checked_reprint(said)
        except Refusal as error:
            self.fields["remarks"].wrong(self.desk.sentence(error))
            self.fields["remarks"].focus()
            return
        self.done()
        self._go(reprint)


class ReserveSheet(FormSheet):
    """`reserved` says the tags, which are to be printed next."""

    reserved = Signal(list)

    def __init__(self, desk: Desk) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(desk, words.t("Reserve tags"), icon="tag", width=WIDTH)
        told = words.t(
            "For equipment that is to come: print the labels, stick them on, and scan each one to"
            " register what it sticks on."
        )
        self.body.addWidget(label(look, told, wrap=True))
        self.centre, self.count, self.remarks = Combo(), QuantityEdit(look), line_edit(look)
        self.fields = {
            "centre": Field(look, words.t("Centre"), self.centre),
            "count": Field(look, words.t("How many"), self.count),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.first = self.count
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, words.t("Reserve"), self._reserve, icon="tag", role="primary", key="F9")
        )
        self.ask(lambda store: read_places(store, words), self._show)

    def _show(self, places: Places) -> None:
        self.centre.fill(places.centres, self.desk.session.centre)

    def _reserve(self) -> None:
        self.nothing_is_wrong()
        count = self.count.value()
        if count is None:
            problem = self.count.problem()
            said = self.desk.sentence(problem) if problem else ""
            self.fields["count"].wrong(said or self.look.words.t("Say how many there are."))
            self.fields["count"].focus()
            return
        centre, remarks, person = self.centre.code, self.remarks.text(), self.desk.session.person

        def job(store: "Store") -> list[str]:
            from cpise_inventory.labels.commands import reserve  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return reserve(work, centre, count, remarks)

        self.do.setEnabled(False)
        self.ask(job, self._done, always=lambda: self.do.setEnabled(True))

    def _done(self, tags: list[str]) -> None:
        self.done()
        self.reserved.emit(tags)


def void_tags(work: "Work", tags: Sequence[str], reason: str) -> None:
    from cpise_inventory.labels.commands import void  # noqa: PLC0415 - SQLAlchemy

    void(work, tags, reason)
