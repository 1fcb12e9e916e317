"""asset register, assign, return, condition, show, list."""

import dataclasses
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

import typer
from sqlalchemy import Connection

from cpise_inventory.assets import commands
from cpise_inventory.assets.categories import MOST_AT_ONCE
from cpise_inventory.assets.commands import (
    Correction,
    Handover,
    Newcomer,
    Registration,
    Title,
)
from cpise_inventory.catalogue import queries as catalogue
from cpise_inventory.catalogue.commands import UnknownDonationError
from cpise_inventory.cli import grammar
from cpise_inventory.cli.commands.asset_list import facts_of, told
from cpise_inventory.cli.options import Centre, Currency, Happened, Paper, Remarks, StandsIn
from cpise_inventory.cli.session import Session
from cpise_inventory.importing.kinds import accessory_of, category_code, condition_of
from cpise_inventory.language.money import CURRENCIES, parse_money
from cpise_inventory.language.words import N_

Tags = Annotated[list[str], typer.Argument(metavar="TAG …", help=N_("Tags, however typed."))]


class Clearable(StrEnum):
    """An enumeration, since typer takes no list of literals."""

    SERIAL = "serial"
    MAKER = "maker"
    VALUE = "value"
    WARRANTY = "warranty"
    ACCESSORIES = "accessories"
    NOTES = "notes"
    OWNER = "owner"
    TITLE = "title"
    CONSENT_UNTIL = "consent-until"


EMPTY: Final[Mapping[str, Any]] = {Clearable.VALUE: 0, Clearable.ACCESSORIES: ()}
"""What is empty other than by an empty text."""
ITS_FIELDS: Final = {"warranty": "warranty_until", "acquired": "acquired_on"}
ITS_TITLES: Final = {"owner": "owner", "title": "condition", "consent-until": "consent_until"}
"""Options -> fields of what is said of an asset, where they differ, and of its title."""
Value = Annotated[
    str,
    typer.Option(
        "--value", metavar="AMOUNT", help=N_("What one of them is worth."), show_default=False
    ),
]
Warranty = Annotated[
    str,
    typer.Option(
        "--warranty", metavar="DATE", help=N_("Until when it is guaranteed."), show_default=False
    ),
]
Accessories = Annotated[
    list[str] | None,
    typer.Option("--accessory", metavar="TEXT", help=N_("What belongs with it. Once for each.")),
]
Notes = Annotated[
    str, typer.Option("--notes", metavar="TEXT", help=N_("Notes."), show_default=False)
]
Owner = Annotated[
    str,
    typer.Option(
        "--owner",
        metavar="NAME",
        help=N_("Whose it is, if not the establishment’s."),
        show_default=False,
    ),
]
TitleSays = Annotated[
    str,
    typer.Option(
        "--title", metavar="TEXT", help=N_("On which condition it was given."), show_default=False
    ),
]
Acquired = Annotated[
    str,
    typer.Option(
        "--acquired",
        metavar="DATE",
        help=N_("When it was acquired, if that was before it came."),
        show_default=False,
    ),
]
ConsentUntil = Annotated[
    str,
    typer.Option(
        "--consent-until",
        metavar="DATE",
        help=N_("Until when the donor is asked before it is disposed of."),
        show_default=False,
    ),
]


