"""What was found, under the scan field: actions first, then documents, items and equipment."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.hits import Hit
from ui.kit.text import label
from ui.look import Look
from ui.theme import Size, Type

Index = QModelIndex | QPersistentModelIndex
Line = Hit | str
"""A hit, or the heading of a group, in words."""
ROW: Final = 38
HEADING: Final = 26
_LINE: Final = Qt.ItemDataRole.UserRole + 1
_NOWHERE: Final = QModelIndex()


class Palette(QFrame):
    """A child of the window: it takes neither focus nor keys, the scan field keeps both."""

    picked = Signal(object)  # Hit

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("role", "drop")
        self.setAccessibleName(look.words.t("Found"))
        self._model = _Lines(look, self)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Painter(look, self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMouseTracking(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName(look.words.t("Found"))
        self._view.clicked.connect(self._clicked)
        self._nothing = label(look, role="muted", wrap=True)
        words = look.words
        keys = (
            words.t("arrow keys: choose"),
            words.t("Enter: open"),
            words.t("Escape: close"),
        )
        self._keys = label(look, "   ·   ".join(keys), "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(Size.S, Size.S, Size.S, Size.S)
        column.setSpacing(Size.XS)
        column.addWidget(self._view, 1)
        column.addWidget(self._nothing)
        column.addWidget(self._keys)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], under: QWidget, text: str) -> None:
        """Grouped, in the order given; a sentence where there are none."""
        self._model.fill(hits)
        self._view.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        words = self._look.words
        self._nothing.setText(words.t("Nothing found for “{text}”.", text=words.isolate(text)))
        self.step(0)
        self._place(under)
        self.show()
        self.raise_()

    def current(self) -> Hit | None:
        """The chosen line; None where there is none, or where the role doesn't allow it."""
        line = self._view.currentIndex().data(_LINE)
        return line if isinstance(line, Hit) and not line.why_not else None

    def step(self, by: int) -> None:
        """To the next line that can be opened; 0 chooses the first."""
        open_ones = self._model.open_rows()
        if not open_ones:
            self._view.setCurrentIndex(_NOWHERE)
            return
        here = self._view.currentIndex().row()
        at = open_ones.index(here) + by if here in open_ones and by else 0
        self._view.setCurrentIndex(self._model.index(open_ones[at % len(open_ones)]))

    def _clicked(self, index: QModelIndex) -> None:
        line = index.data(_LINE)
        if isinstance(line, Hit) and not line.why_not:
            self.picked.emit(line)

    def _place(self, under: QWidget) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        top = under.mapTo(parent, QPoint(0, under.height())).y() + 4
        wanted = self._model.height() + 46 if self._model.rowCount() else 92
        wide = max(under.width(), 420)
        left = under.mapTo(parent, QPoint(0, 0)).x()
        if self._look.rtl:
            left = left + under.width() - wide
        high = min(wanted, parent.height() - top - Size.L)
        self.setGeometry(max(left, 0), top, wide, high)


class _Lines(QAbstractListModel):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: list[Line] = []

    def fill(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self._lines = []
        group = ""
        for hit in hits:
            if hit.group != group:
                group = hit.group
                self._lines.append(self._look.words.t(group))
            self._lines.append(hit)
        self.endResetModel()

    def open_rows(self) -> list[int]:
        lines = enumerate(self._lines)
        return [at for at, line in lines if isinstance(line, Hit) and not line.why_not]

    def height(self) -> int:
        return sum(ROW if isinstance(line, Hit) else HEADING for line in self._lines)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line if isinstance(line, str) else f"{line.text} {line.fact} {line.why_not}"
        return line if role == _LINE else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self._lines[index.row()] if index.isValid() else ""
        open_to = isinstance(line, Hit) and not line.why_not
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both if open_to else Qt.ItemFlag.NoItemFlags


class _Painter(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW if isinstance(index.data(_LINE), Hit) else HEADING)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(_LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Hit):
            self._paint_hit(painter, option, line)
        else:
            painter.setFont(self._look.font(Type.SMALL, bold=True))
            painter.setPen(self._look.colour("muted"))
            self._text(painter, option.rect.adjusted(6, 0, -6, 0), str(line))
        painter.restore()

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        look = self._look
        box = option.rect.adjusted(1, 1, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and not hit.why_not
        if chosen:
            painter.setPen(QPen(look.colour("accent"), 1))
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(box, 6, 6)
        room = box.adjusted(12, 0, -12, 0)
        x = room.right() + 1 - Size.ICON if look.rtl else room.left()
        ratio = painter.device().devicePixelRatio()
        picture = look.picture(hit.icon, "accent" if chosen else "muted", Size.ICON, ratio)
        painter.drawPixmap(x, room.center().y() - Size.ICON // 2 + 1, picture)
        room = self._after(room, Size.ICON + 10)
        room = self._paint_key(painter, room, hit.key)
        painter.setFont(look.font(Type.BODY, bold=chosen))
        painter.setPen(look.colour("muted" if hit.why_not else "text"))
        text = look.words.ltr(hit.text) if hit.code else hit.text
        wide = self._text(painter, room, text, whole=hit.code)
        room = self._after(room, wide + 10)
        painter.setFont(look.font(Type.SMALL))
        painter.setPen(look.colour("muted"))
        self._text(painter, room, hit.why_not or hit.fact)

    def _paint_key(self, painter: QPainter, room: QRect, key: str) -> QRect:
        if not key:
            return room
        look = self._look
        painter.setFont(look.font(Type.SMALL))
        painter.setPen(look.colour("muted"))
        painter.drawText(room, int(look.end | Qt.AlignmentFlag.AlignVCenter), look.words.ltr(key))
        wide = painter.fontMetrics().horizontalAdvance(key) + 10
        return room.adjusted(wide, 0, 0, 0) if look.rtl else room.adjusted(0, 0, -wide, 0)

    def _text(self, painter: QPainter, room: QRect, text: str, *, whole: bool = False) -> int:
        """Its width; cut where there's no room, unless it's an identifier."""
        metrics = QFontMetrics(painter.font())
        if not whole:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        side = self._look.start | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, int(side), text)
        return metrics.horizontalAdvance(text)

    def _after(self, room: QRect, taken: int) -> QRect:
        if self._look.rtl:
            return room.adjusted(0, 0, -taken, 0)
        return room.adjusted(taken, 0, 0, 0)
