"""A requisition is approved, as asked for or with less, or refused for a reason."""

from typing import TYPE_CHECKING, Final

from cpise_inventory.errors import Refusal
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.form_sheet import FormSheet, today
from ui.pages.goods import Goods
from ui.pages.line_trouble import LineTrouble
from ui.pages.request import AskedGrid, supplied

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.queries import Request

WIDTH: Final = 720


class ApproveSheet(FormSheet):
    """What is asked for is proposed; a line that is removed is not sent at all."""

    def __init__(self, desk: Desk, found: "Request", route: str) -> None:
        """`route` is from whom to whom, in words."""
        look, words = desk.look, desk.look.words
        title = words.t("Approve requisition {number}", number=words.ltr(found.number))
        super().__init__(desk, title, icon="clipboard-check", width=WIDTH)
        self._found = found
        self.grid = AskedGrid(look, today())
        self.trouble = LineTrouble(look, self.grid)
        self.remarks = line_edit(look)
        hint = words.t("A refusal needs its reason here.")
        self.fields["remarks"] = Field(look, words.t("Remarks"), self.remarks, hint)
        self.fields["reason"] = self.fields["remarks"]
        self.body.addWidget(label(look, route, "muted", wrap=True))
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.fields["remarks"])
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.refuse = self.add_button(
            Button(look, words.t("Refuse"), self._refuse, icon="circle-x", role="danger")
        )
        self.approve = self.add_button(
            Button(look, words.t("Approve"), self._approve, icon="check", role="primary", key="F9")
        )
        codes = [line.item for line in found.lines]
        self.ask(lambda store: supplied(store, found.supplier, codes, words), self._show)

    def _show(self, known: dict[str, Goods]) -> None:
        for line in self._found.lines:
            if line.item in known:
                self.grid.add_goods(known[line.item], line.asked)
        self.grid.enter_line(0, "quantity")

    def _approve(self) -> None:
        self.nothing_is_wrong()
        self.grid.check_quantities(self.desk.sentence)
        if self.trouble.say_first():
            return
        person, number = self.desk.session.person, self._found.number
        lines, remarks = self.grid.asked(), self.remarks.text()

        def job(store: "Store") -> None:
            from cpise_inventory.stock.commands import some  # noqa: PLC0415 - SQLAlchemy
            from cpise_inventory.transfers.requests import approve_request  # noqa: PLC0415 - as above

            some(lines)  # none at all would mean: everything
            with store.write(person) as work:
                approve_request(work, number, lines, remarks)

        said = self.look.words.t("{number} is approved.", number=self.look.words.ltr(number))
        self.ask(job, lambda _nothing: self._decided(said), self._told)

    def _refuse(self) -> None:
        self.nothing_is_wrong()
        person, number = self.desk.session.person, self._found.number
        reason = self.remarks.text()

        def job(store: "Store") -> None:
            from cpise_inventory.transfers.requests import refuse_request  # noqa: PLC0415 - as above

            with store.write(person) as work:
                refuse_request(work, number, reason)

        said = self.look.words.t("{number} is refused.", number=self.look.words.ltr(number))
        self.ask(job, lambda _nothing: self._decided(said), self._told)

    def _decided(self, said: str) -> None:
        self.done()
        self.desk.say(said)

    def _told(self, error: Exception) -> None:
        if isinstance(error, Refusal) and self.grid.tell(error, self.desk.sentence):
            self.trouble.say_first()
        else:
            self.tell(error)
