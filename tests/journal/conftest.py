from pathlib import Path

import pytest

from tests.journal.apart import three_that_met


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three workstations that have met: goods, a receipt, a waybill, computers known to all."""
    return three_that_met(tmp_path_factory.mktemp("three"))
