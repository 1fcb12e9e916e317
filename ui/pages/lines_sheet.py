"""What a document moved, line by line: from where, to where, and whose goods they are."""

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from cpise_inventory.language.terms import place
from cpise_inventory.language.words import Words
from cpise_inventory.locations import is_real
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.text import Elided, label
from ui.pages.form_sheet import FormSheet
from ui.pages.names import picked
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.stock.events import Line
    from cpise_inventory.store import Store

WIDTH: Final = 720
MOST: Final = 60
"""Lines at a time; the paper has them all."""


class MovedLine(NamedTuple):
    """In the words of the window. `donations`: those that the lot bears; kits may bear several."""

    item: str
    about: str
    quantity: str
    donations: tuple[str, ...]


class LinesSheet(FormSheet):
    """A donation's code leads to what became of it."""

    def __init__(self, desk: Desk, number: str) -> None:
        words = desk.look.words
        title = words.t("Lines of {number}", number=words.ltr(number))
        super().__init__(desk, title, icon="clipboard-list", width=WIDTH)
        self.links: list[Button] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Size.M)
        self._grid.setVerticalSpacing(Size.S)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.add_button(Button(desk.look, words.t("Close"), self.done, role="quiet"))
        self.ask(lambda store: _read(store, number, words), self._show)

    def _show(self, lines: list[MovedLine]) -> None:
        look, words = self.look, self.look.words
        titles = (words.t("Item"), words.t("Quantity"), words.t("Donation"))
        for column, title in enumerate(titles):
            self._grid.addWidget(label(look, title, "field"), 0, column)
        for at, line in enumerate(lines[:MOST], 1):
            self._add(at, line)
        if len(lines) > MOST:
            more = words.t("And {more} more.", more=words.number(len(lines) - MOST))
            self.body.addWidget(label(look, more, "muted"))
        if self.links:
            self.links[0].show()  # what is put into a layout shows itself later
            self.links[0].setFocus()

    def _add(self, at: int, line: MovedLine) -> None:
        look, words = self.look, self.look.words
        what, links = QVBoxLayout(), QVBoxLayout()
        what.setSpacing(0)
        what.addWidget(Elided(look, line.item))
        what.addWidget(Elided(look, line.about, "small"))
        links.setSpacing(Size.XS)
        for code in line.donations:
            link = Button(look, words.ltr(code), partial(self._go, code), icon="hand-heart")
            link.setAccessibleName(words.t("What became of donation {code}", code=words.ltr(code)))
            links.addWidget(link)
            self.links.append(link)
        self._grid.addLayout(what, at, 0)
        self._grid.addWidget(label(look, words.ltr(line.quantity), "strong"), at, 1)
        self._grid.addLayout(links, at, 2)

    def _go(self, code: str) -> None:
        self.done()
        self.desk.go("donations", donation=code)


def _read(store: "Store", number: str, words: Words) -> list[MovedLine]:
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.identity import read_lot  # noqa: PLC0415 - as above
    from cpise_inventory.stock.moved import lines_of  # noqa: PLC0415 - as above

    with store.read() as connection:
        lines = lines_of(connection, store.journal, number)
        names = picked(queries.names(connection), words)
        rooms = picked({one.code: one.name for one in queries.places(connection)}, words)

    def named(location: str) -> str:
        return (is_real(location) and rooms.get(location)) or place(location, words)

    def told(line: "Line") -> MovedLine:
        lot = read_lot(line.lot)
        way = words.t("{source} – {target}", source=named(line.source), target=named(line.target))
        expiry = words.ltr(words.expiry(lot.expiry)) if lot.expiry else ""
        about = " · ".join(part for part in (words.ltr(lot.number), expiry, way) if part)
        gifts = tuple(one for one in lot.donation.split("+") if one)
        return MovedLine(names.get(line.item, line.item), about, words.number(line.quantity), gifts)

    return [told(line) for line in lines]
