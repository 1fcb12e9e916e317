"""An attached file goes: out of view, where it was the wrong one; or for good, bytes and all."""

from typing import TYPE_CHECKING, Final

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.text import label
from ui.pages.form_sheet import FormSheet
from ui.pages.places import no_names

if TYPE_CHECKING:
    from cpise_inventory.attachments.queries import Attachment
    from cpise_inventory.store import Store

WIDTH: Final = 560


class AwaySheet(FormSheet):
    """Says plainly what stays and what doesn't, and asks for the reason."""

    def __init__(self, desk: Desk, one: "Attachment", *, erase: bool = False) -> None:
        look, words = desk.look, desk.look.words
        title = words.t("Erase for good") if erase else words.t("Take out of view")
        icon = "trash-2" if erase else "eye-off"
        super().__init__(desk, title, icon=icon, width=WIDTH)
        self._name, self._erase = one.name, erase
        said = " · ".join(part for part in (words.ltr(one.name), words.isolate(one.note)) if part)
        self.body.addWidget(label(look, said, "strong", wrap=True))
        self.body.addWidget(label(look, self._told(), wrap=True))
        self.reason = line_edit(look)
        self.fields = {"reason": Field(look, words.t("Reason"), self.reason)}
        self.body.addWidget(self.fields["reason"])
        self.body.addWidget(no_names(look))
        self.first = self.reason
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        role = "danger" if erase else "primary"
        self.do = self.add_button(Button(look, title, self._go, icon=icon, role=role, key="F9"))

    def _told(self) -> str:
        words = self.look.words
        if not self._erase:
            return words.t(
                "It is shown no more; the file is kept, and the journal says who and why."
            )
        return words.t(
            "The file itself is erased, from everything it is attached to, here and at the other"
            " workstations as soon as they exchange data. The journal keeps that it was here, who"
            " attached it and why it was erased. Backups made before hold it still: destroy them"
            " and make new ones."
        )

    def _go(self) -> None:
        self.nothing_is_wrong()
        name, reason, erase = self._name, self.reason.text(), self._erase
        person = self.desk.session.person
        self.do.setEnabled(False)

        def job(store: "Store") -> None:
            from cpise_inventory.attachments import commands  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                (commands.erase if erase else commands.withdraw)(work, name, reason)

        self.ask(job, lambda _answer: self._gone(), always=lambda: self.do.setEnabled(True))

    def _gone(self) -> None:
        self.done()
        words = self.look.words
        self.desk.say(
            words.t("The file is erased.") if self._erase else words.t("It is shown no more.")
        )
