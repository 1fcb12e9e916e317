"""distribute, return, undo."""

from typing import Annotated, Literal

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import (
    Centre,
    Happened,
    Heads,
    LinesOut,
    Remarks,
    Storeroom,
)
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import STATUSES, place, term
from cpise_inventory.language.words import N_
from cpise_inventory.stock import commands as stock
from cpise_inventory.stock.returns import Back, GoodsBack, take_goods_back
from cpise_inventory.undo import Undoing, foresee, undo

To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="NAME",
        help=N_("The unit, staff member or group that it goes to. Never a child's name."),
    ),
]
Kind = Annotated[
    Literal["unit", "staff", "group"], typer.Option("--to-kind", help=N_("What the recipient is."))
]
People = Annotated[
    str,
    typer.Option(
        "--people",
        metavar="N",
        help=N_("How many persons it is for; a group needs it."),
        show_default=False,
    ),
]
HandedTo = Annotated[
    str,
    typer.Option(
        "--handed-to",
        metavar="NAME",
        help=N_("The adult who takes the goods and signs the receipt."),
        show_default=False,
    ),
]


def distribute(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    *,
    centre: Centre,
    to: To,
    to_kind: Kind,
    line: LinesOut,
    people: People = "",
    heads: Heads = None,
    handed_to: HandedTo = "",
    storeroom: Storeroom = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.goods_out(line, here.packs_of)
    here.items = [one.item for one in lines]
    wanted = stock.Distribution(
        centre=grammar.code(centre),
        recipient=to,
        recipient_kind=to_kind,
        lines=lines,
        people=grammar.quantity(people, least=0) if people else 0,
        heads=grammar.heads(heads or []),
        storeroom=grammar.code(storeroom),
        remarks=remarks,
        happened_on=grammar.day(date),
        handed_to=handed_to,
    )
    with here.writing() as work:
        stock.distribute(work, wanted)
    here.issued(work)


def take_back(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The number of the receipt."))],
    *,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar=grammar.GOODS_OUT,
            help=N_("What came back in good condition, where it is not everything."),
        ),
    ] = None,
    damaged: Annotated[
        list[str] | None,
        typer.Option(
            "--damaged",
            metavar=grammar.GOODS_OUT,
            help=N_("What came back damaged; it is set apart in the centre's quarantine."),
        ),
    ] = None,
    storeroom: Storeroom = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    good, bad = (
        grammar.goods_out(line or [], here.packs_of),
        grammar.goods_out(damaged or [], here.packs_of),
    )
    here.items = [one.item for one in (*good, *bad)]
    back = GoodsBack(
        receipt=number,
        lines=[
            *(Back(one.item, one.quantity, one.lot) for one in good),
            *(Back(one.item, one.quantity, one.lot, damaged=True) for one in bad),
        ],
        storeroom=grammar.code(storeroom),
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        take_goods_back(work, back)
    here.issued(work)


def undo_document(
    ctx: typer.Context,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help=N_("The number of the document to cancel."))
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=N_("Why; it stands on the paper."))
    ] = "",
    *,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help=N_("Only say what would come back, or what stands in the way.")
        ),
    ] = False,
) -> None:
    here: Session = ctx.obj
    if dry_run:
        with here.writing() as work:
            _foreseen(here, foresee(work, number))
        return
    with here.writing() as work:
        undo(work, number, reason)
    here.issued(work)


def _foreseen(here: Session, found: Undoing) -> None:
    w = here.w
    lines = [(line, read_lot(line.lot)) for line in found.lines]
    told = [
        {
            "item": line.item,
            "lot": lot.number,
            "expiry": lot.expiry,
            "donation": lot.donation,
            "from": line.source,
            "to": line.target,
            "quantity": line.quantity,
        }
        for line, lot in lines
    ]
    assets = [
        {"tag": one.tag, "status": one.status, "custodian": one.custodian} for one in found.states
    ]
    goods = table(
        [
            Column(w.t("Item")),
            Column(w.t("Lot")),
            Column(w.t("From")),
            Column(w.t("To")),
            Column(w.t("Quantity"), figures=True),
        ],
        [
            (
                *(line.item, lot.number, place(line.source, w), place(line.target, w)),
                w.number(line.quantity),
            )
            for line, lot in lines
        ],
        w,
    )
    computers = table(
        [Column(w.t("Tag")), Column(w.t("Status")), Column(w.t("Custodian"))],
        [(one.tag, term(STATUSES, one.status, w), one.custodian) for one in found.states],
        w,
    )
    answer = {"document": found.document.number, "lines": told, "assets": assets}
    here.give(answer, goods or computers or w.t("Nothing would move."))
