"""The lines of a delivery: lot, expiry and quantity of each, and whether they are complete."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from typing_extensions import override

from cpise_inventory.errors import Refusal
from cpise_inventory.identity import Lot
from cpise_inventory.language.packs import packed
from cpise_inventory.language.reading import parse_expiry
from cpise_inventory.language.words import Words
from ui.kit.line import Line, LineColumn
from ui.kit.pill import State
from ui.look import Look
from ui.pages.boxes import ScannedBox
from ui.pages.goods import Goods
from ui.pages.goods_grid import GoodsGrid, Sentence, in_words, kept_lines
from ui.pages.widths import fitted

if TYPE_CHECKING:
    from cpise_inventory.stock.commands import Incoming

ASKED: Final = ("lot", "expiry", "quantity")
"""What Enter goes through, line by line."""
DIFFERING: Final = ("damaged", "missing")
OVER: Final = "over"
"""Of what came, more than the papers say; of an announced delivery that is reckoned."""
ENTERED: Final = (*ASKED, *DIFFERING, OVER)
PROPOSED: Final = "proposed"
"""The announced quantity: while it's the line's own, nobody has counted yet."""


class IncomingGrid(GoodsGrid):
    """A new line for each scan or search; the same item may come in several lots."""

    entered = ENTERED

    def __init__(self, look: Look, today: date) -> None:
        super().__init__(look, columns(look, narrow=False), today)
        self.comparing = False
        """Whether there are columns for what is damaged, missing or over."""
        self.announced = False
        """Whether what is over is reckoned, so that nobody has to say it."""
        self.changed.connect(self._reckon)

    def compare(self, *, comparing: bool, narrow: bool) -> None:
        self.comparing = comparing
        self.arrange(narrow=narrow)
        if self.active >= 0:
            at = self.active
            self.leave()
            self.activate(at)

    def arrange(self, *, narrow: bool) -> None:
        """The columns that are wanted, as wide as there is room for."""
        shown = columns(self.look, narrow=narrow, comparing=self.comparing, over=not self.announced)
        self.show_columns(shown)

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
            values = {key: one[key] for key in ENTERED if one[key]}
            self.add(Line(goods, {"item": goods.name, **values}), enter=False)
        return unknown

    def line_of(self, code: str) -> int | None:
        """The last line of that item."""
        found = [at for at, line in enumerate(self.lines) if line.item.code == code]
        return found[-1] if found else None

    def line_of_box(self, box: ScannedBox) -> int | None:
        """The line that this box belongs to."""
        if not box.says_more:
            return self.line_of(box.goods.code)
        of_item = [at for at, line in enumerate(self.lines) if line.item.code == box.goods.code]
        for at in of_item:
            line = self.lines[at]
            same = self.lot_of(line) == box.lot
            if same and self._expires(line) == _read_expiry(box.expiry):
                return at
        for at in of_item:  # announced, and now it's seen which lot it is
            values = self.lines[at].values
            if _is_proposed(self.lines[at]) and not (values.get("lot") or values.get("expiry")):
                values |= {"lot": box.lot, "expiry": box.expiry}
                self.show_line(at)
                return at
        return None

    @override
    def more(self, at: int, quantity: int) -> int:
        """Another box of the same; how much it is now."""
        values = self.lines[at].values
        counted = 0 if _is_proposed(self.lines[at]) else self.lines[at].quantity() or 0
        values.pop(PROPOSED, "")
        self.set_quantity(at, counted + quantity)
        return counted + quantity

    @override
    def is_given(self, column: str) -> bool:
        """As many as announced, unless somebody says otherwise."""
        return column == "quantity" and _is_proposed(self.lines[self.active])

    def _expires(self, line: Line) -> str:
        """The last day, however it was typed."""
        return _read_expiry(line.values.get("expiry", "").strip())

    def next_open(self, after: int) -> int | None:
        """The next line that lacks something."""
        there = range(after + 1, len(self.lines))
        return next((at for at in there if self._lacks(self.lines[at])), None)

    def _lacks(self, line: Line) -> bool:
        dated = line.item.keeps_expiry and not line.values.get("expiry", "").strip()
        return dated or line.quantity() is None

    @override
    def enter_line(self, at: int, column: str = "") -> bool:
        """Not into what differs, unless it's asked for: most goods come well."""
        self.activate(at)
        if column:
            return super().enter_line(at, column)
        empty = [key for key in ASKED if (edit := self.editor(key)) and not edit.text()]
        return super().enter_line(at, empty[0]) if empty else False

    @override
    def on_from(self, editor: QObject) -> None:
        """The quantity ends a line: what is damaged or missing is reached by Tab."""
        if editor is self.editor("quantity"):
            self.end_line()
        else:
            super().on_from(editor)

    @override
    def check_quantities(self, sentence: Sentence) -> None:
        """A line may be of nothing but damaged or missing goods."""
        super().check_quantities(sentence)
        for at, line in enumerate(self.lines):
            if line.values.get("quantity", "").strip() in ("", "0") and self._differs(line):
                self.set_problem(at, "quantity", "")

    def damaged(self) -> list[int]:
        """The lines with damaged goods."""
        return [at for at, line in enumerate(self.lines) if line.quantity("damaged")]

    def _differs(self, line: Line) -> bool:
        return any(line.quantity(key) for key in DIFFERING)

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
            Incoming(
                *(line.item.code, line.quantity() or 0, self.lot_of(line), line.expiry() or ""),
                damaged=line.quantity("damaged") or 0,
                missing=line.quantity("missing") or 0,
                over=0 if self.announced else line.quantity(OVER) or 0,
            )
            for line in self.lines
        ]

    def _reckon(self) -> None:
        """Packs and states anew."""
        words, expired = self.look.words, set(self.expired())
        for at, line in enumerate(self.lines):
            line.values["packs"] = packed(
                *(line.quantity() or 0, line.item.unit_code, line.item.packs, words)
            )
            line.state = _state(line, words, expired=at in expired)
        self.canvas.update()

    def _wrong_expiry(self, line: Line, sentence: Sentence) -> str:
        from cpise_inventory.stock.errors import ExpiryNeededError  # noqa: PLC0415 - as above

        text = line.values.get("expiry", "").strip()
        nothing_came = line.quantity() is None and not line.quantity("damaged")
        if not line.item.keeps_expiry or (nothing_came and line.quantity("missing")):
            return ""
        try:
            return (
                "" if text and parse_expiry(text) else sentence(ExpiryNeededError(line.item.name))
            )
        except Refusal as problem:
            return sentence(problem)

    def _same_expiry(self, line: Line, refusal: Refusal) -> bool:
        return line.expiry() == getattr(refusal, "expiry", None)


