"""The movement register as a table: a row for each line that a filter shows, the oldest first."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cpise_inventory.exporting.cells import Cell, Column
from cpise_inventory.exporting.lists import Counted, write_list
from cpise_inventory.journal.replay import Progress
from cpise_inventory.language.words import Words
from cpise_inventory.movements.queries import Movement, Register
from cpise_inventory.movements.telling import Names

if TYPE_CHECKING:
    from cpise_inventory.paper.paper import Paper


def write_movements(
    register: Register,
    path: Path,
    w: Words,
    centre: str,
    who: str,
    now: int,
    progress: Progress | None = None,
) -> int:
    """As the path's ending, one of `lists.ENDINGS`, says; how many rows.

    `centre` stands at the head of the paper and `who`, a sign-in name, under it; `now` is in
    microseconds since 1970 UTC. `progress` hears of rows, whose end isn't known before it comes.
    Raises as `files.replacing` does.
    """
    lines = Counted(register.lines(), progress)

    def paper() -> "Paper":
        from cpise_inventory.printing.movements import RegisterPaper  # noqa: PLC0415 - start-up time

        return RegisterPaper(register, lines, centre, who, now).paper(w.code)

    write_list(path, w.t("Movements"), columns(w), _rows(register, lines, w), w, paper)
    return lines.count


def columns(w: Words) -> tuple[Column, ...]:
    return (
        Column(w.t("Date"), width=12),
        Column(w.t("Recorded at (UTC)"), width=22),
        Column(w.t("Document"), code=True, width=24),
        Column(w.t("Kind"), width=28),
        Column(w.t("Centre"), code=True, width=10),
        Column(w.t("Item code"), code=True, width=16),
        Column(w.t("Item"), width=30),
        Column(w.t("Lot number"), code=True, width=18),
        Column(w.t("Expiry date"), width=12),
        Column(w.t("Donation"), code=True, width=18),
        Column(w.t("From"), width=34),
        Column(w.t("To"), width=34),
        Column(w.t("Quantity"), width=10),
        Column(w.t("Unit of measure"), width=12),
        Column(w.t("Packs"), width=24),
        Column(w.t("Recorded by"), width=22),
        Column(w.t("Remarks"), width=34),
        Column(w.t("Cancels"), code=True, width=24),
        Column(w.t("Cancelled by"), code=True, width=24),
        Column(w.t("Event"), code=True, width=16),
    )


def _rows(register: Register, lines: Iterable[Movement], w: Words) -> Iterator[Sequence[Cell]]:
    names = Names(register.connection, w)
    for line in lines:
        recorded = datetime.fromtimestamp(line.recorded_at // 1_000_000, UTC)
        yield (
            *(line.happened_on, f"{recorded:%Y-%m-%dT%H:%M:%SZ}", line.document),
            *(names.kind(line), line.centre, line.item, names.item(line.item)),
            *(line.number, line.expiry, line.donation),
            *(names.source(line), names.target(line), line.quantity, names.unit(line.item)),
            *(names.packs(line), names.person(line.actor), line.note),
            *(line.reverses, line.reversed_by, f"{line.device}:{line.seq}"),
        )
