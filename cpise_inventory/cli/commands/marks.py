"""labels marks list, set, remove."""

from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory.cli.refusals import OwnerNotNamedError
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, table
from cpise_inventory.language.words import N_
from cpise_inventory.paper.marks import mark_in
from cpise_inventory.stationery import commands
from cpise_inventory.stationery.queries import DONATION, DONOR, marks

Donor = Annotated[
    str,
    typer.Option(
        "--donor",
        metavar="DONOR",
        help=N_("Code of the donor whose mark it is."),
        show_default=False,
    ),
]
Donation = Annotated[
    str,
    typer.Option(
        "--donation",
        metavar="DONATION",
        help=N_("Code of the donation, if its things bear another mark."),
        show_default=False,
    ),
]


def show_all(ctx: typer.Context) -> None:
    here: Session = ctx.obj
    w = here.w
    with here.reading() as connection:
        found = marks(connection)
    told = [
        {"of": kind, "code": code, "width": mark.width, "height": mark.height}
        for kind, code, mark in found
    ]
    names = {DONOR: w.t("Donor"), DONATION: w.t("Donation")}
    rows = [
        (names.get(kind, kind), code, w.ltr(f"{mark.width} × {mark.height}"))
        for kind, code, mark in found
    ]
    columns = [Column(w.t("Whose")), Column(w.t("Code")), Column(w.t("Pixels"), figures=True)]
    here.give({"marks": told}, table(columns, rows, w))


def set_one(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.(png|svg)", help=N_("The picture of the mark."))
    ],
    *,
    donor: Donor = "",
    donation: Donation = "",
) -> None:
    here: Session = ctx.obj
    kind, code = _owner(donor, donation)
    mark = mark_in(file)
    with here.writing() as work:
        commands.set_mark(work, kind, code, mark)
    told = {"of": kind, "code": code.upper(), "width": mark.width, "height": mark.height}
    here.give(told, here.w.ltr(f"{code.upper()}  {mark.width} × {mark.height}"))


def remove(ctx: typer.Context, *, donor: Donor = "", donation: Donation = "") -> None:
    here: Session = ctx.obj
    kind, code = _owner(donor, donation)
    with here.writing() as work:
        commands.remove_mark(work, kind, code)
    here.give({"of": kind, "code": code.upper()}, here.w.ltr(code.upper()))


def _owner(donor: str, donation: str) -> tuple[str, str]:
    if bool(donor) == bool(donation):
        raise OwnerNotNamedError
    return (DONOR, donor) if donor else (DONATION, donation)
