"""What a delivery holds: found by name or scan, entered line by line, with the answers to both."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpise_inventory.errors import Refusal
from ui.kit.buttons import Button
from ui.kit.line import Line
from ui.kit.note import Note
from ui.kit.search import Proposal
from ui.page import Page
from ui.pages.answers import Ways, of_line, say_added, say_more, say_unknown
from ui.pages.boxes import ScannedBox, read_scan
from ui.pages.delivery_head import DeliveryHead, today
from ui.pages.goods import Goods, ItemSearch, Newcomer, by_codes, proposing
from ui.pages.gtin_sheet import GtinSheet
from ui.pages.incoming import PROPOSED, IncomingGrid
from ui.pages.item_sheet import ItemSheet
from ui.pages.pasting import IN, Pasted, paste, say_unknown_rows
from ui.theme import Size


class Contents(QWidget):
    """Search, answer, lines, and what is wrong with them."""

    changed = Signal()
    kept = Signal()
    """A line is done: the draft is worth a disk's turn."""

    def __init__(self, page: Page, head: DeliveryHead, why_no_item: Callable[[], str]) -> None:
        """`why_no_item`: why this person may not describe a new item; empty if they may."""
        super().__init__()
        words, look = page.look.words, page.look
        self._page, self._look, self._head, self._why_no_item = page, look, head, why_no_item
        self._coming: list[Any] = []
        """Lines of a draft, until the books have named their items."""
        propose = proposing(page, may_add=not why_no_item())
        self.search = ItemSearch(look, propose, words.t("Scan or name an item…"))
        self.answer = Note(look, large=True)
        self.grid = IncomingGrid(look, today())
        self.trouble = Note(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Size.M)
        column.addWidget(self.search)
        column.addWidget(self.answer)
        column.addWidget(self.grid, 1)
        column.addWidget(self.trouble)
        self.search.taken.connect(self._taken)
        self.grid.changed.connect(self.refresh)
        self.grid.line_done.connect(self._line_done)
        for source in (self.grid, self.search):
            source.pasted.connect(self._paste)

    # For the page ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """The lines or the remarks have changed: what is wrong now?"""
        expired, problems = self.grid.expired(), self.grid.problems()
        if problems:
            self._say_problem(*problems[0])
        elif self._head.remarks.text().strip():
            self.trouble.clear()
        elif expired:
            self._say_expired(expired[0])
        elif damaged := self.grid.damaged():
            self._say_damaged(damaged[0])
        else:
            self.trouble.clear()
        self.changed.emit()

    def form_changed(self, *, narrow: bool) -> None:
        self.grid.arrange(narrow=narrow)

    def compare(self, *, comparing: bool, announced: bool = False) -> None:
        """Columns for what is damaged, missing or over, or without them; what is over in an
        announced delivery is reckoned.
        """
        self.grid.announced = announced
        self.grid.compare(comparing=comparing, narrow=self._page.narrow)

    def propose_lines(self, lines: Sequence[tuple[Goods, int]]) -> None:
        """What was announced and hasn't come: to be counted, with lot and expiry to be added."""
        for goods, quantity in lines:
            values = {"quantity": str(quantity), PROPOSED: str(quantity)}
            self.grid.add(Line(goods, {"item": goods.name, **values}), enter=False)
        first = self.grid.next_open(-1)
        if first is None or not self.grid.enter_line(first):
            self.search.to_next()
        self.refresh()

    def has_work(self) -> bool:
        return bool(self.grid.lines or self._coming)

    def state(self) -> list[Any]:
        return self._coming or self.grid.kept()

    def restore(self, lines: Any) -> None:
        if not isinstance(lines, list) or not lines:
            return
        self._coming = lines
        words = self._look.words
        codes = [str(one.get("item", "")) for one in lines if isinstance(one, dict)]
        self._page.ask(lambda store: by_codes(store, codes, words), self._put)

    def clear(self) -> None:
        self._coming = []
        self.grid.clear()
        self.trouble.clear()
        self.answer.clear()

    def add_code(self, code: str) -> None:
        words = self._look.words
        self._page.ask(lambda store: by_codes(store, [code], words), self._add_found)

    def scanned(self, readings: Sequence[str]) -> None:
        self.grid.read_fields()
        words, code, day = self._look.words, readings[0] if readings else "", today()
        self._page.ask(
            lambda store: read_scan(store, readings, day, words), partial(self._take_scan, code)
        )

    def is_wrong(self) -> bool:
        """Whether a line can't be issued so; said at its field, which has the focus then."""
        self.grid.check(self._page.desk.sentence)
        found = self.grid.enter_problem()
        if found is not None:
            self._say_problem(*found)
        return found is not None

    def tell(self, refusal: Refusal) -> bool:
        """A refusal about one of the lines, said there; False if it is about none."""
        at = self.grid.tell(refusal, self._page.desk.sentence)
        if at is None:
            return False
        found = self.grid.enter_problem()
        if found is not None:
            self._say_problem(*found)
        return True

    def told(self) -> str:
        """`5 lines · 552 units`."""
        words, lines = self._look.words, len(self.grid.lines)
        units = words.n("{count} unit", "{count} units", self.grid.units)
        return " · ".join((words.n("{count} line", "{count} lines", lines), units))

    # Lines ----------------------------------------------------------------------------------------

    def add_goods(self, goods: Goods) -> None:
        """A new line; the focus goes where something lacks."""
        self.answer.clear()
        self.grid.add_goods(goods)

    def _taken(self, proposal: Proposal) -> None:
        self.search.empty()
        if isinstance(proposal.value, Goods):
            self.add_goods(proposal.value)
        elif isinstance(proposal.value, Newcomer):
            self._new_item(name=proposal.value.text)

    def _new_item(self, name: str = "", code: str = "") -> None:
        self._page.desk.open(ItemSheet(self._page.desk, self.add_goods, name, code))

    def _add_found(self, known: dict[str, Goods]) -> None:
        for goods in known.values():
            self.add_goods(goods)

    def _take_scan(self, code: str, scanned: ScannedBox | Refusal | None) -> None:
        if scanned is None:
            create = partial(self._new_item, code=code)
            lot = partial(self._put_lot, self.grid.active, code) if self._lacks_lot() else None
            ways = Ways(self.search.to_next, create, self._why_no_item(), lot)
            say_unknown(self.answer, self._look, code, ways)
        elif isinstance(scanned, ScannedBox):
            self._take_box(scanned)
        else:
            self._say_bad_scan(code, scanned)
        self.kept.emit()

    def _take_box(self, box: ScannedBox) -> None:
        """One more of the lot that it names, or of the item's last line; else a line of its own."""
        at = self.grid.line_of_box(box)
        if at is not None:
            quantity = self.grid.more(at, box.quantity)
            say_more(self.answer, self._look, (box.goods, at), box.quantity, quantity)
            return
        values = {"lot": box.lot, "expiry": box.expiry, "quantity": str(box.quantity)}
        told = {key: text for key, text in values.items() if text}
        say_added(self.answer, self._look, box.goods, self.grid.add_goods(box.goods, **told))

    def _say_bad_scan(self, code: str, refusal: Refusal) -> None:
        """What is wrong with a GS1 code; whose it is can be told once for all."""
        words, said = self._look.words, self._page.desk.sentence(refusal)
        buttons = [
            Button(self._look, words.t("Choose by name"), self.search.to_next, icon="search")
        ]
        gtin = str(getattr(refusal, "gtin", ""))
        if gtin and refusal.code == "unknown_gtin":
            learn = Button(
                self._look,
                words.t("Say whose code it is"),
                partial(self._learn, gtin, code),
                icon="scan-barcode",
                role="primary",
            )
            learn.allow(not self._why_no_item(), self._why_no_item())
            buttons.append(learn)
        self.answer.say("bad", said, "", buttons, icon="scan-barcode")

    def _learn(self, gtin: str, code: str) -> None:
        """Once it's known, it's as if the box had been scanned again."""
        sheet = GtinSheet(self._page.desk, gtin, code, lambda _goods: self.scanned([code]))
        self._page.desk.open(sheet)

    def _paste(self, rows: list[list[str]]) -> None:
        paste(self._page, rows, IN, self._pasted)

    def _pasted(self, pasted: Pasted) -> None:
        self.answer.clear()
        for goods, texts in pasted.lines:
            self.grid.add(Line(goods, {"item": goods.name, **texts}), enter=False)
        say_unknown_rows(self.answer, self._look, pasted)
        self.kept.emit()

    def _lacks_lot(self) -> bool:
        at = self.grid.active
        return 0 <= at < len(self.grid.lines) and not self.grid.lot_of(self.grid.lines[at])

    def _put_lot(self, at: int, code: str) -> None:
        """What was scanned is no item's code but the lot's, on the same box."""
        if at < len(self.grid.lines):
            self.grid.lines[at].values["lot"] = code
            self.grid.show_line(at)
            self.answer.clear()
            self.grid.enter_line(at)
            self.kept.emit()

    def _put(self, known: dict[str, Goods]) -> None:
        lines, self._coming = self._coming, []
        unknown = self.grid.put(lines, known)
        if unknown:
            words = self._look.words
            codes = words.join(words.ltr(code) for code in unknown)
            self.answer.say("warn", words.t("Not in the catalogue any more: {codes}", codes=codes))
        self.refresh()

    def _line_done(self, at: int) -> None:
        """On to the next line that lacks something, else to a new one."""
        open_line = self.grid.next_open(at)
        if open_line is None or not self.grid.enter_line(open_line):
            self.search.to_next()
        self.kept.emit()

    # What is wrong --------------------------------------------------------------------------------

    def _say_problem(self, at: int, _column: str, said: str) -> None:
        words = self._look.words
        remove = Button(self._look, words.t("Remove the line"), partial(self._remove, at), icon="x")
        self.trouble.say("bad", of_line(self._look, at, said), "", (remove,))

    def _say_expired(self, at: int) -> None:
        words, line = self._look.words, self.grid.lines[at]
        expiry = words.ltr(words.expiry(line.expiry() or ""))
        said = words.t("{item} expired: {expiry}.", item=line.item.name, expiry=expiry)
        text = words.t("It can be received with a reason, which stands on the note; or refused.")
        why = Button(self._look, words.t("Write the reason"), self._to_remarks, icon="pen-line")
        refuse = Button(self._look, words.t("Refuse it"), partial(self._remove, at), icon="x")
        title = of_line(self._look, at, said)
        self.trouble.say("bad", title, text, (why, refuse), icon="calendar-clock")

    def _say_damaged(self, at: int) -> None:
        words, line = self._look.words, self.grid.lines[at]
        said = words.t("{item} came damaged.", item=line.item.name)
        text = words.t("It goes into quarantine. Say why, or in what state: it stands on the note.")
        why = Button(self._look, words.t("Write the reason"), self._to_remarks, icon="pen-line")
        self.trouble.say("warn", of_line(self._look, at, said), text, (why,), icon="package-x")

    def _remove(self, at: int) -> None:
        if at < len(self.grid.lines):
            self.grid.remove(at)

    def _to_remarks(self) -> None:
        self._head.unfold()
        self._head.fields["remarks"].focus()
