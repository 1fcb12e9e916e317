"""How many of a group, by sex and age band: counted, never named."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cpise_inventory.language.terms import BANDS, SEXES, age_band
from ui.kit.quantity import QuantityEdit
from ui.kit.text import label
from ui.look import Look
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.stock.events import Headcount


class Heads(QWidget):
    """A field for each sex and band, with their sums."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.fields: dict[tuple[str, str], QuantityEdit] = {}
        self._sums = {sex: label(look, role="strong") for sex in SEXES}
        self.problem = label(look, role="bad-small", wrap=True)
        self.problem.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(Size.S)
        grid.setVerticalSpacing(Size.XS)
        self._fill(grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.XS)
        column.addLayout(grid)
        column.addWidget(self.problem)
        self._sum()

    @property
    def people(self) -> int:
        return sum(field.value() or 0 for field in self.fields.values())

    def of(self, sex: str) -> int:
        return sum(self.fields[sex, band].value() or 0 for band in BANDS)

    def counted(self) -> "list[Headcount]":
        """Those that are more than none."""
        from cpise_inventory.stock.events import Headcount  # noqa: PLC0415 - msgspec

        found = ((key, field.value() or 0) for key, field in self.fields.items())
        return [Headcount(sex, ages, people) for (sex, ages), people in found if people]

    def unreadable(self) -> QuantityEdit | None:
        return next((f for f in self.fields.values() if f.problem() is not None), None)

    def wrong(self, said: str) -> None:
        self.problem.setText(said)
        self.problem.show()

    def right(self) -> None:
        self.problem.hide()

    def clear(self) -> None:
        for field in self.fields.values():
            field.set_typed("")
        self.right()
        self._sum()

    def state(self) -> dict[str, str]:
        found = {f"{sex} {ages}": field.typed() for (sex, ages), field in self.fields.items()}
        return {key: text for key, text in found.items() if text}

    def restore(self, state: Any) -> None:
        said = state if isinstance(state, dict) else {}
        for (sex, ages), field in self.fields.items():
            field.set_typed(str(said.get(f"{sex} {ages}", "")))
        self._sum()

    def summary(self) -> str:
        """`24 people: 13 girls, 11 boys`."""
        words = self._look.words
        girls = words.n("{count} girl", "{count} girls", self.of("f"))
        boys = words.n("{count} boy", "{count} boys", self.of("m"))
        people = words.n("{count} person", "{count} people", self.people)
        return words.t("{people}: {girls}, {boys}", people=people, girls=girls, boys=boys)

    def _fill(self, grid: QGridLayout) -> None:
        words, look = self._look.words, self._look
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        for column, band in enumerate(BANDS, 1):
            title = label(look, age_band(band, words), "field")
            title.setAlignment(middle)
            grid.addWidget(title, 0, column)
            grid.setColumnStretch(column, 1)
        total = label(look, words.t("Total"), "field")
        grid.addWidget(total, 0, len(BANDS) + 1, middle)
        grid.setColumnMinimumWidth(len(BANDS) + 1, 48)
        for row, sex in enumerate(SEXES, 1):
            name = words.t("Girls") if sex == "f" else words.t("Boys")
            grid.addWidget(label(look, name), row, 0)
            for column, band in enumerate(BANDS, 1):
                field = QuantityEdit(look, least=0)
                field.setAlignment(middle)
                field.setPlaceholderText("0")
                field.setAccessibleName(f"{name}, {age_band(band, words)}")
                field.textEdited.connect(self._edited)
                field.settled.connect(self._edited)
                self.fields[sex, band] = field
                grid.addWidget(field, row, column)
            grid.addWidget(self._sums[sex], row, len(BANDS) + 1, middle)

    def _edited(self, _text: str = "") -> None:
        self.right()
        self._sum()
        self.changed.emit()

    def _sum(self) -> None:
        words = self._look.words
        for sex, shown in self._sums.items():
            shown.setText(words.ltr(words.number(self.of(sex))))
