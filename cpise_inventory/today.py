"""What needs doing, in the order of its urgency. Each task names the place where it is done."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from fractions import Fraction
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from cpise_inventory.asset_filters import ENDING, Filter
from cpise_inventory.assets import queries as assets
from cpise_inventory.campaigns.to_do import to_do
from cpise_inventory.catalogue.queries import centres, items
from cpise_inventory.counts import queries as counts
from cpise_inventory.counts.choosing import handful
from cpise_inventory.documents.to_do import undone
from cpise_inventory.donations.expected import deliveries
from cpise_inventory.exchange.to_do import silent_centres
from cpise_inventory.journal.event import clock_at, midnight
from cpise_inventory.journal.lateness import lateness
from cpise_inventory.losses import queries as losses
from cpise_inventory.planning.plan import ItemPlan, State
from cpise_inventory.planning.pressing import WASTING_DAYS
from cpise_inventory.planning.queries import moves_of, pressing
from cpise_inventory.statuses import CANCELLED, HELD, IN_REPAIR, ON_LOAN, TO_DISPOSE
from cpise_inventory.stock import queries as stock
from cpise_inventory.stock.projector import MONTH
from cpise_inventory.stock.to_do import returned
from cpise_inventory.transfers import queries as transfers
from db.schema import asset as asset_table
from db.schema import event_index, people_served, person

LATE_DAYS = 14
"""A lorry that is on the road for longer has broken down, or nobody entered its goods."""
DUE_DAYS = 7
"""A delivery that is due within a week wants room and hands."""
SOON_DAYS = 92
"""Three months: "expiring soon" in the glossary."""
RUN_OUT_DAYS = 31
"""What runs out sooner, by its plan, is asked for today."""
MOST_OF_A_CENTRE = 3
"""Lines of one kind; the rest of them are counted in one."""
LEFT_OPEN_DAYS = 3
"""A count that takes longer tells of several days at once."""


class Urgency(IntEnum):
    NOW = 0
    SOON = 1
    WHENEVER = 2


@dataclass(frozen=True)
class Task:
    """Something for a person to do.

    `kind`: negative, below_minimum, arriving, missing, to_settle, to_approve, to_send, expired,
    expiring, overdue, unlabelled, no_items, no_people, count_twice, count_waits, count_open,
    count_due, loss_waits, campaign_open, campaign_waits, assets_missing, assets_elsewhere,
    runs_out, runs_out_more, wasting, wasting_more, move, delivery_due, delivery_late, to_check,
    asset_conflict, serial_twice, repair_late, disposal_waits, clock_behind, silent, undone_twice,
    undone_no_more, back_too_much.
    `facts` fill the sentence; `target` says what to open: a document's number, an item's code, a
    tag, a centre, a delivery's code, a device.
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
    found = found_at_once(connection, today, centre) + planned(connection, today, centre)
    return sorted(found, key=lambda task: task.urgency)


def found_at_once(connection: Connection, today: date, centre: str = "") -> list[Task]:
    """All but what planning says, which may have to weigh all centres against each other."""
    found = [*_balances(connection, centre), *_road(connection, today, centre)]
    apart = [*undone(connection, centre), *returned(connection, centre)]
    found += [Task(kind, Urgency.NOW, at, facts) for kind, at, facts in apart]
    found += [*_asked(connection, centre), *_losses(connection, centre)]
    found += [*_incoming(connection, today, centre), *_expiry(connection, today, centre)]
    found += _counts(connection, today, centre)
    waiting = [*to_do(connection, centre), *silent_centres(connection, today, centre)]
    found += [Task(kind, Urgency.SOON, target, facts) for kind, target, facts in waiting]
    return [*found, *_assets(connection, today, centre), *_beginnings(connection)]


def clock_tasks(connection: Connection, now: int) -> list[Task]:
    """The clock to be set right, where it shows `now` and the books know of something later."""
    late = lateness(connection, now)
    return [Task("clock_behind", Urgency.NOW, late.device, late._asdict())] if late else []


