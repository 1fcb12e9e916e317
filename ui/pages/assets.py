"""Computers: who has them, in which state, and everything that ever happened to each."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from cpise_inventory.asset_filters import Filter
from cpise_inventory.identity import read_tag
from cpise_inventory.statuses import (
    HELD,
    is_free,
)
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.empty import EmptyState
from ui.page import Page
from ui.pages.asset_acts import ACTS, Act, ActSheet, why_not
from ui.pages.asset_figures import AssetFigures
from ui.pages.asset_list import AssetList
from ui.pages.asset_panel import AssetPanel, why_not_send
from ui.pages.handover import HandoverSheet
from ui.pages.register import RegisterSheet
from ui.pages.scan_answers import say_scanned
from ui.pages.selection_bar import Order, SelectionBar
from ui.pages.send import Going, SendSheet
from ui.pages.take_back import TakeBackSheet
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.store import Store
    from ui.finding import Found
    from ui.pages.asset_acts import Papers

LIST, FIGURES = "list", "figures"


class AssetsPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset(
        {
            *("asset", "label_print", "asset_life", "attachment", "erasure", "withdrawal"),
            *("campaign_seen", "campaign_unseen"),
        }
    )

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Equipment"))
        self._wanted = ""
        self._add_buttons()
        self.list = AssetList(desk)
        self.table = self.list.table
        self.table.set_empty(self._nothing())
        self.table.set_actions(self._row_actions)
        self.tabs = Choices(
            desk.look,
            words.t("Equipment"),
            (
                Choice(LIST, words.p("equipment", "List"), "monitor"),
                Choice(FIGURES, words.t("Figures"), "chart-column"),
            ),
            role="segment",
        )
        self.figures = AssetFigures(desk)
        self._listed = QWidget()
        rows = QVBoxLayout(self._listed)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.M)
        rows.addWidget(self.list, 1)
        rows.addWidget(SelectionBar(desk, self.table, self._acts))
        for part, stretch in ((self.tabs, 0), (self._listed, 1), (self.figures, 1)):
            self.body.addWidget(part, stretch)
        self.first = self.table
        self._panel = AssetPanel(desk, self._give, self._take_back, self._send, self._act)
        self.set_side(self._panel)
        self.form_changed()
        self._connect()

    # The window's side ----------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        tag = str(facts.get("tag", ""))
        if tag:
            self._wanted = tag
            self.list.show_all(tag)
        elif wanted := facts.get("filter"):
            self.list.use(wanted)
        if where := str(facts.get("tab") or (LIST if facts else "")):
            self.tabs.choose(where)
        self._panel.refresh()
        self._show_tab()
        blank, serial = str(facts.get("blank", "")), str(facts.get("serial", ""))
        if blank or serial:
            self._register(blank, serial)

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        if self.tabs.chosen == FIGURES:
            self.figures.refresh()
        else:
            self.list.refresh()
        self._panel.refresh()

    @override
    def focus_filter(self) -> bool:
        if self.tabs.chosen == LIST:
            self.list.focus_filter()
        return self.tabs.chosen == LIST

    @override
    def form_changed(self) -> None:
        self.list.narrow(narrow=self.narrow)
        self.figures.narrow(narrow=self.narrow)
        self._show_side()

    @override
    def state(self) -> dict[str, Any]:
        chosen = self.table.current()
        tag = chosen.tag if chosen is not None else ""
        return {
            "tab": self.tabs.chosen,
            LIST: self.list.state(),
            FIGURES: self.figures.state(),
            "tag": tag,
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._wanted = str(state.get("tag", ""))
        for tab, part in ((LIST, self.list), (FIGURES, self.figures)):
            shown = state.get(tab)
            part.restore(shown if isinstance(shown, dict) else {})
        self.tabs.choose(str(state.get("tab", LIST)))
        self._show_tab()

    @override
    def scanned(self, scan: Scan) -> bool:
        """A label of ours shows its computer; anything else is the window's."""
        tag = scan.read(read_tag)
        if tag is not None:
            self.opened(tag=tag)
            readings, centre = scan.candidates, self.desk.session.centre
            self.ask(lambda store: _answer(store, readings, centre), self._answered)
        return tag is not None

    def _answered(self, found: "Found") -> None:
        """It's shown by then, if there is one; a blank tag waits for its computer."""
        self.note.clear()
        say_scanned(self.note, self.desk, found.scanned)
        if found.target is not None and (blank := str(found.target.facts.get("blank", ""))):
            self._register(blank)

    # Building -------------------------------------------------------------------------------------

    def _add_buttons(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        look, words = self.look, self.look.words
        why_not = self.desk.why_not(Right.MANAGE_ASSETS)
        self.give = Button(look, words.t("Hand over"), self._hand_over, icon="user-round")
        labels = Button(look, words.t("Print labels"), self._labels, icon="tag")
        verify = Button(
            look,
            words.t("Verify"),
            lambda: self.desk.go("verification"),
            icon="scan-barcode",
        )
        self.register = Button(
            look, words.t("Register"), self._register, icon="plus", role="primary", key="F9"
        )
        for button in (self.give, self.register):
            button.allow(not why_not, why_not)
        for button in (verify, self.give, labels, self.register):
            self.add_action(button)

    def _connect(self) -> None:
        self.table.current_changed.connect(self._panel.show_asset)
        self._panel.follow_rows(self.table)
        self.table.opened.connect(lambda _asset: self.open_side())
        self.list.counted.connect(self._counted)
        self.list.failed.connect(self.tell)
        self.table.model.came.connect(self._choose_wanted)
        self.tabs.picked.connect(lambda _tab: self._show_tab())
        self.figures.asked.connect(self._show_list)
        self.figures.counted.connect(lambda: self.say_fact(self.figures.fact()))
        self.figures.failed.connect(self.tell)

    def _nothing(self) -> EmptyState:
        words = self.look.words
        register = Button(self.look, words.t("Register"), self._register, icon="plus")
        register.setEnabled(self.register.isEnabled())
        every = Button(self.look, words.t("Show all"), self.list.show_all, icon="funnel")
        text = words.t("Each asset gets a tag and a history: who had it, where, in which state.")
        title = words.t("No equipment here")
        return EmptyState(self.look, title, text, (every, register), "monitor")

    # What is shown --------------------------------------------------------------------------------

    def _show_tab(self) -> None:
        chosen = self.tabs.chosen
        self._listed.setVisible(chosen == LIST)
        self.figures.setVisible(chosen == FIGURES)
        self._show_side()
        if chosen == LIST:
            self.list.show_it()
        else:
            self.figures.show_it()

    def _show_side(self) -> None:
        """A figure of many needs no one beside it."""
        if self._panel.parent() is not None:
            self._panel.setVisible(not self.narrow and self.tabs.chosen == LIST)

    def _show_list(self, wanted: Filter) -> None:
        """Of what a bar counts."""
        self.tabs.choose(LIST)
        self.list.use(wanted)
        self._show_tab()

    def _counted(self, count: int) -> None:
        self.say_fact(self.look.words.n("{count} asset", "{count} assets", count))

    def _choose_wanted(self) -> None:
        """Who looks for one thing and finds it alone sees it, and not what was seen before."""
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        elif self.list.wanted.text and self.table.model.rowCount() == 1:
            only = self.table.model.row(0)
            if only is not None and self.table.current() is None:
                self.table.choose(only.tag)

    # What is done ---------------------------------------------------------------------------------

    def _row_actions(self, asset: "Asset") -> list[QAction]:
        """Of all that are selected, where there are several."""
        made = []
        for _icon, text, act, why in self._acts(self.table.selected() or [asset]):
            action = QAction(text, self)
            action.setEnabled(not why)
            action.triggered.connect(lambda _checked=False, act=act: act())
            made.append(action)
        return made

    def _acts(self, chosen: "Sequence[Asset]") -> Iterator[Order]:
        """What can be done with all of these, or, of handing over and back, with some."""
        words, may_not = self.look.words, self.give.toolTip()
        tags = [one.tag for one in chosen]
        free = [one for one in chosen if is_free(one.status, one.custodian_kind)]
        here = [one.tag for one in free]
        held = [one.tag for one in chosen if _is_held(one)]
        none = words.t("Not possible in this state.")
        hand, back = partial(self._give, here), partial(self._take_back, held)
        yield "user-round", words.t("Hand over"), hand, may_not or ("" if here else none)
        yield "package-check", words.t("Take back"), back, may_not or ("" if held else none)
        if len(free) == len(chosen):
            send = partial(self._send, chosen)
            yield "truck", words.t("Send to another centre"), send, why_not_send(self.desk)
        labels = partial(self.desk.go, "labels", tags=tags)
        yield "tag", words.t("Print labels"), labels, ""
        for act in ACTS:
            if all(one.status in act.suits for one in chosen):
                do = partial(self._act, act, chosen)
                yield act.icon, words.t(act.title), do, why_not(self.desk, act)

    def _register(self, blank: str = "", serial: str = "") -> None:
        """`blank`: the tag that sticks on it already."""
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        if why_not := self.desk.why_not(Right.MANAGE_ASSETS):
            self.note.say("warn", why_not)
            return
        self.desk.open(RegisterSheet(self.desk, blank=blank, serial=serial))

    def _hand_over(self) -> None:
        """Those selected that somebody can be given; whoever has the others is not asked here.

        Selected as soon as all is read: somebody is quicker who scans a label and then presses.
        """

        def give(_answer: None) -> None:
            chosen = self.table.selected()
            free = (one.tag for one in chosen if is_free(one.status, one.custodian_kind))
            self._give(list(free))

        self.ask(lambda _store: None, give)

    def _give(self, tags: list[str]) -> None:
        self.desk.open(HandoverSheet(self.desk, tags))

    def _take_back(self, tags: list[str]) -> None:
        self.desk.open(TakeBackSheet(self.desk, tags))

    def _send(self, assets: "Sequence[Asset]") -> None:
        """From the centre whose books the first of them is in; the form says of which it isn't."""
        tags = [asset.tag for asset in assets]
        self.desk.open(SendSheet(self.desk, Going(assets[0].centre, tags=tags)))

    def _act(self, act: Act, assets: "Sequence[Asset]", papers: "Papers" = ()) -> None:
        self.desk.open(ActSheet(self.desk, act, assets, papers))

    def _labels(self) -> None:
        self.desk.go("labels", tags=[asset.tag for asset in self.table.selected()])


def _is_held(asset: "Asset") -> bool:
    """Whether a person or a unit has it."""
    return asset.status in HELD and not is_free(asset.status, asset.custodian_kind)


def _answer(store: "Store", readings: Sequence[str], centre: str) -> "Found":
    from ui.finding import answer  # noqa: PLC0415 - brings the books with it

    return answer(store, readings, centre)
