"""Goods go on the road to another centre; the paper is the waybill."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QLineEdit

from cpise_inventory.errors import Refusal
from cpise_inventory.language.reading import parse_quantity
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.field import Field, line_edit
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.text import Elided, label
from ui.pages.combo import Combo
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

WIDTH = 720


class SendSheet(Sheet):
    """How many of what there is go to which centre, with whom."""

    def __init__(self, desk: Desk, centre: str) -> None:
        words = desk.look.words
        title = words.t("Send to another centre")
        super().__init__(desk.look, title, icon="truck", width=WIDTH)
        self._desk, self._centre = desk, centre
        self._fields: list[tuple[str, QLineEdit]] = []
        self._problem = Note(desk.look)
        self._to = Combo()
        self._driver, self._vehicle = line_edit(desk.look), line_edit(desk.look)
        head = QGridLayout()
        head.setHorizontalSpacing(Size.M)
        head.addWidget(Field(desk.look, words.t("To"), self._to), 0, 0)
        head.addWidget(Field(desk.look, words.t("Driver"), self._driver), 0, 1)
        head.addWidget(Field(desk.look, words.t("Vehicle"), self._vehicle), 0, 2)
        for column in range(3):
            head.setColumnStretch(column, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setColumnStretch(0, 1)
        for part in (head, self._grid):
            self.body.addLayout(part)
        self.body.insertWidget(0, self._problem)
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self._issue = self.add_button(
            Button(
                desk.look,
                words.t("Issue the waybill"),
                self._send,
                icon="truck",
                role="primary",
                key="F9",
            )
        )
        desk.worker.ask(self._read, self._show, self._tell, owner=self)

    def _read(self, store: "Store") -> "tuple[dict[str, Any], dict[str, int], list[str]]":
        from cpise_inventory.catalogue import queries as catalogue  # noqa: PLC0415 - SQLAlchemy
        from cpise_inventory.stock.queries import totals  # noqa: PLC0415 - as above

        with store.read() as connection:
            rooms = catalogue.storerooms(connection, self._centre)
            held = totals(connection, rooms) if rooms else {}
            centres = [one.code for one in catalogue.centres(connection)]
            return dict(catalogue.names(connection)), held, centres

    def _show(self, read: "tuple[dict[str, Any], dict[str, int], list[str]]") -> None:
        names, held, centres = read
        words, look = self._desk.look.words, self._desk.look
        shown = picked(names, words)
        others = [(code, shown.get(code, code)) for code in centres if code != self._centre]
        self._to.fill(others)
        there = [(code, quantity) for code, quantity in sorted(held.items()) if quantity > 0]
        if not there:
            self._problem.say("info", words.t("Nothing in stock here"))
            self._issue.setEnabled(False)
            return
        for column, text in enumerate((words.t("Item"), words.t("On hand"), words.t("To send"))):
            self._grid.addWidget(label(look, text, "field"), 0, column)
        for row, (code, quantity) in enumerate(there, 1):
            edit = line_edit(look)
            edit.setFixedWidth(110)
            name = shown.get(code, code)
            edit.setAccessibleName(words.t("To send of {item}", item=name))
            self._grid.addWidget(Elided(look, name), row, 0)
            self._grid.addWidget(label(look, words.ltr(words.number(quantity))), row, 1)
            self._grid.addWidget(edit, row, 2)
            self._fields.append((code, edit))
        first = self._fields[0][1]
        first.show()  # what is put into a layout shows itself later, and takes no focus before
        first.setFocus()

    def _send(self) -> None:
        typed = [(code, edit.text().strip()) for code, edit in self._fields]
        try:
            wanted = [(code, parse_quantity(text)) for code, text in typed if text]
        except Refusal as problem:
            self._tell(problem)
            return
        driver, vehicle = self._driver.text(), self._vehicle.text()
        target, source = self._to.code, self._centre
        person = self._desk.session.person
        self._issue.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.stock.taking import Wanted  # noqa: PLC0415 - as above
            from cpise_inventory.transfers.commands import Shipment, send  # noqa: PLC0415 - as above

            lines = [Wanted(code, quantity) for code, quantity in wanted]
            with store.write(person) as work:
                return send(work, Shipment(source, target, lines, driver=driver, vehicle=vehicle))

        self._desk.worker.ask(job, self._sent, self._tell, owner=self)

    def _sent(self, number: str) -> None:
        words = self._desk.look.words
        self.done()
        self._desk.say(words.t("{number} issued.", number=words.ltr(number)))
        self._desk.go("documents", number=number)

    def _tell(self, error: Exception) -> None:
        self._issue.setEnabled(True)
        self._problem.say("bad", self._desk.sentence(error))
