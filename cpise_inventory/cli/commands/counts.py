"""count: at once, or step by step: open, enter, finish, approve."""

from typing import Annotated, Literal

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Centre, Happened, OneCentre, Remarks, Storeroom
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.counts import commands, queries
from cpise_inventory.counts.commands import Figure, Sheeting
from cpise_inventory.counts.errors import UnknownCountError
from cpise_inventory.counts.events import Reason
from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import COUNT_SORTS, COUNTS, term
from cpise_inventory.language.words import N_
from cpise_inventory.stock.taking import Wanted

Number = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The count sheet's number."))]
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
            "Why an item differs: miscounted, not_recorded, wrong_item, damaged, lost, stolen,"
            " unknown."
        ),
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
        number = commands.open_count(work, sheet)
        commands.enter(work, number, lines, from_sheet=bool(date))
        status = commands.finish(work, number, reasons)
    here.issued(work, status=status)


def open_sheet(
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
) -> None:
    here: Session = ctx.obj
    wanted = Sheeting(
        centre=grammar.code(centre),
        sort="category" if category and sort == "whole" else sort,
        storeroom=grammar.code(storeroom),
        category=category,
        blind=not open_books,
        remarks=remarks,
    )
    with here.writing() as work:
        commands.open_count(work, wanted)
    here.issued(work)


def enter(
    ctx: typer.Context,
    number: Number,
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


def finish(ctx: typer.Context, number: Number, *, why: Why = None) -> None:
    here: Session = ctx.obj
    reasons = _reasons(why)
    with here.writing() as work:
        commands.finish(work, number, reasons)
        found = queries.sheet(work.connection, number.strip().upper())
    _told(here, found)


def approve(ctx: typer.Context, number: Number) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.approve(work, number)
        found = queries.sheet(work.connection, number.strip().upper())
    _told(here, found)


def recount(
    ctx: typer.Context,
    number: Number,
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
    number: Number,
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why."))],
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.cancel(work, number, reason)
        found = queries.sheet(work.connection, number.strip().upper())
    _told(here, found)


def show(ctx: typer.Context, number: Number) -> None:
    here, wanted = ctx.obj, number.strip().upper()
    with here.reading() as connection:
        found = queries.sheet(connection, wanted)
        if found is None:
            raise UnknownCountError(number.strip())
        lines = queries.compared(connection, wanted)
        left = set(queries.scope(connection, wanted)) - {one.found.key for one in lines}
    told = [_line(one) for one in lines]
    told += [
        {**_place(key), "counted": None, "booked": None, "difference": None} for key in sorted(left)
    ]
    hidden = found.blind and found.status == "open"  # who counts isn't told what is booked
    if hidden:
        told = [{**one, "booked": None, "difference": None} for one in told]
    w = here.w
    columns = [
        Column(w.t("Storeroom")),
        Column(w.t("Item")),
        Column(w.t("Lot")),
        Column(w.t("Counted"), figures=True),
        Column(w.t("Booked"), figures=True),
        Column(w.t("Difference"), figures=True),
    ]
    rows = [
        (
            *(str(one[name]) for name in ("location", "item", "lot")),
            *(_figure(here, one[name]) for name in ("counted", "booked", "difference")),
        )
        for one in told
    ]
    here.give({**_sheet(found), "lines": told}, table(columns, rows, w))


def show_all(ctx: typer.Context, *, centre: OneCentre = "") -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.sheets(connection, grammar.code(centre))
    w = here.w
    columns = [
        Column(w.t("Number")),
        Column(w.t("Centre")),
        Column(w.t("Opened on")),
        Column(w.t("What")),
        Column(w.t("Status")),
        Column(w.t("Lines"), figures=True),
        Column(w.t("Counted"), figures=True),
    ]
    rows = [
        (
            *(one.number, one.centre, w.date(one.opened_on), term(COUNT_SORTS, one.sort, w)),
            *(term(COUNTS, one.status, w), w.number(one.lines), w.number(one.entered)),
        )
        for one in found
    ]
    here.give(
        {"counts": [_sheet(one) for one in found]},
        table(columns, rows, w) or w.t("Nothing was counted yet."),
    )


def accuracy(ctx: typer.Context, *, centre: OneCentre = "") -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.accuracy(connection, grammar.code(centre))
    w = here.w
    columns = [
        Column(w.t("Month")),
        Column(w.t("Counts"), figures=True),
        Column(w.t("Lines"), figures=True),
        Column(w.t("As booked"), figures=True),
        Column(w.t("Units more"), figures=True),
        Column(w.t("Units less"), figures=True),
    ]
    rows = [
        (
            *(w.month(one.month), w.number(one.sheets), w.number(one.lines)),
            *(f"{one.percent} %", w.number(one.over), w.number(one.short)),
        )
        for one in found
    ]
    here.give(
        {"accuracy": [{**one._asdict(), "percent": one.percent} for one in found]},
        table(columns, rows, w) or w.t("Nothing was counted yet."),
    )


def _figures(here: Session, lines: list[str], storeroom: str) -> list[Figure]:
    read: list[Wanted] = grammar.counted(lines)
    here.items = [one.item for one in read]
    return [Figure(one.item, one.quantity, one.lot, grammar.code(storeroom)) for one in read]


def _reasons(given: list[str] | None) -> list[Reason]:
    pairs = (one.partition("=") for one in given or [])
    return [Reason(grammar.code(item), why.strip()) for item, _, why in pairs]


def _told(here: Session, found: queries.Sheet | None) -> None:
    if found is not None:
        here.give(_sheet(found), term(COUNTS, found.status, here.w))


def _sheet(one: queries.Sheet) -> dict[str, object]:
    return {
        "document": one.number,
        "documents": [one.number],
        **{name: getattr(one, name) for name in ("centre", "sort", "opened_on", "status")},
        "lines_counted": one.entered,
        "lines_on_sheet": one.lines,
    }


def _place(key: queries.Key) -> dict[str, object]:
    location, item, lot = key
    number, expiry, donation = read_lot(lot)
    facts = {"location": location, "item": item, "lot": number}
    return {**facts, "expiry": expiry, "donation": donation}


def _line(one: queries.Compared) -> dict[str, object]:
    figures = {"counted": one.found.quantity, "booked": one.booked, "difference": one.difference}
    return {**_place(one.found.key), **figures}


def _figure(here: Session, value: object) -> str:
    return here.w.number(value) if isinstance(value, int) else ""
