"""Straight to a label printer, past every driver: over the network, or to a USB device.

Labels are handed over one by one, so that what was left behind can be named when the printer goes
away in the middle. A printer that says why it can't print is believed (ZPL: ~HS), one that
answers nothing is tried.
"""

import os
import re
import select
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from typing_extensions import override

from cpise_inventory.errors import Refusal

PORT: Final = 9100
ANSWER_SECONDS: Final = 2.0  # after them a printer is taken for one that doesn't answer
REACH_SECONDS: Final = 10.0
AGAIN_SECONDS: Final = 0.05
STALL_SECONDS: Final = 30.0  # a full printer may pause for a long label, not for so long
TAKEN_SECONDS: Final = 0.005
ON_THE_WAY: Final = 8_192  # bytes that this machine holds for a printer: a label or two

Hand = Callable[[bytes], None]
"""Hands one label to the printer. Raises `OSError`."""

_STATUS: Final = b"~HS"
_END: Final = b"\x03"  # of each of the answer's three lines
_LINES: Final = 3
_UNHELD: Final = getattr(os, "O_NONBLOCK", 0)  # Windows has its own limits for its devices
_NUMBERED: Final = re.compile(r"(?P<host>\[[^]]+\]|[^:/\\]+)(?::(?P<port>\d{1,5}))?")
_LAST_PORT: Final = 65535


@dataclass(eq=False)
class PrinterUnreachable(Refusal):
    """No printer answers there; no label went out."""

    field = "to"
    where: str


@dataclass(eq=False)
class PrinterNotReady(Refusal):
    """The printer says why it can't: "paper", "ribbon", "head", "pause"; nothing went out."""

    field = "to"
    where: str
    hindrance: str


@dataclass(eq=False)
class PrinterWentAway(Refusal):
    """In the middle: `sent` of `total` labels were handed over, the last of them of `last`."""

    field = "to"
    where: str
    sent: int
    total: int
    last: str


@dataclass(eq=False)
class PrinterTookNone(PrinterWentAway):
    """The same, before it had taken the first one whole: `sent` is 0 and `last` is empty."""

    @property
    @override
    def code(self) -> str:
        return "printer_went_away"


@dataclass(frozen=True)
class Printer:
    """A label printer that was reached. `hand` gives it one label and raises `OSError`."""

    where: str
    hand: Hand

    def take(
        self,
        labels: Sequence[tuple[str, bytes]],
        handed: Callable[[int], bool] = lambda _: True,
    ) -> int:
        """Labels, (tag, format) each; how many were handed over.

        `handed` is told each time how many were, and says whether to go on. Raises
        `PrinterWentAway`.
        """
        sent = 0
        try:
            for _, format_ in labels:
                self.hand(format_)
                sent += 1
                if not handed(sent):
                    break
        except OSError as error:
            if not sent:
                raise PrinterTookNone(self.where, 0, len(labels), "") from error
            raise PrinterWentAway(self.where, sent, len(labels), labels[sent - 1][0]) from error
        return sent


@contextmanager
def reached(where: str) -> Iterator[Printer]:
    """The printer at `HOST`, `HOST:PORT` or the path of a device.

    Raises `PrinterUnreachable`, `PrinterNotReady`.
    """
    found = _NUMBERED.fullmatch(where)
    if found is None or os.path.lexists(where):
        with _device(where) as device:
            yield Printer(where, device)
        return
    port = int(found["port"] or PORT)
    if not 0 < port <= _LAST_PORT:
        raise PrinterUnreachable(where)
    try:
        line = socket.create_connection((found["host"].strip("[]"), port), REACH_SECONDS)
    except (OSError, UnicodeError) as error:
        raise PrinterUnreachable(where) from error
    with line:
        _ask_whether_ready(line, where)
        line.settimeout(STALL_SECONDS)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ON_THE_WAY)
        yield Printer(where, lambda label: _send(line, label))
        with suppress(OSError):  # all was taken: that it hangs up is no harm
            line.shutdown(socket.SHUT_WR)


