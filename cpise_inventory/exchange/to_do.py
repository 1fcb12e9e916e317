"""Whom to ask for a file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from cpise_inventory.exchange.queries import DAY, SILENT_DAYS, silent
from cpise_inventory.journal.event import midnight


def silent_centres(
    connection: Connection, today: date, centre: str = ""
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Other centres that nothing was heard of for long: the kind of task, which centre, facts."""
    for there, at in silent(connection, midnight(today) - SILENT_DAYS * DAY):
        if there != centre:
            day = datetime.fromtimestamp(at / 1_000_000, UTC).date()
            yield "silent", there, {"centre": there, "day": day.isoformat()}