def register(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    *,
    centre: Centre,
    category: Annotated[
        str,
        typer.Option(
            "--category", metavar="CATEGORY", help=N_("laptop, desktop, screen, printer, ups …")
        ),
    ],
    maker: Annotated[str, typer.Option("--maker", metavar="TEXT", help=N_("Who made it."))],
    model: Annotated[str, typer.Option("--model", metavar="TEXT", help=N_("The model."))],
    serial: Annotated[
        list[str] | None,
        typer.Option(
            "--serial", metavar="TEXT", help=N_("The maker's serial number. Once for each one.")
        ),
    ] = None,
    count: Annotated[
        int,
        typer.Option(
            "--count",
            metavar="N",
            min=0,
            max=MOST_AT_ONCE,
            help=N_("How many that have no serial number, such as chairs."),
            show_default=False,
        ),
    ] = 0,
    donation: Annotated[
        str,
        typer.Option("--donation", metavar="DONATION", help=N_("Code of the donation or donor.")),
    ],
    tag: Annotated[
        list[str] | None,
        typer.Option(
            "--tag",
            metavar="TAG",
            help=N_("A blank tag that sticks on it already. Once for each, in the same order."),
        ),
    ] = None,
    condition: Annotated[
        str,
        typer.Option("--condition", metavar="CONDITION", help=N_("new, good, fair, poor, broken.")),
    ] = "new",
    value: Value = "",
    currency: Currency = "MRU",
    warranty: Warranty = "",
    accessory: Accessories = None,
    notes: Notes = "",
    acquired: Acquired = "",
    owner: Owner = "",
    title: TitleSays = "",
    consent_until: ConsentUntil = "",
    delivery: Annotated[
        str,
        typer.Option(
            "--delivery",
            metavar="NUMBER",
            help=N_("The goods received note of what else came with them."),
            show_default=False,
        ),
    ] = "",
    storeroom: StandsIn = "",
    paper: Paper = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    if not serial and not count:
        said = here.w.t("Say the serial numbers, or with --count how many have none.")
        raise typer.BadParameter(said)
    kind = category_code(category)
    paid = parse_money(value) if value else 0
    until, since = grammar.iso_day(warranty), grammar.iso_day(acquired)
    with_it = tuple(accessory_of(one) for one in accessory or ())
    how = condition_of(condition) or condition.strip().lower()
    about = (maker, model, kind, how, paid, currency, until, with_it, notes, since)
    day = grammar.day(date)
    with here.writing() as work:
        donor, given = _giver(work.connection, grammar.code(donation))
        wanted = Registration(
            centre=grammar.code(centre),
            donor=donor,
            donation=given,
            assets=[Newcomer(one, *about) for one in (*(serial or ()), *[""] * count)],
            paper=paper,
            remarks=remarks,
            title=Title(owner, title, grammar.iso_day(consent_until)),
            happened_on=day,
            delivery=delivery,
            tags=tag or (),
            storeroom=grammar.code(storeroom),
        )
        _, tags = commands.register(work, wanted)
    answer = {"assets": tags, "document": work.issued[-1], "documents": list(work.issued)}
    here.give(answer, "\n".join(tags))


def _giver(connection: Connection, code: str) -> tuple[str, str]:
    """Donor and donation. A donor's own code stands for what it gives without an agreement."""
    for donation in catalogue.donations(connection):
        if donation.code == code:
            return donation.donor, code
    if catalogue.donor(connection, code) is not None:
        return code, ""
    raise UnknownDonationError(code)


def assign(
    ctx: typer.Context,
    tag: Tags,
    *,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help=N_("The unit or staff member."))],
    to_kind: Annotated[
        Literal["unit", "staff"], typer.Option("--to-kind", help=N_("What the custodian is."))
    ],
    due: Annotated[
        str,
        typer.Option(
            "--due",
            metavar="DATE",
            help=N_("A loan: the day on which it is to come back."),
            show_default=False,
        ),
    ] = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    wanted = Handover(
        tags=once(tag),
        recipient=to,
        recipient_kind=to_kind,
        due_on=grammar.day(due),
        remarks=remarks,
        happened_on=grammar.day(date),
    )
    with here.writing() as work:
        commands.assign(work, wanted)
    here.issued(work)


