"""write-off: report a loss, approve it, reject it, list losses."""

from typing import Annotated, Literal

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Centre, Happened, LinesOut, OneCentre, Remarks, Storeroom
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import LOSS_REASONS, LOSSES, place, term
from cpise_inventory.language.words import N_
from cpise_inventory.losses import commands, queries
from cpise_inventory.losses.commands import Loss
from cpise_inventory.losses.errors import UnknownLossError
from cpise_inventory.losses.queries import Held, Report

Number = Annotated[
    str, typer.Argument(metavar="NUMBER", help=N_("The number of the write-off or loss report."))
]


def write_off(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    *,
    centre: Centre,
    why: Annotated[
        Literal["expired", "damaged", "lost", "stolen"],
        typer.Option("--reason", help=N_("What became of the goods.")),
    ],
    line: LinesOut,
    storeroom: Storeroom = "",
    police: Annotated[
        str,
        typer.Option(
            "--police",
            metavar="TEXT",
            help=N_("Reference of the police report; what was stolen needs one."),
            show_default=False,
        ),
    ] = "",
    waybill: Annotated[
        str,
        typer.Option(
            "--waybill",
            metavar="NUMBER",
            help=N_("The waybill that the loss stems from, if one."),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    if ctx.invoked_subcommand:
        return
    here: Session = ctx.obj
    lines = grammar.goods_out(line, here.packs_of)
    here.items = [one.item for one in lines]
    loss = Loss(
        centre=grammar.code(centre),
        why=why,
        lines=lines,
        storeroom=grammar.code(storeroom),
        police=police,
        waybill=waybill,
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.report(work, loss)
    here.issued(work, status="waits")


def approve(ctx: typer.Context, number: Number) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.approve(work, number)
        found = queries.report(work.connection, number.strip().upper())
    _told(here, found)


def reject(
    ctx: typer.Context,
    number: Number,
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Why."))],
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.reject(work, number, reason)
        found = queries.report(work.connection, number.strip().upper())
    _told(here, found)


def show(ctx: typer.Context, number: Number) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.report(connection, number.strip().upper())
        if found is None:
            raise UnknownLossError(number.strip())
        goods = queries.goods_of(connection, found.number)
    w = here.w
    columns = [
        Column(w.t("Item")),
        Column(w.t("Lot")),
        Column(w.t("From")),
        Column(w.t("Held at")),
        Column(w.t("Quantity"), figures=True),
    ]
    rows = [
        (
            *(one.item, read_lot(one.lot).number, place(one.source, w), place(one.place, w)),
            w.number(one.quantity),
        )
        for one in goods
    ]
    here.give(
        {**_facts(found), "lines": [_line(one) for one in goods]},
        f"{term(LOSS_REASONS, found.why, w)} · {term(LOSSES, found.status, w)}\n"
        + table(columns, rows, w),
    )


def show_all(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    waiting: Annotated[
        bool, typer.Option("--open", help=N_("Only those that wait for a decision."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.reports(connection, grammar.code(centre), waiting=waiting)
    w = here.w
    columns = [
        Column(w.t("Number")),
        Column(w.t("Centre")),
        Column(w.t("Date")),
        Column(w.t("Reason")),
        Column(w.t("Status")),
        Column(w.t("Reported by")),
        Column(w.t("Decided by")),
    ]
    rows = [
        (
            *(one.number, one.centre, w.date(one.reported_on), term(LOSS_REASONS, one.why, w)),
            *(term(LOSSES, one.status, w), one.reporter),
            "" if one.status == "waits" else one.decider,
        )
        for one in found
    ]
    here.give(
        {"losses": [_facts(one) for one in found]},
        table(columns, rows, w) or w.t("No loss is recorded."),
    )


def _told(here: Session, found: Report | None) -> None:
    if found is not None:
        here.give(_facts(found), term(LOSSES, found.status, here.w))


def _facts(one: Report) -> dict[str, object]:
    waits = one.status == "waits"
    return {
        "document": one.number,
        "documents": [one.number],
        "centre": one.centre,
        "reason": one.why,
        "status": one.status,
        "reported_on": one.reported_on,
        "reported_by": one.reporter,
        "decided_on": "" if waits else one.decided_on,
        "decided_by": "" if waits else one.decider,
        "police": one.police,
        "waybill": one.waybill,
    }


def _line(one: Held) -> dict[str, object]:
    number, expiry, donation = read_lot(one.lot)
    return {
        "item": one.item,
        "lot": number,
        "expiry": expiry,
        "donation": donation,
        "from": one.source,
        "held_at": one.place,
        "quantity": one.quantity,
    }
