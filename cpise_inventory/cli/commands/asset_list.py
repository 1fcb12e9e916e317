"""asset show and list: one asset with its history, and the register."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from cpise_inventory.asset_filters import EVERYTHING, Filter
from cpise_inventory.assets import queries
from cpise_inventory.assets.conditions import holding
from cpise_inventory.assets.errors import UnknownAssetError
from cpise_inventory.assets.finding import Pages
from cpise_inventory.assets.kept import FILTERS, checked
from cpise_inventory.assets.queries import Asset
from cpise_inventory.assets.telling import Names, described, fields, ranks
from cpise_inventory.campaigns.queries import presence
from cpise_inventory.cli import grammar
from cpise_inventory.cli.answers import moment
from cpise_inventory.cli.commands.filters import tell_filters
from cpise_inventory.cli.files import ending
from cpise_inventory.cli.options import OneCentre
from cpise_inventory.cli.session import Session
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.clock import wall_clock
from cpise_inventory.exporting.lists import ENDINGS
from cpise_inventory.importing.kinds import category_code
from cpise_inventory.journal.event import Event
from cpise_inventory.keeping import over
from cpise_inventory.language import terms
from cpise_inventory.language.asset_stories import story_sentence
from cpise_inventory.language.money import money, parse_money, sums_said
from cpise_inventory.language.sightings import presence_text
from cpise_inventory.language.terms import term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.people.rights import Right
from cpise_inventory.slips import known_tag

TOLD = ("tag", "serial", "maker", "model", "category", "centre", "status", "condition", "custodian")
ALSO_TOLD = (
    *("donation", "custodian_kind", "due_on", "acquired_on", "labels", "workshop", "value"),
    *("currency", "warranty_until", "accessories", "notes", "owner", "title", "consent_until"),
    *("waybill", "repairs"),
)


def show(
    ctx: typer.Context,
    tag: Annotated[str, typer.Argument(metavar="TAG", help=N_("The tag, however typed."))],
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = queries.asset_of(connection, known_tag(connection, tag))
        if found is None:
            raise UnknownAssetError(tag)
        story = queries.history(connection, here.store.journal, found.tag)
        seen = presence(connection, found.tag)
    answer = {
        **told(found),
        "last_seen": seen._asdict() if seen else None,
        "history": [_event(event) for event in story],
    }
    facts_said = facts_of(found, here.w, presence_text(seen, here.w))
    here.give(answer, f"{facts_said}\n\n{_story(story, found.tag, here.w)}")


def _only(name: str, metavar: str, said: str) -> Any:
    return typer.Option(name, metavar=metavar, help=said, show_default=False)


def show_all(  # noqa: PLR0913 - what the register can be narrowed by, a parameter each
    ctx: typer.Context,
    *,
    centre: OneCentre = "",
    status: Annotated[
        str, _only("--status", "STATUS", N_("Only those that are so: in_storage, on_loan, lost …"))
    ] = "",
    category: Annotated[str, _only("--category", "CATEGORY", N_("Only of this kind."))] = "",
    condition: Annotated[
        str, _only("--condition", "new|good|fair|poor|broken", N_("Only in this condition."))
    ] = "",
    holder: Annotated[
        str, _only("--holder", "TEXT", N_("Only with whoever has this in their name."))
    ] = "",
    donor: Annotated[str, _only("--donor", "DONOR", N_("Only from this donor."))] = "",
    donation: Annotated[str, _only("--donation", "DONATION", N_("Only of this donation."))] = "",
    older: Annotated[
        int, typer.Option("--older", metavar="YEARS", help=N_("Received so long ago or longer."))
    ] = 0,
    younger: Annotated[
        int, typer.Option("--younger", metavar="YEARS", help=N_("Received less long ago."))
    ] = 0,
    warranty: Annotated[
        str, _only("--warranty", "past|DAYS", N_("Whose warranty has ended, or ends within days."))
    ] = "",
    due: Annotated[
        str, _only("--due", "past|DAYS", N_("Due back before today, or within so many days."))
    ] = "",
    value: Annotated[
        str, _only("--value", "AMOUNT", N_("Worth at least so much; with --currency."))
    ] = "",
    currency: Annotated[
        str, _only("--currency", "MRU|EUR|USD", N_("Only with a value in this currency."))
    ] = "",
    text: Annotated[
        str,
        _only("--find", "TEXT", N_("In tag, serial number, make, model, holder, centre or kind.")),
    ] = "",
    unlabelled: Annotated[
        bool, typer.Option("--unlabelled", help=N_("Only those without a printed label."))
    ] = False,
    sort: Annotated[str, _only("--sort", "COLUMN", N_("By this column: tag, model, value …"))] = "",
    descending: Annotated[
        bool, typer.Option("--descending", help=N_("The other way round."))
    ] = False,
    shown: Annotated[
        str, _only("--columns", "COLUMN,COLUMN…", N_("These columns, in this order."))
    ] = "",
    named: Annotated[
        str, _only("--filter", "NAME", N_("What is kept under this name; options go before it."))
    ] = "",
    keep_as: Annotated[
        str, _only("--keep-as", "NAME", N_("Keep these options under this name."))
    ] = "",
    out: Annotated[
        Path | None, _only("--out", "FILE.(csv|xlsx|pdf)", N_("Write it to a file instead."))
    ] = None,
) -> None:
    here: Session = ctx.obj
    said = Filter(
        centre=grammar.code(centre),
        status=status.strip(),
        category=category_code(category),
        condition=condition.strip(),
        holder=holder.strip(),
        donor=grammar.code(donor),
        donation=grammar.code(donation),
        currency=grammar.code(currency),
        value=parse_money(value) if value.strip() else 0,
        older=older,
        younger=younger,
        warranty=warranty.strip(),
        due=due.strip(),
        unlabelled=unlabelled,
        text=text.strip(),
        order=sort.strip() or EVERYTHING.order,
        descending=descending,
        columns=tuple(one.strip() for one in shown.split(",") if one.strip()),
    )
    wanted = _wanted(here, said, named)
    if keep_as:
        with here.writing() as work:
            FILTERS.keep(work, keep_as, wanted)
    if out is not None:
        _write(here, wanted, out)
        return
    with here.reading() as connection:
        found = list(Pages(wanted, here.today, ranks(here.w)).all(connection))
    here.give({"assets": [told(one) for one in found]}, _as_table(found, wanted, here.w))


def _write(here: Session, wanted: Filter, out: Path) -> None:
    from cpise_inventory.exporting.assets import Listing, write_assets  # noqa: PLC0415 - for files alone

    ending(out, ENDINGS)
    here.require(Right.EXPORT)
    centre = wanted.centre or here.store.device.rpartition("-")[0]
    with here.reading() as connection, here.progress(here.w.t("Exporting")) as say:
        books = (connection, here.store.journal, wanted, here.today)
        listed = Listing(*books, centre, here.reader_name(), wall_clock())
        rows = write_assets(listed, out, here.w, say)
    said = here.w.n("{count} line written.", "{count} lines written.", rows)
    here.give({"written": rows, "file": str(out)}, said)


def show_filters(
    ctx: typer.Context,
    *,
    forget: Annotated[str, _only("--forget", "NAME", N_("Forget this one first."))] = "",
) -> None:
    here: Session = ctx.obj

    def in_words(wanted: Filter, connection: Connection) -> list[tuple[str, str]]:
        return list(described(wanted, Names(connection, here.w)))

    tell_filters(here, FILTERS, forget, in_words)


def _wanted(here: Session, said: Filter, named: str) -> Filter:
    """What is asked for, over what was kept under a name. Raises what is wrong with it."""
    with here.reading() as connection:
        if named:
            said = over(FILTERS.named(connection, here.reader_name(), named), said, EVERYTHING)
        return checked(connection, said)


def told(one: Asset) -> dict[str, Any]:
    facts = one._asdict() | {"accessories": one.accessories.splitlines()}
    facts["repairs"] = dict(one.repairs)
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


def _as_table(found: Sequence[Asset], wanted: Filter, w: Words) -> str:
    shown = fields(wanted.columns, w)
    columns = [Column(one.title, figures=one.figures) for one in shown]
    rows = [[one.text(asset) for one in shown] for asset in found]
    return table(columns, rows, w) or w.t("There is no asset like this.")


def facts_of(one: Asset, w: Words, seen: str = "") -> str:
    """`seen`: when and where a physical verification saw it last, in words."""
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
        (w.t("Waybill"), one.waybill),
        (w.t("Due on"), w.date(one.due_on) if one.due_on else ""),
        (w.t("Donation"), one.donation),
        (w.t("Received on"), w.date(one.acquired_on) if one.acquired_on else ""),
        (w.t("Workshop"), one.workshop),
        (w.t("Cost of repairs"), sums_said(one.repairs, w)),
        (w.t("Value"), money(one.value, one.currency, w)),
        (w.t("Warranty until"), w.date(one.warranty_until) if one.warranty_until else ""),
        (w.t("Accessories"), ", ".join(accessory_names(one, w))),
        (w.t("Owner"), one.owner),
        (w.t("Condition of title"), one.title),
        (w.t("Donor asked until"), w.date(one.consent_until) if one.consent_until else ""),
        (w.t("Last seen"), seen),
        (w.t("Notes"), one.notes),
        (w.t("Labels printed"), w.number(one.labels) if one.labels else ""),
    ]
    return facts(pairs, w)


def _story(story: Sequence[Event[Any]], tag: str, w: Words) -> str:
    columns = [
        Column(w.t("Date")),
        Column(w.t("Who")),
        Column(w.t("What")),
        Column(w.t("Document")),
    ]
    standing = holding(story, tag)

    def said(event: Event[Any]) -> str:
        text = story_sentence(event.payload, w, tag)
        return text if event in standing else " · ".join((text, w.t("Taken back")))

    rows = [
        (w.date(event.happened_on), event.actor, said(event), event.payload.document)
        for event in story
    ]
    return table(columns, rows, w)
