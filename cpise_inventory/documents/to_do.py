"""What workstations that were apart did to the same document, which a person settles."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from cpise_inventory.documents.queries import Document, undone_apart


def undone(connection: Connection, centre: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Undone more than once; or no more, since each reversal was taken back: the kind of task,
    which document, facts.
    """
    for found in undone_apart(connection, centre):
        one = found.document
        facts = {
            **about(one),
            "times": one.times,
            "documents": [reversing.number for reversing in found.surplus or found.reversals],
            "reversals": [told(reversing) for reversing in found.reversals],
        }
        yield "undone_twice" if found.twice else "undone_no_more", one.number, facts


def about(one: Document) -> dict[str, Any]:
    return {
        "number": one.number,
        "code": one.code,
        "centre": one.centre,
        "happened_on": one.happened_on,
        "actor": one.actor,
    }


def told(reversing: Document) -> dict[str, Any]:
    """Of what a person chooses among: who wrote it, when and where, and whether it holds."""
    return {
        "number": reversing.number,
        "actor": reversing.actor,
        "happened_on": reversing.happened_on,
        "issued_at": reversing.issued_at,
        "device": reversing.device,
        "reversed_by": reversing.reversed_by,
    }
