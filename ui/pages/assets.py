"""Computers: who has them, in which state, and everything that ever happened to each."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

import msgspec
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from cpise_inventory.asset_filters import EVERYTHING, TO_FOLLOW, Filter
from cpise_inventory.identity import read_tag
from cpise_inventory.language.terms import STATUSES, term
from cpise_inventory.statuses import (
    DISPOSED,
    HELD,
    IN_STORAGE,
    IN_USE,
    ON_LOAN,
)
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.table import Table
from ui.page import Page
from ui.pages.asset_acts import ACTS, Act, ActSheet, why_not
from ui.pages.asset_panel import AssetPanel
from ui.pages.asset_rows import ALL, UNLABELLED, AssetSource, columns, with_chip
from ui.pages.combo import Combo
from ui.pages.form_sheet import capital
from ui.pages.handover import HandoverSheet
from ui.pages.places import Places, read_places
from ui.pages.register import RegisterSheet
from ui.pages.take_back import TakeBackSheet
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from ui.pages.asset_acts import Papers

NARROW: Final = ("tag", "model", "status")
MIDDLING: Final = ("tag", "model", "serial", "custodian", "status")
"""Beside the panel there is no room for all; the panel says the rest."""


class AssetsPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"asset", "label_print"})

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Equipment"))
        self._wanted = ""
        self.source = AssetSource()
        self._add_buttons()
        self._chips = Choices(
            desk.look,
            words.t("Show"),
            (
                Choice(ALL, words.t("All")),
                Choice(IN_STORAGE, capital(term(STATUSES, IN_STORAGE, words))),
                Choice(IN_USE, capital(term(STATUSES, IN_USE, words))),
                Choice(ON_LOAN, capital(term(STATUSES, ON_LOAN, words))),
                Choice(TO_FOLLOW, words.t("To follow up"), "wrench"),
                Choice(DISPOSED, capital(term(STATUSES, DISPOSED, words))),
                Choice(UNLABELLED, words.t("Without label"), "tag"),
            ),
        )
        self._text = line_edit(desk.look, hint=words.t("Tag, serial number, model, holder"))
        self._text.setAccessibleName(words.t("Filter"))
        self._text.setMinimumWidth(240)
        self._centre = Combo()
        self._centre.setAccessibleName(words.t("Centre"))
        self._centre.fill([("", words.t("All centres"))])
        filters = QHBoxLayout()
        filters.setSpacing(Size.S)
        filters.addWidget(self._text, 1)
        filters.addWidget(self._centre)
        self.table = Table(
            desk.look,
            desk.worker,
            self.source,
            columns(words),
            name=words.t("Equipment"),
            key=lambda asset: asset.tag,
        )
        self.table.allow_several()
        self.table.set_empty(self._nothing())
        self.table.set_actions(self._row_actions)
        self.body.addLayout(filters)
        self.body.addWidget(self._chips)
        self.body.addWidget(self.table, 1)
        self.first = self.table
        self._panel = AssetPanel(desk, self._give, self._take_back, self._act)
        self.set_side(self._panel)
        self.form_changed()
        self._connect()

    # The window's side ----------------------------------------------------------------------------

    @override
    def opened(self, **facts: Any) -> None:
        tag = str(facts.get("tag", ""))
        if tag:
            self._wanted = tag
            self._show_all(tag)
        self.refresh(frozenset())
        words = self.look.words
        self.ask(lambda store: read_places(store, words), self._show_centres, only_latest="places")

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self.table.refresh()
        self._panel.refresh()
        self.ask(self.source.counts, self._chips.count, only_latest="counts")

    @override
    def focus_filter(self) -> bool:
        self._text.setFocus()
        self._text.selectAll()
        return True

    @override
    def form_changed(self) -> None:
        self.table.show_columns(NARROW if self.narrow else MIDDLING)

    @override
    def state(self) -> dict[str, Any]:
        chosen = self.table.current()
        return {
            "text": self._text.text(),
            "kind": self._chips.chosen,
            "centre": self.source.wanted.centre,
            "tag": chosen.tag if chosen is not None else "",
        }

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._wanted = str(state.get("tag", ""))
        self._chips.choose(str(state.get("kind", ALL)))
        self._text.setText(str(state.get("text", "")))
        wanted = with_chip(EVERYTHING, self._chips.chosen)
        self.use(msgspec.structs.replace(wanted, centre=str(state.get("centre", ""))))

    @override
    def scanned(self, scan: Scan) -> bool:
        """A label of ours shows its computer; anything else is the window's."""
        tag = scan.read(read_tag)
        if tag is not None:
            self.opened(tag=tag)
        return tag is not None

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
        self.table.opened.connect(lambda _asset: self.open_side())
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.tell)
        self._chips.picked.connect(lambda chip: self.use(with_chip(self.source.wanted, chip)))
        self._text.textChanged.connect(lambda text: self.table.filter(text=text))
        self._centre.currentIndexChanged.connect(self._centre_chosen)

    def _nothing(self) -> EmptyState:
        words = self.look.words
        register = Button(self.look, words.t("Register"), self._register, icon="plus")
        register.setEnabled(self.register.isEnabled())
        every = Button(self.look, words.t("Show all"), self._show_all, icon="funnel")
        text = words.t("Each computer gets a tag and a history: who had it, where, in which state.")
        title = words.t("No computers here")
        return EmptyState(self.look, title, text, (every, register), "monitor")

    # What is shown --------------------------------------------------------------------------------

    def _show_all(self, text: str = "") -> None:
        """No filter but the text."""
        self._centre.setCurrentIndex(0)
        self._chips.choose(ALL)
        self._text.setText(text)
        self.use(EVERYTHING)

    def _show_centres(self, places: Places) -> None:
        entries = [("", self.look.words.t("All centres")), *places.centres]
        self._centre.fill(entries, self.source.wanted.centre)

    def _centre_chosen(self, _index: int) -> None:
        self.use(msgspec.structs.replace(self.source.wanted, centre=self._centre.code))
        self.refresh(frozenset())

    def use(self, wanted: Filter) -> None:
        """Show this, from the top."""
        self.source.wanted = wanted
        self.table.show_from_top()

    def _counted(self, count: int) -> None:
        if not self.source.more:
            self.say_fact(self.look.words.n("{count} asset", "{count} assets", count))
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""

    # What is done ---------------------------------------------------------------------------------

    def _row_actions(self, asset: "Asset") -> list[QAction]:
        """Of all that are selected, where there are several."""
        words = self.look.words
        tags = [one.tag for one in self.table.selected()] or [asset.tag]
        chosen = self.table.selected() or [asset]
        held = [one.tag for one in chosen if one.status in HELD]
        may = self.give.isEnabled()
        actions = (
            (words.t("Hand over"), lambda: self._give(tags), may and len(held) < len(tags)),
            (words.t("Take back"), lambda: self._take_back(held), may and bool(held)),
            (words.t("Print labels"), lambda: self.desk.go("labels", tags=tags), True),
            *(
                (words.t(act.title), partial(self._act, act, chosen), not why_not(self.desk, act))
                for act in ACTS
                if all(one.status in act.suits for one in chosen)
            ),
        )
        made = []
        for text, act, allowed in actions:
            action = QAction(text, self)
            action.setEnabled(allowed)
            action.triggered.connect(lambda _checked=False, act=act: act())
            made.append(action)
        return made

    def _register(self) -> None:
        self.desk.open(RegisterSheet(self.desk))

    def _hand_over(self) -> None:
        """Those selected that somebody can be given; whoever has the others is not asked here.

        Selected as soon as all is read: somebody is quicker who scans a label and then presses.
        """

        def give(_answer: None) -> None:
            chosen = self.table.selected()
            self._give([asset.tag for asset in chosen if asset.status == IN_STORAGE])

        self.ask(lambda _store: None, give)

    def _give(self, tags: list[str]) -> None:
        self.desk.open(HandoverSheet(self.desk, tags))

    def _take_back(self, tags: list[str]) -> None:
        self.desk.open(TakeBackSheet(self.desk, tags))

    def _act(self, act: Act, assets: "Sequence[Asset]", papers: "Papers" = ()) -> None:
        self.desk.open(ActSheet(self.desk, act, assets, papers))

    def _labels(self) -> None:
        self.desk.go("labels", tags=[asset.tag for asset in self.table.selected()])
