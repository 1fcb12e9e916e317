"""labels sheets list, add, remove."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.language.words import N_, Words
from cpise_inventory.paper.sheets import PAGES, Measured, Sheet
from cpise_inventory.stationery import commands, queries

ROLL = "roll"
Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of the label sheet."))]
_ACROSS_AND_DOWN = "XxY"


def show_all(
    ctx: typer.Context,
    *,
    mine: Annotated[
        bool, typer.Option("--mine", help=N_("Only those that were described here."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    w = here.w
    with here.reading() as connection:
        made = queries.made_sheets(connection)
        found = made if mine else queries.all_sheets(connection)
    told = [_told(one, made) for one in found.values()]
    columns = [
        *(Column(w.t("Code")), Column(w.t("Maker or name")), Column(w.t("Label"), figures=True)),
        *(Column(w.t("Columns × rows")), Column(w.t("Page"), figures=True)),
    ]
    rows = [_row(one, w) for one in found.values()]
    here.give({"sheets": told}, table(columns, rows, w))


def add(  # noqa: PLR0913 - a sheet's measures, an option each
    ctx: typer.Context,
    code: Code,
    *,
    label: Annotated[
        str, typer.Option("--label", metavar="WxH", help=N_("Width and height of a label in mm."))
    ],
    page: Annotated[
        str,
        typer.Option(
            "--page", metavar="a4|letter|roll|WxH", help=N_("The page; of a roll, it is the label.")
        ),
    ] = "a4",
    grid: Annotated[
        str, typer.Option("--grid", metavar="COLSxROWS", help=N_("Columns and rows of a page."))
    ] = "1x1",
    margins: Annotated[
        str,
        typer.Option(
            "--margins",
            metavar=_ACROSS_AND_DOWN,
            help=N_("From the page’s left and upper edges in mm; else in the middle of the page."),
            show_default=False,
        ),
    ] = "",
    pitch: Annotated[
        str,
        typer.Option(
            "--pitch",
            metavar=_ACROSS_AND_DOWN,
            help=N_("From one label’s edge to the next one’s in mm; else they touch."),
            show_default=False,
        ),
    ] = "",
    corner: Annotated[
        str, typer.Option("--corner", metavar="MM", help=N_("Radius of the labels’ corners in mm."))
    ] = "0",
    name: Annotated[
        str,
        typer.Option(
            "--name", metavar="TEXT", help=N_("Maker, or what it is called."), show_default=False
        ),
    ] = "",
) -> None:
    here: Session = ctx.obj
    measured = Measured(
        label=grammar.millimetres(label),
        page=_page(page),
        grid=grammar.grid(grid),
        margins=grammar.millimetres(margins) if margins else (None, None),
        pitch=grammar.millimetres(pitch) if pitch else (None, None),
        corner=grammar.millimetres(f"{corner}x0")[0],
    )
    sheet = measured.sheet(code, name)
    with here.writing() as work:
        added = commands.describe_sheet(work, sheet)
    here.give({"sheet": added}, here.w.ltr(added))


def remove(ctx: typer.Context, code: Code) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        removed = commands.remove_sheet(work, code)
    here.give({"sheet": removed}, here.w.ltr(removed))


def _page(text: str) -> tuple[float, float] | None:
    """None for a roll."""
    named = text.strip().lower()
    if named == ROLL:
        return None
    return PAGES.get(named) or grammar.millimetres(text)


def _told(one: Sheet, made: Mapping[str, Sheet]) -> dict[str, Any]:
    names = (
        *("code", "maker", "page_w_mm", "page_h_mm", "label_w_mm", "label_h_mm", "cols", "rows"),
        *("left_mm", "top_mm", "pitch_x_mm", "pitch_y_mm", "corner_mm", "material"),
    )
    told = {name: getattr(one, name) for name in names}
    return told | {"mine": one.code in made, "roll": one.is_roll}


def _row(one: Sheet, w: Words) -> tuple[str, ...]:
    maker = w.t("plain paper") if one.crop_marks else one.maker
    grid = w.t("roll") if one.is_roll else w.ltr(f"{one.cols} × {one.rows}")
    label, page = (one.label_w_mm, one.label_h_mm), (one.page_w_mm, one.page_h_mm)
    return one.code, maker, w.size(*label), grid, w.size(*page)
