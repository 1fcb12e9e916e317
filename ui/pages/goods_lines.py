"""Items and quantities in a sheet: found by name, entered line by line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.kit.line import Line, LineColumn
from ui.kit.search import Answer, Proposal
from ui.pages.form_sheet import today
from ui.pages.goods import ICON, Goods, ItemSearch, by_codes, find
from ui.pages.goods_grid import GoodsGrid
from ui.pages.line_trouble import LineTrouble
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue.events import Promised


class GoodsLines(QWidget):
    """`stays` are the fields that keep the focus at Enter: they have their own next one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk = desk
        self.search = ItemSearch(look, self._propose, words.t("Name or code of an item"))
        columns = (
            LineColumn("item", words.t("Item"), stretch=True, width=150),
            LineColumn("quantity", words.t("Quantity"), "quantity", width=130, end=True),
        )
        self.grid = GoodsGrid(look, columns, today())
        self.trouble = LineTrouble(look, self.grid)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.S)
        rows.addWidget(self.search)
        rows.addWidget(self.grid, 1)
        rows.addWidget(self.trouble)
        self.search.taken.connect(self._taken)
        self.grid.line_done.connect(lambda _at: self.search.to_next())

    def fill(self, lines: "Sequence[Promised]") -> None:
        """What is told already; the books say what the items are called."""
        if not lines:
            return
        codes, words = [one.item for one in lines], self._desk.look.words

        def named(known: dict[str, Goods]) -> None:
            for one in lines:
                if one.item in known:
                    self._add(known[one.item], str(one.quantity or ""))

        self._desk.worker.ask(lambda store: by_codes(store, codes, words), named, owner=self)

    def is_wrong(self) -> bool:
        """Whether a line has no quantity that can be read; it has the focus then."""
        self.grid.check_quantities(self._desk.sentence)
        return self.trouble.say_first()

    def promised(self) -> "tuple[Promised, ...]":
        from cpise_inventory.catalogue.events import Promised  # noqa: PLC0415 - msgspec

        return tuple(
            Promised(line.item.code, quantity)
            for line in self.grid.lines
            if (quantity := line.quantity()) is not None
        )

    def _add(self, goods: Goods, quantity: str = "") -> None:
        values = {"item": goods.name, "quantity": quantity}
        self.grid.add(Line(goods, values), enter=not quantity)

    def _taken(self, proposal: Proposal) -> None:
        self.search.empty()
        if isinstance(proposal.value, Goods):
            self._add(proposal.value)

    def _propose(self, text: str, answer: Answer) -> None:
        words = self._desk.look.words

        def found(goods: list[Goods]) -> None:
            answer([Proposal(one, one.name, words.ltr(one.code), ICON) for one in goods])

        self._desk.worker.ask(lambda store: find(store, text, words), found, owner=self)
