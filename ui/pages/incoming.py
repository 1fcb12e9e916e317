"""The lines of a delivery: lot, expiry and quantity of each, and whether they are complete."""

from datetime import date
from typing import TYPE_CHECKING, Final

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import Lot
from cpise_inventory.language.reading import parse_expiry
from cpise_inventory.language.words import Words
from ui.kit.line import Line, LineColumn
from ui.kit.pill import State
from ui.look import Look
from ui.pages.goods import Goods, in_packs
from ui.pages.goods_grid import GoodsGrid, Sentence, in_words, kept_lines
from ui.pages.widths import fitted

if TYPE_CHECKING:
    from cpise_inventory.stock.commands import Incoming

ENTERED: Final = ("lot", "expiry", "quantity")


class IncomingGrid(GoodsGrid):
    """A new line for each scan or search; the same item may come in several lots."""

    entered = ENTERED

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look, columns(look, narrow=False), today)
        self.changed.connect(self._reckon)

    def add_goods(self, goods: Goods, **values: str) -> int:
        return self.add(Line(goods, {"item": goods.name, **values}))

    def put(self, kept: object, known: dict[str, Goods]) -> list[str]:
        """Lines of a draft; the codes that nobody knows any more."""
        unknown = []
        for one in kept_lines(kept, ENTERED):
            goods = known.get(one["item"])
            if goods is None:
                unknown.append(one["item"])
                continue
            values = {key: one[key] for key in ENTERED}
            self.add(Line(goods, {"item": goods.name, **values}), enter=False)
        return unknown

    def line_of(self, code: str) -> int | None:
        """The last line of that item."""
        found = [at for at, line in enumerate(self.lines) if line.item.code == code]
        return found[-1] if found else None

    def check(self, sentence: Sentence) -> None:
        """Marks all that can't be issued so."""
        self.check_quantities(sentence)
        for at, line in enumerate(self.lines):
            if said := self._wrong_expiry(line, sentence):
                self.set_problem(at, "expiry", said)

    def tell(self, refusal: Refusal, sentence: Sentence) -> int | None:
        """A refusal that names an item is said at its line; that line, or None."""
        item = getattr(refusal, "item", None)
        lot = getattr(refusal, "lot", None)
        of_item = [at for at, line in enumerate(self.lines) if line.item.code == item]
        same_lot = [at for at in of_item if self.lot_of(self.lines[at]) == lot]
        same = [at for at in same_lot if self._same_expiry(self.lines[at], refusal)]
        found = (same or same_lot or of_item)[:1]
        for at in found:
            column = refusal.field if refusal.field in ENTERED else "quantity"
            said = sentence(in_words(refusal, self.lines[at].item))
            self.set_problem(at, column, said)
        return found[0] if found else None

    def lot_of(self, line: Line) -> str:
        return " ".join(line.values.get("lot", "").split())

    def expired(self) -> list[int]:
        """The lines whose lot is past its date."""
        today = self.today.isoformat()
        return [
            at
            for at, line in enumerate(self.lines)
            if (expiry := line.expiry()) and Lot("", expiry, "").expires_on < today
        ]

    def incoming(self) -> "list[Incoming]":
        """For the command; what can't be read is left out (`check` comes first)."""
        from cpise_inventory.stock.commands import Incoming  # noqa: PLC0415 - SQLAlchemy

        return [
            Incoming(line.item.code, quantity, self.lot_of(line), line.expiry() or "")
            for line in self.lines
            if (quantity := line.quantity()) is not None
        ]

    def _reckon(self) -> None:
        """Packs and states anew."""
        words, expired = self.look.words, set(self.expired())
        for at, line in enumerate(self.lines):
            line.values["packs"] = in_packs(line.quantity() or 0, line.item.packs, words)
            line.state = _state(line, words, expired=at in expired)
        self.canvas.update()

    def _wrong_expiry(self, line: Line, sentence: Sentence) -> str:
        from cpise_inventory.stock.errors import ExpiryNeededError  # noqa: PLC0415 - as above

        text = line.values.get("expiry", "").strip()
        if not line.item.keeps_expiry:
            return ""
        try:
            return (
                "" if text and parse_expiry(text) else sentence(ExpiryNeededError(line.item.name))
            )
        except Refusal as problem:
            return sentence(problem)

    def _same_expiry(self, line: Line, refusal: Refusal) -> bool:
        return line.expiry() == getattr(refusal, "expiry", None)


def columns(look: Look, *, narrow: bool) -> tuple[LineColumn, ...]:
    words = look.words

    def expires(line: Line) -> bool:
        return bool(line.item.keeps_expiry)

    packs = LineColumn("packs", words.t("Packs"), width=130, end=True)
    made = (
        LineColumn("item", words.t("Item"), stretch=True, width=150),
        LineColumn("lot", words.t("Lot"), "code", width=120 if narrow else 150),
        LineColumn(
            "expiry", words.t("Expiry"), "expiry", width=104 if narrow else 110, open_to=expires
        ),
        *(() if narrow else (packs,)),
        LineColumn("quantity", words.t("Quantity"), "quantity", width=130, end=True, bold=True),
        LineColumn("state", words.t("State"), "state", width=150),
    )
    return fitted(look, made)


def _state(line: Line, words: Words, *, expired: bool) -> State:
    if line.problems:
        return State("bad", "circle-alert", words.t("To correct"))
    if expired:
        return State("bad", "calendar-clock", words.t("Expired"))
    if line.item.keeps_expiry and not line.values.get("expiry", "").strip():
        return State("warn", "pen-line", words.t("Expiry missing"))
    if line.quantity() is None:
        return State("warn", "pen-line", words.t("How many?"))
    return State("good", "circle-check", words.t("Complete"))
