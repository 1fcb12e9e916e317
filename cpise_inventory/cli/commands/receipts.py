"""receipts export."""

from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre, Since, Until
from cpise_inventory.cli.session import Session
from cpise_inventory.clock import wall_clock
from cpise_inventory.documents.issuing import DISTRIBUTED
from cpise_inventory.documents.queries import Filter
from cpise_inventory.exporting import (
    distributions_csv,
    receipts_pdf,
    receipts_zip,
    register_csv,
    register_xlsx,
)
from cpise_inventory.language.words import N_
from cpise_inventory.people.rights import Right

ENDINGS = ("zip", "csv", "xlsx", "pdf")


def export(
    ctx: typer.Context,
    *,
    since: Since = "",
    until: Until = "",
    centre: OneCentre = "",
    by_line: Annotated[
        bool,
        typer.Option(
            "--by-line", help=N_("CSV only: a row for each line of goods, not a receipt.")
        ),
    ] = False,
    hxl: Annotated[
        bool, typer.Option("--hxl", help=N_("With --by-line: the tags of HXL under the headings."))
    ] = False,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="FILE.(zip|csv|xlsx|pdf)",
            help=N_("zip and pdf hold the papers, csv and xlsx their register."),
        ),
    ],
) -> None:
    here: Session = ctx.obj
    kind = ending(out, ENDINGS)
    wanted = Filter(
        code=DISTRIBUTED,
        centre=grammar.code(centre),
        first=grammar.iso_day(since),
        last=grammar.iso_day(until),
    )
    here.require(Right.EXPORT)
    if kind == "csv" and (by_line or hxl):
        count = _lines(here, out, wanted, hxl=hxl)
    else:
        count = _receipts(here, out, wanted, kind)
    said = here.w.n("{count} row or paper written.", "{count} rows or papers written.", count)
    here.give({"written": count, "file": str(out)}, said)


def _lines(here: Session, out: Path, wanted: Filter, *, hxl: bool) -> int:
    with here.store.read() as connection:
        return distributions_csv(connection, here.store.journal, out, here.w, wanted, hxl=hxl)


def _receipts(here: Session, out: Path, wanted: Filter, kind: str) -> int:
    reader = here.reader()
    who, journal = reader.name if reader else "", here.store.journal
    with here.store.read() as connection, here.progress(here.w.t("Exporting")) as say:
        if kind == "csv":
            return register_csv(connection, out, here.w, wanted)
        if kind == "xlsx":
            return register_xlsx(connection, out, here.w, wanted)
        if kind == "pdf":
            return receipts_pdf(connection, journal, out, here.w, who, wall_clock(), wanted)
        return receipts_zip(
            *(connection, journal, out, here.w, who, wall_clock(), wanted), progress=say
        )
