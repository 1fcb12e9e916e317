"""The stock card of one item at one centre: what came, what went, and what was there after it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.figure import Figure
from ui.kit.side import SidePanel
from ui.kit.text import Elided, Picture, label
from ui.pages.card_sheet import CardSheet
from ui.pages.kind_icons import icon_of
from ui.pages.layouts import clear
from ui.pages.names import picked
from ui.pages.stock_rows import StockRow
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.stock.queries import CardLine
    from cpise_inventory.store import Store
    from cpise_inventory.transfers.queries import OnRoad

LINES: Final = 12


class CardPanel(SidePanel):
    """Follows the row in use; asks for more lines only when somebody wants them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, desk.look.words.t("Choose an item"))
        self._desk = desk
        self._row: StockRow | None = None
        self._centre = self._called = ""
        self._last: CardLine | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Size.S)
        self._more = Button(
            desk.look, desk.look.words.t("Earlier movements"), self._ask_more, role="quiet"
        )
        self._more.hide()
        self._facts = QVBoxLayout()
        self.body.addLayout(self._facts)
        self.body.addLayout(self._lines)
        self.body.addWidget(self._more)
        self.body.addStretch(1)
        words = desk.look.words
        self._give = Button(desk.look, words.t("Distribute"), self._distribute, icon="hand-heart")
        self._save = Button(desk.look, words.t("Stock card"), self._save_card, icon="file-down")
        for button in (self._give, self._save):
            button.setEnabled(False)
            self.foot.addWidget(button)

    def show_item(self, row: StockRow, centre: str, called: str) -> None:
        """The card of a row's item at a centre, which is called so."""
        if (row, centre) == (self._row, self._centre):
            return
        self._row, self._centre, self._called = row, centre, called
        self._save.setEnabled(True)
        self._allow()
        self.refresh()

    def refresh(self) -> None:
        row, centre, words = self._row, self._centre, self._desk.look.words
        if row is not None:
            self._desk.worker.ask(
                lambda store: (
                    _read(store, centre, row.item, None),
                    _road(store, centre, row.item, words),
                ),
                self._show,
                owner=self,
                only_latest=id(self),
            )

    def _show(self, read: "tuple[list[CardLine], list[str]]") -> None:
        lines, road = read
        row, look, words = self._row, self._desk.look, self._desk.look.words
        if row is None:
            return
        self.title.setText(row.name)
        clear(self._facts)
        clear(self._lines)
        there = lines[0].balance if lines else 0
        code = f"{words.ltr(row.item)} · {row.unit}"
        self._facts.addWidget(label(look, code, "small", wrap=True))
        self._facts.addWidget(Figure(look, words.number(there), negative=there < 0))
        on_hand = " · ".join((words.t("On hand"), words.isolate(self._called)))
        self._facts.addWidget(label(look, on_hand, "muted", wrap=True))
        for said in road:
            self._facts.addWidget(label(look, said, "warn", wrap=True))
        self._facts.addWidget(label(look, words.t("Movements"), "heading"))
        self._add(lines)

    def _add(self, lines: "list[CardLine]") -> None:
        for line in lines:
            self._lines.addWidget(_CardRow(self._desk, line))
        self._last = lines[-1] if lines else self._last
        self._more.setVisible(len(lines) == LINES)

    def _ask_more(self) -> None:
        row, centre, last = self._row, self._centre, self._last
        if row is not None and last is not None:
            self._desk.worker.ask(
                lambda store: _read(store, centre, row.item, last), self._add, owner=self
            )

    def _allow(self) -> None:
        from cpise_inventory.people.rights import Right  # noqa: PLC0415 - not for the first window

        why_not = self._desk.why_not(Right.MOVE_STOCK)
        self._give.allow(not why_not, why_not)

    def _distribute(self) -> None:
        if self._row is not None:
            self._desk.go("distribute", item=self._row.item)

    def _save_card(self) -> None:
        if self._row is not None:
            self._desk.open(CardSheet(self._desk, self._centre, self._row.item, self._row.name))


class _CardRow(QWidget):
    """What happened and when, how many, and what was there after it."""

    def __init__(self, desk: Desk, line: "CardLine") -> None:
        super().__init__()
        look, words = desk.look, desk.look.words
        moved = words.number(line.received - line.issued)
        sign = "+" if line.received else ""
        what = f"{term(KINDS, line.kind, words)} {words.ltr(sign + moved)}"
        place = f"{words.ltr(line.document)} · {words.ltr(words.date(line.happened_on))}"
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Elided(look, what))
        text.addWidget(Elided(look, place, "small"))
        if line.reversed_by:
            by = words.t("Cancelled by {number}", number=words.ltr(line.reversed_by))
            text.addWidget(Elided(look, by, "bad-small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Size.S)
        ink = "good" if line.received else "accent"
        row.addWidget(Picture(look, icon_of(line.kind), ink))
        row.addLayout(text, 1)
        tone = "bad" if line.balance < 0 else "strong"
        row.addWidget(label(look, words.ltr(words.number(line.balance)), tone))


def _read(store: "Store", centre: str, item: str, after: "CardLine | None") -> "list[CardLine]":
    from cpise_inventory.stock.queries import stock_card  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return stock_card(connection, centre, item, LINES, after)


def _road(store: "Store", centre: str, item: str, words: Words) -> list[str]:
    """What is on the road from here or to here, and for how long; and what never came of a waybill
    that is closed.
    """
    from cpise_inventory.catalogue.queries import centres  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.transfers.queries import on_the_road  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = on_the_road(connection, centre, item)
        names = picked({one.code: one.name for one in centres(connection)}, words)
    return [_on_road(one, centre, names, words) for one in found]


def _on_road(one: "OnRoad", centre: str, names: dict[str, str], words: Words) -> str:
    told = {
        "quantity": words.ltr(words.number(one.quantity)),
        "day": words.ltr(words.date(one.sent_on)),
    }
    if one.source == centre:
        target = words.isolate(names.get(one.target, one.target))
        if one.closed:
            said = words.t("{quantity} sent to {target} on {day}: a difference to settle")
            return said.format(target=target, **told)
        return words.t("{quantity} on the road to {target} since {day}", target=target, **told)
    source = words.isolate(names.get(one.source, one.source))
    if one.closed:
        said = words.t("{quantity} sent from {source} on {day}: a difference to settle")
        return said.format(source=source, **told)
    return words.t("{quantity} on the road from {source} since {day}", source=source, **told)
