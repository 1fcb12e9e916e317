"""Movements to what each month brought to an item at a centre: came, left, used, back.

Used is what was given out, and what went into kits: those parts are gone from the shelf as surely
as if they had been given out, and kits are given out as kits. What comes out of kits that this
centre made is `back`, so are goods returned; parts of kits that came as kits are new here. Goods
sent, lost or counted away have `left`: they tell nothing of the need.

A document that was undone counts as if it had never been: its reversal takes it off the month of
the fact, not of the undoing.
"""

from collections.abc import Sequence
from typing import Any

from cpise_inventory.documents.issuing import KIT as KIT_PAPER
from cpise_inventory.identity import read_lot, split_number
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import CONSUMED, DISTRIBUTED, KIT, centre_of, is_real
from cpise_inventory.stock.events import KitsAssembled, KitsOpened, Line, Moving, Reversed
from db import schema
from db.write import Changes

GIVEN = frozenset({DISTRIBUTED, CONSUMED})
_MONTH = len("2026-08")
_ASSEMBLED = str(KitsAssembled.__struct_config__.tag)
_OPENED = str(KitsOpened.__struct_config__.tag)


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    flows = changes.counters(schema.stock_flow, "quantity")
    for event in events:
        said: Moving = event.payload
        kind, sign, lines, day = said.kind, 1, said.lines, event.happened_on
        if isinstance(said, Reversed):
            kind, sign, day = said.of, -1, said.then or day
            lines = tuple(line.turned() for line in lines)
        month, ours = day[:_MONTH], False
        for line in lines:
            here, there = centre_of(line.source), centre_of(line.target)
            if here == there:  # from shelf to shelf
                continue
            if is_real(here):
                ours = _made_at(here, line)  # of kits that are opened; their parts stand below
                used = line.target in GIVEN or (line.target == KIT and kind == _ASSEMBLED)
                flows[here, month, line.item, "used" if used else "left"] += sign * line.quantity
            if is_real(there):
                back = line.source in GIVEN or (kind == _OPENED and ours)
                flows[there, month, line.item, "back" if back else "came"] += sign * line.quantity


def _made_at(centre: str, kits: Line) -> bool:
    """Whether these are kits that the centre made: their lot bears the number of its paper."""
    number = split_number(read_lot(kits.lot).number)
    return number.code == KIT_PAPER and number.device.rpartition("-")[0] == centre
