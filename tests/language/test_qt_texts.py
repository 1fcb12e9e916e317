"""Qt's own texts (buttons of its dialogs, menus of its fields) come from Qt's own catalogues."""

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator


@pytest.mark.parametrize(("language", "cancel"), [("fr", "Annuler"), ("ar", "ألغِ")])
def test_qt_ships_its_texts_in_our_languages(language, cancel):
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator()
    assert translator.load(f"qtbase_{language}", folder)
    assert translator.translate("QPlatformTheme", "Cancel") == cancel
