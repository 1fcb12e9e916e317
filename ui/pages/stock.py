"""What is on hand, item by item and lot by lot, and each item's card."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.language.words import Words
from cpise_inventory.locations import is_quarantine
from cpise_inventory.movements.filters import Filter
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.date import DateEdit
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.pill import State
from ui.kit.sheet import Sheet
from ui.kit.table import Table
from ui.page import Page
from ui.pages.assemble_sheet import AssembleSheet
from ui.pages.delivery_head import today
from ui.pages.layouts import first_in_use
from ui.pages.loss_sheet import LossSheet
from ui.pages.loss_totals import LossTotals
from ui.pages.move_sheet import MoveSheet
from ui.pages.movement_list import MovementList
from ui.pages.names import picked
from ui.pages.open_kits_sheet import OpenKitsSheet
from ui.pages.release_sheet import ReleaseSheet
from ui.pages.send import Going, SendSheet
from ui.pages.stock_card import CardPanel
from ui.pages.stock_rows import ALL, BELOW, ENOUGH, EXPIRED, NEGATIVE, SOON, StockRow, StockSource
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.stock.queries import OnHand
    from cpise_inventory.store import Store

INDENT: Final = "      "
CTRL_F: Final = "  (Ctrl+F)"
Opening = Callable[[Desk, StockRow, str], Sheet]
"""What opens for a row of a centre."""
NARROW: Final = ("name", "expiry", "quantity", "state")
HAND, MOVES, LOST = "hand", "movements", "losses"
INKS: Final = {SOON: "warn", EXPIRED: "bad"}


class StockPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset(
        {"balance", "event_index", "item", "loss_report", "place", "transfer_line"}
    )

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Stock"))
        self._wanted: dict[str, str] = {}
        self._add_buttons()
        self._source = StockSource(words, desk.session.centre)
        self._chips = Choices(
            desk.look,
            words.t("Show"),
            (
                Choice(ALL, words.t("All")),
                Choice(SOON, words.t("Expiring soon"), "calendar-clock"),
                Choice(EXPIRED, words.t("Expired"), "hourglass"),
                Choice(NEGATIVE, words.t("Negative"), "scale"),
            ),
        )
        self._centre = QComboBox()
        self._centre.setAccessibleName(words.t("Centre"))
        self._centre.setMinimumWidth(260)
        self._day = DateEdit(desk.look, today())
        self._day.setPlaceholderText(words.t("Now"))
        self._day.setAccessibleName(words.t("On hand at the end of"))
        self._day.setToolTip(words.t("On hand at the end of"))
        self._text = line_edit(desk.look, hint=words.t("Filter") + CTRL_F)
        self._text.setAccessibleName(words.t("Filter"))
        self._text.setClearButtonEnabled(True)
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self._centre)
        row.addWidget(self._day)
        row.addWidget(self._text, 1)
        self.table = Table(
            desk.look,
            desk.worker,
            self._source,
            _columns(words),
            name=words.t("Stock"),
            key=lambda r: (r.item, r.location, r.key),
        )
        self.table.set_empty(self._nothing())
        self.tabs = self._make_tabs()
        self.moves, self.losses = MovementList(desk), LossTotals(desk)
        self._hand = QWidget()
        rows = QVBoxLayout(self._hand)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.M)
        rows.addLayout(row)
        rows.addWidget(self._chips)
        rows.addWidget(self.table, 1)
        self.body.addWidget(self.tabs)
        for part in (self._hand, self.moves, self.losses):
            self.body.addWidget(part, 1)
            part.setVisible(part is self._hand)
        self.first = self.table
        self._card = CardPanel(desk)
        self.set_side(self._card)
        self._connect()

    def _connect(self) -> None:
        self.table.current_changed.connect(self._chosen)
        self._card.follow_rows(self.table)
        self.table.opened.connect(self._row_opened)
        self.table.set_actions(self._row_actions)
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.tell)
        first_in_use(self.table)
        self._chips.picked.connect(lambda kind: self.table.filter(kind=kind))
        self._text.textChanged.connect(lambda text: self.table.filter(text=text))
        self._centre.currentIndexChanged.connect(self._centre_chosen)
        self._day.settled.connect(self._day_chosen)
        self.tabs.picked.connect(self._tab_picked)
        for listed in (self.moves, self.losses):
            listed.counted.connect(self._say_tab)
            listed.failed.connect(self.tell)
        self.losses.item_opened.connect(self._show_moves)

    @override
    def opened(self, **facts: Any) -> None:
        self._wanted = {
            key: str(facts[key]) for key in ("item", "centre", "room") if facts.get(key)
        }
        if tab := str(facts.get("tab") or (HAND if self._wanted else "")):
            self.tabs.choose(tab)
        self._show_tab()
        self.ask(_read_centres, self._fill, only_latest="centres")

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        if self.tabs.chosen in self._others:
            self._others[self.tabs.chosen].refresh()
        self.table.refresh()
        self._card.refresh()

    @override
    def form_changed(self) -> None:
        keys = [column.key for column in _columns(self.look.words)]
        self.table.show_columns(NARROW if self.narrow else keys)
        for listed in self._others.values():
            listed.narrow(narrow=self.narrow)
        self._show_side()

    @override
    def state(self) -> dict[str, Any]:
        return {
            "centre": self._source.centre,
            "text": self._text.text(),
            "kind": self._chips.chosen,
            "day": self._day.typed(),
            "tab": self.tabs.chosen,
            **{tab: listed.state() for tab, listed in self._others.items()},
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._source.centre = str(state.get("centre", self._source.centre))
        self._text.setText(str(state.get("text", "")))
        self._chips.choose(str(state.get("kind", ALL)))
        self._day.set_typed(str(state.get("day", "")))
        self._source.day = self._past()
        self.table.filter(kind=self._chips.chosen)
        self.tabs.choose(str(state.get("tab", HAND)))
        for tab, listed in self._others.items():
            kept = state.get(tab)
            listed.restore(kept if isinstance(kept, dict) else {})
        self._show_tab()

    @override
    def focus_filter(self) -> bool:
        if self.tabs.chosen == MOVES:
            self.moves.focus_filter()
            return True
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()
        return True

    def _add_buttons(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        words, look, desk = self.look.words, self.look, self.desk
        receive = Button(
            look, words.t("Receive"), lambda: desk.go("receive"), icon="package-plus", key="F3"
        )
        send = Button(look, words.t("Send"), self._open_send, icon="truck")
        give = Button(
            look,
            words.t("Distribute"),
            lambda: desk.go("distribute"),
            icon="hand-heart",
            role="primary",
            key="F4",
        )
        why_not = desk.why_not(Right.MOVE_STOCK)
        for button in (receive, send, give):
            button.setShortcut("")  # the window has it already, wherever one is
            button.allow(not why_not, why_not)
            self.add_action(button)

    def _make_tabs(self) -> Choices:
        words = self.look.words
        return Choices(
            self.look,
            words.t("Stock"),
            (
                Choice(HAND, words.t("On hand"), "package"),
                Choice(MOVES, words.t("Movements"), "arrow-left-right"),
                Choice(LOST, words.t("Losses"), "package-x"),
            ),
            role="segment",
        )

    def _nothing(self) -> EmptyState:
        words = self.look.words
        self._bring = Button(
            self.look, words.t("Receive"), lambda: self.desk.go("receive"), icon="package-plus"
        )
        text = words.t("What a donor delivers is entered once, and its lots are shown here.")
        return EmptyState(self.look, words.t("Nothing in stock here"), text, (self._bring,))

    def _fill(self, centres: "list[tuple[str, Any]]") -> None:
        words = self.look.words
        self._centre.blockSignals(True)
        self._centre.clear()
        self._centre.addItem(words.t("All centres"), "")
        for code, name in picked(dict(centres), words).items():
            self._centre.addItem(name, code)
        if self._wanted:
            self._show_all_of(self._wanted.get("item") or self._wanted.get("room", ""))
            self._source.centre = self._wanted.get("centre", self._source.centre)
        self._centre.setCurrentIndex(max(self._centre.findData(self._source.centre), 0))
        self._centre.blockSignals(False)
        self.table.refresh()

    def _show_all_of(self, item: str) -> None:
        """Somebody was sent here for one item: no filter of before may hide it."""
        self._chips.choose(ALL)
        self._text.blockSignals(True)
        self._text.setText(item)
        self._text.blockSignals(False)
        self.table.filter(text=item, kind=ALL)

    def _centre_chosen(self, _index: int) -> None:
        self._source.centre = self._centre.currentData() or ""
        self.table.refresh()

    def _day_chosen(self) -> None:
        self._source.day = self._past()
        problem = self._day.problem()
        if problem is None:
            self.note.clear()
        else:
            self.note.say("bad", self.desk.sentence(problem))
        self.table.refresh()

    def _past(self) -> date | None:
        """A day that is gone; None for today and for what can't be read."""
        day = self._day.value()
        return day if day is not None and day < today() else None

    def _tab_picked(self, _key: str) -> None:
        self._show_tab()
        if self.tabs.chosen == HAND:
            self.table.refresh()

    def _show_tab(self) -> None:
        chosen = self.tabs.chosen
        self._hand.setVisible(chosen == HAND)
        for tab, listed in self._others.items():
            listed.setVisible(chosen == tab)
        self._show_side()
        if chosen in self._others:
            self._others[chosen].show_it()

    def _show_side(self) -> None:
        """A line of another list needs the room."""
        if self._card.parent() is not None:
            self._card.setVisible(not self.narrow and self.tabs.chosen == HAND)

    @property
    def _others(self) -> "dict[str, MovementList | LossTotals]":
        """What stands beside what is on hand, by tab."""
        return {MOVES: self.moves, LOST: self.losses}

    def _say_tab(self) -> None:
        if self.tabs.chosen in self._others:
            self.note.clear()
            self.say_fact(self._others[self.tabs.chosen].fact())

    def _counted(self, _count: int) -> None:
        if self.tabs.chosen == HAND:
            self._say_hand()
        self._wanted = {}

    def _say_hand(self) -> None:
        words, counts = self.look.words, self._source.snapshot.counts
        self._chips.count({kind: counts.get(kind, 0) for kind in (ALL, SOON, EXPIRED, NEGATIVE)})
        items = words.n("{count} item", "{count} items", counts.get(ALL, 0))
        facts = [self._centre.currentText(), items]
        if worth := self._source.snapshot.worth:
            facts.append(worth)
        if (day := self._source.day) is not None:
            facts.append(words.t("at the end of {day}", day=words.ltr(words.date(day))))
        self.say_fact(" · ".join(facts))

    def _chosen(self, row: StockRow | None) -> None:
        if row is not None:
            centre = self._centre_of(row)
            at = self._centre.findData(centre)
            self._card.show_item(row, centre, self._centre.itemText(at) if at >= 0 else centre)

    def _row_opened(self, _row: object) -> None:
        self.open_side()

    def _row_actions(self, row: StockRow) -> list[QAction]:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        words, centre = self.look.words, self._centre_of(row)
        why_not = self.desk.why_not(Right.MOVE_STOCK)
        sheets: list[tuple[str, Opening]] = [
            (words.t("Move within the centre…"), MoveSheet),
            (words.t("Write off or report a loss…"), LossSheet),
        ]
        if row.is_kit:
            sheets.append((words.t("Make more kits…"), _assembling))
            sheets.append((words.t("Take kits apart…"), OpenKitsSheet))
        actions = []
        for text, sheet in sheets:
            action = QAction(text, self)
            action.triggered.connect(partial(self._open_for, sheet, row, centre))
            action.setEnabled(not why_not)
            action.setToolTip(why_not)
            actions.append(action)
        if is_quarantine(row.location):
            release = QAction(words.t("Release what is found good…"), self)
            release.triggered.connect(partial(self._open_release, row, centre))
            release.setEnabled(not why_not)
            release.setToolTip(why_not)
            actions.insert(0, release)
        moves = QAction(words.t("Movements of the item"), self)
        moves.triggered.connect(partial(self._show_moves_of, row, centre))
        return [*actions, moves]

    def _show_moves_of(self, row: StockRow, centre: str, *_clicked: bool) -> None:
        self._show_moves(Filter(item=row.item, centre=centre))

    def _show_moves(self, wanted: Filter) -> None:
        self.tabs.choose(MOVES)
        self._show_tab()
        self.moves.use(wanted)

    def _open_release(self, row: StockRow, centre: str, *_clicked: bool) -> None:
        def wanted(one: "OnHand") -> bool:
            return (one.item, one.lot) == (row.item, row.key)

        self.desk.open(ReleaseSheet(self.desk, centre, wanted))

    def _open_for(self, sheet: Opening, row: StockRow, centre: str, *_clicked: bool) -> None:
        self.desk.open(sheet(self.desk, row, centre))

    def _centre_of(self, row: StockRow) -> str:
        centre = self._source.centre or row.location.partition("/")[0]
        return centre or self.desk.session.centre

    def _open_send(self) -> None:
        here = self._source.centre or self.desk.session.centre
        self.desk.open(SendSheet(self.desk, Going(here)))


