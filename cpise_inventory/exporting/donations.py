"""What became of a donation, as a table: a row for each place, recipient and paper."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection

from cpise_inventory.assets.telling import rooms
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.donations.telling import Told, told, told_of_kits
from cpise_inventory.donations.trace import Trace
from cpise_inventory.exporting.cells import Cell, Column, Csv, write_workbook
from cpise_inventory.exporting.files import replacing
from cpise_inventory.journal.journal import Journal
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words

ENDINGS = ("csv", "xlsx", "pdf")


def write_trace(
    connection: Connection,
    journal: Journal,
    path: Path,
    w: Words,
    story: Trace,
    centre: str,
    now: int,
) -> None:
    """As the path's ending, one of `ENDINGS`, says. `centre` stands at the head of the paper, `now`
    is in microseconds since 1970 UTC. Raises as `replacing` does.
    """
    kind = path.suffix.lower()
    if kind == ".csv":
        trace_csv(connection, path, w, story)
    elif kind == ".xlsx":
        trace_xlsx(connection, path, w, story)
    else:
        from cpise_inventory.paper.document_pdf import draw  # noqa: PLC0415 - start-up time
        from cpise_inventory.printing.donations import TracePaper  # noqa: PLC0415 - as above

        told = TracePaper(connection, journal, story, centre, now)
        with replacing(path) as out:
            draw([told.paper(w.code)], out)


def trace_csv(connection: Connection, path: Path, w: Words, story: Trace) -> int:
    """How many rows. Raises as `replacing` does."""

    def write(out: BinaryIO, rows: list[Sequence[Cell]]) -> None:
        table = Csv(out, columns(w), w)
        for cells in rows:
            table.row(cells)
        table.done()

    rows = list(_rows(connection, w, story))
    with replacing(path) as out:
        write(out, rows)
    return len(rows)


def trace_xlsx(connection: Connection, path: Path, w: Words, story: Trace) -> int:
    """The same as a workbook."""
    rows = list(_rows(connection, w, story))
    with replacing(path) as out:
        write_workbook(out, w.t("Donation"), columns(w), rows, w)
    return len(rows)


def columns(w: Words) -> tuple[Column, ...]:
    return (
        Column(w.t("Donation"), code=True, width=18),
        Column(w.t("Item code"), code=True, width=16),
        Column(w.t("Item"), width=30),
        Column(w.t("Lot number"), code=True, width=18),
        Column(w.t("Expiry date"), width=12),
        Column(w.t("What became of it"), width=28),
        Column(w.t("Where, to whom or by which document"), width=36),
        Column(w.t("Date"), width=12),
        Column(w.t("Quantity"), width=10),
        Column(w.t("Unit of measure"), width=12),
        Column(w.t("Persons"), width=10),
        Column(w.t("Asset tag"), code=True, width=18),
        Column(w.t("Serial number"), code=True, width=20),
    )


def _rows(connection: Connection, w: Words, story: Trace) -> Iterator[Sequence[Cell]]:
    items = {one.code: one for one in catalogue.items(connection)}
    called = rooms(connection, w)
    code = story.donation.code

    def row(one: Told, fate: str) -> Sequence[Cell]:
        item = items.get(one.item)
        name = w.pick(fr=item.name.fr, ar=item.name.ar, en=item.name.en) if item else ""
        unit = terms.term(terms.UNITS, item.unit, w) if item else ""
        return (
            *(code, one.item, name, one.lot, one.expiry, fate, one.where, one.day),
            *(one.quantity, unit, one.people or "", "", ""),
        )

    for one in told(story):
        yield row(one, terms.term(terms.FATES, one.fate, w))
    for kits in story.kits:
        for one in told_of_kits(kits):
            fate = terms.term(terms.FATES, one.fate, w)
            yield row(one._replace(lot=kits.number), w.t("in kits: {fate}", fate=fate))
    for asset in story.assets:
        status = terms.term(terms.STATUSES, asset.status, w)
        category = terms.term(terms.CATEGORIES, asset.category, w)
        name = f"{category} {asset.maker} {asset.model}".strip()
        where = called.get(asset.custodian, asset.custodian) or asset.centre
        yield (
            *(code, "", name, "", "", status, where, asset.acquired_on),
            *(1, "", "", asset.tag, asset.serial),
        )
