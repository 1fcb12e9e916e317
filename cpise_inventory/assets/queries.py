"""Assets as screens and commands read them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, select, text

from cpise_inventory.asset_filters import EVERYTHING, Filter
from cpise_inventory.assets.events import DisposalProposed, State, states_of
from cpise_inventory.assets.narrowing import conditions
from cpise_inventory.assets.repairs import Costs, costs
from cpise_inventory.identity import made_key
from cpise_inventory.journal.event import Event
from cpise_inventory.journal.journal import Journal
from cpise_inventory.statuses import CANCELLED
from db.schema import asset, asset_claim, asset_event, event, label_print, made_claim, series

AT_ONCE = 1_000
"""Values in one question: engines take some ten thousand."""


class Asset(NamedTuple):
    """One physical thing. `labels`: how many labels were printed of it; `value` in hundredths;
    `accessories`: a line each; `custody_stamp`: of the event that said where it stands; `waybill`:
    the one that it is on the road with.
    """

    tag: str
    serial: str
    maker: str
    model: str
    category: str
    centre: str
    status: str
    condition: str
    custodian: str
    custodian_kind: str
    due_on: str
    donation: str
    acquired_on: str
    labels: int
    workshop: str
    value: int
    currency: str
    warranty_until: str
    accessories: str
    notes: str
    owner: str
    title: str
    consent_until: str
    custody_stamp: str
    waybill: str = ""
    repairs: Costs = ()
    """What its repairs have cost."""


_A, _H = asset.c, asset_event.c
_LABELS = func.coalesce(label_print.c.copies, 0)
ALL = select(
    *(_A.tag, _A.serial, _A.maker, _A.model, _A.category, _A.centre, _A.status, _A.condition),
    *(_A.custodian, _A.custodian_kind, _A.due_on, _A.donation, _A.acquired_on, _LABELS),
    *(_A.workshop, _A.value, _A.currency, _A.warranty_until, _A.accessories, _A.notes, _A.owner),
    *(_A.title, _A.consent_until, _A.custody_stamp, _A.waybill),
).outerjoin_from(asset, label_print, label_print.c.tag == _A.tag)
_ONE = ALL.where(_A.tag == bindparam("tag"))
_LAST = select(series.c.last).where(
    series.c.device == bindparam("device"), series.c.name == bindparam("name")
)
_HISTORY = (
    select(event.c.body)
    .join_from(
        asset_event,
        event,
        (event.c.device == asset_event.c.device) & (event.c.seq == asset_event.c.seq),
    )
    .where(asset_event.c.tag == bindparam("tag"))
    .order_by(asset_event.c.clock, asset_event.c.device)
)


def asset_of(connection: Connection, tag: str) -> Asset | None:
    row = connection.execute(_ONE, {"tag": tag}).one_or_none()
    return next(told(connection, [row] if row else []), None)


def told(connection: Connection, rows: Sequence[Any]) -> Iterator[Asset]:
    """What `ALL` found, with the costs of repairs."""
    repairs = costs(connection, [row[0] for row in rows])
    return (Asset._make((*row, repairs.get(row[0], ()))) for row in rows)


def some_assets(connection: Connection, tags: Sequence[str]) -> list[Asset]:
    """Those of these tags that are registered, in the order of their tags."""
    found: list[Asset] = []
    for first in range(0, len(tags), AT_ONCE):
        some = ALL.where(_A.tag.in_(tags[first : first + AT_ONCE])).order_by(_A.tag)
        found += told(connection, connection.execute(some).all())
    return found


def registered(connection: Connection, tags: Sequence[str]) -> list[str]:
    """Those of these tags that are an asset's, in order."""
    found: list[str] = []
    for first in range(0, len(tags), AT_ONCE):
        some = select(_A.tag).where(_A.tag.in_(tags[first : first + AT_ONCE]))
        found += connection.scalars(some)
    return sorted(found)


def assets(
    connection: Connection,
    wanted: Filter = EVERYTHING,
    *,
    most: int | None = None,
    today: date | None = None,
) -> list[Asset]:
    """Assets in the order of their tags; `finding` reads many of them in any order."""
    asked = conditions(connection, wanted, today)
    rows = connection.execute(ALL.where(*asked).order_by(_A.tag).limit(most)).all()
    return list(told(connection, rows))


def of_donation(connection: Connection, donation: str) -> list[Asset]:
    """All that came with it, those cancelled left out."""
    wanted = ALL.where(_A.donation == donation, _A.status != CANCELLED).order_by(_A.tag)
    return list(told(connection, connection.execute(wanted).all()))


def assets_size(
    connection: Connection, wanted: Filter = EVERYTHING, today: date | None = None
) -> int:
    asked = conditions(connection, wanted, today)
    counted = select(func.count()).select_from(asset).where(*asked)
    return int(connection.execute(counted).scalar_one())


def by_made(connection: Connection, serials: Sequence[str]) -> dict[tuple[str, str], str]:
    """`made_key` -> tag, of those with one of these serials that are registered and stand.

    A scanner reads capitals where a person types small ones: both find the same.
    """
    bearing = _bearing(connection, [made_key("", one)[1] for one in serials if one.strip()])
    return {key: tags[-1] for key, tags in bearing.items()}