def _send(line: socket.socket, label: bytes) -> None:
    """All of it, and until the printer has taken it: this machine would hold hundreds of labels
    for one that was switched off, and call them printed.

    Raises `OSError`, a `TimeoutError` when it takes nothing for `STALL_SECONDS`.
    """
    line.sendall(label)
    before, until = 0, 0.0
    while waiting := _untaken(line):
        if waiting != before:
            before, until = waiting, time.monotonic() + STALL_SECONDS
        elif time.monotonic() > until:
            raise TimeoutError
        _check(line)
        time.sleep(TAKEN_SECONDS)
    _check(line)


def _check(line: socket.socket) -> None:
    """Raises `OSError` if it was cut off meanwhile."""
    if fault := line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
        raise OSError(fault, os.strerror(fault))


if sys.platform == "linux":
    import fcntl
    import termios

    def _untaken(line: socket.socket) -> int:
        """Bytes that were sent and that the other side has not confirmed."""
        return int.from_bytes(fcntl.ioctl(line, termios.TIOCOUTQ, bytes(4)), sys.byteorder)

else:

    def _untaken(_line: socket.socket) -> int:
        """Not told here: no more than `ON_THE_WAY` may be lost."""
        return 0


@contextmanager
def _device(where: str) -> Iterator[Hand]:
    """A device of the system, never a file: a typed name must not write over somebody's work."""
    path = Path(where)
    try:
        if stat.S_ISREG(path.stat().st_mode) or path.is_dir():
            raise PrinterUnreachable(where)
        device = os.open(path, os.O_WRONLY | _UNHELD | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise PrinterUnreachable(where) from error
    try:
        yield lambda label: _write(device, label)
    finally:
        os.close(device)


def _write(device: int, label: bytes) -> None:
    """All of it, and until the device has taken it: what it has not yet is lost when it's closed.

    Raises `TimeoutError` when it takes nothing for `STALL_SECONDS`.
    """
    left, until = memoryview(label), time.monotonic() + STALL_SECONDS
    while left:
        _until_it_takes(device)
        try:
            left, until = left[os.write(device, left) :], time.monotonic() + STALL_SECONDS
        except BlockingIOError:  # a printer without paper calls itself ready and takes nothing
            if time.monotonic() > until:
                raise TimeoutError from None
            time.sleep(AGAIN_SECONDS)
    _until_it_takes(device)


def _until_it_takes(device: int) -> None:
    if _UNHELD:
        watch = select.poll()
        watch.register(device, select.POLLOUT)
        if not watch.poll(STALL_SECONDS * 1000):
            raise TimeoutError


def _ask_whether_ready(line: socket.socket, where: str) -> None:
    """Raises `PrinterNotReady` if the printer says so; silence and other answers pass."""
    until = time.monotonic() + ANSWER_SECONDS
    answer = b""
    with suppress(OSError):
        line.settimeout(ANSWER_SECONDS)
        line.sendall(_STATUS)
        while answer.count(_END) < _LINES and (rest := until - time.monotonic()) > 0:
            line.settimeout(rest)  # in all: one that goes on talking isn't listened to for ever
            piece = line.recv(256)
            if not piece:
                break
            answer += piece
    if why := _trouble(answer):
        raise PrinterNotReady(where, why)


def _trouble(answer: bytes) -> str:
    """What hinders it, by the flags of ~HS (Zebra Programming Guide, Host Status Return)."""
    lines = [line.strip(b"\x02\r\n ").split(b",") for line in answer.split(_END)]
    for row, flag, why in ((0, 1, "paper"), (1, 2, "head"), (1, 3, "ribbon"), (0, 2, "pause")):
        if len(lines) > row and len(lines[row]) > flag and lines[row][flag] == b"1":
            return why
    return ""
