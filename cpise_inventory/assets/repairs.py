"""What the repairs of things have cost, each currency by itself."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, func, select

from cpise_inventory.statuses import LEFT
from db.schema import asset, asset_repair, reversal

AT_ONCE: Final = 500
_A, _R = asset.c, asset_repair.c
Costs = tuple[tuple[str, int], ...]
"""Hundredths by currency, in the order of the currencies."""


class Repaired(NamedTuple):
    """What repairs of a category's things cost that are alike in what is asked for."""

    key: str
    category: str
    currency: str
    cost: int


def costs(connection: Connection, tags: Sequence[str]) -> dict[str, Costs]:
    """Of those of these tags whose repairs have cost something; cancelled papers count nothing."""
    found: dict[str, Costs] = {}
    asked = _standing(_R.tag, _R.currency, func.sum(_R.cost))
    for first in range(0, len(tags), AT_ONCE):
        some = asked.where(_R.tag.in_(tags[first : first + AT_ONCE]))
        for tag, currency, cost in connection.execute(
            some.group_by(_R.tag, _R.currency).order_by(_R.tag, _R.currency)
        ):
            found[tag] = (*found.get(tag, ()), (currency, int(cost)))
    return found


def grouped(
    connection: Connection, column: Any, centre: str, *only: ColumnElement[bool]
) -> Iterator[Repaired]:
    """By a column of the register, of what is in it still."""
    alike = (column, _A.category, _R.currency)
    asked = _standing(*alike, func.sum(_R.cost)).join(asset, _A.tag == _R.tag)
    asked = asked.where(_A.status.not_in(LEFT), *only)
    if centre:
        asked = asked.where(_A.centre == centre)
    for key, category, currency, cost in connection.execute(asked.group_by(*alike)):
        yield Repaired(key, category, currency, int(cost))


def _standing(*columns: Any) -> Select[Any]:
    undone = reversal.c.document
    return (
        select(*columns)
        .select_from(asset_repair)
        .outerjoin(reversal, undone == _R.number)
        .where(undone.is_(None))
    )
