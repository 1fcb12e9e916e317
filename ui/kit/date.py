"""A day as typed in any usual way, shown as 24/11/2026; the arrow down opens a calendar."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from cpise_inventory.language.reading import parse_date
from ui.kit.calendar import Calendar
from ui.kit.reading import ReadingEdit
from ui.look import Look

WIDTH: Final = 150


class DateEdit(ReadingEdit[date]):
    """Any text is let in: month's names are understood, too."""

    def __init__(self, look: Look, today: date, chosen: date | None = None) -> None:
        super().__init__(look)
        self._today = today
        self.calendar: Calendar | None = None
        self.setMinimumWidth(WIDTH)
        self.setPlaceholderText(look.words.t("dd/mm/yyyy"))
        open_it = QAction(look.icon("calendar-clock", "muted"), "", self)
        open_it.setToolTip(look.words.t("Choose a day (arrow down)"))
        open_it.triggered.connect(self.open_calendar)
        self.addAction(open_it, QLineEdit.ActionPosition.TrailingPosition)
        if chosen is not None:
            self.set_value(chosen)

    @override
    def read(self, text: str) -> date:
        return parse_date(text)

    @override
    def shown(self, text: str, value: date) -> str:
        return self.look.words.date(value)

    @override
    def as_typed(self, value: date) -> str:
        return self.look.words.date(value)

    def open_calendar(self) -> None:
        if self.calendar is None:
            self.calendar = Calendar(self.look, self._today)
            self.calendar.picked.connect(self._picked)
            self.destroyed.connect(self.calendar.deleteLater)
        self.calendar.show_day(self.value() or self._today)
        self.calendar.adjustSize()
        corner = self.rect().bottomRight() if self.look.rtl else self.rect().bottomLeft()
        at = self.mapToGlobal(corner)
        shift = self.calendar.width() if self.look.rtl else 0
        self.calendar.move(at - QPoint(shift, -3))
        self.calendar.show()
        self.calendar.days.setFocus(Qt.FocusReason.PopupFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _picked(self, day: date) -> None:
        self.set_value(day)
        self.settled.emit()
