"""A table model over rows that stay in the books: their true count, and pages read on demand.

100,000 rows cost as much as 200: nothing is sorted or filtered here, the source does both.
"""

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from ui.kit.columns import ROW_ROLE, SORT_ROLE, Column
from ui.look import Look
from ui.worker import Worker

if TYPE_CHECKING:
    from cpise_inventory.store import Store

Row = TypeVar("Row")
R_co = TypeVar("R_co", covariant=True)
Index = QModelIndex | QPersistentModelIndex
PAGE: Final = 200
KEPT: Final = 40
"""Pages in memory; the ones longest unseen go first."""
NOWHERE: Final = QModelIndex()


@dataclass(frozen=True)
class View:
    """What of the source is wanted, and in which order. An empty `order` is the source's own."""

    order: str = ""
    descending: bool = False
    text: str = ""
    """What the person filters by, as typed; the source folds it."""
    kind: str = ""
    """The chip that is chosen."""


class Source(Protocol[R_co]):
    """Called in the worker's thread; must not touch widgets."""

    def count(self, store: "Store", view: View) -> int: ...

    def page(self, store: "Store", view: View, offset: int, size: int) -> Sequence[R_co]: ...


@runtime_checkable
class Growing(Source[R_co], Protocol[R_co]):
    """A source that is read from its beginning, as far as it's looked at: its count is of what was
    read, and `grow` reads on.
    """

    def grow(self, store: "Store", view: View) -> int: ...


@runtime_checkable
class Hasty(Source[R_co], Protocol[R_co]):
    """A source that counts no further than is seen at once: `more` says that there are more than
    `count` told, and `whole` then counts them all.
    """

    @property
    def more(self) -> bool: ...

    def whole(self, store: "Store", view: View) -> int: ...


