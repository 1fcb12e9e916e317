"""Fixtures of the real window on the example's books: `pytest_plugins` of who wants them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cpise_inventory import demo
from cpise_inventory.addresses import Address, address
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.language.words import words
from cpise_inventory.store import Store, open_store
from tests.books import ADMIN, AUDITOR, CENTRE, MANAGER, PASSWORD, own_copy
from tests.ui.real import Hand, Sit


@pytest.fixture(scope="session")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's books, made once by the program's own demonstration."""
    folder = tmp_path_factory.mktemp("demo") / "books"
    proof = demo.run(folder, PASSWORD, words("fr"), lambda _step: None, small=True)
    assert proof.sound
    return folder


@pytest.fixture
def demo_file(_demo: Path, tmp_path: Path) -> Path:
    """The example's books, this test's own."""
    return own_copy(_demo / demo.DATABASE, tmp_path)


@pytest.fixture
def sit(_dressed: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """`sit(database, "ar")`: at a new window; it's closed at the end, if not before."""
    hands: list[Hand] = []

    def sit_down(database: Path, language: str = "fr", kind: type[Hand] = Hand) -> Hand:
        hand = kind(database, tmp_path / "settings", language)
        hands.append(hand)
        return hand.open()

    yield sit_down
    for hand in hands:
        hand.close()


@pytest.fixture
def hand(sit: Sit, demo_file: Path) -> Hand:
    """Aïcha of the logistics, signed in on the example's books, in French."""
    return sit(demo_file).sign_in()


@pytest.fixture
def auditor(sit: Sit, demo_file: Path) -> Hand:
    """Mariem, who reads and verifies."""
    return sit(demo_file).sign_in(AUDITOR)


@pytest.fixture
def manager(sit: Sit, demo_file: Path) -> Hand:
    """Sidi, who prints labels and cancels."""
    return sit(demo_file).sign_in(MANAGER)


@pytest.fixture
def empty_file(tmp_path: Path) -> Path:
    """Books as the first run leaves them."""
    path = tmp_path / "empty" / demo.DATABASE
    create_store(address(str(path), path.parent), FirstRun(CENTRE, ADMIN, PASSWORD)).close()
    return path


@pytest.fixture
def books(books_file: Address) -> Callable[[], Store]:
    """The same books from beside: to furnish them before, and to look at them after."""
    return lambda: open_store(books_file)
