"""asset register, assign, return, condition, show, list."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import typer
from sqlalchemy import Connection

from cpise_inventory.assets import commands, queries
from cpise_inventory.assets.commands import Handover, Newcomer, Registration
from cpise_inventory.assets.queries import Asset
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.commands import UnknownDonationError
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.options import Centre, Happened, OneCentre, Paper, Remarks
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.identity import read_tag
from cpise_inventory.importing.kinds import category_names, condition_of
from cpise_inventory.journal.event import Event
from cpise_inventory.language import terms
from cpise_inventory.language.folding import compact
from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import N_, Words

TOLD = ("tag", "serial", "maker", "model", "category", "centre", "status", "condition", "custodian")
ALSO_TOLD = ("donation", "custodian_kind", "due_on", "acquired_on", "labels")
Tags = Annotated[list[str], typer.Argument(metavar="TAG …", help=N_("Tags, however typed."))]


def register(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    *,
    centre: Centre,
    category: Annotated[
        str,
        typer.Option(
            "--category", metavar="CATEGORY", help=N_("laptop, desktop, screen, printer, ups …")
        ),
    ],
    maker: Annotated[str, typer.Option("--maker", metavar="TEXT", help=N_("Who made it."))],
    model: Annotated[str, typer.Option("--model", metavar="TEXT", help=N_("The model."))],
    serial: Annotated[
        list[str],
        typer.Option(
            "--serial", metavar="TEXT", help=N_("The maker's serial number. Once for each one.")
        ),
    ],
    donation: Annotated[
        str,
        typer.Option("--donation", metavar="DONATION", help=N_("Code of the donation or donor.")),
    ],
    condition: Annotated[
        str,
        typer.Option("--condition", metavar="CONDITION", help=N_("new, good, fair, poor, broken.")),
    ] = "new",
    paper: Paper = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    kind = _category(category)
    how = condition_of(condition) or condition.strip().lower()
    day = grammar.day(date)
    with here.writing() as work:
        donor, given = _giver(work.connection, grammar.code(donation))
        wanted = Registration(
            centre=grammar.code(centre),
            donor=donor,
            donation=given,
            assets=[Newcomer(one, maker, model, kind, how) for one in serial],
            paper=paper,
            remarks=remarks,
            happened_on=day,
        )
        _, tags = commands.register(work, wanted)
    told = {"assets": tags, "document": work.issued[-1], "documents": list(work.issued)}
    here.give(told, "\n".join(tags))


def _category(text: str) -> str:
    """The code of a category by any of its names; else the text, for the domain to refuse."""
    wanted = compact(text)
    for code, names in category_names().items():
        if wanted in map(compact, (code, *names)):
            return code
    return text.strip().lower()


def _giver(connection: Connection, code: str) -> tuple[str, str]:
    """Donor and donation. A donor's own code stands for what it gives without an agreement."""
    for donation in catalogue.donations(connection):
        if donation.code == code:
            return donation.donor, code
    if any(donor.code == code for donor in catalogue.donors(connection)):
        return code, ""
    raise UnknownDonationError(code)


