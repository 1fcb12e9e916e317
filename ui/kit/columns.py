"""What a table shows: its columns, each a few questions to a row, and how one cell is painted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)
from typing_extensions import override

from ui.kit.pill import State, paint_pill
from ui.look import Look
from ui.theme import Size, Type

Row = TypeVar("Row")
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The row's record; None while its page is on the way."""
SORT_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""What the cell is ordered by, as a value."""
PAD = 10
ICON_ROOM = 24


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`key` names the column to the source, `title` is in words already.

    Quantities stand at the `end`; `ltr` keeps identifiers and figures in order inside Arabic.
    """

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    stretch: bool = False
    least: int = 0
    """Of the one that stretches: where it would have less room, those that are `spare` are hidden,
    the last one first.
    """
    floor: int = 0
    """Of the one that stretches: it's never narrower, the list is moved sideways instead."""
    spare: bool = False
    """Told elsewhere too, as in the panel beside the list."""
    end: bool = False
    mono: bool = False
    bold: bool = False
    ltr: bool = False
    sortable: bool = False
    ink: Callable[[Row], str] | None = None
    """The colour's name: text (as without), muted, good, warn, bad, accent."""
    icon: Callable[[Row], str] | None = None
    pill: Callable[[Row], State | None] | None = None
    """In place of the text; the text is then what a screen reader says."""
    paint: Callable[[QPainter, QRect, Look, Row], None] | None = None
    """Likewise: paints the whole cell by itself."""
    sort: Callable[[Row], Any] | None = None
    """What SORT_ROLE answers; the text if not said."""


class CellPainter(QStyledItemDelegate):
    """Paints cells itself: `CE_ItemViewItem` under a style sheet costs twice as much."""

    def __init__(self, look: Look, columns: "tuple[Column[Any], ...]", parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._columns, self._view = look, columns, parent
        self._grounds = {name: look.colour(name) for name in ("accent_soft", "hover", "line")}
        self._ring = look.colour("focus")

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._columns[index.column()].width, Size.ROW)

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """What is cut is said whole where the pointer rests on it."""
        row, column = index.data(ROW_ROLE), self._columns[index.column()]
        if event.type() != QEvent.Type.ToolTip or row is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self._cut(column, row, option.rect.width()), view)
        return True

    def _cut(self, column: "Column[Any]", row: object, width: int) -> str:
        """The text of a cell, if that is wider than its column; else nothing."""
        pill = column.pill(row) if column.pill is not None else None
        if column.paint is not None or pill is not None:
            return ""
        text = column.text(row)
        font = self._look.font(Type.BODY - column.mono, bold=column.bold, mono=column.mono)
        room = width - 2 * PAD - (ICON_ROOM if column.icon is not None and column.icon(row) else 0)
        return text if QFontMetrics(font).horizontalAdvance(text) > room else ""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, self._grounds["accent_soft"])
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._grounds["hover"])
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._grounds["line"])
        if selected and self._view.hasFocus():
            self._paint_ring(painter, rect, index.column())
        row = index.data(ROW_ROLE)
        if row is not None:
            self._paint_cell(painter, rect.adjusted(PAD, 0, -PAD, -1), index.column(), row)
        elif index.column() == 0:
            painter.setPen(self._look.colour("muted"))
            painter.drawText(
                rect.adjusted(PAD, 0, -PAD, 0),
                int(self._look.start | Qt.AlignmentFlag.AlignVCenter),
                "…",
            )

    def _paint_ring(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Round the whole row: who uses the keyboard sees where the arrow keys are."""
        for top in (rect.top(), rect.bottom() - 1):
            painter.fillRect(QRect(rect.left(), top, rect.width(), 2), self._ring)
        first, last = column == 0, column == len(self._columns) - 1
        at_left, at_right = (last, first) if self._look.rtl else (first, last)
        for at_side, x in ((at_left, rect.left()), (at_right, rect.right() - 1)):
            if at_side:
                painter.fillRect(QRect(x, rect.top(), 2, rect.height()), self._ring)

    def _paint_cell(self, painter: QPainter, room: QRect, at: int, row: object) -> None:
        look, column = self._look, self._columns[at]
        if column.paint is not None:
            column.paint(painter, room, look, row)
            return
        if column.pill is not None and (state := column.pill(row)) is not None:
            paint_pill(painter, room, look, state)
            return
        if column.icon is not None and (name := column.icon(row)):
            room = self._paint_icon(painter, room, name)
        text = column.text(row)
        if not text:
            return
        ink = column.ink(row) if column.ink is not None else "text"
        painter.setPen(look.colour(ink))
        size = Type.BODY - 1 if column.mono else Type.BODY
        painter.setFont(look.font(size, bold=column.bold, mono=column.mono))
        # both ends of a code tell it from others
        cut = Qt.TextElideMode.ElideMiddle if column.ltr else Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(text, cut, room.width())
        side = look.end if column.end else look.start
        painter.drawText(
            room,
            int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine),
            look.words.ltr(text) if column.ltr else text,
        )

    def _paint_icon(self, painter: QPainter, room: QRect, name: str) -> QRect:
        look = self._look
        x = room.right() + 1 - Size.ICON_SMALL if look.rtl else room.left()
        picture = look.picture(name, "muted", Size.ICON_SMALL, painter.device().devicePixelRatio())
        painter.drawPixmap(x, room.top() + (room.height() - Size.ICON_SMALL) // 2, picture)
        if look.rtl:
            return room.adjusted(0, 0, -ICON_ROOM, 0)
        return room.adjusted(ICON_ROOM, 0, 0, 0)
