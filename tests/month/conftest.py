"""The month borrows the command line of its own tests, and the window of its."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cpise_inventory import clock
from cpise_inventory.addresses import Address
from tests.cli.conftest import Shell, calm, shell_on
from tests.diary import Days
from tests.month.diary import month
from tests.ui.conftest import _dressed

__all__ = ["_dressed", "calm", "days", "shell_on"]

BEFORE = timedelta(days=5)
ShellOn = Callable[[Address], Shell]


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The clock, set to the days before the month."""
    days = Days(month().first - BEFORE)
    monkeypatch.setattr(clock, "time_ns", days)
    return days
