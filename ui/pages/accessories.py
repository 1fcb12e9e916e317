"""What belongs with a thing: what usually does to be ticked, all else to be written."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from cpise_inventory.importing.kinds import accessories_of
from cpise_inventory.language.terms import ACCESSORIES, term
from ui.kit.field import line_edit
from ui.kit.flow import Flow
from ui.look import Look
from ui.pages.form_sheet import capital
from ui.pages.layouts import clear
from ui.theme import Size


class AccessoriesEdit(QWidget):
    """Nothing is ticked of itself: what isn't in the box must not stand in the books."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.boxes: dict[str, QCheckBox] = {}
        self.others = line_edit(look, hint=look.words.t("Others, with commas between them"))
        self.setFocusProxy(self.others)
        self._usual = Flow()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.S)
        rows.addLayout(self._usual)
        rows.addWidget(self.others)

    def offer(self, codes: Iterable[str]) -> None:
        """What usually belongs with this kind of thing; what was said before stays said."""
        chosen = self.chosen()
        clear(self._usual)
        self.boxes = {}
        for code in codes:
            box = QCheckBox(capital(term(ACCESSORIES, code, self._look.words)))
            self.boxes[code] = box
            self._usual.addWidget(box)
        self.set_chosen(chosen)

    def chosen(self) -> tuple[str, ...]:
        """Codes of what has one, as written the others."""
        ticked = (code for code, box in self.boxes.items() if box.isChecked())
        written = accessories_of(self.others.text())
        return tuple(dict.fromkeys((*ticked, *written)))

    def set_chosen(self, accessories: Sequence[str]) -> None:
        words = self._look.words
        for code, box in self.boxes.items():
            box.setChecked(code in accessories)
        others = (term(ACCESSORIES, one, words) for one in accessories if one not in self.boxes)
        self.others.setText(words.join(others))
