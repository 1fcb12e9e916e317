"""A step of a form: what leaves, from which lots, and what there is of it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer, Signal

from cpise_inventory.errors import Refusal
from cpise_inventory.locations import DISTRIBUTED
from ui.kit.buttons import Button
from ui.kit.line import Line
from ui.kit.note import Note
from ui.kit.search import Proposal
from ui.look import application
from ui.pages.answers import Ways, of_line, say_added, say_more, say_unknown
from ui.pages.boxes import ScannedBox, read_scan
from ui.pages.delivery_head import today
from ui.pages.goods import Goods, ItemSearch, by_codes, proposing
from ui.pages.goods_grid import in_words
from ui.pages.host import Host
from ui.pages.kit_sheet import Kit, KitSheet
from ui.pages.lot_sheet import LotSheet, Storeroom
from ui.pages.outgoing import OutgoingGrid
from ui.pages.pasting import OUT, Pasted, paste, say_unknown_rows
from ui.pages.step import Step

if TYPE_CHECKING:
    from cpise_inventory.stock.offers import LotOffer, Offer
    from cpise_inventory.stock.taking import Spot
    from cpise_inventory.store import Store

PAUSE: Final = 120
"""Milliseconds after a key before the lots are looked up."""
Shelf = Callable[[], tuple[str, date]]
"""The storeroom and the day that the goods leave it."""


class What(Step):
    """Items by name, by scan or by kit; each line tells at once what it would leave behind."""

    changed = Signal()
    kept = Signal()
    """A line is done: the draft is worth a disk's turn."""

    def __init__(
        self,
        page: Host,
        shelf: Shelf,
        served: Callable[[], int] = int,
        *,
        number: int = 0,
        target: str = DISTRIBUTED,
    ) -> None:
        """`served`: for how many people; none where goods go elsewhere. `number`: which step it
        is. `target`: where the goods go, which says what may leave.
        """
        words, look = page.look.words, page.look
        super().__init__(look, words.t("What"), number)
        self._page, self._shelf, self._served, self._target = page, shelf, served, target
        self._kits: Sequence[Kit] = ()
        self._coming: list[Any] = []
        """Lines of a draft, until the books have named their items."""
        propose = proposing(page, lambda: shelf()[0], may_add=False)
        self.search = ItemSearch(look, propose, words.t("Scan or name an item, a kit…"))
        self.kit = Button(look, words.t("Kit"), self.add_kit, icon="layers")
        self.answer = Note(look, large=True)
        self.grid = OutgoingGrid(look, today())
        self.trouble = Note(look)
        self.lot = Button(
            look, words.t("Other lot"), self.choose_lot, icon="package", role="quiet", key="F10"
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look_up)
        self._lay_out()
        self.search.taken.connect(self._taken)
        self.grid.changed.connect(self.refresh)
        self.grid.line_done.connect(self._line_done)
        for source in (self.grid, self.search):
            source.pasted.connect(self._paste)
        self.refresh()

    # For the page ---------------------------------------------------------------------------------

    def show_kits(self, kits: Sequence[Kit]) -> None:
        self._kits = kits
        self.refresh()

    def refresh(self) -> None:
        """The lines, the day or the storeroom have changed, or how many are served."""
        words, served = self.look.words, self._served()
        said = words.n("Kit × {count} person", "Kit × {count} people", served)
        self.kit.say(said if served else words.t("Kit"))
        self.lot.setEnabled(bool(self.grid.lines))
        if self.grid.lines:
            self._pause.start()
        else:
            self.trouble.clear()
        self.changed.emit()

    def has_work(self) -> bool:
        return bool(self.grid.lines or self._coming)

    def state(self) -> list[Any]:
        return self._coming or self.grid.kept()

    def restore(self, lines: Any) -> None:
        if not isinstance(lines, list) or not lines:
            return
        self._coming = lines
        words = self.look.words
        codes = [str(one.get("item", "")) for one in lines if isinstance(one, dict)]
        self._page.ask(lambda store: by_codes(store, codes, words), self._put)

    def clear(self) -> None:
        self._coming = []
        self.grid.clear()
        self.answer.clear()
        self.trouble.clear()

    def add_code(self, code: str) -> None:
        words = self.look.words
        self._page.ask(lambda store: by_codes(store, [code], words), self._add_found)

    def scanned(self, readings: Sequence[str]) -> None:
        self.grid.read_fields()
        words, code, day = self.look.words, readings[0] if readings else "", today()
        self._page.ask(
            lambda store: read_scan(store, readings, day, words), partial(self._take_scan, code)
        )

    def say_place(self, name: str) -> None:
        """From where the goods leave now, by its label; empty of one that nothing leaves from."""
        if name:
            self.answer.say("good", name, icon="building-2")
        else:
            application().beep()
            told = self.look.words.t("Nothing is taken from the place of this label.")
            self.answer.say("bad", told, icon="building-2")

    def tell(self, refusal: Refusal) -> bool:
        """A refusal about one of the lines, said there; False if it is about none."""
        at = self.grid.tell(refusal, self._page.desk.sentence)
        if at is None:
            return False
        self.grid.enter_problem()
        said = self.grid.lines[at].problems.get("quantity", "")
        self.say_problem(at, said, int(getattr(refusal, "available", 0)))
        return True

    def is_wrong(self) -> bool:
        """Whether a quantity can't be taken; said at its field, which has the focus then."""
        self.grid.check_quantities(self._page.desk.sentence)
        found = self.grid.enter_problem()
        if found is not None:
            self.say_problem(found[0], found[2])
        return found is not None

    # Lines ----------------------------------------------------------------------------------------

    def add_kit(self) -> None:
        """For as many as are counted; straight away where there is but one and enough of it."""
        people, kits = max(self._served(), 1), self._kits
        if len(kits) == 1 and (kits[0].goods.here or 0) >= people:
            self.add_lines([(kits[0].goods, people)])
        else:
            self._page.desk.open(KitSheet(self._page.desk, kits, people, self.add_lines))

    def add_lines(self, lines: Sequence[tuple[Goods, int]]) -> None:
        for goods, quantity in lines:
            at = self.grid.add_goods(goods, quantity)
            say_added(self.answer, self.look, goods, at)
        self.search.to_next()
        self.kept.emit()

    def _taken(self, proposal: Proposal) -> None:
        self.search.empty()
        self.answer.clear()
        if isinstance(proposal.value, Goods):
            self.grid.add_goods(proposal.value)

    def _add_found(self, known: dict[str, Goods]) -> None:
        for goods in known.values():
            self.grid.add_goods(goods)

    def _take_scan(self, code: str, scanned: ScannedBox | Refusal | None) -> None:
        if not isinstance(scanned, ScannedBox):
            say_unknown(self.answer, self.look, code, Ways(self.search.to_next))
        elif scanned.key:
            self._ask_lot(scanned)
            return
        elif (at := self.grid.line_of(scanned.goods.code)) is None:
            at = self.grid.add_goods(scanned.goods, scanned.quantity)
            say_added(self.answer, self.look, scanned.goods, at)
        else:
            quantity = self.grid.more(at, scanned.quantity)
            say_more(self.answer, self.look, (scanned.goods, at), scanned.quantity, quantity)
        self.kept.emit()

    def _ask_lot(self, scanned: ScannedBox) -> None:
        """The label names the very lot: that one leaves, unless it may not."""
        (room, day), now, target = self._shelf(), today(), self._target
        lot = scanned.goods.code, scanned.key

        def job(store: "Store") -> "LotOffer":
            from cpise_inventory.stock.offers import lot_offer  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return lot_offer(connection, room, day, now, lot, target)

        self._page.ask(job, partial(self._lot_offered, scanned))

    def _lot_offered(self, scanned: ScannedBox, offer: "LotOffer") -> None:
        goods, desk = scanned.goods, self._page.desk
        if offer.problem is not None:
            application().beep()
            said = desk.sentence(in_words(offer.problem, goods, self.grid.rooms))
            self.answer.say("bad", said, icon="layers")
        elif offer.turn and self.grid.line_of_lot(goods.code, scanned.key) is None:
            room, day = self._shelf()
            where = Storeroom(room, self.grid.rooms, day)
            taken = partial(self._scanned_lot_chosen, scanned)
            desk.open(LotSheet(desk, goods, where, offer.spot, taken))
        else:
            self._take_lot(scanned)

    def _scanned_lot_chosen(self, scanned: ScannedBox, spot: "Spot", why: str) -> None:
        """It was not its turn: there's a reason for it now, or another one leaves."""
        _place, lot = spot
        if lot == scanned.key:
            self.grid.choose_lot(self._take_lot(scanned), spot, why)
        else:
            self.grid.choose_lot(self.grid.add_goods(scanned.goods, scanned.quantity), spot, why)
        self.kept.emit()

    def _take_lot(self, scanned: ScannedBox) -> int:
        """So much more of the lot whose label it is; the line."""
        words, goods = self.look.words, scanned.goods
        known = self.grid.line_of_lot(goods.code, scanned.key) is not None
        at = self.grid.add_lot(goods, scanned.quantity, scanned.key)
        if known:
            quantity = self.grid.lines[at].quantity() or 0
            say_more(self.answer, self.look, (goods, at), scanned.quantity, quantity)
        else:
            lot = words.t("Lot {lot}", lot=words.ltr(scanned.lot or "–"))
            say_added(self.answer, self.look, goods, at, (lot, words.ltr(scanned.expiry)))
        self.kept.emit()
        return at

    def _paste(self, rows: list[list[str]]) -> None:
        paste(self._page, rows, OUT, self._pasted)

    def _pasted(self, pasted: Pasted) -> None:
        self.answer.clear()
        for goods, texts in pasted.lines:
            self.grid.add(Line(goods, {"item": goods.name, **texts}), enter=False)
        say_unknown_rows(self.answer, self.look, pasted)
        self.kept.emit()

    def _put(self, known: dict[str, Goods]) -> None:
        lines, self._coming = self._coming, []
        unknown = self.grid.put(lines, known)
        self.refresh()
        if unknown:
            words = self.look.words
            codes = words.join(words.ltr(code) for code in unknown)
            self.answer.say("warn", words.t("Not in the catalogue any more: {codes}", codes=codes))

    def _line_done(self, _at: int) -> None:
        self.search.to_next()
        self.kept.emit()

    # Lots -----------------------------------------------------------------------------------------

    def choose_lot(self) -> None:
        """F10 on the line in use."""
        at = self.grid.active
        if not 0 <= at < len(self.grid.lines):
            return
        line, (room, day) = self.grid.lines[at], self._shelf()
        chosen = line.values.get("place", ""), line.values.get("chosen", "")
        where = Storeroom(room, self.grid.rooms, day)
        taken = partial(self._lot_chosen, at)
        self._page.desk.open(LotSheet(self._page.desk, line.item, where, chosen, taken))

    def _lot_chosen(self, at: int, spot: "Spot", why: str) -> None:
        if at < len(self.grid.lines):
            self.grid.choose_lot(at, spot, why)
            self.kept.emit()

    def _look_up(self) -> None:
        """Which lots would leave, and what there is."""
        (room, day), wanted, now = self._shelf(), self.grid.wanted(least=1), today()
        target = self._target

        def job(store: "Store") -> "list[Offer]":
            from cpise_inventory.stock.offers import offers  # noqa: PLC0415 - SQLAlchemy

            with store.read() as connection:
                return offers(connection, room, day, now, wanted, target)

        self._page.ask(job, self._offered, only_latest="offers")

    def _offered(self, found: "list[Offer]") -> None:
        self.grid.show_offers(found, self._page.desk.sentence)
        problems = self.grid.problems()
        if problems:
            at, _column, said = problems[0]
            self.say_problem(at, said, found[at].available if at < len(found) else 0)
        else:
            self.trouble.clear()

    def say_problem(self, at: int, said: str, available: int = 0) -> None:
        """With what would work: as many as there are, or receiving first."""
        words, look = self.look.words, self.look
        ways = []
        if available:
            put = words.t("Put {quantity}", quantity=words.ltr(words.number(available)))
            ways.append(Button(look, put, partial(self._put_quantity, at, available)))
        if self._target == DISTRIBUTED:  # a sheet, from where goods are sent, leads nowhere else
            receive = partial(self._page.desk.go, "receive")
            ways.append(Button(look, words.t("Receive"), receive, icon="package-plus"))
        self.trouble.say("bad", of_line(look, at, said), "", ways)

    def _put_quantity(self, at: int, quantity: int) -> None:
        if at < len(self.grid.lines):
            self.grid.set_quantity(at, quantity)
            self.search.setFocus()

    def _lay_out(self) -> None:
        self.beside.addWidget(self.search, 1)
        self.beside.addWidget(self.kit)
        self.beside.addWidget(self.lot)
        self.body.addWidget(self.answer)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self.trouble)
