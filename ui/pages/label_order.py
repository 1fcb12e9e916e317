"""What goes to paper, and how it will look there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from ui.pages.label_places import Places
from ui.pages.label_rows import ASSETS, has_tags, thing_of_key

if TYPE_CHECKING:
    from cpise_inventory.labels.printed import Reprint
    from cpise_inventory.paper.label_pdf import Printing
    from cpise_inventory.paper.sheets import Sheet
    from cpise_inventory.store import Store


@dataclass(frozen=True)
class Order:
    """What goes to paper: `tags` are keys of rows; `first` counts from 1; `reprint`: why what was
    printed before is printed again; `after`: the key of the one that came out last, where a print
    stopped.
    """

    tags: Sequence[str]
    sheet: "Sheet"
    first: int
    language: str
    options: "Printing"
    what: str = ASSETS
    reprint: "Reprint | None" = None
    after: str = ""

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


def printed_before(store: "Store", order: Order) -> int:
    """Of how many of them a label was printed already, in another print than one that stopped."""
    from cpise_inventory.labels.printed import printed, printed_apart  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        after, *names = _names(connection, order, [order.after, *order.tags])
        before = printed(connection, [name for name in names if name])
        return len(printed_apart(connection, before, after))


def _names(connection: Any, order: Order, keys: Sequence[str]) -> list[str]:
    """What the labels are known by, tags or numbers; empty where one has no number yet."""
    from cpise_inventory.labels.queries import numbers  # noqa: PLC0415 - SQLAlchemy

    if has_tags(order.what):
        return list(keys)
    known = numbers(connection)
    return [known.get(thing_of_key(key), "") if key else "" for key in keys]


def put_on_paper(store: "Store", person: str, order: Order) -> bytes:
    """Journaled, and drawn."""
    from cpise_inventory.labels.printed import ANOTHER  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.printing.labels import label_sheet  # noqa: PLC0415 - reportlab
    from cpise_inventory.printing.things import thing_sheet  # noqa: PLC0415 - as above

    how = (order.sheet.code, order.first, order.language, order.options)
    with store.read() as connection:
        (after,) = _names(connection, order, [order.after])
    why = (order.reprint or ANOTHER)._replace(after=after)
    if has_tags(order.what):
        return label_sheet(store, person, order.tags, *how, reprint=why)
    things = [thing_of_key(key) for key in order.tags]
    return thing_sheet(store, person, things, *how, reprint=why)


def drawn_each(store: "Store", order: Order, dpi: float) -> list[QImage]:
    """Each label by itself: all look alike wherever on the sheet they stand."""
    from cpise_inventory.paper.preview import page_picture  # noqa: PLC0415 - who prints pays
    from cpise_inventory.printing.labels import draw_labels  # noqa: PLC0415 - as above
    from cpise_inventory.printing.things import draw_things  # noqa: PLC0415 - as above

    sheet, tags = order.sheet, order.tags
    with store.read() as connection:
        where = (connection, store.journal)
        if has_tags(order.what):
            pdf = draw_labels(*where, tags, sheet.code, 1, order.language, order.options)
        else:
            things = [thing_of_key(key) for key in tags]
            pdf = draw_things(
                *where, things, sheet.code, order.language, order.options, device=store.device
            )
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
