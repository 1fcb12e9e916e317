"""centre describe, list."""

from typing import Annotated

import msgspec
import typer

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import describe_centres, known_centre
from cpise_inventory.catalogue.events import Centre
from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import NameAr, NameEn, NameFr
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.language.words import N_

Code = Annotated[str, typer.Argument(metavar="CENTRE", help=N_("Code of the centre."))]


def describe(
    ctx: typer.Context,
    code: Code,
    *,
    name_fr: NameFr = None,
    name_ar: NameAr = None,
    name_en: NameEn = None,
) -> None:
    """What isn't told stays as it is, the wilaya always."""
    here: Session = ctx.obj
    names = {"fr": name_fr, "ar": name_ar, "en": name_en}
    told = {language: name for language, name in names.items() if name is not None}
    with here.writing() as work:
        known = known_centre(work.connection, grammar.code(code))
        name = msgspec.structs.replace(known.name, **told)
        describe_centres(work, [Centre(known.code, name, known.wilaya, known.iso)])
    here.give({"centre": known.code}, known.code)


def show_all(ctx: typer.Context) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading() as connection:
        found = queries.centres(connection)
    columns = [Column(w.t("Code")), Column(w.t("Designation"))]
    rows = [(one.code, w.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en)) for one in found]
    here.give({"centres": [_said(one) for one in found]}, table(columns, rows, w))


def _said(one: queries.Centre) -> dict[str, str]:
    return {
        "code": one.code,
        **{f"name_{language}": getattr(one.name, language) for language in ("fr", "ar", "en")},
        "wilaya_fr": one.wilaya.fr,
        "wilaya_ar": one.wilaya.ar,
        "iso": one.iso,
    }