def take_back(
    ctx: typer.Context,
    tag: Tags,
    *,
    how: Annotated[
        Literal["new", "good", "fair", "poor", "broken"] | None,
        typer.Option("--is", help=N_("Its condition now, if it has changed.")),
    ] = None,
    missing: Annotated[
        str,
        typer.Option(
            "--missing",
            metavar="TEXT",
            help=N_("Accessories that did not come back."),
            show_default=False,
        ),
    ] = "",
    storeroom: StandsIn = "",
    remarks: Remarks = "",
    date: Happened = "",
) -> None:
    here: Session = ctx.obj
    day = grammar.day(date)
    said = {"condition": how or "", "missing": missing, "storeroom": grammar.code(storeroom)}
    with here.writing() as work:
        commands.take_back(work, once(tag), remarks, day, **said)
    here.issued(work)


def describe(  # noqa: PLR0913 - what can be said of an asset, a parameter each
    ctx: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help=N_("The tag, however typed."))],
    *,
    category: Annotated[str | None, typer.Option("--category", metavar="CATEGORY")] = None,
    maker: Annotated[str | None, typer.Option("--maker", metavar="TEXT")] = None,
    model: Annotated[str | None, typer.Option("--model", metavar="TEXT")] = None,
    serial: Annotated[str | None, typer.Option("--serial", metavar="TEXT")] = None,
    value: Value = "",
    currency: Currency = "",
    warranty: Warranty = "",
    accessory: Accessories = None,
    notes: Notes = "",
    acquired: Acquired = "",
    owner: Owner = "",
    title: TitleSays = "",
    consent_until: ConsentUntil = "",
    clear: Annotated[
        list[Clearable] | None,
        typer.Option("--clear", help=N_("What is said of it no more. Once for each field.")),
    ] = None,
) -> None:
    """What isn't said stays as it is."""
    here: Session = ctx.obj
    said = {
        "category": category_code(category) if category else None,
        "maker": maker,
        "model": model,
        "serial": serial,
        "value": parse_money(value) if value else None,
        "currency": currency or None,
        "warranty": grammar.iso_day(warranty) or None,
        "accessories": tuple(map(accessory_of, accessory)) if accessory else None,
        "notes": notes or None,
        "acquired": grammar.iso_day(acquired) or None,
        "owner": owner or None,
        "title": title or None,
        "consent-until": grammar.iso_day(consent_until) or None,
    }
    for field in clear or ():
        if said[field] is not None:
            raise typer.BadParameter(here.w.t("{field} is both said and cleared.", field=field))
        said[field] = EMPTY.get(field, "")
    with here.writing() as work:
        before = commands.as_described(commands.known_asset(work, tag))
        commands.describe(work, _corrected(before, said))
        found = commands.known_asset(work, tag)
    here.give(told(found), facts_of(found, here.w))


def _corrected(before: Correction, said: Mapping[str, Any]) -> Correction:
    """By the names of the options; None leaves a field as it is."""
    anew = {ITS_FIELDS.get(name, name): value for name, value in said.items() if value is not None}
    title = {ITS_TITLES[name]: anew.pop(name) for name in ITS_TITLES if name in anew}
    asset = dataclasses.replace(before.asset, **anew)
    if asset.value and not asset.currency:
        asset = dataclasses.replace(asset, currency=CURRENCIES[0])
    return Correction(before.tag, asset, dataclasses.replace(before.title, **title))


def condition(
    ctx: typer.Context,
    tag: Tags,
    *,
    how: Annotated[
        Literal["new", "good", "fair", "poor", "broken"],
        typer.Option("--is", help=N_("The condition that it is in.")),
    ],
    remarks: Remarks = "",
) -> None:
    here: Session = ctx.obj
    tags = once(tag)
    with here.writing() as work:
        commands.note_condition(work, tags, how, remarks)
    here.give({"assets": tags, "condition": how}, "\n".join(tags))


def once(typed: Sequence[str]) -> list[str]:
    """The tags as they are written, each once.

    What can't be read is left to the command, which says what may have been meant.
    """
    return list(dict.fromkeys(grammar.tag(one) for one in typed))
