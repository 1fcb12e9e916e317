"""Drives the one window as a person does."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.books import PASSWORD
from ui.main_window import MainWindow
from ui.shell import Shell
from ui.sign_in import SignIn

CTRL = Qt.KeyboardModifier.ControlModifier


class Driver:
    """Drives a window as a person does."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def gate(self, kind):
        """Wait till this gate is shown."""
        self.qtbot.waitUntil(lambda: isinstance(self.window._stack.currentWidget(), kind))
        return self.window._stack.currentWidget()

    def shell(self) -> Shell:
        shell = self.gate(Shell)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        return shell

    def sign_in(self, name: str = "aicha") -> Shell:
        gate = self.gate(SignIn)
        gate.tiles[name].click()
        gate.password.setText(PASSWORD)
        gate.submit()
        return self.shell()

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def page(self, kind):
        self.qtbot.waitUntil(lambda: isinstance(self.window.shell.page, kind))
        return self.window.shell.page
