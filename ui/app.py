"""Opens the window: `run(database, data_folder, language)` answers the exit code.

Little is loaded up here: the collector of garbage has nothing to find in a start, and looking takes
a tenth of it.
"""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.main_window import MainWindow


def run(database: str, data_folder: Path, language: str) -> int:
    """`database`: a path or URL; `data_folder`: where this user's settings and drafts lie."""
    app, window = opened(database, data_folder, language)
    from ui.crash import CrashCatcher  # noqa: PLC0415 - see above

    catcher = CrashCatcher(window.show_crash)
    catcher.install()
    window.worker.faulted.connect(catcher.handle)
    try:
        return app.exec()
    finally:
        catcher.uninstall()
        window.worker.close()


def opened(database: str, data_folder: Path, language: str) -> "tuple[QApplication, MainWindow]":
    """The window, shown, and asking for the books."""
    gc.disable()
    from ui.application import Dress, make_application  # noqa: PLC0415 - see above
    from ui.books import Books  # noqa: PLC0415 - see above
    from ui.main_window import MainWindow  # noqa: PLC0415 - see above

    app = make_application([sys.argv[0]])
    window = MainWindow(Books(database, data_folder), Dress(language), data_folder)
    window.ready.connect(_collect_again)
    window.show()
    window.start()
    return app, window


def _collect_again() -> None:
    """Whatever a start has loaded stays to the end: it isn't looked at any more."""
    gc.freeze()
    gc.enable()
