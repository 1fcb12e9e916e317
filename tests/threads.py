"""Which threads run in this process, whoever started them."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

TASKS = Path("/proc/self/task")
PATIENCE = 2.0  # seconds that a thread on its way out may take

# Qt starts these with the first window, bus or large translucent picture (which it paints with
# several hands), and keeps them; ours have names of their own
QT_KEEPS = frozenset({"QXcbEventReader", "QDBusConnection", "WaylandEventThr", "Thread (pooled)"})


def running() -> dict[int, str]:
    """Native thread id -> name. On Linux this finds Qt's threads too, elsewhere only Python's."""
    named = {thread.native_id: thread.name for thread in threading.enumerate()}
    found = {number: name for number, name in named.items() if number is not None}
    if not sys.platform.startswith("linux"):
        return found
    for task in TASKS.iterdir():
        try:
            name = (task / "comm").read_text(encoding="utf-8", errors="replace").strip()
        except OSError:  # it has ended since
            continue
        if name not in QT_KEEPS:
            found.setdefault(int(task.name), name)
    return {number: name for number, name in found.items() if (TASKS / str(number)).exists()}


def left_behind(before: dict[int, str], now: Callable[[], dict[int, str]] = running) -> list[str]:
    """Names of the threads that weren't there before and don't end by themselves in a moment."""
    deadline = time.monotonic() + PATIENCE
    while (new := now().keys() - before.keys()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return sorted(name for number, name in now().items() if number in new)
