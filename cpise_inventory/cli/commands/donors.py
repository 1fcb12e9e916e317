"""donor add, describe, list, retire, revive."""

from typing import Annotated

import msgspec
import typer

from cpise_inventory.catalogue import donors, queries
from cpise_inventory.catalogue.events import Donor, Named
from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import NameAr, NameEn, NameFr, Retired, Search, Why
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.language.folding import fold
from cpise_inventory.language.words import N_

Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("The donor's code."))]


def add(
    ctx: typer.Context,
    code: Code,
    *,
    name_fr: NameFr = None,
    name_ar: NameAr = None,
    name_en: NameEn = None,
) -> None:
    here: Session = ctx.obj
    donor = Donor(code, Named(name_fr or "", name_ar or "", name_en or ""))
    with here.writing() as work:
        added = donors.add_donor(work, donor)
    here.give({"donor": added}, added)


def describe(
    ctx: typer.Context,
    code: Code,
    *,
    name_fr: NameFr = None,
    name_ar: NameAr = None,
    name_en: NameEn = None,
) -> None:
    """What isn't told stays as it is."""
    here: Session = ctx.obj
    names = {"fr": name_fr, "ar": name_ar, "en": name_en}
    told = {language: name for language, name in names.items() if name is not None}
    with here.writing() as work:
        known = donors.known_donor(work.connection, grammar.code(code))
        name = msgspec.structs.replace(known.name, **told)
        donors.describe_donors(work, [Donor(known.code, name)])
    here.give({"donor": known.code}, known.code)


def retire(
    ctx: typer.Context,
    code: Code,
    *,
    reason: Why = "",
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        donors.retire_donor(work, grammar.code(code), reason)
    here.give({"donor": grammar.code(code)}, grammar.code(code))


def revive(ctx: typer.Context, code: Code) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        donors.revive_donor(work, grammar.code(code))
    here.give({"donor": grammar.code(code)}, grammar.code(code))


def show_all(
    ctx: typer.Context,
    *,
    search: Search = "",
    retired: Retired = False,
) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading() as connection:
        found = [
            one
            for one in queries.find_donors(connection, fold(search))
            if one.retired_on or not retired
        ]
    columns = [Column(w.t("Code")), Column(w.t("Designation")), Column(w.t("Retired on"))]
    rows = [
        (
            *(one.code, w.pick(fr=one.name.fr, ar=one.name.ar, en=one.name.en)),
            w.date(one.retired_on) if one.retired_on else "",
        )
        for one in found
    ]
    here.give({"donors": [_said(one) for one in found]}, table(columns, rows, w))


def _said(one: queries.Donor) -> dict[str, str]:
    return {
        "code": one.code,
        **{f"name_{language}": getattr(one.name, language) for language in ("fr", "ar", "en")},
        "retired_on": one.retired_on,
        "retired_reason": one.retired_reason,
    }
