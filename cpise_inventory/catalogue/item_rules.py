"""What an item's description has to be: packs that divide, barcodes of its own, a ration that can
be reckoned.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.barcodes import as_printed, checked_barcode
from cpise_inventory.catalogue.errors import (
    BadContentError,
    BarcodeTakenError,
    BarcodeTwiceError,
    ContentNeededError,
    DatedLotsInStockError,
    PackIsUnitError,
    PacksDontDivideError,
    PackTooSmallError,
    PackTwiceError,
    SourceNeededError,
    UnknownMeasureError,
    UnknownPackError,
)
from cpise_inventory.catalogue.events import NO_RATION, Barcode, Item, Named, Ration
from cpise_inventory.errors import Refusal
from cpise_inventory.identity import checked_code
from cpise_inventory.importing.kinds import units_of
from cpise_inventory.language.folding import fold
from cpise_inventory.language.money import checked_sum
from cpise_inventory.quantities import MOST, QuantityTooLargeError, checked_quantity
from cpise_inventory.stock.queries import on_hand
from cpise_inventory.texts import checked_text

LONGEST_NAME, LONGEST_SOURCE = 120, 200
MEASURES = {"g": ("g", 1), "kg": ("g", 1_000), "ml": ("ml", 1), "l": ("ml", 1_000)}
"""What a base unit may hold, each in the smaller one that it's kept in."""


_CONTENT = re.compile(r"([0-9]{1,7}) ?(\D+)")


@dataclass(eq=False)
class NamelessError(Refusal):
    """An item or place needs a name in at least one language."""

    code_text: str
    field = "name"


def checked_names(name: Named) -> Named:
    """Raises `TextTooLongError`, `UnprintableTextError`."""
    return Named(*(checked_text("name", one, LONGEST_NAME) for one in (name.fr, name.ar, name.en)))


def checked_item(connection: Connection, item: Item, categories: list[str]) -> Item:
    """As it will be kept. `categories` are those there are: one that differs by accents or capitals
    alone is the same.
    """
    code, name = checked_code(item.code), checked_names(item.name)
    if not any((name.fr, name.ar, name.en)):
        raise NamelessError(code)
    unit = checked_text("unit", item.unit, LONGEST_NAME) or "piece"
    category = checked_text("category", item.category, LONGEST_NAME)
    packs = checked_packs(code, unit, item.packs)
    content, measure = checked_content(code, item.content, item.measure)
    checked = Item(
        code,
        name,
        unit,
        next((one for one in categories if fold(one) == fold(category)), category),
        item.keeps_expiry,
        packs,
        content,
        measure,
        checked_ration(code, item.ration, measure),
        checked_barcodes(code, item.barcodes, packs),
        *checked_sum(item.value, item.currency),
    )
    _check_free(connection, code, checked.barcodes)
    known = queries.item(connection, code)
    if known is not None and known.keeps_expiry and not checked.keeps_expiry:
        _check_expiry(connection, code)
    return checked


def as_said(known: queries.Item) -> Item:
    """What would be said to describe an item as it is known."""
    told = (known.category, known.keeps_expiry, known.packs, known.content, known.measure)
    barcodes = tuple(Barcode(code, pack) for code, pack in known.barcodes)
    worth = (known.value, known.currency)
    return Item(known.code, known.name, known.unit, *told, known.ration, barcodes, *worth)


def checked_packs(
    item: str, unit: str, packs: Iterable[tuple[str, int]]
) -> tuple[tuple[str, int], ...]:
    """The smallest first."""
    found: list[tuple[str, int]] = []
    for said, size in packs:
        pack = checked_text("pack", said, LONGEST_NAME)
        if size < 2:  # noqa: PLR2004 - one would be the base unit
            raise PackTooSmallError(pack, size)
        checked_quantity(size, item)
        if fold(pack) == fold(unit):
            raise PackIsUnitError(pack)
        if fold(pack) in {fold(name) for name, _ in found}:
            raise PackTwiceError(pack)
        found.append((pack, size))
    found.sort(key=lambda one: one[1])
    for (inner, inner_size), (pack, size) in pairwise(found):
        if size % inner_size:
            raise PacksDontDivideError(pack, size, inner, inner_size)
    return tuple(found)


def checked_barcodes(
    item: str, barcodes: Iterable[Barcode], packs: Iterable[tuple[str, int]]
) -> tuple[Barcode, ...]:
    """Each once, on the base unit or on a pack that the item has."""
    found: dict[str, str] = {}
    known = tuple(name for name, _ in packs)
    for said in barcodes:
        barcode = checked_barcode(said.code)
        if barcode in found:
            raise BarcodeTwiceError(as_printed(barcode))
        if said.pack and said.pack not in known:
            raise UnknownPackError(item, said.pack, known)
        found[barcode] = said.pack
    return tuple(Barcode(code, pack) for code, pack in found.items())


def _check_free(connection: Connection, item: str, barcodes: Iterable[Barcode]) -> None:
    """What a retired item bore may be given anew."""
    for one in barcodes:
        other = queries.scanned_item(connection, one.code)
        if other is not None and other[0].code != item and not other[0].retired_on:
            raise BarcodeTakenError(as_printed(one.code), other[0].code)


def checked_content(item: str, content: int, measure: str) -> tuple[int, str]:
    """`1 kg` is 1000 g; nothing where none is told."""
    if not content:
        return 0, ""
    if measure not in MEASURES:
        raise UnknownMeasureError(measure, tuple(MEASURES))
    smaller, times = MEASURES[measure]
    return checked_quantity(content, item) * times, smaller


def read_content(text: str) -> tuple[int, str]:
    """`250g`, `1 kg`, `٢٥٠ غ`: how much of which measure. Raises `BadContentError`."""
    found = _CONTENT.fullmatch(fold(text))
    measure = next((one for one in units_of(found[2]) if one in MEASURES), "") if found else ""
    if not found or not measure:
        raise BadContentError(text.strip())
    return int(found[1]), measure


def read_ration(text: str, source: str) -> Ration:
    """`250 g`, or `2` in base units; nothing where none is told. Raises `BadContentError`."""
    plain = fold(text)
    if plain in ("", "0"):
        return NO_RATION
    if plain.isdecimal() and len(plain) <= len(str(MOST)):
        return Ration(int(plain), "", source)
    return Ration(*read_content(text), source)


def checked_ration(item: str, ration: Ration, measure: str) -> Ration:
    """In grams or millilitres it needs to be known how many of them a base unit holds."""
    if not ration.amount:
        return NO_RATION
    source = checked_text("source", ration.source, LONGEST_SOURCE)
    if not source:
        raise SourceNeededError(item)
    amount, unit = checked_quantity(ration.amount, item), ""
    if ration.unit:
        amount, unit = checked_content(item, amount, ration.unit)
        if unit != measure:
            raise ContentNeededError(item, unit)
    if amount > MOST:
        raise QuantityTooLargeError(item, amount, MOST)
    return Ration(amount, unit, source)


def _check_expiry(connection: Connection, item: str) -> None:
    """What is on the shelves keeps its dates."""
    dated = next((one for one in on_hand(connection, item=item) if one.expiry), None)
    if dated is not None:
        raise DatedLotsInStockError(item, dated.number, dated.expiry, dated.location)
