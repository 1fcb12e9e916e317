"""Start to a usable window and to the first answer, each in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median
from typing import Final

from cpise_inventory.bench.books import books
from cpise_inventory.bench.figures import Figure, in_turn
from cpise_inventory.journal.replay import Progress

ROUNDS: Final = 5
ASSETS: Final = 100_000
TARGET: Final = 1.3
MOST_MS: Final = 100


def starting(_progress: Progress | None = None) -> Iterator[Figure]:
    plain, ours = in_turn([lambda: _run("-c", "pass"), lambda: _run("-m", *VERSION)], ROUNDS)
    yield Figure("python alone", plain, "ms")
    yield Figure("first answer of the command line", ours, "ms", ours / plain, "python alone")
    with books(200, assets=ASSETS) as store:
        file = str(store.address.file)
        if not _has_screen():
            return
        bare, window = [], []
        for _ in range(ROUNDS):
            bare.append(_bare(file))
            window.append(_told("window", file, repr(time.time()))[0])
        least, spent = median(bare), median(window)
        against = "a bare Qt window with SQLAlchemy and a first page"
        yield Figure(against, least, "ms")
        yield Figure("start to a usable window", spent, "ms", spent / least, against, TARGET)
        opened, ordered = _told("list", file)
        yield Figure("100,000 assets, opened", opened, "ms", opened / MOST_MS, "100 ms", 1.0)
        yield Figure("100,000 assets, sorted", ordered, "ms", ordered / MOST_MS, "100 ms", 1.0)


BARE: Final = """
import sys, time
from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
import sqlalchemy as sa


class Rows(QAbstractTableModel):
    def __init__(self, rows):
        super().__init__()
        self.rows = rows

    def rowCount(self, parent=None):
        return len(self.rows)

    def columnCount(self, parent=None):
        return len(self.rows[0])

    def data(self, index, role):
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self.rows[index.row()][index.column()])


app = QApplication([])
engine = sa.create_engine(f"sqlite:///{sys.argv[1]}")
with engine.connect() as connection:
    wanted = "SELECT tag, serial, maker, model FROM asset ORDER BY tag LIMIT 200"
    rows = connection.execute(sa.text(wanted)).fetchall()
window, table = QMainWindow(), QTableView()
table.setModel(Rows(rows))
window.setCentralWidget(table)
window.resize(1280, 720)
window.show()
while not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
print((time.time() - float(sys.argv[2])) * 1000)
"""
VERSION: Final = ("cpise_inventory", "--version")


def _has_screen() -> bool:
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or sys.platform == "win32"


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 - ours


def _bare(file: str) -> float:
    command = [sys.executable, "-c", BARE, file, repr(time.time())]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return float(done.stdout)


def _told(what: str, file: str, *more: str) -> list[float]:
    """What `ui.timing` measured in a process of its own, in milliseconds."""
    command = [sys.executable, "-m", "ui.timing", what, file, *more]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return [float(one) for one in done.stdout.split()]
