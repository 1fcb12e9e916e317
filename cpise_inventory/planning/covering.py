"""The fewest things that meet every one of some demands, each of which one of several would meet.

Minimum hitting set, by branch and bound: branch on the demand with the fewest ways to meet it, and
turn back where the demands that have no way in common are already too many.
"""

from collections.abc import Iterable, Sequence

EFFORT = 20_000
"""Branches looked at before the best that was found has to do."""


class Covering:
    """A search: `best` meets all demands, `least` is proven to be needed."""

    def __init__(self, demands: Iterable[frozenset[int]], effort: int = EFFORT) -> None:
        """Demands are sets of numbers, none of them empty."""
        self._effort = effort
        needed = _needed(demands)
        self.best = frozenset(_greedy(needed))
        self.least = _apart(needed)
        if self.least < len(self.best):
            self._search(needed, frozenset())
        if self._effort > 0:
            self.least = len(self.best)

    @property
    def is_proven(self) -> bool:
        return self.least == len(self.best)

    def _search(self, open_demands: Sequence[frozenset[int]], chosen: frozenset[int]) -> None:
        if self._effort <= 0 or len(chosen) + _apart(open_demands) >= len(self.best):
            return
        self._effort -= 1
        if not open_demands:
            self.best = chosen
            return
        refused = set[int]()
        for way in _by_worth(open_demands[0], open_demands):
            left = [demand - refused for demand in open_demands if way not in demand]
            if all(left):
                self._search(_needed(left), chosen | {way})
            refused.add(way)  # what holds with it was looked at


def _needed(demands: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """Without those that are met whenever another is; the narrowest first."""
    kept: list[frozenset[int]] = []
    for demand in sorted(set(demands), key=lambda one: (len(one), sorted(one))):
        if not any(map(demand.issuperset, kept)):
            kept.append(demand)
    return kept


def _apart(demands: Sequence[frozenset[int]]) -> int:
    """How many of them have nothing in common, at least: each of these needs one of its own."""
    taken, count = set[int](), 0
    for demand in demands:
        if taken.isdisjoint(demand):
            taken |= demand
            count += 1
    return count


def _greedy(demands: Sequence[frozenset[int]]) -> set[int]:
    chosen, left = set[int](), list(demands)
    while left:
        way = _by_worth(frozenset().union(*left), left)[0]
        chosen.add(way)
        left = [demand for demand in left if way not in demand]
    return chosen


def _by_worth(ways: frozenset[int], demands: Sequence[frozenset[int]]) -> list[int]:
    """Those that meet the most first."""
    worth = {way: sum(way in demand for demand in demands) for way in ways}
    return sorted(ways, key=lambda way: (-worth[way], way))
