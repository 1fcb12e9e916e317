"""backup, self-test, bench."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory.attachments.contents import stored
from cpise_inventory.cli.answers import FALSE, EndedError
from cpise_inventory.cli.refusals import FileTakenError, ServerBacksUpError
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.errors import FullDiskError
from cpise_inventory.exporting.files import FULL, FileNotWritableError
from cpise_inventory.language.words import N_
from cpise_inventory.people.rights import Right
from cpise_inventory.selftest import self_test as checks
from db.backup import SpoiltCopyError, copy_whole


def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("A new file for the copy."))],
) -> None:
    here: Session = ctx.obj
    here.require(Right.EXPORT)
    source = here.address.file
    if source is None:
        raise ServerBacksUpError(here.address.where)
    if file.exists():
        raise FileTakenError(str(file))
    here.sign_off()
    with here.progress(here.w.t("Copying")) as say:
        size = _copied(source, file, say)
    with here.store.read() as connection:
        attached, heavy = stored(connection)
    w = here.w
    said = w.t("{size} kB copied to {file}", size=w.number(size // 1024), file=w.isolate(str(file)))
    if attached:
        also = w.n(
            "{count} attached file in it, {size} kB",
            "{count} attached files in it, {size} kB",
            attached,
            size=w.number(heavy // 1024),
        )
        said = f"{said}\n{also}"
    told = {"attachments": attached, "attachment_bytes": heavy}
    here.give({"file": str(file), "bytes": size, **told}, said)


def _copied(source: Path, file: Path, say: Callable[[int, int], None]) -> int:
    try:
        return copy_whole(source, file, say)
    except (OSError, sqlite3.Error, SpoiltCopyError) as error:
        raise _on_the_disk(error, file) from error


def _on_the_disk(error: Exception, file: Path) -> Exception:
    """A stick that is full is another thing than a place where nobody may write."""
    code = error.errno if isinstance(error, OSError) else None
    if code in FULL or getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
        return FullDiskError(str(file))
    return FileNotWritableError(str(file))


def self_test(ctx: typer.Context) -> None:
    here, w = ctx.obj, ctx.obj.w
    found = []
    with here.progress(w.t("Testing")) as say:
        for check in checks(here.address, w):
            found.append(check)
            say(len(found), len(found))
    sound = all(check.ok for check in found)
    told = [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in found]
    columns = [Column(w.t("Part")), Column(w.t("Result")), Column(w.t("Detail"))]
    rows = [
        (check.title, w.t("sound") if check.ok else w.t("FAULTY"), check.detail) for check in found
    ]
    end = w.t("This installation is sound.") if sound else w.t("This installation is not sound.")
    here.give({"sound": sound, "checks": told}, f"{table(columns, rows, w)}\n{end}")
    if not sound:
        raise EndedError(FALSE)
