"""delivery expect, list, close, months."""

from typing import Annotated

import typer

from cpise_inventory.catalogue.commands import sought_item
from cpise_inventory.catalogue.events import LeastLife, Promised
from cpise_inventory.catalogue.shelf_lives import least_lives, set_least_lives
from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Centre, OneCentre, Paper, Remarks
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.donations import commands
from cpise_inventory.donations.expected import Expected, deliveries
from cpise_inventory.language.terms import DELIVERIES, term
from cpise_inventory.language.words import N_

Code = Annotated[str, typer.Argument(metavar="DELIVERY", help=N_("The delivery's code."))]


def expect(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    *,
    donation: Annotated[
        str, typer.Option("--donation", metavar="DONATION", help=N_("Code of the donation."))
    ],
    centre: Centre,
    line: Annotated[
        list[str] | None,
        typer.Option(
            "--line",
            metavar="ITEM=QTY",
            help=N_("What is to come; without any, all that the donation promises."),
        ),
    ] = None,
    due: Annotated[
        str,
        typer.Option(
            "--due", metavar="DATE", help=N_("When it should be here."), show_default=False
        ),
    ] = "",
    paper: Paper = "",
    transport: Annotated[
        str,
        typer.Option(
            "--transport",
            metavar="TEXT",
            help=N_("Who brings it: carrier, driver, number plate."),
            show_default=False,
        ),
    ] = "",
    code: Annotated[
        str,
        typer.Option(
            "--code",
            metavar="DELIVERY",
            help=N_("Of a delivery that is described anew."),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
) -> None:
    here: Session = ctx.obj
    lines = grammar.parts(line or (), here.packs_of)
    here.items = [item for item, _ in lines]
    told = commands.Announcement(
        donation=grammar.code(donation),
        centre=grammar.code(centre),
        lines=[Promised(*one) for one in lines],
        due_on=grammar.day(due),
        paper=paper,
        transport=transport,
        remarks=remarks,
        code=grammar.code(code),
    )
    with here.writing() as work:
        made = commands.expect(work, told)
    here.give({"delivery": made}, made)


def close(
    ctx: typer.Context,
    code: Code,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=N_("Why the rest will not come."))
    ],
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.close(work, code, reason)
    here.give({"delivery": grammar.code(code)}, grammar.code(code))


def show_all(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    still_open: Annotated[
        bool, typer.Option("--open", help=N_("Only those of which something is still to come."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = deliveries(connection, centre=grammar.code(centre), open_only=still_open)
    here.give({"deliveries": [_told(one) for one in found]}, _shown(found, here))


def months(
    ctx: typer.Context,
    number: Annotated[
        str | None, typer.Argument(metavar="N", help=N_("From now on; left out, it is only told."))
    ] = None,
    *,
    item: Annotated[
        list[str] | None,
        typer.Option("--item", metavar="ITEM", help=N_("For this item alone.")),
    ] = None,
    category: Annotated[
        list[str] | None,
        typer.Option("--category", metavar="NAME", help=N_("For the items of this category.")),
    ] = None,
    unset: Annotated[
        bool, typer.Option("--unset", help=N_("What is said for all others holds again."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    asked = [LeastLife(item=grammar.code(one)) for one in item or ()]
    asked += [LeastLife(category=one.strip()) for one in category or ()]
    if number is not None or unset:
        many = grammar.quantity(number, least=0) if number is not None else 0
        with here.writing() as work:
            set_least_lives(
                work,
                [LeastLife(many, one.item, one.category, unset) for one in asked or [LeastLife()]],
            )
    with here.reading() as connection:
        told = least_lives(connection)
        kept = sought_item(connection, asked[0].item) if item else None
    of = (kept.code, kept.category) if kept else ("", asked[0].category if asked else "")
    now = told.of(*of).months
    said = [
        {"item": code, "category": name, "months": many} for (code, name), many in told.said.items()
    ]
    here.give({"months": now, "set": said}, here.w.n("{count} month", "{count} months", now))


def _told(one: Expected) -> dict[str, object]:
    names = ("code", "donation", "donor", "centre", "due_on", "status", "paper", "transport")
    return {
        **{name: getattr(one, name) for name in names},
        "notes": list(one.notes),
        "closed_on": one.closed_on,
        "reason": one.reason,
        "lines": [{**line._asdict(), "remaining": line.remaining} for line in one.lines],
    }


def _shown(found: list[Expected], here: Session) -> str:
    w = here.w
    columns = [
        Column(w.t("Delivery")),
        Column(w.t("Donation")),
        Column(w.t("Centre")),
        Column(w.t("Due")),
        Column(w.t("Status")),
        Column(w.t("Item")),
        Column(w.t("Announced"), figures=True),
        Column(w.t("Arrived"), figures=True),
        Column(w.t("Still to come"), figures=True),
    ]
    rows = [
        (
            *(one.code, one.donation, one.centre, w.date(one.due_on) if one.due_on else ""),
            *(term(DELIVERIES, one.status, w), line.item, w.number(line.announced)),
            *(w.number(line.arrived), w.number(line.remaining)),
        )
        for one in found
        for line in one.lines
    ]
    return table(columns, rows, w) or w.t("No delivery is expected.")
