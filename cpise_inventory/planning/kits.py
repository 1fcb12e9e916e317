"""How many kits the parts on hand make, which part ends it, and what is missing for more."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """`each` go into one kit, `usable` are there, `missing` for the kits wanted beyond."""

    item: str
    each: int
    usable: int
    missing: int

    @property
    def makes(self) -> int:
        return self.usable // self.each


class PossibleKits(NamedTuple):
    """`possible` kits can be made now; for `more` beyond them parts are `missing`."""

    centre: str
    kit: str
    version: int
    possible: int
    more: int
    parts: tuple[Part, ...]

    @property
    def limiting(self) -> tuple[str, ...]:
        """The items that there's too little of for one kit more."""
        return tuple(part.item for part in self.parts if part.makes == self.possible)


def possible_kits(
    place: tuple[str, str],
    contents: tuple[int, Sequence[tuple[str, int]]],
    usable: Mapping[str, int],
    more: int = 0,
) -> PossibleKits:
    """`place`: centre and kit; `contents`: the list's version, and what one kit holds."""
    version, parts = contents
    possible = min((usable.get(item, 0) // each for item, each in parts), default=0)
    wanted = possible + more
    told = tuple(
        Part(item, each, there, max(each * wanted - there, 0))
        for item, each in parts
        for there in (usable.get(item, 0),)
    )
    return PossibleKits(*place, version, possible, more, told)
