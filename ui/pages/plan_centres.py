"""Items by centres: who has too much, who runs out, and the fewest trips that even it out."""

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.words import Words
from cpise_inventory.people.rights import Right
from cpise_inventory.planning import queries, telling
from cpise_inventory.planning.moving import Moves, Trip
from cpise_inventory.planning.plan import ItemPlan
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.pages import View, Whole
from ui.kit.table import Table
from ui.kit.text import Elided, Picture, label
from ui.pages.layouts import clear
from ui.pages.plan_marks import centre_said, paint_centre
from ui.pages.plan_rows import CentresRow, by_item, names_of, today
from ui.pages.trip_sheet import (
    TripSheet,
    loads_said,
    make_requests,
    say_made,
    trip_said,
)
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.store import Store

TALL: Final = 48
MOST_TRIPS: Final = 3
NO_MOVES: Final = Moves((), 0)


@dataclass
class Snapshot:
    rows: list[CentresRow] = field(default_factory=list)
    moves: Moves = NO_MOVES
    names: dict[str, str] = field(default_factory=dict)

    def plan_of(self, centre: str, item: str) -> ItemPlan | None:
        """How an item stands at a centre."""
        return next((row.plans.get(centre) for row in self.rows if row.item == item), None)


class CentresSource(Whole[CentresRow]):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.centres: tuple[str, ...] = ()
        self.snapshot = Snapshot()

    @override
    def read(self, store: "Store", view: View) -> list[CentresRow]:
        with store.read() as connection:
            plans = queries.plans(connection, today(), self.centres)
            moves = queries.moves_of(connection, plans, today())
        names, _units = names_of(store, self._words)
        self.snapshot = Snapshot(by_item(plans, names), moves, names)
        return self.snapshot.rows


class PlanCentres(QWidget):
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._narrow = False
        self._source = CentresSource(desk.look.words)
        self._card = _MovesCard(desk)
        self._card.failed.connect(self.failed)
        self.table: Table[CentresRow] | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(Size.M)
        self._rows.addWidget(self._card)

    def fill(self, centres: "list[tuple[str, str]]") -> None:
        """A column for each centre."""
        codes = tuple(code for code, _name in centres)
        if self.table is None:
            self._source.centres = codes
            self.table = self._make_table(codes)
            self._rows.addWidget(self.table, 1)
            self.fold(narrow=self._narrow, short=self._card.most == 1)
        self.table.refresh()

    def refresh(self) -> None:
        if self.table is not None:
            self.table.refresh()

    def fold(self, *, narrow: bool, short: bool) -> None:
        """A low window shows the best trip alone, a narrow one no total."""
        self._narrow = narrow
        self._card.most = 1 if short else MOST_TRIPS
        self._card.show_moves(self._source.snapshot)
        if self.table is not None:
            keys = [column.key for column in self.table.model.columns]
            self.table.show_columns([key for key in keys if not narrow or key != "total"])

    def _make_table(self, centres: tuple[str, ...]) -> Table[CentresRow]:
        look, words = self._desk.look, self._desk.look.words
        made = Table(
            look,
            self._desk.worker,
            self._source,
            _columns(words, centres),
            name=words.t("Seven centres"),
            key=lambda row: row.item,
        )
        made.rows.verticalHeader().setDefaultSectionSize(TALL)
        made.set_empty(EmptyState(look, words.t("There is nothing to plan yet.")))
        made.counted.connect(self._counted)
        made.failed.connect(self.failed)
        return made

    def _counted(self, _count: int) -> None:
        self._card.show_moves(self._source.snapshot)


class _MovesCard(QFrame):
    """The best trips, each with what it carries and why."""

    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.most = MOST_TRIPS
        self.setProperty("role", "card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(Size.L, Size.M, Size.L, Size.M)
        self._rows.setSpacing(Size.S)

    def show_moves(self, found: Snapshot) -> None:
        look, words = self._desk.look, self._desk.look.words
        clear(self._rows)
        trips = found.moves.trips
        if not trips:
            nothing = words.t("Nothing needs to be moved between the centres.")
            self._rows.addLayout(self._line("circle-check", "good", nothing, ""))
            return
        self._rows.addLayout(self._head(found))
        for trip in trips[: self.most]:
            self._rows.addLayout(self._trip(trip, found))
        if len(trips) > self.most:
            more = words.t("And {more} more.", more=len(trips) - self.most)
            self._rows.addWidget(label(look, more, "muted"))

    def _head(self, found: Snapshot) -> QHBoxLayout:
        """How many trips, and the one click that asks for all of them."""
        look, words, row = self._desk.look, self._desk.look.words, QHBoxLayout()
        said = " ".join(telling.trips_said(found.moves, words))
        row.setSpacing(Size.M)
        row.addWidget(label(look, said, "heading", wrap=True), 1)
        every = Button(
            look,
            words.t("Make all requests"),
            partial(self._request, found),
            icon="file-text",
            role="primary",
        )
        why_not = self._desk.why_not(Right.MOVE_STOCK)
        every.allow(not why_not, why_not)
        row.addWidget(every)
        return row

    def _request(self, found: Snapshot) -> None:
        self.setEnabled(False)  # a second click would ask twice

        def made(numbers: list[str]) -> None:
            self.setEnabled(True)
            say_made(self._desk, numbers)

        def failed(error: Exception) -> None:
            self.setEnabled(True)
            self.failed.emit(error)

        make_requests(self._desk, found.moves.trips, self, made, failed)

    def _trip(self, trip: Trip, found: Snapshot) -> QHBoxLayout:
        words = self._desk.look.words
        what = trip_said(trip, found.names, words)
        row = self._line("truck", "accent", what, loads_said(trip, found.names, words))
        see = Button(self._desk.look, words.t("See the trip"), partial(self._open, trip, found))
        see.setAccessibleName(f"{see.accessibleName()}: {what}")
        row.addWidget(see)
        return row

    def _line(self, icon: str, ink: str, what: str, why: str) -> QHBoxLayout:
        look, row, text = self._desk.look, QHBoxLayout(), QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Elided(look, what, "strong"))
        if why:
            text.addWidget(Elided(look, why, "small"))
        row.setSpacing(Size.M)
        row.addWidget(Picture(look, icon, ink))
        row.addLayout(text, 1)
        return row

    def _open(self, trip: Trip, found: Snapshot) -> None:
        self._desk.open(TripSheet(self._desk, trip, found.names, found.plan_of))


def _columns(words: Words, centres: tuple[str, ...]) -> tuple[Column[CentresRow], ...]:
    def of_centre(code: str) -> Column[CentresRow]:
        return Column(
            code,
            code,
            lambda row: centre_said(row, code, words),
            width=84,
            end=True,
            paint=lambda painter, room, look, row: paint_centre(painter, room, look, row, code),
        )

    return (
        Column("name", words.t("Item"), lambda row: row.name, stretch=True),
        *map(of_centre, centres),
        Column(
            "total",
            words.t("Total"),
            lambda row: words.number(row.total),
            width=76,
            end=True,
            bold=True,
            ltr=True,
        ),
    )
