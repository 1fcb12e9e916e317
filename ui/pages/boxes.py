"""What a scan at the page of deliveries says: a box of goods, or why it says nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cpise_inventory.errors import Refusal
from cpise_inventory.language.words import Words
from ui.pages.goods import Goods, goods_of

if TYPE_CHECKING:
    from cpise_inventory.store import Store


@dataclass(frozen=True)
class ScannedBox:
    """An item with all that its code says besides; `quantity` in base units."""

    goods: Goods
    quantity: int
    lot: str = ""
    expiry: str = ""
    key: str = ""
    """Of the very lot, where our own label names it."""

    @property
    def counted(self) -> int:
        """What the code says how many it is, by a figure of its own or as a pack; 0: it's one unit,
        and how many stand there is for a person to count.
        """
        return self.quantity if self.quantity > 1 else 0

    @property
    def says_more(self) -> bool:
        """Than which item it is."""
        return bool(self.lot or self.expiry)


def read_scan(
    store: "Store", readings: Sequence[str], day: date, words: Words
) -> "ScannedBox | Refusal | None":
    """Of the first reading that is a code; None where none is."""
    from cpise_inventory.scanned import UnknownScanError, read_box  # noqa: PLC0415 - SQLAlchemy

    wrong: Refusal | None = None
    with store.read() as connection:
        for text in readings:
            try:
                box = read_box(connection, text, day)
            except UnknownScanError:
                continue
            except Refusal as refusal:
                wrong = wrong or refusal
            else:
                about = (box.quantity, box.lot, words.expiry(box.expiry), box.key)
                return ScannedBox(goods_of(box.item, words), *about)
    return wrong
