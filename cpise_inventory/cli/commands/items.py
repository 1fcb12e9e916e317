"""item add, list, show, retire, revive, level, ration, standards."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
import typer
from sqlalchemy import Connection

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import (
    describe_items,
    known_item,
    retire_item,
    revive_item,
    set_levels,
    sought_item,
)
from cpise_inventory.catalogue.events import Barcode, Item, Level, Named
from cpise_inventory.catalogue.item_rules import as_said, read_content, read_ration
from cpise_inventory.catalogue.standards import standard, standards
from cpise_inventory.cli import grammar
from cpise_inventory.cli.commands.item_tables import (
    item_facts,
    items_table,
    said,
    standards_table,
    version_of,
)
from cpise_inventory.cli.options import (
    Centre,
    Currency,
    NameAr,
    NameEn,
    NameFr,
    Retired,
    Search,
    Why,
)
from cpise_inventory.cli.refusals import BadLineError
from cpise_inventory.cli.session import Session
from cpise_inventory.identity import checked_code
from cpise_inventory.importing.kinds import unit_of
from cpise_inventory.language.folding import fold
from cpise_inventory.language.money import CURRENCIES, parse_money
from cpise_inventory.language.words import N_
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.texts import checked_text

PACK, BARCODE = "NAME=N", "CODE, NAME=CODE"
LONGEST_NAME = 80
Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("The item's code."))]
Content = Annotated[
    str,
    typer.Option(
        "--content",
        metavar="QTY",
        help=N_("What a base unit holds: 250g, 1l. Rations in grams need it."),
        show_default=False,
    ),
]


def add_item(  # noqa: PLR0913 - the options of COMMANDS.md, a parameter each
    ctx: typer.Context,
    code: Code,
    *,
    name_fr: NameFr = None,
    name_ar: NameAr = None,
    name_en: NameEn = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", metavar="UNIT", help=N_("Base unit: piece, bar, bottle, box, kit, kg …")
        ),
    ] = None,
    category: Annotated[
        str | None, typer.Option("--category", metavar="TEXT", help=N_("Its group of goods."))
    ] = None,
    expiry: Annotated[
        bool | None,
        typer.Option("--expiry/--no-expiry", help=N_("Whether it has an expiry date.")),
    ] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(
            "--pack", metavar=PACK, help=N_("A pack and how many base units it holds: carton=24.")
        ),
    ] = None,
    barcode: Annotated[
        list[str] | None,
        typer.Option(
            "--barcode",
            metavar=BARCODE,
            help=N_("What a scanner reads on it, or on a pack: carton=14006381333938."),
        ),
    ] = None,
    content: Content = "",
    value: Annotated[
        str,
        typer.Option(
            "--value",
            metavar="AMOUNT",
            help=N_("What a base unit is worth: 12.50; 0: not known."),
            show_default=False,
        ),
    ] = "",
    currency: Currency = "",
) -> None:
    """Of an item that is known, what isn't told stays as it is."""
    here: Session = ctx.obj
    names = {"fr": name_fr, "ar": name_ar, "en": name_en}
    told: dict[str, Any] = {
        "unit": unit and (unit_of(unit) or checked_text("unit", unit, LONGEST_NAME)),
        "category": category and checked_text("category", category, LONGEST_NAME),
        "keeps_expiry": expiry,
        "packs": tuple(map(_pack, pack)) if pack else None,
        "barcodes": tuple(map(_barcode, barcode)) if barcode else None,
    }
    if content:
        told["content"], told["measure"] = read_content(content)
    if value:
        told["value"] = parse_money(value)
    with here.writing() as work:
        before = _before(work.connection, checked_code(code))
        named = {
            language: checked_text(f"name_{language}", text, LONGEST_NAME)
            for language, text in names.items()
            if text is not None
        }
        name = msgspec.structs.replace(before.name, **named)
        changes = {field: said for field, said in told.items() if said is not None}
        changes["currency"] = currency or before.currency or CURRENCIES[0]
        item = msgspec.structs.replace(before, name=name, **changes)
        describe_items(work, [item])
    here.give({"item": item.code}, item.code)


def _before(connection: Connection, code: str) -> Item:
    known = queries.item(connection, code)
    return as_said(known) if known else Item(code, Named())


def _pack(text: str) -> tuple[str, int]:
    name, equals, size = text.rpartition("=")
    name = checked_text("pack", name, LONGEST_NAME)
    if not (equals and name):
        raise BadLineError(text, PACK)
    return unit_of(name) or name, grammar.quantity(size)


