"""Transfers to rows: each waybill's road and excess line by line, and what was done about it.

Every counter is a sum over events, so whatever two workstations did while apart adds up: what they
received twice is then seen as a road below zero; of an asset, as two states that follow one.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cpise_inventory.assets.projector import carried
from cpise_inventory.documents.issuing import ARRIVED, WAYBILL
from cpise_inventory.identity import split_number
from cpise_inventory.journal.event import Event
from cpise_inventory.locations import EXCESS, TRANSIT, is_quarantine, is_real
from cpise_inventory.stock.events import Carrying, Line, Reversed
from cpise_inventory.stock.projector import project as project_movements
from cpise_inventory.transfers.events import (
    LOSSES,
    Arrived,
    RequestApproved,
    RequestClosed,
    Requested,
    RequestRefused,
    Sent,
    Settled,
    TransferClosed,
)
from db import schema
from db.write import Changes

SENT, CAME, SETTLED = (str(one.__struct_config__.tag) for one in (Sent, Arrived, Settled))
_ASSETS = {SENT: "sent", CAME: "received", SETTLED: "settled"}
"""The column that counts what goes onto the road or off it."""
_ACCESSORIES = {CAME: "short", SETTLED: "cleared"}
_BY_CODE = {WAYBILL: SENT, ARRIVED: CAME}
"""For reversals that don't say what they reverse; the first ones did not."""


def project(events: Sequence[Event[Any]], changes: Changes) -> None:
    moving = [event for event in events if isinstance(event.payload, Sent | Arrived | Settled)]
    if moving:
        project_movements(moving, changes)
    for event in events:
        match event.payload:
            case Sent() as said:
                _sent(said, event, changes)
                _moved(said, SENT, event, changes)
            case Arrived() as said:
                _moved(said, CAME, event, changes)
            case Settled() as said:
                _moved(said, SETTLED, event, changes)
                _lost(said, event, changes)
            case Reversed() as said:
                _undone(said, event, changes)
            case TransferClosed() as said:
                _step(said.number, "closed", "", (0, 0), event, changes)
            case said:
                _requested(said, event, changes)


# --- waybills ------------------------------------------------------------------------------------


def _sent(said: Sent, event: Event[Any], changes: Changes) -> None:
    route = {"source": said.centre, "target": said.target, "sent_on": event.happened_on}
    about = {"request": said.request, "clock": event.clock, "stamp": event.stamp}
    changes.latest(schema.transfer, {"number": said.number}, **route, **about)
    for line in said.lines if said.request else ():
        changes.increase(schema.request_line, "sent", (said.request, line.item), line.quantity)


def _undone(said: Reversed, event: Event[Any], changes: Changes) -> None:
    kind = said.of or _BY_CODE.get(split_number(said.number).code, "")
    if kind not in (SENT, CAME, SETTLED):
        return
    _moved(said, kind, event, changes)
    for line in said.lines if said.answered else ():
        sent = said.sign * line.quantity
        changes.increase(schema.request_line, "sent", (said.answered, line.item), sent)


def _moved(said: Carrying, kind: str, event: Event[Any], changes: Changes) -> None:
    """What it did to the waybill's lines and assets; a reversal takes the same away again."""
    number = _waybill(said, kind)
    sign, lines = (said.sign, said.done) if isinstance(said, Reversed) else (1, said.lines)
    for line in lines:
        place, _, waybill = _road(line).partition("/")
        number = number or waybill
        for name, amount in _counts(kind, place, line):
            key = (waybill, line.item, line.lot)
            changes.increase(schema.transfer_line, name, key, sign * amount)
    if said.carries:
        _assets(said, (number, kind, sign), event, changes)
    much = (sum(line.quantity for line in said.lines), len(said.road))
    if isinstance(said, Reversed):
        step = "restored" if said.restores else "undone"
        _step(number, step, said.subject, much, event, changes)
    else:
        last = isinstance(said, Arrived) and said.last
        step = "last" if last else {SENT: "sent", CAME: "received", SETTLED: "settled"}[kind]
        _step(number, step, said.number, much, event, changes)


