"""stock, stock card."""

from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from sqlalchemy import Connection

from cpise_inventory.catalogue.commands import known_centre, sought_item
from cpise_inventory.catalogue.queries import items
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import Centre, OneCentre, Since, Until
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.identity import read_lot
from cpise_inventory.language.money import added_up, worth_said
from cpise_inventory.language.words import N_, Words
from cpise_inventory.people.rights import Right
from cpise_inventory.stock.card import Stretch, stretch
from cpise_inventory.stock.past import on_hand_at
from cpise_inventory.stock.queries import CardLine, OnHand
from cpise_inventory.transfers.queries import OnRoad, on_the_road


class Held(NamedTuple):
    """One lot at one location, as COMMANDS.md's JSON has it."""

    centre: str
    location: str
    item: str
    lot: str
    expiry: str
    donation: str
    quantity: int


def on_hand(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    item: Annotated[
        str,
        typer.Option("--item", metavar="ITEM", help=N_("Only this item."), show_default=False),
    ] = "",
    at: Annotated[
        str,
        typer.Option(
            "--at",
            metavar="DATE",
            help=N_("As it was at the end of that day."),
            show_default=False,
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.csv", help=N_("Write it to a file instead.")),
    ] = None,
) -> None:
    if ctx.invoked_subcommand:
        return
    here: Session = ctx.obj
    centre, item, day = grammar.code(centre), grammar.code(item), grammar.day(at)
    with here.reading() as connection:
        if centre:
            known_centre(connection, centre)
        if item:
            sought_item(connection, item)
        found = on_hand_at(connection, day, here.today, centre)
        wanted = [one for one in found if item in ("", one.item)]
        if out is not None:
            _write(here, connection, wanted, out)
            return
        held = [_held(one) for one in wanted]
        known = {one.code: one for one in items(connection)}
        road = [] if day else on_the_road(connection, centre, item)
    said = here.w.pick
    names = ((code, one.name) for code, one in known.items())
    shown = {code: said(fr=name.fr, ar=name.ar, en=name.en) for code, name in names}
    worth = added_up(
        (one.quantity, known[one.item].value, known[one.item].currency)
        for one in held
        if one.item in known
    )
    told = {
        "stock": [one._asdict() for one in held],
        "on_the_road": [_coming(one, here.today) for one in road if not one.closed],
        "to_settle": [_coming(one, here.today) for one in road if one.closed],
        "worth": {"values": dict(worth.sums), "without_value": worth.unvalued},
    }
    parts = (
        _as_table(held, shown, here.w),
        _as_road(here.w.t("On the road"), [one for one in road if not one.closed], here.w),
        _as_road(here.w.t("To settle"), [one for one in road if one.closed], here.w),
    )
    here.give(told, "\n\n".join(part for part in parts if part))
    if worth.sums:
        here.answers.remark(here.w.t("Value: {worth}", worth=worth_said(worth, here.w)))


def _write(here: Session, connection: Connection, found: list[OnHand], out: Path) -> None:
    """As a list that another workstation can read in."""
    from cpise_inventory.exporting.stock import stock_csv  # noqa: PLC0415 - for files alone

    here.require(Right.EXPORT)
    ending(out, ("csv",))
    stock_csv(connection, out, here.w, found)
    said = here.w.n("{count} line written.", "{count} lines written.", len(found))
    here.give({"written": len(found), "file": str(out)}, said)


def _coming(one: OnRoad, today: date) -> dict[str, object]:
    number, expiry, donation = read_lot(one.lot)
    days = (today - date.fromisoformat(one.sent_on)).days
    return {
        "document": one.number,
        "from": one.source,
        "to": one.target,
        "sent_on": one.sent_on,
        "days": max(days, 0),
        "item": one.item,
        "lot": number,
        "expiry": expiry,
        "donation": donation,
        "quantity": one.quantity,
    }


def _as_road(heading: str, road: list[OnRoad], w: Words) -> str:
    columns = [
        Column(heading),
        Column(w.t("From")),
        Column(w.t("To")),
        Column(w.t("Sent on")),
        Column(w.t("Item")),
        Column(w.t("Lot")),
        Column(w.t("Quantity"), figures=True),
    ]
    rows = [
        (
            *(one.number, one.source, one.target, w.date(one.sent_on), one.item),
            *(read_lot(one.lot).number, w.number(one.quantity)),
        )
        for one in road
    ]
    return table(columns, rows, w)


def _held(one: OnHand) -> Held:
    about = (one.number, one.expiry, one.donation)
    return Held(one.centre, one.location, one.item, *about, one.quantity)


def _as_table(held: list[Held], names: dict[str, str], w: Words) -> str:
    columns = [
        Column(w.t("Storeroom")),
        Column(w.t("Item")),
        Column(w.t("Designation")),
        Column(w.t("Lot")),
        Column(w.t("Expiry")),
        Column(w.t("Donation")),
        Column(w.t("Quantity"), figures=True),
    ]
    rows = [
        (
            *(one.location, one.item, names.get(one.item, ""), one.lot, w.expiry(one.expiry)),
            *(one.donation, w.number(one.quantity)),
        )
        for one in held
    ]
    return table(columns, rows, w) or w.t("Nothing is on hand.")


def card(
    ctx: typer.Context,
    item: Annotated[str, typer.Argument(metavar="ITEM", help=N_("The item's code."))],
    *,
    centre: Centre,
    since: Since = "",
    until: Until = "",
    last: Annotated[
        int | None,
        typer.Option("--last", metavar="N", min=1, help=N_("Only so many lines, the newest.")),
    ] = None,
) -> None:
    here: Session = ctx.obj
    item, centre = grammar.code(item), grammar.code(centre)
    days = (grammar.day(since), grammar.day(until))
    with here.reading() as connection:
        known_centre(connection, centre)
        sought_item(connection, item)
        found = stretch(connection, centre, item, *days, last)
    told = {
        "card": [_told(line) for line in found.lines],
        "opening": found.opening,
        "received": found.received,
        "issued": found.issued,
        "closing": found.closing,
    }
    here.give(told, _card_table(found, here.w))


def _told(line: CardLine) -> dict[str, object]:
    number, expiry, donation = read_lot(line.lot)
    return {
        "happened_on": line.happened_on,
        "recorded_at": moment(line.recorded_at),
        "document": line.document,
        "reversed_by": line.reversed_by,
        "kind": line.kind,
        "received": line.received,
        "issued": line.issued,
        "balance": line.balance,
        "location": line.location,
        "other": line.other,
        "lot": number,
        "expiry": expiry,
        "donation": donation,
    }


def _card_table(found: Stretch, w: Words) -> str:
    """From what was brought forward to what is left in the end."""
    columns = [
        Column(w.t("Date")),
        Column(w.t("Document")),
        Column(w.t("Lot")),
        Column(w.t("Received"), figures=True),
        Column(w.t("Issued"), figures=True),
        Column(w.t("Balance"), figures=True),
        Column(w.t("Cancelled by")),
    ]
    if not (found.lines or found.closing):
        return w.t("There is no movement of this item yet.")
    opening = ("", w.t("Brought forward"), "", "", "", w.number(found.opening), "")
    rows = [
        (
            *(w.date(line.happened_on), line.document, read_lot(line.lot).number),
            w.number(line.received) if line.received else "",
            w.number(line.issued) if line.issued else "",
            w.number(line.balance),
            line.reversed_by,
        )
        for line in found.lines
    ]
    moved = (w.number(found.received), w.number(found.issued))
    closing = ("", w.t("Closing balance"), "", *moved, w.number(found.closing), "")
    return table(columns, [opening, *rows, closing], w)
