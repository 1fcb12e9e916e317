"""The lines of a distribution: the lots that would leave, what remains, and how many are wanted."""

from datetime import date
from typing import TYPE_CHECKING, Final

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import read_lot
from cpise_inventory.language.words import Words
from cpise_inventory.locations import may_have_shelves
from ui.kit.line import Line, LineColumn
from ui.look import Look
from ui.pages.goods import Goods
from ui.pages.goods_grid import NAMELESS, GoodsGrid, Sentence, in_words, kept_lines
from ui.pages.widths import fitted
from ui.theme import Size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cpise_inventory.stock.offers import Offer
    from cpise_inventory.stock.taking import Spot, Wanted

ENTERED: Final = ("quantity", "chosen", "place", "why")
"""`chosen` is the key of the lot that a person took instead of the proposed one, `place` where it
lies.
"""


class OutgoingGrid(GoodsGrid):
    """A line for each item; first expired, first out, unless a lot is chosen."""

    entered = ENTERED

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look, fitted(look, columns(look.words)), today, card=False)
        self.setMinimumHeight(36 + 2 * Size.ROW)
        self.room = ""
        """The storeroom that goods leave."""
        self.rooms: Mapping[str, str] = NAMELESS
        """Its name and those of its shelves, for what is said of them."""

    def add_goods(self, goods: Goods, quantity: int = 0) -> int:
        """A line of its own, or more of the one that is there; the focus where a number lacks."""
        at = self.line_of(goods.code)
        if at is None:
            values = {"item": goods.name, "quantity": str(quantity or "")}
            return self.add(Line(goods, values))
        if quantity:
            self.set_quantity(at, (self.lines[at].quantity() or 0) + quantity)
        else:
            self.enter_line(at, "quantity")
        return at

    def add_lot(self, goods: Goods, quantity: int, lot: str) -> int:
        """So much of this very lot: a line of its own, or more of the one that takes it."""
        at = self.line_of_lot(goods.code, lot)
        if at is None:
            values = {"item": goods.name, "quantity": str(quantity), "chosen": lot}
            return self.add(Line(goods, values))
        self.more(at, quantity)
        return at

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

    def line_of_lot(self, code: str, lot: str) -> int | None:
        """The line that takes this very lot."""
        for at, line in enumerate(self.lines):
            if (line.item.code, line.values.get("chosen", "")) == (code, lot):
                return at
        return None

    def line_of(self, code: str) -> int | None:
        found = (at for at, line in enumerate(self.lines) if line.item.code == code)
        return next(found, None)

    def wanted(self, *, least: int = 0) -> "list[Wanted]":
        """For the command; `least` stands for what isn't typed yet."""
        from cpise_inventory.stock.taking import Wanted  # noqa: PLC0415 - SQLAlchemy

        return [
            Wanted(
                *(line.item.code, line.quantity() or least),
                *(line.values.get("chosen", ""), line.values.get("place", "")),
            )
            for line in self.lines
        ]

    def show_offers(self, offers: "Sequence[Offer]", sentence: Sentence) -> None:
        """What would leave for each line, or why it can't."""
        if len(offers) != len(self.lines):
            return  # a line came or went meanwhile: newer ones are on the way
        for at, (line, offer) in enumerate(zip(self.lines, offers, strict=True)):
            typed = line.quantity()
            line.values["lot"], line.values["expiry"] = _lots(offer, self.look.words)
            line.values["from"] = self._places(offer)
            line.values["left"] = self._left(offer, typed or 0)
            if offer.problem is not None and (typed is not None or not offer.available):
                self.set_problem(
                    at, "quantity", sentence(in_words(offer.problem, line.item, self.rooms))
                )
            elif typed is not None:
                self.set_problem(at, "quantity", "")
        taken = {line.source for offer in offers for line in offer.lines}
        shown = columns(self.look.words, places=not taken <= {self.room})
        if len(shown) != len(self.columns):
            self.show_columns(fitted(self.look, shown))
        self.canvas.update()

    def tell(self, refusal: Refusal, sentence: Sentence) -> int | None:
        """A refusal that names an item is said at its line; that line, or None."""
        at = self.line_of(str(getattr(refusal, "item", "")))
        if at is not None:
            said = sentence(in_words(refusal, self.lines[at].item, self.rooms))
            self.set_problem(at, "quantity", said)
        return at

    def choose_lot(self, at: int, spot: "Spot", why: str) -> None:
        """Both empty: the lot that is proposed, from where it is proposed."""
        place, lot = spot
        self.lines[at].values |= {"chosen": lot, "place": place, "why": why}
        self.set_problem(at, "quantity", "")
        self.changed.emit()

    def reasons(self) -> str:
        """Why other lots leave than the first to expire: stands on the receipt."""
        words = self.look.words
        said = (
            words.t(
                "Lot {lot} of {item}: {reason}",
                lot=words.ltr(read_lot(line.values["chosen"]).number or "–"),
                item=line.item.name,
                reason=line.values["why"],
            )
            for line in self.lines
            if line.values.get("chosen") and line.values.get("why")
        )
        return " · ".join(said)

    def _places(self, offer: "Offer") -> str:
        """Where the lots lie that would leave: a storeroom by its name, a shelf by the code that it
        bears.
        """
        words = self.look.words
        places = dict.fromkeys(line.source for line in offer.lines)
        return words.join(
            self.rooms.get(one) or words.ltr(one)
            if may_have_shelves(one)
            else words.ltr(one.rpartition("/")[2])
            for one in places
        )

    def _left(self, offer: "Offer", typed: int) -> str:
        words = self.look.words
        return words.ltr(words.number(max(offer.available - typed, 0)))


def columns(words: Words, *, places: bool = False) -> tuple[LineColumn, ...]:
    """`places`: where each line is taken from, where that is not the storeroom for all."""

    def shown(_line: Line) -> bool:
        return False

    taken = (LineColumn("from", words.t("Taken from"), width=112),) if places else ()
    return (
        LineColumn("item", words.t("Item"), stretch=True, width=120 if places else 140),
        LineColumn("lot", words.t("Lot"), "code", width=150 if places else 184, open_to=shown),
        *taken,
        LineColumn("expiry", words.t("Expiry"), "expiry", width=104, open_to=shown),
        LineColumn("left", words.t("Remaining"), width=80, end=True),
        LineColumn("quantity", words.t("Quantity"), "quantity", width=120, end=True, bold=True),
    )


def _lots(offer: "Offer", words: Words) -> tuple[str, str]:
    """The number of the lot, or how many they are; and which expiry comes first."""
    if not offer.lines:
        return "", ""
    lots = [read_lot(key) for key in dict.fromkeys(line.lot for line in offer.lines)]
    several = words.n("{count} lot", "{count} lots", len(lots))
    return several if len(lots) > 1 else lots[0].number or "–", lots[0].expiry
