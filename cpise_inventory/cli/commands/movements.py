"""stock movements, stock filters."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from sqlalchemy import Connection

from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.commands.filters import tell_filters
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre, Since, Until
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.clock import wall_clock
from cpise_inventory.exporting.lists import ENDINGS
from cpise_inventory.keeping import over
from cpise_inventory.language.words import N_, Words
from cpise_inventory.locations import centre_of
from cpise_inventory.movements.filters import EVERYTHING, Filter
from cpise_inventory.movements.kept import FILTERS, checked
from cpise_inventory.movements.queries import Movement, Register, Tally
from cpise_inventory.movements.telling import Names, described
from cpise_inventory.people.rights import Right

SHOWN = 50
"""Lines that people see without asking for more."""
CODES = ("centre", "place", "item", "donation", "document")


def _only(name: str, metavar: str, said: str) -> Any:
    return typer.Option(name, metavar=metavar, help=said, show_default=False)


def show(  # noqa: PLR0913 - the filters of the register, a parameter each
    ctx: typer.Context,
    *,
    since: Since = "",
    until: Until = "",
    period: Annotated[
        str,
        _only("--period", "month|last_month|year|last_year", N_("Of this period of today.")),
    ] = "",
    centre: OneCentre = "",
    storeroom: Annotated[
        str,
        _only("--storeroom", "CENTRE/CODE", N_("Into or out of this storeroom and its shelves.")),
    ] = "",
    item: Annotated[str, _only("--item", "ITEM", N_("Only this item."))] = "",
    category: Annotated[
        str, _only("--category", "CATEGORY", N_("Only items of this category."))
    ] = "",
    lot: Annotated[str, _only("--lot", "LOT", N_("Only the lot with this number."))] = "",
    donation: Annotated[
        str, _only("--donation", "DONATION", N_("Only goods of this donation."))
    ] = "",
    kind: Annotated[str, _only("--kind", "KIND", N_("Only of this kind: stock.received …"))] = "",
    actor: Annotated[str, _only("--actor", "NAME", N_("Only of this person."))] = "",
    document: Annotated[str, _only("--document", "NUMBER", N_("Only of this document."))] = "",
    recipient: Annotated[
        str, _only("--recipient", "TEXT", N_("Only to recipients with this in their name."))
    ] = "",
    recipient_kind: Annotated[
        str, _only("--recipient-kind", "unit|staff|group", N_("Only to recipients of this kind."))
    ] = "",
    state: Annotated[
        str,
        _only(
            "--state",
            "standing|cancelled",
            N_("Without what was cancelled, or nothing but that and what cancels it."),
        ),
    ] = "",
    text: Annotated[
        str, _only("--text", "TEXT", N_("Only lines that say this, whatever the accents."))
    ] = "",
    order: Annotated[
        str, _only("--order", "date|document", N_("By the date, or by the document."))
    ] = "",
    named: Annotated[
        str, _only("--filter", "NAME", N_("What is kept under this name; options go before it."))
    ] = "",
    keep_as: Annotated[
        str, _only("--keep-as", "NAME", N_("Keep these options under this name."))
    ] = "",
    last: Annotated[
        int | None,
        typer.Option("--last", metavar="N", min=1, help=N_("Only so many lines, the newest.")),
    ] = None,
    out: Annotated[
        Path | None,
        _only("--out", "FILE.(csv|xlsx|pdf)", N_("Write it to a file instead.")),
    ] = None,
) -> None:
    here: Session = ctx.obj
    said = Filter(
        period=period.strip(),
        first=grammar.iso_day(since),
        last=grammar.iso_day(until),
        centre=grammar.code(centre),
        place=grammar.code(storeroom),
        item=grammar.code(item),
        category=category.strip(),
        lot=lot.strip(),
        donation=grammar.code(donation),
        kind=kind.strip(),
        actor=actor.strip().lower(),
        document=grammar.code(document),
        recipient_kind=recipient_kind.strip(),
        recipient=recipient.strip(),
        state=state.strip(),
        text=text.strip(),
        order=order.strip() or EVERYTHING.order,
    )
    wanted = _wanted(here, said, named)
    if keep_as:
        with here.writing() as work:
            FILTERS.keep(work, keep_as, wanted)
    if out is not None:
        _write(here, wanted, out)
    else:
        _show(here, wanted, last)


def _wanted(here: Session, said: Filter, named: str) -> Filter:
    """What is asked for, over what was kept under a name. Raises what is wrong with it."""
    with here.reading() as connection:
        if not named:
            return checked(connection, said)
        base = FILTERS.named(connection, here.reader_name(), named)
        if said.first or said.last:
            base = msgspec.structs.replace(base, period="")
        return checked(connection, over(base, said, EVERYTHING))


# --- on the screen --------------------------------------------------------------------------------


def _show(here: Session, wanted: Filter, last: int | None) -> None:
    most = last if last or here.answers.as_json else SHOWN
    with here.reading() as connection:
        register = Register(connection, here.store.journal, wanted, here.today)
        lines, more = _newest(register, most)
        shown = _as_table(lines, Names(connection, here.w))
        tally = register.summed(lines)
    told = {
        "movements": [_told(line) for line in lines],
        "totals": {"lines": tally.lines, "received": tally.came, "issued": tally.went}
        if wanted.item
        else {"lines": tally.lines},
    }
    here.give(told, shown)
    if lines and wanted.item:
        here.answers.remark(_sum(tally, here.w))
    if more and not last:
        here.answers.remark(
            here.w.n(
                "The newest {count} line; --last N shows more.",
                "The newest {count} lines; --last N shows more.",
                len(lines),
            )
        )


def _newest(register: Register, most: int | None) -> tuple[list[Movement], bool]:
    """The newest lines, or all, in the order of the register; and whether there are more."""
    found: list[Movement] = []
    after = None
    while most is None or len(found) <= most:
        lines, after = register.page(after=after)
        found += lines
        if after is None:
            break
    more = most is not None and len(found) > most
    return found[:most][::-1], more


def _sum(tally: Tally, w: Words) -> str:
    return w.t(
        "Received: {received}. Issued: {issued}. What was cancelled is not counted.",
        received=w.ltr(w.number(tally.came)),
        issued=w.ltr(w.number(tally.went)),
    )


def _told(line: Movement) -> dict[str, object]:
    return {
        "happened_on": line.happened_on,
        "recorded_at": moment(line.recorded_at),
        "document": line.document,
        "kind": line.kind,
        "centre": line.centre,
        "item": line.item,
        "lot": line.number,
        "expiry": line.expiry,
        "donation": line.donation,
        "from": line.source,
        "to": line.target,
        "quantity": line.quantity,
        "recipient": line.whom if line.recipient_kind else "",
        "recipient_kind": line.recipient_kind,
        "actor": line.actor,
        "note": line.note,
        "reverses": line.reverses,
        "reversed_by": line.reversed_by,
        "device": line.device,
        "seq": line.seq,
        "line": line.line,
    }


def _as_table(lines: list[Movement], names: Names) -> str:
    w = names.w
    columns = [
        Column(w.t("Date")),
        Column(w.t("Document")),
        Column(w.t("Kind")),
        Column(w.t("Item")),
        Column(w.t("Lot")),
        Column(w.t("From")),
        Column(w.t("To")),
        Column(w.t("Quantity"), figures=True),
        Column(w.t("Recorded by")),
        Column(w.t("State")),
    ]
    rows = [
        (
            *(w.date(line.happened_on), line.document, names.kind(line), line.item, line.number),
            *(names.source(line, code=True), names.target(line, code=True)),
            *(w.number(line.quantity), line.actor, names.mark(line)),
        )
        for line in lines
    ]
    return table(columns, rows, w) or w.t("There is no movement like this.")


# --- to a file ------------------------------------------------------------------------------------


def _write(here: Session, wanted: Filter, out: Path) -> None:
    from cpise_inventory.exporting.movements import write_movements  # noqa: PLC0415 - for files alone

    ending(out, ENDINGS)
    here.require(Right.EXPORT)
    centre = wanted.centre or centre_of(wanted.place) or here.store.device.rpartition("-")[0]
    with here.reading() as connection, here.progress(here.w.t("Exporting")) as say:
        register = Register(connection, here.store.journal, wanted, here.today)
        rows = write_movements(register, out, here.w, centre, here.reader_name(), wall_clock(), say)
    said = here.w.n("{count} line written.", "{count} lines written.", rows)
    here.give({"written": rows, "file": str(out)}, said)


# --- what is kept ---------------------------------------------------------------------------------


def show_filters(
    ctx: typer.Context,
    *,
    forget: Annotated[str, _only("--forget", "NAME", N_("Forget this one first."))] = "",
) -> None:
    here: Session = ctx.obj

    def in_words(wanted: Filter, connection: Connection) -> list[tuple[str, str]]:
        return list(described(wanted, Names(connection, here.w), here.today))

    tell_filters(here, FILTERS, forget, in_words)
