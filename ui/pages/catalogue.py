"""The items: what they are, what they come in, how many there should be; kits and storerooms."""

from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from typing_extensions import override

from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.pill import State
from ui.kit.table import Table
from ui.page import Page
from ui.pages.catalogue_rows import ALL, BELOW, KITS, RETIRED, ItemRow, ItemSource, read_item
from ui.pages.goods import Goods
from ui.pages.item_panel import ItemPanel
from ui.pages.item_sheet import ItemSheet
from ui.pages.layouts import first_in_use
from ui.pages.rooms_sheet import RoomsSheet

CTRL_F: Final = "  (Ctrl+F)"
NARROW: Final = ("name", "quantity", "state")


class CataloguePage(Page):
    watches: ClassVar[frozenset[str]] = frozenset(
        {"item", "kit", "level", "least_life", "balance", "place"}
    )

    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        super().__init__(desk, words.t("Items"))
        self._wanted = ""
        self._source = ItemSource(words, desk.session.centre)
        self.chips = Choices(
            look,
            words.t("Show"),
            (
                Choice(ALL, words.t("All")),
                Choice(KITS, words.t("Kits"), "layers"),
                Choice(BELOW, words.t("Below minimum"), "triangle-alert"),
                Choice(RETIRED, words.t("Retired"), "package-x"),
            ),
        )
        self.text = line_edit(look, hint=words.t("Filter") + CTRL_F)
        self.text.setAccessibleName(words.t("Filter"))
        self.text.setClearButtonEnabled(True)
        self.table = Table(
            look,
            desk.worker,
            self._source,
            _columns(words),
            name=words.t("Items"),
            key=lambda row: row.code,
        )
        self.table.set_empty(self._nothing())
        self.body.addWidget(self.text)
        self.body.addWidget(self.chips)
        self.body.addWidget(self.table, 1)
        self.first = self.table
        self.panel = ItemPanel(desk)
        self.set_side(self.panel)
        self._add_buttons()
        self._listen()

    @override
    def opened(self, **facts: Any) -> None:
        self._wanted = str(facts.get("item", ""))
        if self._wanted:  # no filter of before may hide it
            self.chips.choose(ALL)
            self.text.clear()
            self.table.filter(text="", kind=ALL)
        self.table.refresh()

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self.table.refresh()
        self._read_again()

    @override
    def form_changed(self) -> None:
        keys = [column.key for column in _columns(self.look.words)]
        self.table.show_columns(NARROW if self.narrow else keys)

    @override
    def state(self) -> dict[str, Any]:
        return {"text": self.text.text(), "kind": self.chips.chosen}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self.text.setText(str(state.get("text", "")))
        self.chips.choose(str(state.get("kind", ALL)))
        self.table.filter(kind=self.chips.chosen)

    @override
    def focus_filter(self) -> bool:
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()
        return True

    @property
    def shown_codes(self) -> list[str]:
        """Of the items in the list, in its order."""
        return [row.code for row in self._source.shown.rows]

    def _add_buttons(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        words, look, desk = self.look.words, self.look, self.desk
        rooms = Button(
            look,
            words.t("Storerooms"),
            lambda: desk.open(RoomsSheet(desk)),
            icon="map-pin",
        )
        add = Button(look, words.t("New item"), self._add, icon="plus", role="primary", key="F9")
        why_not = desk.why_not(Right.MANAGE_CATALOGUE)
        for button in (rooms, add):
            button.allow(not why_not, why_not)
            self.add_action(button)

    def _listen(self) -> None:
        self.table.set_actions(self._row_actions)
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(lambda _row: self.open_side())
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.tell)
        first_in_use(self.table)
        self.table.model.came.connect(self._find_wanted)
        self.chips.picked.connect(lambda kind: self.table.filter(kind=kind))
        self.text.textChanged.connect(lambda text: self.table.filter(text=text))

    def _nothing(self) -> EmptyState:
        words = self.look.words
        text = words.t("Items come in with a list of a donor’s, or one by one.")
        return EmptyState(self.look, words.t("No item here"), text, ())

    def _add(self) -> None:
        def made(goods: Goods) -> None:
            self._wanted = goods.code
            self.table.refresh()

        self.desk.open(ItemSheet(self.desk, made))

    def _find_wanted(self) -> None:
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""

    def _counted(self, _count: int) -> None:
        counts = self._source.shown.counts
        self.chips.count({kind: counts.get(kind, 0) for kind in (ALL, KITS, BELOW, RETIRED)})
        words = self.look.words
        self.say_fact(words.n("{count} item", "{count} items", counts.get(ALL, 0)))

    def _chosen(self, row: ItemRow | None) -> None:
        if row is None:
            self.panel.show_item(None)
            return
        code, words = row.code, self.look.words
        self.ask(
            lambda store: read_item(store, code, words), self.panel.show_item, only_latest="item"
        )

    def _read_again(self) -> None:
        self._chosen(self.table.current())

    def _row_actions(self, _row: ItemRow) -> list[QAction]:
        made = []
        for button in self.panel.buttons:
            action = QAction(button.accessibleName(), self)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(lambda _checked=False, button=button: button.click())
            made.append(action)
        return made


def _columns(words: Words) -> tuple[Column[ItemRow], ...]:
    def packs(row: ItemRow) -> str:
        told = (
            f"{term(UNITS, name, words)} {words.ltr(words.number(size))}"
            for name, size in row.item.packs
        )
        return " · ".join((row.unit, *told))

    def state(row: ItemRow) -> State | None:
        if row.item.retired_on:
            return State("", "package-x", words.t("Retired"))
        if row.is_below:
            return State("bad", "triangle-alert", words.t("Below minimum"))
        if row.is_draft:
            return State("warn", "pen-line", words.t("Draft"))
        if row.kit:
            return State("info", "layers", words.t("Kit"))
        return None

    def said(row: ItemRow) -> str:
        shown = state(row)
        return shown.text if shown else ""

    return (
        Column("name", words.t("Item"), lambda r: r.name, stretch=True, least=280, sortable=True),
        Column(
            "code", words.t("Code"), lambda r: r.code, width=160, mono=True, ltr=True, sortable=True
        ),
        Column("unit", words.t("Packs"), packs, width=140, spare=True),
        Column(
            "quantity",
            words.t("On hand"),
            lambda r: words.number(r.on_hand),
            width=84,
            end=True,
            bold=True,
            ltr=True,
            sortable=True,
        ),
        Column(
            "minimum",
            words.t("Minimum"),
            lambda r: words.number(r.minimum) if r.minimum else "",
            width=84,
            end=True,
            ltr=True,
        ),
        Column("state", words.t("State"), said, width=140, pill=state),
    )
