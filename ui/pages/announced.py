"""Which expected delivery this is: the way to choose one, and what of it is still to come."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from cpise_inventory.language.words import Words
from ui.desk import Desk
from ui.kit.buttons import Button
from ui.kit.note import Note
from ui.kit.sheet import Sheet
from ui.kit.tile import Tile
from ui.pages.goods import Goods, goods_of

if TYPE_CHECKING:
    from cpise_inventory.donations.expected import Expected
    from cpise_inventory.store import Store
    from ui.pages.receive import ReceivePage

Lines = Sequence[tuple[Goods, int]]
TakeCode = Callable[[str], object]


class AnnouncedBar(QWidget):
    """Nothing where nothing is expected here. `code`: of the delivery that is chosen."""

    changed = Signal()
    """Another delivery is chosen, or none."""

    def __init__(self, page: "ReceivePage") -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self.code = ""
        self._open: list[Expected] = []
        self._note = Note(page.look)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._note)
        self.hide()

    def refresh(self) -> None:
        centre = self._desk.session.centre
        self._page.ask(lambda store: _read_open(store, centre), self._show, only_latest="expected")

    def take(self, code: str) -> None:
        """The delivery of that code, with its lines."""
        words = self._page.look.words
        self._page.ask(lambda store: _read_one(store, code, words), self._taken)

    def restore(self, code: str) -> None:
        """Of a draft, whose lines are there already."""
        self.code = code
        if code:
            self._page.ask(lambda store: _read_one(store, code, self._page.look.words), self._again)

    def leave(self) -> None:
        """What comes now was not announced."""
        self.code = ""
        self.changed.emit()
        self._say()

    def choose(self) -> None:
        self._desk.open(AnnouncedSheet(self._desk, self._open, self.take))

    # Inside ---------------------------------------------------------------------------------------

    def _show(self, found: "list[Expected]") -> None:
        self._open = found
        if not self.code:
            self._say()

    def _say(self) -> None:
        words, look, many = self._page.look.words, self._page.look, len(self._open)
        self.setVisible(bool(many))
        title = words.n(
            "{count} delivery is expected here.", "{count} deliveries are expected here.", many
        )
        one = Button(look, words.t("It is one of these"), self.choose, icon="clipboard-list")
        self._note.say("info", title, "", (one,), icon="package-open")

    def _taken(self, read: "tuple[Expected, Lines] | None") -> None:
        if read is None:
            return
        self._again(read)
        self._page.take_announced(*read)

    def _again(self, read: "tuple[Expected, Lines] | None") -> None:
        words, look = self._page.look.words, self._page.look
        if read is None:  # all of it has come since
            self.leave()
            return
        found, _lines = read
        self.code = found.code
        self.changed.emit()
        title = words.t(
            "Delivery {code} of the donation {donation}",
            code=words.ltr(found.code),
            donation=words.ltr(found.donation),
        )
        text = words.n(
            "{count} unit is still to come. What is short stays expected.",
            "{count} units are still to come. What is short stays expected.",
            found.remaining,
        )
        other = Button(look, words.t("It is not this one"), self.leave, role="quiet")
        self._note.say("info", title, text, (other,), icon="package-open")
        self.show()


class AnnouncedSheet(Sheet):
    """Those that are expected here; `take` gets the code of the one that has come."""

    def __init__(self, desk: Desk, found: "Sequence[Expected]", take: TakeCode) -> None:
        words = desk.look.words
        super().__init__(desk.look, words.t("Which delivery is it?"), icon="package-open")
        self._take = take
        self._group = QButtonGroup(self)
        self.tiles: list[tuple[Tile, str]] = []
        for one in found:
            tile = Tile(desk.look, _title(one, words), _fact(one, words), "package-open")
            self._group.addButton(tile)
            tile.setChecked(not self.tiles)
            self.body.addWidget(tile)
            self.tiles.append((tile, one.code))
        self.first = self.tiles[0][0] if self.tiles else None
        self.add_button(Button(desk.look, words.t("Leave"), self.done, role="quiet"))
        self.add_button(
            Button(
                desk.look,
                words.t("Receive it"),
                self.take,
                icon="package-check",
                role="primary",
                key="F9",
            )
        )

    def take(self) -> None:
        chosen = next((code for tile, code in self.tiles if tile.isChecked()), "")
        self.done()
        if chosen:
            self._take(chosen)


def _title(one: "Expected", words: Words) -> str:
    return " · ".join(words.ltr(part) for part in (one.code, one.donation, one.paper) if part)


def _fact(one: "Expected", words: Words) -> str:
    left = words.n("{count} unit to come", "{count} units to come", one.remaining)
    due = words.t("due on {day}", day=words.ltr(words.date(one.due_on))) if one.due_on else ""
    return " · ".join(part for part in (left, due, words.isolate(one.transport)) if part)


def _read_open(store: "Store", centre: str) -> "list[Expected]":
    from cpise_inventory.donations.expected import deliveries  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return deliveries(connection, centre=centre, open_only=True)


def _read_one(store: "Store", code: str, words: Words) -> "tuple[Expected, Lines] | None":
    from cpise_inventory.catalogue.queries import item  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.donations.expected import delivery  # noqa: PLC0415 - as above

    with store.read() as connection:
        found = delivery(connection, code)
        if found is None or not found.is_open:
            return None
        lines = [
            (goods_of(known, words), line.remaining)
            for line in found.lines
            if line.remaining and (known := item(connection, line.item)) is not None
        ]
    return found, lines
