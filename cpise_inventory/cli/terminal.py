"""Standard output, standard error and the keyboard, as they are and not as one would like them."""

import os
import sys
import time
from contextlib import suppress
from io import TextIOWrapper
from typing import Self, TextIO

from cpise_inventory.language.words import Words

BROKEN_PIPE = 141
"""What a shell says of a program whose reader went away: 128 + SIGPIPE."""
_REFRESH = 0.1  # seconds between two figures of progress


def prepare_streams() -> None:
    """A terminal that lacks a letter shows a substitute; it never stops the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def shows_everything(stream: TextIO) -> bool:
    """Whether each letter can be written there as it is."""
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "") in ("utf8", "utf16")


def write(text: str, stream: TextIO | None) -> None:
    """One piece of text with a line end, sent off at once; nowhere where there is no terminal."""
    if stream is None:  # a program of Windows that has only a window
        return
    stream.write(f"{text}\n")
    stream.flush()


def hush() -> None:
    """Send what is still to come nowhere: whoever read it has gone, and needs no complaint."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def can_ask() -> bool:
    """Whether somebody sits at this terminal."""
    try:
        return sys.stdin.isatty() and sys.stderr.isatty()
    except (AttributeError, ValueError):  # closed, or none at all
        return False


def ask_password(prompt: str) -> str:
    """Typed unseen, on the terminal. Who ends the input there stops the command."""
    import getpass  # noqa: PLC0415 - only when somebody is asked

    try:
        return getpass.getpass(f"{prompt} ", stream=sys.stderr)
    except EOFError:
        raise KeyboardInterrupt from None


class Progress:
    """`Verifying  45 %` on one line of standard error, if that's a terminal; told by `say`."""

    def __init__(self, what: str, w: Words, *, shown: bool | None = None) -> None:
        self._what, self._w = what, w
        self._shown = _is_terminal() if shown is None else shown
        self._next, self._drawn = 0.0, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave the line as it was found."""
        if self._drawn:
            self._draw("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def say(self, done: int, total: int) -> None:
        """So many of so many, or of 0 where nobody knows; drawn at most ten times a second."""
        if not self._shown or (time.monotonic() < self._next and (done < total or not total)):
            return
        self._next = time.monotonic() + _REFRESH
        if not total:
            self._draw(f"{self._what}  {self._w.ltr(self._w.number(done))}")
            return
        share = self._w.ltr(f"{100 * done // total} %")
        figures = self._w.ltr(f"{self._w.number(done)} / {self._w.number(total)}")
        self._draw(f"{self._what}  {share}  {figures}")

    def _draw(self, text: str) -> None:
        sys.stderr.write(f"\r{text}{' ' * max(self._drawn - len(text), 0)}")
        sys.stderr.flush()
        self._drawn = len(text)


def _is_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except ValueError:  # closed
        return False
