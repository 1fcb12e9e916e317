"""Deliveries that were announced, and what came of them."""

from typing import Any

import msgspec

from cpise_inventory.donations.events import DeliveryClosed, DeliveryExpected
from cpise_inventory.donations.expected import SERIES
from cpise_inventory.journal.event import Event
from cpise_inventory.stock.events import Received
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    said = event.payload
    if not isinstance(said, Received):
        _delivery(said, event, changes)
    elif said.expected:
        _note(said, event, changes)


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
