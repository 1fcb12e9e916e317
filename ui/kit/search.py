"""A field that proposes as one types: items, units, donors. Accents and hamza do not matter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cpise_inventory.language.folding import fold
from ui.kit.text import set_style
from ui.look import Look
from ui.theme import Size, Type

Index = QModelIndex | QPersistentModelIndex
MOST: Final = 12
"""Proposals at a time: more would have to be read instead of typed."""
PAUSE: Final = 60
"""Milliseconds after a key before the books are asked."""
_ROLE: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Proposal:
    """`value` is what is meant, `text` what the field says then, `fact` stands beside it small."""

    value: Any
    text: str
    fact: str = ""
    icon: str = ""


Answer = Callable[[Sequence[Proposal]], None]
Propose = Callable[[str, Answer], None]
"""Asked with what is typed (perhaps nothing yet); answers now or later, on the GUI thread."""


def among(proposals: Sequence[Proposal]) -> Propose:
    """From a list that is here already: those that hold every word typed, in any order."""
    folded = [(fold(f"{one.text} {one.fact}"), one) for one in proposals]

    def propose(text: str, answer: Answer) -> None:
        words = fold(text).split()
        found = (one for haystack, one in folded if all(word in haystack for word in words))
        answer([one for one, _ in zip(found, range(MOST), strict=False)])

    return propose


class SearchBox(QLineEdit):
    """Arrow keys choose, Enter or a click takes; Escape closes the list and keeps the text."""

    taken = Signal(object)  # Proposal
    cleared = Signal()

    def __init__(self, look: Look, propose: Propose, hint: str = "") -> None:
        super().__init__()
        self._look, self._propose = look, propose
        self._chosen: Proposal | None = None
        self._asked = 0
        self.setPlaceholderText(hint)
        self.setAlignment(look.start | Qt.AlignmentFlag.AlignVCenter)
        self.list = _Proposals(look, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._edited)
        self.list.picked.connect(self.take)

    @property
    def chosen(self) -> Proposal | None:
        """What was taken; None as soon as something else is typed."""
        return self._chosen

    @property
    def value(self) -> Any:
        return self._chosen.value if self._chosen is not None else None

    def set_chosen(self, proposal: Proposal | None) -> None:
        """Without saying so."""
        self._chosen = proposal
        self.setText("" if proposal is None else proposal.text)
        self.setCursorPosition(0)
        set_style(self, "state", "")

    def take(self, proposal: Proposal) -> None:
        self.list.hide()
        self.set_chosen(proposal)
        self.taken.emit(proposal)

    def set_propose(self, propose: Propose) -> None:
        self._propose = propose

    def snapshot(self) -> tuple[str, int, Proposal | None]:
        """Before a scan's letters come in: see `scanning.Restorable`."""
        return self.text(), self.cursorPosition(), self._chosen

    def put_back(self, snapshot: tuple[str, int, Proposal | None]) -> None:
        text, cursor, self._chosen = snapshot
        self._pause.stop()
        self._asked += 1
        self.list.hide()
        self.setText(text)
        self.setCursorPosition(cursor)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(200, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), self.list.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if shown:
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
            else:
                self._ask()
        elif shown and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take_current()
        elif shown and key == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """Tab takes what is proposed, as Enter does, and goes on."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.list.isVisible()
            and self.text()
        ):
            self._take_current()
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._pause.stop()
            self.list.hide()

    def _edited(self, text: str) -> None:
        had, self._chosen = self._chosen, None
        set_style(self, "state", "")
        self._pause.start()
        if had is not None and not text:
            self.cleared.emit()

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked

        def answer(found: Sequence[Proposal]) -> None:
            if asked == self._asked and self.hasFocus():
                self.list.propose(found[:MOST], self.marked(found))

        self._propose("" if self._chosen is not None else self.text(), answer)

    def marked(self, found: Sequence[Proposal]) -> int:  # noqa: ARG002 - for those that choose
        """Which of them Enter takes."""
        return 0

    def _take_current(self) -> None:
        proposal = self.list.current()
        if proposal is not None:
            self.take(proposal)
        else:
            self.list.hide()


class _Proposals(QFrame):
    """The list under the field: a child of the window, so that it takes neither focus nor keys."""

    picked = Signal(object)

    def __init__(self, look: Look, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setProperty("role", "drop")
        self._model = _Model(self)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Painter(look, self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setMouseTracking(True)
        self._view.setUniformItemSizes(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._view)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        field.destroyed.connect(self.deleteLater)
        self.hide()

    def propose(self, found: Sequence[Proposal], marked: int = 0) -> None:
        """`marked`: which one is current; -1: none, until an arrow key goes to one."""
        self._model.fill(found)
        if not found:
            self.hide()
            return
        self._view.setCurrentIndex(self._model.index(marked))
        self._place(len(found))
        self.show()
        self.raise_()

    def current(self) -> Proposal | None:
        return self._model.proposal(self._view.currentIndex().row())

    def step(self, by: int) -> None:
        row = max(self._view.currentIndex().row(), -1 if by > 0 else 0) + by
        self._view.setCurrentIndex(self._model.index(row % max(self._model.rowCount(), 1)))

    def _clicked(self, index: QModelIndex) -> None:
        proposal = self._model.proposal(index.row())
        if proposal is not None:
            self.picked.emit(proposal)

    def _place(self, rows: int) -> None:
        window = self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        top = self._field.mapTo(window, self._field.rect().bottomLeft()).y() + 3
        above = self._field.mapTo(window, self._field.rect().topLeft()).y() - 3
        left = self._field.mapTo(window, self._field.rect().topLeft()).x()
        high = rows * Size.ROW + 10
        below = window.height() - top - Size.S
        if high > below and above > below:
            high = min(high, above - Size.S)
            top = above - high
        else:
            high = min(high, below)
        self.setGeometry(left, top, max(self._field.width(), 220), high)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._found: Sequence[Proposal] = ()

    def fill(self, found: Sequence[Proposal]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def proposal(self, row: int) -> Proposal | None:
        return self._found[row] if 0 <= row < len(self._found) else None

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._found)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        proposal = self.proposal(index.row())
        if proposal is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{proposal.text} {proposal.fact}".strip()
        return proposal if role == _ROLE else None


class _Painter(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, Size.ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        proposal: Proposal = index.data(_ROLE)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            name = "accent_soft" if state & QStyle.StateFlag.State_Selected else "hover"
            painter.fillRect(option.rect, self._look.colour(name))
        paint_proposal(painter, option.rect.adjusted(8, 0, -8, 0), self._look, proposal)


def paint_proposal(painter: QPainter, room: QRect, look: Look, proposal: Proposal) -> None:
    """Icon, words, and the fact small behind them."""
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    if proposal.icon:
        x = room.right() + 1 - Size.ICON if look.rtl else room.left()
        ratio = painter.device().devicePixelRatio()
        picture = look.picture(proposal.icon, "muted", Size.ICON, ratio)
        painter.drawPixmap(x, room.center().y() - Size.ICON // 2, picture)
        room = _without(room, Size.ICON + 9, look)
    painter.setFont(look.font(Type.BODY))
    painter.setPen(look.colour("text"))
    shown = painter.fontMetrics().elidedText(
        proposal.text, Qt.TextElideMode.ElideRight, room.width()
    )
    painter.drawText(room, int(look.start | middle), shown)
    room = _without(room, painter.fontMetrics().horizontalAdvance(shown) + 10, look)
    if proposal.fact and room.width() > Size.XL:
        painter.setFont(look.font(Type.SMALL))
        painter.setPen(look.colour("muted"))
        fact = painter.fontMetrics().elidedText(
            proposal.fact, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(look.start | middle), fact)


def _without(room: QRect, taken: int, look: Look) -> QRect:
    return room.adjusted(0, 0, -taken, 0) if look.rtl else room.adjusted(taken, 0, 0, 0)
