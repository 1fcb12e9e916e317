"""exchange export, import, status; device approve, withdraw."""

from pathlib import Path
from typing import Annotated, Any

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.exchange import commands, queries
from cpise_inventory.exchange.commands import Report
from cpise_inventory.exchange.fingerprints import grouped
from cpise_inventory.exchange.namesakes import namesakes
from cpise_inventory.exchange.queries import Partner
from cpise_inventory.exchange.reading import open_bundle
from cpise_inventory.exchange.writing import write_bundle
from cpise_inventory.language.exchange_texts import namesake_told, outcome, written_outcome
from cpise_inventory.language.words import N_, Words
from cpise_inventory.people.rights import Right


def export(
    ctx: typer.Context,
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.cpise", help=N_("The file to write."))
    ],
    target: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="DEVICE",
            help=N_("Only what this workstation is not known to have; else everything."),
            show_default=False,
        ),
    ] = "",
) -> None:
    here, w = ctx.obj, ctx.obj.w
    here.require(Right.EXPORT)
    with here.progress(w.t("Exporting")) as say:
        written = write_bundle(here.store, out, grammar.code(target), say)
    told = {
        "file": str(out),
        "bytes": written.size,
        "events": written.events,
        "attachments": written.attachments,
        "for": written.manifest.target,
        "chains": [
            {"device": one.device, "first": one.first, "last": one.last}
            for one in written.manifest.chains
            if one.size
        ],
    }
    here.give(told, "\n".join(written_outcome(written, w)))


def import_file(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help=N_("A file of another workstation."))
    ],
) -> None:
    here, w = ctx.obj, ctx.obj.w
    here.signed_in()  # before anything is read
    with (
        here.progress(w.t("Reading the file")) as say,
        open_bundle(file, say) as bundle,
        here.writing() as work,
    ):
        report = commands.take_in(work, bundle, say)
    here.give(_told(report), "\n".join(outcome(report, w)))


def _told(report: Report) -> dict[str, Any]:
    attached = report.attachments
    return {
        "from": report.exporter,
        "written_at": moment(report.written_at),
        "nothing_new": not (report.events or attached.kept),
        "events": report.events,
        "chains": [
            {"device": one.device, "events": one.size, "first": one.first, "last": one.last}
            for one in report.came
        ],
        "passed_over": [
            {"device": one.device, "first": one.first, "last": one.last}
            for one in report.passed_over
        ],
        "attachments": {
            "came": len(attached.kept),
            "needless": len(attached.needless),
            "altered": len(attached.altered),
            "missing": report.missing,
        },
    }


def status(ctx: typer.Context) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading() as connection:
        own = queries.own(connection, here.store.device)
        found = queries.partners(connection, here.store.device)
        twice = namesakes(connection)
        barred = sorted(queries.withdrawn(connection, here.store.device))
    told = {
        "device": here.store.device,
        "fingerprint": own.fingerprint if own else "",
        "events": own.seq if own else 0,
        "partners": [_told_partner(one, own.seq if own else 0) for one in found],
        "namesakes": [one._asdict() for one in twice],
        "withdrawn": barred,
    }
    pairs = [
        (w.t("Workstation"), w.ltr(here.store.device)),
        (w.t("Check number"), w.ltr(grouped(told["fingerprint"]))),
        (w.t("Operations"), w.number(told["events"])),
    ]
    shown = _as_table(found, w) or w.t("No other workstation is known here yet.")
    warned = [namesake_told(one, w) for one in twice]
    if barred:
        said = w.t("Nothing more is read of: {devices}.", devices=w.ltr(", ".join(barred)))
        warned.append(said)
    here.give(told, "\n\n".join((facts(pairs, w), shown, *warned)))


def _told_partner(one: Partner, events: int) -> dict[str, Any]:
    return {
        "device": one.device,
        "centre": one.centre,
        "name": one.name,
        "fingerprint": one.fingerprint,
        "last_seq": one.seq,
        "last_at": moment(one.last_at) if one.last_at else None,
        "heard_at": moment(one.heard_at) if one.heard_at else None,
        "has_ours": one.has_ours,
        "lacks_ours": max(events - one.has_ours, 0),
        "attachments_missing": one.missing,
    }


def _as_table(found: list[Partner], w: Words) -> str:
    columns = [
        Column(w.t("Workstation")),
        Column(w.t("Centre")),
        Column(w.t("Last operation known"), figures=True),
        Column(w.t("Recorded")),
        Column(w.t("Heard from")),
        Column(w.t("Has of ours"), figures=True),
        Column(w.t("Files missing"), figures=True),
        Column(w.t("Check number")),
    ]
    rows = [
        (
            *(one.device, one.centre, w.number(one.seq)),
            w.when(one.last_at) if one.last_at else "",
            w.when(one.heard_at) if one.heard_at else "",
            *(w.number(one.has_ours), w.number(one.missing), grouped(one.fingerprint)),
        )
        for one in found
    ]
    return table(columns, rows, w)


def approve(
    ctx: typer.Context,
    device: Annotated[
        str, typer.Argument(metavar="DEVICE", help=N_("The workstation, such as KIF-A."))
    ],
    *,
    fingerprint: Annotated[
        str,
        typer.Option(
            "--fingerprint",
            metavar="DIGITS",
            help=N_("The 24 digits that device show gives there, as read over the telephone."),
        ),
    ],
) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.writing() as work:
        digits = commands.approve_device(work, grammar.code(device), fingerprint)
    name = grammar.code(device)
    here.give(
        {"device": name, "fingerprint": digits},
        w.t("{device} is approved: its files are read from now on.", device=w.ltr(name)),
    )


def withdraw(
    ctx: typer.Context,
    device: Annotated[
        str, typer.Argument(metavar="DEVICE", help=N_("The workstation, such as KIF-A."))
    ],
) -> None:
    here, w, name = ctx.obj, ctx.obj.w, grammar.code(device)
    with here.writing() as work:
        commands.withdraw_device(work, name)
    here.give(
        {"device": name},
        w.t(
            "Nothing more is read of {device} here; what came of it before stays.",
            device=w.ltr(name),
        ),
    )
