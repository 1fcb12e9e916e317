"""Which losses were reported, how each stands, and what is held for those not decided yet."""

from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select, text

from cpise_inventory.locations import is_set_apart
from db.run import Query
from db.schema import LOSS_WAITS, loss_line, loss_report

_R, _L = loss_report.c, loss_line.c
_WAITS = text(f"loss_report.{LOSS_WAITS}")
"""Word for word what the index of them says."""


class Report(NamedTuple):
    """`why`: expired, damaged, lost, stolen. `status`: waits, approved, rejected, cancelled.

    `decider` and `decided_on` are the reporter's own until somebody decides.
    """

    number: str
    centre: str
    why: str
    police: str
    waybill: str
    reported_on: str
    reporter: str
    status: str
    decider: str
    decided_on: str


class Held(NamedTuple):
    """One lot of a report: where it was, and where it's held until the report is decided."""

    item: str
    lot: str
    source: str
    place: str
    quantity: int


_REPORTS = (
    select(
        *(_R.number, _R.centre, _R.why, _R.police, _R.waybill, _R.reported_on, _R.reporter),
        *(_R.status, _R.decider, _R.decided_on),
    )
    .where(_R.described != "")  # a decision may come here before what it decides
    .order_by(_R.clock.desc(), _R.number)
)
_HELD = (
    select(_L.item, _L.lot, _L.source, _L.place, _L.quantity)
    .where(_L.number == bindparam("number"))
    .order_by(_L.item, _L.lot, _L.source)
)
_HELD_AT = Query(
    select(_L.lot, func.sum(_L.quantity))
    .join_from(loss_line, loss_report, _R.number == _L.number)
    .where(
        _L.place == bindparam("place"),
        _L.item == bindparam("item"),
        _L.number != bindparam("but_of"),
        _WAITS,
    )
    .group_by(_L.lot)
)


def report(connection: Connection, number: str) -> Report | None:
    row = connection.execute(_REPORTS.where(_R.number == number)).one_or_none()
    return Report._make(row) if row else None


def reports(
    connection: Connection, centre: str = "", most: int = 200, *, waiting: bool = False
) -> list[Report]:
    """The newest first; of one centre, or only those that wait for a decision."""
    wanted = _REPORTS.limit(most)
    if centre:
        wanted = wanted.where(_R.centre == centre)
    if waiting:
        wanted = wanted.where(_WAITS)
    return [Report._make(row) for row in connection.execute(wanted)]


def goods_of(connection: Connection, number: str) -> list[Held]:
    return [Held._make(row) for row in connection.execute(_HELD, {"number": number})]


def held_at(connection: Connection, place: str, item: str, *, but_of: str = "") -> dict[str, int]:
    """Lot -> how much of it at this place waits for a decision, and goes nowhere before.

    Nothing is held on a shelf. `but_of`: without what this one report holds.
    """
    if not is_set_apart(place):
        return {}
    rows = _HELD_AT.rows(connection, place=place, item=item, but_of=but_of)
    return {lot: int(quantity) for lot, quantity in rows}


def holders(connection: Connection, place: str, item: str, lot: str, but: str) -> tuple[str, ...]:
    """The reports but one that hold this lot at this place until they're decided."""
    wanted = (
        select(_L.number)
        .join_from(loss_line, loss_report, _R.number == _L.number)
        .where(_L.place == place, _L.item == item, _L.lot == lot, _L.number != but, _WAITS)
        .order_by(_L.number)
    )
    return tuple(connection.scalars(wanted))
