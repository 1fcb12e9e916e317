"""labels reserve, unused, void."""

from typing import Annotated

import typer

from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.options import Because, Centre, OneCentre, Remarks
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.labels import commands
from cpise_inventory.labels.queries import BlankTag, unused_tags
from cpise_inventory.language.words import N_


def reserve(
    ctx: typer.Context,
    count: Annotated[int, typer.Argument(metavar="N", help=N_("How many tags."))],
    *,
    centre: Centre,
    remarks: Remarks = "",
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        tags = commands.reserve(work, grammar.code(centre), count, remarks)
    here.give({"tags": tags, "centre": grammar.code(centre)}, "\n".join(tags))


def unused(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    unprinted: Annotated[
        bool, typer.Option("--unprinted", help=N_("Only those that were never printed."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    where = grammar.code(centre)
    with here.reading() as connection:
        if where:
            known_centre(connection, where)
        found = unused_tags(connection, where, unprinted=unprinted)
    here.give({"tags": [_told(one) for one in found]}, _table(here, found))


def void(
    ctx: typer.Context,
    tag: Annotated[list[str], typer.Argument(metavar="TAG …", help=N_("Tags, however typed."))],
    *,
    through: Annotated[
        str,
        typer.Option(
            "--through",
            metavar="TAG",
            help=N_("All unused ones from the tag named to this one."),
            show_default=False,
        ),
    ] = "",
    reason: Because,
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        wanted = commands.unused_between(work, tag[0], through) if through else tag
        tags = commands.void(work, wanted, reason)
    here.give({"tags": tags, "reason": reason}, "\n".join(tags))


def _told(blank: BlankTag) -> dict[str, object]:
    return {
        "tag": blank.tag,
        "centre": blank.centre,
        "reserved_by": blank.reserved_by,
        "reserved_at": moment(blank.reserved_at),
        "labels": blank.labels,
    }


def _table(here: Session, found: list[BlankTag]) -> str:
    w = here.w
    columns = [
        Column(w.t("Tag")),
        Column(w.t("Centre")),
        Column(w.t("Reserved by")),
        Column(w.t("Reserved on")),
        Column(w.t("Labels")),
    ]
    rows = [
        (
            *(one.tag, one.centre, one.reserved_by),
            *(w.when(one.reserved_at), w.number(one.labels)),
        )
        for one in found
    ]
    return table(columns, rows, w)
