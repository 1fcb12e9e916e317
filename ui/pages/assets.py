"""Computers: who has them, in which state, and everything that ever happened to each."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from cpise_inventory.language.terms import CATEGORIES, CONDITIONS, STATUSES, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.columns import Column
from ui.kit.empty import EmptyState
from ui.kit.field import line_edit
from ui.kit.pages import View
from ui.kit.pill import State
from ui.kit.table import Table
from ui.page import Page
from ui.pages.asset_panel import AssetPanel
from ui.pages.handover import HandoverSheet
from ui.pages.register import RegisterSheet
from ui.scanning import Scan
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset, Filter
    from cpise_inventory.store import Store

ALL, IN_STORAGE, IN_USE, ON_LOAN, UNLABELLED = (
    "all",
    "in_storage",
    "in_use",
    "on_loan",
    "unlabelled",
)
TONES: Final = {
    "in_storage": ("info", "package"),
    "in_use": ("good", "circle-check"),
    "on_loan": ("warn", "clock"),
    "cancelled": ("", "undo-2"),
}
NARROW: Final = ("tag", "model", "status")


class AssetSource:
    """Computers in any order, narrowed by chip and text; the books do both."""

    def count(self, store: "Store", view: View) -> int:
        from cpise_inventory.assets.queries import assets_size  # noqa: PLC0415 - SQLAlchemy

        with store.read() as connection:
            return assets_size(connection, _filter(view))

    def page(self, store: "Store", view: View, offset: int, size: int) -> "list[Asset]":
        from cpise_inventory.assets.queries import assets  # noqa: PLC0415

        with store.read() as connection:
            return assets(
                connection,
                _filter(view),
                sort=view.order or "tag",
                descending=view.descending,
                offset=offset,
                most=size,
            )


class AssetsPage(Page):
    watches: ClassVar[frozenset[str]] = frozenset({"asset", "label_print"})

    def __init__(self, desk: Desk) -> None:
        words = desk.look.words
        super().__init__(desk, words.t("Equipment"))
        self._wanted = ""
        self.add_action(Button(desk.look, words.t("Hand over"), self._hand_over, icon="user-round"))
        self.add_action(Button(desk.look, words.t("Labels"), self._labels, icon="tag"))
        self.add_action(
            Button(
                desk.look,
                words.t("Register"),
                self._register,
                icon="plus",
                role="primary",
                key="F9",
            )
        )
        self._chips = Choices(
            desk.look,
            words.t("Show"),
            (
                Choice(ALL, words.t("All")),
                Choice(IN_STORAGE, term(STATUSES, IN_STORAGE, words)),
                Choice(IN_USE, term(STATUSES, IN_USE, words)),
                Choice(ON_LOAN, term(STATUSES, ON_LOAN, words)),
                Choice(UNLABELLED, words.t("Without label"), "tag"),
            ),
        )
        self._text = line_edit(desk.look, hint=words.t("Tag, serial number, model, holder"))
        self._text.setAccessibleName(words.t("Filter"))
        self._text.setMinimumWidth(260)
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(self._chips, 1)
        row.addWidget(self._text)
        self.table = Table(
            desk.look,
            desk.worker,
            AssetSource(),
            columns(words),
            name=words.t("Equipment"),
            key=lambda asset: asset.tag,
        )
        self.table.allow_several()
        self.table.set_empty(self._nothing())
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.first = self.table
        self._panel = AssetPanel(desk, self._give, self._back)
        self.set_side(self._panel)
        self.table.current_changed.connect(self._chosen)
        self.table.opened.connect(self._row_opened)
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.tell)
        self._chips.picked.connect(lambda kind: self.table.filter(kind=kind))
        self._text.textChanged.connect(lambda text: self.table.filter(text=text))

    @override
    def opened(self, **facts: Any) -> None:
        tag = str(facts.get("tag", ""))
        if tag:
            self._wanted = tag
            self._chips.choose(ALL)
            self._text.setText(tag)
            self.table.filter(text=tag, kind=ALL)
        self.table.refresh()

    @override
    def refresh(self, changed: frozenset[str]) -> None:
        self.table.refresh()
        self._panel.refresh()

    @override
    def form_changed(self) -> None:
        keys = [column.key for column in columns(self.look.words)]
        self.table.show_columns(NARROW if self.narrow else keys)

    @override
    def state(self) -> dict[str, Any]:
        return {"text": self._text.text(), "kind": self._chips.chosen}

    @override
    def restore(self, state: dict[str, Any]) -> None:
        self._chips.choose(str(state.get("kind", ALL)))
        self._text.setText(str(state.get("text", "")))
        self.table.filter(kind=self._chips.chosen, text=self._text.text())

    @override
    def scanned(self, scan: Scan) -> bool:
        """A label of ours shows its computer; anything else is the window's."""
        from cpise_inventory.errors import Refusal  # noqa: PLC0415
        from cpise_inventory.identity import read_tag  # noqa: PLC0415

        for text in (scan.by_key, scan.text):
            try:
                self.opened(tag=read_tag(text))
            except Refusal:
                continue
            return True
        return False

    def _nothing(self) -> EmptyState:
        words = self.look.words
        register = Button(self.look, words.t("Register"), self._register, icon="plus")
        text = words.t("Each computer gets a tag and a history: who had it, where, in which state.")
        return EmptyState(self.look, words.t("No computers here"), text, (register,), "monitor")

    def _counted(self, count: int) -> None:
        self.say_fact(self.look.words.n("{count} computer", "{count} computers", count))
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""

    def _chosen(self, asset: "Asset | None") -> None:
        self._panel.show_asset(asset)

    def _row_opened(self, _asset: object) -> None:
        self.open_side()

    def _register(self) -> None:
        self.desk.open(RegisterSheet(self.desk))

    def _hand_over(self) -> None:
        self._give([asset.tag for asset in self.table.selected()])

    def _give(self, tags: list[str]) -> None:
        self.desk.open(HandoverSheet(self.desk, tags))

    def _labels(self) -> None:
        self.desk.go("labels", tags=[asset.tag for asset in self.table.selected()])

    def _back(self, tag: str) -> None:
        person = self.desk.session.person
        words = self.look.words

        def job(store: "Store") -> str:
            from cpise_inventory.assets.commands import take_back  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                return take_back(work, [tag])

        self.ask(
            job, lambda number: self.desk.say(words.t("{number} issued.", number=words.ltr(number)))
        )