def _lost(said: Settled, event: Event[Any], changes: Changes) -> None:
    """What of it nobody will see again, and why; it stands unless the document is reversed."""
    gone: Counter[tuple[str, str, str]] = Counter()
    for one in said.decisions:
        if one.decision in LOSSES:
            gone[one.item, one.lot, one.decision] += one.quantity
    for key, quantity in gone.items():
        row = (said.number, *key, said.centre, event.happened_on, quantity)
        changes.once(schema.road_loss, row)


def _assets(
    said: Carrying, what: tuple[str, str, int], event: Event[Any], changes: Changes
) -> None:
    """`what`: the waybill's number, the kind of event, and 1 or, where it's undone, -1."""
    number, kind, sign = what
    for tag in said.road:
        changes.increase(schema.transfer_asset, _ASSETS[kind], (number, tag), sign)
    for check in said.asset_checks:
        if not check.lacking:
            continue
        changes.increase(schema.transfer_asset, _ACCESSORIES[kind], (number, check.tag), sign)
        if isinstance(said, Arrived):
            key, lacks = {"number": number, "tag": check.tag}, "\n".join(check.lacking)
            changes.latest(schema.transfer_asset, key, lacks=lacks, lacks_stamp=event.stamp)
    carried(said.states, said.asset_checks, event, changes)


def _waybill(said: Carrying, kind: str) -> str:
    """What it says itself; of a receipt or a decision on goods that is undone, the lines tell."""
    if isinstance(said, Arrived | Settled):
        return said.waybill
    if isinstance(said, Reversed):
        return said.subject if kind == SENT else said.waybill
    return said.number


def _road(line: Line) -> str:
    """The end of the line that is a waybill's road or excess; empty where none is."""
    ends = (line.target, line.source)
    return next((end for end in ends if end.startswith((TRANSIT, EXCESS))), "")


def _counts(kind: str, place: str, line: Line) -> list[tuple[str, int]]:
    """The columns that a line adds to."""
    quantity = line.quantity
    outward = line.target.startswith((TRANSIT, EXCESS))
    other = line.source if outward else line.target
    if not place:
        return []
    if kind == SENT:
        return [("sent", quantity)]
    if place == EXCESS:
        return [("cleared" if kind == SETTLED else "over", quantity)]
    if kind == CAME:
        return [("received", quantity), *([("damaged", quantity)] if is_quarantine(other) else [])]
    if outward:  # more had come in than was sent: that much had left the sender, too
        return [("back", -quantity)]
    return [("back" if is_real(other) else "lost", quantity)]


def _step(
    number: str,
    step: str,
    document: str,
    much: tuple[int, int],
    event: Event[Any],
    changes: Changes,
) -> None:
    """`much`: units of goods, and assets."""
    key = (number, event.clock, event.device, event.seq)
    about = (step, document, event.actor, event.happened_on, *much)
    changes.add(schema.transfer_step, (*key, *about))


# --- requisitions --------------------------------------------------------------------------------


def _requested(said: Any, event: Event[Any], changes: Changes) -> None:
    key, status, remarks = {"number": said.number}, "asked", ""
    if isinstance(said, Requested):
        who = {"centre": said.centre, "supplier": said.supplier, "actor": event.actor}
        when = {"asked_on": event.happened_on, "wanted_on": said.wanted_on, "clock": event.clock}
        changes.latest(schema.request, key, **who, **when, described=event.stamp)
        for line in said.lines:
            changes.increase(schema.request_line, "asked", (said.number, line.item), line.quantity)
        remarks = said.remarks
    elif isinstance(said, RequestApproved):
        status, remarks = "approved", said.remarks
        for line in said.lines:
            changes.latest(
                schema.request_line,
                {"number": said.number, "item": line.item},
                approved=line.quantity,
                approved_stamp=event.stamp,
            )
    elif isinstance(said, RequestRefused | RequestClosed):
        status = "refused" if isinstance(said, RequestRefused) else "closed"
        remarks = said.reason
    changes.latest(schema.request, key, status=status, status_stamp=event.stamp)
    place = (said.number, event.clock, event.device, event.seq)
    about = (status, event.actor, event.happened_on, remarks)
    changes.add(schema.request_step, (*place, *about))
