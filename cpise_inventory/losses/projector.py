"""Reports of losses to rows: what is held for them, and how each stands; the latest word wins."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cpise_inventory.journal.event import Event
from cpise_inventory.losses.events import LossApproved, LossRejected, LossReported
from cpise_inventory.stock.events import Reversed
from cpise_inventory.stock.projector import project as project_movements
from db import schema
from db.write import Changes

REPORTED = str(LossReported.__struct_config__.tag)


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    moving = [one for one in events if not isinstance(one.payload, Reversed)]  # stock has those
    if moving:
        project_movements(moving, changes)
    for event in events:
        match event.payload:
            case LossReported() as said:
                _reported(said, event, changes)
                _stands(said.number, "waits", event, changes)
            case LossApproved(number=number):
                _stands(number, "approved", event, changes)
            case LossRejected(number=number):
                _stands(number, "rejected", event, changes)
            case Reversed(of=kind, undoes=number, restores="") if kind == REPORTED:
                _stands(number, "cancelled", event, changes)


def _reported(said: LossReported, event: Event[Any], changes: Changes) -> None:
    changes.latest(
        schema.loss_report,
        {"number": said.number},
        centre=said.centre,
        why=said.why,
        police=said.police,
        waybill=said.waybill,
        reported_on=event.happened_on,
        reporter=event.actor,
        clock=event.clock,
        described=event.stamp,
    )
    held: Counter[tuple[str, ...]] = Counter()
    for line in said.goods:
        held[line.target, line.item, line.lot, line.source] += line.quantity
    for (place, item, lot, source), quantity in held.items():
        changes.once(schema.loss_line, (place, item, lot, said.number, source, quantity))


def _stands(number: str, status: str, event: Event[Any], changes: Changes) -> None:
    decided = {"status": status, "decided_on": event.happened_on, "decider": event.actor}
    changes.latest(schema.loss_report, {"number": number}, **decided, status_stamp=event.stamp)
