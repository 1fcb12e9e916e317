"""What became of a donation, beside the list: item by item all that came, and where it is now."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from cpise_inventory.clock import today, wall_clock
from cpise_inventory.language.money import money
from cpise_inventory.language.terms import FATES, STATUSES, term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.text import Elided, Picture, label
from ui.look import Look
from ui.pages.donation_sheet import DonationSheet
from ui.pages.earmarks import share_said
from ui.pages.following_panel import FollowingPanel, facts_grid
from ui.pages.form_sheet import capital
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.pages.places import Named
from ui.pages.receipts_sheet import ReceiptsSheet
from ui.pages.share_bar import Share, ShareBar
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.assets.queries import Asset
    from cpise_inventory.catalogue.events import Earmark
    from cpise_inventory.catalogue.queries import Donation
    from cpise_inventory.donations.telling import Told
    from cpise_inventory.donations.trace import Account, KitLot, Trace
    from cpise_inventory.store import Store

MOST_ROWS: Final = 40
"""Of one item on the screen; the file has them all."""
ENDINGS: Final = ("xlsx", "csv", "pdf")
MARKS: Final = {
    "received": ("package-plus", "good"),
    "reversed": ("undo-2", "warn"),
    "on_hand": ("package", "accent"),
    "quarantined": ("shield-alert", "warn"),
    "on_the_road": ("truck", "accent"),
    "in_kits": ("layers", "muted"),
    "out_of_kits": ("package-open", "accent"),
    "made": ("layers", "accent"),
    "distributed": ("hand-heart", "good"),
    "consumed": ("circle-check", "good"),
    "lost": ("circle-x", "bad"),
    "difference": ("scale", "warn"),
}
"""What became of goods -> icon and ink."""


@dataclass(frozen=True)
class _Read:
    story: "Trace"
    rows: "list[Told]"
    kits: "list[Told]"
    names: dict[str, str]
    """Of items, centres, their places, and donors."""
    donors: list[Named]


class DonationPanel(FollowingPanel[_Read]):
    def __init__(self, desk: Desk) -> None:
        words, look = desk.look.words, desk.look
        self._read: _Read | None = None
        self._edit = Button(look, words.t("Describe anew"), self._describe, icon="pen-line")
        self._save = Button(look, words.t("Save what became of it"), self._ask, icon="file-down")
        super().__init__(desk, words.t("Choose a donation"), self._edit, self._save)

    @override
    def read(self, store: "Store", code: str) -> _Read:
        return _read(store, code, self._desk.look.words)

    @override
    def show_read(self, read: _Read) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - SQLAlchemy

        look, words, story = self._desk.look, self._desk.look.words, read.story
        self._read = read
        clear(self._told)
        self.title.setText(words.ltr(story.donation.code))
        self._told.addLayout(facts_grid(look, self._facts(story.donation, read)))
        for account in story.accounts:
            self._told.addWidget(_heading(look, read.names.get(account.item, account.item)))
            self._told.addWidget(_bar(account, self._desk))
            self._add_rows([row for row in read.rows if row.item == account.item])
        if read.kits:
            self._told.addWidget(_heading(look, words.t("Kits that hold parts of it")))
            self._add_rows(read.kits)
            self._say_what_stands_in(story.kits, read.names)
        if story.assets:
            self._told.addWidget(_heading(look, words.t("Equipment")))
        for asset in story.assets[:MOST_ROWS]:
            self._told.addWidget(self._of_asset(asset))
        if not (story.accounts or story.assets):
            self._told.addWidget(label(look, words.t("Nothing of it has come yet."), "muted"))
        exports, describes = (
            self._desk.why_not(right) for right in (Right.EXPORT, Right.MANAGE_CATALOGUE)
        )
        self._save.allow(not exports, exports)
        self._edit.allow(not describes, describes)

    def _facts(self, gift: "Donation", read: _Read) -> tuple[tuple[str, str], ...]:
        words = self._desk.look.words
        return (
            (words.t("Donor"), read.names.get(gift.donor, words.ltr(gift.donor))),
            (words.t("Funder"), read.names.get(gift.funder, words.isolate(gift.funder))),
            (words.t("Agreement"), words.isolate(gift.reference)),
            (words.t("Agreed on"), words.ltr(words.date(gift.agreed_on)) if gift.agreed_on else ""),
            (words.t("Value"), money(gift.value, gift.currency, words)),
            (words.t("For"), words.join(_earmark(one, read.names, words) for one in gift.earmarks)),
            (words.t("Condition of title"), words.isolate(gift.title)),
            (words.t("IATI identifier"), words.ltr(gift.iati)),
        )

    def _say_what_stands_in(self, kits: "Iterable[KitLot]", names: dict[str, str]) -> None:
        """Parts of this donation that are in kits in place of others."""
        look, words = self._desk.look, self._desk.look.words
        parts = {(one.kit, part) for one in kits for part, _ in one.parts}
        stand_ins = dict.fromkeys((one.kit, *pair) for one in kits for pair in one.instead)
        for kit, part, item in stand_ins:
            if (kit, part) in parts:
                said = words.t(
                    "{part}, in place of {items}",
                    part=words.isolate(names.get(part, part)),
                    items=words.isolate(names.get(item, item)),
                )
                self._told.addWidget(label(look, said, "small", wrap=True))

    def _add_rows(self, rows: "list[Told]") -> None:
        look, words = self._desk.look, self._desk.look.words
        for row in rows[:MOST_ROWS]:
            self._told.addWidget(self._row(row))
        if len(rows) > MOST_ROWS:
            more = words.t("And {more} more.", more=words.number(len(rows) - MOST_ROWS))
            self._told.addWidget(label(look, more, "muted"))

    def _row(self, row: "Told") -> "StoryRow":
        words = self._desk.look.words
        icon, ink = MARKS.get(row.fate, ("info", "text"))
        parts = [self._where(row.where), words.ltr(row.lot)]
        if row.people:
            parts.append(words.n("{count} person", "{count} people", row.people))
        where = " · ".join(part for part in parts if part)
        what = capital(term(FATES, row.fate, words))
        made = StoryRow(self._desk, (icon, ink), (what, where), row.quantity, row)
        if row.given is not None:
            open_papers = partial(ReceiptsSheet, self._desk, self._code, row.given, row.of_lot)
            made.lead_to(
                words.t("Receipts of {recipient}", recipient=words.isolate(row.where)),
                lambda: self._desk.open(open_papers()),
            )
        return made

    def _where(self, where: str) -> str:
        names = self._read.names if self._read else {}
        return names.get(where) or self._desk.look.words.isolate(where)

    def _of_asset(self, asset: "Asset") -> QWidget:
        words = self._desk.look.words
        what = words.isolate(f"{asset.maker} {asset.model}".strip() or asset.tag)
        names = self._read.names if self._read else {}
        holder = names.get(asset.custodian, asset.custodian)
        parts = (words.ltr(asset.tag), term(STATUSES, asset.status, words), holder)
        where = " · ".join(words.isolate(part) for part in parts if part)
        return StoryRow(self._desk, ("monitor", "accent"), (what, where), 1, None, asset.tag)

    # What can be done -----------------------------------------------------------------------------

    def _describe(self) -> None:
        if self._read is not None:
            gift = self._read.story.donation
            self._desk.open(
                DonationSheet(
                    *(self._desk, lambda _code: None, self._read.donors, gift.donor),
                    today(),
                    gift,
                )
            )

    def _ask(self) -> None:
        words = self._desk.look.words
        kinds = ";;".join(f"{kind.upper()} (*.{kind})" for kind in ENDINGS)
        suggested = f"{self._code}.xlsx"
        title = words.t("Save what became of it")
        path = QFileDialog.getSaveFileName(self, title, suggested, kinds)[0]
        if path:
            self.save(Path(path))

    def save(self, path: Path) -> None:
        """As the ending says; a workbook where it says nothing."""
        if path.suffix.lower().removeprefix(".") not in ENDINGS:
            path = path.with_name(f"{path.name}.xlsx")
        code, words, centre = self._code, self._desk.look.words, self._desk.session.centre
        self._desk.worker.ask(
            lambda store: _write(store, code, path, words, centre),
            lambda _done: self._desk.say(words.t("Saved: {file}", file=words.ltr(path.name))),
            self._failed,
            owner=self,
        )


class StoryRow(QWidget):
    """What became of so many, and where; a press leads there."""

    def __init__(
        self,
        desk: Desk,
        mark: tuple[str, str],
        said: tuple[str, str],
        quantity: int,
        row: "Told | None",
        tag: str = "",
    ) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Elided(look, said[0]))
        if said[1]:
            text.addWidget(Elided(look, said[1], "small"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Size.S)
        line.addWidget(Picture(look, *mark))
        line.addLayout(text, 1)
        line.addWidget(label(look, words.ltr(words.number(quantity)), "strong"))
        self._look, self._line = look, line
        self.link = _link(desk, row, tag, said[1] or said[0])
        if self.link is not None:
            line.addWidget(self.link)

    def lead_to(self, name: str, go: Callable[[], object]) -> None:
        """Where no single place is what the row speaks of."""
        self.link = Button(self._look, name, go, icon="eye", role="icon")
        self._line.addWidget(self.link)


def _heading(look: Look, text: str) -> QLabel:
    """As many lines as the panel's width asks for."""
    return label(look, text, "heading", wrap=True)


