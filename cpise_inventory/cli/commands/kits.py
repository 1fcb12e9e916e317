"""kit define, assemble, break."""

from typing import Annotated

import typer

from cpise_inventory.catalogue.commands import define_kit
from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Centre, Happened, Parts, Storeroom
from cpise_inventory.cli.session import Session
from cpise_inventory.language.words import N_
from cpise_inventory.stock import kits

Kit = Annotated[str, typer.Argument(metavar="CODE", help=N_("The kit's item code."))]
HowMany = Annotated[str, typer.Argument(metavar="QTY", help=N_("How many kits."))]


def define(ctx: typer.Context, code: Kit, *, line: Parts) -> None:
    here: Session = ctx.obj
    contents = grammar.parts(line)
    here.items = [item for item, _ in contents]
    kit = grammar.code(code)
    with here.writing() as work:
        version = define_kit(work, kit, contents)
    here.give({"kit": kit, "version": version}, here.w.t("Version {n}", n=version))


def assemble(
    ctx: typer.Context,
    code: Kit,
    quantity: HowMany,
    *,
    centre: Centre,
    storeroom: Storeroom = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    how_many, day = grammar.quantity(quantity), grammar.day(date)
    with here.writing() as work:
        kits.assemble(
            *(work, grammar.code(centre), grammar.code(code), how_many),
            happened_on=day,
            place=grammar.code(storeroom),
        )
    here.issued(work)


def open_up(
    ctx: typer.Context,
    code: Kit,
    quantity: HowMany,
    *,
    centre: Centre,
    lot: Annotated[
        str,
        typer.Option("--lot", metavar="LOT", help=N_("Only kits of this lot."), show_default=False),
    ] = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    how_many, day = grammar.quantity(quantity), grammar.day(date)
    with here.writing() as work:
        kits.open_kits(
            *(work, grammar.code(centre), grammar.code(code), how_many),
            lot=lot.strip(),
            happened_on=day,
        )
    here.issued(work)