def assign(
    ctx: typer.Context,
    tag: Tags,
    *,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help=N_("The unit or staff member."))],
    to_kind: Annotated[
        Literal["unit", "staff"], typer.Option("--to-kind", help=N_("What the custodian is."))
    ],
    due: Annotated[
        str,
        typer.Option(
            "--due",
            metavar="DATE",
            help=N_("A loan: the day on which it is to come back."),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    wanted = Handover(
        tags=_once(tag),
        recipient=to,
        recipient_kind=to_kind,
        due_on=grammar.day(due),
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.assign(work, wanted)
    here.issued(work)


def take_back(ctx: typer.Context, tag: Tags, *, remarks: Remarks = "", date: Happened = "") -> None:
    here: Session = ctx.obj
    day = grammar.day(date)
    with here.writing() as work:
        commands.take_back(work, _once(tag), remarks, day)
    here.issued(work)


def condition(
    ctx: typer.Context,
    tag: Tags,
    *,
    how: Annotated[
        Literal["new", "good", "fair", "poor", "broken"],
        typer.Option("--is", help=N_("The condition that it is in.")),
    ],
    remarks: Remarks = "",
) -> None:
    here: Session = ctx.obj
    tags = _once(tag)
    with here.writing() as work:
        commands.note_condition(work, tags, how, remarks)
    here.give({"assets": tags, "condition": how}, "\n".join(tags))


def _once(typed: Sequence[str]) -> list[str]:
    """The tags as they are written, each once."""
    return list(dict.fromkeys(read_tag(one) for one in typed))


def show(
    ctx: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help=N_("The tag, however typed."))],
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.asset_of(connection, read_tag(tag))
        if found is None:
            raise commands.UnknownAssetError(tag)
        story = queries.history(connection, here.store.journal, found.tag)
    told = {**_told(found), "history": [_event(event) for event in story]}
    here.give(told, f"{_facts(found, here.w)}\n\n{_story(story, here.w)}")


def show_all(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    status: Annotated[
        Literal["in_storage", "in_use", "on_loan", "cancelled"] | None,
        typer.Option("--status", help=N_("Only those that are so.")),
    ] = None,
    category: Annotated[
        str,
        typer.Option(
            "--category", metavar="CATEGORY", help=N_("Only of this kind."), show_default=False
        ),
    ] = "",
    text: Annotated[
        str,
        typer.Option(
            "--find",
            metavar="TEXT",
            help=N_("In tag, serial number, make, model or holder."),
            show_default=False,
        ),
    ] = "",
    unlabelled: Annotated[
        bool, typer.Option("--unlabelled", help=N_("Only those without a printed label."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    wanted = queries.Filter(
        centre=grammar.code(centre),
        status=status or "",
        category=_category(category),
        text=text,
        unlabelled=unlabelled,
    )
    with here.reading() as connection:
        found = queries.assets(connection, wanted)
    here.give({"assets": [_told(one) for one in found]}, _as_table(found, here.w))


def _told(one: Asset) -> dict[str, Any]:
    facts = one._asdict()
    return {name: facts[name] for name in (*TOLD, *ALSO_TOLD)}


def _event(event: Event[Any]) -> dict[str, Any]:
    return {
        "device": event.device,
        "seq": event.seq,
        "recorded_at": moment(event.at),
        "happened_on": event.happened_on,
        "actor": event.actor,
        "kind": event.payload.kind,
        "document": event.payload.document,
    }


def _as_table(found: Sequence[Asset], w: Words) -> str:
    columns = [
        Column(w.t("Tag")),
        Column(w.t("Category")),
        Column(w.t("Make")),
        Column(w.t("Model")),
        Column(w.t("Serial number")),
        Column(w.t("Centre")),
        Column(w.t("Status")),
        Column(w.t("Condition")),
        Column(w.t("Custodian")),
    ]
    rows = [
        (
            *(one.tag, term(terms.CATEGORIES, one.category, w), one.maker, one.model, one.serial),
            *(one.centre, term(terms.STATUSES, one.status, w)),
            *(term(terms.CONDITIONS, one.condition, w), one.custodian),
        )
        for one in found
    ]
    return table(columns, rows, w) or w.t("There is no asset like this.")


def _facts(one: Asset, w: Words) -> str:
    pairs = [
        (w.t("Tag"), one.tag),
        (w.t("Category"), term(terms.CATEGORIES, one.category, w)),
        (w.t("Make"), one.maker),
        (w.t("Model"), one.model),
        (w.t("Serial number"), one.serial),
        (w.t("Centre"), one.centre),
        (w.t("Status"), term(terms.STATUSES, one.status, w)),
        (w.t("Condition"), term(terms.CONDITIONS, one.condition, w)),
        (w.t("Custodian"), one.custodian),
        (w.t("Due on"), w.date(one.due_on) if one.due_on else ""),
        (w.t("Donation"), one.donation),
        (w.t("Received on"), w.date(one.acquired_on) if one.acquired_on else ""),
        (w.t("Labels printed"), w.number(one.labels) if one.labels else ""),
    ]
    return facts(pairs, w)


def _story(story: Sequence[Event[Any]], w: Words) -> str:
    columns = [
        Column(w.t("Date")),
        Column(w.t("Who")),
        Column(w.t("What")),
        Column(w.t("Document")),
    ]
    rows = [
        (
            *(w.date(event.happened_on), event.actor, term(KINDS, event.payload.kind, w)),
            event.payload.document,
        )
        for event in story
    ]
    return table(columns, rows, w)
