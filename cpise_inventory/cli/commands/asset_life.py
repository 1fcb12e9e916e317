"""asset repair start and end, missing, found, retire, approve, reject, settle."""

from typing import Annotated, Literal

import typer

from cpise_inventory.assets import life, queries
from cpise_inventory.assets.undo import state_said
from cpise_inventory.cli import grammar
from cpise_inventory.cli.commands.assets import Tags, once
from cpise_inventory.cli.options import Because, Happened, Remarks, StandsIn
from cpise_inventory.cli.session import Session
from cpise_inventory.language.money import parse_money
from cpise_inventory.language.words import N_
from cpise_inventory.statuses import GONE

Condition = Annotated[
    Literal["new", "good", "fair", "poor", "broken"],
    typer.Option("--is", help=N_("The condition that it is in.")),
]
Consent = Annotated[
    str,
    typer.Option(
        "--consent",
        metavar="TEXT",
        help=N_("Reference of the donor's consent, where the title asks for it."),
        show_default=False,
    ),
]
Number = Annotated[
    str, typer.Argument(metavar="NUMBER", help=N_("The number of the disposal proposal."))
]


def repair_start(
    ctx: typer.Context,
    tag: Tags,
    *,
    at: Annotated[str, typer.Option("--at", metavar="NAME", help=N_("Who repairs it."))],
    fault: Annotated[str, typer.Option("--fault", metavar="TEXT", help=N_("What is wrong."))],
    expected: Annotated[
        str,
        typer.Option(
            "--expected",
            metavar="DATE",
            help=N_("The day on which it is expected back."),
            show_default=False,
        ),
    ] = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    wanted = life.Repair(once(tag), at, fault, grammar.day(expected), grammar.day(date))
    with here.writing() as work:
        life.start_repair(work, wanted)
    here.issued(work)


def repair_end(
    ctx: typer.Context,
    tag: Tags,
    *,
    how: Condition,
    cost: Annotated[
        str,
        typer.Option(
            "--cost", metavar="AMOUNT", help=N_("What it cost, all in all."), show_default=False
        ),
    ] = "",
    currency: Annotated[
        str, typer.Option("--currency", metavar="MRU|EUR|USD", help=N_("Of the cost."))
    ] = "MRU",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    paid = parse_money(cost) if cost else 0
    done = life.Repaired(once(tag), how, paid, currency, remarks, grammar.day(date))
    with here.writing() as work:
        life.end_repair(work, done)
    here.issued(work)


def missing(
    ctx: typer.Context,
    tag: Tags,
    *,
    why: Annotated[
        Literal["lost", "stolen"], typer.Option("--reason", help=N_("What became of it."))
    ],
    circumstances: Annotated[
        str,
        typer.Option("--circumstances", metavar="TEXT", help=N_("Where and how it was missed.")),
    ],
    police: Annotated[
        str,
        typer.Option(
            "--police",
            metavar="TEXT",
            help=N_("Reference of the police report; what was stolen needs one."),
            show_default=False,
        ),
    ] = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    said = life.Declaration(once(tag), why, circumstances, police, grammar.day(date))
    with here.writing() as work:
        life.declare(work, said)
    here.issued(work)


def found(
    ctx: typer.Context,
    tag: Tags,
    *,
    how: Condition,
    storeroom: StandsIn = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    room = grammar.code(storeroom)
    with here.writing() as work:
        life.find(work, once(tag), how, remarks, grammar.day(date), room)
    here.issued(work)


def retire(
    ctx: typer.Context,
    tag: Tags,
    *,
    why: Annotated[
        Literal["beyond_repair", "obsolete", "surplus", "lost", "stolen"],
        typer.Option("--reason", help=N_("Why it leaves the books.")),
    ],
    means: Annotated[
        Literal["recycled", "destroyed", "given", "sold", "to_donor", "not_there"] | None,
        typer.Option(
            "--by", help=N_("How it leaves; not_there for what is lost or stolen, else recycled.")
        ),
    ] = None,
    consent: Consent = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    usual = "not_there" if why in GONE else "recycled"
    day = grammar.day(date)
    with here.writing() as work:
        wanted = life.Disposal(once(tag), why, means or usual, consent, remarks, day)
        life.propose_disposal(work, wanted)
    here.issued(work, status="waits")


def approve(
    ctx: typer.Context,
    number: Number,
    *,
    wiped: Annotated[
        list[str] | None,
        typer.Option("--wiped", metavar="TAG", help=N_("Its disk is wiped. Once for each one.")),
    ] = None,
    consent: Consent = "",
    to: Annotated[
        str,
        typer.Option("--to", metavar="NAME", help=N_("Who gets it, if any."), show_default=False),
    ] = "",
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        life.approve_disposal(work, life.Approval(number, once(wiped or []), consent, to))
    here.issued(work)


def reject(
    ctx: typer.Context,
    number: Number,
    *,
    reason: Because,
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        life.reject_disposal(work, number, reason)
    here.issued(work)


def settle(
    ctx: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help=N_("The tag, however typed."))],
    *,
    document: Annotated[
        str,
        typer.Option(
            "--as", metavar="NUMBER", help=N_("The document that says where the asset really is.")
        ),
    ],
    remarks: Remarks = "",
) -> None:
    here: Session = ctx.obj
    (wanted,) = once([tag])
    with here.writing() as work:
        life.settle_custody(work, wanted, state_said(work, document, wanted), remarks)
    here.issued(work)


def conflicts(ctx: typer.Context) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        tags = queries.said_apart(connection)
    here.give({"assets": tags}, "\n".join(tags) or here.w.t("Nothing is to be settled."))
