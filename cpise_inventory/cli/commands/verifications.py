"""asset verification open, scan, unscan, close, resume, approve, cancel, correct."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from cpise_inventory.campaigns import commands, correcting, queries, taking_back
from cpise_inventory.campaigns.commands import Answer, Scan, Walk
from cpise_inventory.campaigns.errors import UnknownCampaignError
from cpise_inventory.campaigns.events import Reason
from cpise_inventory.campaigns.scan_files import Scanned, Unread, meant, read_scans
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import problems_of
from cpise_inventory.cli.commands.verification_reports import facts_of, told
from cpise_inventory.cli.options import Because, Centre, Happened, Remarks
from cpise_inventory.cli.session import Session
from cpise_inventory.importing.kinds import category_code
from cpise_inventory.importing.tables import bytes_of
from cpise_inventory.language.sightings import answer_text, undone_text
from cpise_inventory.language.words import N_

Number = Annotated[
    str, typer.Argument(metavar="NUMBER", help=N_("The number of the physical verification."))
]
Why = Annotated[
    list[str] | None,
    typer.Option(
        "--why",
        metavar="TAG=TEXT",
        help=N_("Why an asset could not be seen. Once for each."),
    ),
]


def open_one(
    ctx: typer.Context,
    *,
    centre: Centre,
    place: Annotated[
        str,
        typer.Option(
            "--place",
            metavar="NAME",
            help=N_("Only what is in this storeroom, or with this unit or staff member."),
            show_default=False,
        ),
    ] = "",
    category: Annotated[
        str,
        typer.Option(
            "--category", metavar="CATEGORY", help=N_("Only this category."), show_default=False
        ),
    ] = "",
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="NAMES", help=N_("Who goes round, for the list."), show_default=False
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    wanted = Walk(
        centre=grammar.code(centre),
        place=place,
        category=category_code(category) if category else "",
        walkers=by,
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.open_campaign(work, wanted)
    here.issued(work)


def scan(
    ctx: typer.Context,
    number: Number,
    tag: Annotated[
        list[str] | None, typer.Argument(metavar="TAG …", help=N_("Tags, however typed."))
    ] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="FILE",
            help=N_("A file of codes, a line each, such as a telephone's scan file."),
        ),
    ] = None,
    room: Annotated[
        str,
        typer.Option(
            "--room",
            metavar="NAME",
            help=N_("Where they are: a storeroom or shelf, a unit, a staff member."),
            show_default=False,
        ),
    ] = "",
    how: Annotated[
        Literal["new", "good", "fair", "poor", "broken"] | None,
        typer.Option("--is", help=N_("The condition that they are in.")),
    ] = None,
) -> None:
    """Tags on the command line are refused if mistyped; lines of a file are told and left out."""
    here: Session = ctx.obj
    condition = how or ""
    read = Scanned((), ())
    if file:
        read = read_scans(bytes_of(file), file.name, room, condition)
    scans = [*(Scan(one, room, condition) for one in tag or ()), *read.scans]
    with here.writing() as work:
        answers = commands.see(work, number, scans)
        found = queries.campaign_of(work.connection, number.strip().upper())
        unread = meant(work.connection, read.unread)
    _answered(here, found, answers, unread)


def _answered(
    here: Session,
    found: queries.Campaign | None,
    answers: Sequence[Answer],
    unread: Sequence[Unread],
) -> None:
    if found is None:
        return
    problems = [problems_of(one.why, here.w)[0] for one in unread]
    answer = {
        **told(found),
        "scans": [_scan(one) for one in answers],
        "unread": [
            {
                "row": one.row,
                "text": one.text,
                "message": problem.message,
                "near": getattr(one.why, "near", None),
            }
            for one, problem in zip(unread, problems, strict=True)
        ],
    }
    lines = [answer_text(one, found, here.w) for one in answers]
    here.give(answer, "\n".join((*lines, facts_of(found, here.w))))
    for one, problem in zip(unread, problems, strict=True):
        w = here.w
        row = w.ltr(str(one.row))
        here.answers.remark(w.t("Line {row}: {problem}", row=row, problem=problem.message))


def _scan(one: Answer) -> dict[str, object]:
    seen = one.sighting
    about = {name: getattr(seen, name) or None for name in ("room", "status", "held", "centre")}
    before = {"room": one.before.room, "by": one.before.actor} if one.before else None
    more = {"condition": seen.condition or None, "expected": seen.listed}
    result = {"tag": seen.tag, "result": seen.result, "new": one.new}
    return {**result, **about, **more, "seen_before": before}


def unscan(
    ctx: typer.Context,
    number: Number,
    tag: Annotated[list[str], typer.Argument(metavar="TAG …", help=N_("Tags, however typed."))],
) -> None:
    """The last scan of each; it is seen as before that, or not at all."""
    here: Session = ctx.obj
    with here.writing() as work:
        undone = taking_back.unsee(work, number, tag)
        found = queries.campaign_of(work.connection, number.strip().upper())
    if found is None:
        raise UnknownCampaignError(number)
    answer = {**told(found), "taken_back": [_undone(one) for one in undone]}
    lines = [undone_text(one, here.w) for one in undone]
    here.give(answer, "\n".join((*lines, facts_of(found, here.w))))


def _undone(one: taking_back.Undone) -> dict[str, object]:
    now = {name: getattr(one.now, name) for name in ("result", "room")} if one.now else None
    return {"tag": one.was.tag, "result": one.was.result, "room": one.was.room or None, "now": now}


def close(ctx: typer.Context, number: Number, *, why: Why = None, remarks: Remarks = "") -> None:
    here: Session = ctx.obj
    pairs = (one.partition("=") for one in why or ())
    reasons = [Reason(tag.strip(), text) for tag, _, text in pairs]
    with here.writing() as work:
        commands.close(work, number, reasons, remarks)
        _told(here, queries.campaign_of(work.connection, number.strip().upper()))


def resume(ctx: typer.Context, number: Number, *, remarks: Remarks = "") -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.resume(work, number, remarks)
        _told(here, queries.campaign_of(work.connection, number.strip().upper()))


def approve(ctx: typer.Context, number: Number, *, remarks: Remarks = "") -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.report(work, number, remarks)
        found = queries.campaign_of(work.connection, number.strip().upper())
    if found is None:
        raise UnknownCampaignError(number)
    here.issued(work, **{**told(found), "document": found.report, "documents": list(work.issued)})


def cancel(ctx: typer.Context, number: Number, *, reason: Because) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.cancel(work, number, reason)
        _told(here, queries.campaign_of(work.connection, number.strip().upper()))


def correct(
    ctx: typer.Context,
    number: Number,
    tag: Annotated[
        list[str] | None,
        typer.Argument(metavar="TAG …", help=N_("Only these, else all that are elsewhere.")),
    ] = None,
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        correcting.correct(work, number, tag or ())
    here.issued(work)


def _told(here: Session, found: queries.Campaign | None) -> None:
    if found is not None:
        here.give(told(found), facts_of(found, here.w))
