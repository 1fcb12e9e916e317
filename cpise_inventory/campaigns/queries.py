"""What is to be found, what was seen, what is missing: as screens and commands read it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, func, not_, or_, select, text, union

from cpise_inventory.assets.narrowing import said
from cpise_inventory.statuses import CANCELLED, DISPOSED, GONE, HERE, STATUSES
from db.run import Query
from db.schema import (
    asset,
    asset_presence,
    campaign,
    campaign_line,
    campaign_reason,
    campaign_report,
    campaign_seen,
    campaign_unseen,
    campaign_walker,
    reversal,
)

_C, _L, _S, _R = campaign.c, campaign_line.c, campaign_seen.c, campaign_report.c
_A, _P, _W, _U = asset.c, asset_presence.c, campaign_reason.c, campaign_unseen.c
_OPEN = text("campaign.step IN ('opened', 'resumed', 'closed')")
_MISSING = text("missing_in <> ''")
_ELSEWHERE = text("asset_presence.result = 'elsewhere'")
"""These three word for word what their indexes say."""
_STATUS = {"opened": "open", "resumed": "open", "closed": "waits"}


class Campaign(NamedTuple):
    """A physical verification. `status`: open, waits, reported, cancelled, undone.

    `seen`: of the `expected` ones; `report`: the number of its report, once there is one.
    """

    number: str
    centre: str
    place: str
    category: str
    opened_on: str
    clock: int
    actor: str
    walkers: str
    expected: int
    status: str
    report: str
    seen: int

    @property
    def over(self) -> bool:
        return self.status not in ("open", "waits")

    @property
    def unseen(self) -> int:
        return self.expected - self.seen


class Seen(NamedTuple):
    """One thing as it was seen last. `result` as in `judging.RESULTS`; the rest says how it was
    booked then, and what it is; nothing of what isn't known here.
    """

    tag: str
    result: str
    room: str
    status: str
    held: str
    centre: str
    condition: str
    actor: str
    seen_on: str
    clock: int
    listed: bool
    category: str = ""
    maker: str = ""
    model: str = ""
    serial: str = ""


class Unseen(NamedTuple):
    """One thing that is to be found. `held`: with whom it was booked when the campaign began;
    `status`, `centre`: how it's booked now; `why`: why it can't be seen, if somebody said.
    """

    tag: str
    held: str
    status: str
    centre: str
    category: str
    maker: str
    model: str
    serial: str
    why: str = ""


class Report(NamedTuple):
    """What a campaign came to; of all reports, the course of the rate."""

    report: str
    number: str
    centre: str
    reported_on: str
    expected: int
    found: int
    elsewhere: int
    missing: int

    @property
    def here(self) -> int:
        """Found where it was booked."""
        return self.found - self.elsewhere

    @property
    def percent(self) -> int:
        """Found, wherever."""
        return percent(self.found, self.expected)

    @property
    def percent_here(self) -> int:
        return percent(self.here, self.expected)


def percent(found: int, expected: int) -> int:
    """Of a hundred, how many were found; whole, rounded down."""
    return found * 100 // expected if expected else 100


_STANDS = not_(
    select(_U.tag).where(_U.tag == _S.tag, _U.stamp == _S.stamp).correlate(campaign_seen).exists()
)
"""Nobody took that sighting back."""
_later = campaign_seen.alias("later")
_LATER = (
    select(_later.c.tag)
    .where(
        *(_later.c.tag == _S.tag, _later.c.stamp > _S.stamp),
        not_(
            select(_U.tag)
            .where(_U.tag == _later.c.tag, _U.stamp == _later.c.stamp)
            .correlate(_later)
            .exists()
        ),
    )
    .correlate(campaign_seen)
)
"""Another that stands, of the same thing, in whichever campaign."""
_HOLDS = and_(_STANDS, not_(_LATER.where(_later.c.number == _S.number).exists()))
"""It's how the thing was seen last in that campaign."""
_SEEN = (
    select(func.count())
    .where(_S.number == _C.number, _S.listed == 1, _HOLDS)
    .correlate(campaign)
    .scalar_subquery()
)
_CAMPAIGNS = (
    select(
        *(_C.number, _C.centre, _C.place, _C.category, _C.opened_on, _C.clock, _C.actor),
        *(_C.walkers, _C.expected, _C.step, _C.report, _SEEN),
    )
    .where(_C.opened != "")
    .order_by(_C.clock.desc(), _C.number)
)
_ONE = Query(_CAMPAIGNS.where(_C.number == bindparam("number")))
_LISTED = Query(select(_L.held).where(_L.number == bindparam("number"), _L.tag == bindparam("tag")))
_MADE = (_A.category, _A.maker, _A.model, _A.serial)
_SIGHTED = (
    select(
        *(_S.tag, _S.result, _S.room, _S.status, _S.held, _S.centre, _S.condition),
        *(_S.actor, _S.seen_on, _S.clock, _S.listed, *_MADE),
    )
    .join_from(campaign_seen, asset, _A.tag == _S.tag, isouter=True)
    .where(_S.number == bindparam("number"), _HOLDS)
)
_LAST_SEEN = Query(_SIGHTED.where(_S.tag == bindparam("tag")))
_SIGHTING = Query(
    select(_S.stamp)
    .where(
        *(_S.number == bindparam("number"), _S.tag == bindparam("tag"), _STANDS),
        or_(bindparam("told") == "", _S.stamp == bindparam("told")),
    )
    .order_by(_S.stamp.desc())
    .limit(1)
)
_NOT_SEEN = (
    select(_L.tag, _L.held, _A.status, _A.centre, *_MADE, func.coalesce(_W.why, ""))
    .join_from(campaign_line, asset, _A.tag == _L.tag)
    .outerjoin(campaign_reason, and_(_W.number == _L.number, _W.tag == _L.tag))
    .where(
        _L.number == bindparam("number"),
        not_(
            select(_S.tag)
            .where(_S.number == _L.number, _S.tag == _L.tag, _STANDS)
            .correlate(campaign_line)
            .exists()
        ),
    )
)


