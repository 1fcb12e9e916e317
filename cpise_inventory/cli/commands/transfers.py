"""transfer send, receive, close, settle, list; transfer request, approve, refuse."""

from datetime import date
from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Happened, LinesOut, Remarks, Storeroom
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import TRANSFERS, term
from cpise_inventory.language.words import N_
from cpise_inventory.transfers import commands, settling
from cpise_inventory.transfers.commands import Arrival, Shipment
from cpise_inventory.transfers.queries import Transfer, transfers
from cpise_inventory.transfers.receiving import Came
from cpise_inventory.transfers.settling import Ruling, Settlement

Waybill = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The waybill's number."))]
From = Annotated[str, typer.Option("--from", metavar="CENTRE", help=N_("The centre that sends."))]


def send(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    *,
    source: From,
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
    trailer: Annotated[
        str,
        typer.Option(
            "--trailer", metavar="TEXT", help=N_("The trailer's number plate."), show_default=False
        ),
    ] = "",
    phone: Annotated[
        str,
        typer.Option(
            "--phone", metavar="TEXT", help=N_("Where the driver is reached."), show_default=False
        ),
    ] = "",
    request: Annotated[
        str,
        typer.Option(
            "--request",
            metavar="NUMBER",
            help=N_("The approved requisition that it is sent for."),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.goods_out(line, here.packs_of)
    here.items = [one.item for one in lines]
    shipment = Shipment(
        source=grammar.code(source),
        target=grammar.code(target),
        lines=lines,
        storeroom=grammar.code(storeroom),
        driver=driver,
        vehicle=vehicle,
        trailer=trailer,
        phone=phone,
        request=request,
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.send(work, shipment)
    here.issued(work)


def receive(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    number: Waybill,
    *,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar="ITEM=QTY[@LOT]",
            help=N_("What came in, where it is not everything; 0 for nothing of an item."),
        ),
    ] = None,
    damaged: Annotated[
        list[str] | None,
        typer.Option(
            "--damaged",
            metavar="ITEM=QTY[@LOT]",
            help=N_("What came in damaged, beside what is good; it goes to quarantine."),
        ),
    ] = None,
    over: Annotated[
        list[str] | None,
        typer.Option(
            "--over",
            metavar="ITEM=QTY[@LOT[/YYYY-MM-DD]]",
            help=N_("What came in beyond what the waybill says, in good condition."),
        ),
    ] = None,
    last: Annotated[
        bool, typer.Option("--last", help=N_("Nothing more of this waybill will come."))
    ] = False,
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
    came = _came(here, line or [], damaged or [], over or [])
    here.items = [one.item for one in came]
    arrival = Arrival(
        number=number,
        lines=came,
        last=last,
        centre=grammar.code(centre),
        storeroom=grammar.code(storeroom),
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.arrive(work, arrival)
    here.issued(work)


def _came(here: Session, lines: list[str], damaged: list[str], over: list[str]) -> list[Came]:
    """The good, then the damaged, then what is in excess; they may be of one item."""
    packs = here.packs_of
    made = [Came(one.item, one.quantity, one.lot) for one in grammar.goods_arrived(lines, packs)]
    made += [Came(one.item, 0, one.lot, one.quantity) for one in grammar.goods_out(damaged, packs)]
    return made + [
        Came(one.item, 0, one.lot, over=one.quantity, expiry=one.expiry)
        for one in grammar.goods_in(over, packs)
    ]


def close(
    ctx: typer.Context,
    number: Waybill,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=N_("Why nothing more will come."))
    ],
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.close_transfer(work, number, reason)
    here.give({"number": number.strip().upper(), "closed": True}, here.w.t("Waybill closed"))


def settle(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    number: Waybill,
    *,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar="ITEM[@LOT]=DECISION[:QTY]",
            help=N_(
                "What became of an item's difference: found, error, lost, stolen, damaged; of an"
                " excess: error, unrecorded. Once for each line."
            ),
        ),
    ] = None,
    decision: Annotated[
        str,
        typer.Option(
            "--decision",
            metavar="DECISION",
            help=N_("The same for all that differs, in place of lines."),
            show_default=False,
        ),
    ] = "",
    police: Annotated[
        str,
        typer.Option(
            "--police",
            metavar="TEXT",
            help=N_("Reference of the police report, for what was stolen."),
            show_default=False,
        ),
    ] = "",
    storeroom: Annotated[
        str,
        typer.Option(
            "--storeroom",
            metavar="CODE",
            help=N_("The sender's storeroom, if not its first."),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    rulings = [Ruling(*one) for one in grammar.decisions(line or [], here.packs_of)]
    here.items = [one.item for one in rulings]
    settlement = Settlement(
        number=number,
        rulings=rulings,
        decision=decision.strip().lower(),
        police=police,
        storeroom=grammar.code(storeroom),
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        settling.settle(work, settlement)
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
    told = [_told(one, here.today) for one in found]
    here.give({"transfers": told}, _shown(found, here.today, here))


def _told(one: Transfer, today: date) -> dict[str, object]:
    lines = []
    for line in one.lines:
        number, expiry, donation = read_lot(line.lot)
        figures = line._asdict() | {"lot": number, "missing": line.missing, "excess": line.excess}
        lines.append({**figures, "expiry": expiry, "donation": donation})
    return {
        "number": one.number,
        "from": one.source,
        "to": one.target,
        "sent_on": one.sent_on,
        "status": one.status,
        "request": one.request,
        "closed": one.closed,
        "on_the_road": one.on_the_road,
        "days": one.days(today) if one.on_the_road else 0,
        "lines": lines,
    }


def _shown(found: list[Transfer], today: date, here: Session) -> str:
    w = here.w
    columns = [
        Column(w.t("Waybill")),
        Column(w.t("From")),
        Column(w.t("To")),
        Column(w.t("Sent on")),
        Column(w.t("Days"), figures=True),
        Column(w.t("Status")),
        Column(w.t("Item")),
        Column(w.t("Lot")),
        Column(w.t("Sent"), figures=True),
        Column(w.t("Received"), figures=True),
        Column(w.t("Difference"), figures=True),
    ]
    rows = [
        (
            *(one.number, one.source, one.target, w.date(one.sent_on)),
            w.number(one.days(today)) if one.on_the_road else "",
            term(TRANSFERS, one.status, w),
            *(line.item, line.number, w.number(line.sent), w.number(line.received)),
            w.number(line.excess - line.missing),
        )
        for one in found
        for line in one.lines
    ]
    return table(columns, rows, w) or w.t("No goods are on the road.")
