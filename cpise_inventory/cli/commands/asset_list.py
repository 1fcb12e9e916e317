"""asset show and list: one asset with its history, and the register."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import typer

from cpise_inventory.assets import queries
from cpise_inventory.assets.errors import UnknownAssetError
from cpise_inventory.assets.queries import Asset
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.options import OneCentre
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.identity import read_tag
from cpise_inventory.importing.kinds import category_code
from cpise_inventory.journal.event import Event
from cpise_inventory.language import terms
from cpise_inventory.language.kinds import KINDS
from cpise_inventory.language.money import money
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import N_, Words

TOLD = ("tag", "serial", "maker", "model", "category", "centre", "status", "condition", "custodian")
ALSO_TOLD = (
    *("donation", "custodian_kind", "due_on", "acquired_on", "labels", "workshop", "value"),
    *("currency", "warranty_until", "accessories", "notes", "owner", "title", "consent_until"),
)


def show(
    ctx: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help=N_("The tag, however typed."))],
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.asset_of(connection, read_tag(tag))
        if found is None:
            raise UnknownAssetError(tag)
        story = queries.history(connection, here.store.journal, found.tag)
    answer = {**told(found), "history": [_event(event) for event in story]}
    here.give(answer, f"{facts_of(found, here.w)}\n\n{_story(story, here.w)}")


def show_all(
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    status: Annotated[
        Literal[
            "in_storage",
            "in_use",
            "on_loan",
            "in_repair",
            "lost",
            "stolen",
            "to_dispose",
            "disposed",
            "cancelled",
        ]
        | None,
        typer.Option("--status", help=N_("Only those that are so.")),
    ] = None,
    category: Annotated[
        str,
        typer.Option(
            "--category", metavar="CATEGORY", help=N_("Only of this kind."), show_default=False
        ),
    ] = "",
    text: Annotated[
        str,
        typer.Option(
            "--find",
            metavar="TEXT",
            help=N_("In tag, serial number, make, model or holder."),
            show_default=False,
        ),
    ] = "",
    unlabelled: Annotated[
        bool, typer.Option("--unlabelled", help=N_("Only those without a printed label."))
    ] = False,
) -> None:
    here: Session = ctx.obj
    wanted = queries.Filter(
        centre=grammar.code(centre),
        status=status or "",
        category=category_code(category),
        text=text,
        unlabelled=unlabelled,
    )
    with here.reading() as connection:
        found = queries.assets(connection, wanted)
    here.give({"assets": [told(one) for one in found]}, _as_table(found, here.w))


def told(one: Asset) -> dict[str, Any]:
    facts = one._asdict() | {"accessories": one.accessories.splitlines()}
    return {name: facts[name] for name in (*TOLD, *ALSO_TOLD)}


def accessory_names(one: Asset, w: Words) -> list[str]:
    """In the reader's language those that are usual, as typed the others."""
    return [term(terms.ACCESSORIES, code, w) for code in one.accessories.splitlines()]


def _event(event: Event[Any]) -> dict[str, Any]:
    return {
        "device": event.device,
        "seq": event.seq,
        "recorded_at": moment(event.at),
        "happened_on": event.happened_on,
        "actor": event.actor,
        "kind": event.payload.kind,
        "document": event.payload.document,
    }


def _as_table(found: Sequence[Asset], w: Words) -> str:
    columns = [
        Column(w.t("Tag")),
        Column(w.t("Category")),
        Column(w.t("Make")),
        Column(w.t("Model")),
        Column(w.t("Serial number")),
        Column(w.t("Centre")),
        Column(w.t("Status")),
        Column(w.t("Condition")),
        Column(w.t("Custodian")),
    ]
    rows = [
        (
            *(one.tag, term(terms.CATEGORIES, one.category, w), one.maker, one.model, one.serial),
            *(one.centre, term(terms.STATUSES, one.status, w)),
            *(term(terms.CONDITIONS, one.condition, w), one.custodian),
        )
        for one in found
    ]
    return table(columns, rows, w) or w.t("There is no asset like this.")


def facts_of(one: Asset, w: Words) -> str:
    pairs = [
        (w.t("Tag"), one.tag),
        (w.t("Category"), term(terms.CATEGORIES, one.category, w)),
        (w.t("Make"), one.maker),
        (w.t("Model"), one.model),
        (w.t("Serial number"), one.serial),
        (w.t("Centre"), one.centre),
        (w.t("Status"), term(terms.STATUSES, one.status, w)),
        (w.t("Condition"), term(terms.CONDITIONS, one.condition, w)),
        (w.t("Custodian"), one.custodian),
        (w.t("Due on"), w.date(one.due_on) if one.due_on else ""),
        (w.t("Donation"), one.donation),
        (w.t("Received on"), w.date(one.acquired_on) if one.acquired_on else ""),
        (w.t("Workshop"), one.workshop),
        (w.t("Value"), money(one.value, one.currency, w)),
        (w.t("Warranty until"), w.date(one.warranty_until) if one.warranty_until else ""),
        (w.t("Accessories"), ", ".join(accessory_names(one, w))),
        (w.t("Owner"), one.owner),
        (w.t("Condition of title"), one.title),
        (w.t("Donor asked until"), w.date(one.consent_until) if one.consent_until else ""),
        (w.t("Notes"), one.notes),
        (w.t("Labels printed"), w.number(one.labels) if one.labels else ""),
    ]
    return facts(pairs, w)


def _story(story: Sequence[Event[Any]], w: Words) -> str:
    columns = [
        Column(w.t("Date")),
        Column(w.t("Who")),
        Column(w.t("What")),
        Column(w.t("Document")),
    ]
    rows = [
        (
            *(w.date(event.happened_on), event.actor, term(KINDS, event.payload.kind, w)),
            event.payload.document,
        )
        for event in story
    ]
    return table(columns, rows, w)
