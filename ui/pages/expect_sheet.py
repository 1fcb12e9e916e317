"""Announce a delivery, describe it anew, or stop waiting for the rest of it."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, today
from ui.pages.goods_lines import GoodsLines
from ui.pages.places import Places, read_places
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.donations.expected import Expected
    from cpise_inventory.store import Store

WIDTH = 640


class ExpectSheet(FormSheet):
    """Without lines, all that the donation promises is expected."""

    def __init__(self, desk: Desk, donation: str = "", known: "Expected | None" = None) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Expected delivery")
        if known is not None:
            title = f"{title} {words.ltr(known.code)}"
        super().__init__(desk, title, icon="package-open", width=WIDTH)
        self._known = known
        self._wanted = known.donation if known else donation
        self.donation, self.centre = Combo(), Combo()
        due = date.fromisoformat(known.due_on) if known and known.due_on else None
        self.due = DateEdit(look, today(), due)
        self.paper = line_edit(look, known.paper if known else "")
        self.transport = line_edit(look, known.transport if known else "")
        self.lines = GoodsLines(desk)
        self.stays = [self.lines.search]
        self.fields = {
            "donation": Field(look, words.t("Donation"), self.donation),
            "centre": Field(look, words.t("Centre"), self.centre),
            "due": Field(look, words.t("Due"), self.due),
            "paper": Field(look, words.t("Donor’s paper number"), self.paper),
            "transport": Field(look, words.t("Transport"), self.transport),
            "line": Field(look, words.t("What is to come"), self.lines),
        }
        self._lay_out()
        self.first = self.donation
        self._make_buttons()
        if known is not None:
            from cpise_inventory.catalogue.events import Promised  # noqa: PLC0415 - msgspec

            self.lines.fill(
                [Promised(one.item, one.announced) for one in known.lines if one.announced]
            )
        desk.worker.ask(lambda store: read_places(store, words), self._fill, self.tell, owner=self)

    def save(self) -> None:
        self.nothing_is_wrong()
        if (problem := self.due.problem()) is not None:
            self.fields["due"].wrong(self.desk.sentence(problem))
            self.fields["due"].focus()
            return
        if self.lines.is_wrong():
            return
        from cpise_inventory.donations.commands import Announcement  # noqa: PLC0415 - SQLAlchemy

        told = Announcement(
            donation=self.donation.code,
            centre=self.centre.code,
            lines=self.lines.promised(),
            due_on=self.due.value(),
            paper=self.paper.text(),
            transport=self.transport.text(),
            code=self._known.code if self._known else "",
        )
        person = self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.donations.commands import expect  # noqa: PLC0415 - as above

            with store.write(person) as work:
                return expect(work, told)

        self.desk.worker.ask(job, self._saved, self._failed, owner=self)

    def _saved(self, code: str) -> None:
        words = self.look.words
        self.done()
        self.desk.say(words.t("Delivery {code} is expected.", code=words.ltr(code)))

    def _failed(self, error: Exception) -> None:
        self.do.setEnabled(True)
        self.tell(error)

    def _fill(self, places: Places) -> None:
        words = self.look.words
        names = places.givers
        self.donation.fill(
            [
                (one.code, f"{words.ltr(one.code)} · {names.get(one.donor, one.donor)}")
                for one in places.donations
            ],
            self._wanted,
        )
        home = self._known.centre if self._known else self.desk.session.centre
        self.centre.fill(places.centres, home)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(Size.M)
        rows = (("donation",), ("centre",), ("due", "paper"), ("transport",), ("line",))
        for row, beside in enumerate(rows):
            for column, key in enumerate(beside):
                grid.addWidget(self.fields[key], row, column, 1, 2 // len(beside))
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        hint = self.look.words.t("Without lines, all that the donation promises is expected.")
        self.body.addWidget(label(self.look, hint, "small", wrap=True))

    def _make_buttons(self) -> None:
        look, words = self.look, self.look.words
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        text = words.t("Describe anew") if self._known else words.t("Announce it")
        self.do = self.add_button(
            Button(look, text, self.save, icon="circle-check", role="primary", key="F9")
        )


class CloseSheet(FormSheet):
    """What has not come will not come: why?"""

    def __init__(self, desk: Desk, code: str) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Wait no longer for {code}", code=words.ltr(code))
        super().__init__(desk, title, icon="circle-x", width=520)
        self._code = code
        self.reason = line_edit(look)
        text = words.t("What has come stays received. The rest is not expected any longer.")
        self.fields = {"reason": Field(look, words.t("Reason"), self.reason)}
        self.body.addWidget(label(look, text, wrap=True))
        self.body.addWidget(self.fields["reason"])
        self.first = self.reason
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(
                look,
                words.t("Close the delivery"),
                self.save,
                icon="circle-x",
                role="danger",
                key="F9",
            )
        )

    def save(self) -> None:
        self.nothing_is_wrong()
        code, reason, person = self._code, self.reason.text(), self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> None:
            from cpise_inventory.donations.commands import close  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                close(work, code, reason)

        self.desk.worker.ask(job, lambda _none: self._saved(), self._failed, owner=self)

    def _saved(self) -> None:
        words = self.look.words
        self.done()
        self.desk.say(words.t("Delivery {code} is closed.", code=words.ltr(self._code)))

    def _failed(self, error: Exception) -> None:
        self.do.setEnabled(True)
        self.tell(error)
