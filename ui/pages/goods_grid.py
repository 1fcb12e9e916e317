"""Lines of goods: what both receiving and distributing need of a `LineGrid`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from typing_extensions import override

from cpise_inventory.errors import Refusal
from cpise_inventory.language.reading import parse_quantity
from ui.kit.line import LineColumn
from ui.kit.lines import LineGrid
from ui.kit.quantity import QuantityEdit
from ui.kit.reading import ReadingEdit
from ui.kit.text import label
from ui.look import Look
from ui.pages.goods import Goods
from ui.theme import Size

Sentence = Callable[[Exception], str]
NAMELESS: Final[Mapping[str, str]] = MappingProxyType({})


class GoodsGrid(LineGrid):
    """Each line's record is a `Goods`; the unit stands inside the quantity's field, and what packs
    or a sum come to under it.
    """

    below = Size.ROW // 2 + Size.XS

    def __init__(
        self, look: Look, columns: Sequence[LineColumn], today: date, *, card: bool = True
    ) -> None:
        super().__init__(look, look.words.t("Lines"), columns, today, card=card)
        self.today = today
        self.total = label(look, role="total")
        self.total.setParent(self.canvas)
        self.total.hide()

    @property
    def units(self) -> int:
        """The sum of all quantities that can be read."""
        return sum(line.quantity() or 0 for line in self.lines)

    def show_columns(self, columns: Sequence[LineColumn]) -> None:
        """Others in a narrow window; those that are edited stay the same."""
        self.columns = tuple(columns)
        self._wide = {column.key: column.width for column in columns}
        self.canvas.place()
        self.update()
        self.canvas.update()

    @override
    def sizeHint(self) -> QSize:
        """Low: it takes the room that is left, and its lines scroll in it, not the page."""
        return QSize(400, self.minimumHeight())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """A note beneath takes room away: the line in use stays in sight."""
        super().resizeEvent(event)
        if self.active >= 0:
            self.area.ensureVisible(0, self.active * Size.ROW + Size.ROW // 2, 0, Size.ROW // 2)

    @override
    def activate(self, at: int) -> None:
        """Totals and what remains follow each key."""
        is_new = at != self.active
        super().activate(at)
        goods: Goods = self.lines[at].item
        for key, edit in self.editors.items() if is_new else ():
            if isinstance(edit, QuantityEdit):
                edit.set_packs(goods.packing if goods.packs else ())
                edit.textEdited.connect(partial(self._edited, key))
                if key == "quantity":
                    edit.set_unit(goods.unit)

    def _edited(self, key: str, _text: str) -> None:
        self._say_total(key)
        self.changed.emit()

    def _say_total(self, key: str) -> None:
        """In base units, under the field, while packs or a sum are typed."""
        edit = self.editor(key)
        said = edit.total() if isinstance(edit, QuantityEdit) else ""
        self.total.setText(self.look.words.isolate(said))
        self.total.setVisible(bool(said))
        if said:
            self.total.adjustSize()
            field = self.places(self.canvas.width())[key]
            top = (self.active + 1) * Size.ROW
            side = field.left() if self.look.rtl else field.right() + 1 - self.total.width()
            self.total.move(side, top)
            self.total.raise_()

    def read_fields(self) -> None:
        """A scan has put the field in use back as it was, without anybody having typed."""
        if not 0 <= self.active < len(self.lines):
            return
        values = self.lines[self.active].values
        for key, editor in self.editors.items():
            values[key] = editor.typed() if isinstance(editor, ReadingEdit) else editor.text()

    def check_quantities(self, sentence: Sentence) -> None:
        """Marks those that are missing or can't be read; what was wrong before is forgotten."""
        for at, line in enumerate(self.lines):
            line.problems.clear()
            text = line.values.get("quantity", "").strip()
            if not text:
                self.set_problem(at, "quantity", self.look.words.t("How many? Type a number."))
                continue
            try:
                parse_quantity(text, packs=line.item.packing)
            except Refusal as problem:
                self.set_problem(at, "quantity", sentence(problem))

    def set_quantity(self, at: int, quantity: int) -> None:
        self.lines[at].values["quantity"] = str(quantity)
        self.set_problem(at, "quantity", "")
        self.changed.emit()

    def more(self, at: int, quantity: int) -> int:
        """The same code was scanned again: one more, or a pack more; how much it is now."""
        now = (self.lines[at].quantity() or 0) + quantity
        self.set_quantity(at, now)
        return now

    def enter_problem(self) -> tuple[int, str, str] | None:
        """The focus to the first thing that is wrong, if anything is."""
        found = self.problems()
        if not found:
            return None
        at, column, _said = found[0]
        if not self.enter_line(at, column):
            self.canvas.setFocus()
        return found[0]

    def kept(self) -> list[dict[str, Any]]:
        """The lines as a draft keeps them."""
        return [
            {"item": line.item.code, **{key: line.values.get(key, "") for key in self.entered}}
            for line in self.lines
        ]

    @override
    def leave(self) -> None:
        super().leave()
        self.total.hide()

    entered: tuple[str, ...] = ("quantity",)
    """The columns whose texts a draft keeps."""


def kept_lines(state: object, entered: Sequence[str]) -> list[dict[str, str]]:
    """What `kept` gave, read back from a draft that may be of another version."""
    found = []
    for one in state if isinstance(state, list) else []:
        if isinstance(one, dict) and isinstance(one.get("item"), str):
            texts = {key: str(one.get(key, "")) for key in entered}
            found.append({"item": one["item"], **texts})
    return found


def in_words(refusal: Refusal, goods: Goods, rooms: Mapping[str, str] = NAMELESS) -> Refusal:
    """The same with names in place of the codes of the item and the place."""
    place = rooms.get(str(getattr(refusal, "location", "")), "")
    told: dict[str, Any] = {"item": goods.name, "location": place}
    here = {one.name for one in fields(refusal)}
    return replace(refusal, **{key: said for key, said in told.items() if said and key in here})
