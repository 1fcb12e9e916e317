"""asset figures, asset life: how much there is of what, and how long each kind is used."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory.assets.categories import CODES
from cpise_inventory.assets.figures import BY, Group, figures
from cpise_inventory.assets.figures_telling import NAMED, TITLES, kinds, namer, repairs, values
from cpise_inventory.assets.lives import lives, lives_said, say_life
from cpise_inventory.assets.telling import Names
from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.cli import grammar
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre
from cpise_inventory.cli.refusals import UnknownGroupingError
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.importing.kinds import category_code
from cpise_inventory.language import terms
from cpise_inventory.language.money import hundredths
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.people.rights import Right


def show(
    ctx: typer.Context,
    *,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="|".join(BY),
            help=N_("Only these figures; else all of them."),
            show_default=False,
        ),
    ] = "",
    centre: OneCentre = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE.(csv|xlsx)",
            help=N_("Write it to a file instead."),
            show_default=False,
        ),
    ] = None,
) -> None:
    here: Session = ctx.obj
    if by and by not in BY:
        raise UnknownGroupingError(by, BY)
    w, code = here.w, grammar.code(centre)
    if out is not None:
        _write(here, (by,) if by else BY, code, out)
        return
    told, shown = {}, []
    with here.reading() as connection:
        if code:
            known_centre(connection, code)
        called = Names(connection, w)
        for one in (by,) if by else BY:
            groups = figures(connection, one, here.today, code)
            told[one] = [_told(group) for group in groups]
            named = namer(one, called, here.today)
            names = [named(group) for group in groups]
            shown.append(_as_table(one, groups, names, w))
    here.give({"figures": told}, "\n\n".join(shown))


def _write(here: Session, by: Sequence[str], centre: str, out: Path) -> None:
    from cpise_inventory.exporting.figures import ENDINGS, write_figures  # noqa: PLC0415 - for files alone

    ending(out, ENDINGS)
    here.require(Right.EXPORT)
    with here.reading() as connection:
        if centre:
            known_centre(connection, centre)
        rows = write_figures(connection, by, here.today, centre, out, here.w)
    said = here.w.n("{count} line written.", "{count} lines written.", rows)
    here.give({"written": rows, "file": str(out)}, said)


def _told(group: Group) -> dict[str, object]:
    return {
        "key": group.key,
        "count": group.count,
        "values": {code: hundredths(value) for code, value in sorted(group.values.items())},
        "repairs": {code: hundredths(cost) for code, cost in sorted(group.repairs.items())},
        "conditions": dict(sorted(group.conditions.items())),
        "categories": dict(sorted(group.categories.items())),
    }


def _as_table(by: str, groups: list[Group], names: list[str], w: Words) -> str:
    columns = [
        Column(w.t(NAMED[by])),
        Column(w.t("Quantity"), figures=True),
        Column(w.t("Value")),
        Column(w.t("Cost of repairs")),
        Column(w.t("Of which")),
    ]
    rows = [
        (name, w.number(group.count), values(group, w), repairs(group, w), kinds(group, w))
        for group, name in zip(groups, names, strict=True)
    ]
    return "\n".join((w.t(TITLES[by]), table(columns, rows, w) or w.t("There is nothing.")))


def life(
    ctx: typer.Context,
    category: Annotated[
        str, typer.Argument(metavar="[CATEGORY]", help=N_("laptop, desktop, printer …"))
    ] = "",
    *,
    years: Annotated[
        int | None,
        typer.Option("--years", metavar="YEARS", help=N_("After so many years it’s replaced.")),
    ] = None,
) -> None:
    here: Session = ctx.obj
    w = here.w
    if years is not None:
        with here.writing() as work:
            say_life(work, category_code(category), years)
    with here.reading() as connection:
        used, said = lives(connection), lives_said(connection)
    chosen = [code for code in CODES if not category or code == category_code(category)]
    told = [{"category": code, "years": used[code], "assumed": code not in said} for code in chosen]
    columns = [
        Column(w.t("Category")),
        Column(w.t("Years of use"), figures=True),
        Column(w.t("Said by")),
    ]
    rows = [
        (
            *(term(terms.CATEGORIES, code, w), w.number(used[code])),
            w.t("the establishment") if code in said else w.t("the program’s assumption"),
        )
        for code in chosen
    ]
    here.give({"lives": told}, table(columns, rows, w))
