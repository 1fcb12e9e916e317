"""What a benchmark says: a median, and its ratio to something measured in the same run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """`ratio` is to what `against` names, both taken in this run; 0 where there is nothing to it.

    `target` is the ratio not to be passed (or, of a rate, the least to be reached); 0 for none.
    """

    name: str
    value: float
    unit: str
    ratio: float = 0.0
    against: str = ""
    target: float = 0.0

    @property
    def reached(self) -> bool:
        if not self.target:
            return True
        return self.value >= self.target if self.unit.endswith("/s") else self.ratio <= self.target


Timed = Callable[[], object]


def milliseconds(work: Timed, clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    work()
    return (clock() - began) * 1_000


def in_turn(
    works: Sequence[Timed],
    rounds: int,
    *,
    warm: int = 2,
    clock: Callable[[], float] = time.perf_counter,
) -> list[float]:
    """The median of each, in milliseconds, taken by turns so that a busy machine hits all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + warm):
        for place, work in enumerate(works):
            spent = milliseconds(work, clock)
            if number >= warm:
                taken[place].append(spent)
    return [median(one) for one in taken]
