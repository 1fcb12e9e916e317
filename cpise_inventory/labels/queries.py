"""Blank tags and the labels of things, as commands, scans and screens read them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, case, func, or_, select

from cpise_inventory.labels.events import Thing
from db.schema import asset, blank_tag, label_print, series, thing_label

AT_ONCE = 1_000
_B, _T, _S = blank_tag.c, thing_label.c, series.c


class BlankTag(NamedTuple):
    """A reserved tag. `void`: why nobody is to use it any more; `about`: what it sticks on, once
    that is registered; `labels`: how many were printed of it.

    `reserved`: stamp of the reservation, the same for all that were reserved together; `last`: of
    what was said of it last, be it a registration that was cancelled.
    """

    tag: str
    centre: str
    reserved: str
    reserved_by: str
    reserved_at: int
    void: str
    last: str
    used: bool
    about: str
    labels: int


_A = asset.c
_STANDS = (_A.tag.is_not(None)) & (_A.status != "cancelled")
_BLANK = (
    select(
        *(_B.tag, _B.centre, _B.reserved, _B.reserved_by, _B.reserved_at, _B.reason),
        func.coalesce(_A.custody_stamp, _B.reserved),
        case((_STANDS, 1), else_=0),
        case((_STANDS, func.trim(_A.maker + " " + _A.model)), else_=""),
        func.coalesce(label_print.c.copies, 0),
    )
    .outerjoin_from(blank_tag, asset, _A.tag == _B.tag)
    .outerjoin(label_print, label_print.c.tag == _B.tag)
    .where(_B.reserved != "")
)
_UNUSED = (or_(_A.tag.is_(None), _A.status == "cancelled"), _B.voided == "")


def blank_tags(connection: Connection, tags: Sequence[str]) -> dict[str, BlankTag]:
    """Those of these that were reserved, by tag."""
    found: dict[str, BlankTag] = {}
    for first in range(0, len(tags), AT_ONCE):
        some = _BLANK.where(_B.tag.in_(tags[first : first + AT_ONCE]))
        found |= {row.tag: BlankTag._make(row) for row in connection.execute(some)}
    return found


def unused_tags(
    connection: Connection,
    centre: str = "",
    unprinted: bool = False,  # noqa: FBT001, FBT002 - beside the centre, what is asked for
    *,
    offset: int = 0,
    most: int | None = None,
) -> list[BlankTag]:
    """Reserved and on no computer yet, those void left out; in the order of the tags."""
    wanted = _narrowed(_BLANK, centre, unprinted=unprinted).order_by(_B.tag)
    rows = connection.execute(wanted.limit(most).offset(offset))
    return [BlankTag._make(row) for row in rows]


def unused_size(
    connection: Connection,
    centre: str = "",
    unprinted: bool = False,  # noqa: FBT001, FBT002 - as above
) -> int:
    counted = _BLANK.with_only_columns(func.count())
    rows = connection.execute(_narrowed(counted, centre, unprinted=unprinted))
    return int(rows.scalar_one())


def last_number(connection: Connection, device: str) -> int:
    """The last number that this device gave to the label of a thing."""
    wanted = select(_S.last).where(_S.device == device, _S.name == "label")
    return int(connection.execute(wanted).scalar() or 0)


def thing_of(connection: Connection, number: str) -> Thing | None:
    """What the label of this number names."""
    row = connection.execute(select(thing_label).where(_T.number == number)).one_or_none()
    return Thing(*row) if row else None


def number_of(connection: Connection, thing: Thing) -> str:
    """The number by which a thing's labels are known; empty as long as it has none.

    Two workstations may have given one each: both are good, the first by name is printed.
    """
    named = {one: getattr(thing, one) for one in ("place", "item", "lot", "pack", "centre")}
    wanted = select(func.min(_T.number)).where(
        *(_T[name] == value for name, value in named.items()),
        _T.papers == thing.papers,
        _T.year == thing.year,
    )
    return str(connection.execute(wanted).scalar() or "")


def numbers(connection: Connection) -> dict[Thing, str]:
    """All things that ever had a label, themselves without a number -> that number."""
    rows = connection.execute(select(thing_label).order_by(_T.number.desc()))
    return {Thing("", *row[1:]): row[0] for row in rows}


def _narrowed(rows: Select[Any], centre: str, *, unprinted: bool) -> Select[Any]:
    rows = rows.where(*_UNUSED)
    if centre:
        rows = rows.where(_B.centre == centre)
    return rows.where(func.coalesce(label_print.c.copies, 0) == 0) if unprinted else rows
