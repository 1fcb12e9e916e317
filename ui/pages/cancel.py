"""Cancel a document: a reason, and then its reversing document. Nothing is deleted."""

from typing import TYPE_CHECKING

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from cpise_inventory.store import Store


class CancelSheet(Sheet):
    """Asks for the reason; what stands in the way is said at the field, with the reason kept."""

    def __init__(self, desk: Desk, number: str) -> None:
        words = desk.look.words
        title = words.t("Cancel {number}", number=words.ltr(number))
        text = words.t(
            "A reversing document brings everything back to what it was. Both stay in the register."
        )
        super().__init__(desk.look, title, text, icon="undo-2", tone="warn")
        self._desk, self._number = desk, number
        self._reason = line_edit(desk.look)
        self._field = Field(desk.look, words.t("Reason"), self._reason)
        self.first = self._reason
        self.body.addWidget(self._field)
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self._do = self.add_button(
            Button(
                desk.look,
                words.t("Cancel the document"),
                self._cancel,
                icon="undo-2",
                role="danger",
                key="F9",
            )
        )

    def _cancel(self) -> None:
        reason, number, person = self._reason.text(), self._number, self._desk.session.person
        self._do.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.undo import undo  # noqa: PLC0415 - brings SQLAlchemy with it

            with store.write(person) as work:
                return undo(work, number, reason)

        self._desk.worker.ask(job, self._cancelled, self._tell, owner=self)

    def _cancelled(self, by: str) -> None:
        words = self._desk.look.words
        self.done()
        told = {"number": words.ltr(self._number), "by": words.ltr(by)}
        self._desk.say(words.t("{number} is cancelled by {by}.", **told))

    def _tell(self, error: Exception) -> None:
        self._do.setEnabled(True)
        self._field.wrong(self._desk.sentence(error))
        self._field.focus()
