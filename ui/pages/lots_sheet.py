"""What becomes of some lots of one item: from which place, how much of each, and when."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QGridLayout, QWidget

from cpise_inventory.language.packs import Packs
from cpise_inventory.language.words import Words
from cpise_inventory.locations import reported
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.date import DateEdit
from ui.kit.field import Field
from ui.kit.quantity import QuantityEdit
from ui.kit.text import label
from ui.pages.combo import Combo
from ui.pages.form_sheet import FormSheet, today
from ui.pages.issued import show_issued
from ui.pages.layouts import clear
from ui.pages.stock_rows import StockRow
from ui.theme import Size

if TYPE_CHECKING:
    from datetime import date

    from cpise_inventory.stock.queries import OnHand
    from cpise_inventory.store import Store

WIDTH: Final = 680
FIGURES: Final = 120
"""Of a field that holds a quantity, in logical pixels."""
Named = tuple[str, str]
Issue = Callable[["Store", str], str]
"""Issues a document in somebody's name; its number."""


@dataclass(frozen=True)
class There:
    """The item's lots at the centre, its packs, and the centre's places with their names."""

    held: "list[OnHand]"
    places: list[Named]
    packs: Packs = ()


class LotsSheet(FormSheet):
    """Opened for a row of the stock: an item, or one lot of it at one place.

    Subclasses put what else they ask into `fields`, lay it out in `make_fields`, and issue the
    document in `issue`, in the store's thread.
    """

    def __init__(self, desk: Desk, row: StockRow, centre: str, title: str, *, icon: str) -> None:
        super().__init__(desk, title, icon=icon, width=WIDTH)
        look, words = desk.look, desk.look.words
        self.centre, self.row = centre, row
        self._there = There([], [])
        self.edits: dict[str, QuantityEdit] = {}
        """By the key of the lot."""
        self.source = Combo()
        self._lots = QWidget()
        self._grid = QGridLayout(self._lots)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setVerticalSpacing(Size.XS)
        self._grid.setColumnStretch(0, 1)
        self.day = DateEdit(look, today(), today())
        quantities = Field(look, words.t("Quantity of each lot"), self._lots)
        self.fields = {
            "storeroom": Field(look, words.t("From"), self.source),
            **dict.fromkeys(("quantity", "lot", "line", "item"), quantities),
            "day": Field(look, words.t("Date"), self.day),
        }
        self.body.addWidget(label(look, f"{row.name} · {words.ltr(row.item)}", "strong", wrap=True))
        self.make_fields()
        self.source.currentIndexChanged.connect(self._show_lots)
        self.add_button(Button(look, words.t("Leave"), self.done, role="quiet"))
        self.do = self.add_button(
            Button(look, title, self._issue, icon=icon, role="primary", key="F9")
        )
        self.do.setEnabled(False)
        item = row.item
        desk.worker.ask(
            lambda store: _read(store, centre, item, words), self._show, self.tell, owner=self
        )

    # To be overridden ---------------------------------------------------------------------------

    @abstractmethod
    def make_fields(self) -> None:
        """Lay out `fields`, those of this class among them."""

    def show_places(self, places: list[Named]) -> None:
        """The centre's places are known now."""

    @abstractmethod
    def issue(self, wanted: list[tuple[str, int]], happened_on: "date | None") -> Issue:
        """What issues the document for these (lot, quantity), made of what is typed now."""

    # What is there ------------------------------------------------------------------------------

    def _show(self, there: There) -> None:
        self._there = there
        with_some = {one.location for one in there.held}
        names = dict(there.places)
        entries = [(code, names.get(code, code)) for code in sorted(with_some)]
        self.source.fill(entries, self.row.location)
        self.show_places(there.places)
        self._show_lots()
        self.do.setEnabled(bool(there.held))
        if not there.held:
            self.problem.say("info", self.look.words.t("There is none of it at this centre."))

    def _show_lots(self, _index: int = -1) -> None:
        """The lots at the place chosen, in the order in which they leave."""
        words, look = self.look.words, self.look
        clear(self._grid)
        self.edits = {}
        for at, one in enumerate(o for o in self._there.held if o.location == self.source.code):
            number = words.ltr(one.number) if one.number else words.t("without number")
            name = words.t("Lot {lot}", lot=number)
            expiry = words.ltr(words.expiry(one.expiry)) if one.expiry else ""
            told = " · ".join(part for part in (name, expiry, words.ltr(one.donation)) if part)
            edit = QuantityEdit(look, least=0)
            edit.set_packs(self._there.packs)
            edit.setFixedWidth(FIGURES)
            edit.setAccessibleName(words.t("Quantity of {lot}", lot=name))
            there = words.t("{quantity} in stock", quantity=words.ltr(words.number(one.quantity)))
            self._grid.addWidget(label(look, told, wrap=True), at, 0)
            self._grid.addWidget(label(look, there, "muted"), at, 1)
            self._grid.addWidget(edit, at, 2)
            self.edits[one.lot] = edit
        first = self.edits.get(self.row.key) or next(iter(self.edits.values()), None)
        if first is not None:
            first.show()  # what is put into a layout shows itself later, and takes no focus before
            first.setFocus()

    # Issuing ------------------------------------------------------------------------------------

    def _issue(self) -> None:
        self.nothing_is_wrong()
        wanted = self._wanted()
        if wanted is None:
            return
        day = self.day.value()
        job, person = self.issue(wanted, None if day == today() else day), self.desk.session.person
        self.do.setEnabled(False)
        self.desk.worker.ask(
            lambda store: job(store, person),
            self._issued,
            self.tell,
            always=lambda: self.do.setEnabled(True),
            owner=self,
        )

    def _wanted(self) -> list[tuple[str, int]] | None:
        """(lot, quantity); None where something can't be read, which is said at its field."""
        typed: list[tuple[str, QuantityEdit | DateEdit]] = [("day", self.day)]
        typed += [("quantity", edit) for edit in self.edits.values()]
        for name, field in typed:
            if (problem := field.problem()) is not None:
                self.fields[name].wrong(self.desk.sentence(problem))
                field.setFocus()
                return None
        return [(lot, quantity) for lot, edit in self.edits.items() if (quantity := edit.value())]

    def _issued(self, number: str) -> None:
        self.done()
        show_issued(self.desk, number, self.look.words.t("Close"))


def _read(store: "Store", centre: str, item: str, words: Words) -> There:
    from cpise_inventory.catalogue.commands import known_item  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.catalogue.queries import places  # noqa: PLC0415 - as above
    from cpise_inventory.stock.queries import on_hand  # noqa: PLC0415 - as above

    with store.read() as connection:
        packs = known_item(connection, item).packing
        held = [one for one in on_hand(connection, centre, item) if one.quantity > 0]
        named = [
            (one.code, words.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en) or one.code)
            for one in places(connection, centre)
        ]
    # what is reported lost is on no shelf: it goes where the decision sends it
    hidden = reported(centre)
    return There(
        [one for one in held if one.location != hidden],
        [(code, name) for code, name in named if code != hidden],
        packs,
    )
