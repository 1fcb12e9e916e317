"""A waybill comes in: line by line what is here, the rest stays on the road to be settled."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QLineEdit

from cpise_inventory.errors import Refusal
from cpise_inventory.language.reading import parse_quantity
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.text import Elided, label
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.queries import RoadLine, Transfer

WIDTH = 680


class ArrivalSheet(Sheet):
    """Receives what a waybill took along. All that is on the road is proposed."""

    def __init__(self, desk: Desk, number: str) -> None:
        words = desk.look.words
        title = words.t("Receive waybill {number}", number=words.ltr(number))
        super().__init__(desk.look, title, icon="truck", width=WIDTH)
        self._desk, self._number = desk, number
        self._fields: list[tuple[RoadLine, QLineEdit]] = []
        self._problem = Note(desk.look)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._remarks = line_edit(desk.look)
        hint = words.t("Damage and shortage are written here before the waybill goes back.")
        self.body.addWidget(self._problem)
        self.body.addLayout(self._grid)
        self.body.addWidget(Field(desk.look, words.t("Remarks"), self._remarks, hint))
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self._issue = self.add_button(
            Button(
                desk.look,
                words.t("Receive"),
                self._receive,
                icon="package-check",
                role="primary",
                key="F9",
            )
        )
        desk.worker.ask(
            lambda store: _read(store, number, words), self._show, self._tell, owner=self
        )

    def _show(self, read: "tuple[Transfer | None, dict[str, str]]") -> None:
        found, names = read
        words, look = self._desk.look.words, self._desk.look
        waiting = [line for line in found.lines if line.missing > 0] if found else []
        if not waiting:
            self._problem.say("good", words.t("Everything on this waybill has come in."))
            self._issue.setEnabled(False)
            return
        for column, text in enumerate((words.t("Item"), words.t("Sent"), words.t("Received"))):
            self._grid.addWidget(label(look, text, "field"), 0, column)
        for row, line in enumerate(waiting, 1):
            name = names.get(line.item, line.item)
            lot = line.lot.rsplit("/", 2)[0]
            text = f"{name} · {words.ltr(lot)}" if lot else name
            here = line_edit(look, str(line.missing))
            here.setFixedWidth(110)
            here.setAccessibleName(words.t("Received of {item}", item=text))
            self._grid.addWidget(Elided(look, text), row, 0)
            self._grid.addWidget(label(look, words.ltr(words.number(line.missing))), row, 1)
            self._grid.addWidget(here, row, 2)
            self._fields.append((line, here))
        self._grid.setColumnStretch(0, 1)
        first = self._fields[0][1]
        first.show()  # what is put into a layout shows itself later, and takes no focus before
        first.setFocus()
        first.selectAll()

    def _receive(self) -> None:
        try:
            here = [(line.item, line.lot, _quantity(edit.text())) for line, edit in self._fields]
        except Refusal as problem:
            self._tell(problem)
            return
        remarks, number, person = self._remarks.text(), self._number, self._desk.session.person
        self._issue.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.stock.taking import Wanted  # noqa: PLC0415 - as above
            from cpise_inventory.transfers.commands import Arrival, arrive  # noqa: PLC0415 - as above

            lines = [Wanted(item, quantity, lot) for item, lot, quantity in here]
            with store.write(person) as work:
                return arrive(work, Arrival(number, lines, remarks=remarks))

        self._desk.worker.ask(job, self._received, self._tell, owner=self)

    def _received(self, number: str) -> None:
        words = self._desk.look.words
        self.done()
        self._desk.say(words.t("{number} issued.", number=words.ltr(number)))

    def _tell(self, error: Exception) -> None:
        self._issue.setEnabled(True)
        self._problem.say("bad", self._desk.sentence(error))


def _quantity(text: str) -> int:
    """Nothing typed, or nought: it has not come in."""
    return 0 if text.strip() in ("", "0") else parse_quantity(text)


def _read(store: "Store", number: str, words: Words) -> "tuple[Transfer | None, dict[str, str]]":
    from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.transfers.queries import transfers  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = next(iter(transfers(connection, number)), None)
        return found, picked(catalogue.names(connection), words)
