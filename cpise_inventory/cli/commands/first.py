"""init, demo."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cpise_inventory import config, joining
from cpise_inventory.cli import grammar, terminal
from cpise_inventory.cli.answers import FALSE, EndedError
from cpise_inventory.cli.commands.journal import proven, verdict
from cpise_inventory.cli.commands.people import drawn_password
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import facts, row
from cpise_inventory.demo import ADMIN, AUDITOR, CLERK, MANAGER, Step, files_of, run
from cpise_inventory.first_run import FirstRun, create_store
from cpise_inventory.identity import LETTERS
from cpise_inventory.language.words import N_, Words
from cpise_inventory.people.commands import sign_in_name

PEOPLE = (ADMIN, CLERK, MANAGER, AUDITOR)
NUMBER_WIDTH = len("NKC1-A-RD-2026-00017")


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
    letter: Annotated[
        str,
        typer.Option(
            "--letter",
            metavar="LETTER",
            help=N_(
                "A for the first workstation of the centre with books of its own, B for the second:"
                " numbers of its papers and tags begin so, and no two may have the same."
            ),
        ),
    ] = LETTERS[0],
) -> None:
    here: Session = ctx.obj
    name = user or here.user
    if not name:
        raise typer.BadParameter(here.w.t("the name of the first administrator is missing"))
    password = here.password(here.w.t("Password of {name}:", name=name), twice=True)
    first = FirstRun(grammar.code(centre), name, password, display, letter=letter)
    with create_store(here.address, first) as store:
        told = {
            "device": store.device,
            "centre": first.centre,
            "user": sign_in_name(name),
            "database": here.address.where,
        }
    w = here.w
    shown = [
        (w.t("Database"), w.isolate(told["database"])),
        (w.t("Workstation"), w.ltr(told["device"])),
        (w.t("Administrator"), w.isolate(told["user"])),
    ]
    here.give(told, facts(shown, w))


def join(
    ctx: typer.Context,
    *,
    centre: Annotated[
        str,
        typer.Option("--centre", metavar="CENTRE", help=N_("The centre of this workstation.")),
    ],
    letter: Annotated[
        str,
        typer.Option(
            "--letter",
            metavar="LETTER",
            help=N_("What its numbers have after the centre; else the first letter that is free."),
            show_default=False,
        ),
    ] = "",
) -> None:
    here, w = ctx.obj, ctx.obj.w
    device = joining.join(here.store, here.signed_in(), grammar.code(centre), letter)
    here.give({"device": device}, facts([(w.t("Workstation"), w.ltr(device))], w))


def demo(
    ctx: typer.Context,
    *,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help=N_("A new folder for all that it makes.")),
    ],
    small: Annotated[
        bool,
        typer.Option("--small", help=N_("One paper of each kind, and labels of one centre.")),
    ] = False,
) -> None:
    here: Session = ctx.obj
    given = here.environ.get(config.PASSWORD, "")
    steps: list[Step] = []

    def tell(step: Step) -> None:
        steps.append(step)
        if not here.answers.as_json:
            terminal.write(_line(step, here.w), sys.stdout)

    password = given or drawn_password()
    proof = run(out, password, here.w, tell, small=small)
    told = {
        "out": str(out),
        "password": "" if given else password,
        "steps": [{"text": _said(one, here.w), "document": one.document} for one in steps],
        "files": [str(path.relative_to(out)) for path in files_of(out)],
        **proven(proof),
    }
    w = here.w
    ends = [w.t("People: {names}", names=w.ltr(", ".join(PEOPLE)))]
    if not given:
        ends.append(w.t("Their password, drawn now: {password}", password=w.ltr(password)))
    ends.append(w.t("Everything is in {folder}", folder=w.isolate(str(out))))
    here.give(told, "\n".join(["", *ends, "", verdict(proof, proof.findings, w)]))
    if not proof.sound:
        raise EndedError(FALSE)


def _line(step: Step, w: Words) -> str:
    """One line of the table: the document, and what was done."""
    return row((step.document, _said(step, w)), (NUMBER_WIDTH, 0), w)


def _said(step: Step, w: Words) -> str:
    facts = {
        name: w.ltr(w.number(value)) if isinstance(value, int) else w.isolate(str(value))
        for name, value in step.facts.items()
    }
    return w.t(step.text, **facts) if facts else w.t(step.text)
