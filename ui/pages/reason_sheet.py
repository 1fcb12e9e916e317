"""Something that needs but a reason: to close a waybill, to close or refuse a requisition."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.form_sheet import FormSheet

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.work import Work

Act = Callable[["Work", str], object]
WIDTH = 560


class ReasonSheet(FormSheet):
    """`act` gets the reason; what stands in the way is said at the field, with the reason kept."""

    def __init__(self, desk: Desk, title: str, text: str, do: str, act: Act, said: str) -> None:
        """`do` is what the button says, `said` what the toast says once it's done."""
        look, words = desk.look, desk.look.words
        super().__init__(desk, title, icon="circle-alert", width=WIDTH)
        self._act, self._said = act, said
        self.reason = line_edit(look)
        self.fields["reason"] = Field(look, words.t("Reason"), self.reason)
        self.body.addWidget(label(look, text, wrap=True))
        self.body.addWidget(self.fields["reason"])
        self.first = self.reason
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, do, self._do, icon="check", role="primary", key="F9")
        )

    def _do(self) -> None:
        self.nothing_is_wrong()
        person, reason, act = self.desk.session.person, self.reason.text(), self._act
        self.do.setEnabled(False)

        def job(store: "Store") -> None:
            with store.write(person) as work:
                act(work, reason)

        self.ask(job, self._done, always=lambda: self.do.setEnabled(True))

    def _done(self, _nothing: None) -> None:
        self.done()
        self.desk.say(self._said)