def _barcode(text: str) -> Barcode:
    name, _, barcode = text.rpartition("=")
    pack = checked_text("pack", name, LONGEST_NAME)
    return Barcode(barcode, unit_of(pack) or pack)


def list_items(
    ctx: typer.Context,
    *,
    search: Search = "",
    retired: Retired = False,
) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        found = [
            one
            for one in queries.find_items(connection, fold(search), most=1_000_000)
            if one.retired_on or not retired
        ]
    here.give({"items": [said(one) for one in found]}, items_table(found, here.w))


def show(ctx: typer.Context, code: Code) -> None:
    here: Session = ctx.obj
    with here.reading() as connection:
        item = sought_item(connection, grammar.code(code))
        levels = queries.levels(connection, item=item.code)
        versions = queries.kit_versions(connection, item.code)
        held = on_hand(connection, item=item.code)
        names = queries.names(connection)
    told = said(item) | {
        "levels": [one._asdict() for one in levels],
        "versions": [version_of(one) for one in versions],
        "on_hand": [
            {
                "centre": one.centre,
                "location": one.location,
                "lot": one.number,
                "expiry": one.expiry,
                "donation": one.donation,
                "quantity": one.quantity,
            }
            for one in held
        ],
    }
    here.give({"item": told}, item_facts(item, levels, versions, held, names, here.w))


def retire(
    ctx: typer.Context,
    code: Code,
    *,
    reason: Why = "",
) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        retire_item(work, grammar.code(code), reason)
    here.give({"item": grammar.code(code)}, grammar.code(code))


def revive(ctx: typer.Context, code: Code) -> None:
    here: Session = ctx.obj
    with here.writing() as work:
        revive_item(work, grammar.code(code))
    here.give({"item": grammar.code(code)}, grammar.code(code))


def level(
    ctx: typer.Context,
    code: Code,
    *,
    centre: Centre,
    minimum: Annotated[
        str | None,
        typer.Option("--minimum", metavar="N", help=N_("Never less than this; 0: none is set.")),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--target", metavar="N", help=N_("Filled up to this; 0: none is set.")),
    ] = None,
) -> None:
    """What isn't told stays as it is."""
    here: Session = ctx.obj
    item, place = grammar.code(code), grammar.code(centre)
    with here.writing() as work:
        known = queries.levels(work.connection, place, item)
        before = known[0] if known else queries.Level(place, item, 0, 0)
        figures = [
            was if text is None else grammar.level(text, item, here.packs_of)
            for text, was in ((minimum, before.minimum), (target, before.target))
        ]
        set_levels(work, [Level(place, item, *figures)])
    told = {"centre": place, "item": item, "minimum": figures[0], "target": figures[1]}
    here.give({"level": told}, " · ".join(map(str, (place, item, *figures))))


def ration(
    ctx: typer.Context,
    code: Code,
    *,
    standard_code: Annotated[
        str,
        typer.Option(
            "--standard",
            metavar="CODE",
            help=N_("One of the program's own, with its source: bathing-soap, laundry-soap."),
            show_default=False,
        ),
    ] = "",
    amount: Annotated[
        str,
        typer.Option(
            "--amount",
            metavar="QTY",
            help=N_("For one person and month: 250g, or base units. 0: none is set."),
            show_default=False,
        ),
    ] = "",
    source: Annotated[
        str,
        typer.Option(
            "--source", metavar="TEXT", help=N_("Whose standard it is."), show_default=False
        ),
    ] = "",
    content: Content = "",
) -> None:
    here: Session = ctx.obj
    said_ration = standard(standard_code).ration if standard_code else read_ration(amount, source)
    with here.writing() as work:
        before = as_said(known_item(work.connection, grammar.code(code)))
        if content:
            holds, measure = read_content(content)
            before = msgspec.structs.replace(before, content=holds, measure=measure)
        describe_items(work, [msgspec.structs.replace(before, ration=said_ration)])
    told = {"amount": said_ration.amount, "unit": said_ration.unit, "source": said_ration.source}
    here.give({"item": before.code, "ration": told}, before.code)


def list_standards(ctx: typer.Context) -> None:
    here: Session = ctx.obj
    told: Sequence[dict[str, Any]] = [
        {
            "code": one.code,
            "name_fr": one.name.fr,
            "name_ar": one.name.ar,
            "name_en": one.name.en,
            "amount": one.ration.amount,
            "unit": one.ration.unit,
            "source": one.ration.source,
        }
        for one in standards()
    ]
    here.give({"standards": told}, standards_table(standards(), here.w))
