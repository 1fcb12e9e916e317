"""Planning: how long stock will do, what to move, what to ask for, which kits can be made."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from cpise_inventory.language.words import N_, Words
from ui.desk import Desk
from ui.kit.choices import Choice, Choices
from ui.page import Page
from ui.pages.names import picked
from ui.pages.plan_ask import NeedRow, PlanAsk
from ui.pages.plan_centres import PlanCentres
from ui.pages.plan_kits import KitRow, PlanKits
from ui.pages.plan_list import PlanList
from ui.pages.plan_panel import PlanPanel
from ui.pages.plan_rows import PlanRow

if TYPE_CHECKING:
    from cpise_inventory.store import Store

LIST, CENTRES, ASK, KITS = "list", "centres", "ask", "kits"
TITLES: Final = {
    LIST: (N_("By centre"), "package"),
    CENTRES: (N_("Seven centres"), "truck"),
    ASK: (N_("To ask for"), "hand-heart"),
    KITS: (N_("Kits"), "layers"),
}
Named = tuple[str, str]


@dataclass(frozen=True)
class Places:
    centres: list[Named]
    donors: list[Named]


class PlanPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset(
        {"balance", "item", "kit", "level", "request", "transfer_line"}
    )

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Planning"))
        self._wanted: dict[str, str] = {}
        self.tabs = Choices(
            desk.look,
            words.t("Planning"),
            [Choice(key, words.t(title), icon) for key, (title, icon) in TITLES.items()],
            role="segment",
        )
        self.list, self.centres = PlanList(desk), PlanCentres(desk)
        self.ask_list, self.kits = PlanAsk(desk), PlanKits(desk)
        self._parts: dict[str, QWidget] = {
            LIST: self.list,
            CENTRES: self.centres,
            ASK: self.ask_list,
            KITS: self.kits,
        }
        self.body.addWidget(self.tabs)
        for key, part in self._parts.items():  # no stack: that is as high as the highest of them
            part.setVisible(key == LIST)
            self.body.addWidget(part, 1)
        self.first = self.list.table
        self._panel = PlanPanel(desk)
        self.set_side(self._panel)
        self._connect()

    def _connect(self) -> None:
        self.tabs.picked.connect(self._tab_picked)
        self.list.chosen.connect(self._item_chosen)
        self.list.counted.connect(lambda _count: self._say_what())
        self.ask_list.chosen.connect(self._need_chosen)
        self.kits.chosen.connect(self._kit_chosen)
        for part in (self.list, self.ask_list, self.kits):
            part.opened.connect(lambda _row: self.open_side())
        for whole in (self.list, self.centres, self.ask_list, self.kits):
            whole.failed.connect(self.tell)

    @override
    def opened(self, **facts: Any) -> None:
        self._wanted = {key: str(value) for key, value in facts.items() if value}
        if tab := self._wanted.get("tab"):
            self.tabs.choose(tab)
        words = self.look.words
        self.ask(lambda store: _read(store, words), self._fill, only_latest="places")

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self._refresh_tab()

    @override
    def form_changed(self) -> None:
        self.list.narrow(narrow=self.narrow)
        self.ask_list.narrow(narrow=self.narrow)
        self.centres.fold(narrow=self.narrow, short=self.short)
        self._show_side()

    @override
    def state(self) -> dict[str, Any]:
        return {
            "tab": self.tabs.chosen,
            LIST: self.list.state(),
            ASK: self.ask_list.state(),
            KITS: self.kits.state(),
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self.tabs.choose(str(state.get("tab", LIST)))
        for key, part in ((LIST, self.list), (ASK, self.ask_list), (KITS, self.kits)):
            told = state.get(key)
            part.restore(told if isinstance(told, dict) else {})

    @override
    def focus_filter(self) -> bool:
        if self.tabs.chosen != LIST:
            return False
        self.list.focus_filter()
        return True

    def _fill(self, places: Places) -> None:
        self.list.fill(places.centres, self._wanted.get("centre", ""))
        if item := self._wanted.get("item", ""):
            self.list.show_item(item)
        self._wanted = {}
        self.centres.fill(places.centres)
        self.ask_list.fill(places.centres, places.donors)
        self.kits.fill(places.centres)
        self._tab_picked(self.tabs.chosen)

    def _tab_picked(self, key: str) -> None:
        for one, part in self._parts.items():
            part.setVisible(one == key)
        self._show_side()
        self._refresh_tab()

    def _say_what(self) -> None:
        words = self.look.words
        self.say_fact(
            {
                LIST: self.list.fact(),
                CENTRES: words.t("Fit to be given and months of stock, as far as known here"),
                ASK: words.t("What is there and used in time is taken off"),
                KITS: words.t("From the parts that may be given"),
            }[self.tabs.chosen]
        )

    def _refresh_tab(self) -> None:
        self._say_what()
        if self.tabs.chosen == CENTRES:
            self.centres.refresh()
            return
        part = self._parts[self.tabs.chosen]
        if isinstance(part, PlanList | PlanAsk | PlanKits):
            part.table.refresh()

    def _show_side(self) -> None:
        """Seven centres need the room."""
        if self._panel.parent() is not None:
            self._panel.setVisible(not self.narrow and self.tabs.chosen != CENTRES)

    def _item_chosen(self, row: PlanRow | None) -> None:
        if row is not None and self.tabs.chosen == LIST:
            self._panel.show_row(row)

    def _need_chosen(self, row: NeedRow | None) -> None:
        if row is not None and self.tabs.chosen == ASK:
            self._panel.show_how(row.name, ("", row.need.item), self.ask_list.how(row))

    def _kit_chosen(self, row: KitRow | None) -> None:
        if row is not None and self.tabs.chosen == KITS:
            place = (row.kit.centre, row.part.item if row.part else row.kit.kit)
            self._panel.show_how(row.name, place, row.how)


def _read(store: "Store", words: Words) -> Places:
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        centres = {one.code: one.name for one in queries.centres(connection)}
        donors = {one.code: one.name for one in queries.donors(connection) if not one.retired_on}
    return Places(list(picked(centres, words).items()), list(picked(donors, words).items()))
