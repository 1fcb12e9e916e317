"""Counts to rows. Every row is a fact of its event, so in whatever order events of several
workstations come in, the same tables stand; what holds now is read off by the clock.
"""

from collections.abc import Sequence
from typing import Any

from cpise_inventory.counts.events import (
    CountApproved,
    CountEntered,
    CountFinished,
    CountOpened,
    RecountAsked,
)
from cpise_inventory.journal.event import Event
from cpise_inventory.stock.projector import project as project_movements
from db import schema
from db.write import Changes


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    moving = [event for event in events if isinstance(event.payload, CountFinished | CountApproved)]
    if moving:
        project_movements(moving, changes)
    for event in events:
        _count(event, changes)


def _count(event: Event[Any], changes: Changes) -> None:
    said = event.payload
    step = (said.number, event.clock, event.device, event.seq)
    if isinstance(said, CountEntered):
        clock = said.clock or event.clock
        for line in said.lines:
            where = (line.location, line.item, line.lot)
            who = (event.actor, event.happened_on, clock)
            changes.once(schema.count_entry, (said.number, *where, *step[1:], line.quantity, *who))
        return
    lines, differing, over, short = 0, 0, 0, 0
    if isinstance(said, CountOpened):
        head = (said.number, said.centre, said.sort, said.category, int(said.blind))
        changes.once(schema.count_sheet, (*head, event.happened_on, event.clock, event.actor))
        for place in said.lines:
            changes.once(schema.count_line, (said.number, place.location, place.item, place.lot))
        name, lines = "opened", len(said.lines)
    elif isinstance(said, CountFinished):
        name = "waits" if said.waits else "settled"
    elif isinstance(said, CountApproved):
        name = "approved"
    elif isinstance(said, RecountAsked):
        name = "recount"
        for item in said.items:
            changes.once(schema.count_again, (said.number, item, *step[1:]))
    else:
        name = "cancelled"
    if isinstance(said, CountFinished | CountApproved):
        lines, differing, over, short = said.compared, said.differing, said.over, said.short
    about = (said.centre, name, event.actor, event.happened_on, lines, differing, over, short)
    changes.add(schema.count_step, (*step, *about))
