"""The year borrows the command line of its own tests, and the window of its."""

from collections.abc import Callable

import pytest

from cpise_inventory import clock
from cpise_inventory.addresses import Address
from tests.cli.conftest import Shell, calm, shell_on
from tests.diary import Days
from tests.ui.conftest import _dressed
from tests.year.diary import year

__all__ = ["_dressed", "calm", "days", "shell_on"]

ShellOn = Callable[[Address], Shell]


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The clock, set to the year's first day."""
    days = Days(year().first)
    monkeypatch.setattr(clock, "time_ns", days)
    return days
