"""What came back of receipts to rows, from both sides: by return notes, and by reversals.

Distributions leave none here: a receipt of which nothing comes back costs nothing. What one gave is
said by whatever brings any of it back.
"""

from typing import Any

from cpise_inventory.journal.event import Event
from cpise_inventory.stock.events import Distributed, GivenBack, Line, Reversed, by_lot
from db import schema
from db.write import Changes

_DISTRIBUTED = str(Distributed.__struct_config__.tag)


def project(event: Event[Any], changes: Changes) -> None:
    match event.payload:
        case GivenBack() as said:  # notes of old, which don't say what was given, are left out
            for line, given in zip(said.lines, said.given, strict=False):
                _say_given(said.receipt, line.item, line.lot, given, changes)
                _increase(said.receipt, line, line.quantity, changes)
        case Reversed(of=kind) as said if kind == _DISTRIBUTED:  # all that it gave
            for (item, lot), given in by_lot(said.done).items():
                _say_given(said.subject, item, lot, given, changes)
            for line in said.done:
                _increase(said.subject, line, -said.sign * line.quantity, changes)
        case Reversed(receipt=number) as said if number:
            for line in said.done:
                _increase(number, line, said.sign * line.quantity, changes)


def _say_given(receipt: str, item: str, lot: str, given: int, changes: Changes) -> None:
    """It's the same whoever says it."""
    key = {"receipt": receipt, "item": item, "lot": lot}
    changes.latest(schema.receipt_back, key, given=given)


def _increase(receipt: str, line: Line, quantity: int, changes: Changes) -> None:
    changes.increase(schema.receipt_back, "back", (receipt, line.item, line.lot), quantity)
