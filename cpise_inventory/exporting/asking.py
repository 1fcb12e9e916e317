"""What to ask of donors, as a table: what is needed, what is there, and how it was reckoned."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.exporting.cells import Cell, Column, Csv, write_workbook
from cpise_inventory.exporting.files import replacing
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words
from cpise_inventory.planning import telling
from cpise_inventory.planning.asking import AskList


def ask_csv(connection: Connection, path: Path, w: Words, found: AskList) -> int:
    """A row an item; how many rows. Raises as `replacing` does."""
    with replacing(path) as out:
        table = Csv(out, columns(w), w)
        for cells in _rows(connection, w, found):
            table.row(cells)
        table.done()
    return len(found.needs)


def ask_xlsx(connection: Connection, path: Path, w: Words, found: AskList) -> int:
    """The same as a workbook."""
    with replacing(path) as out:
        write_workbook(out, w.t("To ask for"), columns(w), _rows(connection, w, found), w)
    return len(found.needs)


def columns(w: Words) -> tuple[Column, ...]:
    return (
        Column(w.t("Item code"), code=True, width=18),
        Column(w.t("Item"), width=34),
        Column(w.t("Unit of measure"), width=12),
        Column(w.t("Needed"), width=12),
        Column(w.t("There"), width=12),
        Column(w.t("On the road"), width=12),
        Column(w.t("To ask for"), width=12),
        Column(w.t("Reckoned from"), width=20),
        Column(w.t("Source"), width=30),
        Column(w.t("How it was reckoned"), width=44),
    )


def _rows(connection: Connection, w: Words, found: AskList) -> Iterator[Sequence[Cell]]:
    known = {one.code: one for one in catalogue.items(connection)}
    for need in found.needs:
        item = known.get(need.item)
        name = w.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en) if item else ""
        unit = terms.term(terms.UNITS, item.unit, w) if item else ""
        figures = (need.needed, need.covered, need.on_road, need.missing)
        source = need.ration.source if need.ration else ""
        how = " ".join(telling.how_asked(need, found, w))
        yield (need.item, name, unit, *figures, w.t(telling.BASES[need.basis]), source, how)
