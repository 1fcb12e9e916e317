"""The fewest things that meet every one of some demands, each of which one of several would meet.

Minimum hitting set, by branch and bound: branch on the demand with the fewest ways to meet it, and
turn back where the demands that have no way in common are already too many. A set of ways is a
number, a bit for each: there are few ways, and millions of sets are compared.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

EFFORT = 20_000
"""Branches looked at before the best that was found has to do."""
Ways = int
"""A set of ways, a bit for each."""


class Covering:
    """A search: `best` meets all demands, `least` is proven to be needed."""

    def __init__(self, demands: Iterable[frozenset[int]], effort: int = EFFORT) -> None:
        """Demands are sets of numbers, none of them empty."""
        self._effort = effort
        needed = _needed(_ways_of(demand) for demand in demands)
        self._best = _greedy(needed)
        self.least = _apart(needed)
        if self.least < self._best.bit_count():
            self._search(needed, 0)
        self.best = frozenset(_numbers(self._best))
        if self._effort > 0:
            self.least = len(self.best)

    @property
    def is_proven(self) -> bool:
        return self.least == len(self.best)

    def _search(self, open_demands: Sequence[Ways], chosen: Ways) -> None:
        most = self._best.bit_count()
        if self._effort <= 0 or chosen.bit_count() + _apart(open_demands) >= most:
            return
        self._effort -= 1
        if not open_demands:
            self._best = chosen
            return
        refused = 0
        for way in _by_worth(open_demands[0], open_demands):
            left = [demand & ~refused for demand in open_demands if not demand & way]
            if all(left):
                self._search(_needed(left), chosen | way)
            refused |= way  # what holds with it was looked at


def _ways_of(numbers: Iterable[int]) -> Ways:
    return sum(1 << number for number in numbers)


@cache
def _numbers(ways: Ways) -> tuple[int, ...]:
    return tuple(number for number in range(ways.bit_length()) if ways >> number & 1)


def _each(ways: Ways) -> Iterator[Ways]:
    return (1 << number for number in _numbers(ways))


def _turn(ways: Ways) -> tuple[int, tuple[int, ...]]:
    return ways.bit_count(), _numbers(ways)


def _needed(demands: Iterable[Ways]) -> list[Ways]:
    """Without those that are met whenever another is; the narrowest first."""
    kept: list[Ways] = []
    for demand in sorted(set(demands), key=_turn):
        if not any(one & demand == one for one in kept):
            kept.append(demand)
    return kept


def _apart(demands: Sequence[Ways]) -> int:
    """How many of them have nothing in common, at least: each of these needs one of its own."""
    taken = count = 0
    for demand in demands:
        if not taken & demand:
            taken |= demand
            count += 1
    return count


def _greedy(demands: Sequence[Ways]) -> Ways:
    chosen, left = 0, list(demands)
    while left:
        way = _by_worth(_all_of(left), left)[0]
        chosen |= way
        left = [demand for demand in left if not demand & way]
    return chosen


def _all_of(demands: Iterable[Ways]) -> Ways:
    found = 0
    for demand in demands:
        found |= demand
    return found


def _by_worth(ways: Ways, demands: Sequence[Ways]) -> list[Ways]:
    """One by one, those that meet the most first."""
    worth = {way: sum(way & demand != 0 for demand in demands) for way in _each(ways)}
    return sorted(worth, key=lambda way: (-worth[way], way))
