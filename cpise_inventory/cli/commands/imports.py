"""import."""

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from cpise_inventory.cli.answers import REFUSED, EndedError, problems_of
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.errors import Refusals
from cpise_inventory.importing import commands
from cpise_inventory.importing.commands import Imported
from cpise_inventory.importing.notices import Notice
from cpise_inventory.importing.problems import Problem
from cpise_inventory.importing.rows import Parsed
from cpise_inventory.importing.shown import shown
from cpise_inventory.importing.tables import Table
from cpise_inventory.importing.texts import FIELDS
from cpise_inventory.language.sentences import sentence
from cpise_inventory.language.words import N_, Words

SHOWN = ("centre", "item", "code", "category", "maker", "model", "serial", "name_fr", "quantity")
ALSO_SHOWN = (
    *("lot", "expiry", "donor", "donation", "unit", "value", "acquired_on", "warranty"),
    *("accessories", "owner"),
)


def import_file(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The list: CSV or XLSX."))],
    *,
    kind: Annotated[
        Literal["items", "stock", "assets", "kits", "donors", "donations"],
        typer.Option("--kind", help=N_("What the list holds; a delivery is stock.")),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only say what would be done; write nothing."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    _ = here.reader() if dry_run else here.signed_in()
    try:
        lines = commands.read_file(file, kind)
    except Problem as problem:
        _refuse(here, 0, [problem], dry_run=dry_run)
    if dry_run:
        _look(here, lines, kind)
    else:
        _write(here, lines, kind)


def _look(here: Session, lines: Table, kind: str) -> None:
    with here.reading() as connection:
        parsed = commands.look(connection, lines, kind, here.today)
    if parsed.problems:
        _refuse(here, len(lines.rows), parsed.problems, dry_run=True)
    count = len(parsed.rows)
    told = {"rows": count, "would_write": count, "problems": [], "notices": _noted(parsed, here.w)}
    shown = [*_said(parsed.notices, here.w), _as_table(parsed, here.w)]
    said = here.w.n("{count} row would be written.", "{count} rows would be written.", count)
    here.give(told, "\n".join([*shown, said]))


def _write(here: Session, lines: Table, kind: str) -> None:
    try:
        with here.writing() as work:
            done = commands.write(work, lines, kind)
    except Refusals as refused:
        _refuse(here, len(lines.rows), refused.problems, dry_run=False)
    told = {
        "rows": done.rows,
        "written": done.rows,
        "problems": [],
        "notices": _noted(done, here.w),
        "document": done.documents[-1] if done.documents else "",
        "documents": list(done.documents),
        "assets": list(done.tags),
    }
    said = here.w.n("{count} row written.", "{count} rows written.", done.rows)
    here.give(told, "\n".join([*_said(done.notices, here.w), *done.documents, said]))


def _refuse(here: Session, rows: int, problems: Sequence[Exception], *, dry_run: bool) -> None:
    """Every problem on standard error; in JSON also as the answer, which says the same."""
    told = [one for problem in problems for one in problems_of(problem, here.w)]
    if here.answers.as_json:
        keys = ("row", "field", "value", "message", "code")
        listed = [{key: getattr(one, key) for key in keys} for one in told]
        done = "would_write" if dry_run else "written"
        here.give({"rows": rows, done: 0, "problems": listed})
    here.answers.refuse(told)
    raise EndedError(REFUSED)


def _noted(found: Parsed[Any] | Imported, w: Words) -> list[dict[str, Any]]:
    return [
        {"row": one.row, "column": one.column, "value": one.value, "message": sentence(one, w)}
        for one in found.notices
    ]


def _said(notices: Sequence[Notice], w: Words) -> Iterator[str]:
    return (sentence(one, w) for one in notices)


def _as_table(parsed: Parsed[Any], w: Words) -> str:
    """Row by row what would be written: the columns in which any row says something."""
    rows = [_flat(row) for row in parsed.rows]
    names = [name for name in (*SHOWN, *ALSO_SHOWN) if any(row.get(name) for row in rows)]
    columns = [Column(w.t("Row"), figures=True)]
    columns += [Column(w.t(FIELDS[name]), figures=name == "quantity") for name in names]
    cells = [[str(row["row"]), *(shown(row, name, w) for name in names)] for row in rows]
    return table(columns, cells, w)


def _flat(row: Any) -> dict[str, Any]:
    told: dict[str, Any] = dataclasses.asdict(row)
    return {**told, **told.pop("origin", {})}
