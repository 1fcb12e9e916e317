"""document show, list, check."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from sqlalchemy import Connection

from cpise_inventory.checking import Verdict, check_file, check_text, contents
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import FALSE, EndedError, moment
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre, Since, Until
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.cli.terms import DOCUMENT_STATUSES, VERDICTS
from cpise_inventory.documents import queries
from cpise_inventory.documents.commands import UnknownDocumentError
from cpise_inventory.documents.issuing import Issuing
from cpise_inventory.documents.queries import Document
from cpise_inventory.exporting.files import replacing
from cpise_inventory.identity import read_lot
from cpise_inventory.language.terms import DOCUMENTS, place, term
from cpise_inventory.language.verdict_texts import difference_name
from cpise_inventory.language.words import N_, Words
from cpise_inventory.printing.commands import print_document
from cpise_inventory.stock.events import Carrying, Moving

MOST = 1_000_000
CODE_BEGINS = "CR1:"
FILES = (".pdf", ".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".txt")
Number = Annotated[str, typer.Argument(metavar="NUMBER", help=N_("The document's number."))]


def show(
    ctx: typer.Context,
    number: Number,
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.pdf", help=N_("Print to this file.")),
    ] = None,
    language: Annotated[
        Literal["fr", "ar", "en"] | None,
        typer.Option("--language", help=N_("The paper's language; else the one of the screen.")),
    ] = None,
    reason: Annotated[
        str,
        typer.Option(
            "--reason", metavar="TEXT", help=N_("Why it is printed again."), show_default=False
        ),
    ] = "",
) -> None:
    here: Session = ctx.obj
    if out is not None:
        _print(here, number, out, language or here.w.code, reason)
        return
    with here.reading() as connection:
        found = queries.document_of(connection, number)
        if found is None:
            raise UnknownDocumentError(number.strip())
        said: Issuing = queries.issued_event(connection, here.store.journal, found).payload
        prints = queries.prints(connection, found.number)
    told = {
        **_told(found),
        "lines": _lines_told(said),
        "prints": [
            {"copy": p.copy, "language": p.language, "actor": p.actor, "at": moment(p.printed_at)}
            for p in prints
        ],
    }
    here.give(told, f"{_facts(found, len(prints), here.w)}\n\n{_lines(said, here.w)}")


def _print(here: Session, number: str, out: Path, language: str, reason: str) -> None:
    ending(out, ("pdf",))
    person = here.signed_in()
    with replacing(out) as file:
        printed = print_document(here.store, person.name, number, language, reason)
        file.write(printed.pdf)
    here.sign_off()
    told = {
        "document": printed.number,
        "copy": printed.copy,
        "duplicate": printed.copy > 0,
        "language": language,
        "file": str(out),
    }
    w = here.w
    kind = w.t("duplicate {copy}", copy=printed.copy) if printed.copy else w.t("original")
    here.give(told, f"{w.ltr(printed.number)}  {kind}  {w.isolate(str(out))}")


def show_all(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="CODE",
            help=N_(
                "Only of this kind, by the code in its number: BR, RD, BE, AR, PR, RE, CK, MI."
            ),
            show_default=False,
        ),
    ] = "",
    since: Since = "",
    until: Until = "",
    text: Annotated[
        str,
        typer.Option(
            "--find", metavar="TEXT", help=N_("In the number or the name."), show_default=False
        ),
    ] = "",
    last: Annotated[
        int | None,
        typer.Option("--last", metavar="N", min=1, help=N_("Only so many, the newest.")),
    ] = None,
) -> None:
    here: Session = ctx.obj
    wanted = queries.Filter(
        code=grammar.code(kind),
        centre=grammar.code(centre),
        text=text.strip(),
        first=grammar.iso_day(since),
        last=grammar.iso_day(until),
    )
    with here.reading() as connection:
        found = queries.register(connection, wanted, last or MOST)[::-1]
    here.give({"documents": [_told(one) for one in found]}, _as_table(found, here.w))


def _told(one: Document) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "code": one.code,
        "centre": one.centre,
        "issued_at": moment(one.issued_at),
        "happened_on": one.happened_on,
        "actor": one.actor,
        "party": one.party,
        "people": one.people,
        "status": one.status,
        "reverses": one.reverses,
        "reversed_by": one.reversed_by,
    }


def _facts(one: Document, prints: int, w: Words) -> str:
    pairs = [
        (w.t("Number"), one.number),
        (w.t("Kind"), term(DOCUMENTS, one.code, w)),
        (w.t("Centre"), one.centre),
        (w.t("Date"), w.date(one.happened_on)),
        (w.t("Issued"), w.when(one.issued_at)),
        (w.t("By"), one.actor),
        (w.t("To or from"), one.party),
        (w.t("People"), w.number(one.people) if one.people else ""),
        (w.t("Status"), term(DOCUMENT_STATUSES, one.status, w)),
        (w.t("Cancels"), one.reverses),
        (w.t("Cancelled by"), one.reversed_by),
        (w.t("Prints"), w.number(prints)),
    ]
    return facts(pairs, w)


def _lines_told(said: Issuing) -> list[dict[str, Any]]:
    """Of goods that moved with their lot and donation, where they were taken from and went."""
    if not isinstance(said, Moving):
        return [{"item": item, "quantity": quantity} for item, quantity in said.contents]
    along = said.road if isinstance(said, Carrying) else ()
    nowhere = {"lot": "", "expiry": "", "donation": "", "from": "", "to": ""}
    goods = [
        {
            "item": line.item,
            "quantity": line.quantity,
            "lot": lot.number,
            "expiry": lot.expiry,
            "donation": lot.donation,
            "from": line.source,
            "to": line.target,
        }
        for line in said.lines
        for lot in (read_lot(line.lot),)
    ]
    return [*goods, *({"item": tag, "quantity": 1, **nowhere} for tag in along)]


def _lines(said: Issuing, w: Words) -> str:
    columns = [Column(w.t("Item")), Column(w.t("Quantity"), figures=True)]
    if not isinstance(said, Moving):
        return table(columns, [(item, w.number(many)) for item, many in said.contents], w)
    columns += [Column(w.t("Lot")), Column(w.t("From")), Column(w.t("To"))]
    rows = [
        (
            *(line.item, w.number(line.quantity), read_lot(line.lot).number),
            *(place(line.source, w), place(line.target, w)),
        )
        for line in said.lines
    ]
    along = said.road if isinstance(said, Carrying) else ()
    rows += [(tag, w.number(1), "", "", "") for tag in along]
    return table(columns, rows, w)


def _as_table(found: Sequence[Document], w: Words) -> str:
    columns = [
        Column(w.t("Number")),
        Column(w.t("Kind")),
        Column(w.t("Date")),
        Column(w.t("Centre")),
        Column(w.t("To or from")),
        Column(w.t("By")),
        Column(w.t("Status")),
    ]
    rows = [
        (
            *(one.number, term(DOCUMENTS, one.code, w), w.date(one.happened_on), one.centre),
            *(one.party, one.actor, term(DOCUMENT_STATUSES, one.status, w)),
        )
        for one in found
    ]
    return table(columns, rows, w) or w.t("There is no document like this.")


# --- genuine or not -------------------------------------------------------------------------------


def check(
    ctx: typer.Context,
    paper: Annotated[
        str,
        typer.Argument(
            metavar="FILE|TEXT", help=N_("A photo, scan or PDF of the paper; or its code's text.")
        ),
    ],
) -> None:
    here: Session = ctx.obj
    with here.reading(free=True) as connection:
        verdicts = _verdicts(connection, here, paper)
    first, others = verdicts[0], verdicts[1:]
    told = _verdict(first)
    if others:
        told["others"] = [_verdict(one) for one in others]
    here.give(told, "\n\n".join(_shown(one, here.w) for one in verdicts))
    if not all(one.genuine for one in verdicts):
        raise EndedError(FALSE)


def _verdicts(connection: Connection, here: Session, paper: str) -> Sequence[Verdict]:
    """Of a file where there is one of that name, or it ends as such names do; else of a text."""
    path = Path(paper)
    named = path.suffix.lower() in FILES
    if paper and not paper.startswith(CODE_BEGINS) and (named or _is_there(path)):
        return check_file(connection, here.store.journal, path)
    return (check_text(connection, here.store.journal, paper),)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # longer than a name can be
        return False


def _verdict(one: Verdict) -> dict[str, Any]:
    return {
        "genuine": one.genuine,
        "reason": one.reason,
        "number": one.number,
        "statement": contents(one.statement) if one.statement else None,
        "cancelled_by": one.cancelled_by,
        "differences": [
            {"what": d.what, "paper": d.paper, "journal": d.journal} for d in one.differences
        ],
    }


def _signed_lines(said: Mapping[str, Any], w: Words) -> str:
    """What the code says, for people to compare with the print: lines, or totals by item."""
    lines = said.get("lines", ())
    columns = [Column(w.t("Item")), Column(w.t("Quantity"), figures=True)]
    return table(columns, [(line["item"], w.number(line["quantity"])) for line in lines], w)


def _shown(one: Verdict, w: Words) -> str:
    said: dict[str, Any] = contents(one.statement) if one.statement else {}
    pairs = [(w.t("Number"), one.number)]
    if "number" in said:
        pairs += [
            (w.t("Date"), w.date(str(said["happened_on"]))),
            (w.t("Centre"), str(said["centre"])),
            (w.t("To or from"), str(said["party"])),
            (w.t("People"), w.number(said["people"]) if said["people"] else ""),
            (w.t("Lines"), w.number(said["all_lines"])),
        ]
    pairs += [(w.t("Cancelled by"), one.cancelled_by)]
    columns = [Column(w.t("What")), Column(w.t("The paper says")), Column(w.t("The journal says"))]
    parts = [
        term(VERDICTS, one.reason, w),
        facts(pairs, w),
        _signed_lines(said, w),
        table(columns, [(difference_name(d, w), d.paper, d.journal) for d in one.differences], w),
    ]
    return "\n".join(part for part in parts if part)
