"""Keys before they reach a field, whatever window of the program they go to.

A filter on the application itself would be told of each event of each widget, and Qt builds a
Python object for every one: a fifth of all that a window takes to come up.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow

from ui.look import application


class Overheard(QObject):
    """`listener.eventFilter` is given the events of the window that has the keyboard, before its
    widgets are; the last to begin is the first to be told.
    """

    def __init__(self, listener: QObject) -> None:
        super().__init__(listener)
        self._listener = listener
        self._has_begun = False

    def begin(self) -> None:
        """Begun again, it's told first."""
        self.end()
        self._has_begun = True
        application().focusWindowChanged.connect(self._listen_to)
        self._listen_to(application().focusWindow())

    def end(self) -> None:
        if not self._has_begun:
            return
        self._has_begun = False
        application().focusWindowChanged.disconnect(self._listen_to)
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self._listener)

    def _listen_to(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self._listener)