def campaign_of(connection: Connection, number: str) -> Campaign | None:
    row = _ONE.one(connection, number=number)
    return _campaign(row) if row else None


def campaigns(connection: Connection, centre: str = "", most: int = 200) -> list[Campaign]:
    """The newest first."""
    return _all(connection, _CAMPAIGNS.limit(most), centre)


def open_campaigns(connection: Connection, centre: str = "") -> list[Campaign]:
    """Those under way, and those that wait for somebody's approval."""
    return _all(connection, _CAMPAIGNS.where(_OPEN), centre)


def _all(connection: Connection, wanted: Select[Any], centre: str) -> list[Campaign]:
    if centre:
        wanted = wanted.where(_C.centre == centre)
    return [_campaign(tuple(row)) for row in connection.execute(wanted)]


def _campaign(row: tuple[Any, ...]) -> Campaign:
    *about, step, report, seen = row
    return Campaign._make((*about, _STATUS.get(step, step), report, int(seen)))


def is_listed(connection: Connection, number: str, tag: str) -> bool:
    """Whether it's among those to be found."""
    return _LISTED.one(connection, number=number, tag=tag) is not None


def last_seen(connection: Connection, number: str, tag: str) -> Seen | None:
    """How it was seen last in this campaign."""
    row = _LAST_SEEN.one(connection, number=number, tag=tag)
    return _seen(row) if row else None


def sighting_of(connection: Connection, number: str, tag: str, told: str = "") -> str:
    """The stamp of a thing's last sighting in this campaign; `told`: that one, if it stands. Empty
    where there is none.
    """
    row = _SIGHTING.one(connection, number=number, tag=tag, told=told)
    return str(row[0]) if row else ""


def sighted(connection: Connection, number: str) -> list[Seen]:
    """All that was seen, by tags."""
    rows = connection.execute(_SIGHTED.order_by(_S.tag), {"number": number})
    return [_seen(tuple(row)) for row in rows]


def sighted_page(
    connection: Connection, number: str, offset: int, size: int, *, text: str = "", odd: bool
) -> list[Seen]:
    """A page of what was seen, the newest first; `odd`: only what isn't as booked."""
    wanted = _narrowed(connection, _SIGHTED, text, odd=odd).order_by(_S.clock.desc(), _S.tag)
    rows = connection.execute(wanted.limit(size).offset(offset), {"number": number})
    return [_seen(tuple(row)) for row in rows]


def sighted_size(connection: Connection, number: str, *, text: str = "", odd: bool) -> int:
    counted = select(func.count()).select_from(
        _narrowed(connection, _SIGHTED, text, odd=odd).subquery()
    )
    return int(connection.execute(counted, {"number": number}).scalar_one())


def _narrowed(connection: Connection, wanted: Select[Any], text: str, *, odd: bool) -> Select[Any]:
    if text:
        wanted = wanted.where(*said(connection, text))
    return wanted.where(_S.result != "here") if odd else wanted


def _seen(row: tuple[Any, ...]) -> Seen:
    *about, listed, category, maker, model, serial = row
    made = (one or "" for one in (category, maker, model, serial))
    return Seen._make((*about, bool(listed), *made))


def results(connection: Connection, number: str) -> dict[str, int]:
    """Result -> how many were seen so, those that nobody looked for among them."""
    there = select(_S.result, func.count()).where(_S.number == number, _HOLDS)
    wanted = there.group_by(_S.result)
    return {result: int(count) for result, count in connection.execute(wanted)}


def unseen(
    connection: Connection,
    number: str,
    text: str = "",
    *,
    offset: int = 0,
    most: int | None = None,
) -> list[Unseen]:
    """What nobody saw yet, by who had it; what `text` finds in tag, serial, model, holder."""
    wanted = _NOT_SEEN.where(*said(connection, text))
    page = wanted.order_by(_L.held, _L.tag).limit(most).offset(offset)
    return [Unseen._make(row) for row in connection.execute(page, {"number": number})]


def unseen_size(connection: Connection, number: str, text: str = "") -> int:
    wanted = _NOT_SEEN.where(*said(connection, text))
    counted = select(func.count()).select_from(wanted.subquery())
    return int(connection.execute(counted, {"number": number}).scalar_one())


