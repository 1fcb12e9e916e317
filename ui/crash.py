"""A fault of ours: one sentence, a report to copy, and the work goes on."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal

from cpise_inventory.language.sentences import sentence
from cpise_inventory.reports import report_text, write_report
from ui.kit.buttons import Button
from ui.kit.sheet import Sheet
from ui.kit.text import label
from ui.look import Look, application

Show = Callable[[Exception, Path | None], object]
"""Shows the sheet; the file is None where none could be written."""


class CrashSheet(Sheet):
    def __init__(self, look: Look, error: Exception, report: Path | None) -> None:
        words = look.words
        title = words.t("The program made a mistake.")
        text = sentence(error, words)
        super().__init__(look, title, text, icon="circle-x", tone="bad", width=600)
        self.report = report_text(error)
        if report is not None:
            told = words.t("The report: {file}", file=words.isolate(report.name))
            self.body.addWidget(label(look, told, "small", wrap=True))
        self.body.addWidget(
            label(look, words.t("It names no password and no contents."), "small", wrap=True)
        )
        self.copy = self.add_button(
            Button(look, words.t("Copy the report"), self._copy, icon="copy")
        )
        self.go_on = self.add_button(Button(look, words.t("Go on"), self.done, role="primary"))
        self.first = self.go_on

    def _copy(self) -> None:
        application().clipboard().setText(self.report)
        self.copy.say(self.look.words.t("Copied"), "check")


class CrashCatcher(QObject):
    """Every fault that nobody caught, of whatever thread, comes here while it's installed."""

    _came = Signal(object)

    def __init__(self, show: Show) -> None:
        super().__init__()
        self._show = show
        self._came.connect(self.handle)
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def uninstall(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def handle(self, error: BaseException) -> None:
        """Write it down, say it. An interruption from the terminal ends the program."""
        if not isinstance(error, Exception):
            application().quit()
            return
        self._show(error, write_report(error))

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if sys.stderr is not None:
            self._before[0](kind, error, trace)
        if QThread.currentThread() is self.thread():
            self.handle(error)
        else:
            self._came.emit(error)

    def _thread_hook(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._came.emit(told.exc_value)
