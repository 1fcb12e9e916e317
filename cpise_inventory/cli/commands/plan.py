"""plan, plan kits, plan moves."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Annotated

import typer
from sqlalchemy import Connection

from cpise_inventory.catalogue.commands import known_centre
from cpise_inventory.catalogue.queries import centres, names
from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import OneCentre
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.identity import read_lot
from cpise_inventory.language.words import N_, Words
from cpise_inventory.planning import queries, telling
from cpise_inventory.planning.commands import request_trips
from cpise_inventory.planning.kits import PossibleKits
from cpise_inventory.planning.moving import Moves, Trip
from cpise_inventory.planning.outlook import LotOutlook
from cpise_inventory.planning.plan import ItemPlan

NOTHING = N_("Nothing needs to be moved between the centres.")
Over = Annotated[
    int,
    typer.Option(
        "--over", metavar="N", help=N_("Months that an average is taken over: 3, 6 or 12.")
    ),
]
How = Annotated[bool, typer.Option("--how", help=N_("Say how each figure was reckoned."))]
More = Annotated[
    int, typer.Option("--more", metavar="N", min=0, help=N_("What is missing for so many more."))
]


def plan(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    item: Annotated[
        str,
        typer.Option("--item", metavar="ITEM", help=N_("Only this item."), show_default=False),
    ] = "",
    months: Annotated[
        int,
        typer.Option(
            "--months", metavar="N", help=N_("Months that an average is taken over: 3, 6 or 12.")
        ),
    ] = queries.USUAL_PERIOD,
    how: How = False,
) -> None:
    if ctx.invoked_subcommand:
        return
    here, wanted = ctx.obj, grammar.code(item)
    with here.reading() as connection:
        where = centres_of(connection, centre)
        found = queries.plans(connection, here.today, where, months)
        called = names_of(connection, here.w)
    shown = [one for one in found if wanted in ("", one.item)]
    text = _explained(shown, called, here.w) if how else _plan_table(shown, called, here.w)
    here.give({"plan": [_told(one, here.w) for one in shown]}, text)


def kits(
    ctx: typer.Context,
    kit: Annotated[
        str, typer.Argument(metavar="KIT", help=N_("The kit's item code; every kit without."))
    ] = "",
    *,
    centre: OneCentre = "",
    more: More = 0,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        where, code = centres_of(connection, centre), grammar.code(kit)
        found = queries.kits_possible(connection, here.today, where, code, more)
        called = names_of(connection, here.w)
    columns = [
        Column(here.w.t("Centre")),
        Column(here.w.t("Kit")),
        Column(here.w.t("Can be made"), figures=True),
        Column(here.w.t("With substitutes"), figures=True),
        Column(here.w.t("Part")),
        Column(here.w.t("Per kit"), figures=True),
        Column(here.w.t("There"), figures=True),
        Column(here.w.t("Missing for more"), figures=True),
        Column(here.w.t("Missing with substitutes"), figures=True),
        Column(here.w.t("Ends it")),
    ]
    rows = [row for one in found for row in _kit_rows(one, called, here.w)]
    text = table(columns, rows, here.w) or here.w.t("There is no kit yet.")
    here.give({"kits": [_kit_told(one) for one in found]}, text)


def moves(
    ctx: typer.Context,
    *,
    over: Over = queries.USUAL_PERIOD,
    make_requests: Annotated[
        bool,
        typer.Option(
            "--request", help=N_("Make the requisitions: the centre that lacks asks the other.")
        ),
    ] = False,
) -> None:
    here: Session = ctx.obj
    if make_requests:
        with here.writing() as work:
            numbers = request_trips(work, queries.moves(work.connection, here.today, over).trips)
        here.give({"documents": numbers}, "\n".join(numbers) or here.w.t(NOTHING))
        return
    with here.reading() as connection:
        found = queries.moves(connection, here.today, over)
        called = names_of(connection, here.w)
    answer = {
        "trips": [_trip_told(one) for one in found.trips],
        "at_least": found.at_least,
        "proven": found.is_proven,
    }
    here.give(answer, _moves_table(found, called, here.w))


def centres_of(connection: Connection, wanted: str) -> list[str]:
    """One, or all. Raises `UnknownCentreError`."""
    if code := grammar.code(wanted):
        known_centre(connection, code)
        return [code]
    return [one.code for one in centres(connection)]


def names_of(connection: Connection, w: Words) -> dict[str, str]:
    return {
        code: w.pick(fr=name.fr, ar=name.ar, en=name.en) or code
        for code, name in names(connection).items()
    }


# --- consumption and months of stock -------------------------------------------------------------


def rounded(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 2)


def _told(one: ItemPlan, w: Words) -> dict[str, object]:
    pace, found = one.pace, one.outlook
    return {
        "centre": one.centre,
        "item": one.item,
        "state": str(one.state),
        "on_hand": found.on_hand,
        "usable": found.usable,
        "set_apart": one.apart,
        "on_the_road": one.on_road,
        "from": pace.period.first.isoformat(),
        "to": pace.period.last.isoformat(),
        "used": pace.used,
        "days": pace.period.days,
        "days_with_stock": pace.stocked,
        "per_month": rounded(pace.monthly),
        "months_of_stock": rounded(one.months),
        "runs_out_on": found.runs_out_on.isoformat() if found.runs_out_on else None,
        "will_expire": found.at_risk,
        "minimum": one.level.minimum,
        "target": one.level.target,
        "lots": [_lot_told(lot) for lot in found.lots],
        "how": telling.how(one, w),
    }


def _lot_told(one: LotOutlook) -> dict[str, object]:
    number, expiry, donation = read_lot(one.held.lot)
    return {
        "lot": number,
        "expiry": expiry,
        "donation": donation,
        "quantity": one.held.quantity,
        "will_be_used": one.used,
        "will_expire": one.left,
    }


def _plan_table(found: Sequence[ItemPlan], called: Mapping[str, str], w: Words) -> str:
    columns = [
        Column(w.t("Centre")),
        Column(w.t("Item")),
        Column(w.t("Designation")),
        Column(w.t("Fit to be given"), figures=True),
        Column(w.t("Per month"), figures=True),
        Column(w.t("Months of stock"), figures=True),
        Column(w.t("Runs out on")),
        Column(w.t("Will expire"), figures=True),
        Column(w.t("State")),
    ]
    rows = [
        (
            *(one.centre, one.item, called.get(one.item, "")),
            w.number(one.outlook.usable),
            "" if one.pace.monthly is None else w.decimal(float(one.pace.monthly)),
            "" if one.months is None else w.decimal(float(one.months)),
            w.date(one.outlook.runs_out_on) if one.outlook.runs_out_on else "",
            w.number(one.outlook.at_risk) if one.outlook.at_risk else "",
            w.t(telling.STATES[one.state]),
        )
        for one in found
    ]
    return table(columns, rows, w) or w.t("There is nothing to plan yet.")


def _explained(found: Sequence[ItemPlan], called: Mapping[str, str], w: Words) -> str:
    blocks = [
        "\n".join([f"{one.centre} · {called.get(one.item, one.item)}", *telling.how(one, w)])
        for one in found
    ]
    return "\n\n".join([*blocks, "\n".join(map("\n".join, telling.sources(w)))])


# --- kits ----------------------------------------------------------------------------------------


def _kit_told(one: PossibleKits) -> dict[str, object]:
    parts = [
        {
            **part._asdict(),
            "substitutes": [{"item": item, "usable": usable} for item, usable in part.substitutes],
            "makes": part.makes,
        }
        for part in one.parts
    ]
    names = ("centre", "kit", "version", "possible", "with_substitutes", "more")
    return {
        **{name: getattr(one, name) for name in names},
        "limiting": list(one.limiting),
        "parts": parts,
        "unknown": list(one.unknown),
        "draft": bool(one.unknown),
    }


def _kit_rows(one: PossibleKits, called: Mapping[str, str], w: Words) -> Iterable[tuple[str, ...]]:
    for part in one.parts:
        yield (
            *(one.centre, one.kit, w.t("draft") if one.unknown else w.number(one.possible)),
            "" if one.unknown else w.number(one.with_substitutes),
            called.get(part.item, part.item),
            *(w.number(part.each), w.number(part.usable), w.number(part.missing)),
            w.number(part.still_missing),
            w.t("yes") if part.item in one.limiting else "",
        )
    for item in one.unknown:
        yield (*(one.centre, one.kit, w.t("draft"), "", called.get(item, item)), "?", *[""] * 4)


# --- between the centres -------------------------------------------------------------------------


def _trip_told(one: Trip) -> dict[str, object]:
    return {
        "from": one.source,
        "to": one.target,
        "lines": [
            {
                "item": line.item,
                "lot": read_lot(line.lot).number,
                "expiry": read_lot(line.lot).expiry,
                "donation": read_lot(line.lot).donation,
                "quantity": line.quantity,
                "why": "would_expire" if line.wastes else "runs_out_there",
            }
            for line in one.lines
        ],
    }


def _moves_table(found: Moves, called: Mapping[str, str], w: Words) -> str:
    columns = [
        Column(w.t("From")),
        Column(w.t("To")),
        Column(w.t("Item")),
        Column(w.t("Designation")),
        Column(w.t("Lot")),
        Column(w.t("Quantity"), figures=True),
        Column(w.t("Why")),
    ]
    rows = [
        (
            *(trip.source, trip.target, line.item, called.get(line.item, "")),
            *(read_lot(line.lot).number, w.number(line.quantity)),
            w.t(telling.WHYS[line.wastes]),
        )
        for trip in found.trips
        for line in trip.lines
    ]
    if not rows:
        return w.t(NOTHING)
    return "\n".join([table(columns, rows, w), "", *telling.trips_said(found, w)])
