"""The lines of a waybill that comes in: on the road, good, damaged, and what differs."""

from datetime import date
from typing import TYPE_CHECKING, Final

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import read_lot
from cpise_inventory.language.reading import parse_quantity
from cpise_inventory.language.words import Words
from ui.kit.line import Line, LineColumn
from ui.look import Look
from ui.pages.goods import Goods
from ui.pages.goods_grid import GoodsGrid, Sentence, in_words
from ui.theme import Size

if TYPE_CHECKING:
    from cpise_inventory.transfers.receiving import Came

ENTERED: Final = ("good", "damaged")
SENT: Final = "sent"
"""In a line's values: how much is on the road; not there where the waybill knows nothing of it."""
LOT: Final = "key"
"""In a line's values: the key of a lot that the waybill names."""


class RoadGrid(GoodsGrid):
    """A line for each lot on the road, and one for what came beyond the waybill."""

    entered = ENTERED

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look, columns(look.words), today)
        self.setMinimumHeight(36 + 3 * Size.ROW)
        self.changed.connect(self._show_differences)

    # Lines ----------------------------------------------------------------------------------------

    def add_sent(self, goods: Goods, lot: str, quantity: int, good: int) -> None:
        """So much is on the road, and so much of it is taken for good until somebody says
        otherwise.
        """
        number, expiry, _donation = read_lot(lot)
        words = self.look.words
        values = {"item": goods.name, "lot": number or "–", LOT: lot, SENT: str(quantity)}
        values |= {"expiry": expiry, "road": words.number(quantity), "good": str(good)}
        self.add(Line(goods, values), enter=False)

    def add_other(self, goods: Goods) -> int:
        """What the waybill does not know, or another lot of what it knows."""
        values = {"item": goods.name, "road": self.look.words.number(0)}
        return self.add(Line(goods, values))

    def begin_counting(self) -> None:
        """From here on each scan is one more: what was proposed no longer holds."""
        for at, line in enumerate(self.lines):
            line.values["good"] = ""
            self.show_line(at)
        self.changed.emit()

    def line_for_one_more(self, item: str) -> int | None:
        """The first line of the item that isn't full yet, else its last one."""
        found = [at for at, line in enumerate(self.lines) if line.item.code == item]
        open_ones = [at for at in found if self.good(at) + self.damaged(at) < self.sent(at)]
        return next(iter(open_ones or found[-1:]), None)

    def sent(self, at: int) -> int:
        return int(self.lines[at].values.get(SENT, "0") or 0)

    def good(self, at: int) -> int:
        return self.lines[at].quantity("good", least=0) or 0

    def damaged(self, at: int) -> int:
        return self.lines[at].quantity("damaged", least=0) or 0

    def put_good(self, at: int, quantity: int) -> None:
        self.lines[at].values["good"] = str(quantity)
        self.set_problem(at, "good", "")
        self.changed.emit()

    # What it says ---------------------------------------------------------------------------------

    def check(self, sentence: Sentence) -> None:
        """Marks what can't be read, and more damaged goods than are on the road."""
        words = self.look.words
        for at, line in enumerate(self.lines):
            line.problems.clear()
            for column in ENTERED:
                text = line.values.get(column, "").strip()
                try:
                    parse_quantity(text or "0", least=0, packs=line.item.packing)
                except Refusal as problem:
                    self.set_problem(at, column, sentence(problem))
            if self.damaged(at) > self.sent(at):
                said = words.t(
                    "Only {count} are on the road; what came beyond the waybill counts as good.",
                    count=words.ltr(words.number(self.sent(at))),
                )
                self.set_problem(at, "damaged", said)

    def came(self) -> "list[Came]":
        """For the command: beyond what is on the road it is in excess."""
        from cpise_inventory.transfers.receiving import Came  # noqa: PLC0415 - SQLAlchemy

        return [
            Came(
                line.item.code,
                min(self.good(at), self.sent(at) - self.damaged(at)),
                self._lot(line),
                self.damaged(at),
                max(self.good(at) - self.sent(at) + self.damaged(at), 0),
                line.expiry() or "",
            )
            for at, line in enumerate(self.lines)
        ]

    def tell(self, refusal: Refusal, sentence: Sentence) -> bool:
        """Marked at the line that it is about; False if it is about none."""
        item = str(getattr(refusal, "item", ""))
        found = [at for at, line in enumerate(self.lines) if line.item.code == item]
        if not found:
            return False
        named = {"expiry": "expiry", "lot": "lot"}.get(str(refusal.field), "good")
        at = found[-1] if named != "good" else found[0]
        self.set_problem(at, named, sentence(in_words(refusal, self.lines[at].item)))
        return True

    def _lot(self, line: Line) -> str:
        return line.values.get(LOT) or line.values.get("lot", "").strip()

    def _show_differences(self) -> None:
        for at, line in enumerate(self.lines):
            differs = self.good(at) + self.damaged(at) - self.sent(at)
            sign = "+" if differs > 0 else ""
            said = self.look.words.ltr(f"{sign}{self.look.words.number(differs)}")
            line.values["differs"] = said if differs else ""
        self.canvas.update()


def columns(words: Words) -> tuple[LineColumn, ...]:
    def other(line: Line) -> bool:
        return SENT not in line.values

    def other_that_expires(line: Line) -> bool:
        return other(line) and bool(line.item.keeps_expiry)

    return (
        LineColumn("item", words.t("Item"), stretch=True, width=150),
        LineColumn("lot", words.t("Lot"), "code", width=182, open_to=other),
        LineColumn("expiry", words.t("Expiry"), "expiry", width=96, open_to=other_that_expires),
        LineColumn("road", words.t("On the road"), width=84, end=True),
        LineColumn("good", words.t("Good"), "quantity", width=84, end=True, bold=True, least=0),
        LineColumn("damaged", words.t("Damaged"), "quantity", width=96, end=True, least=0),
        LineColumn("differs", words.t("Difference"), width=84, end=True, bold=True),
    )
