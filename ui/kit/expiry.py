"""`0328`, `03/28` and `032028` all become 03/2028, meaning its last day."""

from datetime import date

from PySide6.QtCore import Qt
from typing_extensions import override

from cpise_inventory.identity import Lot
from cpise_inventory.language.reading import parse_expiry
from ui.kit.reading import ReadingEdit
from ui.look import Look


class ExpiryEdit(ReadingEdit[str]):
    """`2028-03` or `2028-03-31`. What is past is red at once: quarantine or refuse."""

    taken = "0123456789/.- "

    def __init__(self, look: Look, today: date, *, end: bool = False) -> None:
        super().__init__(look, end=end)
        self._today = today
        self.setPlaceholderText(look.words.t("mm/yy"))
        # figures and strokes run left to right in every language
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def is_past(self) -> bool:
        found = self.value()
        return bool(found) and Lot("", found or "", "").expires_on < self._today.isoformat()

    @override
    def read(self, text: str) -> str:
        return parse_expiry(text)

    @override
    def shown(self, text: str, value: str) -> str:
        return self.look.words.expiry(value)

    @override
    def as_typed(self, value: str) -> str:
        return self.look.words.expiry(value)
