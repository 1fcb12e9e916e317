"""transfer request, approve, refuse, close-request, requests."""

from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Because, Happened, Remarks
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.language.terms import REQUESTS, term
from cpise_inventory.language.words import N_
from cpise_inventory.transfers import requests
from cpise_inventory.transfers.queries import Request
from cpise_inventory.transfers.queries import requests as all_requests
from cpise_inventory.transfers.requests import Requisition

Number = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The requisition's number."))]


def ask(
    ctx: typer.Context,
    *,
    supplier: Annotated[
        str, typer.Option("--from", metavar="CENTRE", help=N_("The centre that is to supply."))
    ],
    centre: Annotated[
        str, typer.Option("--to", metavar="CENTRE", help=N_("The centre that needs the goods."))
    ],
    line: Annotated[
        list[str],
        typer.Option(
            "--line",
            metavar="ITEM=QTY",
            help=N_("An item and its quantity in base units. Once for each line."),
        ),
    ],
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="DATE",
            help=N_("The day by which it is needed: 2026-12-15."),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.parts(line, here.packs_of)
    here.items = [item for item, _ in lines]
    wanted = Requisition(
        centre=grammar.code(centre),
        supplier=grammar.code(supplier),
        lines=lines,
        wanted_on=grammar.day(by),
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        requests.request(work, wanted)
    here.issued(work)


def approve(
    ctx: typer.Context,
    number: Number,
    *,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar="ITEM=QTY",
            help=N_("How much may be sent, where it is less than was asked for."),
        ),
    ] = None,
    remarks: Remarks = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.parts(line or [], here.packs_of)
    here.items = [item for item, _ in lines]
    with here.writing() as work:
        requests.approve_request(work, number, lines, remarks)
    _give(here, number)


def refuse(ctx: typer.Context, number: Number, *, reason: Because) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        requests.refuse_request(work, number, reason)
    _give(here, number)


def close(ctx: typer.Context, number: Number, *, reason: Because) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        requests.close_request(work, number, reason)
    _give(here, number)


def show_all(
    ctx: typer.Context,
    *,
    still_open: Annotated[
        bool, typer.Option("--open", help=N_("Only those to be approved or to be sent."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = all_requests(connection, open_only=still_open)
    here.give({"requests": [_told(one) for one in found]}, _shown(found, here))


def _give(here: Session, number: str) -> None:
    with here.reading() as connection:
        (found,) = all_requests(connection, number.strip().upper())
    here.give(_told(found), term(REQUESTS, found.status, here.w))


def _told(one: Request) -> dict[str, object]:
    return {
        "number": one.number,
        "from": one.supplier,
        "to": one.centre,
        "asked_on": one.asked_on,
        "wanted_on": one.wanted_on,
        "actor": one.actor,
        "status": one.status,
        "lines": [{**line._asdict(), "left": line.left} for line in one.lines],
    }


def _shown(found: list[Request], here: Session) -> str:
    w = here.w
    columns = [
        Column(w.t("Requisition")),
        Column(w.t("From")),
        Column(w.t("To")),
        Column(w.t("Asked on")),
        Column(w.t("Status")),
        Column(w.t("Item")),
        Column(w.t("Asked for"), figures=True),
        Column(w.t("Approved"), figures=True),
        Column(w.t("Sent"), figures=True),
    ]
    rows = [
        (
            *(one.number, one.supplier, one.centre, w.date(one.asked_on)),
            *(term(REQUESTS, one.status, w), line.item),
            *(w.number(figure) for figure in (line.asked, line.approved, line.sent)),
        )
        for one in found
        for line in one.lines
    ]
    return table(columns, rows, w) or w.t("Nothing was asked for yet.")
