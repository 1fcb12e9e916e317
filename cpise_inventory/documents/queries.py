"""The register of documents."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, case, func, select, text

from cpise_inventory.journal.event import Event, earliest_record
from cpise_inventory.journal.journal import Journal
from db.schema import (
    NOT_ONCE,
    document,
    document_print,
    event,
    event_index,
    reversal,
    undoing,
)

UNIT = 1_000_000
AT_ONCE = 1_000
TWICE = 2


class Document(NamedTuple):
    """A line of the register. `issued_at`: microseconds since 1970 UTC; `happened_on`: ISO."""

    number: str
    code: str
    kind: str
    centre: str
    issued_at: int
    happened_on: str
    actor: str
    party: str
    people: int
    lines: int
    reverses: str
    reversed_by: str
    device: str
    seq: int
    clock: int
    times: int = 0
    """How often its goods went back, less the reversals that were taken back; of a reversal, those
    of the document that it reverses. More than once where workstations were apart.
    """

    @property
    def status(self) -> str:
        """`issued`, `cancelled`, `cancelled_twice`, or `reversal` for one that cancels another."""
        if self.reversed_by:
            return "cancelled" if self.reverses or self.times < TWICE else "cancelled_twice"
        return "reversal" if self.reverses else "issued"

    @property
    def surplus(self) -> bool:
        """Whether it reverses what others reverse, too: one of these may be taken back."""
        return bool(self.reverses and not self.reversed_by and self.times >= TWICE)


class Print(NamedTuple):
    copy: int
    language: str
    actor: str
    printed_at: int


_D, _E = document.c, event_index.c
_REVERSED_BY = (
    select(func.min(reversal.c.reversed_by))
    .where(reversal.c.document == _D.number)
    .scalar_subquery()
)
_TIMES = (
    select(undoing.c.times)
    .where(undoing.c.document == case((_D.reverses == "", _D.number), else_=_D.reverses))
    .scalar_subquery()
)
_REGISTER = select(
    *(_D.number, _D.code, _D.kind, _D.centre, _D.issued_at, _D.happened_on, _D.actor, _D.party),
    *(
        _D.people,
        _D.lines,
        _D.reverses,
        func.coalesce(_REVERSED_BY, ""),
        _D.device,
        _D.seq,
        _D.clock,
        func.coalesce(_TIMES, 0),
    ),
)
_ONE = _REGISTER.where(_D.number == bindparam("number")).order_by(_D.device, _D.seq).limit(1)
_BODY = select(event.c.body).where(
    event.c.device == bindparam("device"), event.c.seq == bindparam("seq")
)
_ABOUT = (
    select(event.c.body)
    .join_from(event_index, event, (event.c.device == _E.device) & (event.c.seq == _E.seq))
    .where(_E.document == bindparam("number"), _E.kind != "document.printed")
    .order_by(_E.clock, _E.device, _E.seq)
)
_PRINTS = (
    select(
        *(document_print.c.copy, document_print.c.language),
        *(document_print.c.actor, document_print.c.printed_at),
    )
    .where(document_print.c.document == bindparam("number"))
    .order_by(document_print.c.copy, document_print.c.printed_at)
)


def document_of(connection: Connection, number: str) -> Document | None:
    row = connection.execute(_ONE, {"number": number.strip().upper()}).one_or_none()
    return Document._make(row) if row else None


def issued_event(connection: Connection, journal: Journal, found: Document) -> Event[Any]:
    """The event that issued it, whole."""
    place = {"device": found.device, "seq": found.seq}
    return journal.codec.decode(connection.execute(_BODY, place).scalar_one())


def events_about(connection: Connection, journal: Journal, number: str) -> list[Event[Any]]:
    """What issued a document and what was done about it since, in that order; not its prints."""
    rows = connection.execute(_ABOUT, {"number": number})
    return [journal.codec.decode(body) for (body,) in rows]


def prints(connection: Connection, number: str) -> list[Print]:
    return [Print(*row) for row in connection.execute(_PRINTS, {"number": number})]


def of_party(
    connection: Connection, code: str, party: str, first: int, last: int
) -> list[Document]:
    """Documents of a kind that name this party, between two clocks, the oldest first."""
    wanted = (
        _REGISTER.where(_D.code == code, _D.party == party)
        .where(_D.clock.between(first, last))
        .order_by(_D.clock, _D.device, _D.seq)
    )
    return [Document._make(row) for row in connection.execute(wanted)]


_NEWEST = (_D.clock.desc(), _D.device.desc(), _D.seq.desc())
_OLDEST = (_D.clock, _D.device, _D.seq)


class Undone(NamedTuple):
    """A document that isn't undone once, as workstations that were apart left it: its goods went
    back more than once, or they stand again, since each of its reversals was taken back.
    """

    document: Document
    reversals: tuple[Document, ...]
    """All of it, the oldest first."""

    @property
    def twice(self) -> bool:
        return self.document.times >= TWICE

    @property
    def surplus(self) -> tuple[Document, ...]:
        """The reversals of which one is to be taken back."""
        return tuple(one for one in self.reversals if one.surplus)


def undone_apart(connection: Connection, centre: str = "") -> list[Undone]:
    """The oldest first."""
    waiting = select(undoing.c.document).where(text(NOT_ONCE))
    wanted = _REGISTER.where(_D.number.in_(waiting), _D.reverses == "").order_by(*_OLDEST)
    if centre:
        wanted = wanted.where(_D.centre == centre)
    found = [Document._make(row) for row in connection.execute(wanted)]
    return [Undone(one, reversals_of(connection, one.number)) for one in found]


def undone_of(connection: Connection, number: str) -> Undone | None:
    """How a document stands to its reversals, whether there is something to settle or not."""
    found = document_of(connection, number)
    return found and Undone(found, reversals_of(connection, found.number))


def reversals_of(connection: Connection, number: str) -> tuple[Document, ...]:
    """The documents that reverse it, the oldest first; those that were taken back among them."""
    wanted = _REGISTER.where(_D.reverses == number, text("document.reverses <> ''"))
    return tuple(Document._make(row) for row in connection.execute(wanted.order_by(*_OLDEST)))


class Filter(NamedTuple):
    """What to show of the register; empty means all. Dates are ISO and inclusive."""

    code: str = ""
    centre: str = ""
    text: str = ""
    first: str = ""
    last: str = ""
    year: int = 0
    """Of their numbers."""


EVERYTHING = Filter()


def register(
    connection: Connection, wanted: Filter = EVERYTHING, most: int = 200, before: int = 0
) -> list[Document]:
    """The newest first; `before` is the clock of the last line already seen, for the next page."""
    lines = _narrowed(_REGISTER, wanted).order_by(*_NEWEST).limit(most)
    if before:
        lines = lines.where(_D.clock < before)
    return [Document._make(row) for row in connection.execute(lines)]


def register_page(
    connection: Connection, wanted: Filter, offset: int, size: int, *, oldest_first: bool = False
) -> list[Document]:
    """A page of the register by position, for a list that shows its true length."""
    order = _OLDEST if oldest_first else _NEWEST
    # what lies before the page is counted off in an index, and only the page itself is looked up
    page = _narrowed(select(_D.device, _D.seq), wanted).order_by(*order).limit(size).offset(offset)
    there = page.subquery("page").c
    lines = _REGISTER.where(_D.device == there.device, _D.seq == there.seq).order_by(*order)
    return [Document._make(row) for row in connection.execute(lines)]


def register_lines(connection: Connection, wanted: Filter = EVERYTHING) -> Iterator[Document]:
    """All of the register, the oldest first, a few at a time."""
    lines = _narrowed(_REGISTER, wanted).order_by(*_OLDEST)
    with connection.execute(lines, execution_options={"yield_per": AT_ONCE}) as rows:
        for row in rows:
            yield Document._make(row)


def codes_of_year(connection: Connection, centre: str, year: int) -> list[str]:
    """Which kinds of document a centre issued in a year, by their codes."""
    wanted = select(_E.code).where(_E.centre == centre, _E.year == year, _E.code != "")
    return sorted(connection.scalars(wanted.distinct()))


def register_size(connection: Connection, wanted: Filter = EVERYTHING) -> int:
    counted = _narrowed(select(func.count()).select_from(document), wanted)
    return int(connection.execute(counted).scalar_one())


def _narrowed(lines: Select[Any], wanted: Filter) -> Select[Any]:
    if wanted.code:
        lines = lines.where(_D.code == wanted.code)
    if wanted.centre:
        lines = lines.where(_D.centre == wanted.centre)
    if wanted.year:
        lines = lines.where(_D.year == wanted.year)
    if wanted.first:
        since = earliest_record(date.fromisoformat(wanted.first))
        lines = lines.where(_D.happened_on >= wanted.first, _D.clock >= since)
    if wanted.last:
        lines = lines.where(_D.happened_on <= wanted.last)
    if wanted.text:
        either = _D.number.icontains(wanted.text, autoescape=True)
        lines = lines.where(either | _D.party.icontains(wanted.text, autoescape=True))
    return lines
