"""The list of equipment: what is asked for above it, the rows, and what is done with several."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cpise_inventory.asset_filters import COLUMNS, EVERYTHING, TO_FOLLOW, Filter
from cpise_inventory.clock import wall_clock
from cpise_inventory.language.terms import STATUSES, term
from cpise_inventory.statuses import DISPOSED, IN_STORAGE, IN_USE, ON_LOAN
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.choices import Choice, Choices
from ui.kit.field import line_edit
from ui.kit.pages import View
from ui.kit.progress import Progress as Bar
from ui.kit.table import Table
from ui.kit.text import Elided
from ui.output import ask_path
from ui.pages.asset_filter import AssetFilterSheet, Offers, read_offers
from ui.pages.asset_rows import ALL, UNLABELLED, AssetSource, chip_of, columns, with_chip
from ui.pages.columns_sheet import ColumnsSheet
from ui.pages.combo import Combo
from ui.pages.form_sheet import capital, today
from ui.pages.saving import save_list
from ui.theme import Size
from ui.worker import Progress

if TYPE_CHECKING:
    from cpise_inventory.store import Store

NARROW: Final = ("tag", "model", "status")
MIDDLING: Final = ("tag", "model", "serial", "custodian", "status")
"""Beside the panel there is no room for all; the panel says the rest."""
REMEMBER_AFTER: Final = 1_500
"""Milliseconds that somebody looks at something before it's remembered."""
ENDINGS: Final = ("pdf", "xlsx", "csv")


