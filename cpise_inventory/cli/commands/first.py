"""init, demo."""

from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory import config
from cpise_inventory.cli import grammar
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import facts
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.language.words import N_


def init(
    ctx: typer.Context,
    *,
    centre: Annotated[
        str,
        typer.Option("--centre", metavar="CENTRE", help=N_("The centre of this workstation.")),
    ],
    user: Annotated[
        str,
        typer.Option(
            "--user",
            metavar="NAME",
            envvar=config.USER,
            help=N_("Sign-in name of the first administrator; the password as for --user."),
        ),
    ] = "",
    display: Annotated[
        str,
        typer.Option(
            "--display", metavar="NAME", help=N_("The name as papers show it."), show_default=False
        ),
    ] = "",
) -> None:
    here: Session = ctx.obj
    name = user or here.user
    if not name:
        raise typer.BadParameter(here.w.t("the name of the first administrator is missing"))
    password = here.password(here.w.t("Password of {name}:", name=name), twice=True)
    first = FirstRun(grammar.code(centre), name, password, display)
    with create_store(here.address, first) as store:
        told = {
            "device": store.device,
            "centre": first.centre,
            "user": name,
            "database": here.address.where,
        }
    w = here.w
    shown = [
        (w.t("Database"), w.isolate(told["database"])),
        (w.t("Workstation"), w.ltr(told["device"])),
        (w.t("Administrator"), w.isolate(name)),
    ]
    here.give(told, facts(shown, w))


def demo(
    ctx: typer.Context,
    *,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help=N_("A new folder for all that it makes.")),
    ],
    small: Annotated[bool, typer.Option("--small", help=N_("One centre's part only."))] = False,
) -> None:
    raise NotImplementedError
