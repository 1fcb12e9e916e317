"""The application around the window: fonts, style, direction, and Qt's own words."""

from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from cpise_inventory.language.words import words
from resources import HERE as RESOURCES
from ui.look import ICONS, Look, application
from ui.settings import DARK, SYSTEM
from ui.theme import DARK as DARK_COLOURS
from ui.theme import LIGHT as LIGHT_COLOURS
from ui.theme import palette, style_sheet

FONTS = RESOURCES / "fonts" / "screen"


def make_application(arguments: list[str]) -> QApplication:
    """Fusion everywhere, so that it looks alike; fonts of our own: every letter is there."""
    made = QApplication(arguments)
    made.setApplicationName("CPISE Inventory")
    made.setStyle("Fusion")
    load_fonts()
    return made


def load_fonts() -> None:
    for path in sorted(FONTS.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


class Dress:
    """Language and appearance of the whole application; `look` is what is on."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.look = Look(words(language), LIGHT_COLOURS)
        self._translator: QTranslator | None = None

    def put_on(self, appearance: str) -> Look:
        """For what is built afterwards: what stands already keeps its words."""
        dark = appearance == DARK or (appearance == SYSTEM and _system_is_dark())
        colours = DARK_COLOURS if dark else LIGHT_COLOURS
        self.look = look = Look(words(self.language), colours)
        app = application()
        self._speak(app)
        app.setLayoutDirection(look.direction)
        app.setFont(look.font())
        app.setPalette(palette(colours))
        sheet = style_sheet(colours, ICONS)
        if sheet != app.styleSheet():  # each widget that there is would be dressed anew
            app.setStyleSheet(sheet)
        return look

    def take_off(self) -> None:
        if self._translator is not None:
            application().removeTranslator(self._translator)
            self._translator = None

    def _speak(self, app: QApplication) -> None:
        """Buttons of Qt's dialogs and menus of its fields."""
        self.take_off()
        translator = QTranslator(app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{self.language}", folder):
            app.installTranslator(translator)
            self._translator = translator


def _system_is_dark() -> bool:
    return application().styleHints().colorScheme() == Qt.ColorScheme.Dark
