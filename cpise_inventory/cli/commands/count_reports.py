"""count show, list, due, accuracy, reasons."""

from datetime import date

import typer

from cpise_inventory.catalogue.commands import storeroom as room_named
from cpise_inventory.cli import grammar
from cpise_inventory.cli.options import Centre, CountNumber, OneCentre, Since, Storeroom, Until
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.counts import queries, results
from cpise_inventory.counts.choosing import MILLION, Due, handful
from cpise_inventory.counts.errors import UnknownCountError
from cpise_inventory.counts.telling import how_chosen
from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import COUNT_REASONS, COUNT_SORTS, COUNTS, term

FIGURES = ("counted", "booked", "difference", "moved_since")


def show(ctx: typer.Context, number: CountNumber) -> None:
    here, wanted = ctx.obj, number.strip().upper()
    with here.reading() as connection:
        found = queries.sheet(connection, wanted)
        if found is None:
            raise UnknownCountError(number.strip())
        lines = queries.compared(connection, wanted)
        left = set(queries.scope(connection, wanted)) - {one.found.key for one in lines}
    told = [_line(one) for one in lines]
    told += [
        {**_place(key), **dict.fromkeys(FIGURES), "reason": None, "remarks": None}
        for key in sorted(left)
    ]
    hidden = found.blind and found.status == "open"  # who counts isn't told what is booked
    if hidden:
        told = [{**one, **dict.fromkeys(FIGURES[1:])} for one in told]
    w = here.w
    columns = [
        Column(w.t("Storeroom")),
        Column(w.t("Item")),
        Column(w.t("Lot")),
        Column(w.t("Counted"), figures=True),
        Column(w.t("Booked"), figures=True),
        Column(w.t("Difference"), figures=True),
    ]
    rows = [
        (
            *(str(one[name]) for name in ("location", "item", "lot")),
            *(_figure(here, one[name]) for name in ("counted", "booked", "difference")),
        )
        for one in told
    ]
    here.give({**sheet_facts(found), "lines": told}, table(columns, rows, w))


def show_all(ctx: typer.Context, *, centre: OneCentre = "") -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.sheets(connection, grammar.code(centre))
    w = here.w
    columns = [
        Column(w.t("Number")),
        Column(w.t("Centre")),
        Column(w.t("Opened on")),
        Column(w.t("What")),
        Column(w.t("Status")),
        Column(w.t("Lines"), figures=True),
        Column(w.t("Counted"), figures=True),
    ]
    rows = [
        (
            *(one.number, one.centre, w.date(one.opened_on), term(COUNT_SORTS, one.sort, w)),
            *(term(COUNTS, one.status, w), w.number(one.lines), w.number(one.entered)),
        )
        for one in found
    ]
    here.give(
        {"counts": [sheet_facts(one) for one in found]},
        table(columns, rows, w) or w.t("Nothing was counted yet."),
    )


def due(ctx: typer.Context, *, centre: Centre, storeroom: Storeroom = "") -> None:
    here: Session = ctx.obj
    wanted, room = grammar.code(centre), grammar.code(storeroom)
    with here.reading() as connection:
        named = room_named(connection, wanted, room)
        places = queries.places_within(connection, wanted, named if room else "")
        found = handful(connection, places, here.today)
    w = here.w
    columns = [
        Column(w.t("Storeroom")),
        Column(w.t("Item")),
        Column(w.t("Time to count")),
        Column(w.t("Why it was chosen")),
    ]
    due_yet = {True: w.t("yes"), False: w.t("not yet")}
    rows = [(one.location, one.item, due_yet[one.is_due], how_chosen(one, w)) for one in found]
    here.give(
        {"due": [_chosen(one, how_chosen(one, w)) for one in found]},
        table(columns, rows, w) or w.t("There is nothing to count."),
    )


def _chosen(one: Due, how: str) -> dict[str, object]:
    """Without what is booked: whoever counts isn't told."""
    return {
        "location": one.location,
        "item": one.item,
        "currency": one.currency or None,
        "share": one.share / MILLION,
        "days": one.age,
        "every": one.period,
        "moves_often": one.often,
        "is_due": one.is_due,
        "how": how,
    }


def accuracy(ctx: typer.Context, *, centre: OneCentre = "") -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = results.accuracy(connection, grammar.code(centre))
    w = here.w
    columns = [
        Column(w.t("Month")),
        Column(w.t("Counts"), figures=True),
        Column(w.t("Lines"), figures=True),
        Column(w.t("As booked"), figures=True),
        Column(w.t("Units more"), figures=True),
        Column(w.t("Units less"), figures=True),
    ]
    rows = [
        (
            *(w.month(one.month), w.number(one.sheets), w.number(one.lines)),
            *(f"{one.percent} %", w.number(one.over), w.number(one.short)),
        )
        for one in found
    ]
    here.give(
        {"accuracy": [{**one._asdict(), "percent": one.percent} for one in found]},
        table(columns, rows, w) or w.t("Nothing was counted yet."),
    )


def reasons(
    ctx: typer.Context, *, centre: OneCentre = "", since: Since = "", until: Until = ""
) -> None:
    here: Session = ctx.obj
    first, last = grammar.day(since) or date.min, grammar.day(until) or date.max
    with here.reading() as connection:
        found = results.by_reason(connection, grammar.code(centre), first, last)
    w = here.w
    columns = [
        Column(w.t("Reason")),
        Column(w.t("Lines"), figures=True),
        Column(w.t("Units more"), figures=True),
        Column(w.t("Units less"), figures=True),
    ]
    rows = [
        (
            term(COUNT_REASONS, one.why, w) if one.why else w.t("not explained"),
            *(w.number(figure) for figure in one[1:]),
        )
        for one in found
    ]
    told = [
        {"reason": one.why or None, "lines": one.lines, "over": one.over, "short": one.short}
        for one in found
    ]
    here.give(
        {"reasons": told},
        table(columns, rows, w) or w.t("No difference was booked yet."),
    )


def sheet_facts(one: queries.Sheet) -> dict[str, object]:
    return {
        "document": one.number,
        "documents": [one.number],
        **{name: getattr(one, name) for name in ("centre", "sort", "opened_on", "status")},
        "lines_counted": one.entered,
        "lines_on_sheet": one.lines,
    }


def _place(key: queries.Key) -> dict[str, object]:
    location, item, lot = key
    number, expiry, donation = read_lot(lot)
    facts = {"location": location, "item": item, "lot": number}
    return {**facts, "expiry": expiry, "donation": donation}


def _line(one: queries.Compared) -> dict[str, object]:
    figures = (one.found.quantity, one.booked, one.difference, one.since)
    said = {"reason": one.why or None, "remarks": one.remarks or None}
    return {**_place(one.found.key), **dict(zip(FIGURES, figures, strict=True)), **said}


def _figure(here: Session, value: object) -> str:
    return here.w.number(value) if isinstance(value, int) else ""
