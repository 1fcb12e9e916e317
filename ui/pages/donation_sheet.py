"""A donation: whose goods, by which agreement, worth how much, for which centres, on what terms."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QWidget

from cpise_inventory.language.money import UnreadableMoney
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.donor_sheets import way_to_add
from ui.pages.earmarks import Earmarks
from ui.pages.form_sheet import FormSheet
from ui.pages.goods_lines import GoodsLines
from ui.pages.money_edit import MoneyEdit
from ui.pages.places import Named, Places, read_places
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue.events import DonationDescribed
    from cpise_inventory.catalogue.queries import Donation
    from cpise_inventory.store import Store

WIDTH = 680


class DonationSheet(FormSheet):
    """`made` gets the code. With `known` that donation is described anew, under its code."""

    def __init__(
        self,
        desk: Desk,
        made: Callable[[str], object],
        donors: list[Named],
        donor: str,
        today: date,
        known: "Donation | None" = None,
    ) -> None:
        words, look = desk.look.words, desk.look
        title = words.t("New donation") if known is None else words.t("Describe the donation anew")
        super().__init__(desk, title, icon="hand-heart", width=WIDTH)
        self._made, self._known = made, known
        agreed = date.fromisoformat(known.agreed_on) if known and known.agreed_on else None
        self.code = line_edit(
            look, known.code if known else "", f"{donor or 'OIM'}-{today.year}-01"
        )
        self.code.setReadOnly(known is not None)
        self.donor, self.funder, self._donors = Combo(), Combo(), donors
        self._offer_donors(known.donor if known else donor, known.funder if known else "")
        self.add_donor = way_to_add(desk, self._donor_added, role="icon")
        self.reference = line_edit(look, known.reference if known else "")
        self.agreed = DateEdit(look, today, agreed)
        self.worth = MoneyEdit(look, *(known.value, known.currency) if known else ())
        self.title_said = line_edit(look, known.title if known else "")
        self.iati = line_edit(look, known.iati if known else "")
        self.earmarks = Earmarks(desk)
        self.lines = GoodsLines(desk)
        self.stays = [self.lines.search]
        self.fields = self._make_fields()
        self.first = self.code if known is None else self.reference
        self._lay_out()
        self._make_buttons()
        self.lines.fill(known.promised if known else ())
        desk.worker.ask(
            lambda store: read_places(store, words), self._offer_centres, self.tell, owner=self
        )

    def save(self) -> None:
        self.nothing_is_wrong()
        if (problem := self.agreed.problem()) is not None:
            self.fields["agreed_on"].wrong(self.desk.sentence(problem))
            self.fields["agreed_on"].focus()
            return
        if self.lines.is_wrong():
            return
        try:
            told = self._told()
        except UnreadableMoney as error:
            self.tell(error)
            return
        person, is_new = self.desk.session.person, self._known is None
        self.do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.catalogue import queries  # noqa: PLC0415 - brings SQLAlchemy
            from cpise_inventory.catalogue.commands import describe_donation  # noqa: PLC0415 - as above

            with store.write(person) as work:
                if is_new and queries.donation(work.connection, told.code) is not None:
                    return ""
                describe_donation(work, told)
            return str(told.code)

        self.desk.worker.ask(job, self._saved, self._failed, owner=self)

    def _told(self) -> "DonationDescribed":
        """Raises `UnreadableMoney`."""
        from cpise_inventory.catalogue.events import DonationDescribed  # noqa: PLC0415 - msgspec

        agreed, (value, currency) = self.agreed.value(), self.worth.told()
        return DonationDescribed(
            code=self.code.text().strip().upper(),
            donor=self.donor.code,
            funder=self.funder.code,
            reference=" ".join(self.reference.text().split()),
            agreed_on=agreed.isoformat() if agreed else "",
            remarks=self._known.remarks if self._known else "",
            value=value,
            currency=currency,
            title=self.title_said.text(),
            iati=self.iati.text(),
            earmarks=self.earmarks.told(),
            promised=self.lines.promised(),
        )

    def _saved(self, code: str) -> None:
        if not code:
            self.do.setEnabled(True)
            words = self.look.words
            self.fields["code"].wrong(words.t("There is a donation with this code already."))
            self.fields["code"].focus()
            return
        self.done()
        self._made(code)

    def _failed(self, error: Exception) -> None:
        self.do.setEnabled(True)
        self.tell(error)

    def _offer_donors(self, donor: str, funder: str) -> None:
        self.donor.fill(self._donors, donor)
        own = ("", self.look.words.t("The donor’s own"))
        self.funder.fill([own, *self._donors], funder)

    def _donor_added(self, donor: Named) -> None:
        """It's the one that was missing; all else stays as it was entered."""
        self._donors = [*self._donors, donor]
        self._offer_donors(donor[0], self.funder.code)
        self.fields["from"].right()
        self.fields["from"].focus()

    def _offer_centres(self, places: Places) -> None:
        self.earmarks.offer(places.centres, self._known.earmarks if self._known else ())

    def _make_fields(self) -> dict[str, Field]:
        words, look = self.look.words, self.look
        return {
            "code": Field(look, words.t("Donation code"), self.code),
            "from": Field(look, words.t("Donor"), self.donor, button=self.add_donor),
            "funder": Field(look, words.t("Whose money it is"), self.funder),
            "reference": Field(look, words.t("Agreement"), self.reference),
            "agreed_on": Field(look, words.t("Date of the agreement"), self.agreed),
            "value": Field(look, words.t("Value"), self.worth),
            "title": Field(look, words.t("Condition of title"), self.title_said),
            "iati": Field(look, words.t("IATI identifier"), self.iati),
            "line": Field(look, words.t("Goods that are to come"), self.lines),
        }

    def _lay_out(self) -> None:
        words = self.look.words
        text = words.t("Goods of different donations are never mixed: each lot says whose it is.")
        self.body.addWidget(label(self.look, text, "small", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.M)
        grid.setVerticalSpacing(Size.S)
        rows = (("from",), ("code", "reference"), ("funder",), ("agreed_on", "value"))
        keys = list[str]()
        for row, beside in enumerate((*rows, ("title",), ("iati",))):
            for column, key in enumerate(beside):
                grid.addWidget(self.fields[key], row, column, 1, 2 // len(beside))
                keys.append(key)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        for one, following in pairwise(keys):
            self.setTabOrder(self._editor(one), self._editor(following))
        self.body.addWidget(label(self.look, words.t("For these centres"), "field"))
        self.body.addWidget(self.earmarks)
        self.body.addWidget(self.fields["line"])

    def _editor(self, key: str) -> QWidget:
        editors: dict[str, Any] = {
            "from": self.donor,
            "agreed_on": self.agreed,
            "title": self.title_said,
            "value": self.worth.sum,
        }
        found: QWidget = editors.get(key) or getattr(self, key)
        return found

    def _make_buttons(self) -> None:
        look, words = self.look, self.look.words
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        text, icon = words.t("Add the donation"), "plus"
        if self._known is not None:
            text, icon = words.t("Describe anew"), "circle-check"
        self.do = self.add_button(
            Button(look, text, self.save, icon=icon, role="primary", key="F9")
        )
        self.setTabOrder(self.do, self.add_donor)  # Enter goes past it
