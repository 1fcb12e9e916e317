"""transfer send, receive, list."""

from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Happened, LinesOut, Remarks, Storeroom
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import TRANSFERS, term
from cpise_inventory.language.words import N_
from cpise_inventory.transfers import commands
from cpise_inventory.transfers.commands import Arrival, Shipment
from cpise_inventory.transfers.queries import Transfer, transfers


def send(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    *,
    source: Annotated[
        str, typer.Option("--from", metavar="CENTRE", help=N_("The centre that sends."))
    ],
    target: Annotated[
        str, typer.Option("--to", metavar="CENTRE", help=N_("The centre that is to receive."))
    ],
    line: LinesOut,
    storeroom: Storeroom = "",
    driver: Annotated[
        str, typer.Option("--driver", metavar="NAME", help=N_("Who drives."), show_default=False)
    ] = "",
    vehicle: Annotated[
        str,
        typer.Option("--vehicle", metavar="TEXT", help=N_("Its number plate."), show_default=False),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.goods_out(line)
    here.items = [one.item for one in lines]
    shipment = Shipment(
        source=grammar.code(source),
        target=grammar.code(target),
        lines=lines,
        storeroom=grammar.code(storeroom),
        driver=driver,
        vehicle=vehicle,
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.send(work, shipment)
    here.issued(work)


def receive(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The waybill's number."))],
    *,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar="ITEM=QTY[@LOT]",
            help=N_("What came in, where it is not everything; 0 for nothing of an item."),
        ),
    ] = None,
    centre: Annotated[
        str,
        typer.Option(
            "--centre",
            metavar="CENTRE",
            help=N_("The centre that receives, to be sure of it."),
            show_default=False,
        ),
    ] = "",
    storeroom: Storeroom = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.goods_arrived(line or [])
    here.items = [one.item for one in lines]
    arrival = Arrival(
        number=number,
        lines=lines,
        centre=grammar.code(centre),
        storeroom=grammar.code(storeroom),
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.arrive(work, arrival)
    here.issued(work)


def show_all(
    ctx: typer.Context,
    *,
    still_open: Annotated[
        bool, typer.Option("--open", help=N_("Only those with goods still on the road."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = transfers(connection, open_only=still_open)
    here.give({"transfers": [_told(one) for one in found]}, _shown(found, here))


def _told(one: Transfer) -> dict[str, object]:
    lines = []
    for line in one.lines:
        number, expiry, donation = read_lot(line.lot)
        facts = {"item": line.item, "lot": number, "sent": line.sent, "received": line.received}
        lines.append({**facts, "expiry": expiry, "donation": donation, "missing": line.missing})
    return {
        "number": one.number,
        "from": one.source,
        "to": one.target,
        "sent_on": one.sent_on,
        "status": one.status,
        "lines": lines,
    }


def _shown(found: list[Transfer], here: Session) -> str:
    w = here.w
    columns = [
        Column(w.t("Waybill")),
        Column(w.t("From")),
        Column(w.t("To")),
        Column(w.t("Sent on")),
        Column(w.t("Status")),
        Column(w.t("Item")),
        Column(w.t("Lot")),
        Column(w.t("Sent"), figures=True),
        Column(w.t("Received"), figures=True),
    ]
    rows = [
        (
            *(one.number, one.source, one.target, w.date(one.sent_on)),
            term(TRANSFERS, one.status, w),
            *(line.item, read_lot(line.lot).number, w.number(line.sent), w.number(line.received)),
        )
        for one in found
        for line in one.lines
    ]
    return table(columns, rows, w) or w.t("No goods are on the road.")
