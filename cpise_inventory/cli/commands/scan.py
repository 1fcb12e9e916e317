"""scan."""

import dataclasses
from typing import Annotated

import typer

from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.session import Session
from cpise_inventory.language.scan_texts import said_of
from cpise_inventory.language.words import N_
from cpise_inventory.scans import Scanned, what_is


def scan(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=N_("What the scanner sent."))],
    *,
    centre: Annotated[
        str,
        typer.Option(
            "--centre",
            metavar="CENTRE",
            help=N_("Where it is scanned, if not at this workstation’s centre."),
            show_default=False,
        ),
    ] = "",
) -> None:
    here: Session = ctx.obj
    where = grammar.code(centre) or here.store.device.partition("-")[0]
    with here.reading() as connection:
        if where:
            known_centre(connection, where)
        found = what_is(connection, here.store.journal, text, here.today, where)
    said = said_of(found, here.w)
    told = {**_told(found), "message": said.what, "next": said.step}
    here.give(told, "\n".join(filter(None, said)))


def _told(found: Scanned) -> dict[str, object]:
    """Each fact by its name; what the label of a thing names, the fields of its event."""
    left_out = ("thing", "refusal", "replaced_at")
    named = {
        one.name: getattr(found, one.name)
        for one in dataclasses.fields(found)
        if one.name not in left_out
    }
    at = moment(found.replaced_at) if found.replaced_at else ""
    thing = found.thing
    folder = {"papers": thing.papers, "year": thing.year} if thing and thing.year else {}
    return {**named, "replaced_at": at, "number": thing.number if thing else "", **folder}
