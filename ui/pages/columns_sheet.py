"""Which columns a list shows: ticked in the order in which they stand."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from PySide6.QtWidgets import QCheckBox, QGridLayout

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.theme import Size

WIDTH: Final = 560
ABREAST: Final = 2


class ColumnsSheet(Sheet):
    """`use` gets the keys of those ticked; none at all: the usual ones."""

    def __init__(
        self,
        desk: Desk,
        titles: Sequence[tuple[str, str]],
        chosen: Collection[str],
        use: Callable[[Sequence[str]], object],
    ) -> None:
        look, words = desk.look, desk.look.words
        super().__init__(look, words.t("Choose columns"), icon="sliders-horizontal", width=WIDTH)
        self._use, self._words = use, words
        self._problem = Note(look)
        self.body.addWidget(self._problem)
        self.boxes = {key: QCheckBox(title) for key, title in titles}
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.L)
        grid.setVerticalSpacing(Size.S)
        down = -(-len(self.boxes) // ABREAST)
        for at, (key, box) in enumerate(self.boxes.items()):
            box.setChecked(key in chosen)
            grid.addWidget(box, at % down, at // down)
        self.body.addLayout(grid)
        self.first = next(iter(self.boxes.values()))
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.add_button(Button(look, words.t("The usual ones"), self._usual))
        self.do = self.add_button(
            Button(look, words.t("Show"), self._show, icon="circle-check", role="primary", key="F9")
        )

    def _usual(self) -> None:
        self.done()
        self._use(())

    def _show(self) -> None:
        keys = [key for key, box in self.boxes.items() if box.isChecked()]
        if not keys:
            self._problem.say("bad", self._words.t("Tick at least one column."))
            return
        self.done()
        self._use(keys)
