"""Opens the window: `run(database, data_folder, language)` answers the exit code."""

import sys
from pathlib import Path

from ui.application import Dress, make_application
from ui.books import Books
from ui.crash import CrashCatcher
from ui.main_window import MainWindow


def run(database: str, data_folder: Path, language: str) -> int:
    """`database`: a path or URL; `data_folder`: where this user's settings and drafts lie."""
    app = make_application([sys.argv[0]])
    window = MainWindow(Books(database, data_folder), Dress(language), data_folder)
    catcher = CrashCatcher(window.show_crash)
    catcher.install()
    window.worker.faulted.connect(catcher.handle)
    window.show()
    window.start()
    try:
        return app.exec()
    finally:
        catcher.uninstall()
        window.worker.close()
