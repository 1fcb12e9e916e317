"""Start to a usable window and to the first answer, each in a process of its own."""

import os
import subprocess
import sys
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
            bare.append(_told("bare", file)[0])
            window.append(_told("window", file)[0])
        least, spent = median(bare), median(window)
        against = "a bare Qt window with SQLAlchemy and a first page"
        yield Figure(against, least, "ms")
        yield Figure("start to a usable window", spent, "ms", spent / least, against, TARGET)
        opened, ordered = _told("list", file)
        yield Figure("100,000 computers, opened", opened, "ms", opened / MOST_MS, "100 ms", 1.0)
        yield Figure("100,000 computers, sorted", ordered, "ms", ordered / MOST_MS, "100 ms", 1.0)


VERSION: Final = ("cpise_inventory", "--version")


def _has_screen() -> bool:
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or sys.platform == "win32"


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 - ours


def _told(what: str, file: str) -> list[float]:
    """What `ui.timing` measured in a process of its own, in milliseconds."""
    command = [sys.executable, "-m", "ui.timing", what, file]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return [float(one) for one in done.stdout.split()]
