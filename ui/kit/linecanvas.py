"""How lines are painted: the one in use has its fields at the same places as the others' texts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui.kit.line import Line, LineColumn
from ui.kit.pill import paint_pill
from ui.look import Look
from ui.theme import Size, Type

if TYPE_CHECKING:
    from ui.kit.lines import LineGrid

PAD = 10
ELIDED = ("fixed", "text")
"""Kinds of columns whose texts are cut at their end; the rest are codes and figures."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class LinePainter:
    def __init__(self, look: Look) -> None:
        self._look = look

    def title(self, painter: QPainter, room: QRect, text: str, *, end: bool) -> None:
        look = self._look
        painter.setFont(look.font(Type.SMALL, bold=True))
        painter.setPen(look.colour("muted"))
        side = look.end if end else look.start
        painter.drawText(room.adjusted(PAD, 0, -PAD, 0), int(side | _MIDDLE), text)

    def rule(self, painter: QPainter, head: QRect) -> None:
        line = QRect(head.left(), head.bottom(), head.width(), 1)
        painter.fillRect(line, self._look.colour("line_strong"))

    def ground(self, painter: QPainter, band: QRect, *, active: bool) -> None:
        if active:
            painter.fillRect(band, self._look.colour("accent_soft"))
        line = QRect(band.left(), band.bottom(), band.width(), 1)
        painter.fillRect(line, self._look.colour("line"))

    def cell(self, painter: QPainter, room: QRect, line: "Line", column: "LineColumn") -> None:
        look = self._look
        room = room.adjusted(PAD, 0, -PAD, -1)
        if column.kind == "state":
            if line.state is not None:
                paint_pill(painter, room, look, line.state)
            return
        text, bold = self._meaning(line, column), column.bold
        if not text:
            return
        ink = "text"
        if column.key in line.problems:
            ink, bold = "bad", True
        mono = column.kind == "code"
        painter.setFont(look.font(Type.BODY - mono, bold=bold, mono=mono))
        painter.setPen(look.colour(ink))
        plain = column.kind in ELIDED
        # both ends of a code tell it from others
        cut = Qt.TextElideMode.ElideRight if plain else Qt.TextElideMode.ElideMiddle
        text = painter.fontMetrics().elidedText(text, cut, room.width())
        if not plain:
            text = look.words.ltr(text)
        side = look.end if column.end else look.start
        painter.drawText(room, int(side | _MIDDLE), text)

    def _meaning(self, line: "Line", column: "LineColumn") -> str:
        words = self._look.words
        text = line.values.get(column.key, "")
        if column.kind == "quantity" and (quantity := line.quantity(column.key)) is not None:
            return words.number(quantity)
        if column.kind == "expiry" and (expiry := line.expiry(column.key)):
            return words.expiry(expiry)
        return text


class Head(QWidget):
    def __init__(self, grid: "LineGrid") -> None:
        super().__init__()
        self._grid = grid
        self._painter = LinePainter(grid.look)
        self.setFixedHeight(36)

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = self._grid.canvas.width()
        shift = self.width() - wide if self._grid.look.rtl else 0
        places = self._grid.places(wide)
        for column in self._grid.columns:
            room = places[column.key].translated(shift, 0)
            room.setHeight(self.height())
            self._painter.title(painter, room, column.title, end=column.end)
        self._painter.rule(painter, self.rect())


class Canvas(QWidget):
    """All lines; the fields of the line in use are its children."""

    def __init__(self, grid: "LineGrid") -> None:
        super().__init__()
        self._grid = grid
        self._painter = LinePainter(grid.look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(grid.accessibleName())

    def fit(self) -> None:
        self.setMinimumHeight(len(self._grid.lines) * Size.ROW + self._grid.below)
        self.updateGeometry()
        self.update()

    def place(self) -> None:
        grid = self._grid
        if grid.active < 0:
            return
        top = grid.active * Size.ROW
        places = grid.places(self.width())
        for key, editor in grid.editors.items():
            editor.setGeometry(places[key].translated(0, top).adjusted(1, 1, -1, -2))
        grid.remove_button.setGeometry(grid.remove_place(self.width()).translated(0, top))
        grid.head.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, max(len(self._grid.lines), 3) * Size.ROW)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y()) // Size.ROW
        if 0 <= at < len(self._grid.lines):
            places = self._grid.places(self.width()).items()
            x = int(event.position().x())
            column = next((k for k, r in places if r.left() <= x <= r.right()), "")
            if not self._grid.enter_line(at, column):
                self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def event(self, event: QEvent) -> bool:
        """What is cut in a cell is said whole where the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._whole(event.pos()), self)
            return True
        return super().event(event)

    def _whole(self, spot: QPoint) -> str:
        """The text of the cell there, if it's one that may be cut."""
        at, places = spot.y() // Size.ROW, self._grid.places(self.width())
        if not 0 <= at < len(self._grid.lines):
            return ""
        here = (
            column
            for column in self._grid.columns
            if column.kind in (*ELIDED, "code")
            and places[column.key].left() <= spot.x() <= places[column.key].right()
        )
        column = next(here, None)
        return self._grid.lines[at].values.get(column.key, "") if column else ""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        grid = self._grid
        tabbed = event.reason() == Qt.FocusReason.TabFocusReason
        if grid.lines and grid.active < 0:
            grid.activate(len(grid.lines) - 1)
        if tabbed and grid.active >= 0 and grid.editors:
            next(iter(grid.editors.values())).setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        grid, key = self._grid, event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and grid.lines:
            at = grid.active + (-1 if key == Qt.Key.Key_Up else 1)
            grid.activate(min(max(at, 0), len(grid.lines) - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and grid.active >= 0 and grid.editors:
            next(iter(grid.editors.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_Delete and grid.active >= 0:
            grid.remove(grid.active)
        elif event.matches(QKeySequence.StandardKey.Paste):
            grid.paste()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        grid, painter = self._grid, QPainter(self)
        places = grid.places(self.width())
        first = max(event.rect().top() // Size.ROW, 0)
        last = min(event.rect().bottom() // Size.ROW, len(grid.lines) - 1)
        for at in range(first, last + 1):
            band = QRect(0, at * Size.ROW, self.width(), Size.ROW)
            self._painter.ground(painter, band, active=at == grid.active)
            line = grid.lines[at]
            for column in grid.columns:
                if at == grid.active and column.key in grid.editors:
                    continue
                room = places[column.key].translated(0, band.top())
                self._painter.cell(painter, room, line, column)
