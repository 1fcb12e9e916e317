"""kit define, list, show, assemble, break."""

from typing import Annotated

import typer

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import define_kit, known_kit
from cpise_inventory.cli import grammar
from cpise_inventory.cli.commands.item_tables import (
    contents_of,
    contents_table,
    name_of,
    version_of,
)
from cpise_inventory.cli.options import Centre, Happened, Parts, Storeroom
from cpise_inventory.cli.refusals import BadLineError
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.language.words import N_
from cpise_inventory.stock import kits

SUBSTITUTE = "ITEM=OTHER"
Kit = Annotated[str, typer.Argument(metavar="CODE", help=N_("The kit's item code."))]
HowMany = Annotated[str, typer.Argument(metavar="QTY", help=N_("How many kits."))]


def define(
    ctx: typer.Context,
    code: Kit,
    *,
    line: Parts = None,
    unknown: Annotated[
        list[str] | None,
        typer.Option(
            "--unknown",
            metavar="ITEM",
            help=N_("An item of which it is not known yet how many; the kit stays a draft."),
        ),
    ] = None,
    substitute: Annotated[
        list[str] | None,
        typer.Option(
            "--substitute",
            metavar=SUBSTITUTE,
            help=N_("An item of the kit, and another that may stand in for it."),
        ),
    ] = None,
) -> None:
    here: Session = ctx.obj
    contents = grammar.parts(line or (), here.packs_of)
    instead = [_substitute(text) for text in substitute or ()]
    undecided = [grammar.code(text) for text in unknown or ()]
    here.items = [item for item, _ in contents]
    kit = grammar.code(code)
    with here.writing() as work:
        version = define_kit(work, kit, contents, instead, undecided)
    told = {"kit": kit, "version": version, "draft": bool(undecided)}
    here.give(told, here.w.t("Version {n}", n=version))


def _substitute(text: str) -> tuple[str, str]:
    item, equals, other = (grammar.code(part) for part in text.partition("="))
    if not (item and equals and other):
        raise BadLineError(text, SUBSTITUTE)
    return item, other


def show_all(ctx: typer.Context) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading() as connection:
        found, names = queries.kits(connection), queries.names(connection)
    columns = [
        Column(w.t("Kit")),
        Column(w.t("Designation")),
        Column(w.t("Version"), figures=True),
        Column(w.t("Contents")),
        Column(w.t("State")),
    ]
    rows = [
        (
            *(one.code, name_of(names, one.code, w), w.number(one.version)),
            w.join(
                (
                    *(f"{w.number(many)} × {item}" for item, many in one.contents),
                    *(f"? × {item}" for item in one.unknown),
                )
            ),
            w.t("draft") if one.is_draft else "",
        )
        for one in found
    ]
    told = {"kits": [contents_of(one) for one in found]}
    here.give(told, table(columns, rows, w) or w.t("There is no kit yet."))


def show(ctx: typer.Context, code: Kit) -> None:
    here, w = ctx.obj, ctx.obj.w
    kit = grammar.code(code)
    with here.reading() as connection:
        known_kit(connection, kit)
        versions, names = queries.kit_versions(connection, kit), queries.names(connection)
    told = {"kit": contents_of(versions[0].kit), "versions": [version_of(one) for one in versions]}
    here.give(told, "\n\n".join(contents_table(one, names, w) for one in versions))


def assemble(
    ctx: typer.Context,
    code: Kit,
    quantity: HowMany,
    *,
    centre: Centre,
    substitute: Annotated[
        list[str] | None,
        typer.Option(
            "--substitute",
            metavar=grammar.INSTEAD,
            help=N_("Another item that goes in for one of the kit's, and how many of it."),
        ),
    ] = None,
    storeroom: Storeroom = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    how_many, day = grammar.quantity(quantity), grammar.day(date)
    instead = grammar.instead(substitute or (), here.packs_of)
    with here.writing() as work:
        kits.assemble(
            *(work, grammar.code(centre), grammar.code(code), how_many),
            happened_on=day,
            place=grammar.code(storeroom),
            instead=instead,
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
    storeroom: Storeroom = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    how_many, day = grammar.quantity(quantity), grammar.day(date)
    with here.writing() as work:
        kits.open_kits(
            *(work, grammar.code(centre), grammar.code(code), how_many),
            lot=lot.strip(),
            happened_on=day,
            place=grammar.code(storeroom),
        )
    here.issued(work)
