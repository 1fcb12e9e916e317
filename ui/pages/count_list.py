"""The counts of all centres: open, waiting, done; and how often the books were right."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.language.terms import COUNT_REASONS, COUNTS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.pages import View
from ui.kit.pill import State
from ui.kit.table import Table
from ui.pages.count_reading import Glance, what_of
from ui.pages.form_sheet import capital
from ui.pages.layouts import clear
from ui.pages.today import Tile
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.counts.queries import Sheet
    from cpise_inventory.store import Store

ALL: Final = "all"
NARROW: Final = ("number", "lines", "state")
PILLS: Final = {
    "open": ("info", "pen-line"),
    "waits": ("warn", "hourglass"),
    "settled": ("good", "circle-check"),
    "approved": ("good", "circle-check"),
    "cancelled": ("", "x"),
    "undone": ("bad", "undo-2"),
}


class CountSource:
    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.counts.queries import sheets_size  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            return sheets_size(connection, status=_status(view))

    def page(self, store: "Store", view: View, offset: int, size: int) -> "list[Sheet]":
        from cpise_inventory.counts.queries import sheet_page  # noqa: PLC0415 - as above

        with store.read() as connection:
            return sheet_page(connection, offset, size, status=_status(view))


def _status(view: View) -> str:
    return "" if view.kind in ("", ALL) else view.kind


class CountList(QWidget):
    opened = Signal(str)  # a count's number

    def __init__(self, desk: Desk, begin: Button) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._look = look
        self.glance: Glance | None = None
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(Size.M)
        self.chips = Choices(
            look,
            words.t("Show"),
            (
                Choice(ALL, words.t("All counts")),
                Choice("open", words.t("Being counted")),
                Choice("waits", words.t("To approve")),
                Choice("done", words.t("Done")),
            ),
        )
        self.table = Table(
            look,
            desk.worker,
            CountSource(),
            self._columns(words),
            name=words.t("Counts"),
            key=lambda one: one.number,
        )
        text = words.t(
            "A count sets what is really there against the books. Count a few items a day, or a"
            " whole storeroom."
        )
        empty = EmptyState(look, words.t("No counts here"), text, (begin,), icon="clipboard-check")
        self.table.set_empty(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.M)
        self._board = QWidget()
        self._board.setLayout(self._tiles)
        self._tiles.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._board)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        self._board.hide()
        self.table.opened.connect(lambda one: self.opened.emit(one.number))
        self.chips.picked.connect(lambda kind: self.table.filter(kind=kind))

    def show_glance(self, glance: Glance, *, short: bool) -> None:
        self.glance = glance
        words = self._look.words
        sizes = {ALL: glance.sizes[""]} | {k: n for k, n in glance.sizes.items() if k}
        self.chips.count(sizes)
        clear(self._tiles)
        for figure, name in _told(glance, words):
            self._tiles.addWidget(Tile(self._look, figure, name), 1)
        self.fold(short=short)

    def fold(self, *, short: bool) -> None:
        told = self.glance is not None and bool(self.glance.accuracy)
        self._board.setVisible(told and not short)

    def form_changed(self, *, narrow: bool, short: bool) -> None:
        keys = [column.key for column in self._columns(self._look.words)]
        self.table.show_columns(NARROW if narrow else keys)
        self.fold(short=short)

    def _columns(self, words: Words) -> "tuple[Column[Sheet], ...]":
        def state(one: "Sheet") -> State:
            tone, icon = PILLS[one.status]
            return State(tone, icon, capital(term(COUNTS, one.status, words)))

        def lines(one: "Sheet") -> str:
            return f"{words.number(one.entered)} / {words.number(one.lines)}"

        def centre(one: "Sheet") -> str:
            return self.glance.places.get(one.centre, one.centre) if self.glance else one.centre

        return (
            Column["Sheet"](
                "number", words.t("Number"), lambda o: o.number, width=190, mono=True, ltr=True
            ),
            Column["Sheet"]("centre", words.t("Centre"), centre, width=230),
            Column["Sheet"]("what", words.t("What"), lambda o: what_of(o, words), stretch=True),
            Column["Sheet"](
                "opened",
                words.t("Opened on"),
                lambda o: words.date(o.opened_on),
                width=110,
                ltr=True,
            ),
            Column["Sheet"]("lines", words.t("Lines"), lines, width=90, end=True, ltr=True),
            Column["Sheet"](
                "state", words.t("State"), lambda o: state(o).text, width=190, pill=state
            ),
        )


def _told(glance: Glance, words: Words) -> list[tuple[str, str]]:
    """The last month's accuracy, the year's, and the most frequent reason."""
    if not glance.accuracy:
        return []
    last = glance.accuracy[0]
    month = words.month(last.month)
    lines = sum(one.lines for one in glance.accuracy)
    right = sum(one.right for one in glance.accuracy)
    year = right * 100 // lines if lines else 100
    told = [
        (
            f"{last.percent} %",
            words.t("of lines as booked, {month}", month=month),
        ),
        (f"{year} %", words.t("of lines as booked, over twelve months")),
    ]
    if glance.reasons:
        first = glance.reasons[0]
        why = term(COUNT_REASONS, first.why, words) if first.why else words.t("not explained")
        moved = words.number(first.over + first.short)
        told.append((moved, words.t("units of difference: {reason}", reason=why)))
    return told
