"""Donations at a glance: what came, what is left, what is still awaited."""

from typing import NamedTuple

from sqlalchemy import BigInteger, Connection, bindparam, cast, func, select

from cpise_inventory.catalogue.queries import Donation, donations
from cpise_inventory.donations.expected import deliveries
from cpise_inventory.locations import DONOR, VIRTUAL
from db.run import Query
from db.schema import balance, lot

_B, _L = balance.c, lot.c
_LYING = (
    select(cast(func.sum(_B.quantity), BigInteger))
    .join_from(lot, balance, (_B.item == _L.item) & (_B.lot == _L.lot))
    .where(_L.donation == bindparam("donation"))
)
_OWED = Query(_LYING.where(_B.location == DONOR))  # below nought by what came and was not sent back
_HELD = Query(_LYING.where(_B.location < VIRTUAL))


class Summary(NamedTuple):
    """`received`, `on_hand`, `awaited` in units of all items; `late`: something was due before."""

    donation: Donation
    received: int
    on_hand: int
    awaited: int
    late: bool


def summaries(connection: Connection, today: str) -> list[Summary]:
    """All donations, in the order of their codes."""
    awaited: dict[str, int] = {}
    late = set[str]()
    for one in deliveries(connection, open_only=True):
        awaited[one.donation] = awaited.get(one.donation, 0) + one.remaining
        if one.due_on and one.due_on < today:
            late.add(one.donation)
    return [
        Summary(
            one,
            -(_OWED.value(connection, donation=one.code) or 0),
            _HELD.value(connection, donation=one.code) or 0,
            awaited.get(one.code, 0),
            one.code in late,
        )
        for one in donations(connection)
    ]
