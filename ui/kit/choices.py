"""One of a few: chips that filter a list, segments that set something."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui.kit.buttons import GAP
from ui.kit.flow import Flow
from ui.look import Look
from ui.theme import Size


@dataclass(frozen=True)
class Choice:
    """`key` is what `picked` says; `count` stands behind the words where there is one."""

    key: str
    text: str
    icon: str = ""
    count: int | None = None


class Choices(QWidget):
    """Exactly one is chosen; the arrow keys go through them. Roles: chip, segment."""

    picked = Signal(str)

    def __init__(
        self, look: Look, name: str, choices: Sequence[Choice], chosen: str = "", role: str = "chip"
    ) -> None:
        super().__init__()
        self._look = look
        self._choices = {choice.key: choice for choice in choices}
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        row = Flow(self)
        for choice in choices:
            button = self._button(choice, role)
            self._buttons[choice.key] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._buttons[chosen or choices[0].key].setChecked(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.buttonClicked.connect(self._say)

    @property
    def chosen(self) -> str:
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, key: str) -> None:
        """Without saying so; a key that isn't there leaves all as it is."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]

    def count(self, counts: Mapping[str, int]) -> None:
        """The figures behind the words."""
        for key, number in counts.items():
            if key in self._buttons:
                self._label(self._buttons[key], self._choices[key], number)

    def _button(self, choice: Choice, role: str) -> QPushButton:
        made = QPushButton()
        made.setCheckable(True)
        made.setProperty("role", role)
        if choice.icon:
            made.setIcon(self._look.icon(choice.icon, "text", Size.ICON, GAP))
            made.setIconSize(QSize(Size.ICON + GAP, Size.ICON))
        self._label(made, choice, choice.count)
        return made

    def _label(self, button: QPushButton, choice: Choice, count: int | None) -> None:
        figure = "" if count is None else f"  {self._look.words.number(count)}"
        button.setText(f"{choice.text}{figure}".replace("&", "&&"))

    def _say(self, _button: object) -> None:
        self.picked.emit(self.chosen)
