"""Cuts of power: what a process has said before it's killed.

It's born of a process that has a single thread. One forked from a test would have a copy of
whatever lock another thread held at that moment (Qt's, the test runner's), and wait for ever.
"""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from tests.limits import no_longer

Say = Callable[[str], None]

_BIRTHPLACE = multiprocessing.get_context("forkserver" if Path("/proc").exists() else "spawn")
_BIRTHPLACE.set_forkserver_preload(  # what the acts are in: loaded once, not with each birth
    [f"tests.{name}" for name in ("test_power_cut", "test_first_run", "test_upgrade")]
)


def cut_off(act: Callable[[Say], None], after: float, lines: int = 0) -> list[str]:
    """What a process of its own said that does `act` and is killed after so many seconds, counted
    from when it had begun and said so many lines: however slow the machine is, so much is done.

    `act` is a function of a module, or a `partial` of one: it has to get there.
    """
    hearing, saying = _BIRTHPLACE.Pipe(duplex=False)
    child = _BIRTHPLACE.Process(target=_do, args=(act, saying))
    child.start()
    saying.close()  # so that the end of the process is the end of what it says
    assert child.pid
    with no_longer(child.pid), hearing:
        began, *told = [hearing.recv() for _ in range(lines + 1)]
        assert began == ""
        time.sleep(after)
        child.kill()
        child.join()
        while (line := _heard(hearing)) is not None:
            told.append(line)
    child.close()
    return told


def _do(act: Callable[[Say], None], saying: Connection) -> None:
    saying.send("")
    act(saying.send)


def _heard(hearing: Connection) -> str | None:
    """The next line; None when there is none any more, be it whole or cut short."""
    try:
        line: str = hearing.recv()
    except (EOFError, OSError):
        return None
    return line
