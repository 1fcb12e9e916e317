"""A large button with a name and a line of fact, to choose one of a few: a person, a centre."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.kit.text import Elided, Picture
from ui.look import Look
from ui.theme import Size, Type

HEIGHT: Final = 62
AVATAR: Final = 36


class Tile(QPushButton):
    """With `icon`, that stands in front; without, the initials of the name. See `one_of`."""

    def __init__(self, look: Look, name: str, fact: str, icon: str = "") -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setProperty("role", "tile")
        self.setCheckable(True)
        self.setAccessibleName(f"{name}, {fact}" if fact else name)
        self._front: Picture | _Avatar = (
            Picture(look, icon, "muted", 22) if icon else _Avatar(look, initials(name))
        )
        self.name, self.fact = Elided(look, name, "heading"), Elided(look, fact, "small")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.name)
        if fact:
            words.addWidget(self.fact)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(Size.M, 0, Size.M, 0)
        row.setSpacing(Size.M)
        row.addWidget(self._front)
        row.addLayout(words, 1)
        for part in (self._front, self.name, self.fact):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._mark)

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(140, HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, and what is around it goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setChecked(True)
        super().keyPressEvent(event)

    def _mark(self, chosen: bool) -> None:  # noqa: FBT001 - Qt's signal
        if isinstance(self._front, _Avatar):
            self._front.mark(chosen=chosen)
        elif chosen:
            self._front.show_icon("check", "accent")
        else:
            self._front.show_icon(self._icon, "muted")


def one_of(parent: QWidget, tiles: Iterable[Tile]) -> QButtonGroup:
    """At most one is chosen, and what is chosen stays so, even where it's the only one."""
    group = QButtonGroup(parent)
    for tile in tiles:
        group.addButton(tile)
    return group


class _Avatar(QWidget):
    def __init__(self, look: Look, letters: str) -> None:
        super().__init__()
        self._look, self._letters = look, letters
        self._chosen = False
        self.setFixedSize(AVATAR, AVATAR)

    def mark(self, *, chosen: bool) -> None:
        self._chosen = chosen
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent" if self._chosen else "sunken"))
        painter.drawEllipse(self.rect())
        painter.setPen(look.colour("on_accent" if self._chosen else "text"))
        painter.setFont(look.font(Type.BODY, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


def initials(name: str) -> str:
    """`Aïcha Mint Sidi` -> `AS`: the first of the first and of the last word."""
    words = [word.removeprefix("ال") or word for word in name.split()]
    if not words:
        return ""
    first = words[0][0].upper()
    return first + words[-1][0].upper() if len(words) > 1 else first
