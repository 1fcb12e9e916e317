"""The journal as screens and the command line read it: the newest first, a page at a time."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, tuple_

from cpise_inventory.journal.event import Event, clock_at
from cpise_inventory.journal.journal import Journal
from db.run import Query
from db.schema import checkpoint, event, event_index, head, reversal


class Entry(NamedTuple):
    """A line of the journal. `recorded_at`: microseconds since 1970 UTC; `happened_on`: ISO."""

    device: str
    seq: int
    clock: int
    recorded_at: int
    happened_on: str
    actor: str
    kind: str
    document: str
    hash: bytes
    reversed_by: str = ""
    """The document that cancels the one which this event issued; empty while it stands."""


class Filter(NamedTuple):
    """What to show; empty means all. Dates are ISO, inclusive, of the day recorded."""

    actor: str = ""
    kind: str = ""
    device: str = ""
    document: str = ""
    first: int = 0  # microseconds since 1970 UTC
    last: int = 0


EVERYTHING = Filter()

_I = event_index.c
_REVERSED_BY = (
    select(func.min(reversal.c.reversed_by))
    .where(reversal.c.document == _I.document, _I.code != "")
    .scalar_subquery()
)
_LINES = select(
    *(_I.device, _I.seq, _I.clock, _I.recorded_at, _I.happened_on, _I.actor, _I.kind, _I.document),
    event.c.hash,
    func.coalesce(_REVERSED_BY, ""),
).join_from(event_index, event, (event.c.device == _I.device) & (event.c.seq == _I.seq))
_NEXT_ACTOR = Query(select(func.min(_I.actor)).where(_I.actor > bindparam("last")))
_NEXT_KIND = Query(select(func.min(_I.kind)).where(_I.kind > bindparam("last")))
_BODY = select(event.c.body).where(
    event.c.device == bindparam("device"), event.c.seq == bindparam("seq")
)


def entries(
    connection: Connection, wanted: Filter = EVERYTHING, most: int = 200, after: Entry | None = None
) -> list[Entry]:
    """The newest first; `after` is the last line already seen, for the next page."""
    lines = _narrowed(_LINES, wanted).order_by(*_order(wanted)).limit(most)
    if after is not None and wanted.device:
        lines = lines.where(_I.seq < after.seq)
    elif after is not None:
        lines = lines.where(tuple_(_I.clock, _I.device) < tuple_(after.clock, after.device))
    return [Entry._make(row) for row in connection.execute(lines)]


def entries_page(connection: Connection, wanted: Filter, offset: int, size: int) -> list[Entry]:
    """A page by position, for a list that shows its true length."""
    order = _order(wanted)
    # what lies before the page is counted off in an index, and only the page itself is looked up
    page = _narrowed(select(_I.device, _I.seq), wanted).order_by(*order).limit(size).offset(offset)
    there = page.subquery("page").c
    lines = _LINES.where(_I.device == there.device, _I.seq == there.seq).order_by(*order)
    return [Entry._make(row) for row in connection.execute(lines)]


def _order(wanted: Filter) -> tuple[ColumnElement[Any], ...]:
    """The newest first. In one chain that is the order of its numbers, which is its table's own."""
    return (_I.seq.desc(),) if wanted.device else (_I.clock.desc(), _I.device.desc())


def entries_size(connection: Connection, wanted: Filter = EVERYTHING) -> int:
    if wanted == EVERYTHING:  # chains have no gaps: their lengths are known without a look
        total = connection.execute(select(func.sum(head.c.seq))).scalar()
        return int(total or 0)
    counted = _narrowed(select(func.count()).select_from(event_index), wanted)
    return int(connection.execute(counted).scalar_one())


def event_at(connection: Connection, journal: Journal, device: str, seq: int) -> Event[Any] | None:
    """One event whole; None where there is none."""
    body = connection.execute(_BODY, {"device": device, "seq": seq}).scalar()
    return journal.codec.decode(body) if body else None


def actors(connection: Connection) -> list[str]:
    """Everybody in whose name anything was done."""
    return list(_different(connection, _NEXT_ACTOR))


def kinds(connection: Connection) -> list[str]:
    return list(_different(connection, _NEXT_KIND))


def _different(connection: Connection, following: Query) -> Iterator[str]:
    """Few among many: each is found from the one before, in an index."""
    last = ""
    while last := following.value(connection, last=last) or "":
        yield last


class Covered(NamedTuple):
    """The first seal at or after an event: what proves it. `document` is empty for a plain one."""

    seq: int
    document: str


def covered_by(connection: Connection, device: str, seq: int) -> Covered | None:
    """Which signed statement vouches for this event; None while nothing does yet."""
    c = checkpoint.c
    wanted = select(c.seq, c.document).where(c.device == device, c.seq >= seq)
    row = connection.execute(wanted.order_by(c.seq, c.document.desc()).limit(1)).one_or_none()
    return Covered._make(row) if row else None


def _narrowed(lines: Select[Any], wanted: Filter) -> Select[Any]:
    for name in ("actor", "kind", "device", "document"):
        if value := getattr(wanted, name):
            lines = lines.where(_I[name] == value)
    if wanted.first:
        lines = lines.where(_I.recorded_at >= wanted.first, _I.clock >= clock_at(wanted.first))
    if wanted.last:
        lines = lines.where(_I.recorded_at <= wanted.last)
    return lines
