"""Papers of a waybill that say the same twice, as workstations that were apart wrote them.

What they make of the road is no difference to be decided: one of them is undone.
"""

from typing import NamedTuple

from sqlalchemy import Connection

from cpise_inventory.transfers.queries import CAME, Transfer, steps, undone_times


class Doubled(NamedTuple):
    """Receipts that all stand, of which more came in than was sent; and what was cancelled more
    than once.
    """

    received: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()


def doubled(connection: Connection, found: Transfer) -> Doubled:
    told = steps(connection, found.number)
    undone = tuple(number for number, times in undone_times(told).items() if times > 1)
    came = tuple(one.document for one in told if one.step in CAME and not one.undone)
    is_over = len(came) > 1 and any(line.missing < 0 for line in found.lines)
    return Doubled(came if is_over else (), undone)
