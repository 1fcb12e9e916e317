"""plan ask."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from cpise_inventory.catalogue.donors import known_donor
from cpise_inventory.cli import grammar
from cpise_inventory.cli.commands.plan import How, Over, centres_of, names_of, rounded
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.clock import wall_clock
from cpise_inventory.exporting import ask_csv, ask_xlsx, write_file
from cpise_inventory.language.words import N_, Words
from cpise_inventory.people.rights import Right
from cpise_inventory.planning import queries, telling
from cpise_inventory.planning.asking import Ahead, AskList, Need
from cpise_inventory.printing.letters import Letter
from cpise_inventory.printing.papers import pdf

ENDINGS = ("csv", "xlsx", "pdf")


def ask(  # noqa: PLR0913 - what an ask list is made of, a parameter each
    ctx: typer.Context,
    *,
    months: Annotated[
        int, typer.Option("--months", metavar="N", help=N_("For so many months from today on."))
    ],
    persons: Annotated[
        int | None,
        typer.Option(
            "--persons",
            metavar="N",
            min=1,
            help=N_("For so many persons; without it, those of an average month on the receipts."),
            show_default=False,
        ),
    ] = None,
    centre: OneCentre = "",
    over: Over = queries.USUAL_PERIOD,
    how: How = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE.(csv|xlsx|pdf)",
            help=N_("Write the list to a table, or as a letter to a donor."),
        ),
    ] = None,
    donor: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="DONOR",
            help=N_("PDF only: code of the donor whom the letter is for."),
            show_default=False,
        ),
    ] = "",
) -> None:
    here: Session = ctx.obj
    if out:
        ending(out, ENDINGS)
        here.require(Right.EXPORT)
    with here.reading() as connection:
        where = centres_of(connection, centre)
        found = queries.ask_list(connection, Ahead(here.today, months), where, persons, over)
        called = names_of(connection, here.w)
        if out:
            to = known_donor(connection, grammar.code(donor)).code if donor else ""
            _write_list(here, connection, found, out, to)
    answer = _list_told(found, here.w) | ({"file": str(out)} if out else {})
    here.give(answer, _list_text(found, called, here.w, how=how))


def _write_list(
    here: Session, connection: Connection, found: AskList, out: Path, donor: str
) -> None:
    kind = ending(out, ENDINGS)
    if kind == "csv":
        ask_csv(connection, out, here.w, found)
    elif kind == "xlsx":
        ask_xlsx(connection, out, here.w, found)
    else:
        reader = here.reader()
        letter = Letter(connection, here.store.journal, found, donor, wall_clock())
        write_file(out, pdf((letter.paper(here.w.code, reader.display if reader else ""),)))


def _list_told(found: AskList, w: Words) -> dict[str, object]:
    ahead = found.ahead
    return {
        "from": ahead.today.isoformat(),
        "to": ahead.last.isoformat(),
        "months": ahead.months,
        "persons": found.asked.persons,
        "persons_are": telling.persons_said(found, w),
        "centres": list(found.centres),
        "ask": [_need_told(one, telling.how_asked(one, found, w)) for one in found.needs],
    }


def _list_text(found: AskList, called: Mapping[str, str], w: Words, *, how: bool) -> str:
    head = [telling.ahead_said(found.ahead, w), telling.persons_said(found, w)]
    if not how:
        return "\n".join([*head, "", _need_table(found.needs, called, w)])
    hows = [
        [called.get(one.item, one.item), *telling.how_asked(one, found, w)] for one in found.needs
    ]
    return "\n\n".join("\n".join(part) for part in (head, *hows))


def _need_told(one: Need, how: list[str]) -> dict[str, object]:
    ration = one.ration
    return {
        "item": one.item,
        "basis": str(one.basis),
        "per_month": rounded(one.monthly),
        "needed": one.needed,
        "covered": one.covered,
        "on_the_road": one.on_road,
        "to_ask": one.missing,
        "doubtful": one.is_doubtful,
        "ration": ration.amount if ration else None,
        "ration_unit": ration.unit if ration else "",
        "source": ration.source if ration else "",
        "how": how,
    }


def _need_table(found: Iterable[Need], called: Mapping[str, str], w: Words) -> str:
    columns = [
        Column(w.t("Item")),
        Column(w.t("Designation")),
        Column(w.t("Per month"), figures=True),
        Column(w.t("Needed"), figures=True),
        Column(w.t("There"), figures=True),
        Column(w.t("On the road"), figures=True),
        Column(w.t("To ask for"), figures=True),
        Column(w.t("Reckoned from")),
    ]
    rows = [
        (
            *(one.item, called.get(one.item, ""), w.decimal(float(one.monthly))),
            *(w.number(one.needed), w.number(one.covered), w.number(one.on_road)),
            *(w.number(one.missing), w.t(telling.BASES[one.basis])),
        )
        for one in found
    ]
    return table(columns, rows, w) or w.t("Nothing is needed, as far as anybody can tell.")
