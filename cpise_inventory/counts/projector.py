"""Counts to rows. Every row is a fact of its event or the latest word, so in whatever order events
of several workstations come in, the same tables stand.

What was booked outlasts what was only said: a count that one workstation approved while another
gave it up is approved, for its differences have moved stock.
"""

from collections.abc import Sequence
from typing import Any, Final

from cpise_inventory.counts.events import (
    CountApproved,
    Counted,
    CountEntered,
    CountExplained,
    CountFinished,
    CountOpened,
    CountRuleSet,
    CountTaken,
    RecountAsked,
)
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import DIFFERENCE
from cpise_inventory.stock.projector import project as project_movements
from db import schema
from db.write import Changes

BOOKED, SAID = "1", "0"
"""Begin the stamp of how a sheet stands: the first outlasts the second, however late that is."""
STEPS: Final = {
    "count.opened": "opened",
    "count.recount_asked": "recount",
    "count.approved": "approved",
    "count.cancelled": "cancelled",
}


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    moving = [event for event in events if isinstance(event.payload, CountFinished | CountApproved)]
    if moving:
        project_movements(moving, changes)
    for event in events:
        match event.payload:
            case CountRuleSet() as said:
                figures = {"units": said.units, "percent": said.percent}
                key = {"centre": said.centre}
                changes.latest(schema.count_rule, key, **figures, stamp=event.stamp)
            case CountEntered() as said:
                _entered(event, said.lines, said.clock, changes)
            case CountExplained() as said:
                for one in said.reasons:
                    _reason(event, (one.location, one.item, one.lot), one, changes)
            case _:
                _step(event, changes)


def _entered(event: Event[Any], lines: Sequence[Counted], moment: int, changes: Changes) -> None:
    """`moment`: when they were counted, where the lines don't say; 0 is when they were entered."""
    for line in lines:
        clock = line.clock or moment or event.clock
        day = line.on or event.happened_on
        where = (event.payload.number, line.location, line.item, line.lot)
        what = (event.clock, event.device, event.seq, line.quantity, event.actor)
        past = int(line.past or bool(moment))
        changes.once(schema.count_entry, (*where, *what, day, clock, past))
        changes.latest(
            schema.count_last,
            {"location": line.location, "item": line.item},
            counted_on=day,
            stamp=f"{clock:020d}{event.device}:{event.seq:012d}",
        )


def _reason(event: Event[Any], key: tuple[str, str, str], said: Any, changes: Changes) -> None:
    names = dict(zip(("location", "item", "lot"), key, strict=True))
    about = {"number": event.payload.number, **names}
    told = {"why": said.why, "remarks": said.remarks}
    changes.latest(schema.count_reason, about, **told, stamp=event.stamp)


def _step(event: Event[Any], changes: Changes) -> None:
    """What becomes of a sheet: its history, how it stands, and what comes with it."""
    said = event.payload
    lines, differing, over, short = 0, 0, 0, 0
    name, rank = STEPS.get(said.kind, ""), SAID
    if isinstance(said, CountOpened):
        lines = len(said.lines)
        _opened(event, said, changes)
    elif isinstance(said, RecountAsked):
        for item in said.items:
            again = (said.number, item, event.clock, event.device, event.seq)
            changes.once(schema.count_again, again)
    elif isinstance(said, CountFinished | CountApproved):
        lines, differing, over, short = said.compared, said.differing, said.over, said.short
        _differences(event, changes)
    if isinstance(said, CountTaken):
        _opened(event, said.opened, changes)
    if isinstance(said, CountFinished):
        _entered(event, said.entered, 0, changes)
        name = "waits" if said.waits else "settled"
        for one in said.reasons:
            _reason(event, ("", one.item, ""), one, changes)
    if name == "approved" or (name == "settled" and said.lines):
        rank = BOOKED
    step = (said.number, event.clock, event.device, event.seq, said.centre, name, event.actor)
    changes.add(schema.count_step, (*step, event.happened_on, lines, differing, over, short))
    changes.latest(
        schema.count_sheet, {"number": said.number}, step=name, step_stamp=rank + event.stamp
    )


def _opened(event: Event[Any], said: CountOpened, changes: Changes) -> None:
    changes.latest(
        schema.count_sheet,
        {"number": said.number},
        centre=said.centre,
        sort=said.sort,
        category=said.category,
        places=" ".join(said.places),
        blind=int(said.blind),
        opened_on=event.happened_on,
        past=int(event.happened_on < event.recorded_at.date().isoformat()),
        clock=event.clock,
        actor=event.actor,
        opened=event.stamp,
    )
    for place in said.lines:
        changes.once(schema.count_line, (said.number, place.location, place.item, place.lot))


def _differences(event: Event[CountFinished | CountApproved], changes: Changes) -> None:
    said = event.payload
    if said.lines:
        changes.increase(schema.count_booking, "times", (said.number,), 1)
    for line in said.lines:
        more = line.source == DIFFERENCE
        where = line.target if more else line.source
        key = (said.number, where, line.item, line.lot, event.device, event.seq, event.clock)
        signed = line.quantity if more else -line.quantity
        changes.add(schema.count_difference, (*key, said.centre, signed))