def _assembling(desk: Desk, row: StockRow, centre: str) -> Sheet:
    return AssembleSheet(desk, (row.item, row.name), centre)


def _columns(words: Words) -> tuple[Column[StockRow], ...]:
    states = {
        SOON: State("warn", "calendar-clock", words.t("Expiring soon")),
        EXPIRED: State("bad", "hourglass", words.t("Expired")),
        NEGATIVE: State("bad", "scale", words.t("Negative")),
        BELOW: State("bad", "triangle-alert", words.t("Below minimum")),
        ENOUGH: State("good", "circle-check", words.t("Enough")),
    }

    def name(row: StockRow) -> str:
        if row.lot is None:
            return row.name
        number = words.ltr(row.lot) if row.lot else words.t("without number")
        return INDENT + words.t("Lot {lot}", lot=number)

    def pill(row: StockRow) -> State | None:
        return states.get(row.state)

    def state_text(row: StockRow) -> str:
        if row.lot is None:
            return states[row.state].text if row.state else ""
        return words.t("leaves first") if row.first else ""

    return (
        Column("name", words.t("Item"), name, stretch=True),
        Column(
            "expiry",
            words.t("Expiry"),
            lambda r: words.expiry(r.expiry),
            width=104,
            ltr=True,
            ink=lambda r: INKS.get(r.state, "text"),
        ),
        Column(
            "quantity",
            words.t("On hand"),
            lambda r: words.number(r.quantity),
            width=84,
            end=True,
            bold=True,
            ltr=True,
            ink=lambda r: "bad" if r.quantity < 0 else "text" if r.lot is None else "muted",
        ),
        Column(
            "unit",
            " · ".join((words.t("Unit"), words.t("Storeroom"))),
            lambda r: (r.packs or r.unit) if r.lot is None else r.room,
            width=164,
        ),
        Column("state", words.t("State"), state_text, width=164, pill=pill),
    )


def _read_centres(store: "Store") -> "list[tuple[str, Any]]":
    from cpise_inventory.catalogue.queries import centres  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return [(one.code, one.name) for one in centres(connection)]
