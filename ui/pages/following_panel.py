"""The panel beside a list that follows the row in use: asks the books, and tells what they say."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.side import SidePanel
from ui.kit.text import Elided, label
from ui.look import Look
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

Read = TypeVar("Read")


class FollowingPanel(SidePanel, Generic[Read]):
    """`told` is filled anew whenever the books were asked; until then the buttons are disabled."""

    def __init__(self, desk: Desk, nothing: str, *buttons: Button) -> None:
        """`nothing`: what is said before any row is in use."""
        super().__init__(desk.look, nothing)
        self._desk, self._code = desk, ""
        self._told = QVBoxLayout()
        self._told.setSpacing(Size.S)
        self.body.addLayout(self._told)
        self.body.addStretch(1)
        for button in buttons:
            button.setEnabled(False)
            self.foot.addWidget(button)

    def follow(self, code: str) -> None:
        """Another row is in use."""
        self.rest(resting=False)
        if code != self._code:
            self._code = code
            self.refresh()

    def refresh(self) -> None:
        code = self._code
        if code:
            self._desk.worker.ask(
                lambda store: self.read(store, code),
                self.show_read,
                self._failed,
                owner=self,
                only_latest=id(self),
            )

    @abstractmethod
    def read(self, store: "Store", code: str) -> Read:
        """What the books say of it; in the store's thread."""

    @abstractmethod
    def show_read(self, read: Read) -> None:
        """Tell it."""

    def _failed(self, error: Exception) -> None:
        self._desk.say_wrong(self._desk.sentence(error))


def facts_grid(look: Look, rows: Iterable[tuple[str, str]]) -> QGridLayout:
    """Names with their values; those that say nothing are left out."""
    facts = QGridLayout()
    facts.setHorizontalSpacing(Size.M)
    facts.setVerticalSpacing(Size.XS)
    facts.setColumnStretch(1, 1)
    for row, (name, value) in enumerate((name, value) for name, value in rows if value):
        facts.addWidget(label(look, name, "small"), row, 0)
        facts.addWidget(Elided(look, value), row, 1)
    return facts
