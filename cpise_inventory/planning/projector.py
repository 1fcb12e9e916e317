"""Movements to what each month brought to an item at a centre: came, left, used, back.

Used is what was given out, and what went into kits: those parts are gone from the shelf as surely
as if they had been given out, and kits are given out as kits. What comes out of kits that this
centre made is `back`, so are goods returned; parts of kits that came as kits are new here. Goods
sent, lost or counted away have `left`: they tell nothing of the need.

A document that was undone counts as if it had never been: its reversal takes it off the month of
the fact, not of the undoing.

Only what is fit to be given is told of: goods that go into quarantine have left. What leaves a
centre when its expiry is past was lost there on its last day of use, whenever somebody sees to it;
what still lies there is on the shelf, and whoever reads (books.py) adds it.
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
    is_real,
    is_set_apart,
)
from cpise_inventory.stock.events import KitsAssembled, KitsOpened, Line, Moving, Reversed
from db import schema
from db.write import Changes

GIVEN = frozenset({DISTRIBUTED, CONSUMED})
_MONTH = len("2026-08")
_ASSEMBLED = str(KitsAssembled.__struct_config__.tag)
_OPENED = str(KitsOpened.__struct_config__.tag)
_OF_KITS: dict[type[Moving], str] = {KitsAssembled: _ASSEMBLED, KitsOpened: _OPENED}
"""The kinds that goods flow otherwise by."""


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    flows = changes.counters(schema.stock_flow, "quantity")
    spoiled = changes.counters(schema.stock_spoiled, "quantity")
    for event in events:
        said: Moving = event.payload
        kind, sign = _OF_KITS.get(type(said), ""), 1
        lines, day = said.lines, event.happened_on
        if isinstance(said, Reversed):
            kind, sign, day = said.of, -1, said.then or day
            lines = tuple(line.turned() for line in lines)
        month, opens, ours = day[:_MONTH], kind == _OPENED, False
        for line in lines:
            here, out, there, into = _flows(line.source, line.target, kind)
            if not (out or into):
                continue
            amount = sign * line.quantity
            if (last := _last_day(line.lot)) < day:  # it was lost on its last day of use
                for centre, lost in ((here, amount), (there, -amount)):
                    if centre:
                        spoiled[centre, last, line.item] += lost
                continue
            if out:
                ours = opens and _made_at(here, line)  # the kits; their parts stand below
                flows[here, month, line.item, out] += amount
            if into:
                flows[there, month, line.item, "back" if ours else into] += amount


@lru_cache(maxsize=4_096)  # few ways are gone again and again
def _flows(source: str, target: str, kind: str) -> tuple[str, str, str, str]:
    """Of which centre a line is a flow out and which, and into which one and which."""
    here, there = _giving(source), _giving(target)
    if here == there:  # from shelf to shelf
        return here, "", there, ""
    used = target in GIVEN or (target == KIT and kind == _ASSEMBLED)
    out, into = "used" if used else "left", "back" if source in GIVEN else "came"
    return here, out if here else "", there, into if there else ""


def _giving(location: str) -> str:
    """The centre that gives goods out from there; empty where nobody does, as in quarantine."""
    return "" if not is_real(location) or is_set_apart(location) else centre_of(location)


@lru_cache(maxsize=65_536)  # every movement names a lot, and there are few
def _last_day(lot: str) -> str:
    return read_lot(lot).expires_on


def _made_at(centre: str, kits: Line) -> bool:
    """Whether these are kits that the centre made: their lot bears the number of its paper."""
    number = split_number(read_lot(kits.lot).number)
    return number.code == KIT_PAPER and number.device.rpartition("-")[0] == centre
