"""Long work: a bar in the page with counts, time left and Stop; the program stays usable."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar

from ui.kit.buttons import Button
from ui.kit.text import label
from ui.look import Look
from ui.theme import Size

SURE_AFTER = 2.0
"""Seconds of work before a guess of what's left is worth saying."""


class Progress(QFrame):
    """Hidden until `start`. Connect a long job's `progressed` to `show_step`."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._stop: Callable[[], object] = bool  # does nothing
        self._began = 0.0
        self.setProperty("role", "card")
        self.title = label(look, role="strong", wrap=True)
        self.fact = label(look, role="small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = Button(look, look.words.t("Stop"), self._stopped, icon="x")
        grid = QGridLayout(self)
        grid.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(Size.L)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.fact, 1, 0)
        grid.addWidget(self.stop, 0, 1, 2, 1)
        grid.addWidget(self.bar, 2, 0, 1, 2)
        grid.setRowMinimumHeight(2, Size.L)
        grid.setColumnStretch(0, 1)
        self.hide()

    def start(self, title: str, stop: Callable[[], object] | None = None) -> None:
        """`stop` is called when the person wants it to end; without it there is no button."""
        self._stop = stop or bool
        self._began = monotonic()
        self.title.setText(title)
        self.fact.clear()
        self.bar.setAccessibleName(title)
        self.bar.setRange(0, 0)
        self.stop.setVisible(stop is not None)
        self.stop.setEnabled(True)
        self.show()

    def show_step(self, done: int, total: int) -> None:
        """So many of so many, or of 0 where nobody knows."""
        words = self._look.words
        self.bar.setRange(0, total)
        self.bar.setValue(min(done, total))
        if not total:
            self.fact.setText(words.ltr(words.number(done)))
            return
        said = words.t("{done} of {total}", done=words.number(done), total=words.number(total))
        if left := self._left(done, total):
            said = f"{said} · {left}"
        self.fact.setText(said)

    def end(self) -> None:
        self.hide()

    def _left(self, done: int, total: int) -> str:
        took = monotonic() - self._began
        if took < SURE_AFTER or not 0 < done < total:
            return ""
        seconds = max(round(took / done * (total - done)), 1)
        words = self._look.words
        if seconds < 60:  # noqa: PLR2004 - a minute
            return words.n("about {count} second left", "about {count} seconds left", seconds)
        minutes = round(seconds / 60)
        return words.n("about {count} minute left", "about {count} minutes left", minutes)

    def _stopped(self) -> None:
        self.stop.setEnabled(False)
        self.fact.setText(self._look.words.t("Stopping…"))
        self._stop()