def _link(desk: Desk, row: "Told | None", tag: str, where: str) -> Button | None:
    """To the paper, the stock or the computer that the row speaks of."""
    from cpise_inventory.identity import read_number  # noqa: PLC0415 - not for the first window

    words = desk.look.words
    centre = row.where.partition("/")[0] if row is not None and "/" in row.where else ""
    if tag:
        go = partial(desk.go, "assets", tag=tag)
    elif row is not None and read_number(row.where) is not None:
        go = partial(desk.go, "documents", number=row.where)
    elif row is not None and centre:
        go = partial(desk.go, "stock", item=row.item, centre=centre)
    else:
        return None
    return Button(desk.look, words.t("Open: {what}", what=where), go, icon="eye", role="icon")


def _earmark(one: "Earmark", names: dict[str, str], words: Words) -> str:
    """A centre, and how much of what is for it where that is told."""
    centre = words.ltr(one.centre)
    if not one.item:
        return centre
    goods = share_said(names.get(one.item, one.item), one.quantity, words.number)
    return words.t("{centre}: {goods}", centre=centre, goods=goods)


def _bar(account: "Account", desk: Desk) -> ShareBar:
    words = desk.look.words
    shares = [
        Share(term(FATES, fate, words), quantity, MARKS[fate][1])
        for fate, quantity in account.fates.items()
        if quantity > 0
    ]
    return ShareBar(desk.look, shares)


def _read(store: "Store", code: str, words: Words) -> _Read:
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.donations.telling import told, told_of_kits  # noqa: PLC0415 - as above
    from cpise_inventory.donations.trace import trace  # noqa: PLC0415 - as above

    with store.read() as connection:
        story = trace(connection, code)
        names = picked(queries.names(connection), words)
        rooms = picked({one.code: one.name for one in queries.places(connection)}, words)
        own = (story.donation.donor, story.donation.funder)
        donors = [
            (one.code, names[one.code])
            for one in queries.donors(connection)
            if not one.retired_on or one.code in own
        ]
    for place, name in rooms.items():
        centre = names.get(place.partition("/")[0], "")
        names[place] = words.join(part for part in (name, centre) if part)
    kits = [row for one in story.kits for row in told_of_kits(one)]
    return _Read(story, list(told(story)), kits, names, donors)


def _write(store: "Store", code: str, path: Path, words: Words, centre: str) -> None:
    from cpise_inventory.donations.trace import trace  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.exporting.donations import write_trace  # noqa: PLC0415 - as above

    now = wall_clock()
    with store.read() as connection:
        story = trace(connection, code)
        write_trace(connection, store.journal, path, words, story, centre, now)
