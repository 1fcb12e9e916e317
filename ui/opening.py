"""A file out of the books, shown by the system's own program for its kind."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def lay_out(name: str, data: bytes) -> Path:
    """Where another program may read it, and nobody else; it's gone when this one ends."""
    path = _folder() / name
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return path


def open_with_system(path: Path) -> bool:
    """False where no program of this system opens it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@cache
def _folder() -> Path:
    made = Path(tempfile.mkdtemp(prefix="cpise-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made
