"""A second centre beside the one of `tests.books`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpise_inventory.addresses import address
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.store import Store, open_store
from tests.books import ADMIN, PASSWORD, Clock, own_copy


@pytest.fixture(scope="session")
def kiffa_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Closed books of a first day at another centre."""
    path = tmp_path_factory.mktemp("kiffa") / "kiffa.sqlite"
    where = address(str(path), path.parent)
    create_store(where, FirstRun("KIF", ADMIN, PASSWORD), Clock(asked=10**6)).close()
    return path


@pytest.fixture
def kiffa(kiffa_file: Path, tmp_path: Path) -> Iterator[Store]:
    where = address(str(own_copy(kiffa_file, tmp_path)), tmp_path)
    with open_store(where, Clock(asked=10**7)) as opened:
        yield opened
