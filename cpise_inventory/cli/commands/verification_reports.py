"""asset verification status, list, rate."""

from typing import Annotated

import typer

from cpise_inventory.campaigns import queries
from cpise_inventory.campaigns.errors import UnknownCampaignError
from cpise_inventory.campaigns.queries import Campaign, Report
from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import OneCentre
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.language.sightings import booked_text, progress_text, room_text
from cpise_inventory.language.terms import CAMPAIGNS, CATEGORIES, SIGHTINGS, term
from cpise_inventory.language.words import N_, Words


def status(
    ctx: typer.Context,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help=N_("The number of the physical verification."))
    ],
) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading() as connection:
        found = queries.campaign_of(connection, number.strip().upper())
        if found is None:
            raise UnknownCampaignError(number.strip())
        seen = queries.sighted(connection, found.number)
        missing = queries.unseen(connection, found.number)
        by_result = queries.results(connection, found.number)
    answer = {
        **told(found),
        "results": by_result,
        "seen": [_seen(one) for one in seen],
        "not_seen": [_unseen(one) for one in missing],
    }
    columns = [Column(w.t("Asset tag")), Column(w.t("Booked")), Column(w.t("Seen"))]
    rows = [
        (
            *(one.tag, booked_text(one.status, one.held, one.centre, w)),
            f"{term(SIGHTINGS, one.result, w)} {room_text(one.room, w)}".strip(),
        )
        for one in seen
    ]
    rows += [
        (one.tag, booked_text(one.status, one.held, "", w), w.t("not seen")) for one in missing
    ]
    here.give(answer, f"{facts_of(found, w)}\n\n{table(columns, rows, w)}")


def show_all(ctx: typer.Context, *, centre: OneCentre = "") -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.campaigns(connection, grammar.code(centre))
    w = here.w
    columns = [
        Column(w.t("Number")),
        Column(w.t("Centre")),
        Column(w.t("Opened on")),
        Column(w.t("What")),
        Column(w.t("Status")),
        Column(w.t("Seen"), figures=True),
        Column(w.t("Report")),
    ]
    rows = [
        (
            *(one.number, one.centre, w.date(one.opened_on), scope_text(one, w)),
            *(term(CAMPAIGNS, one.status, w), f"{one.seen}/{one.expected}", one.report),
        )
        for one in found
    ]
    here.give(
        {"verifications": [told(one) for one in found]},
        table(columns, rows, w) or w.t("No physical verification was made yet."),
    )


def rate(ctx: typer.Context, *, centre: OneCentre = "") -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.reports(connection, grammar.code(centre))
    w = here.w
    columns = [
        Column(w.t("Report")),
        Column(w.t("Date")),
        Column(w.t("Centre")),
        *(
            Column(name, figures=True)
            for name in (
                *(w.t("To be found"), w.t("Found where booked"), w.t("Found elsewhere")),
                w.t("Missing"),
            )
        ),
        Column(w.t("Rate"), figures=True),
    ]
    rows = [
        (
            *(one.report, w.date(one.reported_on), one.centre),
            *map(w.number, (one.expected, one.here, one.elsewhere, one.missing)),
            f"{one.percent_here} %",
        )
        for one in found
    ]
    here.give(
        {"rates": [_rate(one) for one in found]},
        table(columns, rows, w) or w.t("No physical verification was made yet."),
    )


def _rate(one: Report) -> dict[str, object]:
    here = {"found_where_booked": one.here, "percent_where_booked": one.percent_here}
    return {**one._asdict(), "percent": one.percent, **here}


def told(one: Campaign) -> dict[str, object]:
    names = ("centre", "opened_on", "status", "expected")
    return {
        "document": one.number,
        "documents": [one.number],
        **{name: getattr(one, name) for name in names},
        "found": one.seen,
        **{name: getattr(one, name) or None for name in ("place", "category", "report")},
    }


def facts_of(one: Campaign, w: Words) -> str:
    return facts(
        (
            (w.t("Number"), one.number),
            (w.t("What"), scope_text(one, w)),
            (w.t("Status"), term(CAMPAIGNS, one.status, w)),
            (w.t("Seen"), progress_text(one.seen, one.expected, w)),
            (w.t("Report"), one.report),
        ),
        w,
    )


def scope_text(one: Campaign, w: Words) -> str:
    """What it is of: everything, a place or a holder, a category."""
    parts = [room_text(one.place, w)] if one.place else []
    parts += [term(CATEGORIES, one.category, w)] if one.category else []
    return " · ".join(parts) or w.t("everything")


def _seen(one: queries.Seen) -> dict[str, object]:
    names = ("tag", "result", "room", "status", "held", "centre", "condition", "actor", "seen_on")
    return {**{name: getattr(one, name) or None for name in names}, "expected": one.listed}


def _unseen(one: queries.Unseen) -> dict[str, object]:
    names = ("tag", "held", "status", "category", "maker", "model", "serial", "why")
    return {name: getattr(one, name) or None for name in names}