class AssetList(QWidget):
    """`counted` says how many there are, once all are counted."""

    counted = Signal(int)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        self._desk, self._words = desk, words
        self._offers = Offers()
        self._started = self._narrow = False
        self.source = AssetSource(words)
        self.kept, self.centre = Combo(), Combo()
        self.text = line_edit(look, hint=words.t("Tag, serial, model, holder"))
        for part, name in (
            (self.kept, words.t("Saved filters")),
            (self.centre, words.t("Centre")),
            (self.text, words.t("Filter")),
        ):
            part.setAccessibleName(name)
        self.kept.keep_narrow()
        self.centre.keep_narrow()
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(200)
        self.chips = self._make_chips()
        self._narrow_it = Button(look, words.t("Filter…"), self.open_filter, icon="funnel")
        self.more = Button(look, words.t("More"), icon="ellipsis", role="icon")
        self.more.pressed_by(self._open_menu)
        self._said = Elided(look, "", "muted")
        self._all = Button(look, words.t("Show everything"), self.show_all, role="quiet")
        self._bar = Bar(look)
        self.table = Table(
            look,
            desk.worker,
            self.source,
            columns(words, self.source.called),
            name=words.t("Equipment"),
            key=lambda asset: asset.tag,
        )
        self.table.allow_several()
        self._memory = QTimer(self)
        self._lay_out()
        self._connect()
        self._put(EVERYTHING)

    def _make_chips(self) -> Choices:
        words = self._words
        return Choices(
            self._desk.look,
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

    def _lay_out(self) -> None:
        row, told = QHBoxLayout(), QHBoxLayout()
        for line in (row, told):
            line.setSpacing(Size.S)
        for part in (self.kept, self._narrow_it):
            row.addWidget(part)
        row.addWidget(self.text, 2)
        row.addWidget(self.centre, 1)
        row.addWidget(self.more)
        self._told = QWidget()
        self._told.setLayout(told)
        told.setContentsMargins(0, 0, 0, 0)
        told.addWidget(self._said, 1)
        told.addWidget(self._all)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Size.S)
        rows.addLayout(row)
        rows.addWidget(self.chips)
        rows.addWidget(self._told)
        rows.addWidget(self._bar)
        rows.addWidget(self.table, 1)

    def _connect(self) -> None:
        self._memory.setSingleShot(True)
        self._memory.setInterval(REMEMBER_AFTER)
        self._memory.timeout.connect(self._remember)
        self.text.textChanged.connect(lambda _text: self._text_typed())
        self.kept.currentIndexChanged.connect(lambda _at: self._kept_chosen())
        self.centre.currentIndexChanged.connect(lambda _at: self._change(centre=self.centre.code))
        self.chips.picked.connect(lambda chip: self.use(with_chip(self.wanted, chip)))
        self.table.counted.connect(self._counted)
        self.table.failed.connect(self.failed)
        self.table.sorted.connect(self._remember_soon)

    # For the page ---------------------------------------------------------------------------------

    @property
    def wanted(self) -> Filter:
        """All that is asked for: words, order and columns among it."""
        return self.source.asked(self.table.model.view)

    def show_it(self) -> None:
        """The page has come to it."""
        words, person = self._words, self._desk.session.person
        self._desk.worker.ask(
            lambda store: read_offers(store, words, person),
            self._fill,
            self.failed.emit,
            owner=self,
            only_latest=(id(self), "offers"),
        )
        if self._started:
            self.refresh()

    def refresh(self) -> None:
        """The books have changed."""
        self.table.refresh()
        self._count_chips()

    def narrow(self, *, narrow: bool) -> None:
        self._narrow = narrow
        self._show_columns()

    def focus_filter(self) -> None:
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def show_all(self, text: str = "") -> None:
        """No filter but the text."""
        self.use(Filter(text=text, columns=self.wanted.columns))

    def use(self, wanted: Filter) -> None:
        """Show this, from the top, and remember it."""
        self._started = True
        centre = self.wanted.centre
        self._put(wanted)
        self.table.show_from_top()
        self._remember_soon()
        if wanted.centre != centre:
            self._count_chips()

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = msgspec.to_builtins(self.wanted)
        return found if self._started else {}

    def restore(self, state: dict[str, Any]) -> None:
        try:
            wanted = msgspec.convert(state, Filter)
        except msgspec.ValidationError:
            return
        if state:
            self._started = True
            self._put(wanted)
            self.refresh()

    # The filter -----------------------------------------------------------------------------------

    def _fill(self, offers: Offers) -> None:
        self._offers = offers
        if self._started:
            self._put(self.wanted)
        else:
            self.use(offers.last)
            self._count_chips()

    def _put(self, wanted: Filter) -> None:
        """Into the fields above the list, without asking anything yet."""
        words = self._words
        self.source.wanted = wanted
        kept = [(name, name) for name in self._offers.kept]
        centres = [("", words.t("All centres")), *self._offers.centres]
        for combo, entries, chosen in (
            (self.kept, [("", words.t("Filters")), *kept], self._offers.name_of(wanted)),
            (self.centre, centres, wanted.centre),
        ):
            combo.blockSignals(True)
            combo.clear()
            combo.fill(entries, chosen)
            combo.blockSignals(False)
        self.kept.setVisible(bool(kept))
        self.chips.choose(chip_of(wanted))
        if self.text.text().strip() != wanted.text:  # who types on keeps the space
            self.text.blockSignals(True)
            self.text.setText(wanted.text)
            self.text.blockSignals(False)
        self.table.model.view = View(wanted.order, wanted.descending, text=wanted.text)
        self.table.mark_order()
        self._show_columns()
        self._describe()

    def _change(self, **changes: Any) -> None:
        self.use(msgspec.structs.replace(self.wanted, **changes))

    def _text_typed(self) -> None:
        self._change(text=self.text.text().strip())

    def _kept_chosen(self) -> None:
        name = self.kept.code
        if name in self._offers.kept:
            self.use(self._offers.kept[name])

    def open_filter(self) -> None:
        sheet = AssetFilterSheet(self._desk, self._offers, self.wanted, self.use, self.show_it)
        self._desk.open(sheet)

    def _describe(self) -> None:
        """What is asked for beyond what the fields above the list say."""
        wanted, words = self.wanted, self._words
        chip = chip_of(wanted)
        plain = with_chip(EVERYTHING, chip if chip in CHIPS else ALL)
        seen = msgspec.structs.replace(
            plain,
            **{name: getattr(wanted, name) for name in ("centre", "text", "order", "columns")},
            descending=wanted.descending,
        )
        self._told.setVisible(seen != wanted)
        if seen == wanted:
            return

        def job(store: "Store") -> str:
            from cpise_inventory.assets.telling import Names, described  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                told = described(wanted, Names(connection, words))
                return " · ".join(words.t("{name}: {value}", name=n, value=v) for n, v in told)

        ticket = (id(self), "said")
        self._desk.worker.ask(job, self._said.say, self.failed.emit, owner=self, only_latest=ticket)

    def _remember_soon(self) -> None:
        if self._desk.session.device:
            self._memory.start()

    def _remember(self) -> None:
        wanted, person = self.wanted, self._desk.session.person

        def job(store: "Store") -> None:
            from cpise_inventory.assets.kept import FILTERS  # noqa: PLC0415 - SQLAlchemy

            with store.write(person) as work:
                FILTERS.remember(work, wanted)

        self._desk.worker.ask(job, bool, self.failed.emit, owner=self)

    def _count_chips(self) -> None:
        ticket = (id(self), "counts")
        self._desk.worker.ask(
            self.source.counts, self.chips.count, self.failed.emit, owner=self, only_latest=ticket
        )

    # The rows -------------------------------------------------------------------------------------

    def _counted(self, count: int) -> None:
        if not self.source.more:
            self.counted.emit(count)

    def _show_columns(self) -> None:
        usual = NARROW if self._narrow else MIDDLING
        self.table.show_columns(self.wanted.columns or usual)

    def _open_menu(self) -> None:
        look, words = self._desk.look, self._words
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for icon, text, act, why_not in self._orders():
            order = menu.addAction(look.icon(icon, "text"), text)
            order.setEnabled(not why_not)
            order.setToolTip(why_not)
            order.triggered.connect(lambda _checked=False, act=act: act())
        side = self.more.rect().bottomRight() if look.rtl else self.more.rect().bottomLeft()
        menu.setAccessibleName(words.t("More"))
        menu.popup(self.more.mapToGlobal(side))

    def _orders(self) -> Iterator[tuple[str, str, Callable[[], object], str]]:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        words = self._words
        yield "sliders-horizontal", words.t("Choose columns…"), self.choose_columns, ""
        texts = (words.t("Save as PDF…"), words.t("Save as workbook…"), words.t("Save as CSV…"))
        icons = ("file-down", "file-spreadsheet", "download")
        why_not = self._desk.why_not(Right.EXPORT)
        for kind, text, icon in zip(ENDINGS, texts, icons, strict=True):
            yield icon, text, partial(self.save, kind), why_not

    def choose_columns(self) -> None:
        titles = [(column.key, column.title) for column in columns(self._words, self.source.called)]
        chosen = self.wanted.columns or self.shown()

        def use(keys: Sequence[str]) -> None:
            self._change(columns=tuple(keys))

        self._desk.open(ColumnsSheet(self._desk, titles, chosen, use))

    def shown(self) -> tuple[str, ...]:
        """The columns that are seen, in their order."""
        hidden = self.table.rows.isColumnHidden
        return tuple(key for at, key in enumerate(COLUMNS) if not hidden(at))

    # Out of the window ----------------------------------------------------------------------------

    def save(self, kind: str) -> None:
        """What is seen: this filter, these columns, this order."""
        words, session = self._words, self._desk.session
        path = ask_path(self, words.t("Save the list"), f"cpise-equipment-{words.code}.{kind}")
        if not path:
            return
        wanted = msgspec.structs.replace(self.wanted, columns=self.shown())
        made_by = (wanted.centre or session.centre, session.person, wall_clock())

        def write(store: "Store", out: Path, progress: Progress) -> int:
            from cpise_inventory.exporting.assets import Listing, write_assets  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                listed = Listing(connection, store.journal, wanted, today(), *made_by)
                return write_assets(listed, out, words, progress)

        books = (self._desk, self, self._bar, path)
        save_list(*books, words.t("Saving the list"), write, self.failed.emit)


CHIPS: Final = (ALL, IN_STORAGE, IN_USE, ON_LOAN, TO_FOLLOW, DISPOSED, UNLABELLED)
