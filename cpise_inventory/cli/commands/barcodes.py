"""item barcode."""

from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.session import Session
from cpise_inventory.importing.kinds import unit_of
from cpise_inventory.language.words import N_
from cpise_inventory.scanned import know_barcode


def know(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("The item's code."))],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help=N_("A barcode, or what a scanner read."))
    ],
    *,
    pack: Annotated[
        str,
        typer.Option(
            "--pack",
            metavar="NAME",
            help=N_("The pack that bears it; the base unit if left out."),
            show_default=False,
        ),
    ] = "",
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        barcode = know_barcode(work, grammar.code(code), text, unit_of(pack) or pack)
    here.give({"item": grammar.code(code), "barcode": barcode}, barcode)
