"""A new donation: an agreement whose goods are never mixed with another's."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout

from cpise_inventory.errors import Refusal
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.pages.combo import Combo
from ui.pages.places import Named
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH = 600


class DonationSheet(Sheet):
    """Code, who gives, whose money, agreement and its date; `made` gets the code."""

    def __init__(
        self,
        desk: Desk,
        made: Callable[[str], object],
        donors: list[Named],
        donor: str,
        today: date,
    ) -> None:
        words = desk.look.words
        text = words.t("Goods of different donations are never mixed: each lot says whose it is.")
        super().__init__(desk.look, words.t("New donation"), text, icon="hand-heart", width=WIDTH)
        self._desk, self._made = desk, made
        year = f"{donor or 'OIM'}-{today.year}-01"
        self.code = line_edit(desk.look, "", year)
        self.donor, self.funder = Combo(), Combo()
        self.donor.fill(donors, donor)
        self.funder.fill([("", words.t("The donor’s own")), *donors])
        self.reference = line_edit(desk.look)
        self.agreed = DateEdit(desk.look, today)
        self._problem = Note(desk.look)
        self.fields = {
            "code": Field(desk.look, words.t("Donation code"), self.code),
            "from": Field(desk.look, words.t("Donor"), self.donor),
            "funder": Field(desk.look, words.t("Whose money it is"), self.funder),
            "reference": Field(desk.look, words.t("Agreement"), self.reference),
            "agreed_on": Field(desk.look, words.t("Date of the agreement"), self.agreed),
        }
        self.first = self.code
        self._lay_out()
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self._save = self.add_button(
            Button(
                desk.look,
                words.t("Add the donation"),
                self.save,
                icon="plus",
                role="primary",
                key="F9",
            )
        )

    def save(self) -> None:
        for field in self.fields.values():
            field.right()
        if (problem := self.agreed.problem()) is not None:
            self.fields["agreed_on"].wrong(self._desk.sentence(problem))
            self.fields["agreed_on"].focus()
            return
        told = self._told()
        person = self._desk.session.person
        self._save.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.catalogue import queries  # noqa: PLC0415 - brings SQLAlchemy
            from cpise_inventory.catalogue.commands import describe_donation  # noqa: PLC0415 - as above
            from cpise_inventory.catalogue.events import DonationDescribed  # noqa: PLC0415 - as above

            with store.write(person) as work:
                if told["code"] in {one.code for one in queries.donations(work.connection)}:
                    return ""
                describe_donation(work, DonationDescribed(**told))
            return str(told["code"])

        self._desk.worker.ask(job, self._saved, self._tell, owner=self)

    def _told(self) -> dict[str, Any]:
        agreed = self.agreed.value()
        return {
            "code": self.code.text().strip().upper(),
            "donor": self.donor.code,
            "funder": self.funder.code,
            "reference": " ".join(self.reference.text().split()),
            "agreed_on": agreed.isoformat() if agreed else "",
        }

    def _saved(self, code: str) -> None:
        if not code:
            self._save.setEnabled(True)
            words = self._desk.look.words
            self.fields["code"].wrong(words.t("There is a donation with this code already."))
            self.fields["code"].focus()
            return
        self.done()
        self._made(code)

    def _tell(self, error: Exception) -> None:
        self._save.setEnabled(True)
        field = self.fields.get(error.field) if isinstance(error, Refusal) else None
        if field is None:
            self._problem.say("bad", self._desk.sentence(error))
            return
        field.wrong(self._desk.sentence(error))
        field.focus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(Size.M)
        self.body.addWidget(self._problem)
        self.body.addLayout(grid)
        grid.addWidget(self.fields["from"], 0, 0, 1, 2)
        grid.addWidget(self.fields["code"], 1, 0)
        grid.addWidget(self.fields["reference"], 1, 1)
        grid.addWidget(self.fields["funder"], 2, 0, 1, 2)
        grid.addWidget(self.fields["agreed_on"], 3, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        order = (self.donor, self.code, self.reference, self.funder, self.agreed)
        for one, following in pairwise(order):
            self.setTabOrder(one, following)
