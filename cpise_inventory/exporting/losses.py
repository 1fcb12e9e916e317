"""What was lost, by reason and item, as a table, a workbook or a paper to sign."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cpise_inventory.exporting.cells import Cell, Column, Csv, hundredths, write_workbook
from cpise_inventory.exporting.files import replacing
from cpise_inventory.language.terms import LOSS_REASONS, term
from cpise_inventory.language.words import Words
from cpise_inventory.losses.totals import Losses, Total
from cpise_inventory.movements.telling import Names
from cpise_inventory.printing.loss_totals import LossesPaper

ENDINGS = ("csv", "xlsx", "pdf")


def write_losses(listed: LossesPaper, path: Path, w: Words) -> int:
    """As the path's ending, one of `ENDINGS`, says; how many rows. Raises as `replacing` does."""
    kind, found = path.suffix.lower(), listed.found
    names = Names(listed.connection, w)
    if kind == ".csv":
        with replacing(path) as out:
            table = Csv(out, columns(w), w)
            for cells in _rows(found, names):
                table.row(cells)
            table.done()
    elif kind == ".xlsx":
        with replacing(path) as out:
            write_workbook(out, w.t("Losses"), columns(w), _rows(found, names), w)
    else:
        from cpise_inventory.paper.document_pdf import draw  # noqa: PLC0415 - start-up time

        with replacing(path) as out:
            draw([listed.paper(w.code)], out)
    return len(found.totals)


def columns(w: Words) -> tuple[Column, ...]:
    return (
        Column(w.t("Reason"), width=14),
        Column(w.t("Item code"), code=True, width=16),
        Column(w.t("Item"), width=34),
        Column(w.t("Written off"), width=12),
        Column(w.t("To be decided"), width=14),
        Column(w.t("Unit of measure"), width=12),
        Column(w.t("Unit value"), width=12),
        Column(w.t("Value"), width=14),
        Column(w.t("Currency"), code=True, width=10),
        Column(w.t("Documents"), width=12),
    )


def _rows(found: Losses, names: Names) -> Iterator[Sequence[Cell]]:
    w = names.w
    for one in found.totals:
        yield (
            *(term(LOSS_REASONS, one.why, w), one.item, names.item(one.item)),
            *(one.quantity, one.waiting, names.unit(one.item)),
            *(_sum(one.value, one), _sum(one.worth, one), one.currency, one.papers),
        )


def _sum(value: int, of: Total) -> Cell:
    """Nothing where no value is known: 0 would be a sum."""
    return hundredths(value) if of.value else ""
