"""distribution-list: define, list, show, serve, print, close."""

from typing import Annotated

import typer
from msgspec import to_builtins

from cpise_inventory.catalogue.commands import storeroom as place_of
from cpise_inventory.cli import grammar
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import (
    Centre,
    Happened,
    Heads,
    OneCentre,
    Pdf,
    Remarks,
    Storeroom,
)
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.exporting.files import replacing
from cpise_inventory.language.terms import RECIPIENTS, term
from cpise_inventory.language.words import N_
from cpise_inventory.lists import commands, queries
from cpise_inventory.lists.commands import ListDraft
from cpise_inventory.lists.events import Serving
from cpise_inventory.lists.queries import DistributionList, Enough, Turn
from cpise_inventory.stock.commands import Distribution
from cpise_inventory.stock.taking import Shelf

Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("The name of the list."))]


def define(
    ctx: typer.Context,
    name: Name,
    *,
    centre: Centre,
    recipient: Annotated[
        list[str],
        typer.Option(
            "--recipient",
            metavar=grammar.SERVING,
            help=N_(
                "Who gets it: a unit, a staff member or a group, and how many persons these are, in"
                " all or by sex and age band. Never a child's name. Once for each."
            ),
        ),
    ],
    goods: Annotated[
        list[str],
        typer.Option(
            "--goods",
            metavar=grammar.SHARE,
            help=N_(
                "What they get: SAVON-250=5/2 is 5 for 2 persons; without persons, each recipient"
                " gets so much. Once for each item."
            ),
        ),
    ],
    remarks: Remarks = "",
) -> None:
    here: Session = ctx.obj
    servings, shares = grammar.servings(recipient), grammar.shares(goods, here.packs_of)
    draft = ListDraft(grammar.code(centre), name, servings, shares, remarks)
    with here.writing() as work:
        kept = commands.describe_list(work, draft)
    here.give({"list": kept, "centre": draft.centre}, kept)


def show_all(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    closed: Annotated[bool, typer.Option("--closed", help=N_("Those out of use, too."))] = False,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.lists(connection, grammar.code(centre), closed=closed)
    w = here.w
    columns = [
        Column(w.t("Centre")),
        Column(w.t("List")),
        Column(w.t("Recipients"), figures=True),
        Column(w.t("Persons"), figures=True),
        Column(w.t("Items"), figures=True),
        Column(w.t("Closed on")),
    ]
    rows = [
        (
            *(one.centre, w.isolate(one.name), w.number(len(one.servings)), w.number(one.people)),
            *(w.number(len(one.shares)), w.date(one.closed_on) if one.closed_on else ""),
        )
        for one in found
    ]
    said = table(columns, rows, w) or w.t("There is no distribution list yet.")
    here.give({"lists": [_told(one) for one in found]}, said)


def show(
    ctx: typer.Context,
    name: Name,
    *,
    centre: Centre,
    storeroom: Storeroom = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = commands.list_in_use(connection, grammar.code(centre), name)
        day = grammar.day(date) or here.today
        room = place_of(connection, found.centre, grammar.code(storeroom))
        turns = queries.turns(connection, found, day)
        needs = queries.enough(Shelf(connection, room, day, here.today, lock=False), found, turns)
    here.give(
        {
            **_told(found),
            "month": day.isoformat()[:7],
            "turns": [{**_serving(one.serving), "document": one.document} for one in turns],
            "needs": [{**one._asdict(), "missing": one.missing} for one in needs],
        },
        "\n\n".join((_turns_table(found, turns, here), _needs_table(needs, here))),
    )


def serve_them(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    name: Name,
    *,
    centre: Centre,
    to: Annotated[
        str,
        typer.Option("--to", metavar="NAME", help=N_("Only this recipient."), show_default=False),
    ] = "",
    heads: Heads = None,
    storeroom: Storeroom = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    if heads and not to:
        raise typer.BadParameter(here.w.t("Say whose heads these are: --to NAME."))
    wanted = Distribution(
        centre=grammar.code(centre),
        recipient="",
        recipient_kind="",
        lines=(),
        heads=grammar.heads(heads or ()),
        storeroom=grammar.code(storeroom),
        remarks=remarks,
        happened_on=grammar.day(date),
        by_list=name,
    )
    with here.writing() as work:
        left = (
            commands.one_to_serve(work, wanted, to) if to else commands.still_to_serve(work, wanted)
        )
    numbers: list[str] = []
    for one in left:
        with here.writing() as work:
            numbers.append(commands.serve(work, one))
    here.give({"document": numbers[-1], "documents": numbers}, "\n".join(numbers))


def print_sheet(
    ctx: typer.Context, name: Name, *, centre: Centre, out: Pdf, date: Happened = ""
) -> None:
    from cpise_inventory.printing.lists import sheet  # noqa: PLC0415 - reportlab
    from cpise_inventory.printing.papers import pdf  # noqa: PLC0415 - as above

    here: Session = ctx.obj
    ending(out, ("pdf",))
    with here.reading() as connection:
        found = commands.list_in_use(connection, grammar.code(centre), name)
        day = grammar.day(date) or here.today
        turns = queries.turns(connection, found, day)
        paper = sheet(connection, here.store.journal, found, turns, day, here.w.code)
    with replacing(out) as file:
        file.write(pdf((paper,)))
    here.give({"list": found.name, "file": str(out)}, here.w.isolate(str(out)))


def close(ctx: typer.Context, name: Name, *, centre: Centre) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.close_list(work, grammar.code(centre), name)
    here.give({"list": name, "centre": grammar.code(centre)}, name)


def _told(one: DistributionList) -> dict[str, object]:
    return {
        "centre": one.centre,
        "name": one.name,
        "recipients": [_serving(serving) for serving in one.servings],
        "goods": [
            {"item": share.item, "quantity": share.quantity, "persons": share.persons}
            for share in one.shares
        ],
        "closed_on": one.closed_on,
    }


def _serving(one: Serving) -> dict[str, object]:
    about = {"recipient": one.recipient, "kind": one.kind, "people": one.people}
    return {**about, "heads": to_builtins(one.heads)} if one.heads else about


def _turns_table(found: DistributionList, turns: list[Turn], here: Session) -> str:
    w = here.w
    columns = [
        Column(w.t("Recipient")),
        Column(w.t("Kind")),
        Column(w.t("Persons"), figures=True),
        *(Column(share.item, figures=True) for share in found.shares),
        Column(w.t("Receipt")),
    ]
    rows = [
        (
            w.isolate(turn.serving.recipient),
            term(RECIPIENTS, turn.serving.kind, w),
            w.number(turn.serving.people),
            *(w.number(one.quantity) for one in found.wanted(turn.serving)),
            turn.document,
        )
        for turn in turns
    ]
    return table(columns, rows, w)


def _needs_table(needs: list[Enough], here: Session) -> str:
    w = here.w
    columns = [
        Column(w.t("Item")),
        Column(w.t("Still needed"), figures=True),
        Column(w.t("May leave"), figures=True),
        Column(w.t("Missing"), figures=True),
    ]
    rows = [
        (one.item, w.number(one.wanted), w.number(one.available), w.number(one.missing))
        for one in needs
    ]
    return table(columns, rows, w) or w.t("Everybody was served.")
