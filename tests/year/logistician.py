"""A logistician at the window of one centre: equipment is chosen, and something done with it."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QMenu

from cpise_inventory.documents.queries import register
from cpise_inventory.identity import label_text
from tests.ui import keys
from tests.ui.person import Person
from ui.kit.sheet import Sheet

SELECT = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class Logistician(Person):
    def scan(self, tag: str) -> None:
        """The label of a computer, by a scanner."""
        self.scan_text(label_text(tag))

    def scan_text(self, text: str) -> None:
        keys.scan(self.window, text, "fr")
        self.settle()

    def choose(self, tags: Sequence[str]) -> None:
        """The rows of these alone in the list of equipment, the first of them in use."""
        page = self.go("assets")
        page.list.show_all()
        self.rest()
        model, rows = page.table.model, page.table.rows
        at = {model.row(number).tag: number for number in range(model.rowCount())}
        assert page.table.choose(tags[0])
        for tag in tags[1:]:
            rows.selectionModel().select(model.index(at[tag], 0), SELECT)
        self.settle()
        assert sorted(one.tag for one in page.table.selected()) == sorted(tags)

    def act(self, tags: Sequence[str], title: str) -> Sheet:
        """F10 on these, and what is offered there; the form that comes up."""
        self.choose(tags)
        self.order(self.page.table.menu(), title)
        return self.sheet

    def order(self, menu: QMenu, title: str) -> None:
        (found,) = [one for one in menu.actions() if one.text() == self.t(title)]
        assert found.isEnabled(), found.toolTip()
        found.trigger()
        self.rest()

    def papers(self) -> list[str]:
        """Numbers of all documents, in whichever order."""

        def read(store):
            with store.read() as connection:
                return [one.number for one in register(connection)]

        return self.ask(read)
