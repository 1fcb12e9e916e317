"""write-off totals."""

from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory.cli import grammar
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre, Since, Until
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.clock import wall_clock
from cpise_inventory.language.money import money
from cpise_inventory.language.terms import LOSS_REASONS, term
from cpise_inventory.language.words import N_
from cpise_inventory.losses.telling import BESIDE, NONE, sums_said
from cpise_inventory.losses.totals import Losses, Sum, Total, losses
from cpise_inventory.movements.filters import Filter
from cpise_inventory.movements.kept import checked
from cpise_inventory.movements.telling import Names
from cpise_inventory.people.rights import Right

ENDINGS = ("csv", "xlsx", "pdf")


def totals(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    since: Since = "",
    until: Until = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE.(csv|xlsx|pdf)",
            help=N_("Write it to a file instead."),
            show_default=False,
        ),
    ] = None,
) -> None:
    here: Session = ctx.obj
    said = Filter(
        centre=grammar.code(centre), first=grammar.iso_day(since), last=grammar.iso_day(until)
    )
    if out is not None:
        ending(out, ENDINGS)
        here.require(Right.EXPORT)
    with here.reading() as connection:
        found = losses(connection, checked(connection, said), here.today)
        shown = _as_table(found, Names(connection, here.w))
        if out is not None:
            _write(here, found, out)
            return
    told = {
        "totals": [_told(one) for one in found.totals],
        "by_reason": [_summed(one) for one in found.sums],
    }
    here.give(told, shown)
    if found.totals:
        here.answers.remark(here.w.t(BESIDE))


def _write(here: Session, found: Losses, out: Path) -> None:
    from cpise_inventory.exporting.losses import write_losses  # noqa: PLC0415 - for files alone
    from cpise_inventory.printing.loss_totals import LossesPaper  # noqa: PLC0415 - as above

    reader = here.reader()
    about = (here.store.device.rpartition("-")[0], reader.name if reader else "", wall_clock())
    with here.store.read() as connection:
        listed = LossesPaper(connection, here.store.journal, found, *about)
        rows = write_losses(listed, out, here.w)
    said = here.w.n("{count} line written.", "{count} lines written.", rows)
    here.give({"written": rows, "file": str(out)}, said)


def _told(one: Total) -> dict[str, object]:
    return {
        "reason": one.why,
        "item": one.item,
        "quantity": one.quantity,
        "waiting": one.waiting,
        "documents": one.papers,
        "unit_value": one.value,
        "value": one.worth,
        "currency": one.currency,
    }


def _summed(one: Sum) -> dict[str, object]:
    return {
        "reason": one.why,
        "quantity": one.quantity,
        "waiting": one.waiting,
        "values": dict(one.worth.sums),
        "without_value": one.worth.unvalued,
    }


def _as_table(found: Losses, names: Names) -> str:
    w = names.w
    columns = [
        Column(w.t("Reason")),
        Column(w.t("Item")),
        Column(w.t("Designation")),
        Column(w.t("Written off"), figures=True),
        Column(w.t("To be decided"), figures=True),
        Column(w.t("Value"), figures=True),
    ]
    rows = [
        (
            *(term(LOSS_REASONS, one.why, w), one.item, names.item(one.item)),
            *(w.number(one.quantity), w.number(one.waiting)),
            money(one.worth, one.currency, w),
        )
        for one in found.totals
    ]
    if not rows:
        return w.t(NONE)
    sums = (w.t("{name}: {value}", name=name, value=said) for name, said in sums_said(found, w))
    return "\n".join((table(columns, rows, w), "", *sums))
