"""What gets a label: a list to tick, of any length."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPen
from typing_extensions import override

from cpise_inventory.asset_filters import Filter
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.columns import CellPainter, Column
from ui.kit.pages import View
from ui.kit.table import Table
from ui.look import Look
from ui.pages.form_sheet import today
from ui.pages.label_rows import (
    ASSETS,
    BLANK,
    LabelRow,
    asset_row,
    blank_row,
    has_tags,
    thing_of_key,
    thing_rows,
    things_of,
)
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.finding import Pages
    from cpise_inventory.labels.events import Thing
    from cpise_inventory.store import Store

SELECTION, UNLABELLED, CENTRE, ALL = "selection", "unlabelled", "centre", "all"
MOST: Final = 1_000
"""Ticked at once: a box of fifty sheets. Of more, one portion is printed after the other."""
BOX: Final = 18


class LabelSource:
    """`what` is labelled; `passed`: keys chosen elsewhere, or printed last; `centre` for the chip
    of that name.
    """

    def __init__(self, centre: str, words: Words) -> None:
        self.centre, self._words = centre, words
        self.what = ASSETS
        self.passed: list[str] = []
        self._pages: Pages | None = None
        self._things: Sequence[Thing] = ()

    def count(self, store: "Store", view: View) -> int:
        if view.kind == SELECTION:
            return len(self.passed)
        if self.what == ASSETS:
            return self._begin(store, view)
        if self.what == BLANK:
            from cpise_inventory.labels.queries import unused_size  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return unused_size(connection, *self._of_blank(view))
        centre = "" if view.kind == ALL else self.centre
        self._things = things_of(store, self.what, centre, unlabelled=view.kind == UNLABELLED)
        return len(self._things)

    def page(self, store: "Store", view: View, offset: int, size: int) -> list[LabelRow]:
        if view.kind == SELECTION:
            return self._chosen(store, self.passed[offset : offset + size])
        if not has_tags(self.what):
            return thing_rows(store, self._things[offset : offset + size], self._words)
        from cpise_inventory.labels.queries import unused_tags  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            if self.what == BLANK:
                centre, unprinted = self._of_blank(view)
                found = unused_tags(connection, centre, unprinted, offset=offset, most=size)
                return [blank_row(one, self._words) for one in found]
            assets = self._pages.page(connection, offset, size) if self._pages else []
            return [asset_row(one) for one in assets]

    def _chosen(self, store: "Store", keys: Sequence[str]) -> list[LabelRow]:
        from cpise_inventory.assets.queries import asset_of  # noqa: PLC0415 - as above
        from cpise_inventory.labels.queries import blank_tags  # noqa: PLC0415 - as above

        if not has_tags(self.what):
            return thing_rows(store, [thing_of_key(key) for key in keys], self._words)
        rows = []
        with store.read() as connection:
            blank = blank_tags(connection, keys)
            for key in keys:
                if key in blank and not blank[key].used:
                    rows.append(blank_row(blank[key], self._words))
                elif (asset := asset_of(connection, key)) is not None:
                    rows.append(asset_row(asset))
        return rows

    def _begin(self, store: "Store", view: View) -> int:
        from cpise_inventory.assets.finding import Pages  # noqa: PLC0415 - SQLAlchemy

        self._pages = Pages(self._filter(view), today())
        with store.read() as connection:
            self._pages.begin(connection)
            return self._pages.whole(connection)

    def _of_blank(self, view: View) -> tuple[str, bool]:
        """Whose, and whether only those that were never printed."""
        return ("" if view.kind == ALL else self.centre, view.kind == UNLABELLED)

    def _filter(self, view: View) -> Filter:
        return Filter(
            centre=self.centre if view.kind == CENTRE else "",
            unlabelled=view.kind == UNLABELLED,
            text=view.text,
            order={"code": "tag", "about": "model"}.get(view.order, "tag"),
            descending=view.descending,
        )


class LabelList(Table[LabelRow]):
    """Space, Enter or a click on its box ticks a row; several selected ones go together."""

    ticked = Signal()
    void_wanted = Signal(list)
    """Of these blank tags."""

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        self.source = LabelSource(desk.session.centre, words)
        columns = _columns(words, self.is_ticked)
        super().__init__(
            desk.look,
            desk.worker,
            self.source,
            columns,
            name=words.t("What to label"),
            key=lambda row: row.key,
        )
        self._desk = desk
        self._known: dict[str, None] = {}
        self._ticked: set[str] = set()
        self.after = ""
        """The key of the label that came out last, where a printer stopped."""
        self.truncated = False
        """There are more than can be ticked at once."""
        self.allow_several()
        self.rows.setItemDelegate(_Painter(desk.look, columns, self))
        self.rows.installEventFilter(self)
        self.rows.clicked.connect(self._clicked)
        self.opened.connect(lambda _asset: self.toggle())
        self.set_actions(self._row_actions)

    @property
    def tags(self) -> list[str]:
        """Those ticked, in the order of the list as it was first read."""
        return [tag for tag in self._known if tag in self._ticked]

    def is_ticked(self, row: LabelRow) -> bool:
        return row.key in self._ticked

    def show_kind(self, kind: str) -> None:
        """Another set, all of it ticked."""
        self._known, self._ticked, self.after = {}, set(), ""
        self.filter(kind=kind)
        self.read_again()

    def show_passed(self, keys: Sequence[str], what: str = "") -> None:
        self.source.what = what or self.source.what
        self.source.passed = list(dict.fromkeys(keys))
        self.show_kind(SELECTION)
        self.refresh()

    def read_again(self) -> None:
        """What was ticked stays; what is new in the list is ticked, too."""
        view = self.model.view
        self._desk.worker.ask(
            lambda store: [one.key for one in self.source.page(store, view, 0, MOST + 1)],
            lambda tags: self._take(view, tags),
            self.failed.emit,
            owner=self,
            only_latest=(LabelList, id(self)),
        )

    def tick(self, *, all_of_them: bool) -> None:
        self._ticked, self.after = set(self._known) if all_of_them else set(), ""
        self._say()

    def toggle(self) -> None:
        """What is selected: all ticked, or none where they all were."""
        self._turn([row.key for row in self.selected()])

    def tick_from(self, row: LabelRow) -> None:
        """This one and all after it: what a printer that stopped in the middle left out."""
        keys = list(self._known)
        at = keys.index(row.key) if row.key in self._known else len(keys)
        self._ticked, self.after = set(keys[at:]), "".join(keys[max(at - 1, 0) : at])
        self._say()

    def untick(self, tags: Iterable[str]) -> None:
        """Restores what a person had left out."""
        self._ticked -= set(tags)
        self._say()

    @property
    def unticked(self) -> list[str]:
        return [tag for tag in self._known if tag not in self._ticked]

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and cast("QKeyEvent", event).key() == Qt.Key.Key_Space:
            self.toggle()
            return True
        return super().eventFilter(watched, event)

    def _take(self, view: View, tags: list[str]) -> None:
        if view.kind != self.model.view.kind:
            return
        self.truncated = len(tags) > MOST
        before, self._known = self._known, dict.fromkeys(tags[:MOST])
        self._ticked = {tag for tag in self._known if tag in self._ticked or tag not in before}
        self._say()

    def _turn(self, tags: list[str]) -> None:
        self.after = ""
        if all(tag in self._ticked for tag in tags):
            self._ticked -= set(tags)
        else:
            self._ticked |= set(tags)
            self._known |= dict.fromkeys(tags)
        self._say()

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if index.column() == 0 and row is not None:
            self._turn([row.key])

    def _row_actions(self, row: LabelRow) -> list[QAction]:
        words = self._desk.look.words
        text = words.t("Leave out") if self.is_ticked(row) else words.t("Print its label")
        actions = [
            (text, self.toggle),
            (words.t("Print from this one on"), lambda: self.tick_from(row)),
        ]
        if self.source.what == BLANK:
            chosen = [one.key for one in self.selected()] or [row.key]
            actions.append((words.t("Declare void…"), lambda: self.void_wanted.emit(chosen)))
        made = []
        for text, act in actions:
            action = QAction(text, self)
            action.triggered.connect(lambda _checked=False, act=act: act())
            made.append(action)
        return made

    def _say(self) -> None:
        self.rows.viewport().update()
        self.ticked.emit()


class _Painter(CellPainter):
    """The first column is a box to tick; what it says is for screen readers."""

    def __init__(self, look: Look, columns: tuple[Column[LabelRow], ...], of: LabelList) -> None:
        super().__init__(look, columns, of.rows)
        self._list = of

    @override
    def _paint_cell(self, painter: QPainter, room: QRect, at: int, row: object) -> None:
        if at:
            super()._paint_cell(painter, room, at, row)
            return
        box = QRect(0, 0, BOX, BOX)
        box.moveCenter(room.center())
        paint_box(painter, box, self._look, ticked=self._list.is_ticked(cast("LabelRow", row)))


def paint_box(painter: QPainter, box: QRect, look: Look, *, ticked: bool) -> None:
    """As a check box of theme.qss looks."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("accent" if ticked else "line_strong"), 2))
    painter.setBrush(look.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    if ticked:
        ratio = painter.device().devicePixelRatio()
        picture = look.picture("check", "on_accent", Size.ICON_SMALL, ratio)
        off = (BOX - Size.ICON_SMALL) // 2
        painter.drawPixmap(box.left() + off, box.top() + off, picture)
    painter.restore()


def _columns(words: Words, is_ticked: Callable[[LabelRow], bool]) -> tuple[Column[LabelRow], ...]:
    def ticked(row: LabelRow) -> str:
        return words.t("to print") if is_ticked(row) else words.t("left out")

    return (
        Column[LabelRow]("ticked", "", ticked, width=42),
        Column[LabelRow](
            *("code", words.t("Label"), lambda row: row.code),
            width=150,
            mono=True,
            ltr=True,
            sortable=True,
        ),
        Column[LabelRow](
            "about", words.t("What it is on"), lambda row: row.about, stretch=True, sortable=True
        ),
    )
