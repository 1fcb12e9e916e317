"""bench: how fast the program is on this machine."""

from typing import Annotated

import typer

from cpise_inventory import bench as benchmarks
from cpise_inventory.cli.refusals import UnknownBenchmarkError
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.language.words import N_


def bench(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help=N_("Some of them; else the usual.")),
    ] = None,
) -> None:
    here: Session = ctx.obj
    w = here.w
    for name in names or ():
        if name not in benchmarks.NAMES:
            raise UnknownBenchmarkError(name, benchmarks.NAMES)
    with here.progress(w.t("Measuring")) as say:
        found = list(benchmarks.run(names or (), say))
    told = [
        {
            "name": one.name,
            "value": round(one.value, 3),
            "unit": one.unit,
            "ratio": round(one.ratio, 3),
            "against": one.against,
            "target": one.target,
            "reached": one.reached,
        }
        for one in found
    ]
    columns = [
        Column(w.t("Measured")),
        Column(w.t("Median"), figures=True),
        Column(w.t("Unit of measure")),
        Column(w.t("Ratio"), figures=True),
        Column(w.t("To what")),
        Column(w.t("Target")),
    ]
    rows = [
        (
            one.name,
            w.decimal(one.value, 2),
            one.unit,
            w.decimal(one.ratio, 2) if one.ratio else "",
            one.against,
            "" if not one.target else w.t("reached") if one.reached else w.t("MISSED"),
        )
        for one in found
    ]
    here.give({"figures": told}, table(columns, rows, w))
