"""Which computers get a label: a list to tick, of any length."""

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
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.finding import Pages
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.store import Store

SELECTION, UNLABELLED, CENTRE, ALL = "selection", "unlabelled", "centre", "all"
MOST: Final = 1_000
"""Ticked at once: a box of fifty sheets. Of more, one portion is printed after the other."""
BOX: Final = 18


class LabelSource:
    """`passed`: tags chosen elsewhere, or printed last; `centre` for the chip of that name."""

    def __init__(self, centre: str) -> None:
        self.centre = centre
        self.passed: list[str] = []
        self._pages: Pages | None = None

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.assets.finding import Pages  # noqa: PLC0415 - SQLAlchemy

        if view.kind == SELECTION:
            return len(self.passed)
        self._pages = Pages(self._filter(view), today())
        with store.read() as connection:
            self._pages.begin(connection)
            return self._pages.whole(connection)

    def page(self, store: "Store", view: View, offset: int, size: int) -> "list[Asset]":
        from cpise_inventory.assets.queries import asset_of  # noqa: PLC0415 - as above

        with store.read() as connection:
            if view.kind == SELECTION:
                wanted = self.passed[offset : offset + size]
                found = (asset_of(connection, tag) for tag in wanted)
                return [asset for asset in found if asset is not None]
            return self._pages.page(connection, offset, size) if self._pages else []

    def _filter(self, view: View) -> Filter:
        return Filter(
            centre=self.centre if view.kind == CENTRE else "",
            unlabelled=view.kind == UNLABELLED,
            text=view.text,
            order=view.order or "tag",
            descending=view.descending,
        )


class LabelList(Table["Asset"]):
    """Space, Enter or a click on its box ticks a row; several selected ones go together."""

    ticked = Signal()

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        self.source = LabelSource(desk.session.centre)
        columns = _columns(words, self.is_ticked)
        super().__init__(
            desk.look,
            desk.worker,
            self.source,
            columns,
            name=words.t("Computers to label"),
            key=lambda asset: asset.tag,
        )
        self._desk = desk
        self._known: dict[str, None] = {}
        self._ticked: set[str] = set()
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

    def is_ticked(self, asset: "Asset") -> bool:
        return asset.tag in self._ticked

    def show_kind(self, kind: str) -> None:
        """Another set of computers, all of them ticked."""
        self._known, self._ticked = {}, set()
        self.filter(kind=kind)
        self.read_again()

    def show_passed(self, tags: Sequence[str]) -> None:
        self.source.passed = list(dict.fromkeys(tags))
        self.show_kind(SELECTION)
        self.refresh()

    def read_again(self) -> None:
        """What was ticked stays; what is new in the list is ticked, too."""
        view = self.model.view
        self._desk.worker.ask(
            lambda store: [one.tag for one in self.source.page(store, view, 0, MOST + 1)],
            lambda tags: self._take(view, tags),
            self.failed.emit,
            owner=self,
            only_latest=(LabelList, id(self)),
        )

    def tick(self, *, all_of_them: bool) -> None:
        self._ticked = set(self._known) if all_of_them else set()
        self._say()

    def toggle(self) -> None:
        """What is selected: all ticked, or none where they all were."""
        self._turn([asset.tag for asset in self.selected()])

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
        if all(tag in self._ticked for tag in tags):
            self._ticked -= set(tags)
        else:
            self._ticked |= set(tags)
            self._known |= dict.fromkeys(tags)
        self._say()

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if index.column() == 0 and row is not None:
            self._turn([row.tag])

    def _row_actions(self, asset: "Asset") -> list[QAction]:
        words = self._desk.look.words
        text = words.t("Leave out") if self.is_ticked(asset) else words.t("Print its label")
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: self.toggle())
        return [action]

    def _say(self) -> None:
        self.rows.viewport().update()
        self.ticked.emit()


class _Painter(CellPainter):
    """The first column is a box to tick; what it says is for screen readers."""

    def __init__(self, look: Look, columns: "tuple[Column[Asset], ...]", of: LabelList) -> None:
        super().__init__(look, columns, of.rows)
        self._list = of

    @override
    def _paint_cell(self, painter: QPainter, room: QRect, at: int, row: object) -> None:
        if at:
            super()._paint_cell(painter, room, at, row)
            return
        box = QRect(0, 0, BOX, BOX)
        box.moveCenter(room.center())
        paint_box(painter, box, self._look, ticked=self._list.is_ticked(cast("Asset", row)))


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


def _columns(words: Words, is_ticked: "Callable[[Asset], bool]") -> "tuple[Column[Asset], ...]":
    def ticked(asset: "Asset") -> str:
        return words.t("to print") if is_ticked(asset) else words.t("left out")

    return (
        Column["Asset"]("ticked", "", ticked, width=42),
        Column["Asset"](
            "tag", words.t("Tag"), lambda a: a.tag, width=150, mono=True, ltr=True, sortable=True
        ),
        Column["Asset"](
            "model",
            words.t("Make and model"),
            lambda a: f"{a.maker} {a.model}".strip(),
            stretch=True,
            sortable=True,
        ),
    )