def walkers(connection: Connection, number: str) -> tuple[str, ...]:
    """Who scanned or closed it."""
    w = campaign_walker.c
    wanted = select(w.actor).where(w.number == number).order_by(w.actor)
    return tuple(connection.scalars(wanted))


def reports(connection: Connection, centre: str = "", most: int = 100) -> list[Report]:
    """The newest first, without those that were undone."""
    columns = (_R.report, _R.number, _R.centre, _R.reported_on)
    figures = (_R.expected, _R.found, _R.elsewhere, _R.missing)
    wanted = (
        select(*columns, *figures)
        .join_from(campaign_report, reversal, reversal.c.document == _R.report, isouter=True)
        .where(reversal.c.document.is_(None))
        .order_by(_R.clock.desc(), _R.report)
        .limit(most)
    )
    if centre:
        wanted = wanted.where(_R.centre == centre)
    return [Report._make(row) for row in connection.execute(wanted)]


def to_be_found(
    connection: Connection, centre: str, statuses: Sequence[str], category: str, holder: str
) -> list[tuple[str, str]]:
    """(tag, holder) of what the books have at a centre; without a category or a holder, of all."""
    wanted = select(_A.tag, _A.custodian).where(_A.centre == centre, _A.status.in_(statuses))
    for column, value in ((_A.category, category), (_A.custodian, holder)):
        if value:
            wanted = wanted.where(column == value)
    return [(tag, held) for tag, held in connection.execute(wanted.order_by(_A.tag))]


class Presence(NamedTuple):
    """When and where a thing was seen last, and by which campaign."""

    verification: str
    result: str
    room: str
    seen_on: str
    actor: str


def presence(connection: Connection, tag: str) -> Presence | None:
    """None where no campaign ever saw it."""
    wanted = select(_S.number, _S.result, _S.room, _S.seen_on, _S.actor)
    standing = wanted.where(_S.tag == tag, _STANDS).order_by(_S.stamp.desc()).limit(1)
    row = connection.execute(standing).one_or_none()
    return Presence._make(row) if row else None


class Missed(NamedTuple):
    """Something that a report misses and nothing was said of since."""

    tag: str
    number: str
    centre: str
    missing_on: str
    held: str
    category: str
    maker: str
    model: str


_SETTLED = (*GONE, DISPOSED, CANCELLED)
_NOT_HERE = tuple(sorted({*STATUSES} - {*HERE}))
"""Of these two kinds there are few at a time. They're found by the indexes of them alone: asked for
a centre or a status, an engine would go through all the assets of that.
"""
_SEEN_SINCE = (
    select(_S.tag)
    .where(
        *(_S.tag == _P.tag, _STANDS),
        or_(_S.number == _P.missing_in, _S.stamp > _P.missing_stamp),
    )
    .correlate(asset_presence)
)
"""In the very campaign that misses it, too, by whoever's books came later."""
_MAYBE_ELSEWHERE = union(select(_P.tag).where(_ELSEWHERE), select(_U.tag))
"""Few things: what was seen elsewhere last, and what a sighting was taken back of."""


def missed(connection: Connection, centre: str = "", number: str = "") -> list[Missed]:
    """What reports miss, until it's declared lost, seen again, or handed from one to another."""
    wanted = (
        select(
            *(_P.tag, _P.missing_in, _A.centre, _P.missing_on, _A.custodian),
            *(_A.category, _A.maker, _A.model),
        )
        .join_from(asset_presence, asset, _A.tag == _P.tag)
        .where(
            *(
                _MISSING,
                _A.custody_stamp < _P.missing_stamp,
                _A.status.not_in(_SETTLED),
            ),
            not_(_SEEN_SINCE.exists()),
        )
        .order_by(_P.missing_in, _P.tag)
    )
    if number:
        wanted = wanted.where(_P.missing_in == number)
    found = (Missed._make(row) for row in connection.execute(wanted))
    return [one for one in found if centre in ("", one.centre)]


class Misplaced(NamedTuple):
    """Something that was seen elsewhere than booked, and nothing was said of since."""

    tag: str
    number: str
    centre: str
    room: str
    held: str
    status: str


def misplaced(connection: Connection, centre: str = "", number: str = "") -> list[Misplaced]:
    """What stands elsewhere than booked, as the last campaign that saw it says."""
    wanted = (
        select(_S.tag, _S.number, _A.centre, _S.room, _A.custodian, _A.status)
        .join_from(campaign_seen, asset, _A.tag == _S.tag)
        .where(
            *(_S.tag.in_(_MAYBE_ELSEWHERE), _STANDS, not_(_LATER.exists())),
            *(_S.result == "elsewhere", _S.room != "", _A.custody_stamp < _S.stamp),
            _A.status.not_in(_NOT_HERE),
        )
        .order_by(_S.number, _S.tag)
    )
    if number:
        wanted = wanted.where(_S.number == number)
    found = (Misplaced._make(row) for row in connection.execute(wanted))
    return [one for one in found if centre in ("", one.centre)]
