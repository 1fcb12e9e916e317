"""The stock card of an item at a centre, and the bin card that hangs at its shelf.

Neither is a document: they show what the books say today, bear no number and are not journaled.
The bin card has lines to go on with by hand, each signed with initials (practice.md, 1).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from cpise_inventory.catalogue.commands import known_centre, sought_item
from cpise_inventory.catalogue.past import Then
from cpise_inventory.identity import read_lot, read_number
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words, words
from cpise_inventory.movements.filters import Filter
from cpise_inventory.movements.telling import period
from cpise_inventory.paper.paper import Align, Column, Paper
from cpise_inventory.printing.frame import BESIDE, furniture, head
from cpise_inventory.printing.lines import NONE
from cpise_inventory.stock.card import Stretch, stretch
from cpise_inventory.stock.queries import CardLine, stock_card

MOST_LINES = 500
"""On one card; what came before them stands in its first line, as the balance brought forward."""
OF_A_BIN = 12
BLANK_LINES = 14
WRITTEN_ROW_MM = 8.0


class _Field(NamedTuple):
    """A column; `brought` is what the line of the balance brought forward has there."""

    column: Column
    value: Callable[[CardLine], str]
    brought: Callable[[CardLine], str] = lambda _: ""


@dataclass(frozen=True)
class Card:
    """One item at one centre, as it stands at `now` (microseconds since 1970 UTC)."""

    connection: Connection
    journal: Journal
    centre: str
    item: str
    now: int

    def stock(
        self,
        language: str,
        most: int = MOST_LINES,
        first: date | None = None,
        last: date | None = None,
    ) -> Paper:
        """All movements of these days, the oldest first, with the balance after each: from what
        there was before them to what there was in the end.

        Raises `UnknownCentreError`, `UnknownItemError`.
        """
        w = words(language)
        day, document, *others = _fields(w)
        kind = _Field(Column(w.t("Kind"), 3.4), lambda line: _kind(line, w))
        fields = [day, document, kind, *others]
        found = stretch(self.connection, self.centre, self.item, first, last, most)
        rows = [tuple(field.value(line) for field in fields) for line in found.lines]
        ends = (_end(w, w.t("Brought forward"), found.opening), _closing(w, found))
        days = period(Filter(first=_iso(first), last=_iso(last)), date.min, w)
        told = ((w.t("Period"), days),) if days else ()
        return self._paper(w, w.t("Stock card"), fields, (ends[0], *rows, ends[1]), told=told)

    def bin(self, language: str) -> Paper:
        """The last movements, and empty lines to go on with by hand. Raises the same."""
        w = words(language)
        day, document, *others = _fields(w)
        document = document._replace(value=lambda line: _marked(line, w))
        initials = _Field(Column(w.t("Initials"), 1.6), lambda _: "")
        fields = [day, document, *others, initials]
        blank = (("",) * len(fields),) * BLANK_LINES
        rows = (*self._rows(fields, OF_A_BIN), *blank)
        return self._paper(w, w.t("Bin card"), fields, rows, WRITTEN_ROW_MM)

    def _rows(self, fields: Sequence[_Field], most: int) -> tuple[tuple[str, ...], ...]:
        newest = stock_card(self.connection, self.centre, self.item, most + 1)
        rows = [tuple(field.value(line) for field in fields) for line in newest[:most]]
        rows += [tuple(field.brought(line) for field in fields) for line in newest[most:]]
        return tuple(reversed(rows))

    def _paper(
        self,
        w: Words,
        title: str,
        fields: Sequence[_Field],
        rows: tuple[tuple[str, ...], ...],
        row_height: float = 0.0,
        told: tuple[tuple[str, str], ...] = (),
    ) -> Paper:
        known_centre(self.connection, self.centre)
        item = sought_item(self.connection, self.item)
        now = Then(self.connection, self.journal)
        named = w.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en)
        unit = terms.term(terms.UNITS, item.unit, w)
        printed = w.ltr(w.when(self.now))
        return Paper(
            kind="",
            number="",
            language=w.code,
            title=title,
            furniture=furniture(w),
            head=head(now, self.centre, w),
            head_beside=head(now, self.centre, words(BESIDE[w.code])),
            facts=(
                (w.t("Item"), named),
                (w.t("Item code"), w.ltr(item.code)),
                (w.t("Unit of measure"), unit),
                *told,
                (w.t("Printed on"), printed),
            ),
            columns=tuple(field.column for field in fields),
            rows=rows,
            row_height_mm=row_height,
            foot=w.t("State of the books on {when}.", when=printed),
        )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _end(
    w: Words, name: str, balance: int, received: str = "", issued: str = ""
) -> tuple[str, ...]:
    """A row that bears no movement: date, document, kind, lot, received, issued, balance."""
    return ("", name, "", "", received, issued, w.number(balance))


def _closing(w: Words, found: Stretch) -> tuple[str, ...]:
    moved = (w.number(found.received), w.number(found.issued))
    return _end(w, w.t("Closing balance"), found.closing, *moved)


def _fields(w: Words) -> list[_Field]:
    """Date, document, lot, received, issued, balance."""

    def amount(quantity: int) -> str:
        return w.number(quantity) if quantity else ""

    def balance(line: CardLine) -> str:
        return w.number(line.balance)

    brought_forward = w.t("Brought forward")
    return [
        _Field(Column(w.t("Date"), 1.8, code=True), lambda line: w.date(line.happened_on)),
        _Field(Column(w.t("Document"), 3.5), lambda line: line.document, lambda _: brought_forward),
        _Field(Column(w.t("Lot"), 2.7, code=True), lambda line: read_lot(line.lot).number or NONE),
        _Field(Column(w.t("Received"), 1.4, Align.FIGURES), lambda line: amount(line.received)),
        _Field(
            Column(w.p("goods", "Issued"), 1.4, Align.FIGURES), lambda line: amount(line.issued)
        ),
        _Field(Column(w.t("Balance"), 1.5, Align.FIGURES), balance, balance),
    ]


def _marked(line: CardLine, w: Words) -> str:
    """The document's number, and whether another has cancelled it."""
    if not line.reversed_by:
        return line.document
    gone = w.t("cancelled")
    return f"{w.ltr(line.document)} ({gone})"


def _kind(line: CardLine, w: Words) -> str:
    """The word for the document; a cancelling one says so, and a cancelled one by which."""
    number = read_number(line.document)
    word = terms.term(terms.DOCUMENTS, number.code, w) if number else ""
    if line.kind.endswith(".reversed"):
        word = w.t("Cancellation: {document}", document=word)
    word = word[:1].upper() + word[1:]
    if line.reversed_by:
        by = w.t("CANCELLED by {number}", number=w.ltr(line.reversed_by))
        return f"{word} – {by}"
    return word
