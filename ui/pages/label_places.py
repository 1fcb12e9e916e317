"""Where labels go on the sheet that is in the printer, and what is left of it afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Places:
    """Positions count from 1. `skip` are spoiled ones of the first sheet; `labels` with copies."""

    per_page: int
    first: int = 1
    skip: frozenset[int] = frozenset()
    labels: int = 0

    @property
    def free(self) -> list[int]:
        """What can be printed on of the first sheet."""
        return [at for at in range(self.first, self.per_page + 1) if at not in self.skip]

    @property
    def sheets(self) -> int:
        beyond = max(self.labels - len(self.free), 0)
        return 1 + -(-beyond // self.per_page)

    @property
    def left(self) -> int:
        """Free labels of the last sheet, once all is printed."""
        beyond = self.labels - len(self.free)
        return -beyond if beyond <= 0 else -beyond % self.per_page

    def label_at(self, position: int) -> int | None:
        """Which label of all stands there on the first sheet, from 0; None for none."""
        if position < self.first or position in self.skip:
            return None
        before = sum(self.first <= at < position for at in self.skip)
        number = position - self.first - before
        return number if number < self.labels else None

    def afterwards(self) -> "Places":
        """The sheet that is in the printer then, perhaps a new one."""
        free = self.free
        beyond = self.labels - len(free)
        if beyond < 0:
            return Places(self.per_page, free[self.labels], self.skip)
        return Places(self.per_page, beyond % self.per_page + 1)

    def on(self, first: int, skip: Iterable[int] = ()) -> "Places":
        """The same labels, begun elsewhere; what isn't on the sheet is forgotten."""
        first = min(max(first, 1), self.per_page)
        kept = frozenset(at for at in skip if first <= at <= self.per_page)
        return Places(self.per_page, first, kept, self.labels)
