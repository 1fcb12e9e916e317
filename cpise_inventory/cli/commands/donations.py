"""donation add, list, trace."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from cpise_inventory.assets.queries import Asset
from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import describe_donation
from cpise_inventory.catalogue.events import DonationDescribed, Promised
from cpise_inventory.cli import grammar
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.clock import wall_clock
from cpise_inventory.donations.telling import Told, told, told_of_kits
from cpise_inventory.donations.trace import Account, KitLot, Trace
from cpise_inventory.donations.trace import trace as traced
from cpise_inventory.identity import checked_code, read_lot
from cpise_inventory.language.money import money, parse_money
from cpise_inventory.language.terms import FATES, STATUSES, term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.people.rights import Right
from cpise_inventory.texts import checked_text

ENDINGS = ("csv", "xlsx", "pdf")
LONGEST_NAME, LONGEST_REMARKS = 80, 400


def _text(name: str, metavar: str, said: str) -> object:
    return typer.Option(name, metavar=metavar, help=said, show_default=False)


def add(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("The donation's code."))],
    *,
    donor: Annotated[str, typer.Option("--donor", metavar="DONOR", help=N_("Code of the donor."))],
    funder: Annotated[str, _text("--funder", "TEXT", N_("Whose money it is."))] = "",
    reference: Annotated[str, _text("--reference", "TEXT", N_("Of the agreement."))] = "",
    agreed: Annotated[str, _text("--agreed", "DATE", N_("Date of the agreement."))] = "",
    value: Annotated[str, _text("--value", "SUM", N_("Its value: 125000 or 125000.50."))] = "",
    currency: Annotated[str, _text("--currency", "MRU|EUR|USD", N_("Of the value."))] = "",
    title: Annotated[
        str, _text("--title", "TEXT", N_("Who owns the goods, and on what condition."))
    ] = "",
    iati: Annotated[str, _text("--iati", "TEXT", N_("The IATI identifier of the activity."))] = "",
    earmark: Annotated[
        list[str] | None,
        _text("--earmark", grammar.EARMARK, N_("For this centre, all or so much of an item.")),
    ] = None,
    promised: Annotated[
        list[str] | None, _text("--line", "ITEM=QTY", N_("Goods that are to come."))
    ] = None,
    remarks: Annotated[str, _text("--remarks", "TEXT", N_("Remarks."))] = "",
) -> None:
    here: Session = ctx.obj
    donation = DonationDescribed(
        code=checked_code(code),
        donor=grammar.code(donor),
        funder=checked_text("funder", funder, LONGEST_NAME),
        reference=checked_text("reference", reference, LONGEST_NAME),
        agreed_on=grammar.iso_day(agreed),
        remarks=checked_text("remarks", remarks, LONGEST_REMARKS),
        value=parse_money(value) if value else 0,
        currency=currency,
        title=title,
        iati=iati,
        earmarks=tuple(grammar.earmarks(earmark or (), here.packs_of)),
        promised=tuple(Promised(*line) for line in grammar.parts(promised or (), here.packs_of)),
    )
    with here.writing() as work:
        describe_donation(work, donation)
    here.give({"donation": donation.code}, donation.code)


def show_all(ctx: typer.Context) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading() as connection:
        found = queries.donations(connection)
    columns = [
        Column(w.t("Donation")),
        Column(w.t("Donor")),
        Column(w.t("Funder")),
        Column(w.t("Agreement")),
        Column(w.t("Agreed on")),
        Column(w.t("Value"), figures=True),
    ]
    rows = [
        (
            *(one.code, one.donor, one.funder, one.reference),
            w.date(one.agreed_on) if one.agreed_on else "",
            money(one.value, one.currency, w),
        )
        for one in found
    ]
    answer = {"donations": [_described(one) for one in found]}
    here.give(answer, table(columns, rows, w) or w.t("There is no donation yet."))


def _described(one: queries.Donation) -> dict[str, object]:
    """`value` in hundredths of the currency."""
    return one._asdict() | {
        "earmarks": [
            {"centre": mark.centre, "item": mark.item, "quantity": mark.quantity}
            for mark in one.earmarks
        ],
        "promised": [{"item": goods.item, "quantity": goods.quantity} for goods in one.promised],
    }


# --- what became of it ---------------------------------------------------------------------------


def trace(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("The donation's code."))],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE.(csv|xlsx|pdf)",
            help=N_("Write it to a file instead."),
            show_default=False,
        ),
    ] = None,
) -> None:
    here: Session = ctx.obj
    if out is not None:
        ending(out, ENDINGS)
        here.require(Right.EXPORT)
    with here.reading() as connection:
        story = traced(connection, grammar.code(code))
        if out is not None:
            _write(here, connection, story, out)
            here.give({"file": str(out)}, str(out))
            return
    here.give(_story(story), _shown(story, here.w))


def _write(here: Session, connection: Connection, story: Trace, out: Path) -> None:
    from cpise_inventory.exporting.donations import write_trace  # noqa: PLC0415 - for files alone

    centre = here.store.device.rpartition("-")[0]
    write_trace(connection, here.store.journal, out, here.w, story, centre, wall_clock())


def _story(story: Trace) -> dict[str, object]:
    return {
        "donation": _described(story.donation),
        "items": [_account(one) for one in story.accounts],
        "on_hand": [
            {
                "item": one.item,
                "lot": one.number,
                "expiry": one.expiry,
                "location": one.location,
                "quantity": one.quantity,
            }
            for one in story.places
        ],
        "receipts": [{**one._asdict(), "lot": read_lot(one.lot).number} for one in story.receipts],
        "recipients": [one._asdict() for one in story.given],
        "other_documents": [one._asdict() for one in story.written],
        "kits": [_kits(one) for one in story.kits],
        "assets": [_asset(one) for one in story.assets],
    }


def _account(one: Account) -> dict[str, object]:
    came = {"item": one.item, "received": one.received, "reversed": one.reversed}
    return {**came, **one.fates}


def _kits(one: KitLot) -> dict[str, object]:
    return {
        "kit": one.kit,
        "lot": one.number,
        "parts": [
            {"item": item, "quantity": quantity, "in_place_of": list(one.instead_of(item))}
            for item, quantity in one.parts
        ],
        **one.fates,
        "recipients": [given._asdict() for given in one.given],
    }


def _asset(one: Asset) -> dict[str, object]:
    names = ("tag", "serial", "maker", "model", "category", "centre", "status", "custodian")
    return {name: getattr(one, name) for name in names}


def _shown(story: Trace, w: Words) -> str:
    columns = [
        Column(w.t("Item")),
        Column(w.t("What became of it")),
        Column(w.t("Where, to whom or by which document")),
        Column(w.t("Lot")),
        Column(w.t("Quantity"), figures=True),
        Column(w.t("Persons"), figures=True),
    ]
    rows = [_row(one, w) for one in told(story)]
    for kits in story.kits:
        rows += [_row(one, w) for one in told_of_kits(kits)]
    sums = [
        (one.item, w.t("Total accounted for"), "", "", w.number(one.due), "")
        for one in story.accounts
    ]
    computers = [
        (asset.tag, term(STATUSES, asset.status, w), asset.custodian or asset.centre, "", "1", "")
        for asset in story.assets
    ]
    gift = story.donation
    about = [
        (w.t("Donation"), gift.code),
        (w.t("Donor"), gift.donor),
        (w.t("Funder"), gift.funder),
        (w.t("Agreement"), gift.reference),
        (w.t("Value"), money(gift.value, gift.currency, w)),
    ]
    shown = table(columns, [*rows, *sums, *computers], w)
    shown = shown or w.t("Nothing of it has come yet.")
    return f"{facts(about, w)}\n\n{shown}"


def _row(one: Told, w: Words) -> tuple[str, ...]:
    figures = (w.number(one.quantity), w.number(one.people) if one.people else "")
    return (one.item, term(FATES, one.fate, w), one.where, one.lot, *figures)
