"""transfer send, receive, close, settle, list; transfer request, approve, refuse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.arrivals import AssetsCame
from cpise_inventory.cli.options import (
    Driver,
    Happened,
    MaybeLinesOut,
    Phone,
    Remarks,
    Storeroom,
    Trailer,
    Vehicle,
)
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import TRANSFERS, term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.transfers import commands, settling
from cpise_inventory.transfers.asset_rulings import AssetRuling
from cpise_inventory.transfers.commands import Arrival, Shipment
from cpise_inventory.transfers.queries import Transfer, transfers
from cpise_inventory.transfers.receiving import Came, all_coming
from cpise_inventory.transfers.requests import all_left
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
    line: MaybeLinesOut = None,
    asset: Annotated[
        list[str] | None,
        typer.Option(
            "--asset", metavar="TAG", help=N_("An asset that goes along. Once for each one.")
        ),
    ] = None,
    storeroom: Storeroom = "",
    driver: Driver = "",
    vehicle: Vehicle = "",
    trailer: Trailer = "",
    phone: Phone = "",
    request: Annotated[
        str,
        typer.Option(
            "--request",
            metavar="NUMBER",
            help=N_(
                "The approved requisition that it is sent for; without lines, all that it leaves."
            ),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.goods_out(line or [], here.packs_of)
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
        assets=asset or [],
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        if request and not lines:
            shipment = replace(shipment, lines=all_left(work, request))
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
    asset: Annotated[
        list[str] | None,
        typer.Option(
            "--asset",
            metavar="TAG[=CONDITION]",
            help=N_(
                "An asset that came in, where it is not everything, and its condition if that has"
                " changed: new, good, fair, poor, broken."
            ),
        ),
    ] = None,
    missing: Annotated[
        list[str] | None,
        typer.Option(
            "--missing", metavar="TAG", help=N_("An asset that did not come, while the rest did.")
        ),
    ] = None,
    lacking: Annotated[
        list[str] | None,
        typer.Option(
            "--lacking",
            metavar="TAG=ACCESSORY",
            help=N_("An accessory that did not come with its asset. Once for each one."),
        ),
    ] = None,
    extra: Annotated[
        list[str] | None,
        typer.Option(
            "--extra",
            metavar="TAG=ACCESSORY",
            help=N_("An accessory that came with an asset and did not belong to it before."),
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
    storeroom: Annotated[
        str,
        typer.Option(
            "--storeroom",
            metavar="CODE",
            help=N_("Storeroom of the goods and the equipment, if not the centre's first."),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    came = _came(here, line or [], damaged or [], over or [])
    here.items = [one.item for one in came]
    assets = AssetsCame.of(asset or [], missing or [], lacking or [], extra or [])
    with here.writing() as work:
        found = commands.held_transfer(work, number)
        only_named = came or asset or assets.says_nothing
        arrival = Arrival(
            number=number,
            lines=came if only_named else all_coming(found),
            assets=assets.brought(work.connection, found),
            last=last,
            centre=grammar.code(centre),
            storeroom=grammar.code(storeroom),
            remarks=remarks,
            happened_on=grammar.day(date),
        )
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
                " excess: error, unrecorded. Once for each line. Where the same goods were received"
                " twice, cancel one of the two receipts with undo instead."
            ),
        ),
    ] = None,
    asset: Annotated[
        list[str] | None,
        typer.Option(
            "--asset",
            metavar="TAG=DECISION",
            help=N_(
                "What became of an asset that did not come, or of what it came without: found,"
                " error, lost, stolen. Once for each one."
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
        assets=[AssetRuling(tag, said) for tag, said in grammar.tag_decisions(asset or [])],
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
        "assets_on_the_road": len(one.assets_on_the_road),
        "days": one.days(today) if one.is_coming else 0,
        "lines": lines,
        "assets": [
            {
                "tag": asset.tag,
                "status": asset.status,
                "sent": asset.sent,
                "received": asset.received,
                "settled": asset.settled,
                "lacking": asset.lacking,
            }
            for asset in one.assets
        ],
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
            w.number(one.days(today)) if one.is_coming else "",
            term(TRANSFERS, one.status, w),
            *thing,
        )
        for one in found
        for thing in _things(one, w)
    ]
    return table(columns, rows, w) or w.t("No goods are on the road.")


def _things(one: Transfer, w: Words) -> Iterator[tuple[str, ...]]:
    """What is on the waybill: item, lot, sent, received, difference; of an asset its tag."""
    for line in one.lines:
        figures = (line.sent, line.received, line.excess - line.missing)
        yield line.item, line.number, *map(w.number, figures)
    for asset in one.assets:
        figures = (asset.sent, asset.received, -int(asset.missing))
        yield asset.tag, "", *map(w.number, figures)