def columns(words: Words) -> "tuple[Column[Asset], ...]":
    def status(asset: "Asset") -> State:
        tone, icon = TONES.get(asset.status, ("warn", "info"))
        return State(tone, icon, term(STATUSES, asset.status, words))

    return (
        Column["Asset"](
            "tag", words.t("Tag"), lambda a: a.tag, width=160, mono=True, ltr=True, sortable=True
        ),
        Column["Asset"](
            "model",
            words.t("Make and model"),
            lambda a: f"{a.maker} {a.model}".strip(),
            stretch=True,
            sortable=True,
        ),
        Column["Asset"](
            "serial",
            words.t("Serial number"),
            lambda a: a.serial,
            width=140,
            ltr=True,
            sortable=True,
        ),
        Column["Asset"](
            "category",
            words.t("Category"),
            lambda a: term(CATEGORIES, a.category, words),
            width=140,
            sortable=True,
        ),
        Column["Asset"]("centre", words.t("Centre"), lambda a: a.centre, width=80, sortable=True),
        Column["Asset"](
            "custodian", words.t("Custodian"), lambda a: a.custodian, width=160, sortable=True
        ),
        Column["Asset"](
            "condition",
            words.t("Condition"),
            lambda a: term(CONDITIONS, a.condition, words),
            width=90,
            sortable=True,
        ),
        Column["Asset"](
            "status",
            words.t("Status"),
            lambda a: term(STATUSES, a.status, words),
            width=140,
            pill=status,
            sortable=True,
        ),
    )


def _filter(view: View) -> "Filter":
    from cpise_inventory.assets.queries import Filter  # noqa: PLC0415 - SQLAlchemy

    if view.kind == UNLABELLED:
        return Filter(text=view.text, unlabelled=True)
    return Filter(text=view.text, status="" if view.kind in ("", ALL) else view.kind)
