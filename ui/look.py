"""What every widget is given: the words, the colours and the icons of this moment.

A change of language or appearance makes a new `Look` and builds the window's content anew, so that
no widget has to know how to change its clothes.
"""

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from cpise_inventory.language.words import Words
from resources import HERE as RESOURCES
from ui.theme import Colours, Icons, Size, Type, font

ICONS = RESOURCES / "icons"
SOFT = {"good": "good_soft", "warn": "warn_soft", "bad": "bad_soft", "info": "accent_soft"}
INK = {"good": "good", "warn": "warn", "bad": "bad", "info": "accent"}


def application() -> QApplication:
    """The one there is. Raises TypeError where none is made yet."""
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        raise TypeError(found)
    return found


class Look:
    """One language in one appearance. Colours go by their field's name in `theme.Colours`."""

    def __init__(self, words: Words, colours: Colours) -> None:
        self.words, self.colours = words, colours

    @cached_property
    def icons(self) -> Icons:
        return Icons(ICONS, rtl=self.words.rtl)

    @property
    def rtl(self) -> bool:
        return self.words.rtl

    @property
    def direction(self) -> Qt.LayoutDirection:
        return Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight

    @property
    def start(self) -> Qt.AlignmentFlag:
        """The side where reading begins, which Qt shall not mirror once more."""
        side = Qt.AlignmentFlag.AlignRight if self.rtl else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute

    @property
    def end(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignLeft if self.rtl else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignAbsolute

    def ink(self, tone: str) -> str:
        """The colour's name of a tone (good, warn, bad, info); any other is `muted`."""
        return INK.get(tone, "muted")

    def soft(self, tone: str) -> str:
        """The ground of a tone; any other is `sunken`."""
        return SOFT.get(tone, "sunken")

    def hue(self, name: str) -> str:
        """`accent` -> `#0B5A74`."""
        value: str = getattr(self.colours, name)
        return value

    def colour(self, name: str) -> QColor:
        return QColor(self.hue(name))

    def icon(self, name: str, colour: str = "text", px: int = Size.ICON, gap: int = 0) -> QIcon:
        return self.icons.icon(name, self.hue(colour), px, gap, self.hue("muted"))

    def picture(
        self, name: str, colour: str = "text", px: int = Size.ICON, ratio: float = 1.0
    ) -> QPixmap:
        return self.icons.pixmap(name, self.hue(colour), px, ratio)

    def font(self, px: int = Type.BODY, *, bold: bool = False, mono: bool = False) -> QFont:
        return font(px, bold=bold, mono=mono, arabic=self.rtl)
