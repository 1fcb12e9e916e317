"""item add, item list."""

from typing import Annotated

import typer

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import describe_items
from cpise_inventory.catalogue.events import Item, Named
from cpise_inventory.cli import grammar
from cpise_inventory.cli.refusals import BadLineError
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.identity import checked_code
from cpise_inventory.importing.kinds import unit_of
from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import N_
from cpise_inventory.texts import checked_text

PACK = "NAME=N"
LONGEST_NAME = 80


def add_item(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("The item's code."))],
    *,
    name_fr: Annotated[
        str,
        typer.Option(
            "--name-fr", metavar="TEXT", help=N_("Its name in French."), show_default=False
        ),
    ] = "",
    name_ar: Annotated[
        str,
        typer.Option(
            "--name-ar", metavar="TEXT", help=N_("Its name in Arabic."), show_default=False
        ),
    ] = "",
    name_en: Annotated[
        str,
        typer.Option(
            "--name-en", metavar="TEXT", help=N_("Its name in English."), show_default=False
        ),
    ] = "",
    unit: Annotated[
        str,
        typer.Option(
            "--unit", metavar="UNIT", help=N_("Base unit: piece, bar, bottle, box, kit, kg …")
        ),
    ] = "piece",
    category: Annotated[
        str,
        typer.Option(
            "--category", metavar="TEXT", help=N_("Its group of goods."), show_default=False
        ),
    ] = "",
    expiry: Annotated[bool, typer.Option("--expiry", help=N_("It has an expiry date."))] = False,
    pack: Annotated[
        list[str] | None,
        typer.Option(
            "--pack", metavar=PACK, help=N_("A pack and how many base units it holds: carton=24.")
        ),
    ] = None,
) -> None:
    here: Session = ctx.obj
    names = {"name_fr": name_fr, "name_ar": name_ar, "name_en": name_en}
    texts = [checked_text(field, text, LONGEST_NAME) for field, text in names.items()]
    item = Item(
        code=checked_code(code),
        name=Named(*texts),
        unit=unit_of(unit) or checked_text("unit", unit, LONGEST_NAME),
        category=checked_text("category", category, LONGEST_NAME),
        keeps_expiry=expiry,
        packs=tuple(_pack(text) for text in pack or ()),
    )
    with here.writing() as work:
        describe_items(work, [item])
    here.give({"item": item.code}, item.code)


def _pack(text: str) -> tuple[str, int]:
    name, equals, size = text.rpartition("=")
    name = checked_text("pack", name, LONGEST_NAME)
    if not (equals and name):
        raise BadLineError(text, PACK)
    return unit_of(name) or name, grammar.quantity(size)


def list_items(ctx: typer.Context) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading() as connection:
        found = queries.items(connection)
    told = [
        {
            "code": one.code,
            **{f"name_{code}": getattr(one.name, code) for code in ("fr", "ar", "en")},
            "category": one.category,
            "unit": one.unit,
            "keeps_expiry": one.keeps_expiry,
            "packs": [{"name": name, "quantity": size} for name, size in one.packs],
        }
        for one in found
    ]
    columns = [
        Column(w.t("Item")),
        Column(w.t("Designation")),
        Column(w.t("Unit")),
        Column(w.t("Packs")),
    ]
    rows = [
        (
            *(one.code, w.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en)),
            term(UNITS, one.unit, w),
            w.join(f"{term(UNITS, name, w)} = {w.number(size)}" for name, size in one.packs),
        )
        for one in found
    ]
    here.give({"items": told}, table(columns, rows, w) or w.t("There is no item yet."))
