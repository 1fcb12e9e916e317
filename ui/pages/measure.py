"""A field for what a ruler says: `20,5` mm, or per cent. Its value is in tenths, or hundredths."""

from typing import Final

from typing_extensions import override

from cpise_inventory.language.reading import parse_hundredths, parse_tenths
from ui.kit.reading import ReadingEdit
from ui.look import Look

WIDTH: Final = 92


class MeasureEdit(ReadingEdit[int]):
    """With `signed`, what goes to the right or down bears a plus. `places`: 1, or 2."""

    taken = "0123456789,.+-−"

    def __init__(self, look: Look, unit: str, *, signed: bool = False, places: int = 1) -> None:
        super().__init__(look, unit=look.words.ltr(unit))
        self._signed, self._places = signed, places
        self.setMinimumWidth(WIDTH)

    @override
    def read(self, text: str) -> int:
        return parse_tenths(text) if self._places == 1 else parse_hundredths(text)

    @override
    def shown(self, text: str, value: int) -> str:
        plus = "+" if self._signed and value > 0 else ""
        shown = self.look.words.decimal(value / 10**self._places, self._places)
        return self.look.words.ltr(f"{plus}{shown}")

    @override
    def as_typed(self, value: int) -> str:
        return f"{value / 10**self._places:.{self._places}f}"
