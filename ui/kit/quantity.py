"""`4x24+3` is 99, shown as `4 × 24 + 3 = 99`; of what comes in cartons of 24 so is `4c+3`."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from cpise_inventory.language.packs import Packs, counted, letters_of
from cpise_inventory.language.reading import parse_quantity, shown_quantity
from cpise_inventory.language.terms import UNITS, term
from ui.kit.reading import ReadingEdit
from ui.look import Look

FIGURES: Final = "0123456789xX*×+ "


class QuantityEdit(ReadingEdit[int]):
    """Whole base units. `least` is 0 for counts.

    Of an item with packs they are typed by their names or first letters, or chosen with the space
    bar: after a figure it puts the pack, pressed again the next one, at last none.
    """

    def __init__(self, look: Look, *, unit: str = "", least: int = 1, end: bool = True) -> None:
        super().__init__(look, end=end, unit=unit)
        self._least = least
        self._packs: Packs = ()
        self.taken = FIGURES

    def set_packs(self, packs: Packs) -> None:
        """Name and base units of each; the base unit itself may be among them with 1."""
        self._packs = tuple(packs)
        self.taken = FIGURES + "".join(sorted(letters_of(packs))) if packs else FIGURES
        if typed := self.typed():  # which may be in packs
            self.set_typed(typed)

    def total(self) -> str:
        """What is typed, in base units: `= 99 pieces`; empty where a plain figure says it all."""
        value = self.value()
        if value is None or not shown_quantity(self.typed(), self.look.words, self._packs):
            return ""
        unit = next((name for name, size in self._packs if size == 1), "")
        words = self.look.words
        said = counted(unit, value, words) if unit in UNITS else words.number(value)
        return f"= {said}"

    @override
    def read(self, text: str) -> int:
        return parse_quantity(text, least=self._least, packs=self._packs)

    @override
    def shown(self, text: str, value: int) -> str:
        words = self.look.words
        return shown_quantity(text, words, self._packs) or words.number(value)

    @override
    def brief(self, value: int) -> str:
        return self.look.words.number(value)

    @override
    def as_typed(self, value: int) -> str:
        return str(value)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and (text := self._with_next_pack()) is not None:
            self.setText(text)
            self.textEdited.emit(text)
            return
        super().keyPressEvent(event)

    def _with_next_pack(self) -> str | None:
        """The text with another pack behind its last figure; None where there is nothing to put."""
        names = [name for name, size in sorted(self._packs, key=lambda one: -one[1]) if size > 1]
        before, plus, last = self.text().rpartition("+")
        figure = last.strip().rstrip("".join(self.taken).strip(FIGURES)).strip()
        if not names or not figure.isdecimal():
            return None
        words = [term(UNITS, name, self.look.words) for name in names]
        now = last.strip()[len(figure) :].strip()
        following = [*words, ""][words.index(now) + 1 if now in words else 0]
        return f"{before}{plus}{figure} {following}".rstrip()
