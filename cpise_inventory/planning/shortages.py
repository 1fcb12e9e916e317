"""What is below the minimum that a centre set itself."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import Connection

from cpise_inventory.planning.books import stock_of
from cpise_inventory.planning.outlook import usable_lots
from cpise_inventory.planning.queries import known_levels


class Shortage(NamedTuple):
    """`usable`: neither expired nor in quarantine."""

    centre: str
    item: str
    usable: int
    minimum: int
    target: int


def shortages(connection: Connection, today: date, centre: str = "") -> list[Shortage]:
    """Of one centre or of all, the emptiest first. Read from kept balances: flat in the journal."""
    known = known_levels(connection)
    centres = {where for where, _ in known if centre in ("", where)}
    held = {where: stock_of(connection, where) for where in centres}
    found = []
    for (where, item), level in known.items():
        if where not in centres:
            continue
        stock = held[where].get(item)
        usable = sum(lot.quantity for lot in usable_lots(stock.held, today)) if stock else 0
        if usable < level.minimum:
            found.append(Shortage(where, item, usable, level.minimum, level.target))
    return sorted(found, key=lambda one: (Fraction(one.usable, one.minimum), one.centre, one.item))