def _is_proposed(line: Line) -> bool:
    said = line.values.get(PROPOSED, "")
    return bool(said) and line.values.get("quantity") == said


def _read_expiry(text: str) -> str:
    """`12/2028` and `31/12/2028` are one; empty for what can't be read."""
    try:
        return Lot("", parse_expiry(text), "").expires_on if text else ""
    except Refusal:
        return ""


def columns(
    look: Look, *, narrow: bool, comparing: bool = False, over: bool = True
) -> tuple[LineColumn, ...]:
    words = look.words

    def expires(line: Line) -> bool:
        return bool(line.item.keeps_expiry)

    state = LineColumn("state", words.t("State"), "state", width=150)
    packs = LineColumn("packs", words.t("Packs"), width=180, end=True)
    made = (
        LineColumn("item", words.t("Item"), stretch=True, width=150),
        LineColumn("lot", words.t("Lot"), "code", width=120 if narrow else 150),
        LineColumn(
            "expiry", words.t("Expiry"), "expiry", width=104 if narrow else 110, open_to=expires
        ),
        *(() if narrow or comparing else (packs,)),
        LineColumn("quantity", words.t("Quantity"), "quantity", width=130, end=True, bold=True),
        *(_differing(words, over=over, narrow=narrow) if comparing else ()),
        *(() if narrow and comparing else (state,)),
    )
    return fitted(look, made)


def _differing(words: Words, *, over: bool, narrow: bool) -> tuple[LineColumn, ...]:
    """What came damaged, besides the quantity; what stands on the papers and did not come; and what
    of all that came does not stand there.
    """
    width = 84 if narrow and over else 110
    titles = {"damaged": words.t("Damaged"), "missing": words.t("Missing")}
    if over:
        titles[OVER] = words.t("In excess")
    return tuple(
        LineColumn(key, title, "quantity", width=width, end=True) for key, title in titles.items()
    )


def _state(line: Line, words: Words, *, expired: bool) -> State:
    return _wrong(line, words, expired=expired) or _told(line, words)


def _wrong(line: Line, words: Words, *, expired: bool) -> State | None:
    """What stands in the way, if anything does."""
    if line.problems:
        return State("bad", "circle-alert", words.t("To correct"))
    if expired:
        return State("bad", "calendar-clock", words.t("Expired"))
    if line.item.keeps_expiry and not line.values.get("expiry", "").strip():
        return State("warn", "pen-line", words.t("Expiry missing"))
    if line.quantity() is None and not any(line.quantity(key) for key in DIFFERING):
        return State("warn", "pen-line", words.t("How many?"))
    return None


def _told(line: Line, words: Words) -> State:
    """Of a line that can be issued so."""
    if line.quantity("damaged"):
        return State("warn", "package-x", words.t("Damaged"))
    if line.quantity("missing"):
        return State("warn", "circle-alert", words.t("Missing"))
    if line.quantity(OVER):
        return State("info", "plus", words.t("In excess"))
    if _is_proposed(line):
        return State("info", "clipboard-list", words.t("As announced"))
    return State("good", "circle-check", words.t("Complete"))
