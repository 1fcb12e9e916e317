"""Deliveries that were announced, what came of them, and what documents did with a donation's
goods where these came onto shelves or left them for good. What moves between shelves and over the
road is in the balances already.

A reversal is filed under the document that it undoes, so that each receipt tells what was taken
back of it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from cpise_inventory.donations.events import DeliveryClosed, DeliveryExpected
from cpise_inventory.donations.expected import SERIES
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import TRANSIT, VIRTUAL
from cpise_inventory.stock.events import Received, Reversed
from db import schema
from db.write import Changes


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    came = changes.counters(schema.donation_use, "came")
    went = changes.counters(schema.donation_use, "went")
    for event in events:
        said = event.payload
        if isinstance(said, DeliveryExpected | DeliveryClosed):
            _delivery(said, event, changes)
            continue
        if isinstance(said, Received) and said.expected:
            _note(said, event, changes)
        undone = isinstance(said, Reversed)
        document = said.undoes if isinstance(said, Reversed) else said.number
        for line in said.lines:
            source, target = line.source, line.target
            what = (document, line.item, line.lot, int(undone))
            if source[0] == VIRTUAL and not source.startswith(TRANSIT):
                came[donation_of(line.lot), source, *what] += line.quantity
            if target[0] == VIRTUAL and not target.startswith(TRANSIT):
                went[donation_of(line.lot), target, *what] += line.quantity


@lru_cache(maxsize=65_536)  # every movement names a lot, and there are few
def donation_of(lot: str) -> str:
    """Of kits made from several donations, all of them: `OIM-2026-01+UNICEF-2026-03`."""
    return read_lot(lot).donation


def _delivery(said: DeliveryExpected | DeliveryClosed, event: Event[Any], changes: Changes) -> None:
    key = {"code": said.code}
    if isinstance(said, DeliveryClosed):
        about = {"closed_on": event.happened_on, "closed_by": event.actor, "reason": said.reason}
        changes.latest(schema.expected_delivery, key, **about, closed_stamp=event.stamp)
        return
    changes.latest(
        schema.expected_delivery,
        key,
        donation=said.donation,
        centre=said.centre,
        due_on=said.due_on,
        paper=said.paper,
        transport=said.transport,
        remarks=said.remarks,
        lines=msgspec.json.encode(said.lines).decode(),
        described=event.stamp,
    )
    device, _, number = said.code.rpartition("-L")
    if device == event.device and number.isdecimal():
        changes.latest(schema.series, {"device": device, "name": SERIES}, last=int(number))


def _note(said: Received, event: Event[Any], changes: Changes) -> None:
    """What a goods received note brought of an expected delivery, item by item."""
    sums: dict[str, list[int]] = {}
    for line in said.lines:
        sums.setdefault(line.item, [0, 0, 0, 0])[0] += line.quantity
    for check in said.checks:
        differs = sums.setdefault(check.item, [0, 0, 0, 0])
        for at, amount in enumerate((check.damaged, check.missing, check.over), 1):
            differs[at] += amount
    for item, amounts in sums.items():
        key = (said.expected, item, event.device, event.seq)
        changes.add(schema.delivery_note, (*key, said.number, *amounts))
