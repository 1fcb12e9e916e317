"""Keys as X11 hands them to Qt: the physical key, and what a keyboard layout makes of it."""

import itertools
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

X11 = 8  # X11's key codes are those of the keyboard plus eight
ROWS = {2: "1234567890-=", 16: "qwertyuiop[]", 30: "asdfghjkl;'", 44: "zxcvbnm,./", 57: " "}
SHIFTED = dict(zip('!@#$%^&*()_+{}:"<>?', "1234567890-=[];',./", strict=True))
POSITIONS = {char: first + at for first, row in ROWS.items() for at, char in enumerate(row)}
# what each layout types for the US characters, without and with Shift (xkb's us, fr, ara)
FRENCH = dict(zip("1234567890-", "&é\"'(-è_çà)", strict=True)) | {
    "q": "a", "a": "q", "w": "z", "z": "w", "m": ",", "Q": "A", "A": "Q", "W": "Z", "Z": "W",
    "M": "?", ":": "M", ";": "m", ",": ";", ".": ":", "/": "!",
}  # fmt: skip
ARABIC = {
    "q": "ض", "w": "ص", "e": "ث", "r": "ق", "t": "ف", "y": "غ", "a": "ش", "s": "س", "k": "ن",
    "c": "ؤ", "n": "ى", "x": "ء", "Q": "َ", "W": "ً", "E": "ُ", "R": "ٌ", "T": "ﻹ", "A": "ِ",
    "S": "ٍ", "K": "،", "C": "{", "N": "آ", "P": "؛", "I": "÷",
}  # fmt: skip
LAYOUTS = {"us": {}, "fr": FRENCH, "ara": ARABIC}
_clock = itertools.count(1_000_000)


class Stroke(NamedTuple):
    """One key: what the layout typed, which key it was, whether Shift or Control was held."""

    text: str
    position: int
    shift: bool
    control: bool = False


def stroke(character: str, layout: str = "us") -> Stroke:
    """What happens when a US keyboard's key for this character goes down under that layout."""
    if character == "\x1d":  # the separator of a GS1 code, as scanners type it
        return Stroke(character, POSITIONS["]"], shift=False, control=True)
    plain = SHIFTED.get(character, character.lower())
    shift = character != plain
    return Stroke(LAYOUTS[layout].get(character, character), POSITIONS[plain], shift)


def send(window: QWidget, told: Stroke, at: int, key: int = 0, *, repeat: bool = False) -> None:
    """To the window, as the display does: Qt finds out who has the focus."""
    held = Qt.KeyboardModifier.ShiftModifier if told.shift else Qt.KeyboardModifier.NoModifier
    if told.control:
        held |= Qt.KeyboardModifier.ControlModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, held, told.position + X11, 0, 0, told.text, repeat)
        event.setTimestamp(at)
        QApplication.sendEvent(window.windowHandle(), event)


def enter(window: QWidget, at: int) -> None:
    send(window, Stroke("\r", 28, shift=False), at, Qt.Key.Key_Return)


def tab(window: QWidget, at: int) -> None:
    send(window, Stroke("\t", 15, shift=False), at, Qt.Key.Key_Tab)


def type_codes(window: QWidget, text: str, layout: str, gap: int) -> int:
    """Type as a US keyboard would, `gap` milliseconds apart; when the last key went down."""
    at = next(_clock) * 1_000
    for character in text:
        send(window, stroke(character, layout), at)
        at += gap
    return at - gap


def scan(window: QWidget, text: str, layout: str = "us") -> None:
    """A scanner: ten milliseconds a key, then Enter."""
    enter(window, type_codes(window, text, layout, 10) + 10)
