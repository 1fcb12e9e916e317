"""What a list shows, as a file: a table, a workbook or a paper, as the path's ending says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from cpise_inventory.exporting.cells import Cell, Column, Csv, write_workbook
from cpise_inventory.exporting.files import replacing
from cpise_inventory.journal.replay import Progress
from cpise_inventory.language.words import Words

if TYPE_CHECKING:
    from cpise_inventory.paper.paper import Paper

ENDINGS: Final = ("csv", "xlsx", "pdf")
SAID_EACH: Final = 500
"""Rows between two words of how far it is."""
T = TypeVar("T")


class Counted(Generic[T]):
    """Counts what passes, and tells of it; the end isn't known before it comes."""

    def __init__(self, rows: Iterable[T], progress: Progress | None) -> None:
        self._rows, self._progress, self.count = rows, progress, 0

    def __iter__(self) -> Iterator[T]:
        for row in self._rows:
            self.count += 1
            if self._progress and self.count % SAID_EACH == 0:
                self._progress(self.count, 0)
            yield row


def write_list(
    path: Path,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    w: Words,
    paper: "Callable[[], Paper]",
) -> None:
    """`rows` are read for a table or a workbook alone, `paper` is called for a PDF alone.

    Raises as `replacing` does.
    """
    kind = path.suffix.lower()
    if kind == ".csv":
        with replacing(path) as out:
            table = Csv(out, columns, w)
            for cells in rows:
                table.row(cells)
            table.done()
    elif kind == ".xlsx":
        with replacing(path) as out:
            write_workbook(out, title, columns, rows, w)
    else:
        from cpise_inventory.paper.document_pdf import draw  # noqa: PLC0415 - start-up time

        made = paper()
        with replacing(path) as out:
            draw([made], out)