def figures(connection: Connection, today: date, centre: str = "") -> Figures:
    counts = assets.status_counts(connection, centre)
    units, items_held = stock.held(connection, centre)
    written = select(func.count()).where(event_index.c.clock >= clock_at(midnight(today)))
    return Figures(
        units_on_hand=units,
        items_on_hand=items_held,
        people_served=_served(connection, today.replace(day=1), centre),
        assets_in_use=sum(counts.get(status, 0) for status in HELD),
        assets=sum(number for status, number in counts.items() if status != CANCELLED),
        on_the_road=sum(
            1 for one in transfers.under_way(connection) if one.is_coming and not one.closed
        ),
        events_today=int(connection.execute(written).scalar_one()),
    )


def _served(connection: Connection, since: date, centre: str) -> int:
    """People counted on distribution receipts of that month or later."""
    s = people_served.c
    served = select(func.sum(s.people)).where(s.month >= since.isoformat()[:MONTH])
    if centre:
        served = served.where(s.centre == centre)
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
                "documents": stock.takers(connection, one.location, one.item, one.lot)[:2],
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
            "assets": len(one.assets_on_the_road),
            "lacking": sum(1 for asset in one.assets if asset.lacking),
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


def _incoming(connection: Connection, today: date, centre: str) -> list[Task]:
    """Deliveries that are due or late, and goods that wait in quarantine for a check."""
    found = []
    soon = (today + timedelta(days=DUE_DAYS)).isoformat()
    for one in deliveries(connection, centre=centre, open_only=True):
        if not one.due_on or one.due_on > soon:
            continue
        late = one.due_on < today.isoformat()
        facts = {
            "number": one.code,
            "donation": one.donation,
            "target": one.centre,
            "due_on": one.due_on,
            "units": one.remaining,
        }
        kind = "delivery_late" if late else "delivery_due"
        found.append(Task(kind, Urgency.NOW if late else Urgency.SOON, one.code, facts))
    for here, lots, units in stock.in_quarantine(connection):
        if centre in ("", here):
            facts = {"centre": here, "lots": lots, "units": units}
            found.append(Task("to_check", Urgency.SOON, here, facts))
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


def _losses(connection: Connection, centre: str) -> list[Task]:
    """Reports that somebody else has to decide on."""
    return [
        Task(
            "loss_waits",
            Urgency.SOON,
            one.number,
            {
                "number": one.number,
                "centre": one.centre,
                "why": one.why,
                "reporter": one.reporter,
                "reported_on": one.reported_on,
            },
        )
        for one in losses.reports(connection, centre, waiting=True)
    ]


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


def planned(connection: Connection, today: date, centre: str = "") -> list[Task]:
    """What runs out, what will expire unused, and what evens that out between the centres."""
    codes = [one.code for one in centres(connection)]
    found = pressing(connection, today)
    here = {code: [one for one in found if one.centre == code] for code in codes}
    wanted = [centre] if centre else codes
    said = [task for code in wanted for task in _below_minimum(here.get(code, []))]
    said += [
        task
        for kind, told in (("runs_out", _running_out), ("wasting", _wasting))
        for code in wanted
        for task in _first(code, kind, told(here.get(code, []), today))
    ]
    trips = [
        one
        for one in moves_of(connection, found, today).trips
        if centre in ("", one.source, one.target)
    ]
    if trips:
        facts = {"source": trips[0].source, "target": trips[0].target, "count": len(trips)}
        said.append(Task("move", Urgency.SOON, "", facts))
    return said


def _first(centre: str, kind: str, tasks: list[Task]) -> list[Task]:
    """The most urgent of a centre, and how many more there are."""
    shown, more = tasks[:MOST_OF_A_CENTRE], len(tasks) - MOST_OF_A_CENTRE
    if more > 0:
        facts = {"centre": centre, "count": more}
        shown.append(Task(f"{kind}_more", Urgency.SOON, centre, facts))
    return shown


def _below_minimum(here: list[ItemPlan]) -> list[Task]:
    """What a centre has less of than it said it must, the emptiest first; none at all is urgent."""
    found = [one for one in here if one.outlook.usable < one.level.minimum]
    found.sort(key=lambda one: (Fraction(one.outlook.usable, one.level.minimum), one.item))
    return [
        Task(
            "below_minimum",
            Urgency.SOON if one.outlook.usable else Urgency.NOW,
            one.item,
            {
                "item": one.item,
                "centre": one.centre,
                "quantity": one.outlook.usable,
                "minimum": one.level.minimum,
            },
        )
        for one in found
    ]


