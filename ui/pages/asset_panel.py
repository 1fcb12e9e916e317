"""One computer: its facts, what can be done with it, and its history as sentences."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.terms import CATEGORIES, CONDITIONS, STATUSES, term
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.side import SidePanel
from ui.kit.text import Elided, label
from ui.pages.layouts import clear
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.journal.event import Event
    from cpise_inventory.store import Store


class AssetPanel(SidePanel):
    """Follows the row in use."""

    def __init__(
        self, desk: Desk, give: Callable[[list[str]], object], back: Callable[[str], object]
    ) -> None:
        super().__init__(desk.look, desk.look.words.t("Choose a computer"))
        self._desk, self._give, self._back = desk, give, back
        self._tag = ""

    def show_asset(self, asset: "Asset | None") -> None:
        if asset is not None and asset.tag != self._tag:
            self._tag = asset.tag
            self.refresh()

    def refresh(self) -> None:
        tag = self._tag
        if tag:
            self._desk.worker.ask(
                lambda store: _read(store, tag), self._show, owner=self, only_latest=id(self)
            )

    def _show(self, read: "tuple[Asset | None, list[Event[Any]], dict[str, str]]") -> None:
        asset, story, people = read
        if asset is None or asset.tag != self._tag:
            return
        look, words = self._desk.look, self._desk.look.words
        clear(self.body)
        clear(self.foot)
        self.title.setText(f"{asset.maker} {asset.model}".strip() or asset.tag)
        self.body.addWidget(label(look, words.ltr(asset.tag), "strong"))
        facts = QGridLayout()
        facts.setHorizontalSpacing(Size.M)
        facts.setColumnStretch(1, 1)
        rows = (
            (words.t("Serial number"), words.ltr(asset.serial)),
            (words.t("Category"), term(CATEGORIES, asset.category, words)),
            (words.t("Status"), term(STATUSES, asset.status, words)),
            (words.t("Condition"), term(CONDITIONS, asset.condition, words)),
            (words.t("Custodian"), words.isolate(asset.custodian) or "–"),
            (words.t("Due on"), words.ltr(words.date(asset.due_on)) if asset.due_on else "–"),
            (words.t("Centre"), words.ltr(asset.centre)),
            (words.t("Donation"), words.ltr(asset.donation)),
            (words.t("Labels printed"), words.ltr(words.number(asset.labels))),
        )
        for row, (name, value) in enumerate(rows):
            facts.addWidget(label(look, name, "small"), row, 0)
            facts.addWidget(Elided(look, value), row, 1)
        self.body.addLayout(facts)
        self.body.addWidget(label(look, words.t("History"), "heading"))
        for event in reversed(story):
            self.body.addWidget(_Line(self._desk, event, people))
        self.body.addStretch(1)
        self._buttons(asset)

    def _buttons(self, asset: "Asset") -> None:
        look, words = self._desk.look, self._desk.look.words
        if asset.custodian:
            back = Button(
                look, words.t("Take back"), lambda: self._back(asset.tag), icon="package-check"
            )
            self.foot.addWidget(back)
        elif asset.status == "in_storage":
            give = Button(
                look, words.t("Hand over"), lambda: self._give([asset.tag]), icon="user-round"
            )
            self.foot.addWidget(give)
        self.foot.addWidget(
            Button(
                look,
                words.t("Print its label"),
                lambda: self._desk.go("labels", tags=[asset.tag]),
                icon="tag",
            )
        )


class _Line(QWidget):
    """What happened, to whom, when, and who did it."""

    def __init__(self, desk: Desk, event: "Event[Any]", people: dict[str, str]) -> None:
        super().__init__()
        look, words, said = desk.look, desk.look.words, event.payload
        what = term(KINDS, said.kind, words)
        party = getattr(said, "party", "")
        if party:
            what = f"{what} · {words.isolate(party)}"
        who = people.get(event.actor, event.actor)
        when = words.ltr(words.when(event.at))
        paper = f" · {words.ltr(said.document)}" if said.document else ""
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(Elided(look, what))
        rows.addWidget(label(look, f"{when} · {words.isolate(who)}{paper}", "small", wrap=True))


def _read(store: "Store", tag: str) -> "tuple[Asset | None, list[Event[Any]], dict[str, str]]":
    from cpise_inventory.assets.queries import asset_of, history  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.people.queries import persons  # noqa: PLC0415

    with store.read() as connection:
        people = {one.name: one.display for one in persons(connection, closed=True)}
        return asset_of(connection, tag), history(connection, store.journal, tag), people
