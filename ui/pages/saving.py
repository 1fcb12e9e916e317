"""A list that goes to a file while somebody waits: how far it is, and that it's done."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.files import saved_text
from ui.kit.progress import Progress as Bar
from ui.worker import Progress

if TYPE_CHECKING:
    from cpise_inventory.store import Store

Write = Callable[["Store", Path, Progress], int]
"""Runs in the worker's thread; how many lines were written."""


def save_list(
    desk: Desk,
    owner: QObject,
    bar: Bar,
    path: str,
    doing: str,
    write: Write,
    failed: Callable[[Exception], object],
) -> None:
    """`doing` stands beside the bar."""

    def done(_rows: int) -> None:
        desk.say(saved_text(path, desk.look.words))

    running = desk.worker.ask_long(
        lambda store, progress: write(store, Path(path), progress),
        done,
        failed,
        always=bar.end,
        owner=owner,
    )
    running.progressed.connect(bar.show_step)
    bar.start(doing, running.stop)
