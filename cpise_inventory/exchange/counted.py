"""Progress of what goes record by record."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from cpise_inventory.journal.replay import Progress

T = TypeVar("T")


class Counted:
    """Tells how many of `total` have gone by."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def each(self, records: Iterable[T]) -> Iterator[T]:
        for record in records:
            if self._progress:
                self._progress(self._done, self._total)
            self._done += 1
            yield record
