"""Stock events to rows: both sides of every line, balances, lots, and what is on the road."""

from functools import lru_cache
from typing import Any

from cpise_inventory.documents.issuing import WAYBILL
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import TRANSIT, VIRTUAL, centre_of
from cpise_inventory.stock.events import Distributed, Line, Moving, Sent
from cpise_inventory.stock.inside import moved_inside
from db import schema
from db.write import Changes

When = tuple[str, int, str, int]
"""`happened_on`, `clock`, `device`, `seq`: the place of an event in the order of a stock card."""


def project(event: Event[Any], changes: Changes) -> None:
    said: Moving = event.payload
    when = (event.happened_on, event.clock, event.device, event.seq)
    for number, line in enumerate(said.lines, 1):
        _move(said, when, number, line, changes)
    for put in moved_inside(said):
        changes.increase(schema.kit_content, "quantity", put[:-1], put.quantity)
    if isinstance(said, Distributed):
        to = {"centre": said.centre, "kind": said.recipient_kind, "name": said.recipient}
        changes.latest(schema.recipient, to, clock=event.clock)
    elif isinstance(said, Sent):
        route = {"source": said.centre, "target": said.target, "sent_on": event.happened_on}
        stamp = {"clock": event.clock, "stamp": event.stamp}
        changes.latest(schema.transfer, {"number": said.number}, **route, **stamp)


def _move(said: Moving, when: When, number: int, line: Line, changes: Changes) -> None:
    source, target, quantity = line.source, line.target, line.quantity
    known = _lot_row(line.item, line.lot)
    item, lot = known[0], known[1]  # the same texts each time: quicker to find than equal ones
    changes.once(schema.lot, known)
    changes.increase(schema.balance, "quantity", (source, item, lot), -quantity)
    changes.increase(schema.balance, "quantity", (target, item, lot), quantity)
    if source[0] != VIRTUAL:  # the other side of a virtual location's movement says it all
        place = (centre_of(source), item, *when, -number)
        changes.add(schema.entry, (*place, source, target, lot, -quantity))
    elif source.startswith(TRANSIT):
        _on_the_road(said, line, source, changes)
    if target[0] != VIRTUAL:
        place = (centre_of(target), item, *when, number)
        changes.add(schema.entry, (*place, target, source, lot, quantity))
    elif target.startswith(TRANSIT):
        _on_the_road(said, line, target, changes)


@lru_cache(maxsize=65_536)  # every movement names a lot, and there are few
def _lot_row(item: str, key: str) -> tuple[str, ...]:
    lot = read_lot(key)
    return (item, key, lot.number, lot.expiry, lot.expires_on, lot.donation)


def _on_the_road(said: Moving, line: Line, road: str, changes: Changes) -> None:
    """What a waybill took along, and what of it came in; a reversal takes either back."""
    sends = f"-{WAYBILL}-" in said.number  # a reversal bears the code of what it reverses
    key = (road.partition("/")[2], line.item, line.lot)
    amount = -line.quantity if said.reverses else line.quantity
    changes.increase(schema.transfer_line, "sent" if sends else "received", key, amount)
