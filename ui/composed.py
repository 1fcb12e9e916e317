"""Letters that come without their key: X11's tables of composed characters, which Qt follows as an
input method, give the lam-alefs of an Arabic keyboard to the field as two letters each, and the
key is never told. A scanner's B, G and T are those keys.
"""

import ctypes
import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from shiboken6 import isValid
from typing_extensions import override

from ui.look import application

if TYPE_CHECKING:
    from collections.abc import Callable

LAM_ALEFS: Final = {"لا": "b", "لآ": "B", "لأ": "G", "لإ": "T"}
"""And the character that their key gives on a US keyboard; X11's Arabic layouts are all alike."""
_KEY_PRESS: Final = 2  # X11's number of this event; its highest bit says that a program sent it
_OF_A_KIND: Final = 0x7F


class Composed(QObject):
    """Tells of each such letter before the field that has the focus gets it."""

    typed = Signal(str, str, object)
    """The letters, their key's US character, and when it went down (ms of the display's clock; no
    C++ `int`, which ends after 24 days).
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at: QObject | None = None
        self._presses: _Presses | None = None
        self.moment: Callable[[], int] = lambda: round(time.monotonic() * 1_000)

    def begin(self) -> None:
        self.end()
        application().focusObjectChanged.connect(self._listen_to)
        self._listen_to(application().focusObject())
        if QGuiApplication.platformName() == "xcb":
            self._presses = _Presses()
            application().installNativeEventFilter(self._presses)
            self.moment = self._presses.moment

    def end(self) -> None:
        if self._presses is not None:
            application().removeNativeEventFilter(self._presses)
            self._presses = None
        if self._at is not None:
            application().focusObjectChanged.disconnect(self._listen_to)
            self._listen_to(None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            text = event.commitString()
            if text in LAM_ALEFS:
                self.typed.emit(text, LAM_ALEFS[text], self.moment())
        return False

    def _listen_to(self, one: QObject | None) -> None:
        if self._at is not None and isValid(self._at):  # what had the focus may just have gone
            self._at.removeEventFilter(self)
        self._at = one
        if one is not None:
            one.installEventFilter(self)


class _Presses(QAbstractNativeEventFilter):
    """When the last key went down, by the display itself: a composed letter is handed over at once,
    ahead of the keys before it that still wait in Qt's queue.
    """

    def __init__(self) -> None:
        super().__init__()
        self._at = 0

    def moment(self) -> int:
        return self._at

    @override
    def nativeEventFilter(
        self,
        eventType: QByteArray | bytes | bytearray | memoryview,
        message: Any,
    ) -> tuple[bool, int]:
        kind, at = (ctypes.c_uint32 * 2).from_address(int(message))
        if kind & _OF_A_KIND == _KEY_PRESS:
            self._at = at
        return False, 0
