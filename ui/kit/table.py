"""A list of any length: `Table(look, worker, source, columns)`. See `pages.Source`."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.kit.buttons import Button
from ui.kit.columns import PAD, CellPainter, Column
from ui.kit.pages import PagedModel, Source
from ui.kit.rows import Rows
from ui.look import Look
from ui.theme import Size, Type
from ui.worker import Worker

Row = TypeVar("Row")
ARROW = 20


class Table(QFrame, Generic[Row]):
    """A card with a list in it. Nothing is read before `refresh` or `filter` is called."""

    current_changed = Signal(object)
    """The record of the row in use, or None; follows the arrow keys and each refresh."""
    opened = Signal(object)
    """Enter or a double click on a row: its record."""
    counted = Signal(int)
    failed = Signal(object)
    sorted = Signal()
    """Somebody has chosen another order."""

    def __init__(
        self,
        look: Look,
        worker: Worker,
        source: Source[Row],
        columns: Sequence[Column[Row]],
        *,
        name: str,
        key: Callable[[Row], object],
    ) -> None:
        """`key` tells rows apart, so that a refresh keeps the one in use; `name` is for readers."""
        super().__init__()
        self._look, self._key = look, key
        self._current: object = None
        self._marked: frozenset[object] = frozenset()
        self._scrolled = 0
        self._empty: QWidget | None = None
        self._was_read = False
        self._actions: Callable[[Row], Sequence[QAction]] | None = None
        self.setProperty("role", "card")
        self.model = PagedModel(look, worker, source, tuple(columns), self)
        self.rows = Rows()
        self.rows.setAccessibleName(name)
        self.setFocusProxy(self.rows)
        self._set_up()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addLayout(self._stack)

    # For pages ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.model.refresh()

    def show_from_top(self) -> None:
        """The source shows something else now."""
        self.model.show_anew()

    def filter(self, *, text: str | None = None, kind: str | None = None) -> None:
        """Narrow what is shown; what isn't given stays as it is."""
        wanted = {"text": text, "kind": kind}
        self.model.change_view(**{name: one for name, one in wanted.items() if one is not None})

    def sort(self, column: str, *, descending: bool = False) -> None:
        self.model.change_view(order=column, descending=descending)
        self.mark_order()

    def mark_order(self) -> None:
        """At the head of the column that the view is sorted by."""
        view, keys = self.model.view, [one.key for one in self.model.columns]
        header = self.rows.horizontalHeader()
        header.setSortIndicatorShown(view.order in keys)
        if view.order in keys:
            down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            header.setSortIndicator(keys.index(view.order), down if view.descending else up)

    def current(self) -> Row | None:
        index = self.rows.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def choose(self, wanted: object) -> bool:
        """Make the row with this key the one in use, if it is in memory, and it alone."""
        found = self._choose(wanted)
        if found:
            self._marked = frozenset()
        return found

    def selected(self) -> list[Row]:
        """All selected rows that are in memory (where several may be: `allow_several`)."""
        found = (self.model.row(number) for number in self._selected_numbers())
        return [row for row in found if row is not None]

    def selected_count(self) -> int:
        """How many rows are selected, in memory or not."""
        return sum(map(len, self._selected_ranges()))

    def all_selected(self, done: Callable[[list[Row]], object]) -> None:
        """`done` gets the records of all selected rows; those not in memory are read first."""
        here = self.selected()
        ranges = self._selected_ranges()
        if len(here) == sum(map(len, ranges)):
            done(here)
        else:
            self.model.read(ranges, done)

    def allow_several(self) -> None:
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def set_empty(self, widget: QWidget) -> None:
        """Shown in place of a list without rows; another one may take its place later."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        self._empty = widget
        self._stack.addWidget(widget)
        self._show_empty(self.model.rowCount())

    def show_columns(self, keys: Collection[str]) -> None:
        """These alone, in their order: a narrow window has no room for all."""
        self._shown = frozenset(keys)
        self._fit_columns()

    def set_actions(self, actions: Callable[[Row], Sequence[QAction]]) -> None:
        """What F10, Menu or a right click offers for a row, before the ways to sort."""
        self._actions = actions

    # Inside ---------------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Those that can be spared make room for the one that stretches."""
        columns = self.model.columns
        shown = [at for at, column in enumerate(columns) if column.key in self._shown]
        least = sum(columns[at].least for at in shown if columns[at].stretch)
        wide = {at: self._widths[at] for at in shown if not columns[at].stretch}
        for at in reversed(shown):
            if self.width() - sum(wide.values()) >= least:
                break
            if columns[at].spare:
                del wide[at]
        self._keep_floors(shown, self.width() - sum(wide.values()))
        for at, column in enumerate(columns):
            hidden = not (at in wide or (at in shown and column.stretch))
            if self.rows.isColumnHidden(at) is not hidden:
                self.rows.setColumnHidden(at, hidden)

    def _keep_floors(self, shown: Sequence[int], room: int) -> None:
        """What stretches does so only as long as it's left as wide as it must be."""
        header = self.rows.horizontalHeader()
        for at in shown:
            if floor := self.model.columns[at].floor:
                fixed = room < floor
                mode = QHeaderView.ResizeMode
                header.setSectionResizeMode(at, mode.Fixed if fixed else mode.Stretch)
                if fixed:
                    header.resizeSection(at, floor)

    def _set_up(self) -> None:
        rows, model = self.rows, self.model
        rows.setModel(model)
        rows.setItemDelegate(CellPainter(self._look, model.columns, rows))
        rows.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows.setShowGrid(False)
        rows.setTabKeyNavigation(False)  # Tab goes on to the next widget
        rows.setMouseTracking(True)
        rows.setCornerButtonEnabled(False)
        rows.verticalHeader().hide()
        rows.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.verticalHeader().setDefaultSectionSize(Size.ROW)
        set_up_header(rows.horizontalHeader(), self._look, model.columns)
        header = rows.horizontalHeader()
        self._widths = {at: header.sectionSize(at) for at in range(len(model.columns))}
        self._shown = frozenset(column.key for column in model.columns)
        model.in_sight = self._in_sight
        model.counted.connect(self._counted)
        model.failed.connect(self.failed)
        model.going.connect(self._remember)
        model.came.connect(self._keep_place)
        rows.horizontalHeader().sectionClicked.connect(self._sort_by)
        rows.selectionModel().currentRowChanged.connect(self._moved)
        rows.entered_row.connect(self._open)
        rows.doubleClicked.connect(self._open)
        rows.menu_requested.connect(self._menu)

    def _in_sight(self) -> set[int]:
        """From the first to the last row to be seen, and those in use wherever they are."""
        rows = self.rows
        first = max(rows.rowAt(0), 0)
        last = max(rows.rowAt(rows.viewport().height() - 1), first)
        return {first, last, max(rows.currentIndex().row(), 0), *self._selected_numbers()}

    def _selected_numbers(self) -> list[int]:
        """Of selected rows in memory, from the top."""
        numbers = (number for part in self._selected_ranges() for number in part)
        return [number for number in numbers if self.model.row(number) is not None]

    def _selected_ranges(self) -> list[range]:
        """Of selected rows, from the top; each row once."""
        chosen = self.rows.selectionModel().selection()
        parts = [chosen.at(part) for part in range(chosen.count())]
        found: list[range] = []
        for first, end in sorted((part.top(), part.bottom() + 1) for part in parts):
            begin = max(first, found[-1].stop) if found else first
            if begin < end:
                found.append(range(begin, end))
        return found

    def _remember(self) -> None:
        self._scrolled = self.rows.verticalScrollBar().value()
        self._marked = frozenset(map(self._key, self.selected()))

    def _counted(self, count: int) -> None:
        self._was_read = True
        self._show_empty(count)
        self.counted.emit(count)

    def _show_empty(self, count: int) -> None:
        """Nobody is told that there is nothing before somebody has looked."""
        nothing = self._was_read and not count
        shown = self._empty if self._empty is not None and nothing else self.rows
        self._stack.setCurrentWidget(shown)
        ways = [one for one in shown.findChildren(Button) if not one.isHidden()]
        # Qt's Tab passes over what is inside of another's focus proxy, and then stands still
        self.setFocusProxy(ways[0] if shown is self._empty and ways else self.rows)

    def _keep_place(self) -> None:
        """After a reading: what is in use are the same records, wherever they stand now."""
        before = self._current
        self._keep_current()
        marked, self._marked = self._marked, frozenset()
        if marked and self.rows.selectionMode() != QAbstractItemView.SelectionMode.SingleSelection:
            self._mark(marked, move=self._current != before)

    def _keep_current(self) -> None:
        here = self.current()
        if here is None and self.rows.currentIndex().isValid():
            return  # its page is on the way
        if here is not None and self._key(here) == self._current:
            self.current_changed.emit(here)
        elif self._current is not None:
            self._find_again(here)
        elif self.rows.hasFocus() and self.model.rowCount():
            self.rows.selectRow(0)

    def _find_again(self, here: Row | None) -> None:
        """The row in use has moved or is gone; the list does not jump for it."""
        scrolled = self._scrolled if here is None else self.rows.verticalScrollBar().value()
        if self._choose(self._current):
            self.rows.verticalScrollBar().setValue(scrolled)
            return
        self._current = None if here is None else self._key(here)
        self.current_changed.emit(here)

    def _choose(self, wanted: object) -> bool:
        number = self.model.find(lambda row: self._key(row) == wanted)
        if number is None:
            return False
        self._current = wanted
        self.rows.selectRow(number)
        return True

    def _mark(self, keys: frozenset[object], *, move: bool) -> None:
        """Select all of these that are still here, and no row that came in their place.

        `move`: the row in use is gone, the first of them takes its place.
        """
        numbers = list(self.model.find_all(lambda row: self._key(row) in keys))
        if not numbers or numbers == self._selected_numbers():
            return
        if move:
            self.rows.selectRow(numbers[0])
        chosen = QItemSelection()
        for number in numbers:
            index = self.model.index(number, 0)
            chosen.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.rows.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        if row is not None:
            self._current = self._key(row)
            self.current_changed.emit(row)
        elif not self.model.rowCount():
            self._current = None
            self.current_changed.emit(None)

    def _open(self, _index: QModelIndex | None = None) -> None:
        row = self.current()
        if row is not None:
            self.opened.emit(row)

    def _sort_by(self, section: int) -> None:
        column = self.model.columns[section]
        if column.sortable:
            view = self.model.view
            again = view.order == column.key and not view.descending
            self.sort(column.key, descending=again)
            self.sorted.emit()

    def menu(self) -> QMenu:
        """What can be done with the row in use, then the ways to sort."""
        menu = QMenu(self.rows)
        row = self.current()
        if self._actions is not None and row is not None:
            menu.addActions(list(self._actions(row)))
            menu.addSeparator()
        self._add_orders(menu)
        return menu

    def _menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu.actions():
            menu.exec(self.rows.viewport().mapToGlobal(at))
        menu.deleteLater()

    def _add_orders(self, menu: QMenu) -> None:
        """Without a mouse the header can't be clicked."""
        words, view = self._look.words, self.model.view
        for section, column in enumerate(self.model.columns):
            if column.sortable:
                action = QAction(words.t("Sort by: {column}", column=column.title), menu)
                action.setCheckable(True)
                action.setChecked(view.order == column.key)
                action.triggered.connect(partial(self._sort_by_hand, section))
                menu.addAction(action)

    def _sort_by_hand(self, section: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self._sort_by(section)


def set_up_header(header: QHeaderView, look: Look, columns: "Sequence[Column[Row]]") -> None:
    """Widths that hold the words, one column that takes what's left, mirrored or not."""
    header.setHighlightSections(False)
    header.setSectionsMovable(False)
    header.setDefaultAlignment(look.start | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(False)
    header.setMinimumSectionSize(40)
    header.setFixedHeight(36)
    header.setSortIndicatorShown(False)
    header.setSectionsClickable(True)
    title = QFontMetrics(look.font(Type.SMALL, bold=True))
    for section, column in enumerate(columns):
        mode = QHeaderView.ResizeMode.Stretch if column.stretch else QHeaderView.ResizeMode.Fixed
        header.setSectionResizeMode(section, mode)
        words = title.horizontalAdvance(column.title) + 2 * PAD + (ARROW if column.sortable else 0)
        header.resizeSection(section, max(column.width, words))
