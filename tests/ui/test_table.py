"""Lists of any length: counted truly, read page by page, kept in place when the books change."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from cpise_inventory.errors import LockedStoreError
from ui.kit.columns import ROW_ROLE, SORT_ROLE, Column
from ui.kit.pages import KEPT, PAGE, View
from ui.kit.pill import State
from ui.kit.table import Table

COLUMNS = (
    Column("code", "Code", lambda row: f"A{row:06d}", mono=True, ltr=True, sortable=True),
    Column(
        "name", "Article", lambda row: f"Article {row}", stretch=True, icon=lambda _r: "package"
    ),
    Column("state", "État", str, pill=lambda _row: State("good", "circle-check", "Suffisant")),
    Column("number", "Quantité", str, end=True, sortable=True, sort=lambda row: row),
)


@dataclass
class Numbers:
    """Rows are whole numbers; what was asked is remembered."""

    rows: list[int]
    asked: list[tuple[View, int]] = field(default_factory=list)
    fails: bool = False

    def count(self, _store, view):
        if self.fails:
            raise LockedStoreError("here")
        return len(self._in(view))

    def page(self, _store, view, offset, size):
        self.asked.append((view, offset))
        return self._in(view)[offset : offset + size]

    def _in(self, view):
        rows = [row for row in self.rows if view.text in str(row)]
        return sorted(rows, reverse=view.descending) if view.order else rows


@pytest.fixture
def make(show, look, worker, qtbot):
    """A table on these rows, shown and read."""

    def made(rows, **more):
        source = Numbers(list(rows), **more)
        table = Table(look, worker, source, COLUMNS, name="Articles", key=lambda row: row)
        table.source = source
        show(table, 800, 400)
        with qtbot.waitSignal(table.counted):
            table.refresh()
        return table

    return made


def select(table, row):
    table.rows.selectRow(row)


def test_the_count_is_true_and_only_what_is_seen_is_read(make):
    table = make(range(100_000))
    assert table.model.rowCount() == 100_000
    assert [offset for _, offset in table.source.asked] == [0]
    assert table.model.row(0) == 0


def test_rows_far_down_come_when_they_are_looked_at(make, qtbot):
    table = make(range(100_000))
    table.rows.scrollToBottom()
    qtbot.waitUntil(lambda: table.model.row(99_999) == 99_999)
    assert {offset for _, offset in table.source.asked} <= {0, 99_600, 99_800}


def test_dragging_through_all_pages_reads_few_and_keeps_few(make, qtbot):
    table = make(range(100_000))
    for row in range(0, 100_000, PAGE):
        table.model.data(table.model.index(row, 0), ROW_ROLE)
    qtbot.waitUntil(lambda: table.model.row(99_800) is not None)
    assert len(table.source.asked) < KEPT


def test_a_header_click_sorts_and_the_next_one_turns_round(make, qtbot):
    table = make([3, 1, 2])
    header = table.rows.horizontalHeader()
    for expected in ([1, 2, 3], [3, 2, 1]):
        with qtbot.waitSignal(table.counted):
            header.sectionClicked.emit(3)
        assert [table.model.row(at) for at in range(3)] == expected
    assert header.sortIndicatorSection() == 3


def test_a_column_that_cannot_be_sorted_by_ignores_the_click(make):
    table = make([3, 1, 2])
    table.rows.horizontalHeader().sectionClicked.emit(1)
    assert table.model.view == View()


def test_the_filter_asks_the_source_and_starts_from_the_top(make, qtbot):
    table = make(range(1_000))
    with qtbot.waitSignal(table.counted) as told:
        table.filter(text="99")
    assert told.args == [len([n for n in range(1_000) if "99" in str(n)])]
    assert table.source.asked[-1] == (View(text="99"), 0)


def test_a_refresh_keeps_the_row_in_use_wherever_it_stands_now(make, qtbot):
    table = make(range(10, 500))
    select(table, 5)
    assert table.current() == 15
    told = []
    table.current_changed.connect(told.append)
    table.source.rows.insert(0, 9)
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert (table.current(), table.rows.currentIndex().row()) == (15, 6)
    assert told[-1] == 15


def test_a_refresh_of_equal_length_keeps_it_too(make, qtbot):
    table = make(range(300))
    select(table, 5)
    table.source.rows[0:2] = [1, 0]
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert (table.current(), table.model.row(0)) == (5, 1)


def test_a_row_that_is_gone_leaves_nothing_chosen(make, qtbot):
    table, told = make(range(10)), []
    select(table, 5)
    table.current_changed.connect(told.append)
    table.source.rows.remove(5)
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert told == [None]
    assert table.current() is None


def test_arrow_keys_tell_the_row_and_enter_opens_it(make, qtbot):
    table, told, opened = make(range(10)), [], []
    table.current_changed.connect(told.append)
    table.opened.connect(opened.append)
    table.rows.clearSelection()
    table.rows.setCurrentIndex(table.model.index(0, 0))
    told.clear()
    qtbot.keyClick(table.rows, Qt.Key.Key_Down)
    qtbot.keyClick(table.rows, Qt.Key.Key_End)
    qtbot.keyClick(table.rows, Qt.Key.Key_Return)
    assert (told, opened) == ([1, 9], [9])


def test_a_list_with_the_focus_begins_at_its_first_row(show, look, worker, qtbot):
    table = Table(look, worker, Numbers([4, 5]), COLUMNS, name="Articles", key=lambda row: row)
    show(table, 800, 400)
    table.setFocus()
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert table.current() == 4


def test_a_list_that_gets_the_focus_selects_the_row_in_use(make):
    table = make([4, 5])
    table.rows.clearFocus()
    table.rows.selectionModel().reset()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.current() == 4
    assert table.selected() == [4]


def test_a_key_held_for_something_else_unselects_nothing(make, monkeypatch):
    table = make([4, 5])
    table.allow_several()
    assert table.choose(5)
    held = Qt.KeyboardModifier.ControlModifier
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", lambda: held)
    assert table.choose(5)
    assert table.selected() == [5]


@pytest.mark.parametrize(
    ("now", "selected", "current"),
    [
        ([10, 11, 12, 13, 14, 15], [11, 13, 14], 14),  # as before
        ([9, 10, 11, 12, 13, 14, 15], [11, 13, 14], 14),  # one more
        ([15, 14, 13, 12, 11, 10], [14, 13, 11], 14),  # as many, elsewhere
        ([10, 11, 12, 13, 15], [11, 13], 11),  # the one in use is gone
        ([10, 11, 12, 13, 16, 15], [11, 13], 11),  # and another one stands there
        ([10, 12, 15], [], None),
    ],
)
def test_a_refresh_keeps_all_that_is_selected(make, qtbot, now, selected, current):
    table = make([10, 11, 12, 13, 14, 15])
    table.allow_several()
    for row in (1, 3, 4):
        click = QPoint(20, table.rows.rowViewportPosition(row) + 5)
        qtbot.mouseClick(
            table.rows.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier if row > 1 else Qt.KeyboardModifier.NoModifier,
            click,
        )
    assert table.selected() == [11, 13, 14]
    table.source.rows[:] = now
    table.rows.clearFocus()
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert table.selected() == selected
    assert table.current() == current


def test_what_is_selected_far_apart_is_read_again(make, qtbot):
    table = make(range(1_000))
    table.allow_several()
    table.choose(3)
    table.rows.scrollToBottom()
    qtbot.waitUntil(lambda: table.model.row(950) == 950)
    flags = QItemSelectionModel.SelectionFlag
    table.rows.selectionModel().select(table.model.index(950, 0), flags.Select | flags.Rows)
    table.rows.scrollToTop()
    table.source.rows.insert(0, -1)
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert table.selected() == [3, 950]


def test_what_is_chosen_as_a_reading_comes_is_chosen_alone(make, qtbot):
    table = make([4, 5, 6])
    table.allow_several()
    table.rows.selectAll()
    table.counted.connect(lambda _count: table.choose(7))
    table.source.rows.append(7)
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert table.selected() == [7]


def test_rows_are_chosen_in_a_mirrored_list_too(show, clothed, worker, qtbot):
    look = clothed("ar")
    table = Table(look, worker, Numbers([4, 5]), COLUMNS, name="Articles", key=lambda row: row)
    show(table, 800, 400)
    with qtbot.waitSignal(table.counted):
        table.refresh()
    table.show_columns(("name", "number"))  # the first one is hidden
    assert table.choose(5)
    assert table.current() == 5
    qtbot.keyClick(table.rows, Qt.Key.Key_Home)
    assert table.current() == 4
    assert [index.row() for index in table.rows.selectionModel().selectedRows(1)] == [0]


def test_an_empty_list_says_so(make, qtbot):
    table = make([])
    empty = QLabel("Rien encore")
    table.set_empty(empty)
    assert empty.isVisible()
    table.source.rows.append(1)
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert not empty.isVisible()


def test_a_list_that_was_not_read_yet_says_nothing(show, look, worker, qtbot):
    table = Table(look, worker, Numbers([]), COLUMNS, name="Articles", key=lambda row: row)
    empty = QLabel("Rien encore")
    table.set_empty(empty)
    show(table, 800, 400)
    assert not empty.isVisible()
    with qtbot.waitSignal(table.counted):
        table.refresh()
    assert empty.isVisible()


def test_books_that_cannot_be_read_are_told(make, qtbot):
    table = make(range(10))
    table.source.fails = True
    with qtbot.waitSignal(table.failed) as told:
        table.refresh()
    assert isinstance(told.args[0], LockedStoreError)
    assert table.model.rowCount() == 10


def test_models_answer_sort_and_row_roles_without_a_window(make):
    model = make([7]).model
    cell = model.index(0, 3)
    assert (cell.data(), cell.data(SORT_ROLE), cell.data(ROW_ROLE)) == ("7", 7, 7)
    assert model.index(0, 0).data(SORT_ROLE) == "A000007"


def test_the_menu_of_the_row_sorts_without_a_mouse(make, qtbot):
    table = make([3, 1, 2])
    menu = table.menu()
    titles = [action.text() for action in menu.actions()]
    assert len(titles) == 2
    with qtbot.waitSignal(table.counted):
        menu.actions()[1].trigger()
    assert table.model.row(0) == 1


def test_widths_hold_the_title_and_one_column_takes_the_rest(make):
    table = make(range(3))
    header = table.rows.horizontalHeader()
    wide = [header.sectionSize(section) for section in range(4)]
    assert sum(wide) == table.rows.viewport().width()
    assert wide[1] == max(wide)


def test_a_column_that_can_be_spared_makes_room_for_names(look, worker, show, qtbot):
    columns = (
        Column("name", "Article", str, stretch=True, least=300),
        Column("code", "Code", str, width=160),
        Column("packs", "Conditionnements", str, width=200, spare=True),
    )
    table = Table(look, worker, Numbers([1]), columns, name="Articles", key=lambda row: row)
    show(table, 800, 300)
    assert not table.rows.isColumnHidden(2)
    table.resize(560, 300)
    qtbot.waitUntil(lambda: table.rows.isColumnHidden(2))
    assert table.rows.columnWidth(0) >= 300
    table.show_columns(("name", "packs"))
    assert (table.rows.isColumnHidden(1), table.rows.isColumnHidden(2)) == (True, False)


def test_what_is_cut_is_said_whole_under_the_pointer(make):
    painter = make(range(3)).rows.itemDelegate()
    column = COLUMNS[1]
    assert painter._cut(column, 1, 60) == "Article 1"
    assert painter._cut(column, 1, 400) == ""
    assert painter._cut(COLUMNS[2], 1, 10) == ""  # a pill says it by itself


@dataclass
class Hurried(Numbers):
    """Counts no further than ten at first."""

    more: bool = False
    counted_on: int = 0

    def count(self, store, view):
        whole = super().count(store, view)
        self.more = whole > 10
        return min(whole, 10)

    def whole(self, _store, view):
        self.counted_on += 1
        self.more = False
        return len(self._in(view))


def test_what_is_counted_on_later_is_seen_before_and_stays_in_place(show, look, worker, qtbot):
    source = Hurried(list(range(5_000)))
    table = Table(look, worker, source, COLUMNS, name="Articles", key=lambda row: row)
    show(table, 800, 400)
    counts = []
    table.counted.connect(counts.append)
    table.refresh()
    qtbot.waitUntil(lambda: table.model.rowCount() == 5_000)
    assert counts == [10, 5_000]
    table.rows.scrollToBottom()
    qtbot.waitUntil(lambda: table.model.row(4_999) == 4_999)
    at = table.rows.verticalScrollBar().value()
    with qtbot.waitSignal(table.counted):
        table.refresh()  # the books have changed: nobody is thrown back to the first ten
    assert table.rows.verticalScrollBar().value() == at
    table.filter(text="499")
    qtbot.waitUntil(
        lambda: table.model.rowCount() == len([1 for n in source.rows if "499" in str(n)])
    )
