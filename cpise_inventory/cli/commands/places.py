"""stock move: goods from one place of a centre to another."""

from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Centre, Happened, LinesOut
from cpise_inventory.cli.session import Session
from cpise_inventory.language.words import N_
from cpise_inventory.stock.relocating import Relocation, relocate


def move(
    ctx: typer.Context,
    *,
    centre: Centre,
    source: Annotated[
        str,
        typer.Option(
            "--from", metavar="PLACE", help=N_("Storeroom, shelf or QUARANTAINE of the centre.")
        ),
    ],
    target: Annotated[
        str,
        typer.Option("--to", metavar="PLACE", help=N_("Where the goods go to in the same centre.")),
    ],
    line: LinesOut,
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="TEXT", help=N_("Why; quarantine needs one."), show_default=False
        ),
    ] = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.goods_out(line, here.packs_of)
    here.items = [one.item for one in lines]
    wanted = Relocation(
        centre=grammar.code(centre),
        source=grammar.code(source),
        target=grammar.code(target),
        lines=lines,
        reason=reason,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        relocate(work, wanted)
    here.issued(work)
