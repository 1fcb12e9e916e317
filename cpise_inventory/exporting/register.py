"""The register of documents, and the papers themselves: what an auditor takes along."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.documents.queries import (
    EVERYTHING,
    Document,
    Filter,
    register_lines,
    register_size,
)
from cpise_inventory.exporting.cells import Cell, Column, Csv, write_workbook
from cpise_inventory.exporting.files import replacing
from cpise_inventory.journal.journal import Journal
from cpise_inventory.journal.replay import Progress
from cpise_inventory.language import terms
from cpise_inventory.language.words import Words
from cpise_inventory.people.queries import person
from cpise_inventory.printing.papers import papers
from cpise_inventory.printing.scene import apart

REGISTER: Final = "register.csv"
FOLDER: Final = "documents"


def register_csv(connection: Connection, path: Path, w: Words, wanted: Filter = EVERYTHING) -> int:
    """The register, the oldest first; how many rows. Raises as `replacing` does."""
    with replacing(path) as out:
        table = Csv(out, columns(w), w)
        rows = 0
        for cells in _rows(connection, w, wanted):
            table.row(cells)
            rows += 1
        table.done()
    return rows


def register_xlsx(connection: Connection, path: Path, w: Words, wanted: Filter = EVERYTHING) -> int:
    """The same as a workbook."""
    with replacing(path) as out:
        write_workbook(out, w.t("Documents"), columns(w), _rows(connection, w, wanted), w)
    return register_size(connection, wanted)


def columns(w: Words) -> tuple[Column, ...]:
    return (
        Column(w.t("Number"), code=True, width=24),
        Column(w.t("Kind"), width=26),
        Column(w.t("Date"), width=12),
        Column(w.t("Recorded at (UTC)"), width=22),
        Column(w.t("Centre"), code=True, width=10),
        Column(w.t("Centre name"), width=30),
        Column(w.t("To or from"), width=34),
        Column(w.t("Headcount"), width=10),
        Column(w.t("Lines"), width=8),
        Column(w.t("Recorded by"), width=22),
        Column(w.t("Status"), width=14),
        Column(w.t("Cancels"), code=True, width=24),
        Column(w.t("Cancelled by"), code=True, width=24),
    )


def _rows(connection: Connection, w: Words, wanted: Filter) -> Iterator[Sequence[Cell]]:
    named = {
        one.code: w.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en)
        for one in catalogue.centres(connection)
    }
    status = {
        "issued": w.t("issued"),
        "cancelled": w.t("cancelled"),
        "cancelled_twice": w.t("cancelled more than once"),
        "reversal": w.t("cancellation"),
    }
    for one in register_lines(connection, wanted):
        recorded = datetime.fromtimestamp(one.issued_at // 1_000_000, UTC)
        yield (
            *(one.number, terms.term(terms.DOCUMENTS, one.code, w), one.happened_on),
            *(f"{recorded:%Y-%m-%dT%H:%M:%SZ}", one.centre, named.get(one.centre, "")),
            *(one.party, one.people, one.lines, one.actor, status[one.status]),
            *(one.reverses, one.reversed_by),
        )


# --- the papers -----------------------------------------------------------------------------------


def receipts_zip(  # noqa: PLR0913 - the books, where to, in whose name, and who is told how far
    connection: Connection,
    journal: Journal,
    path: Path,
    w: Words,
    who: str,
    now: int,
    wanted: Filter = EVERYTHING,
    *,
    progress: Progress | None = None,
) -> int:
    """The papers of all these documents as PDF, and their register; how many documents.

    They bear that they are copies for an audit, by whom (`who`, a sign-in name) and when (`now`,
    microseconds since 1970 UTC); no print is journaled, for auditors change nothing.
    """
    mark = audit_mark(connection, w, who, now)
    total, done = register_size(connection, wanted), 0
    with replacing(path) as out, ZipFile(out, "w", ZIP_STORED) as parcel:
        for one in register_lines(connection, wanted):
            drawn = BytesIO()
            _draw(connection, journal, [one], w, mark)(drawn)
            entry = ZipInfo(f"{FOLDER}/{one.number}-{w.code}.pdf", _moment(one.issued_at))
            parcel.writestr(entry, drawn.getvalue())
            done += 1
            if progress:
                progress(done, total)
        listed = BytesIO()
        table = Csv(listed, columns(w), w)
        for cells in _rows(connection, w, wanted):
            table.row(cells)
        table.done()
        entry = ZipInfo(REGISTER, _moment(now))
        parcel.writestr(entry, listed.getvalue(), ZIP_DEFLATED)
    return done


def receipts_pdf(
    connection: Connection,
    journal: Journal,
    path: Path,
    w: Words,
    who: str,
    now: int,
    wanted: Filter = EVERYTHING,
) -> int:
    """The same papers as one PDF with an outline; none at all is no file."""
    found = list(register_lines(connection, wanted))
    if found:
        with replacing(path) as out:
            _draw(connection, journal, found, w, audit_mark(connection, w, who, now))(out)
    return len(found)


def audit_mark(connection: Connection, w: Words, who: str, now: int) -> str:
    found = person(connection, who)
    name = found.display if found else who
    parts = (w.t("COPY FOR AUDIT"), w.ltr(w.when(now)), *([w.isolate(name)] if name else []))
    return apart(w, parts, " — ")


def _draw(
    connection: Connection, journal: Journal, found: Sequence[Document], w: Words, mark: str
) -> Callable[..., object]:
    """Writes these documents' papers into what it is called with. Exemplars are one: the first."""
    from cpise_inventory.paper.document_pdf import draw  # noqa: PLC0415 - start-up time

    made = [papers(connection, journal, one.number, w.code, mark)[0] for one in found]
    return lambda out: draw(made, out)


def _moment(microseconds: int) -> tuple[int, int, int, int, int, int]:
    when = datetime.fromtimestamp(microseconds // 1_000_000, UTC)
    return (max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second)
