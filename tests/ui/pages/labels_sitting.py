"""Somebody at the page of labels, with computers to label: `pytest_plugins` of who wants them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from cpise_inventory.addresses import Address
from cpise_inventory.store import Store, open_store
from tests.books import MANAGER, tag
from tests.ui.real import Hand, Sit


@pytest.fixture
def label_tags(books_file: Address) -> list[str]:
    """Four computers here, one at Nouadhibou."""
    with open_store(books_file) as store:
        return tag(store, *(f"SN-{n}" for n in range(4))) + tag(store, "NDB-1", centre="NDB")


@pytest.fixture
def label_books(books_file: Address) -> Callable[[], Store]:
    return lambda: open_store(books_file)


@pytest.fixture
def at_labels(sit: Sit, books_file: Address, label_tags: list[str]) -> Hand:
    """Sidi, who prints labels, at the page, in French."""
    assert books_file.file is not None
    hand = sit(books_file.file).sign_in(MANAGER)
    hand.key(Qt.Key.Key_F7)
    return hand
