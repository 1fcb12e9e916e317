"""Where codes come into the window: from a scanner, dropped as a file, or pasted. A file of another
workstation may be dropped, too.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from cpise_inventory.language.sentences import sentence
from ui.look import Look, application
from ui.scanning import Scan, ScanReader
from ui.worker import Worker

_DROPS: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
BUNDLE: Final = ".cpise"
_TYPED: Final = (QLineEdit, QPlainTextEdit)


class Front(Protocol):
    """What is in front takes codes: a sheet, or a page and the books behind it."""

    def scanned(self, scan: Scan, /) -> object:
        """One code: what the page doesn't want is looked for in the books."""

    def offered(self, scan: Scan, /) -> bool:
        """One of many: whether it was wanted. Nothing else is opened for it."""


class Intake(QObject):
    """One for the window. `front`: what takes codes now, None before somebody signs in; `taken`: a
    code was handed on to it; `bundle_dropped`: a file of another workstation.
    """

    taken = Signal(object)  # Scan
    bundle_dropped = Signal(object)  # Path

    def __init__(
        self,
        window: QWidget,
        worker: Worker,
        front: Callable[[], Front | None],
        look: Callable[[], Look],
        say: Callable[[str, None, bool], object],
    ) -> None:
        super().__init__(window)
        self._worker, self._front, self._look, self._say = worker, front, look, say
        self.reader = ScanReader(self)
        self.reader.scanned.connect(self._one)
        self.reader.broken_off.connect(self._broken_off)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._window = window

    def watch(self) -> None:
        """Once the window is on the screen."""
        self.reader.watch()
        if (screen := self._window.windowHandle()) is not None:
            screen.installEventFilter(self)

    def stop(self) -> None:
        self.reader.stop()
        if (screen := self._window.windowHandle()) is not None:
            screen.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A file over a field is for the window: the field would take its name for text.

        What else takes files is asked first; what none took comes to the window at last.
        """
        if not isinstance(event, QDropEvent) or event.type() not in _DROPS:
            return False
        files = _files(event.mimeData())
        if not files or self._front() is None:
            return False
        if watched is not self._window and not self._is_over_field(event):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop and files[0].suffix == BUNDLE:
            self.bundle_dropped.emit(files[0])
        elif event.type() == QEvent.Type.Drop:
            self.read(files)
        return True

    def _is_over_field(self, event: QDropEvent) -> bool:
        """A longer text is seen through a viewport of its own."""
        beneath = self._window.childAt(event.position().toPoint())
        return any(isinstance(one, _TYPED) for one in (beneath, beneath and beneath.parentWidget()))

    def read(self, files: Sequence[Path]) -> None:
        """Pictures, PDFs and lists of codes, beside: a photograph takes a second."""

        def codes() -> list[str]:
            from cpise_inventory.code_files import codes_of  # noqa: PLC0415 - seldom needed

            return [code for file in files for code in codes_of(file)]

        self._worker.do(codes, self.take, self._failed, owner=self)

    def paste(self, text: str) -> None:
        from cpise_inventory.code_files import codes_in_text  # noqa: PLC0415 - seldom needed

        self.take(codes_in_text(text))

    def take(self, codes: Sequence[str]) -> None:
        """As if they were scanned one after the other."""
        front = self._front()
        if front is None:
            return
        if len(codes) == 1:
            self._one(Scan(codes[0], codes[0]))
            return
        wanted = sum(front.offered(Scan(code, code)) for code in codes)
        words = self._look().words
        told = {"wanted": words.ltr(words.number(wanted))}
        self._say(
            words.n(
                "{wanted} of {count} code taken here.",
                "{wanted} of {count} codes taken here.",
                len(codes),
                **told,
            )
            if wanted
            else words.n(
                "{count} code was read, but this page takes none: open the place that it is for.",
                "{count} codes were read, but this page takes none: open the place they are for.",
                len(codes),
            ),
            None,
            not wanted,
        )

    def _one(self, scan: Scan) -> None:
        if (front := self._front()) is not None:
            front.scanned(scan)
            self.taken.emit(scan)

    def _broken_off(self, scan: Scan) -> None:
        if self._front() is not None:
            words = self._look().words
            code = words.isolate(next(iter(scan.candidates), ""))
            application().beep()
            told = words.t("The code broke off: {code}. Check the plug and scan again.", code=code)
            self._say(told, None, True)

    def _failed(self, error: Exception) -> None:
        self._say(sentence(error, self._look().words), None, True)


def _files(carried: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
