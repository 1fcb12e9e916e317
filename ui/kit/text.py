"""Labels that read the right way round, and pictures beside them."""

from typing import Final
from unicodedata import bidirectional

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.look import Look
from ui.theme import Size

_FROM_THE_RIGHT: Final = "\u200f"
_OPENING: Final = frozenset({"LRI", "RLI", "FSI"})
_CLOSING: Final = "PDI"
_LETTERS: Final = frozenset({"L", "R", "AL"})


def directed(look: Look, text: str) -> str:
    """The text with a mark of an Arabic window's side, where no letter of its own says the side:
    all its parts are isolated, and Qt would set them down from left to right.
    """
    if not look.words.rtl or "\u2069" not in text:
        return text
    depth = parts = 0
    for kind in map(bidirectional, text):
        depth += (kind in _OPENING) - (kind == _CLOSING)
        parts += kind in _OPENING and depth == 1
        if not depth and kind in _LETTERS:
            return text
    return _FROM_THE_RIGHT + text if parts > 1 else text


def label(look: Look, text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text at the side where reading begins, Latin in an Arabic window too.

    Roles: title, heading, strong, figure, muted, small, field, good, warn, bad.
    """
    made = QLabel(directed(look, text))
    made.setTextFormat(Qt.TextFormat.PlainText)  # rich text eats U+202F and turns figures round
    made.setAlignment(look.start | Qt.AlignmentFlag.AlignVCenter)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if wrap:
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        made.setSizePolicy(policy)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Another `role` of theme.qss, taking effect at once."""
    set_style(widget, "role", role)


def set_style(widget: QWidget, name: str, value: str) -> None:
    """A property that theme.qss asks for: Qt looks at it only when told to."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Picture(QWidget):
    """An icon beside words; it says nothing to a screen reader, the words do."""

    def __init__(self, look: Look, name: str, colour: str = "text", px: int = Size.ICON) -> None:
        super().__init__()
        self._look, self._px = look, px
        self._name, self._colour = name, colour
        self.setFixedSize(px, px)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, colour: str) -> None:
        self._name, self._colour = name, colour
        self.update()

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._name:
            return
        painter = QPainter(self)
        picture = self._look.picture(self._name, self._colour, self._px, self.devicePixelRatio())
        painter.drawPixmap(0, 0, picture)


class Elided(QLabel):
    """One line that ends in … where there is no room, and then says the whole as a tool tip.

    Never for identifiers: a number cut short names something else.
    """

    elides = True

    def __init__(self, look: Look, text: str = "", role: str = "") -> None:
        super().__init__()
        self._look, self._whole = look, directed(look, text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(look.start | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self._fit()

    def say(self, text: str) -> None:
        self._whole = directed(self._look, text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        return self._whole

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
