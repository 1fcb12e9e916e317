"""A centre asks another for goods: from whom, by when, and how many of what."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from cpise_inventory.errors import Refusal
from cpise_inventory.language.words import Words
from cpise_inventory.locations import centre_of
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field, line_edit
from ui.kit.line import Line, LineColumn
from ui.kit.search import Proposal
from ui.look import Look, application
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, today
from ui.pages.goods import Goods, ItemSearch, by_codes, proposing
from ui.pages.goods_grid import GoodsGrid, Sentence, in_words
from ui.pages.issued import show_issued
from ui.pages.line_trouble import LineTrouble
from ui.pages.pasting import OUT, Pasted, paste
from ui.pages.places import Places, no_names_said, read_places
from ui.pages.scans import not_goods, place_number, place_of
from ui.pages.transfer_rows import short
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.requests import Requisition

WIDTH: Final = 760


class AskedGrid(GoodsGrid):
    """A line for each item: what the supplier has of it, and how many are asked for."""

    def __init__(self, look: Look, today: date) -> None:
        words = look.words
        columns = (
            LineColumn("item", words.t("Item"), stretch=True, width=180),
            LineColumn("there", words.t("There"), width=96, end=True),
            LineColumn("quantity", words.t("Quantity"), "quantity", width=140, end=True, bold=True),
        )
        super().__init__(look, columns, today)
        self.setMinimumHeight(36 + 3 * Size.ROW)

    def add_goods(self, goods: Goods, quantity: int = 0) -> None:
        """A line of its own, or the one that is there already."""
        at = next((n for n, one in enumerate(self.lines) if one.item.code == goods.code), None)
        if at is not None:
            self.enter_line(at, "quantity")
            return
        there = "" if goods.here is None else self.look.words.number(goods.here)
        values = {"item": goods.name, "there": there, "quantity": str(quantity or "")}
        self.add(Line(goods, values), enter=not quantity)

    def asked(self) -> list[tuple[str, int]]:
        """Items and quantities, those that can be read."""
        return [(line.item.code, line.quantity() or 0) for line in self.lines]

    def tell(self, refusal: Refusal, sentence: Sentence) -> bool:
        """Marked at the line that it is about; False if it is about none."""
        item = str(getattr(refusal, "item", ""))
        for at, line in enumerate(self.lines):
            if line.item.code == item:
                self.set_problem(at, "quantity", sentence(in_words(refusal, line.item)))
                return True
        return False


class RequestSheet(FormSheet):
    """F9 issues the requisition; a manager of the other side approves it."""

    def __init__(self, desk: Desk, centre: str) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(
            desk, words.t("Ask another centre for goods"), icon="clipboard-list", width=WIDTH
        )
        self._places = Places()
        self._asked_for = centre
        self.supplier, self.centre = Combo(), Combo()
        self.day = DateEdit(look, today())
        propose = proposing(self, self._room, may_add=False)
        self.search = ItemSearch(look, propose, words.t("Scan or name an item…"))
        self.grid = AskedGrid(look, today())
        self.trouble = LineTrouble(look, self.grid)
        self.remarks = line_edit(look)
        self.remarks.setToolTip(no_names_said(words))
        self.fields = {
            "supplier": Field(look, words.t("Supplying centre"), self.supplier),
            "centre": Field(look, words.t("Requesting centre"), self.centre),
            "wanted_on": Field(look, words.t("Needed by"), self.day),
            "remarks": Field(look, words.t("Remarks"), self.remarks),
        }
        head = QGridLayout()
        head.setHorizontalSpacing(Size.M)
        for column, name in enumerate(("supplier", "centre", "wanted_on")):
            head.addWidget(self.fields[name], 0, column)
        for column in range(2):
            head.setColumnStretch(column, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.search)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.fields["remarks"])
        self.supplier.goes_to = self.search
        self.first = self.supplier
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.issue = self.add_button(
            Button(
                look,
                words.t("Issue the requisition"),
                self._issue,
                icon="clipboard-list",
                role="primary",
                key="F9",
            )
        )
        self.search.taken.connect(self._taken)
        self.grid.line_done.connect(lambda _at: self.search.to_next())
        for source in (self.grid, self.search):
            source.pasted.connect(self._paste)
        self.ask(lambda store: read_places(store, words), self._show)

    @override
    def scanned(self, scan: Scan) -> bool:
        """A storeroom's label says of which centre goods are asked."""
        if number := place_number(scan):
            self.ask(lambda store: place_of(store, number), self._choose_supplier)
            return True
        if not_goods(scan):
            return False
        self.grid.read_fields()
        words, codes = self.look.words, scan.candidates
        self.ask(lambda store: by_codes(store, codes, words), self._add)
        return True

    def requisition(self) -> "Requisition":
        from cpise_inventory.transfers.requests import Requisition  # noqa: PLC0415 - SQLAlchemy

        return Requisition(
            centre=self.centre.code,
            supplier=self.supplier.code,
            lines=self.grid.asked(),
            wanted_on=self.day.value(),
            remarks=self.remarks.text(),
        )

    def _room(self) -> str:
        """Where the supplier would take it from: what is there is told while typing."""
        rooms = self._places.rooms.get(self.supplier.code, ())
        return next((code for code, _name in rooms), "")

    def _show(self, places: Places) -> None:
        self._places = places
        named = [(code, short(name)) for code, name in places.centres]  # a letter finds them
        self.centre.fill(named, self._asked_for)
        others = [one for one in named if one[0] != self._asked_for]
        self.supplier.fill(others)

    def _choose_supplier(self, location: str) -> None:
        """The centre of the storeroom whose label was scanned."""
        known = dict(self._places.rooms.get(centre_of(location), ()))
        self.supplier.choose(centre_of(location))
        if location not in known or self.supplier.code != centre_of(location):
            application().beep()
            told = self.look.words.t("This label is of no storeroom of another centre.")
            self.fields["supplier"].wrong(told)
            return
        self.fields["supplier"].right()

    def _taken(self, proposal: Proposal) -> None:
        self.search.empty()
        if isinstance(proposal.value, Goods):
            self.grid.add_goods(proposal.value)

    def _add(self, known: dict[str, Goods]) -> None:
        for goods in known.values():
            self.grid.add_goods(goods)

    def _paste(self, rows: list[list[str]]) -> None:
        paste(self, rows, OUT, self._pasted)

    def _pasted(self, pasted: Pasted) -> None:
        for goods, texts in pasted.lines:
            self.grid.add(Line(goods, {"item": goods.name, **texts}), enter=False)

    def _issue(self) -> None:
        self.nothing_is_wrong()
        if (problem := self.day.problem()) is not None:
            self.fields["wanted_on"].wrong(self.desk.sentence(problem))
            self.fields["wanted_on"].focus()
            return
        self.grid.check_quantities(self.desk.sentence)
        if self.trouble.say_first():
            return
        person, wanted = self.desk.session.person, self.requisition()
        self.issue.setEnabled(False)

        def job(store: "Store") -> str:
            from cpise_inventory.transfers.requests import request  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return request(work, wanted)

        self.ask(job, self._issued, self._refused, always=lambda: self.issue.setEnabled(True))

    def _issued(self, number: str) -> None:
        self.done()
        show_issued(self.desk, number, self.look.words.t("Close"))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refusal) and self.grid.tell(error, self.desk.sentence):
            self.trouble.say_first()
        else:
            self.tell(error)


def supplied(store: "Store", supplier: str, codes: list[str], words: Words) -> dict[str, Goods]:
    """Items with what the supplier's storerooms hold of them."""
    from cpise_inventory.catalogue.queries import storerooms  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.stock.queries import totals  # noqa: PLC0415 - as above

    known = by_codes(store, codes, words)
    with store.read() as connection:
        held = totals(connection, storerooms(connection, supplier))
    return {code: replace(goods, here=held.get(code, 0)) for code, goods in known.items()}
