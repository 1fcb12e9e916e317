"""count: at once, or step by step: open, enter, finish, explain, approve."""

from typing import Annotated, Literal

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.commands.count_reports import sheet_facts
from cpise_inventory.cli.options import Because, Centre, CountNumber, Happened, Remarks, Storeroom
from cpise_inventory.cli.session import Session
from cpise_inventory.counts import commands, queries
from cpise_inventory.counts.commands import Sheeting
from cpise_inventory.counts.events import LineReason, Reason
from cpise_inventory.counts.placing import Figure
from cpise_inventory.counts.queries import Rule
from cpise_inventory.language.terms import COUNTS, term
from cpise_inventory.language.words import N_
from cpise_inventory.stock.taking import Wanted

Counted = Annotated[
    list[str],
    typer.Option(
        "--line",
        metavar="ITEM[@LOT]=COUNTED",
        help=N_(
            "An item and how much of it is there, 0 for nothing; with a lot where it is there in"
            " several. Once for each line."
        ),
    ),
]
Why = Annotated[
    list[str] | None,
    typer.Option(
        "--why",
        metavar="ITEM=REASON",
        help=N_(
            "Why an item differs: miscounted, not_recorded, wrong_item, wrong_lot, damaged, lost,"
            " stolen, unknown."
        ),
    ),
]
Units = Annotated[
    int | None,
    typer.Option("--units", metavar="N", min=0, help=N_("At most so many units of a line.")),
]
Percent = Annotated[
    int | None,
    typer.Option(
        "--percent",
        metavar="N",
        min=0,
        max=100,
        help=N_("At most so many percent of what is booked."),
    ),
]
Sheeted = Annotated[
    bool,
    typer.Option(
        "--from-sheet",
        help=N_("Counted when the sheet was opened; what moved since is reckoned in."),
    ),
]


def count(
    ctx: typer.Context,
    *,
    centre: Centre,
    line: Counted,
    storeroom: Storeroom = "",
    why: Why = None,
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    if ctx.invoked_subcommand:
        return
    here: Session = ctx.obj
    lines, reasons = _figures(here, line, storeroom), _reasons(why)
    sheet = Sheeting(
        centre=grammar.code(centre),
        sort="free",
        storeroom=grammar.code(storeroom),
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        _, status = commands.take(work, sheet, lines, reasons)
    here.issued(work, status=status)


def open_sheet(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    *,
    centre: Centre,
    storeroom: Storeroom = "",
    sort: Annotated[
        Literal["whole", "category", "daily", "free"],
        typer.Option("--sort", help=N_("What stands on the sheet.")),
    ] = "whole",
    category: Annotated[
        str,
        typer.Option(
            "--category", metavar="TEXT", help=N_("Only this category."), show_default=False
        ),
    ] = "",
    open_books: Annotated[
        bool, typer.Option("--show-booked", help=N_("Not blind: the sheet says what is booked."))
    ] = False,
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    wanted = Sheeting(
        centre=grammar.code(centre),
        sort="category" if category and sort == "whole" else sort,
        storeroom=grammar.code(storeroom),
        category=category,
        blind=not open_books,
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.open_count(work, wanted)
    here.issued(work)


def enter(
    ctx: typer.Context,
    number: CountNumber,
    *,
    line: Counted,
    storeroom: Storeroom = "",
    from_sheet: Sheeted = False,
) -> None:
    here: Session = ctx.obj
    lines = _figures(here, line, storeroom)
    with here.writing() as work:
        commands.enter(work, number, lines, from_sheet=from_sheet)
        found = queries.sheet(work.connection, number.strip().upper())
    _told(here, found)


def finish(ctx: typer.Context, number: CountNumber, *, why: Why = None) -> None:
    here: Session = ctx.obj
    reasons = _reasons(why)
    with here.writing() as work:
        commands.finish(work, number, reasons)
        found = queries.sheet(work.connection, number.strip().upper())
    _told(here, found)


def explain(ctx: typer.Context, number: CountNumber, *, why: Why = None) -> None:
    """A reason for an item is that of each of its lines that differ."""
    here: Session = ctx.obj
    said = {one.item: one.why for one in _reasons(why)}
    with here.writing() as work:
        wanted = number.strip().upper()
        lines = queries.compared(work.connection, wanted)
        differing = [one.found for one in lines if one.difference and one.found.item in said]
        reasons = [LineReason(*one.key, said[one.item]) for one in differing]
        commands.explain(work, number, reasons)
        found = queries.sheet(work.connection, wanted)
    _told(here, found)


def rule(
    ctx: typer.Context,
    *,
    centre: Centre,
    units: Units = None,
    percent: Percent = None,
) -> None:
    """What isn't said stays as it is; without either, nothing is set."""
    here, code = ctx.obj, grammar.code(centre)
    if units is None and percent is None:
        with here.reading() as connection:
            found = queries.rule(connection, code)
    else:
        with here.writing() as work:
            before = queries.rule(work.connection, code)
            found = Rule(
                before.units if units is None else units,
                before.percent if percent is None else percent,
            )
            commands.set_rule(work, code, found.units, found.percent)
    w = here.w
    told = w.t(
        "Booked without a second person: differences of at most {units} and at most {percent}.",
        units=w.n("{count} unit", "{count} units", found.units),
        percent=w.ltr(f"{found.percent} %"),
    )
    if not (found.units and found.percent):
        told = w.t("Every difference waits for a second person.")
    here.give({"rule": {"centre": code, **found._asdict()}}, told)


def approve(ctx: typer.Context, number: CountNumber) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.approve(work, number)
        found = queries.sheet(work.connection, number.strip().upper())
    _told(here, found)


def recount(
    ctx: typer.Context,
    number: CountNumber,
    *,
    item: Annotated[
        list[str],
        typer.Option("--item", metavar="ITEM", help=N_("To be counted again. Once for each.")),
    ],
    remarks: Remarks = "",
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.ask_recount(work, number, [grammar.code(one) for one in item], remarks)
        found = queries.sheet(work.connection, number.strip().upper())
    _told(here, found)


def cancel(
    ctx: typer.Context,
    number: CountNumber,
    *,
    reason: Because,
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.cancel(work, number, reason)
        found = queries.sheet(work.connection, number.strip().upper())
    _told(here, found)


def _figures(here: Session, lines: list[str], storeroom: str) -> list[Figure]:
    read: list[Wanted] = grammar.counted(lines, here.packs_of)
    here.items = [one.item for one in read]
    return [Figure(one.item, one.quantity, one.lot, grammar.code(storeroom)) for one in read]


def _reasons(given: list[str] | None) -> list[Reason]:
    pairs = (one.partition("=") for one in given or [])
    return [Reason(grammar.code(item), why.strip()) for item, _, why in pairs]


def _told(here: Session, found: queries.Sheet | None) -> None:
    if found is not None:
        here.give(sheet_facts(found), term(COUNTS, found.status, here.w))
