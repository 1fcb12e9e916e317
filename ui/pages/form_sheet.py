"""A form in a sheet: Enter goes to the next field, and what is refused is told where it stands."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

from cpise_inventory import clock
from cpise_inventory.errors import Refusals
from cpise_inventory.texts import capital as capital  # noqa: PLC0414 - for pages
from ui.desk import Desk
from ui.kit.field import Field
from ui.kit.note import Note
from ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from cpise_inventory.store import Store

T = TypeVar("T")
OF_REFUSALS: Final[Mapping[str, str]] = {"from": "donor", "happened_on": "day", "date": "day"}
"""A refusal's field -> ours, where they differ."""


class FormSheet(Sheet):
    """`fields` by the names that refusals have for them; `stays` keep the focus at Enter; `leads`:
    where it goes from some, past what is seldom said.
    """

    def __init__(self, desk: Desk, title: str, *, icon: str, width: int) -> None:
        super().__init__(desk.look, title, icon=icon, width=width)
        self.desk = desk
        self.fields: dict[str, Field] = {}
        self.stays: list[QWidget] = []
        self.leads: dict[QWidget, QWidget] = {}
        self.problem = Note(desk.look)
        self.body.addWidget(self.problem)

    def tell(self, error: Exception) -> None:
        """At the fields it is about, the first of which has the focus; else at the top."""
        told = error.problems if isinstance(error, Refusals) else (error,)
        first: Field | None = None
        for one in told:
            field = self._field_of(one)
            if field is None:
                self.problem.say("bad", self.desk.sentence(one))
            else:
                field.wrong(self.desk.sentence(one))
                first = first or field
        if first is not None:
            first.focus()

    def ask(
        self,
        job: "Callable[[Store], T]",
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        always: Callable[[], object] | None = None,
        only_latest: Hashable | None = None,
    ) -> None:
        """`Worker.ask` for this sheet; a failure nobody takes is told on it."""
        latest = (id(self), only_latest) if only_latest is not None else None
        self.desk.worker.ask(
            job, done, failed or self.tell, always=always, owner=self, only_latest=latest
        )

    def nothing_is_wrong(self) -> None:
        """Before another try."""
        self.problem.clear()
        for field in self.fields.values():
            field.right()

    def _field_of(self, error: Exception) -> Field | None:
        """What a text error is about stands in its `name`; others say it by their class."""
        name = str(getattr(error, "field", "")) or str(getattr(error, "name", ""))
        return self.fields.get(OF_REFUSALS.get(name, name))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focus, QLineEdit):
            if focus in self.leads:
                self.leads[focus].setFocus(Qt.FocusReason.TabFocusReason)
            elif focus not in self.stays:
                self.focusNextChild()
            return
        super().keyPressEvent(event)


def today() -> date:
    """Mauritania keeps UTC all year."""
    return clock.today()
