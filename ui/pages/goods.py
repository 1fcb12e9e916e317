"""Items as forms know them: found by name as they're typed, or by the code that was scanned."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from cpise_inventory.language.folding import fold
from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import Words
from ui.kit.search import MOST, Answer, Proposal, Propose
from ui.look import Look
from ui.pages.host import Host
from ui.pages.searches import EagerSearch

if TYPE_CHECKING:
    from cpise_inventory.catalogue.queries import Item
    from cpise_inventory.store import Store

ICON: Final = "package"


@dataclass(frozen=True)
class Goods:
    """An item in the language of the window; `here` is what the storeroom holds with its shelves,
    if it's asked.
    """

    code: str
    name: str
    unit: str = ""
    keeps_expiry: bool = False
    packs: tuple[tuple[str, int], ...] = ()
    here: int | None = None
    unit_code: str = "piece"

    @property
    def packing(self) -> tuple[tuple[str, int], ...]:
        """All that it can be counted in, the base unit first."""
        return ((self.unit_code, 1), *self.packs)


@dataclass(frozen=True)
class Newcomer:
    """What a search proposes where nothing is found: an item of this name."""

    text: str


def goods_of(found: "Item", words: Words, here: int | None = None) -> Goods:
    name = words.pick(fr=found.name.fr, ar=found.name.ar, en=found.name.en)
    unit = term(UNITS, found.unit, words)
    told = (unit, found.keeps_expiry, found.packs, here)
    return Goods(found.code, name, *told, unit_code=found.unit)


def find(store: "Store", text: str, words: Words, room: str = "") -> list[Goods]:
    """Items whose code or name holds the text; with `room`, what is there goes first.

    Without it what is retired is found where nothing else is: the books say why none comes in.
    """
    from cpise_inventory.catalogue.queries import find_items  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.stock.queries import totals, with_shelves  # noqa: PLC0415 - as above

    with store.read() as connection:
        most = 10 * MOST if room else MOST  # what is retired may leave, and no more comes in
        found = find_items(connection, fold(text), most, retired=bool(room))
        found = found or find_items(connection, fold(text), most)  # else it would seem a new item
        if not room:
            return [goods_of(one, words) for one in found]
        held = totals(connection, with_shelves(connection, room))
    goods = [goods_of(one, words, held.get(one.code, 0)) for one in found]
    return sorted(goods, key=lambda one: not one.here)[:MOST]


def by_codes(store: "Store", codes: Iterable[str], words: Words) -> dict[str, Goods]:
    """Those of the codes that are known."""
    from cpise_inventory.catalogue.queries import item  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        found = (item(connection, code.strip().upper()) for code in dict.fromkeys(codes))
        return {one.code: goods_of(one, words) for one in found if one is not None}


def proposing(page: Host, room: Callable[[], str] | None = None, *, may_add: bool) -> Propose:
    """For a `SearchBox`: asks the books, and offers a new item where they have none."""
    words = page.look.words

    def propose(text: str, answer: Answer) -> None:
        where = room() if room is not None else ""

        def found(goods: Sequence[Goods]) -> None:
            answer(_proposals(goods, text.strip(), words, may_add=may_add))

        page.ask(lambda store: find(store, text, words, where), found, only_latest="items")

    return propose


def _proposals(goods: Sequence[Goods], text: str, words: Words, *, may_add: bool) -> list[Proposal]:
    found = [Proposal(one, one.name, _fact(one, words), ICON) for one in goods]
    if not found and text and may_add:
        found.append(Proposal(Newcomer(text), words.t("New item: {name}", name=text), "", "plus"))
    return found


def _fact(goods: Goods, words: Words) -> str:
    code = words.ltr(goods.code)
    if goods.here is None:
        return code
    here = words.t("{quantity} in stock", quantity=words.ltr(words.number(goods.here)))
    return f"{code} · {here}"


def pack_names(goods: Goods, words: Words) -> str:
    """`carton of 24`, for the answer to a scan."""
    named = (
        words.t(
            "{pack} of {size}",
            pack=term(UNITS, name, words),
            size=words.ltr(words.number(size)),
        )
        for name, size in goods.packs
    )
    return words.join(named)


class ItemSearch(EagerSearch):
    """Adds line after line; where the focus goes then is the line's matter."""

    goes_on = False
    pasted = Signal(object)
    """list[list[str]]: the cells of what was copied from a spreadsheet."""

    def __init__(self, look: Look, propose: Propose, hint: str) -> None:
        super().__init__(look, propose, hint)
        self.setAccessibleName(hint)

    def empty(self) -> None:
        """Ready for the next."""
        self.set_chosen(None)

    def to_next(self) -> None:
        self.empty()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and (rows := clipboard_rows()):
            self.pasted.emit(rows)
            return
        super().keyPressEvent(event)


def clipboard_rows() -> list[list[str]]:
    """Empty for what is no more than one cell: that's a text for the field."""
    rows = [row.split("\t") for row in QApplication.clipboard().text().splitlines()]
    return rows if len(rows) > 1 or (rows and len(rows[0]) > 1) else []
