"""A window to test in: our fonts and style, a worker on furnished books, one session."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cpise_inventory.addresses import Address
from cpise_inventory.store import Store, open_store
from tests.ui.driver import Driver
from tests.ui.places import PLACES
from ui.application import Dress, load_fonts
from ui.books import Books
from ui.desk import Desk, Session
from ui.drafts import Drafts
from ui.look import Look
from ui.main_window import MainWindow
from ui.worker import Worker

T = TypeVar("T")
Clothed = Callable[..., Look]
Shown = Callable[..., QWidget]
SIZES = ((1366, 768), (1024, 600), (911, 512))


class Bot(QtBot):
    """Looks each millisecond, and not each ten, whether what a test waits for is there."""

    def waitUntil(  # noqa: N802 - the name that pytest-qt gave it
        self, callback: Callable[[], object], *, timeout: int = 5000
    ) -> None:
        def has_come() -> bool:
            try:
                return callback() in (None, True)
            except AssertionError:
                return False

        end = time.monotonic() + timeout / 1_000
        while time.monotonic() < end:
            if has_come():
                return
            self.wait(1)
        super().waitUntil(callback, timeout=0)  # says what was waited for in vain


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return Bot(request)


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> QApplication:
    qapp.setStyle("Fusion")
    load_fonts()
    return qapp


@pytest.fixture
def clothed(_dressed: QApplication) -> Iterator[Clothed]:
    """`clothed("ar", "dark")`: the whole application in this language and appearance.

    The style sheet stays on, as in the program: taking it off leaves Qt with pointers to widgets
    that are gone, and the next one put on crashes.
    """
    put_on: list[Dress] = []

    def dress(language: str = "fr", appearance: str = "light") -> Look:
        dress = Dress(language)
        put_on.append(dress)
        return dress.put_on(appearance)

    yield dress
    for one in put_on:
        one.take_off()


@pytest.fixture
def look(clothed: Clothed) -> Look:
    """French and light."""
    return clothed()


@pytest.fixture
def show(qtbot: QtBot) -> Shown:
    """Show a widget in a window of this size, ready for keys."""

    def shown(widget: QWidget, width: int = 900, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown


@pytest.fixture
def worker(qtbot: QtBot, books_file: Address) -> Iterator[Worker]:
    """On furnished books, opened."""
    made = Worker(lambda: open_store(books_file))
    opened: list[Store] = []
    made.open(opened.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(opened))
    yield made
    made.close()


@pytest.fixture
def answer(qtbot: QtBot, worker: Worker) -> Callable[[Callable[[Store], T]], T]:
    """What a job answers, waited for."""

    def ask(job: Callable[[Store], T]) -> T:
        found: list[T] = []
        worker.ask(job, found.append, pytest.fail)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return ask


def session(**changes: object) -> Session:
    """Aïcha at Dar Naïm."""
    from cpise_inventory.people.rights import GRANTED, Role

    facts: dict[str, object] = {
        "person": "aicha",
        "display": "Aïcha Mint Sidi",
        "role": "logistics",
        "rights": GRANTED[Role.LOGISTICS],
        "centre": "NKC1",
        "centre_name": "CPISE Nouakchott – Dar Naïm",
        "device": "NKC1-A",
    }
    return Session(**(facts | changes))


@pytest.fixture
def desk(look: Look, worker: Worker, tmp_path) -> Desk:
    return Desk(look, worker, session(), Drafts(tmp_path / "drafts", "aicha", lambda work: work()))


@pytest.fixture
def drive(qtbot, clothed, tmp_path) -> Callable[[Path], Driver]:
    """A window on this database; closed at the end, with no thread left."""
    clothed()
    windows = []

    def driven(database: Path, places=PLACES, size=(1366, 768)) -> Driver:
        window = MainWindow(
            Books(str(database), tmp_path / "data"), Dress("fr"), tmp_path / "data", places
        )
        windows.append(window)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*size)
        window.show()
        window.start()
        return Driver(qtbot, window)

    yield driven
    for window in windows:
        window.close()
        window.deleteLater()


@pytest.fixture
def driver(drive, books_file) -> Driver:
    return drive(books_file.file)
