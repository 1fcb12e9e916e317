"""How long a test may wait for another process: one that hangs fails, and tells where."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 120.0
"""Seconds for what takes a few on a machine with nothing else to do."""


@contextmanager
def no_longer(process: int, seconds: float = LONGEST) -> Iterator[None]:
    """The process with this id is killed if the block takes longer: who reads from it, or waits
    for it, then comes to its end.
    """
    kill = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has but the second
    watch = threading.Timer(seconds, os.kill, (process, kill))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join(LONGEST)
