"""Stock events to rows: both sides of every line, balances, lots."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import QUARANTINE, REPORTED, VIRTUAL, centre_of, is_set_apart
from cpise_inventory.stock.events import (
    Distributed,
    KitsAssembled,
    KitsOpened,
    Moving,
    Reversed,
)
from cpise_inventory.stock.inside import moved_inside
from db import schema
from db.run import Row
from db.write import Changes

YEAR, MONTH = len("2026"), len("2026-08")
PLACES_APART = {
    QUARANTINE: ("quarantine", "Quarantaine", "منطقة الحجر", "Quarantine"),
    REPORTED: (
        *("reported", "Signalé perdu ou volé", "مبلَّغ عن فقدانه أو سرقته"),
        "Reported lost or stolen",
    ),
}
"""Kind, and names in French, Arabic and English."""
_ABOUT_PLACE = ("centre", "kind", "name_fr", "name_ar", "name_en")
LOWEST_STAMP = ""
"""Before every event's."""
_OF_KITS = (KitsAssembled, KitsOpened, Reversed)
"""What puts something into kits or takes it out."""


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    moved = changes.sums(_spread)
    rows: list[Row] = []
    served: dict[tuple[str, str, str], int] = {}
    for event in events:
        said: Moving = event.payload
        day, clock, device, seq = event.happened_on, event.clock, event.device, event.seq
        month = day[:MONTH]
        for number, line in enumerate(said.lines, 1):
            # the same texts each time: quicker than equal ones
            source, here, target, there = _way(line.source, line.target)
            item, lot, *_ = _lot_row(line.item, line.lot)
            quantity = line.quantity
            moved[source, target, item, lot, month] += quantity
            if here:
                what = (source, target, lot, -quantity)
                rows.append((here, item, day, clock, device, seq, -number, *what))
            if there:
                what = (target, source, lot, quantity)
                rows.append((there, item, day, clock, device, seq, number, *what))
        if isinstance(said, Distributed):
            whom = (said.centre, said.recipient_kind, said.recipient)
            served[whom] = max(served.get(whom, 0), clock)
            changes.increase(schema.people_served, "people", (said.centre, month), said.served)
        elif isinstance(said, _OF_KITS):
            _fill_kits(said, changes)
    changes.add_all(schema.entry, rows)
    for (centre, kind, name), clock in served.items():
        to = {"centre": centre, "kind": kind, "name": name}
        changes.latest(schema.recipient, to, clock=clock)


def _spread(moved: Mapping[Row, int], changes: Changes) -> None:
    """What went one way of a lot in a month: to balances, months, years and lots."""
    balances = changes.counters(schema.balance, "quantity")
    months = changes.counters(schema.stock_month, "quantity")
    years = changes.counters(schema.stock_year, "quantity")
    lots = changes.rows_once(schema.lot)
    places = set[str]()
    for (source, target, item, lot, month), quantity in moved.items():
        lots.add(_lot_row(item, lot))
        for location, change in ((source, -quantity), (target, quantity)):
            balances[location, item, lot] += change
            if location < VIRTUAL:
                months[location, month, item, lot] += change
                years[location, month[:YEAR], item, lot] += change
                places.add(location)
    for location in filter(is_set_apart, places):
        _set_apart(location, changes)


@lru_cache(maxsize=65_536)  # few ways are gone again and again
def _way(source: str, target: str) -> tuple[str, str, str, str]:
    """Both locations, each with the centre on whose cards it stands. A virtual location stands on
    none, unless both are virtual: what such a movement is about no other side says.
    """
    beyond = source >= VIRTUAL and target >= VIRTUAL
    here, there = (centre_of(one) if beyond or one < VIRTUAL else "" for one in (source, target))
    return source, here, target, there


def _fill_kits(said: Moving, changes: Changes) -> None:
    if isinstance(said, KitsAssembled):
        kits = said.lines[-1]
        for one in said.instead:
            changes.add(
                schema.kit_instead, (kits.item, kits.lot, one.item, one.other, one.quantity)
            )
    for put in moved_inside(said):
        changes.increase(schema.kit_content, "quantity", put[:-1], put.quantity)


def _set_apart(location: str, changes: Changes) -> None:
    """Such a place comes to be when it's first used; whoever describes it has the last word."""
    centre, _, code = location.partition("/")
    about = dict(zip(_ABOUT_PLACE, (centre, *PLACES_APART[code]), strict=True))
    changes.latest(schema.place, {"code": location}, **about, stamp=LOWEST_STAMP)


@lru_cache(maxsize=65_536)  # every movement names a lot, and there are few
def _lot_row(item: str, key: str) -> tuple[str, ...]:
    lot = read_lot(key)
    return (item, key, lot.number, lot.expiry, lot.expires_on, lot.donation)
