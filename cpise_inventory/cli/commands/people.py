"""user add, list, role, password, disable; device show."""

import secrets
import string
from typing import Annotated

import typer

from cpise_inventory import config
from cpise_inventory.catalogue.queries import devices
from cpise_inventory.cli import terminal
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.exchange.fingerprints import fingerprint, grouped
from cpise_inventory.journal.queries import Filter, entries
from cpise_inventory.language.terms import ROLES, term
from cpise_inventory.language.words import N_
from cpise_inventory.people import commands
from cpise_inventory.people.commands import sign_in_name
from cpise_inventory.people.queries import persons
from cpise_inventory.people.rights import Role

DRAWN_LETTERS = 14
LETTERS = string.ascii_lowercase.replace("l", "") + string.digits.replace("0", "").replace("1", "")
Name = Annotated[str, typer.Argument(metavar="NAME", help=N_("The sign-in name."))]


def drawn_password() -> str:
    """Some 70 bits, without letters that are taken for figures."""
    return "".join(secrets.choice(LETTERS) for _ in range(DRAWN_LETTERS))


def add(
    ctx: typer.Context,
    name: Name,
    *,
    role: Annotated[Role, typer.Option("--role", help=N_("What the person may do."))],
    display: Annotated[
        str,
        typer.Option(
            "--display", metavar="NAME", help=N_("The name as papers show it."), show_default=False
        ),
    ] = "",
) -> None:
    here: Session = ctx.obj
    _ = here.signed_in()
    password, drawn = _new_password(here, name)
    with here.writing() as work:
        commands.add_person(work, name, role, password, display)
    told = {"user": sign_in_name(name), "role": role.value}
    here.give(told | ({"password": password} if drawn else {}), password if drawn else "")


def _new_password(here: Session, name: str) -> tuple[str, bool]:
    """The password for somebody's account, and whether it was drawn here.

    From the environment, else asked on the terminal, else drawn and printed, for there is nobody
    to ask.
    """
    if not here.environ.get(config.NEW_PASSWORD) and not terminal.can_ask():
        return drawn_password(), True
    prompt = here.w.t("New password of {name}:", name=name)
    return here.password(prompt, config.NEW_PASSWORD, twice=True), False


def show_all(ctx: typer.Context) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading() as connection:
        found = persons(connection, closed=True)
    told = [
        {"name": p.name, "display": p.display, "role": p.role.value, "closed_on": p.closed_on}
        for p in found
    ]
    columns = [
        Column(w.t("Sign-in name")),
        Column(w.t("Name")),
        Column(w.t("Role")),
        Column(w.t("Closed on")),
    ]
    rows = [
        (p.name, p.display, term(ROLES, p.role, w), w.date(p.closed_on) if p.closed_on else "")
        for p in found
    ]
    here.give({"users": told}, table(columns, rows, w) or w.t("There is no account."))


def role(
    ctx: typer.Context,
    name: Name,
    new: Annotated[
        Role | None, typer.Argument(metavar="ROLE", help=N_("The role from now on."))
    ] = None,
    *,
    also: Annotated[Role | None, typer.Option("--role", help=N_("The same."))] = None,
) -> None:
    here: Session = ctx.obj
    wanted = new or also
    if wanted is None:
        raise typer.BadParameter(here.w.t("the role is missing"))
    with here.writing() as work:
        commands.change_role(work, name, wanted)
    here.give({"user": sign_in_name(name), "role": wanted.value}, term(ROLES, wanted, here.w))


def password(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help=N_("Whose; else one's own."), show_default=False)
    ] = "",
) -> None:
    here: Session = ctx.obj
    person = here.signed_in()
    whose = name or person.name
    new, drawn = _new_password(here, whose)
    with here.writing() as work:
        commands.change_password(work, whose, new)
    told = {"user": sign_in_name(whose)}
    here.give(told | ({"password": new} if drawn else {}), new if drawn else "")


def disable(
    ctx: typer.Context,
    name: Name,
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=N_("Why."), show_default=False)
    ] = "",
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        commands.close_person(work, name, reason)
    here.give({"user": sign_in_name(name)})


def device(ctx: typer.Context) -> None:
    here, w = ctx.obj, ctx.obj.w
    with here.reading(free=True) as connection:
        store = here.store
        known = {one.device: one for one in devices(connection)}
        newest = entries(connection, Filter(device=store.device), 1) if store.device else []
    own = known.get(store.device)
    told = {
        "device": store.device,
        "centre": own.centre if own else "",
        "name": own.name if own else "",
        "public_key": own.public_key if own else "",
        "fingerprint": fingerprint(own.device, bytes.fromhex(own.public_key)) if own else "",
        "events": newest[0].seq if newest else 0,
        "database": store.address.where,
        "devices": sorted(known),
    }
    pairs = [
        (w.t("Workstation"), w.ltr(store.device) or w.t("none: this database is only read here")),
        (w.t("Centre"), told["centre"]),
        (w.t("Name"), told["name"]),
        (w.t("Public key"), told["public_key"]),
        (w.t("Check number"), w.ltr(grouped(told["fingerprint"]))),
        (w.t("Events"), w.number(told["events"])),
        (w.t("Database"), store.address.where),
        (w.t("Known workstations"), w.join(sorted(known))),
    ]
    here.give(told, facts(pairs, w))
