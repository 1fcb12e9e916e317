"""What time it is, as this machine believes. Only here is it asked, so that it can be set."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from time import time_ns

Clock = Callable[[], int]
_MICROSECONDS = 1_000_000


def wall_clock() -> int:
    """Microseconds since 1970 UTC."""
    return time_ns() // 1_000


def now() -> datetime:
    return datetime.fromtimestamp(wall_clock() / _MICROSECONDS, UTC)


def today() -> date:
    """Mauritania keeps UTC all year."""
    return now().date()
