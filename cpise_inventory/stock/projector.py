"""Stock events to rows: both sides of every line, balances, lots, and what is on the road."""

from functools import lru_cache
from typing import Any

from cpise_inventory.documents.issuing import WAYBILL
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import TRANSIT, VIRTUAL
from cpise_inventory.stock.events import Distributed, Line, Moving, Sent
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    said: Moving = event.payload
    for number, line in enumerate(said.lines, 1):
        _move(event, number, line, changes)
    if isinstance(said, Sent):
        route = {"source": said.centre, "target": said.target, "sent_on": event.happened_on}
        when = {"clock": event.clock, "stamp": event.stamp}
        changes.latest(schema.transfer, {"number": said.number}, **route, **when)
    elif isinstance(said, Distributed):
        to = {"centre": said.centre, "kind": said.recipient_kind, "name": said.recipient}
        changes.latest(schema.recipient, to, stamp=event.stamp)


def _move(event: Event[Any], number: int, line: Line, changes: Changes) -> None:
    item, lot, quantity = line.item, line.lot, line.quantity
    changes.increase(schema.balance, "quantity", (line.source, item, lot), -quantity)
    changes.increase(schema.balance, "quantity", (line.target, item, lot), quantity)
    changes.once(schema.lot, _lot_row(item, lot))
    for side, here, other in ((-1, line.source, line.target), (1, line.target, line.source)):
        if here[0] != VIRTUAL:  # the other side of a virtual location's movement says it all
            key = (here.partition("/")[0], item, event.happened_on, event.clock, event.device)
            moved = (here, other, lot, side * quantity)
            changes.add(schema.entry, (*key, event.seq, side * number, *moved))
        elif here.startswith(TRANSIT):
            _on_the_road(event.payload, line, here, changes)


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
