"""What needs doing, in the order of its urgency. Each task names the place where it is done."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from cpise_inventory.assets import queries as assets
from cpise_inventory.catalogue.queries import centres, items
from cpise_inventory.counts import queries as counts
from cpise_inventory.counts.choosing import handful
from cpise_inventory.journal.event import clock_at, earliest_record, midnight
from cpise_inventory.stock import queries as stock
from cpise_inventory.transfers import queries as transfers
from db.schema import asset as asset_table
from db.schema import document, event_index, person

LATE_DAYS = 14
"""A lorry that is on the road for longer has broken down, or nobody entered its goods."""
SOON_DAYS = 92
"""Three months: "expiring soon" in the glossary."""


LEFT_OPEN_DAYS = 3
"""A count that takes longer tells of several days at once."""


class Urgency(IntEnum):
    NOW = 0
    SOON = 1
    WHENEVER = 2


@dataclass(frozen=True)
class Task:
    """Something for a person to do.

    `kind`: negative, arriving, missing, to_settle, to_approve, to_send, expired, expiring,
    overdue, unlabelled, no_items, no_people, count_twice, count_waits, count_open, count_due.
    `facts` fill the sentence; `target` says what to open: a document's number, an item's code, a
    tag, a centre.
    """

    kind: str
    urgency: Urgency
    target: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


class Figures(NamedTuple):
    """What was done, and what there is, at a glance."""

    units_on_hand: int
    items_on_hand: int
    people_served: int  # this month
    assets_in_use: int
    assets: int
    on_the_road: int
    events_today: int


def tasks(connection: Connection, today: date, centre: str = "") -> list[Task]:
    """All that needs doing here; empty when nothing does. With `centre`, of that centre alone."""
    found = [*_balances(connection, centre), *_road(connection, today, centre)]
    found += _asked(connection, centre)
    found += _expiry(connection, today, centre)
    found += _counts(connection, today, centre)
    found += _assets(connection, today, centre)
    found += _beginnings(connection)
    return sorted(found, key=lambda task: task.urgency)


def figures(connection: Connection, today: date, centre: str = "") -> Figures:
    counts = assets.status_counts(connection, centre)
    units, items_held = stock.held(connection, centre)
    written = select(func.count()).where(event_index.c.clock >= clock_at(midnight(today)))
    return Figures(
        units_on_hand=units,
        items_on_hand=items_held,
        people_served=_served(connection, today.replace(day=1), centre),
        assets_in_use=counts.get("in_use", 0) + counts.get("on_loan", 0),
        assets=sum(number for status, number in counts.items() if status != "cancelled"),
        on_the_road=sum(1 for one in transfers.under_way(connection) if one.on_the_road),
        events_today=int(connection.execute(written).scalar_one()),
    )


def _served(connection: Connection, since: date, centre: str) -> int:
    """People counted on distribution receipts of that day or later."""
    d = document.c
    served = select(func.sum(d.people)).where(
        d.kind == "stock.distributed",
        d.happened_on >= since.isoformat(),
        d.clock >= earliest_record(since),
    )
    if centre:
        served = served.where(d.centre == centre)
    return int(connection.execute(served).scalar() or 0)


def _balances(connection: Connection, centre: str) -> list[Task]:
    return [
        Task(
            "negative",
            Urgency.NOW,
            one.item,
            {
                "item": one.item,
                "quantity": one.quantity,
                "location": one.location,
                "lot": one.number,
            },
        )
        for one in stock.negative_balances(connection)
        if centre in ("", one.centre)
    ]


def _road(connection: Connection, today: date, centre: str) -> list[Task]:
    """What is on the way, with its age, and what did not come as it was sent."""
    found = []
    for one in transfers.under_way(connection, centre):
        facts = {
            "number": one.number,
            "source": one.source,
            "target": one.target,
            "sent_on": one.sent_on,
            "days": one.days(today),
            "missing": one.on_the_road,
            "excess": sum(line.excess - min(line.missing, 0) for line in one.lines),
        }
        kind = {"sent": "arriving", "partly_received": "missing"}.get(one.status, "to_settle")
        late = kind == "to_settle" or one.days(today) > LATE_DAYS
        found.append(Task(kind, Urgency.NOW if late else Urgency.SOON, one.number, facts))
    return found


def _asked(connection: Connection, centre: str) -> list[Task]:
    """Requisitions that wait for a manager, or for a lorry."""
    found = []
    for one in transfers.requests(connection, open_only=True):
        if centre not in ("", one.supplier):
            continue
        facts = {
            "number": one.number,
            "source": one.supplier,
            "target": one.centre,
            "asked_on": one.asked_on,
            "units": one.left or sum(line.asked for line in one.lines),
        }
        kind = "to_approve" if one.status == "asked" else "to_send"
        found.append(Task(kind, Urgency.SOON, one.number, facts))
    return found


def _expiry(connection: Connection, today: date, centre: str) -> list[Task]:
    limit = (today + timedelta(days=SOON_DAYS)).isoformat()
    found = []
    for one in stock.expiring(connection, limit, centre):
        gone = one.expires_on < today.isoformat()
        facts = {
            "item": one.item,
            "lot": one.number,
            "expiry": one.expiry,
            "quantity": one.quantity,
            "location": one.location,
        }
        urgency = Urgency.NOW if gone else Urgency.SOON
        found.append(Task("expired" if gone else "expiring", urgency, one.item, facts))
    return found


def _counts(connection: Connection, today: date, centre: str) -> list[Task]:
    """Counts booked twice, waiting or left open, and what it is time to count."""
    found = [
        Task("count_twice", Urgency.NOW, one.number, _of_count(one))
        for one in counts.booked_twice(connection, centre)
    ]
    late = (today - timedelta(days=LEFT_OPEN_DAYS)).isoformat()
    for one in counts.open_sheets(connection, centre):
        if one.status == "waits":
            found.append(Task("count_waits", Urgency.SOON, one.number, _of_count(one)))
        elif one.opened_on <= late:
            found.append(Task("count_open", Urgency.SOON, one.number, _of_count(one)))
    for code in [centre] if centre else [one.code for one in centres(connection)]:
        chosen = handful(connection, counts.places_of(connection, code), today)
        if number := sum(one.is_due for one in chosen):
            facts = {"centre": code, "count": number}
            found.append(Task("count_due", Urgency.WHENEVER, code, facts))
    return found


def _of_count(one: counts.Sheet) -> dict[str, Any]:
    return {
        "number": one.number,
        "centre": one.centre,
        "opened_on": one.opened_on,
        "entered": one.entered,
        "lines": one.lines,
    }


def _assets(connection: Connection, today: date, centre: str) -> list[Task]:
    found = []
    a = asset_table.c
    late = select(a.tag, a.custodian, a.due_on).where(
        a.status == "on_loan", a.due_on != "", a.due_on < today.isoformat()
    )
    if centre:
        late = late.where(a.centre == centre)
    for tag, custodian, due_on in connection.execute(late.order_by(a.due_on)):
        facts = {"tag": tag, "custodian": custodian, "due_on": due_on}
        found.append(Task("overdue", Urgency.SOON, tag, facts))
    bare = assets.assets_size(connection, assets.Filter(centre=centre, unlabelled=True))
    if bare:
        found.append(Task("unlabelled", Urgency.WHENEVER, "", {"count": bare}))
    return found


def _beginnings(connection: Connection) -> list[Task]:
    """What an empty database still lacks."""
    found = []
    if not items(connection):
        found.append(Task("no_items", Urgency.WHENEVER))
    people = connection.execute(select(func.count()).select_from(person)).scalar_one()
    if people < 2:  # noqa: PLR2004 - only the administrator
        found.append(Task("no_people", Urgency.WHENEVER))
    return found
