"""A month to choose a day from: our names of months, Western digits, mirrored in Arabic."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.kit.buttons import Button
from ui.kit.text import label
from ui.look import Look
from ui.theme import Size, Type

CELL: Final = 36
WEEK: Final = 7
ROWS: Final = 6
_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)


class Calendar(QFrame):
    """Arrow keys go by days and weeks, Page Up and Down by months; Enter takes, Escape leaves."""

    picked = Signal(object)  # date

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(None, Qt.WindowType.Popup)
        self.setProperty("role", "drop")
        self.setLayoutDirection(look.direction)
        self._look = look
        self.days = _Days(look, today)
        self._name = label(look, role="strong")
        words = look.words
        back = Button(look, words.t("Previous month"), self._back, role="icon", icon="chevron-left")
        on = Button(look, words.t("Next month"), self._on, role="icon", icon="chevron-right")
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(self._name, 1, Qt.AlignmentFlag.AlignHCenter)
        head.addWidget(on)
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.S, Size.S, Size.S, Size.S)
        column.setSpacing(Size.XS)
        column.addLayout(head)
        column.addWidget(self.days)
        self.days.moved.connect(self._say_month)
        self.days.picked.connect(self._take)
        self.setFocusProxy(self.days)
        self._say_month()

    def show_day(self, day: date) -> None:
        self.days.go(day)

    def _back(self) -> None:
        self.days.by_months(-1)

    def _on(self) -> None:
        self.days.by_months(1)

    def _say_month(self) -> None:
        day, words = self.days.day, self._look.words
        self._name.setText(f"{words.month_name(day.month)} {day.year}")

    def _take(self, day: date) -> None:
        self.hide()
        self.picked.emit(day)


class _Days(QWidget):
    moved = Signal()
    picked = Signal(object)

    def __init__(self, look: Look, today: date) -> None:
        super().__init__()
        self._look, self._today = look, today
        self.day = today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(CELL * WEEK, CELL * ROWS + 24)
        self.go(today)

    def go(self, day: date) -> None:
        self.day = min(max(day, _EARLIEST), _LATEST)
        self.setAccessibleName(self._look.words.full_date(self.day))
        self.moved.emit()
        self.update()

    def by_months(self, months: int) -> None:
        at = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(at, 12)
        for day in range(self.day.day, 27, -1):
            try:
                return self.go(date(year, month + 1, day))
            except ValueError:  # the 31st of a shorter month
                continue
        return self.go(date(year, month + 1, min(self.day.day, 28)))

    @override
    def sizeHint(self) -> QSize:
        return QSize(CELL * WEEK, CELL * ROWS + 24)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        on = -1 if self._look.rtl else 1
        steps = {
            Qt.Key.Key_Right: on,
            Qt.Key.Key_Left: -on,
            Qt.Key.Key_Down: WEEK,
            Qt.Key.Key_Up: -WEEK,
        }
        months = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self.go(self.day + timedelta(days=steps[key]))
        elif key in months:
            self.by_months(months[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.picked.emit(self.day)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for day, rect in self._cells():
            if rect.contains(event.position().toPoint()):
                self.go(day)
                self.picked.emit(day)
                return

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(Type.SMALL, bold=True))
        painter.setPen(look.colour("muted"))
        for weekday in range(WEEK):
            rect = self._place(weekday, 0)
            rect.setTop(0)
            rect.setHeight(24)
            name = look.words.day_name(weekday)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _short(name, rtl=look.rtl))
        painter.setFont(look.font(Type.BODY))
        for day, rect in self._cells():
            self._paint_day(painter, day, rect)

    def _paint_day(self, painter: QPainter, day: date, rect: QRect) -> None:
        look = self._look
        ink = "text" if day.month == self.day.month else "muted"
        inside = rect.adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self.day:
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(inside, Size.RADIUS, Size.RADIUS)
            ink = "on_accent"
        elif day == self._today:
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(inside, Size.RADIUS, Size.RADIUS)
        painter.setPen(look.colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _cells(self) -> list[tuple[date, QRect]]:
        first = self.day.replace(day=1)
        start = first - timedelta(days=first.weekday())
        days = [start + timedelta(days=n) for n in range(WEEK * ROWS)]
        return [(day, self._place(n % WEEK, n // WEEK)) for n, day in enumerate(days)]

    def _place(self, column: int, row: int) -> QRect:
        at = WEEK - 1 - column if self._look.rtl else column
        return QRect(at * CELL, 24 + row * CELL, CELL, CELL)


def _short(name: str, *, rtl: bool) -> str:
    """`lu`, `Mo`; in Arabic the first letter without the article."""
    return name.removeprefix("ال")[:1] if rtl else name[:2]
