"""Somebody at the real window: looks, types, presses keys, and waits for what the books answer."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from cpise_inventory.store import Store
from tests.books import LOGISTICS, PASSWORD
from ui import settings
from ui.application import Dress
from ui.books import Books
from ui.gate import Gate
from ui.kit.sheet import Sheet
from ui.main_window import MainWindow
from ui.page import Page
from ui.shell import Shell
from ui.sign_in import SignIn
from ui.worker import _Job

Kind = TypeVar("Kind", bound=QWidget)
Answer = TypeVar("Answer")
SIZES = ((1366, 768), (1024, 600), (911, 512))
LONGEST_PAUSE = 500  # milliseconds: what is longer is no pause in the typing
PATIENCE = 20.0  # seconds: the machine may be busy
LULL = 0.0005  # seconds that the thread of the books has to itself between two looks


class Hand:
    """Drives one window. What a person can't do, it can't either."""

    def __init__(
        self, database: Path | str, folder: Path, language: str = "fr", dress: Dress | None = None
    ) -> None:
        """`dress`: that of several windows at once."""
        self.database = database
        if settings.read(folder) == settings.Settings():  # as on every machine, whatever it likes
            settings.keep(folder, settings.Settings(appearance=settings.LIGHT))
        self.window = MainWindow(Books(str(database), folder), dress or Dress(language), folder)
        self.faults: list[Exception] = []
        self.window.worker.faulted.connect(self.faults.append)
        self._asked = 0
        self._count_what_is_asked()

    def open(self, width: int = 1366, height: int = 768) -> "Hand":
        self.window.setWindowState(Qt.WindowState.WindowNoState)
        self.window.resize(width, height)
        self.window.show()
        self.resize(width, height)
        self.window.start()
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        return self

    def resize(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.until(lambda: (self.window.width(), self.window.height()) == (width, height))
        self.settle()

    def close(self) -> None:
        if not isValid(self.window):
            return
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    # Waiting --------------------------------------------------------------------------------------

    def until(self, comes: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not comes():
            assert time.monotonic() < deadline, "waited in vain"
            assert not self.faults, self.faults
            QApplication.processEvents()
            time.sleep(LULL)
        QApplication.processEvents()

    def rest(self, *within: QWidget) -> None:
        """What waits for a pause in the typing (proposals, lots, a preview) has come, too."""
        waiting = [timer for one in within or (self.window,) for timer in _pauses(one)]
        self.until(lambda: not any(isValid(timer) and timer.isActive() for timer in waiting))
        self.settle()

    def settle(self) -> None:
        """All that was asked of the books is answered, and what the answers asked, too."""
        before = -1
        while self._asked != before:
            before = self._asked
            self._wait_for_the_books()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
        assert not self.faults, self.faults

    def _wait_for_the_books(self) -> None:
        """Answers come in the order of asking."""
        answered: list[bool] = []
        self._put(_Job(lambda: True, answered.append, None, None, None))
        self.until(lambda: answered)

    def _count_what_is_asked(self) -> None:
        worker = self.window.worker
        put = worker._put

        def counted(job: _Job) -> None:
            self._asked += 1
            put(job)

        self._put = put
        worker._put = counted  # type: ignore[method-assign]  # to know when nothing more is asked

    def ask(self, job: Callable[[Store], Answer]) -> Answer:
        """What a job answers that is done in the window's own books, as another page would."""
        found: list[Answer] = []
        self.window.worker.ask(job, found.append, self.faults.append)
        self.until(lambda: found)
        self.settle()
        return found[0]

    # Looking --------------------------------------------------------------------------------------

    @property
    def shell(self) -> Shell:
        assert self.window.shell is not None
        return self.window.shell

    @property
    def page(self) -> Page:
        page = self.shell.page
        assert page is not None
        return page

    @property
    def sheet(self) -> Sheet:
        self.until(lambda: self.window.veils.top is not None)
        self.settle()
        sheet = self.window.veils.top
        assert sheet is not None
        return sheet

    @property
    def focus(self) -> QWidget:
        taker = QApplication.focusWidget()
        assert taker is not None
        return taker

    def gate(self, kind: type[Kind]) -> Kind:
        """The sign-in, the first run or the trouble, once it's there."""
        found: list[Kind] = []

        def is_there() -> bool:
            shown = self.window.centralWidget().currentWidget()  # type: ignore[attr-defined]  # a stack
            found[:] = [shown] if isinstance(shown, kind) else []
            return bool(found)

        self.until(is_there)
        return found[0]

    def t(self, text: str, **facts: object) -> str:
        """In the language of the window."""
        return self.window.look.words.t(text, **facts)

    def toast(self) -> str:
        return self.window.toast.text.text() if self.window.toast.isVisible() else ""

    def said(self, within: QWidget | None = None) -> str:
        """Every visible word of a widget, or of the whole window."""
        shown = (within or self.window).findChildren(QWidget)
        return "\n".join(
            getattr(one, "whole", one.text)()
            for one in shown
            if isinstance(one, QLabel | QAbstractButton) and one.isVisible()
        )

    def button(self, text: str, within: QWidget | None = None) -> QAbstractButton:
        """The visible button of this name."""
        found = [
            one
            for one in (within or self.window).findChildren(QAbstractButton)
            if one.isVisible() and text in (one.accessibleName(), one.text(), one.toolTip())
        ]
        assert found, f"no button «{text}» in: {self.said(within)}"
        return found[0]

    def field(self, name: str, within: QWidget | None = None) -> QLineEdit:
        found = [
            one
            for one in (within or self.window).findChildren(QLineEdit)
            if one.isVisible() and one.accessibleName() == name
        ]
        assert found, f"no field «{name}»"
        return found[0]

    # Doing ----------------------------------------------------------------------------------------

    def press(self, text: str, within: QWidget | None = None) -> None:
        button = self.button(text, within)
        assert button.isEnabled(), f"«{text}» is disabled: {button.toolTip()}"
        button.click()
        self.settle()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self._under_the_keys(), key, held)
        buttons = self.window.findChildren(QAbstractButton)
        down = [one for one in buttons if one.isDown()]  # a key holds its button for a moment
        self.until(lambda: not any(isValid(one) and one.isDown() for one in down))
        self.settle()

    def _under_the_keys(self) -> QWidget:
        """The display may take the focus away for a moment, when an earlier window has gone."""
        self.until(QApplication.activeWindow)
        return QApplication.focusWidget() or self.window

    def type(self, text: str, into: QWidget | None = None) -> None:
        """As an input method gives it: any letter of any language."""
        if into is not None:
            into.setFocus(Qt.FocusReason.TabFocusReason)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._under_the_keys(), event)
        QApplication.processEvents()

    def enter(self, *texts: str) -> None:
        """Type each and press Enter; what a field proposes comes in a moment."""
        for text in texts:
            self.type(text)
            self.rest(self.focus)
            self.key(Qt.Key.Key_Return)

    def write(self, text: str, into: QLineEdit) -> None:
        """In place of what stands there."""
        into.setFocus(Qt.FocusReason.TabFocusReason)
        into.selectAll()
        self.type(text)
        self.settle()

    def go(self, place: str) -> Page:
        """By the rail; what has no button there, as by the search."""
        if (button := self.shell.rail.buttons.get(place)) is not None:
            button.click()
        else:
            self.shell.open(place)
        self.settle()
        return self.page

    def sign_in(self, name: str = LOGISTICS, password: str = PASSWORD) -> "Hand":
        gate = self.gate(SignIn)
        gate.tiles[name].click()
        self.type(password)
        self.key(Qt.Key.Key_Return)
        self.until(lambda: not isinstance(self.window.centralWidget().currentWidget(), Gate))  # type: ignore[attr-defined]  # a stack
        self.settle()
        return self


def _pauses(within: QWidget) -> list[QTimer]:
    """Timers that run out soon; a toast's, for one, is long."""
    return [
        timer
        for timer in within.findChildren(QTimer)
        if timer.isSingleShot() and timer.isActive() and timer.interval() <= LONGEST_PAUSE
    ]


Sit = Callable[..., Hand]
"""`sit(database, language)`: at a new window."""