class Whole(ABC, Generic[Row]):
    """A source of few rows: all are read when they're counted, and served from that."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    @abstractmethod
    def read(self, store: "Store", view: View) -> list[Row]:
        """All that the view wants, in its order."""

    def count(self, store: "Store", view: View) -> int:
        self.rows = self.read(store, view)
        return len(self.rows)

    def page(
        self,
        store: "Store",  # noqa: ARG002 - read in `count`, which is asked first
        view: View,  # noqa: ARG002 - as above
        offset: int,
        size: int,
    ) -> list[Row]:
        return self.rows[offset : offset + size]


@dataclass(frozen=True)
class _Read(Generic[Row]):
    """What one trip to the books brought: the count only where it was asked for."""

    count: int | None
    pages: dict[int, Sequence[Row]]


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows appear as their page comes in; on a refresh the old ones stay till the new are here."""

    counted = Signal(int)
    """The true number of rows, at each reading."""
    failed = Signal(object)
    going = Signal()
    """A reading is here, and the rows before it still are."""
    came = Signal()
    """Some rows are here that weren't."""

    def __init__(
        self,
        look: Look,
        worker: Worker,
        source: Source[Row],
        columns: "tuple[Column[Row], ...]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._worker, self._source, self.columns = look, worker, source, columns
        self.view = View()
        self._count = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._wanted: list[int] = []
        self._busy = False
        self._version = 0
        self.in_sight: Callable[[], Collection[int]] = lambda: (0,)
        """Numbers of rows that are looked at, told by the table: what a refresh reads."""

    # Reading --------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Another order or filter: from the top."""
        if view != self.view:
            self.view = view
            self._read(first=True)

    def show_anew(self) -> None:
        """The source itself shows something else: from the top."""
        self._read(first=True)

    def change_view(self, **changes: Any) -> None:
        self.show_view(replace(self.view, **changes))

    def refresh(self) -> None:
        """The books have changed: count anew, and read what is in sight."""
        self._read(first=False)

    def grow(self) -> None:
        """Read on, where the source is one that grows; what is shown stays as it is."""
        if isinstance(self._source, Growing):
            self._read_on(self._source.grow)

    def _read_on(self, count_on: Callable[["Store", View], int]) -> None:
        version, view = self._version, self.view

        def here(count: int) -> None:
            if version == self._version:
                self._add(count)

        self._worker.ask(
            lambda store: count_on(store, view),
            here,
            self._gave_up,
            owner=self,
            only_latest=self._ticket(),
        )

    def _add(self, count: int) -> None:
        """Rows came after the last."""
        if count > self._count:
            self._pages.pop(self._count // PAGE, None)  # it wasn't full
            self.beginInsertRows(NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        self.counted.emit(count)

    def read(self, ranges: Sequence[range], done: Callable[[list[Row]], object]) -> None:
        """`done` gets the records of these rows, in memory or not."""
        view, source = self.view, self._source

        def read(store: "Store") -> list[Row]:
            return [row for one in ranges for row in source.page(store, view, one.start, len(one))]

        self._worker.ask(read, done, self._gave_up, owner=self)

    def row(self, number: int) -> Row | None:
        """The record, if its page is here."""
        page = self._pages.get(number // PAGE)
        at = number % PAGE
        return page[at] if page is not None and at < len(page) else None

    def find(self, is_it: Callable[[Row], bool]) -> int | None:
        """The number of the first row in memory that is it."""
        return next(self.find_all(is_it), None)

    def find_all(self, are_they: Callable[[Row], bool]) -> Iterator[int]:
        """The numbers of the rows in memory that are."""
        for number, page in self._pages.items():
            for at, row in enumerate(page):
                if are_they(row):
                    yield number * PAGE + at

    def _read(self, *, first: bool) -> None:
        self._version += 1
        version, view, source = self._version, self.view, self._source
        numbers = [0] if first else sorted({row // PAGE for row in self.in_sight()})
        at_top = first or not self._count

        def read(store: "Store") -> _Read[Row]:
            count = source.count(store, view)
            if isinstance(source, Hasty) and source.more and not at_top:
                count = source.whole(store, view)
            pages = {n: source.page(store, view, n * PAGE, PAGE) for n in numbers}
            return _Read(count, pages)

        def here(found: _Read[Row]) -> None:
            if version == self._version:
                self._replace(found, first=first)
                if isinstance(source, Hasty) and source.more:
                    self._read_on(source.whole)

        self._worker.ask(read, here, self._gave_up, owner=self, only_latest=self._ticket())

    def _ticket(self) -> Hashable:
        return (PagedModel, id(self))

    def _replace(self, found: _Read[Row], *, first: bool) -> None:
        self.going.emit()
        count = found.count or 0
        self._wanted.clear()
        self._busy = False
        if count != self._count or first:
            self.beginResetModel()
            self._count, self._pages = count, OrderedDict(found.pages)
            self.endResetModel()
        else:
            self._pages = OrderedDict(found.pages)
            if count:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(count - 1, len(self.columns) - 1)
                )
        self.counted.emit(count)
        self.came.emit()

    def _want(self, number: int) -> None:
        """The page last wanted is read first: somebody is dragging the scroll bar."""
        if number in self._wanted:
            self._wanted.remove(number)
        self._wanted.append(number)
        if not self._busy:
            self._fetch()

    def _fetch(self) -> None:
        if not self._wanted:
            return
        number = self._wanted.pop()
        del self._wanted[:-2]  # what has been scrolled past is not worth a trip
        self._busy = True
        version, view, source = self._version, self.view, self._source

        def read(store: "Store") -> Sequence[Row]:
            return source.page(store, view, number * PAGE, PAGE)

        def here(rows: Sequence[Row]) -> None:
            if version != self._version:
                return
            self._keep(number, rows)
            self._busy = False
            self._fetch()

        self._worker.ask(read, here, self._gave_up, owner=self)

    def _gave_up(self, error: Exception) -> None:
        self._busy = False
        self._wanted.clear()
        self.failed.emit(error)

    def _keep(self, number: int, rows: Sequence[Row]) -> None:
        self._pages[number] = rows
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        first = number * PAGE
        last = min(first + PAGE, self._count) - 1
        if last >= first:
            self._say_changed(first, last)
        self.came.emit()

    def _say_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # Qt's side ------------------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number = index.row()
        row = self.row(number)
        if row is None:
            if role == ROW_ROLE and 0 <= number < self._count:
                self._want(number // PAGE)
            return None
        if role == ROW_ROLE:
            return row
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        if role == SORT_ROLE:
            return column.sort(row) if column.sort is not None else column.text(row)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = self._look.end if column.end else self._look.start
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
