"""asset attach, attachments, attachment show, withdraw, erase, missing; document attach."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from cpise_inventory.attachments import commands, contents, queries
from cpise_inventory.attachments.errors import UnknownAttachmentError
from cpise_inventory.attachments.files import read_file
from cpise_inventory.attachments.queries import Attachment
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.options import Because
from cpise_inventory.cli.refusals import FileTakenError
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.exporting.files import write_file
from cpise_inventory.language.attachment_texts import MEDIA
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.slips import known_tag

File = Annotated[
    Path, typer.Argument(metavar="FILE", help=N_("A PDF, or a JPEG or PNG picture, up to 5 MB."))
]
Note = Annotated[
    str,
    typer.Option(
        "--note",
        metavar="TEXT",
        help=N_("What it shows. Never a child's name."),
        show_default=False,
    ),
]
Scaled = Annotated[
    bool,
    typer.Option(
        "--scale", help=N_("Keep a picture smaller, without place and time of its taking.")
    ),
]
Everything = Annotated[
    bool, typer.Option("--all", help=N_("Those taken out of view or erased, too."))
]
Named = Annotated[
    str, typer.Argument(metavar="ID", help=N_("What the list calls it, such as NKC1-A:512."))
]


def attach(
    ctx: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help=N_("The tag, however typed."))],
    file: File,
    *,
    note: Note = "",
    scale: Scaled = False,
) -> None:
    here: Session = ctx.obj
    here.signed_in()  # before anything is read
    found = read_file(file, scaled=scale)
    with here.writing() as work:
        name = commands.attach(work, tag, found, note)
    _attached(here, name, len(found.data))


def attach_to_paper(
    ctx: typer.Context,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help=N_("The number of the document."))
    ],
    file: File,
    *,
    note: Note = "",
    scale: Scaled = False,
) -> None:
    here: Session = ctx.obj
    here.signed_in()
    found = read_file(file, scaled=scale)
    with here.writing() as work:
        name = commands.attach_to_paper(work, number, found, note)
    _attached(here, name, len(found.data))


def _attached(here: Session, name: str, size: int) -> None:
    w = here.w
    here.give({"attachment": name, "bytes": size}, name)
    here.answers.remark(w.t("No child’s photograph has a place anywhere: erase what shows one."))


def of_asset(
    ctx: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help=N_("The tag, however typed."))],
    *,
    everything: Everything = False,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        read = known_tag(connection, tag)
        found = queries.attached_to(connection, tag=read, all_of_them=everything)
    _listed(here, found)


def of_paper(
    ctx: typer.Context,
    number: Annotated[
        str, typer.Argument(metavar="NUMBER", help=N_("The number of the document."))
    ],
    *,
    everything: Everything = False,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.attached_to(connection, paper=grammar.code(number), all_of_them=everything)
    _listed(here, found)


def missing(ctx: typer.Context) -> None:
    """Those whose bytes have not come here, with the workstation that has them."""
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.missing(connection)
    _listed(here, found)


def show(
    ctx: typer.Context,
    name: Named,
    *,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=N_("The file to write."))],
) -> None:
    here: Session = ctx.obj
    if out.exists():
        raise FileTakenError(str(out))
    with here.reading() as connection:
        found = queries.attachment_named(connection, name)
        if found is None:
            raise UnknownAttachmentError(name)
        data = contents.bytes_of(connection, found)
    write_file(out, data)
    here.give(told(found) | {"file": str(out)}, str(out))


def withdraw(ctx: typer.Context, name: Named, *, reason: Because) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.withdraw(work, name, reason)
    here.give({"attachment": name}, here.w.t("It is shown no more; the file is kept."))


def erase(ctx: typer.Context, name: Named, *, reason: Because) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.erase(work, name, reason)
    here.give(
        {"attachment": name},
        here.w.t(
            "The file is erased here, and at other workstations as soon as they exchange data."
            " Backups made before hold it still: destroy them and make new ones."
        ),
    )


def told(one: Attachment) -> dict[str, Any]:
    return {
        "attachment": one.name,
        "tag": one.tag,
        "document": one.paper,
        "kind": one.media,
        "bytes": one.size,
        "sha256": one.sha256,
        "note": one.note,
        "actor": one.actor,
        "recorded_at": moment(one.recorded_at),
        "withdrawn": one.withdrawn,
        "erased": one.erased,
        "here": one.here,
        "device": one.device,
    }


def _listed(here: Session, found: Sequence[Attachment]) -> None:
    w = here.w
    columns = [
        Column(w.t("Attachment")),
        Column(w.t("Kind")),
        Column(w.t("kB"), figures=True),
        Column(w.t("Who")),
        Column(w.t("Recorded")),
        Column(w.t("Note")),
        Column(w.t("State")),
    ]
    rows = [
        (
            *(one.name, term(MEDIA, one.media, w), w.number(-(-one.size // 1024)), one.actor),
            *(w.when(one.recorded_at), one.note, state(one, w)),
        )
        for one in found
    ]
    shown = table(columns, rows, w) or w.t("Nothing is attached.")
    here.give({"attachments": [told(one) for one in found]}, shown)


def state(one: Attachment, w: Words) -> str:
    """Empty for one that stands and is here."""
    if one.erased_by:
        return w.t("erased: {reason}", reason=w.isolate(one.erased))
    if one.withdrawn_by:
        return w.t("out of view: {reason}", reason=w.isolate(one.withdrawn))
    return "" if one.here else w.t("not here; {device} has it", device=w.ltr(one.device))
