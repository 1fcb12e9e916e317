"""Stock events to rows: both sides of every line, balances, lots."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import (
    QUARANTINE,
    VIRTUAL,
    centre_of,
    is_quarantine,
)
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

QUARANTINE_NAMES = {"name_fr": "Quarantaine", "name_ar": "منطقة الحجر", "name_en": "Quarantine"}
LOWEST_STAMP = ""
"""Before every event's."""


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    balances = changes.counters(schema.balance, "quantity")
    moved: list[Row] = []
    for event in events:
        said: Moving = event.payload
        when = (event.happened_on, event.clock, event.device, event.seq)
        for number, line in enumerate(said.lines, 1):
            source, target, quantity = line.source, line.target, line.quantity
            known = _lot_row(line.item, line.lot)
            item, lot = known[0], known[1]  # the same texts each time: quicker than equal ones
            changes.once(schema.lot, known)
            balances[source, item, lot] -= quantity
            balances[target, item, lot] += quantity
            # what a virtual location's movement is about, the other side says
            if source[0] != VIRTUAL:
                if source.endswith(QUARANTINE):
                    _set_apart(source, changes)
                place = (source.partition("/")[0], item, *when, -number)
                moved.append((*place, source, target, lot, -quantity))
            if target[0] != VIRTUAL:
                if target.endswith(QUARANTINE):
                    _set_apart(target, changes)
                place = (target.partition("/")[0], item, *when, number)
                moved.append((*place, target, source, lot, quantity))
        _further(said, event, changes)
    changes.add_all(schema.entry, moved)


def _set_apart(location: str, changes: Changes) -> None:
    """The quarantine comes to be when it's first used; whoever describes it has the last word."""
    if is_quarantine(location):
        about = {"centre": centre_of(location), "kind": "quarantine", **QUARANTINE_NAMES}
        changes.latest(schema.place, {"code": location}, **about, stamp=LOWEST_STAMP)


def _further(said: Moving, event: Event[Any], changes: Changes) -> None:
    """What else a kind of movement leaves behind."""
    if isinstance(said, Distributed):
        to = {"centre": said.centre, "kind": said.recipient_kind, "name": said.recipient}
        changes.latest(schema.recipient, to, clock=event.clock)
    elif isinstance(said, KitsAssembled | KitsOpened | Reversed):
        for put in moved_inside(said):
            changes.increase(schema.kit_content, "quantity", put[:-1], put.quantity)


@lru_cache(maxsize=65_536)  # every movement names a lot, and there are few
def _lot_row(item: str, key: str) -> tuple[str, ...]:
    lot = read_lot(key)
    return (item, key, lot.number, lot.expiry, lot.expires_on, lot.donation)