def serials_twice(connection: Connection) -> list[list[str]]:
    """Tags of what has one serial number of one maker, the lowest first: two workstations that were
    apart gave it to two assets, or to one asset that both registered.
    """
    claims = made_claim.c
    said = select(claims.maker, claims.serial).where(text("claims > 1"))
    twice = {(maker, serial) for maker, serial in connection.execute(said)}
    bearing = _bearing(connection, [serial for _, serial in twice])
    return sorted(tags for key, tags in bearing.items() if key in twice and len(tags) > 1)


def _bearing(connection: Connection, keys: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """`made_key` -> tags in order, of what stands with one of these folded serial numbers."""
    asked = sorted(set(keys))
    found: dict[tuple[str, str], list[str]] = {}
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        wanted = select(_A.maker, _A.serial, _A.tag).where(
            _A.serial_key.in_(some), _A.status != CANCELLED
        )
        for maker, serial, tag in connection.execute(wanted.order_by(_A.tag)):
            found.setdefault(made_key(maker, serial), []).append(tag)
    return found


def by_serial(connection: Connection, serials: Sequence[str]) -> dict[str, str]:
    """Serial, as it's asked for -> tag, of those that are registered and stand."""
    tags = {key: tag for (_, key), tag in by_made(connection, serials).items()}
    keys = {serial: made_key("", serial)[1] for serial in serials}
    return {serial: tags[key] for serial, key in keys.items() if key in tags}


def by_all_serials(connection: Connection) -> dict[tuple[str, str], str]:
    """(maker, serial) -> tag, of everything that is registered and stands."""
    wanted = select(_A.maker, _A.serial, _A.tag).where(_A.status != CANCELLED, _A.serial != "")
    return {(maker, serial): tag for maker, serial, tag in connection.execute(wanted)}


def last_tag(connection: Connection, device: str) -> int:
    """The last number that this device gave to an asset."""
    return int(connection.execute(_LAST, {"device": device, "name": "asset"}).scalar() or 0)


def history_places(connection: Connection, tag: str) -> list[tuple[str, int]]:
    """(device, seq) of everything that happened to it, the oldest first."""
    there = select(_H.device, _H.seq).where(_H.tag == tag).order_by(_H.clock, _H.device)
    return [(device, seq) for device, seq in connection.execute(there)]


def history(connection: Connection, journal: Journal, tag: str) -> list[Event[Any]]:
    """Everything that happened to it, the oldest first."""
    bodies = connection.scalars(_HISTORY, {"tag": tag})
    return [journal.codec.decode(body) for body in bodies]


def histories(
    connection: Connection, journal: Journal, tags: Sequence[str]
) -> dict[str, list[Event[Any]]]:
    """Tag -> everything that happened to it, the oldest first; each event is read once."""
    read: dict[tuple[str, int], Event[Any]] = {}
    found: dict[str, list[Event[Any]]] = {}
    for first in range(0, len(tags), AT_ONCE):
        some = tags[first : first + AT_ONCE]
        there = select(_H.tag, _H.device, _H.seq).where(_H.tag.in_(some))
        for tag, *place in connection.execute(there.order_by(_H.tag, _H.clock, _H.device)):
            device, seq = place
            if (device, seq) not in read:
                body = journal.stored(connection, device, seq)
                read[device, seq] = journal.codec.decode(body)
            found.setdefault(tag, []).append(read[device, seq])
    return found


def said_apart(connection: Connection, tag: str = "") -> list[str]:
    """Tags of which two workstations said different things, and nobody has settled which holds."""
    claims = asset_claim.c
    wanted = (
        select(claims.tag)
        .join_from(asset_claim, asset, claims.tag == _A.tag)
        .where(text("claims > 1"), claims.last > _A.settled)
        .order_by(claims.tag)  # by the index of these few: ordered by the other it's a whole table
        .distinct()
    )
    return list(connection.scalars(wanted.where(claims.tag == tag) if tag else wanted))


def contested(connection: Connection, journal: Journal, tag: str) -> list[tuple[str, State]]:
    """The documents that say different things of it, and what each says; the oldest first."""
    if not said_apart(connection, tag):
        return []
    followed: dict[str, list[tuple[str, State]]] = {}
    for told in history(connection, journal, tag):
        said = told.payload
        for state in states_of(said):
            if state.tag == tag:
                followed.setdefault(state.after, []).append((said.document, state))
    return next((two for after, two in reversed(followed.items()) if after and len(two) > 1), [])


def proposal_of(connection: Connection, journal: Journal, tag: str) -> DisposalProposed | None:
    """The last proposal to dispose of it."""
    for told in reversed(history(connection, journal, tag)):
        if isinstance(told.payload, DisposalProposed):
            return told.payload
    return None


def status_counts(connection: Connection, centre: str = "") -> dict[str, int]:
    """Status -> how many."""
    counted = select(_A.status, func.count()).group_by(_A.status)
    if centre:
        counted = counted.where(_A.centre == centre)
    return {status: int(number) for status, number in connection.execute(counted)}
