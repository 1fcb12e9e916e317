"""What physical verifications leave to be done, for the list of today."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from cpise_inventory.campaigns.queries import (
    Misplaced,
    Missed,
    misplaced,
    missed,
    open_campaigns,
)

ToDo = tuple[str, str, dict[str, Any]]
"""The kind of task, the campaign's number, and what fills its sentence."""


def to_do(connection: Connection, centre: str = "") -> list[ToDo]:
    """Campaigns under way or to be approved, and what is to be done about those that are over."""
    found, under_way = list[ToDo](), set[str]()
    for one in open_campaigns(connection, centre):
        under_way.add(one.number)
        facts = {name: getattr(one, name) for name in ("number", "centre", "opened_on")}
        facts |= {"seen": one.seen, "expected": one.expected}
        kind = "campaign_waits" if one.status == "waits" else "campaign_open"
        found.append((kind, one.number, facts))
    found += _left("assets_missing", missed(connection, centre), under_way)
    return found + _left("assets_elsewhere", misplaced(connection, centre), under_way)


def _left(kind: str, there: Sequence[Missed | Misplaced], under_way: set[str]) -> list[ToDo]:
    """How many of each campaign; what may still be seen otherwise is left aside."""
    counts: dict[str, int] = {}
    for one in there:
        counts[one.number] = counts.get(one.number, 0) + 1
    return [
        (kind, number, {"number": number, "count": count})
        for number, count in counts.items()
        if number not in under_way
    ]
