"""Keys as a scanner's cable brings them: real events of the display, under real layouts."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xtest

from tests.ui.keys import POSITIONS, SHIFTED, X11

SHIFT, ENTER, TAB = 50, 36, 23  # X11's codes of these keys
BETWEEN = 0.004  # seconds from one event to the next


@contextmanager
def layout(name: str) -> Iterator[None]:
    """`us`, `fr`, `ara`: what the keyboard is set to, for the whole display."""
    subprocess.run(["setxkbmap", "-layout", name], check=True, timeout=10)
    try:
        yield
    finally:
        subprocess.run(["setxkbmap", "-layout", "us"], check=True, timeout=10)


def scan(text: str, end: int | None = ENTER) -> None:
    """Press the keys that give `text` on a US keyboard, then `end`."""
    display = Display()
    try:
        for character in text:
            plain = SHIFTED.get(character, character.lower())
            _press(display, POSITIONS[plain] + X11, shifted=plain != character)
        if end is not None:
            _press(display, end)
    finally:
        display.close()


def _press(display: Display, code: int, *, shifted: bool = False) -> None:
    keys = [SHIFT, code] if shifted else [code]
    told = [(X.KeyPress, key) for key in keys] + [(X.KeyRelease, key) for key in reversed(keys)]
    for kind, key in told:
        xtest.fake_input(display, kind, key)
        display.sync()
        time.sleep(BETWEEN / len(told) * 2)
