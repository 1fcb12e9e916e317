"""How many kits the parts on hand make, which part ends it, and what is missing for more: without
substitutes, and with them.
"""

from collections.abc import Mapping
from typing import NamedTuple

from cpise_inventory.catalogue.queries import Kit
from cpise_inventory.stock.events import Instead
from cpise_inventory.stock.substitutes import allot, most_kits


class Part(NamedTuple):
    """`each` go into one kit, `usable` are there, `missing` for the kits wanted beyond; of these
    the `substitutes` (item and how much of it is there) can make good all but `still_missing`.
    """

    item: str
    each: int
    usable: int
    missing: int
    substitutes: tuple[tuple[str, int], ...] = ()
    still_missing: int = 0

    @property
    def makes(self) -> int:
        return self.usable // self.each


class PossibleKits(NamedTuple):
    """`possible` kits can be made now of what the list names, `with_substitutes` if what may stand
    in for it does. For `more` beyond the former, parts are missing.

    Of a draft none can be made: how many of the `unknown` one holds is to be found out first.
    """

    centre: str
    kit: str
    version: int
    possible: int
    with_substitutes: int
    more: int
    parts: tuple[Part, ...]
    unknown: tuple[str, ...] = ()
    instead: tuple[Instead, ...] = ()
    """What would stand in for what, for the kits wanted."""

    @property
    def limiting(self) -> tuple[str, ...]:
        """The items that there's too little of for one kit more."""
        if self.unknown:
            return ()
        return tuple(part.item for part in self.parts if part.makes == self.possible)

    @property
    def wanted(self) -> int:
        """How many kits `missing` is said of."""
        return self.possible + self.more

    @property
    def has_substitutes(self) -> bool:
        return any(part.substitutes for part in self.parts)


def possible_kits(centre: str, kit: Kit, usable: Mapping[str, int], more: int = 0) -> PossibleKits:
    """`usable`: by item, what may be taken at the centre."""
    others = dict(kit.substitutes)
    possible = 0
    if not kit.is_draft:
        possible = min((usable.get(item, 0) // each for item, each in kit.contents), default=0)
    wanted = allot(kit, possible + more, usable)
    told = tuple(
        Part(
            *(item, each, there, max(each * (possible + more) - there, 0)),
            tuple((other, usable.get(other, 0)) for other in others.get(item, ())),
            wanted.missing.get(item, 0),
        )
        for item, each in kit.contents
        for there in (usable.get(item, 0),)
    )
    best = most_kits(kit, usable)
    about = (centre, kit.code, kit.version, possible, best, more)
    return PossibleKits(*about, told, kit.unknown, wanted.instead)
