"""journal list, show, export; verify."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from sqlalchemy import Connection

from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import FALSE, EndedError, moment
from cpise_inventory.cli.options import Since, Until
from cpise_inventory.cli.refusals import UnknownEventError
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.documents.queries import document_of
from cpise_inventory.exporting.journal import against as compared
from cpise_inventory.exporting.journal import journal_jsonl
from cpise_inventory.history import changes_of
from cpise_inventory.journal import queries
from cpise_inventory.journal.queries import Entry
from cpise_inventory.journal.replay import Finding
from cpise_inventory.journal.verify import Proof
from cpise_inventory.language.kinds import FINDINGS, KINDS, evidence
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.people.rights import Right
from cpise_inventory.proof import verify as prove

PAGE = 1_000
SHOWN = 50
"""Lines that people see without asking for more."""
DAY = 86_400_000_000
EPOCH = date(1970, 1, 1)
LONGEST_LINE = 1_000


def show_all(  # noqa: PLR0913 - the filters of the journal, a parameter each
    ctx: typer.Context,
    *,
    since: Since = "",
    until: Until = "",
    actor: Annotated[
        str,
        typer.Option(
            "--actor", metavar="NAME", help=N_("Only of this person."), show_default=False
        ),
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=N_("Only of this kind: stock.received …"),
            show_default=False,
        ),
    ] = "",
    device: Annotated[
        str,
        typer.Option(
            "--device", metavar="DEVICE", help=N_("Only of this workstation."), show_default=False
        ),
    ] = "",
    document: Annotated[
        str,
        typer.Option(
            "--document",
            metavar="NUMBER",
            help=N_("Only the one that issued it."),
            show_default=False,
        ),
    ] = "",
    last: Annotated[
        int | None,
        typer.Option("--last", metavar="N", min=1, help=N_("Only so many, the newest.")),
    ] = None,
) -> None:
    here: Session = ctx.obj
    wanted = queries.Filter(
        actor=actor.strip().lower(),
        kind=kind.strip(),
        device=grammar.code(device),
        document=grammar.code(document),
        first=_start_of(grammar.day(since)),
        last=_end_of(grammar.day(until)),
    )
    most = last if last or here.answers.as_json else SHOWN
    with here.reading() as connection:
        found = _newest(connection, wanted, most)
        total = queries.entries_size(connection, wanted)
    here.give({"events": [_told(one) for one in found]}, _as_table(found, here.w))
    if len(found) < total and not last:
        here.answers.remark(
            here.w.n(
                "The newest of {count} event; --last N shows more.",
                "The newest of {count} events; --last N shows more.",
                total,
            )
        )


def _newest(connection: Connection, wanted: queries.Filter, most: int | None) -> list[Entry]:
    """The newest so many, or all, in the order in which they came about."""
    found: list[Entry] = []
    while most is None or len(found) < most:
        size = PAGE if most is None else min(PAGE, most - len(found))
        page = queries.entries(connection, wanted, size, found[-1] if found else None)
        found += page
        if len(page) < size:
            break
    return found[::-1]


def _start_of(day: date | None) -> int:
    return max((day - EPOCH) // timedelta(days=1) * DAY, 1) if day else 0


def _end_of(day: date | None) -> int:
    return ((day - EPOCH) // timedelta(days=1) + 1) * DAY - 1 if day else 0


def _told(one: Entry) -> dict[str, Any]:
    return {
        "device": one.device,
        "seq": one.seq,
        "recorded_at": moment(one.recorded_at),
        "happened_on": one.happened_on,
        "actor": one.actor,
        "kind": one.kind,
        "document": one.document,
        "reversed_by": one.reversed_by,
        "hash": one.hash.hex(),
    }


def _as_table(found: Sequence[Entry], w: Words) -> str:
    columns = [
        Column(w.t("Event")),
        Column(w.t("Recorded")),
        Column(w.t("Date")),
        Column(w.t("Who")),
        Column(w.t("What")),
        Column(w.t("Document")),
        Column(w.t("Cancelled by")),
    ]
    rows = [
        (
            *(f"{one.device}:{one.seq}", w.when(one.recorded_at), w.date(one.happened_on)),
            *(one.actor, term(KINDS, one.kind, w), one.document, one.reversed_by),
        )
        for one in found
    ]
    return table(columns, rows, w) or w.t("There is no event like this.")


def show(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="EVENT", help=N_("Workstation and number, such as NKC1-A:512; or a document.")
        ),
    ],
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = _event_named(connection, here, grammar.code(name))
        changes = changes_of(connection, here.store.journal, found)
        proven = queries.covered_by(connection, found.device, found.seq)
    told = {
        "device": found.device,
        "seq": found.seq,
        "recorded_at": moment(found.at),
        "happened_on": found.happened_on,
        "actor": found.actor,
        "kind": found.payload.kind,
        "document": found.payload.document,
        "prev": found.prev,
        "payload": msgspec.to_builtins(found.payload),
        "changes": [change._asdict() for change in changes],
        "sealed_at": proven.seq if proven else None,
        "sealed_by": proven.document if proven else "",
    }
    here.give(told, _shown(told, here.w))


def _event_named(connection: Connection, here: Session, name: str) -> Any:
    device, colon, seq = name.partition(":")
    if not colon:
        issued = document_of(connection, name)
        if issued is None:
            raise UnknownEventError(name)
        device, seq = issued.device, str(issued.seq)
    number = int(seq) if seq.isascii() and seq.isdecimal() and len(seq) < len(str(2**63)) else 0
    found = queries.event_at(connection, here.store.journal, device, number)
    if found is None:
        raise UnknownEventError(name)
    return found


def _shown(told: dict[str, Any], w: Words) -> str:
    pairs = [
        (w.t("Event"), f"{told['device']}:{told['seq']}"),
        (w.t("What"), term(KINDS, told["kind"], w)),
        (w.t("Recorded"), told["recorded_at"]),
        (w.t("Date"), w.date(told["happened_on"])),
        (w.t("Who"), told["actor"]),
        (w.t("Document"), told["document"]),
    ]
    columns = [
        Column(w.t("Of what")),
        Column(w.t("Field")),
        Column(w.t("Before")),
        Column(w.t("After")),
    ]
    rows = [(one["thing"], one["field"], one["before"], one["after"]) for one in told["changes"]]
    payload = msgspec.json.format(msgspec.json.encode(told["payload"]), indent=2).decode()
    shown = "\n".join(map(_short, payload.splitlines()))
    parts = [facts(pairs, w), table(columns, rows, w), shown]
    return "\n\n".join(part for part in parts if part)


def export(
    ctx: typer.Context,
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.jsonl", help=N_("The file to write."))
    ],
) -> None:
    here: Session = ctx.obj
    here.require(Right.EXPORT)
    here.sign_off()
    with here.store.read() as connection, here.progress(here.w.t("Exporting")) as say:
        events = journal_jsonl(connection, out, say)
    said = here.w.n("{count} event written.", "{count} events written.", events)
    here.give({"events": events, "file": str(out)}, said)


# --- the proof ------------------------------------------------------------------------------------


def verify(
    ctx: typer.Context,
    more: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE …]", help=N_("Further files, after --against.")),
    ] = None,
    *,
    against: Annotated[
        list[Path] | None,
        typer.Option(
            "--against",
            metavar="FILE …",
            help=N_("Compare with a journal that was exported earlier."),
        ),
    ] = None,
) -> None:
    here: Session = ctx.obj
    with here.progress(here.w.t("Verifying")) as say:
        proof = prove(here.store, say)
    findings = list(proof.findings)
    for file in [*(against or ()), *(more or ())]:
        with here.store.read() as connection:
            findings += compared(connection, file)
    here.give(proven(replace(proof, findings=tuple(findings))), verdict(proof, findings, here.w))
    if findings:
        raise EndedError(FALSE)


def proven(proof: Proof) -> dict[str, Any]:
    """The proof as JSON has it."""
    return {
        "sound": proof.sound,
        "events": proof.events,
        "devices": proof.devices,
        "rows": proof.rows,
        "checkpoints": proof.checkpoints,
        "findings": [asdict(one) for one in proof.findings],
    }


def verdict(proof: Proof, findings: Sequence[Finding], w: Words) -> str:
    """What was proven, with figures, and every finding."""
    figures = facts(
        [
            (w.t("Events"), w.number(proof.events)),
            (w.t("Workstations"), w.number(proof.devices)),
            (w.t("Rows compared"), w.number(proof.rows)),
            (w.t("Signatures"), w.number(proof.checkpoints)),
        ],
        w,
    )
    if not findings:
        return "\n".join((figures, w.t("Everything is sound.")))
    parts = [figures, w.t("Something is false:")]
    for one in findings:
        what = w.t(FINDINGS[one.what]) if one.what in FINDINGS else one.what
        pairs = [
            (w.t("What"), what),
            (w.t("Where"), one.where),
            (w.t("Expected"), evidence(one.expected, w)),
            (w.t("Found"), evidence(one.found, w)),
        ]
        parts.append(facts(pairs, w))
    return "\n\n".join(parts)


def _short(line: str) -> str:
    """A picture in the payload is for `--json`."""
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"
