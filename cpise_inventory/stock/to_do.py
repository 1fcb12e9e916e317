"""What workstations that were apart took back of the same receipt, which a person settles."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from cpise_inventory.documents.to_do import about, told
from cpise_inventory.stock.returns import too_much_back


def returned(connection: Connection, centre: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """More than was given: the kind of task, which receipt, facts. `item`, `given` and `back` are
    those of the first of `lots`.
    """
    for found in too_much_back(connection):
        one, first = found.receipt, found.lots[0]
        if centre not in ("", one.centre):
            continue
        facts = {
            **about(one),
            "party": one.party,
            "item": first.item,
            "given": first.given,
            "back": first.back,
            "lots": [lot._asdict() for lot in found.lots],
            "documents": [note.number for note in found.notes],
            "returns": [told(note) for note in found.notes],
            "reversals": [told(reversing) for reversing in found.reversals],
        }
        yield "back_too_much", one.number, facts
