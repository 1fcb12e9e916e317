"""Packs in words: `4cartons+3` as it's typed, `4 cartons + 3 pièces` as it's said.

A pack is a whole number of base units, so nothing is ever rounded: what doesn't fill a pack is said
in the next smaller one, and the rest in base units.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

from cpise_inventory.errors import Refusal
from cpise_inventory.language.folding import fold
from cpise_inventory.language.words import Words

Packs: TypeAlias = Sequence[tuple[str, int]]
"""Name and base units of each; the base unit itself may stand among them with 1."""


@dataclass(eq=False)
class NoPackError(Refusal):
    """The item is known by its base unit alone."""

    text: str
    word: str
    field: ClassVar[str] = "quantity"


@dataclass(eq=False)
class UnknownPackWord(Refusal):
    """This item doesn't come in such a pack."""

    text: str
    word: str
    known: tuple[str, ...]
    field: ClassVar[str] = "quantity"


@dataclass(eq=False)
class UnclearPackWord(Refusal):
    """Two of its packs begin so."""

    text: str
    word: str
    known: tuple[str, ...]
    field: ClassVar[str] = "quantity"


# As typed -----------------------------------------------------------------------------------------


def size_of(word: str, packs: Packs, text: str) -> int:
    """Base units in the pack that a word names, whole or by its first letters, in any language.

    Raises `UnknownPackWord`, `UnclearPackWord`, `NoPackError`, which name the whole `text`.
    """
    key = fold(word)
    named = {name: _keys_of(name) for name, _ in packs}
    for fits in (_is_one_of, _begins_one_of):
        found = [(name, size) for name, size in packs if fits(key, named[name])]
        if len({size for _, size in found}) == 1:
            return found[0][1]
        if found:
            raise UnclearPackWord(text, word, tuple(name for name, _ in found))
    known = tuple(name for name, size in packs if size > 1)
    raise UnknownPackWord(text, word, known) if known else NoPackError(text, word)


def letters_of(packs: Packs) -> frozenset[str]:
    """What a field has to take so that these packs can be typed."""
    words = {word for name, _ in packs for word in _names_of(name)}
    both = "".join(f"{word}{word.lower()}{word.upper()}{fold(word)}" for word in words)
    return frozenset(filter(str.isalpha, both))


def _keys_of(name: str) -> frozenset[str]:
    return frozenset(map(fold, _names_of(name)))


def _names_of(name: str) -> tuple[str, ...]:
    from cpise_inventory.importing.kinds import unit_names  # noqa: PLC0415 - only where one is typed

    return (name, *unit_names(name))


def _is_one_of(key: str, known: frozenset[str]) -> bool:
    return bool({key, key.removesuffix("s"), key.removesuffix("es")} & known)


def _begins_one_of(key: str, known: frozenset[str]) -> bool:
    return any(one.startswith(key) for one in known)


# As said ------------------------------------------------------------------------------------------


def in_packs(quantity: int, packs: Packs) -> Iterator[tuple[str, int]]:
    """Packs and how many of each, the largest first; the rest under an empty name."""
    left = quantity
    for name, size in sorted(packs, key=lambda one: -one[1]):
        if size > 1 and left >= size:
            yield name, left // size
            left %= size
    if left:
        yield "", left


def packed(quantity: int, unit: str, packs: Packs, w: Words) -> str:
    """`4 cartons + 3 pièces`; empty where no pack is full."""
    parts = list(in_packs(quantity, packs))
    if not parts or not parts[0][0]:
        return ""
    said = [counted(name or unit, many, w) for name, many in parts]
    return " + ".join(w.isolate(one) for one in said)


def counted(unit: str, many: int, w: Words) -> str:
    """`4 cartons`; a pack of the centre's own name stays as it's called: `4 × palette`."""
    if say := _COUNTED.get(unit):
        return say(w, many)
    return f"{w.ltr(w.number(many))} × {w.isolate(unit)}"


_COUNTED: Final[Mapping[str, Callable[[Words, int], str]]] = {
    "piece": lambda w, many: w.n("{count} piece", "{count} pieces", many),
    "bar": lambda w, many: w.n("{count} bar", "{count} bars", many),
    "box": lambda w, many: w.n("{count} box", "{count} boxes", many),
    "carton": lambda w, many: w.n("{count} carton", "{count} cartons", many),
    "bag": lambda w, many: w.n("{count} bag", "{count} bags", many),
    "bottle": lambda w, many: w.n("{count} bottle", "{count} bottles", many),
    "tube": lambda w, many: w.n("{count} tube", "{count} tubes", many),
    "roll": lambda w, many: w.n("{count} roll", "{count} rolls", many),
    "sachet": lambda w, many: w.n("{count} sachet", "{count} sachets", many),
    "pack": lambda w, many: w.n("{count} pack", "{count} packs", many),
    "pair": lambda w, many: w.n("{count} pair", "{count} pairs", many),
    "set": lambda w, many: w.n("{count} set", "{count} sets", many),
    "kit": lambda w, many: w.n("{count} kit", "{count} kits", many),
    "g": lambda w, many: w.t("{count} g", count=w.number(many)),
    "kg": lambda w, many: w.t("{count} kg", count=w.number(many)),
    "l": lambda w, many: w.t("{count} l", count=w.number(many)),
    "ml": lambda w, many: w.t("{count} ml", count=w.number(many)),
}
