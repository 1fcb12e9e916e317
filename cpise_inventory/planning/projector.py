"""Movements to what each month brought to an item at a centre: came, left, used, back.

Used is what was given out, and what went into kits: those parts are gone from the shelf as surely
as if they had been given out, and kits are given out as kits. What comes out of kits that this
centre made is `back`, so are goods returned; parts of kits that came as kits are new here. Goods
sent, lost or counted away have `left`: they tell nothing of the need.

A document that was undone counts as if it had never been: its reversal takes it off the month of
the fact, not of the undoing.

Only what is fit to be given is told of: goods that go into quarantine have left. What leaves a
centre when its expiry is past was lost there on its last day of use, whenever somebody sees to it;
what still lies there is on the shelf, and whoever reads (queries.py) adds it.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from cpise_inventory.documents.issuing import KIT as KIT_PAPER
from cpise_inventory.identity import read_lot, split_number
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import (
    CONSUMED,
    DISTRIBUTED,
    KIT,
    centre_of,
    is_quarantine,
    is_real,
)
from cpise_inventory.stock.events import KitsAssembled, KitsOpened, Line, Moving, Reversed
from db import schema
from db.write import Changes

GIVEN = frozenset({DISTRIBUTED, CONSUMED})
_MONTH = len("2026-08")
_ASSEMBLED = str(KitsAssembled.__struct_config__.tag)
_OPENED = str(KitsOpened.__struct_config__.tag)


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    flows = changes.counters(schema.stock_flow, "quantity")
    spoiled = changes.counters(schema.stock_spoiled, "quantity")
    for event in events:
        said: Moving = event.payload
        kind, sign, lines, day = said.kind, 1, said.lines, event.happened_on
        if isinstance(said, Reversed):
            kind, sign, day = said.of, -1, said.then or day
            lines = tuple(line.turned() for line in lines)
        month, ours = day[:_MONTH], False
        for line in lines:
            here, there, amount = _giving(line.source), _giving(line.target), sign * line.quantity
            if here == there:  # from shelf to shelf
                continue
            if (last := _last_day(line.lot)) < day:  # it was lost on its last day of use
                for centre, lost in ((here, amount), (there, -amount)):
                    if centre:
                        spoiled[centre, last, line.item] += lost
                continue
            if here:
                ours = _made_at(here, line)  # of kits that are opened; their parts stand below
                used = line.target in GIVEN or (line.target == KIT and kind == _ASSEMBLED)
                flows[here, month, line.item, "used" if used else "left"] += amount
            if there:
                back = line.source in GIVEN or (kind == _OPENED and ours)
                flows[there, month, line.item, "back" if back else "came"] += amount


@lru_cache(maxsize=4_096)  # there are few
def _giving(location: str) -> str:
    """The centre that gives goods out from there; empty where nobody does, as in quarantine."""
    return "" if not is_real(location) or is_quarantine(location) else centre_of(location)


@lru_cache(maxsize=65_536)  # every movement names a lot, and there are few
def _last_day(lot: str) -> str:
    return read_lot(lot).expires_on


def _made_at(centre: str, kits: Line) -> bool:
    """Whether these are kits that the centre made: their lot bears the number of its paper."""
    number = split_number(read_lot(kits.lot).number)
    return number.code == KIT_PAPER and number.device.rpartition("-")[0] == centre
