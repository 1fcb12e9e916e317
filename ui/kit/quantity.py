"""`4x24+3` is 99, shown as `4 × 24 + 3 = 99`."""

from typing_extensions import override

from cpise_inventory.language.reading import parse_quantity, shown_quantity
from ui.kit.reading import ReadingEdit
from ui.look import Look


class QuantityEdit(ReadingEdit[int]):
    """Whole base units. `least` is 0 for counts."""

    taken = "0123456789xX*×+ "

    def __init__(self, look: Look, *, unit: str = "", least: int = 1, end: bool = True) -> None:
        super().__init__(look, end=end, unit=unit)
        self._least = least

    @override
    def read(self, text: str) -> int:
        return parse_quantity(text, least=self._least)

    @override
    def shown(self, text: str, value: int) -> str:
        return shown_quantity(text, self.look.words) or self.look.words.number(value)

    @override
    def brief(self, value: int) -> str:
        return self.look.words.number(value)

    @override
    def as_typed(self, value: int) -> str:
        return str(value)
