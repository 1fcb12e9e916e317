"""Books in which each kind of document was issued; for tests that only read them."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from cpise_inventory.store import Store
from tests.printing.books import issue_all, new_store


class Books(NamedTuple):
    store: Store
    issued: dict[str, str]


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    with new_store(tmp_path_factory.mktemp("books")) as store:
        yield Books(store, issue_all(store))


@pytest.fixture
def own_books(tmp_path) -> Iterator[Books]:
    """The same for a test that writes."""
    with new_store(tmp_path) as store:
        yield Books(store, issue_all(store))
