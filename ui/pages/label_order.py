"""What goes to paper, and how it will look there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from ui.pages.label_places import Places

if TYPE_CHECKING:
    from cpise_inventory.paper.label_pdf import Printing
    from cpise_inventory.paper.sheets import Sheet
    from cpise_inventory.store import Store


@dataclass(frozen=True)
class Order:
    """What goes to paper: `first` counts from 1."""

    tags: Sequence[str]
    sheet: "Sheet"
    first: int
    language: str
    options: "Printing"

    @property
    def labels(self) -> int:
        return len(self.tags) * self.options.copies

    @property
    def afterwards(self) -> Places:
        """The sheet that is in the printer then, perhaps a new one."""
        spoiled = frozenset(at + 1 for at in self.options.skip)
        return Places(self.sheet.per_page, self.first, spoiled, self.labels).afterwards()


def read_made(store: "Store") -> "dict[str, Sheet]":
    from cpise_inventory.stationery.queries import made_sheets  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        return made_sheets(connection)


def drawn_each(
    store: "Store",
    tags: Sequence[str],
    sheet: "Sheet",
    how: "tuple[str, Printing]",
    dpi: float,
) -> list[QImage]:
    """Each label by itself: all look alike wherever on the sheet they stand."""
    from cpise_inventory.paper.preview import page_picture  # noqa: PLC0415 - who prints pays
    from cpise_inventory.printing.labels import draw_labels  # noqa: PLC0415 - as above

    with store.read() as connection:
        pdf = draw_labels(connection, store.journal, tags, sheet.code, 1, *how)
    picture = page_picture(pdf, 0, dpi)
    page = QImage(
        picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
    )
    dots = dpi / 25.4
    return [
        page.copy(
            round(box.left * dots),
            round(box.top * dots),
            round(box.width * dots),
            round(box.height * dots),
        )
        for box in (sheet.label(position) for position in range(len(tags)))
    ]
