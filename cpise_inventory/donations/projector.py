"""Movements to what each document did with a donation's goods where they came onto shelves or left
them for good. What moves between shelves and over the road is in the balances already.

A reversal is filed under the document that it undoes, so that each receipt tells what was taken
back of it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from cpise_inventory.identity import read_lot
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import TRANSIT, VIRTUAL
from cpise_inventory.stock.events import Moving, Reversed
from db import schema
from db.write import Changes


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    came = changes.counters(schema.donation_use, "came")
    went = changes.counters(schema.donation_use, "went")
    for event in events:
        said: Moving = event.payload
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
