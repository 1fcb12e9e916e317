"""The receipt as it would be printed, drawn beside the form while that is filled in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from typing_extensions import override

from cpise_inventory.clock import wall_clock
from cpise_inventory.language.words import LANGUAGES
from ui.desk import Desk
from ui.kit.choices import Choice, Choices
from ui.kit.paper import PaperPreview
from ui.kit.side import SidePanel
from ui.pages.drawing import NAMES, drawn

if TYPE_CHECKING:
    from cpise_inventory.paper.preview import Picture
    from cpise_inventory.stock.commands import Distribution
    from cpise_inventory.store import Store

WIDTH: Final = 364
PAUSE: Final = 300
"""Milliseconds after the last key before the paper is drawn anew."""


class ReceiptPanel(SidePanel):
    """Asks `request` for what is typed; draws nothing while nobody sees it."""

    language_chosen = Signal()

    def __init__(self, desk: Desk, request: "Callable[[], Distribution]") -> None:
        words = desk.look.words
        super().__init__(desk.look, words.t("Receipt preview"), WIDTH)
        self._desk, self._request = desk, request
        self.languages = Choices(
            desk.look,
            words.t("Language of the receipt"),
            [Choice(code, NAMES[code]) for code in LANGUAGES],
            words.code,
            "segment",
        )
        self.paper = PaperPreview(desk.look)
        self.body.addWidget(self.languages)
        self.body.addWidget(self.paper, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._draw)
        self.languages.picked.connect(self._speak)

    @property
    def language(self) -> str:
        return self.languages.chosen

    def refresh(self) -> None:
        """Soon, once the typing pauses."""
        if self.isVisible():
            self._pause.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.start()

    def _speak(self, _code: str) -> None:
        self.language_chosen.emit()
        self._draw()

    def _draw(self) -> None:
        if not self.isVisible():
            return
        request, person, language = self._request(), self._desk.session.person, self.language

        def job(store: "Store") -> "list[Picture]":
            return preview(store, request, person, language)

        self._desk.worker.ask(
            job, self.paper.show_pages, self._failed, owner=self, only_latest=id(self)
        )

    def _failed(self, _error: Exception) -> None:
        """The books can't be read now: whatever is asked next says so at its place."""
        self.paper.clear()


def preview(store: "Store", request: "Distribution", person: str, language: str) -> "list[Picture]":
    """Journals nothing, locks nothing."""
    from cpise_inventory.printing import drafts, papers  # noqa: PLC0415 - reportlab

    now = wall_clock()
    with store.read() as connection:
        paper = drafts.preview(connection, store.journal, request, person, now, language)
    return drawn(papers.pdf((paper,)))
