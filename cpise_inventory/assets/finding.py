"""The register of assets a page at a time, in any order, at the same cost with 1,000 and 100,000.

How many there are is counted no further than somebody sees at once (`MANY`), until all are asked
for. Of fewer, all tags are sorted at the first reading; of more, an index is gone through in its
order from where a page before it ended. Codes of few kinds are gone through kind by kind, so that
they stand in the order of their names though the index has them by the code.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Select, func, select, tuple_

from cpise_inventory.asset_filters import Filter
from cpise_inventory.assets.narrowing import conditions
from cpise_inventory.assets.queries import ALL, Asset, assets_size, told
from db.schema import asset

MANY: Final = 1_000
"""Of an index of 100,000 that holds so many, a page of 200 is found among 20,000 rows."""
AT_ONCE: Final = 500
_A = asset.c
BY: Final[dict[str, tuple[Column[Any], ...]]] = {
    "tag": (),
    "model": (_A.made,),
    "serial": (_A.serial,),
    "category": (_A.category,),
    "centre": (_A.centre,),
    "custodian": (_A.holder,),
    "condition": (_A.condition,),
    "status": (_A.status,),
    "acquired": (_A.acquired_on,),
    "warranty": (_A.warranty_until,),
    "due": (_A.due_on,),
    "value": (_A.currency, _A.value),
    "donation": (_A.donation,),
}
"""What each of `asset_filters.ORDERS` goes by, before the tag."""
INDEXED: Final = frozenset(
    (
        *("status", "centre", "category", "condition", "donation", "currency"),
        *("acquired_on", "warranty_until", "due_on"),
    )
)
Key = tuple[Any, ...]
Section = tuple[ColumnElement[bool], ...]
Ranks = Mapping[str, Sequence[str]]
"""Of an order of `asset_filters.ORDERS`, its codes as they come; any other code comes last."""


class Pages:
    """What a filter shows on a day. It remembers where pages end, between one connection and the
    next: `begin` forgets that, and is to be called first.

    `ranks`: what doesn't go by its code, as `telling.ranks` has it in a language.
    """

    def __init__(self, wanted: Filter, today: date, ranks: Ranks | None = None) -> None:
        self._wanted, self._today = wanted, today
        self._by = (*BY.get(wanted.order, ()), _A.tag)
        self._ranked = tuple((ranks or {}).get(wanted.order, ()))
        self._all: list[str] | None = None
        self._ends: dict[int, Key] = {}
        self._sections = self._in_sections()
        self._lengths: dict[int, int] = {}

    def begin(self, connection: Connection) -> tuple[int, bool]:
        """How many there are, and whether that is all; if not there are more."""
        self._ends.clear()
        self._lengths.clear()
        asked = select(_A.tag).where(*conditions(connection, self._wanted, self._today))
        tags = list(connection.scalars(asked.limit(MANY + 1)))  # all of it stands in an index
        few = len(tags) <= MANY
        self._all = self._sorted(connection, tags) if few else None
        return len(tags), few

    def whole(self, connection: Connection) -> int:
        """How many there are."""
        if self._all is not None:
            return len(self._all)
        return assets_size(connection, self._wanted, self._today)

    def page(self, connection: Connection, offset: int, size: int) -> list[Asset]:
        if self._all is not None:
            return _rows(connection, self._all[offset : offset + size])
        keys = self._keys(connection, offset, size)
        if keys:
            self._ends[offset + len(keys)] = keys[-1]
        return _rows(connection, [key[-1] for key in keys])

    def all(self, connection: Connection) -> Iterator[Asset]:
        """All of them in their order, for lists that go to a file."""
        self.begin(connection)
        offset = 0
        while found := self.page(connection, offset, AT_ONCE):
            yield from found
            offset += len(found)

    def _sorted(self, connection: Connection, tags: list[str]) -> list[str]:
        keys: list[Key] = [(tag,) for tag in tags]
        if len(self._by) > 1:
            keys = list(_chunked(connection, select(*self._by), tags))
        down = self._wanted.descending
        if self._ranked:
            place = {code: at for at, code in enumerate(self._ranked)}
            last = -1 if down else len(place)
            keys = [(place.get(code, last), code, tag) for code, tag in keys]
        if down:
            return [key[-1] for key in sorted(keys, reverse=True)]
        return [key[-1] for key in sorted(keys, key=lambda key: (key[0] == "", key))]

    def _in_sections(self) -> list[Section]:
        """One after the other, each in the order of an index.

        What says nothing in the column comes last, whichever way it's sorted.
        """
        column = self._by[0]
        if self._ranked and getattr(self._wanted, self._wanted.order) in self._ranked:
            return [()]  # all of them bear this one code
        if self._ranked:
            codes = self._ranked[:: -1 if self._wanted.descending else 1]
            return [*((column == code,) for code in codes), (column.not_in(codes),)]
        if self._wanted.descending or column is _A.tag:
            return [()]
        return [(column > "",), (column == "",)]

    def _keys(self, connection: Connection, offset: int, size: int) -> list[Key]:
        keys: list[Key] = []
        begin = 0
        for number, only in enumerate(self._sections):
            at = offset + len(keys)
            length = self._lengths.get(number)
            if length is None or at < begin + length:
                found = self._part(connection, at, size - len(keys), begin, *only)
                keys += found
                if len(keys) == size or number == len(self._sections) - 1:
                    break
                if length is None:
                    sure = bool(found) or at == begin
                    length = at - begin + len(found) if sure else self._size(connection, only)
                    self._lengths[number] = length
            begin += length
        return keys

    def _size(self, connection: Connection, only: Section) -> int:
        asked = conditions(connection, self._wanted, self._today)
        counted = select(func.count()).select_from(asset).where(*asked, *only)
        return int(connection.execute(counted).scalar_one())

    def _part(
        self,
        connection: Connection,
        offset: int,
        size: int,
        begin: int,
        *only: ColumnElement[bool],
    ) -> list[Key]:
        """Of those that begin there, from the nearest end of a page that was read."""
        ends = sorted(end for end in self._ends if end > begin)
        at = bisect_right(ends, offset)
        start = ends[at - 1] if at else begin
        lines = self._ordered(connection).where(*only).limit(size).offset(offset - start)
        if at:
            lines = lines.where(self._beyond(self._ends[start]))
        return [tuple(row) for row in connection.execute(lines)]

    def _ordered(self, connection: Connection) -> Select[Any]:
        loosely = INDEXED - {column.name for column in self._by}
        asked = conditions(connection, self._wanted, self._today, loosely)
        order = (column.desc() if self._wanted.descending else column for column in self._by)
        return select(*self._by).where(*asked).order_by(*order)

    def _beyond(self, end: Key) -> Any:
        here, there = tuple_(*self._by), tuple_(*end)
        return here < there if self._wanted.descending else here > there


def _rows(connection: Connection, tags: Sequence[str]) -> list[Asset]:
    """Those with these tags, in their order."""
    found = {one.tag: one for one in told(connection, list(_chunked(connection, ALL, tags)))}
    return [found[tag] for tag in tags]


def _chunked(connection: Connection, asked: Select[Any], tags: Sequence[str]) -> Iterator[Key]:
    """The rows with these tags, in no order."""
    for first in range(0, len(tags), AT_ONCE):
        some = asked.where(_A.tag.in_(tags[first : first + AT_ONCE]))
        yield from map(tuple, connection.execute(some))
