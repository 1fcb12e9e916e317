"""Cancel a document: a reason, and then its reversing document. Nothing is deleted."""

from typing import TYPE_CHECKING, Final

from cpise_inventory.errors import Refusals
from cpise_inventory.language.terms import STATUSES, place, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.pages.names import picked, with_lot

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.undo import Undoing

SHOWN: Final = 4
"""Lines that are told of what comes back, or stands in the way; the paper has them all."""


class CancelSheet(Sheet):
    """Says what comes back, or what stands in the way, and asks for the reason; what is refused is
    said at the field, with the reason kept.
    """

    def __init__(self, desk: Desk, number: str) -> None:
        words = desk.look.words
        title = words.t("Cancel {number}", number=words.ltr(number))
        text = words.t(
            "A reversing document brings everything back to what it was. Both stay in the register."
        )
        super().__init__(desk.look, title, text, icon="undo-2", tone="warn")
        self._desk, self._number = desk, number
        self.problem = Note(desk.look)
        self.foreseen = label(desk.look, wrap=True)
        self.foreseen.hide()
        self._reason = line_edit(desk.look)
        self._field = Field(desk.look, words.t("Reason"), self._reason)
        self.first = self._reason
        for part in (self.problem, self.foreseen, self._field):
            self.body.addWidget(part)
        self._leave = self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
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
        person = desk.session.person
        desk.worker.ask(
            lambda store: _foresee(store, person, number, words),
            self._show,
            self._hindered,
            owner=self,
        )

    def _show(self, lines: list[str]) -> None:
        self.foreseen.setText(self._first_of(lines))
        self.foreseen.setVisible(bool(lines))

    def _hindered(self, error: Exception) -> None:
        """Known before anything is typed: which documents have the goods, who may cancel."""
        problems = error.problems if isinstance(error, Refusals) else (error,)
        self.problem.say("bad", self._first_of([self._desk.sentence(one) for one in problems]))
        self._do.setEnabled(False)
        self._field.hide()
        self._leave.setFocus()

    def _first_of(self, lines: list[str]) -> str:
        words, more = self._desk.look.words, len(lines) - SHOWN
        told = [*lines[:SHOWN], *([words.t("And {more} more.", more=more)] if more > 0 else [])]
        return "\n".join(told)

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


def _foresee(store: "Store", person: str, number: str, words: Words) -> list[str]:
    """A line for each lot that would go back, or for each computer. Raises what `undo` would."""
    from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.undo import foresee  # noqa: PLC0415 - as above

    with store.write(person) as work:  # nothing is written: to ask what `undo` asks, as it asks it
        found = foresee(work, number)
        named = dict(catalogue.names(work.connection))
        named |= {one.code: one.name for one in catalogue.places(work.connection)}
    return _told(found, picked(named, words), words)


def _told(found: "Undoing", names: dict[str, str], words: Words) -> list[str]:
    def where(location: str) -> str:
        return names.get(location) or place(location, words)

    goods = [
        words.t(
            "{quantity} × {item}: from {source} to {target}",
            quantity=words.ltr(words.number(line.quantity)),
            item=with_lot(names.get(line.item, line.item), line.lot, words),
            source=words.isolate(where(line.source)),
            target=words.isolate(where(line.target)),
        )
        for line in found.lines
    ]
    computers = [
        " · ".join(
            (
                words.ltr(one.tag),
                term(STATUSES, one.status, words),
                words.isolate(names.get(one.custodian, one.custodian)),
            )
        ).rstrip(" ·")
        for one in found.states
    ]
    return goods or computers
