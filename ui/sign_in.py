"""Sign-in: choose your name, type the password; the language at the top."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.terms import ROLES, term
from ui.gate import Gate
from ui.kit.buttons import Button
from ui.kit.field import Field
from ui.kit.sheet import Fitting
from ui.kit.text import label
from ui.kit.tile import HEIGHT, Tile, one_of
from ui.look import Look
from ui.theme import Size

Failed = Callable[[Exception], None]
Enter = Callable[[str, str, Failed], None]
"""Asked with the sign-in name and the password; calls back only if it's refused."""
STEP: Final = HEIGHT + Size.S
BESIDES: Final = 334
"""Pixels that all but the list of names takes."""


@dataclass(frozen=True)
class Somebody:
    """A name to choose; `role` is a code of `terms.ROLES`."""

    name: str
    display: str
    role: str


class SignIn(Gate):
    chosen = Signal(str)

    def __init__(
        self, look: Look, people: Sequence[Somebody], enter: Enter, fact: str = "", last: str = ""
    ) -> None:
        super().__init__(look)
        self._enter, self._people = enter, tuple(people)
        words = look.words
        self.add_brand(fact)
        self.tiles = {
            one.name: Tile(look, one.display, term(ROLES, one.role, words)) for one in people
        }
        one_of(self, self.tiles.values())
        self.names = self._list()
        self.card.addWidget(self.names)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.returnPressed.connect(self.submit)
        self.field = Field(look, words.t("Password"), self.password)
        self.card.addWidget(self.field)
        self.button = Button(look, words.t("Sign in"), self.submit, role="primary")
        self.card.addWidget(self.button)
        hint = label(
            look, words.t("Forgotten? An administrator sets a new one."), "small", wrap=True
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.card.addWidget(hint)
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, name=name: self._choose(name))
        self.tiles.get(last, next(iter(self.tiles.values()))).setChecked(True)

    @property
    def name(self) -> str:
        return next(name for name, tile in self.tiles.items() if tile.isChecked())

    def give_focus(self) -> None:
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self.button.isEnabled():
            self.button.setEnabled(False)
            self._enter(self.name, self.password.text(), self._refused)

    def _refused(self, error: Exception) -> None:
        self.button.setEnabled(True)
        self.password.clear()
        self.field.wrong(sentence(error, self.look.words))
        self.give_focus()

    def _choose(self, name: str) -> None:
        self.password.clear()
        self.field.right()
        self.chosen.emit(name)
        self.give_focus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many names as there is room for; of the one after them half, so that one scrolls."""
        super().resizeEvent(event)
        room, whole = self.height() - BESIDES, len(self.tiles) * STEP - Size.S
        seen = max(1, (room - STEP // 2) // STEP) + 0.5
        self.names.setFixedHeight(whole if whole <= room else int(seen * STEP))
        QTimer.singleShot(0, self, self._show_chosen)  # once all have their new places

    def _show_chosen(self) -> None:
        self.names.ensureWidgetVisible(self.tiles[self.name], 0, STEP // 2)

    def _list(self) -> Fitting:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.S)
        for tile in self.tiles.values():
            column.addWidget(tile)
        return Fitting(content)
