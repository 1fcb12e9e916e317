"""place open, rename, close, list."""

from typing import Annotated

import typer

from cpise_inventory.catalogue import places, queries
from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.catalogue.events import Named
from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Centre, NameAr, NameEn, NameFr, OneCentre
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.language.terms import PLACES, term
from cpise_inventory.language.words import N_
from cpise_inventory.locations import within

Place = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help=N_("Code of the storeroom, or MAGASIN/A1 for a shelf below one.")
    ),
]
Closed = Annotated[bool, typer.Option("--closed", help=N_("Those that are closed, too."))]


def open_one(
    ctx: typer.Context,
    code: Place,
    *,
    centre: Centre,
    name_fr: NameFr = None,
    name_ar: NameAr = None,
    name_en: NameEn = None,
) -> None:
    here: Session = ctx.obj
    name = Named(name_fr or "", name_ar or "", name_en or "")
    with here.writing() as work:
        location = places.open_place(work, grammar.code(centre), grammar.code(code), name)
    here.give({"place": location}, location)


def rename(
    ctx: typer.Context,
    code: Place,
    *,
    centre: Centre,
    name_fr: NameFr = None,
    name_ar: NameAr = None,
    name_en: NameEn = None,
) -> None:
    here: Session = ctx.obj
    location = within(grammar.code(centre), grammar.code(code))
    name = Named(name_fr or "", name_ar or "", name_en or "")
    with here.writing() as work:
        known_centre(work.connection, grammar.code(centre))
        places.rename_place(work, location, name)
    here.give({"place": location}, location)


def close(ctx: typer.Context, code: Place, *, centre: Centre) -> None:
    here: Session = ctx.obj
    location = within(grammar.code(centre), grammar.code(code))
    with here.writing() as work:
        known_centre(work.connection, grammar.code(centre))
        places.close_place(work, location)
    here.give({"place": location}, location)


def show_all(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    closed: Annotated[
        bool, typer.Option("--closed", help=N_("Those that are closed, too."))
    ] = False,
) -> None:
    here, w = ctx.obj, ctx.obj.w
    asked = grammar.code(centre)
    with here.reading() as connection:
        if asked:
            known_centre(connection, asked)
        found = queries.places(connection, asked, closed=closed)
    told = [
        {
            "code": one.code,
            "centre": one.centre,
            "type": one.type,
            **{f"name_{code}": getattr(one.name, code) for code in ("fr", "ar", "en")},
            "closed_on": one.closed_on,
        }
        for one in found
    ]
    columns = [
        Column(w.t("Code")),
        Column(w.t("Designation")),
        Column(w.t("Kind")),
        Column(w.t("Closed on")),
    ]
    rows = [
        (
            *(one.code, w.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en)),
            *(term(PLACES, one.type, w), w.date(one.closed_on) if one.closed_on else ""),
        )
        for one in found
    ]
    here.give({"places": told}, table(columns, rows, w))
