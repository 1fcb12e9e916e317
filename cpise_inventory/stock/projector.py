"""Stock events to rows: both sides of every line, balances, lots, and what is on the road."""

from typing import Any

from cpise_inventory.documents.issuing import WAYBILL
from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import TRANSIT, centre_of
from cpise_inventory.stock.events import Distributed, Line, Moving, Sent
from db import schema
from db.write import Changes


def project(event: Event[Any], changes: Changes) -> None:
    said: Moving = event.payload
    kind = said.kind
    for number, line in enumerate(said.lines, 1):
        _move(event, number, line, kind, changes)
    if isinstance(said, Sent):
        route = {"source": said.centre, "target": said.target, "sent_on": event.happened_on}
        when = {"clock": event.clock, "stamp": event.stamp}
        changes.latest(schema.transfer, {"number": said.number}, **route, **when)
    elif isinstance(said, Distributed):
        to = {"centre": said.centre, "kind": said.recipient_kind, "name": said.recipient}
        changes.latest(schema.recipient, to, stamp=event.stamp)


def _move(event: Event[Any], number: int, line: Line, kind: str, changes: Changes) -> None:
    item, lot, quantity = line.item, line.lot, line.quantity
    changes.increase(schema.balance, "quantity", (line.source, item, lot), -quantity)
    changes.increase(schema.balance, "quantity", (line.target, item, lot), quantity)
    document = event.payload.number
    for side, here, other in ((-1, line.source, line.target), (1, line.target, line.source)):
        place = (centre_of(here), item, event.happened_on, event.clock, event.device, event.seq)
        changes.add(
            schema.entry,
            (*place, number, side, here, other, lot, side * quantity, document, kind),
        )
    known = read_lot(lot)
    about = (known.number, known.expiry, known.expires_on, known.donation)
    changes.once(schema.lot, (item, lot, *about))
    _on_the_road(event.payload, line, changes)


def _on_the_road(said: Moving, line: Line, changes: Changes) -> None:
    """What a waybill took along, and what of it came in; a reversal takes either back."""
    road = next((end for end in (line.source, line.target) if centre_of(end) == TRANSIT), None)
    if road is None:
        return
    sends = f"-{WAYBILL}-" in said.number  # a reversal bears the code of what it reverses
    key = (road.partition("/")[2], line.item, line.lot)
    amount = -line.quantity if said.reverses else line.quantity
    changes.increase(schema.transfer_line, "sent" if sends else "received", key, amount)
