"""What `cpise-inventory bench starting` asks of the window, in a process of its own.

`python -m ui.timing window FILE BEGAN`: milliseconds from BEGAN (seconds since 1970) until somebody
can sign in. `python -m ui.timing list FILE`: until 100,000 computers are open, and until sorted.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

PATIENCE = 60.0
ROUNDS = 5


def until(there: Callable[[], bool]) -> None:
    """Let the window work until this is so. Raises TimeoutError."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - what is measured loads when it would

    end = time.monotonic() + PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError
        QApplication.processEvents()
        time.sleep(0.001)


def window(file: str, began: float) -> float:
    """Usable: the names are painted on the screen, and what is typed goes into the password."""
    from ui.app import opened  # noqa: PLC0415 - as above
    from ui.sign_in import SignIn  # noqa: PLC0415 - as above

    def usable() -> bool:
        focus = made.focusWidget()
        exposed = made.windowHandle().isExposed()
        return exposed and any(gate.password is focus for gate in made.findChildren(SignIn))

    with TemporaryDirectory() as folder:
        _app, made = opened(file, Path(folder), "fr")
        until(usable)
        made.repaint()
        spent = (time.time() - began) * 1_000
        made.worker.close()
        made.close()
    return spent


def opened_and_sorted(file: str) -> tuple[float, float]:
    from cpise_inventory.addresses import address  # noqa: PLC0415 - as above
    from cpise_inventory.language.words import words  # noqa: PLC0415 - as above
    from cpise_inventory.store import open_store  # noqa: PLC0415 - as above
    from ui.application import make_application  # noqa: PLC0415 - as above
    from ui.kit.table import Table  # noqa: PLC0415 - as above
    from ui.look import Look  # noqa: PLC0415 - as above
    from ui.pages.asset_rows import AssetSource, columns  # noqa: PLC0415 - as above
    from ui.theme import LIGHT  # noqa: PLC0415 - as above
    from ui.worker import Worker  # noqa: PLC0415 - as above

    make_application([sys.argv[0]])
    look = Look(words("fr"), LIGHT)
    where = address(file, Path(file).parent)
    worker = Worker(lambda: open_store(where))
    ready: list[object] = []
    worker.open(ready.append, ready.append)
    until(lambda: bool(ready))
    opening, sorting = [], []
    for _ in range(ROUNDS):
        source = AssetSource(look.words)
        shown = columns(look.words, source.called)
        table = Table(look, worker, source, shown, name="assets", key=lambda a: a.tag)
        table.resize(1_000, 600)
        table.show()
        opening.append(_came(table, table.refresh))
        sorting.append(_came(table, partial(table.sort, "model", descending=True)))
        table.close()
        table.deleteLater()
    worker.close()
    return median(opening), median(sorting)


def _came(table: "object", act: Callable[[], object]) -> float:
    """Milliseconds until rows are there and painted."""
    came: list[object] = []
    table.model.came.connect(lambda: came.append(None))  # type: ignore[attr-defined]  # a Table
    began = time.perf_counter()
    act()
    until(lambda: bool(came))
    table.rows.viewport().repaint()  # type: ignore[attr-defined]  # as above
    return (time.perf_counter() - began) * 1_000


def main(what: str, file: str, *began: str) -> None:
    found = (window(file, float(began[0])),) if what == "window" else opened_and_sorted(file)
    sys.stdout.write(" ".join(f"{one:.3f}" for one in found) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
