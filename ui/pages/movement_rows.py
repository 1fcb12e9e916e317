"""What the movement register shows: lines in words, read on as far as somebody looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cpise_inventory.language.words import Words
from cpise_inventory.movements.filters import BY_DATE, BY_DOCUMENT, EVERYTHING, Filter
from ui.kit.columns import Column
from ui.kit.pages import PAGE, View
from ui.pages.form_sheet import capital, today
from ui.pages.kind_icons import icon_of

if TYPE_CHECKING:
    from cpise_inventory.movements.finding import Spot
    from cpise_inventory.movements.queries import Movement, Register
    from cpise_inventory.movements.telling import Names
    from cpise_inventory.store import Store

MOST_AGAIN: Final = 5 * PAGE
"""So many of the lines that were read are read again when the books have changed."""


@dataclass(frozen=True)
class MovementRow:
    """A line with what its codes are called."""

    line: "Movement"
    kind: str
    item: str
    source: str
    target: str
    source_whole: str
    target_whole: str
    amount: str
    packs: str
    person: str
    centre: str
    mark: str
    """What cancels it, or what it cancels."""

    @property
    def key(self) -> tuple[str, int, int]:
        return self.line.device, self.line.seq, self.line.line


class MovementSource:
    """`more` is from where it would read on; None when all is here."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.wanted: Filter = EVERYTHING
        self.rows: list[MovementRow] = []
        self.more: Spot | None = None

    def count(self, store: "Store", view: View) -> int:
        """From the beginning, as much as was read before."""
        wanted = min(max(len(self.rows), PAGE), MOST_AGAIN)
        self.rows, self.more = [], None
        return self._read(store, view, wanted)

    def grow(self, store: "Store", view: View) -> int:
        return self._read(store, view, PAGE) if self.more is not None else len(self.rows)

    def page(
        self,
        store: "Store",  # noqa: ARG002 - read in `count` and `grow`
        view: View,  # noqa: ARG002 - as above
        offset: int,
        size: int,
    ) -> list[MovementRow]:
        return self.rows[offset : offset + size]

    def asked(self, view: View) -> Filter:
        """The filter with the words and the order that stand above the list."""
        from msgspec.structs import replace  # noqa: PLC0415 - not for the first window

        order = view.order if view.order in (BY_DATE, BY_DOCUMENT) else self.wanted.order
        return replace(self.wanted, text=view.text.strip(), order=order)

    def _read(self, store: "Store", view: View, most: int) -> int:
        from cpise_inventory.movements.telling import Names  # noqa: PLC0415 - SQLAlchemy

        turned = bool(view.order) and not view.descending
        with reading(store, self.asked(view)) as register:
            lines, self.more = register.page(most, self.more, oldest_first=turned)
            names = Names(register.connection, self._words)
            self.rows += [_row(line, names, self.wanted.centre) for line in lines]
        return len(self.rows)


@contextmanager
def reading(store: "Store", wanted: Filter) -> "Iterator[Register]":
    """The register as this filter shows it, from one consistent view of the books."""
    from cpise_inventory.movements.queries import Register  # noqa: PLC0415 - SQLAlchemy

    with store.read() as connection:
        yield Register(connection, store.journal, wanted, today())


def _row(line: "Movement", names: "Names", centre: str) -> MovementRow:
    return MovementRow(
        line=line,
        kind=names.kind(line),
        item=names.item(line.item),
        source=names.in_brief(line.source, line, centre),
        target=names.in_brief(line.target, line, centre),
        source_whole=names.source(line),
        target_whole=names.target(line),
        amount=names.amount(line),
        packs=names.packs(line),
        person=names.person(line.actor),
        centre=names.centre(line.centre),
        mark=names.mark(line),
    )


def columns(words: Words) -> "tuple[Column[MovementRow], ...]":
    def lot(row: MovementRow) -> str:
        return row.line.number or words.expiry(row.line.expiry)

    def kind(row: MovementRow) -> str:
        gone = capital(words.t("cancelled"))
        return f"{gone} · {row.kind}" if row.line.reversed_by else row.kind

    def ink(row: MovementRow) -> str:
        return "muted" if row.mark else "text"

    return (
        Column[MovementRow](
            BY_DATE,
            words.t("Date"),
            lambda r: words.date(r.line.happened_on),
            width=94,
            ltr=True,
            sortable=True,
            ink=ink,
        ),
        Column[MovementRow](
            BY_DOCUMENT,
            words.t("Document"),
            lambda r: r.line.document,
            width=180,
            mono=True,
            ltr=True,
            sortable=True,
            ink=ink,
        ),
        Column[MovementRow](
            "kind",
            words.t("Kind"),
            kind,  # what is cut off is never that it's cancelled
            width=220,
            icon=lambda r: icon_of(r.line.kind),
            ink=ink,
        ),
        Column[MovementRow]("item", words.t("Item"), lambda r: r.item, stretch=True, ink=ink),
        Column[MovementRow]("lot", words.t("Lot"), lot, width=104, ltr=True, ink=ink),
        Column[MovementRow]("source", words.t("From"), lambda r: r.source, width=130, ink=ink),
        Column[MovementRow]("target", words.t("To"), lambda r: r.target, width=144, ink=ink),
        Column[MovementRow](
            "quantity",
            words.t("Quantity"),
            lambda r: words.number(r.line.quantity),
            width=74,
            end=True,
            bold=True,
            ltr=True,
            ink=ink,
        ),
    )
