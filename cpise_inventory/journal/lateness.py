"""Whether this machine's clock can be right, by what the books know already.

Order never hangs on it, for the hybrid clock doesn't go back; the dates on papers do.
"""

from typing import NamedTuple

from sqlalchemy import Connection, select

from cpise_inventory.journal.event import time_of
from db.run import Query
from db.schema import head

TOLERATED = 5 * 60 * 1_000_000
"""Five minutes: clocks of two workstations differ by as much, and nobody minds."""
_LATEST = Query(
    select(head.c.device, head.c.clock).order_by(head.c.clock.desc(), head.c.device).limit(1)
)


class Late(NamedTuple):
    """The clock shows `now`, and yet `device` recorded something at `latest`, in microseconds since
    1970 UTC. Either this clock is behind, or that one was ahead.
    """

    now: int
    device: str
    latest: int


def lateness(connection: Connection, now: int) -> Late | None:
    """Of a clock that shows `now`; nothing where it may be right. Reads one row a workstation."""
    row = _LATEST.one(connection)
    if row is None:
        return None
    device, clock = row
    late = Late(now, device, time_of(clock))
    return late if late.latest - now > TOLERATED else None