def _running_out(here: list[ItemPlan], today: date) -> list[Task]:
    """What is out, or will be within a month, the soonest first; only as far as its pace is known.

    What is below its centre's own minimum is told as that.
    """
    limit = today + timedelta(days=RUN_OUT_DAYS)
    found = [
        (one.outlook.runs_out_on or today, one)
        for one in here
        if one.state in (State.OUT, State.SHORT)
        and one.pace.is_trusted
        and one.outlook.usable >= one.level.minimum
        and (one.outlook.runs_out_on or today) <= limit
    ]
    return [
        Task(
            "runs_out",
            Urgency.NOW if one.state is State.OUT else Urgency.SOON,
            one.item,
            {
                "item": one.item,
                "centre": one.centre,
                "day": day.isoformat(),
                "quantity": one.outlook.usable,
            },
        )
        for day, one in sorted(found, key=lambda told: (told[0], told[1].item))
    ]


def _wasting(here: list[ItemPlan], today: date) -> list[Task]:
    """Lots that are too large for what is left of their life, the first to expire first.

    Those that expire within a year; what expires soon is told anyway.
    """
    first = (today + timedelta(days=SOON_DAYS)).isoformat()
    last = (today + timedelta(days=WASTING_DAYS)).isoformat()
    found = [
        (lot.held.expires_on, one, lot.left)
        for one in here
        if one.pace.is_trusted
        for lot in one.outlook.lots
        if lot.left and first < lot.held.expires_on <= last
    ]
    return [
        Task(
            "wasting",
            Urgency.SOON,
            one.item,
            {"item": one.item, "centre": one.centre, "day": day, "quantity": left},
        )
        for day, one, left in sorted(found, key=lambda told: (told[0], told[1].item))
    ]


def _assets(connection: Connection, today: date, centre: str) -> list[Task]:
    found = []
    a = asset_table.c
    late = select(a.tag, a.custodian, a.due_on).where(
        a.status == ON_LOAN, a.due_on > "", a.due_on < today.isoformat()
    )
    if centre:
        late = late.where(a.centre == centre)
    for tag, custodian, due_on in connection.execute(late.order_by(a.due_on)):
        facts = {"tag": tag, "custodian": custodian, "due_on": due_on}
        found.append(Task("overdue", Urgency.SOON, tag, facts))
    apart, twice = assets.said_apart(connection), assets.serials_twice(connection)
    found += [Task("asset_conflict", Urgency.NOW, tag, {"tag": tag}) for tag in apart]
    for tag, other, *_ in twice:
        found.append(Task("serial_twice", Urgency.NOW, tag, {"tag": tag, "other": other}))
    found += _in_other_hands(connection, today, centre)
    for kind, wanted in ENDING.items():
        ending = msgspec.structs.replace(wanted, centre=centre)
        if count := assets.assets_size(connection, ending, today):
            facts = {"count": count, "days": wanted.due or wanted.warranty, "centre": centre}
            found.append(Task(kind, Urgency.WHENEVER, kind, facts))
    bare = assets.assets_size(connection, Filter(centre=centre, unlabelled=True))
    if bare:
        found.append(Task("unlabelled", Urgency.WHENEVER, "", {"count": bare}))
    return found


def _in_other_hands(connection: Connection, today: date, centre: str) -> list[Task]:
    """Repairs that last too long, and disposals that wait for a manager."""
    a = asset_table.c
    wanted = select(a.due_on, a.tag, a.status, a.workshop).where(
        a.status.in_((TO_DISPOSE, IN_REPAIR))
    )
    if centre:
        wanted = wanted.where(a.centre == centre)
    found, waiting = [], []
    # few: sorted here, as an order would make the engine go through all by their dates
    for due_on, tag, status, workshop in sorted(map(tuple, connection.execute(wanted))):
        if status == TO_DISPOSE:
            waiting.append(tag)
        elif "" < due_on < today.isoformat():
            facts = {"tag": tag, "workshop": workshop, "due_on": due_on}
            found.append(Task("repair_late", Urgency.SOON, tag, facts))
    if waiting:
        found.append(Task("disposal_waits", Urgency.SOON, waiting[0], {"count": len(waiting)}))
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
