"""Items as the command line tells them: records for scripts, tables for people."""

from collections.abc import Mapping, Sequence
from typing import Any

from cpise_inventory.catalogue.barcodes import as_printed
from cpise_inventory.catalogue.events import Named, Ration
from cpise_inventory.catalogue.queries import Item, Kit, KitVersion, Level
from cpise_inventory.catalogue.standards import Standard
from cpise_inventory.cli.tables import Column, facts, table
from cpise_inventory.language.money import money
from cpise_inventory.language.packs import packed
from cpise_inventory.language.terms import UNITS, term
from cpise_inventory.language.words import N_, Words
from cpise_inventory.stock.queries import OnHand

DRAFT = N_("Draft: no kit is made by this list until every quantity is known.")


def said(one: Item) -> dict[str, Any]:
    """As COMMANDS.md's JSON has it."""
    return {
        "code": one.code,
        **{f"name_{code}": getattr(one.name, code) for code in ("fr", "ar", "en")},
        "category": one.category,
        "unit": one.unit,
        "keeps_expiry": one.keeps_expiry,
        "packs": [{"name": name, "quantity": size} for name, size in one.packs],
        "barcodes": [{"code": code, "pack": pack} for code, pack in one.barcodes],
        "content": one.content,
        "measure": one.measure,
        "ration": {
            "amount": one.ration.amount,
            "unit": one.ration.unit,
            "source": one.ration.source,
        }
        if one.ration.amount
        else None,
        "value": one.value,
        "currency": one.currency,
        "retired_on": one.retired_on,
    }


def contents_of(kit: Kit) -> dict[str, Any]:
    return {
        "kit": kit.code,
        "version": kit.version,
        "contents": [{"item": item, "quantity": many} for item, many in kit.contents],
        "unknown": list(kit.unknown),
        "draft": kit.is_draft,
        "substitutes": [
            {"item": item, "substitutes": list(others)} for item, others in kit.substitutes
        ],
    }


def version_of(one: KitVersion) -> dict[str, Any]:
    return {"happened_on": one.happened_on, "actor": one.actor, **contents_of(one.kit)}


def items_table(found: Sequence[Item], w: Words) -> str:
    columns = [
        Column(w.t("Item")),
        Column(w.t("Designation")),
        Column(w.t("Category")),
        Column(w.t("Unit")),
        Column(w.t("Packs")),
        Column(w.t("State")),
    ]
    rows = [
        (
            *(one.code, _name(one.name, w), one.category, term(UNITS, one.unit, w)),
            *(packs(one, w), w.t("retired") if one.retired_on else ""),
        )
        for one in found
    ]
    return table(columns, rows, w) or w.t("There is no item yet.")


def packs(one: Item, w: Words) -> str:
    return w.join(f"{term(UNITS, name, w)} = {w.number(size)}" for name, size in one.packs)


def item_facts(
    one: Item,
    levels: Sequence[Level],
    versions: Sequence[KitVersion],
    held: Sequence[OnHand],
    names: Mapping[str, Named],
    w: Words,
) -> str:
    """Everything that is known of an item, part below part."""
    parts = (
        _described(one, sum(lot.quantity for lot in held), w),
        _levels(levels, w),
        *(contents_table(version, names, w) for version in versions[:1]),
        _held(held, one, w),
    )
    return "\n\n".join(part for part in parts if part)


def _described(one: Item, quantity: int, w: Words) -> str:
    barcodes = (
        f"{as_printed(code)} ({term(UNITS, pack or one.unit, w)})" for code, pack in one.barcodes
    )
    pairs = [
        (w.t("Item"), one.code),
        (w.t("Name in French"), one.name.fr),
        (w.t("Name in Arabic"), one.name.ar),
        (w.t("Name in English"), one.name.en),
        (w.t("Category"), one.category),
        (w.t("Unit of measure"), term(UNITS, one.unit, w)),
        (w.t("Expiry"), w.t("kept") if one.keeps_expiry else w.t("not kept")),
        (w.t("Packs"), packs(one, w)),
        (w.t("Barcodes"), w.join(barcodes)),
        (w.t("A unit holds"), measured(one.content, one.measure, w) if one.content else ""),
        (w.t("Ration per person and month"), rationed(one.ration, one.unit, w)),
        (w.t("Source"), one.ration.source),
        (w.t("Unit value"), money(one.value, one.currency, w)),
        (w.t("On hand"), in_both(quantity, one, w)),
        (w.t("Retired on"), w.date(one.retired_on) if one.retired_on else ""),
        (w.t("Reason"), one.retired_reason),
    ]
    return facts(pairs, w)


def in_both(quantity: int, one: Item, w: Words) -> str:
    """`99 (4 cartons + 3 pieces)`: base units always, packs where one is full."""
    said_packs = packed(quantity, one.unit, one.packs, w)
    figure = w.number(quantity)
    return f"{figure} ({said_packs})" if said_packs else figure


def measured(amount: int, unit: str, w: Words) -> str:
    return f"{w.number(amount)} {term(UNITS, unit, w)}"


def rationed(ration: Ration, unit: str, w: Words) -> str:
    """Empty where none is set."""
    return measured(ration.amount, ration.unit or unit, w) if ration.amount else ""


def _levels(levels: Sequence[Level], w: Words) -> str:
    columns = [
        Column(w.t("Centre")),
        Column(w.t("Minimum"), figures=True),
        Column(w.t("Target"), figures=True),
    ]
    rows = [(one.centre, w.number(one.minimum), w.number(one.target)) for one in levels]
    return table(columns, rows, w)


def contents_table(version: KitVersion, names: Mapping[str, Named], w: Words) -> str:
    others = dict(version.kit.substitutes)
    columns = [
        Column(w.t("Version {n}", n=version.kit.version)),
        Column(w.t("Designation")),
        Column(w.t("Quantity"), figures=True),
        Column(w.t("Substitutes")),
    ]
    rows = [
        (item, name_of(names, item, w), w.number(many), w.join(others.get(item, ())))
        for item, many in version.kit.contents
    ]
    rows += [
        (item, name_of(names, item, w), "?", w.join(others.get(item, ())))
        for item in version.kit.unknown
    ]
    text = table(columns, rows, w)
    return "\n".join((text, w.t(DRAFT))) if version.kit.is_draft else text


def _held(held: Sequence[OnHand], one: Item, w: Words) -> str:
    columns = [
        Column(w.t("Storeroom")),
        Column(w.t("Lot")),
        Column(w.t("Expiry")),
        Column(w.t("Quantity"), figures=True),
        Column(w.t("Packs")),
    ]
    rows = [
        (
            *(lot.location, lot.number, w.expiry(lot.expiry), w.number(lot.quantity)),
            packed(lot.quantity, one.unit, one.packs, w),
        )
        for lot in held
    ]
    return table(columns, rows, w)


def standards_table(found: Sequence[Standard], w: Words) -> str:
    columns = [
        Column(w.t("Code")),
        Column(w.t("Designation")),
        Column(w.t("Ration per person and month"), figures=True),
        Column(w.t("Source")),
    ]
    rows = [
        (one.code, _name(one.name, w), rationed(one.ration, "", w), one.ration.source)
        for one in found
    ]
    return table(columns, rows, w)


def name_of(names: Mapping[str, Named], code: str, w: Words) -> str:
    return _name(names.get(code, Named()), w)


def _name(name: Named, w: Words) -> str:
    return w.pick(fr=name.fr, ar=name.ar, en=name.en)
