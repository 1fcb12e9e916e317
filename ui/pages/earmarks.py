"""Which centres a donation is for and, where that is told, how much of which item for each."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.text import label
from ui.pages.form_sheet import FormSheet
from ui.pages.goods import Goods, by_codes
from ui.pages.goods_lines import GoodsLines
from ui.pages.places import Named
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.catalogue.events import Earmark

WIDTH: Final = 560
BESIDE: Final = 2
"""So many centres beside each other."""
Shares = dict[str, int]
"""Item -> how much of it; nought: however much comes."""


class Earmarks(QWidget):
    """A centre that is ticked alone may get all of it; beside it, its own quantities are told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.boxes: dict[str, QCheckBox] = {}
        self.ways: dict[str, Button] = {}
        """To the quantities of each centre."""
        self._centres: dict[str, str] = {}
        self._shares: dict[str, Shares] = {}
        self._names: dict[str, str] = {}
        """Of the items that stand in them."""
        self._marks = QGridLayout()
        self._marks.setHorizontalSpacing(Size.S)
        for pair in range(BESIDE):
            self._marks.setColumnStretch(2 * pair, 1)
        self._said = label(desk.look, "", "small", wrap=True)
        self._said.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.XS)
        rows.addLayout(self._marks)
        rows.addWidget(self._said)

    def offer(self, centres: Sequence[Named], known: "Sequence[Earmark]") -> None:
        """All centres, those ticked that `known` names, each with what is known of it."""
        self._centres = dict(centres)
        for one in known:
            if one.item:
                self._shares.setdefault(one.centre, {})[one.item] = one.quantity
        marked = {one.centre for one in known}
        for at, (code, name) in enumerate(centres):
            self._add(at, code, name, marked=code in marked)
        items = [item for shares in self._shares.values() for item in shares]
        words = self._desk.look.words
        if items:
            self._desk.worker.ask(
                lambda store: by_codes(store, items, words), self._named, owner=self
            )

    def told(self) -> "tuple[Earmark, ...]":
        from cpise_inventory.catalogue.events import Earmark  # noqa: PLC0415 - msgspec

        return tuple(
            Earmark(code, item, quantity)
            for code in self.chosen
            for item, quantity in self._shares.get(code, {"": 0}).items()
        )

    @property
    def chosen(self) -> list[str]:
        """The centres that are ticked."""
        return [code for code, box in self.boxes.items() if box.isChecked()]

    def _add(self, at: int, code: str, name: str, *, marked: bool) -> None:
        look, words = self._desk.look, self._desk.look.words
        box = QCheckBox(name)
        box.setChecked(marked)
        box.toggled.connect(lambda _on: self._say())
        said = words.t("Quantities for {centre}", centre=name)
        way = Button(look, said, partial(self._open, code), icon="sliders-horizontal", role="icon")
        row, column = at // BESIDE, 2 * (at % BESIDE)
        self._marks.addWidget(box, row, column)
        self._marks.addWidget(way, row, column + 1)
        self.boxes[code], self.ways[code] = box, way

    def _open(self, code: str) -> None:
        shares, name = self._shares.get(code, {}), self._centres[code]
        self._desk.open(SharesSheet(self._desk, name, shares, partial(self._shared, code)))

    def _shared(self, code: str, lines: Sequence[tuple[Goods, int]]) -> None:
        self.boxes[code].setChecked(True)
        self._shares.pop(code, None)
        for goods, quantity in lines:
            shares = self._shares.setdefault(code, {})
            shares[goods.code] = shares.get(goods.code, 0) + quantity
            self._names[goods.code] = goods.name
        self._say()

    def _named(self, known: dict[str, Goods]) -> None:
        self._names |= {code: goods.name for code, goods in known.items()}
        self._say()

    def _say(self) -> None:
        """The quantities of those that are ticked, centre by centre."""
        words = self._desk.look.words
        told = [
            words.t(
                "{centre}: {goods}",
                centre=self._centres[code],
                goods=words.join(
                    share_said(self._names.get(item, item), quantity, words.number)
                    for item, quantity in self._shares[code].items()
                ),
            )
            for code in self.chosen
            if code in self._shares
        ]
        self._said.setText("\n".join(told))
        self._said.setVisible(bool(told))


class SharesSheet(FormSheet):
    """`take` gets the items and how much of each, nought where no quantity is told."""

    def __init__(
        self,
        desk: Desk,
        centre: str,
        shares: Shares,
        take: Callable[[Sequence[tuple[Goods, int]]], object],
    ) -> None:
        from cpise_inventory.catalogue.events import Promised  # noqa: PLC0415 - msgspec

        words, look = desk.look.words, desk.look
        title = words.t("Quantities for {centre}", centre=centre)
        super().__init__(desk, title, icon="sliders-horizontal", width=WIDTH)
        self._take = take
        self.lines = GoodsLines(desk)
        self.stays = [self.lines.search]
        text = words.t(
            "What of the donation is for this centre. Without a quantity: however much of the item"
            " comes; without a line: all of the donation."
        )
        self.body.addWidget(label(look, text, "small", wrap=True))
        self.body.addWidget(self.lines)
        self.first = self.lines.search
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.add_button(
            Button(look, words.t("Take over"), self.take, icon="check", role="primary", key="F9")
        )
        self.lines.fill([Promised(item, quantity) for item, quantity in shares.items()])

    def take(self) -> None:
        grid = self.lines.grid
        grid.check_quantities(self.desk.sentence)
        for at, line in enumerate(grid.lines):
            if not line.values.get("quantity", "").strip():  # however much
                grid.set_problem(at, "quantity", "")
        if grid.enter_problem() is None:
            lines = [(line.item, line.quantity() or 0) for line in grid.lines]
            self.done()
            self._take(lines)


def share_said(name: str, quantity: int, number: Callable[[int], str]) -> str:
    """`120 × Soap`, or the name alone where no quantity is told."""
    return f"{number(quantity)} × {name}" if quantity else name
