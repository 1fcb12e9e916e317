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

from collections.abc import Mapping, Sequence
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
from cpise_inventory.stock.events import KitsAssembled, KitsOpened, Line, Reversed
from cpise_inventory.stock.projector import TOLD_BY_DOCUMENT, Moved
from cpise_inventory.stock.projector import spread as moved_plainly
from db import schema
from db.run import Row
from db.write import Changes

GIVEN = frozenset({DISTRIBUTED, CONSUMED})
_MONTH = len("2026-08")
_Way = tuple[str, str, str, str]
"""Of which centre a line is a flow out and which, and into which one and which."""
_ASSEMBLED = str(KitsAssembled.__struct_config__.tag)
_OPENED = str(KitsOpened.__struct_config__.tag)


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    changes.share(moved_plainly, _spread)
    for event in events:
        said = event.payload
        kind = type(said)
        if kind not in TOLD_BY_DOCUMENT:
            continue
        if kind is Reversed:
            day = said.then or event.happened_on
            _by_document(said.done, said.of, day, said.sign, changes)
        else:
            _by_document(said.lines, said.kind, event.happened_on, 1, changes)


def _spread(moved: Mapping[Row, Moved], changes: Changes) -> None:
    """What stock has summed of all that says by its way alone what it was."""
    flows = changes.counters(schema.stock_flow, "quantity")
    for one in moved.values():
        way = here, out, there, into = _flows(one.source, one.target, "")
        if one.fit and out:
            flows[here, one.month, one.item, out] += one.fit
        if one.fit and into:
            flows[there, one.month, one.item, into] += one.fit
        if one.late:
            _spoiled(way, one.expires_on, one.item, one.late, changes)


def _by_document(lines: Sequence[Line], kind: str, day: str, sign: int, changes: Changes) -> None:
    """What kits and undoings moved, of which only the document says what it was."""
    flows = changes.counters(schema.stock_flow, "quantity")
    month, ours = day[:_MONTH], False
    for line in lines:
        way = here, out, there, into = _flows(line.source, line.target, kind)
        amount = sign * line.quantity
        if (last := _last_day(line.lot)) < day:
            _spoiled(way, last, line.item, amount, changes)
            continue
        if out:
            ours = kind == _OPENED and _made_at(here, line)  # the kits; their parts stand below
            flows[here, month, line.item, out] += amount
        if into:
            flows[there, month, line.item, "back" if ours else into] += amount


def _spoiled(way: _Way, last: str, item: str, amount: int, changes: Changes) -> None:
    """It was lost on its last day of use; unless it only went from shelf to shelf."""
    here, out, there, into = way
    if out or into:
        for centre, lost in ((here, amount), (there, -amount)):
            if centre:
                changes.increase(schema.stock_spoiled, "quantity", (centre, last, item), lost)


@lru_cache(maxsize=4_096)  # few ways are gone again and again
def _flows(source: str, target: str, kind: str) -> _Way:
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
