"""Names of items, centres and donors in the language of the window."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cpise_inventory.identity import read_lot
from cpise_inventory.language.words import Words

if TYPE_CHECKING:
    from cpise_inventory.catalogue.events import Named


def picked(names: "Mapping[str, Named]", words: Words) -> dict[str, str]:
    """Code -> name; the first language that has one where this one has none."""
    return {code: words.pick(fr=name.fr, ar=name.ar, en=name.en) for code, name in names.items()}


def with_lot(item: str, lot: str, words: Words) -> str:
    """An item's name with the number of a lot (its key), where that has one."""
    number = read_lot(lot).number
    return f"{words.isolate(item)} ({words.ltr(number)})" if number else words.isolate(item)
