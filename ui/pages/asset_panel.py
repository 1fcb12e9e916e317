"""One computer: its code, its facts, what can be done with it, and its history as sentences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout

from cpise_inventory.identity import label_text
from cpise_inventory.language.money import money, sums_said
from cpise_inventory.language.sightings import presence_text
from cpise_inventory.language.terms import ACCESSORIES, CATEGORIES, CONDITIONS, STATUSES, term
from cpise_inventory.language.words import Words
from cpise_inventory.statuses import (
    CANCELLED,
    DISPOSED,
    HELD,
    IN_REPAIR,
    IN_STORAGE,
    IN_TRANSIT,
    IN_USE,
    LOST,
    ON_LOAN,
    PLACE,
    STOLEN,
    TO_DISPOSE,
    is_free,
)
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.pill import Pill, State
from ui.kit.side import SidePanel
from ui.kit.text import Elided, label
from ui.kit.timeline import Timeline
from ui.pages.asset_acts import SETTLE, Act, acts_for, why_not
from ui.pages.asset_story import moments
from ui.pages.attach_sheet import Target
from ui.pages.attachments import AttachmentsBox
from ui.pages.describe_sheet import DescribeSheet
from ui.pages.form_sheet import capital, today
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.pages.qr_picture import QrPicture
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.journal.event import Event
    from cpise_inventory.paper.qr import Symbol
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.queries import Transfer
    from ui.pages.asset_acts import Papers

TONES = {
    IN_STORAGE: ("info", "package"),
    IN_USE: ("good", "circle-check"),
    ON_LOAN: ("warn", "clock"),
    IN_TRANSIT: ("warn", "truck"),
    IN_REPAIR: ("warn", "wrench"),
    LOST: ("bad", "triangle-alert"),
    STOLEN: ("bad", "triangle-alert"),
    TO_DISPOSE: ("warn", "trash-2"),
    DISPOSED: ("", "trash-2"),
    CANCELLED: ("", "undo-2"),
}
"""Status -> tone and icon."""


@dataclass(frozen=True)
class _Read:
    """What the books say of one computer."""

    asset: "Asset | None"
    story: "list[Event[Any]]"
    people: dict[str, str]
    code: "Symbol"
    papers: "Papers"
    """Where two workstations said different things: their documents."""
    room: str = ""
    """What the room is called that it stands in, if it does in one."""
    waybill: "Transfer | None" = None
    """The one that it is on the road with."""
    seen: str = ""
    """When and where a physical verification saw it last."""


class AssetPanel(SidePanel):
    """Follows the row in use."""

    def __init__(
        self,
        desk: Desk,
        give: Callable[[list[str]], object],
        back: Callable[[list[str]], object],
        send: "Callable[[Sequence[Asset]], object]",
        act: Callable[..., object],
    ) -> None:
        super().__init__(desk.look, desk.look.words.t("Choose an asset"))
        self._desk, self._give, self._back, self._act = desk, give, back, act
        self._send = send
        self._tag = ""
        self.menu: QMenu | None = None
        self.attachments: AttachmentsBox | None = None

    def show_asset(self, asset: "Asset | None") -> None:
        if asset is not None and asset.tag != self._tag:
            self._tag = asset.tag
            self.refresh()

    def refresh(self) -> None:
        tag, words = self._tag, self._desk.look.words
        if tag:
            self._desk.worker.ask(
                lambda store: _read(store, tag, words), self._show, owner=self, only_latest=id(self)
            )

    def _show(self, read: _Read) -> None:
        asset = read.asset
        if asset is None or asset.tag != self._tag:
            return
        look, words = self._desk.look, self._desk.look.words
        clear(self.body)
        clear(self.foot)
        self.title.setText(words.isolate(f"{asset.maker} {asset.model}".strip() or asset.tag))
        self.body.addLayout(self._head(asset, read.code))
        if read.papers:
            note = Note(look)
            note.say("warn", words.t("Two workstations said different things of it: settle it."))
            self.body.addWidget(note)
        if read.waybill is not None:
            note = Note(look)
            note.say("info", _on_the_road(read.waybill, words), words.ltr(read.waybill.number))
            self.body.addWidget(note)
        self.body.addLayout(self._facts(asset, read.room, read.seen))
        attachments = AttachmentsBox(self._desk, "manage_assets")
        attachments.show_for(Target(tag=asset.tag))
        self.body.addWidget(attachments)
        self.attachments = attachments
        self.body.addWidget(label(look, words.t("History"), "heading"))
        told = moments(read.story, read.people, words, asset.tag)
        self.body.addWidget(Timeline(look, words.t("History"), told))
        self.body.addStretch(1)
        self._add_buttons(asset, read.papers)

    def _head(self, asset: "Asset", code: "Symbol") -> QHBoxLayout:
        look, words = self._desk.look, self._desk.look.words
        names = QVBoxLayout()
        names.setSpacing(Size.S)
        names.addWidget(label(look, words.ltr(asset.tag), "strong"))
        pill = QHBoxLayout()
        pill.addWidget(Pill(look, status(asset, words)))
        pill.addStretch(1)
        names.addLayout(pill)
        names.addStretch(1)
        row = QHBoxLayout()
        row.addLayout(names, 1)
        name = words.t("The code on its label")
        row.addWidget(QrPicture(code, name), 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _facts(self, asset: "Asset", room: str, seen: str) -> QGridLayout:
        look, words = self._desk.look, self._desk.look.words
        rows = (
            (words.t("Serial number"), words.ltr(asset.serial)),
            (words.t("Category"), capital(term(CATEGORIES, asset.category, words))),
            (words.t("Condition"), capital(term(CONDITIONS, asset.condition, words))),
            (words.t("Custodian"), words.isolate("" if room else asset.custodian)),
            (words.t("Place"), words.isolate(room)),
            (words.t("Last seen"), seen),
            (words.t("Workshop"), words.isolate(asset.workshop)),
            (words.t("Due on"), _day(asset.due_on, words)),
            (words.t("Centre"), words.ltr(asset.centre)),
            (words.t("Donation"), words.ltr(asset.donation)),
            (words.t("Acquired on"), _day(asset.acquired_on, words)),
            (words.t("Value"), money(asset.value, asset.currency, words)),
            (words.t("Cost of repairs"), sums_said(asset.repairs, words)),
            (words.t("Warranty until"), _day(asset.warranty_until, words)),
            (words.t("Accessories"), _accessories(asset, words)),
            (words.t("Owner"), words.isolate(asset.owner)),
            (words.t("Condition of title"), words.isolate(asset.title)),
            (words.t("Donor asked until"), _day(asset.consent_until, words)),
            (words.t("Notes"), words.isolate(asset.notes)),
            (words.t("Labels printed"), words.ltr(words.number(asset.labels))),
        )
        facts = QGridLayout()
        facts.setHorizontalSpacing(Size.M)
        facts.setVerticalSpacing(Size.XS)
        facts.setColumnStretch(1, 1)
        for row, (name, value) in enumerate((name, value) for name, value in rows if value):
            facts.addWidget(label(look, name, "small"), row, 0)
            facts.addWidget(Elided(look, value), row, 1)
        return facts

    def _add_buttons(self, asset: "Asset", papers: "Papers") -> None:
        look, words = self._desk.look, self._desk.look.words
        acts = [SETTLE, *acts_for(asset.status)] if papers else acts_for(asset.status)
        main = self._main(asset, acts)
        to_labels = partial(self._desk.go, "labels", tags=[asset.tag])
        for_label = Button(look, words.t("Its label"), to_labels, icon="tag")
        self.first = main or for_label
        if main is not None:
            self.foot.addWidget(main)
        row = QHBoxLayout()
        row.setSpacing(Size.S)
        row.addWidget(for_label, 1)
        row.addWidget(self._more(asset, acts, papers))
        self.foot.addLayout(row)

    def _main(self, asset: "Asset", acts: list[Act]) -> Button | None:
        """What comes next, most likely; the rest is in the menu."""
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        look, words = self._desk.look, self._desk.look.words
        why = self._desk.why_not(Right.MANAGE_ASSETS)
        if is_free(asset.status, asset.custodian_kind):
            text, icon = words.t("Hand over"), "user-round"
            made = Button(look, text, lambda: self._give([asset.tag]), icon=icon)
        elif asset.status in HELD:
            text, icon = words.t("Take back"), "package-check"
            made = Button(look, text, lambda: self._back([asset.tag]), icon=icon)
        elif asset.status == IN_TRANSIT:
            see = partial(self._desk.go, "transfers", number=asset.waybill)
            return Button(look, words.t("See the waybill"), see, icon="truck")
        elif acts:
            first = acts[0]
            text, why = words.t(first.title), why_not(self._desk, first)
            made = Button(look, text, partial(self._act, first, [asset]), icon=first.icon)
        else:
            return None
        made.allow(not why, why)
        return made

    def _more(self, asset: "Asset", acts: list[Act], papers: "Papers") -> Button:
        look, words = self._desk.look, self._desk.look.words
        menu = QMenu(self)
        for act in acts:
            order = menu.addAction(look.icon(act.icon, "text"), words.t(act.title))
            why = why_not(self._desk, act)
            order.setEnabled(not why)
            order.setToolTip(why)
            order.triggered.connect(
                lambda _checked=False, act=act: self._act(
                    act, [asset], papers if act is SETTLE else ()
                )
            )
        if is_free(asset.status, asset.custodian_kind):
            self._add_sending(menu, asset)
        self._add_describing(menu, asset)
        button = Button(look, "", icon="ellipsis", role="icon")
        button.setToolTip(words.t("More"))
        button.setAccessibleName(words.t("More"))
        button.pressed_by(lambda: menu.popup(button.mapToGlobal(button.rect().topLeft())))
        self.menu = menu
        return button

    def _add_sending(self, menu: QMenu, asset: "Asset") -> None:
        look, words = self._desk.look, self._desk.look.words
        why = why_not_send(self._desk)
        order = menu.addAction(look.icon("truck", "text"), words.t("Send to another centre"))
        order.setEnabled(not why)
        order.setToolTip(why)
        order.triggered.connect(lambda: self._send([asset]))

    def _add_describing(self, menu: QMenu, asset: "Asset") -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        look, words = self._desk.look, self._desk.look.words
        why = self._desk.why_not(Right.MANAGE_ASSETS)
        order = menu.addAction(look.icon("pen-line", "text"), words.t("Correct the description"))
        order.setEnabled(not why)
        order.setToolTip(why)
        order.triggered.connect(lambda: self._desk.open(DescribeSheet(self._desk, asset)))


def why_not_send(desk: Desk) -> str:
    """Empty if this person may send equipment to another centre."""
    from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

    return desk.why_not(Right.MOVE_STOCK) or desk.why_not(Right.MANAGE_ASSETS)


def _on_the_road(waybill: "Transfer", words: Words) -> str:
    told = {"centre": words.ltr(waybill.target), "day": words.ltr(words.date(waybill.sent_on))}
    days = waybill.days(today())
    if not days:
        return words.t("On the road to {centre} since today.", centre=told["centre"])
    return words.n(
        "On the road to {centre} for {count} day, since {day}.",
        "On the road to {centre} for {count} days, since {day}.",
        days,
        **told,
    )


def _day(iso: str, words: Words) -> str:
    return words.ltr(words.date(iso)) if iso else ""


def _accessories(asset: "Asset", words: Words) -> str:
    return words.join(term(ACCESSORIES, one, words) for one in asset.accessories.splitlines())


def status(asset: "Asset", words: Words) -> State:
    tone, icon = TONES.get(asset.status, ("warn", "info"))
    return State(tone, icon, capital(term(STATUSES, asset.status, words)))


def _read(store: "Store", tag: str, words: Words) -> _Read:
    from cpise_inventory.assets.queries import asset_of, contested, history  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.campaigns.queries import presence  # noqa: PLC0415 - as above
    from cpise_inventory.catalogue.queries import places  # noqa: PLC0415 - as above
    from cpise_inventory.paper.label_layout import LEVEL, VERSION  # noqa: PLC0415 - as above
    from cpise_inventory.paper.qr import symbol  # noqa: PLC0415 - as above
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above
    from cpise_inventory.transfers.queries import transfer_of  # noqa: PLC0415 - as above

    with store.read() as connection:
        people = {one.name: one.display for one in persons(connection, closed=True)}
        story = history(connection, store.journal, tag)
        code = symbol(label_text(tag), LEVEL, VERSION)
        papers = contested(connection, store.journal, tag)
        asset = asset_of(connection, tag)
        waybill = transfer_of(connection, asset.waybill) if asset and asset.waybill else None
        room = asset.custodian if asset and asset.custodian_kind == PLACE else ""
        there = places(connection, asset.centre) if asset else []
        names = picked({one.code: one.name for one in there}, words)
        seen = presence_text(presence(connection, tag), words, names)
        return _Read(asset, story, people, code, papers, names.get(room, room), waybill, seen)
