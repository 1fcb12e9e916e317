"""What is known already: centres, items, donations, serial numbers; and how a cell names them.

Codes are compared by letters and digits alone, names without accents and case, in any of their
languages. What isn't known is refused with the nearest that is, never made by the way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from cpise_inventory.identity import made_key
from cpise_inventory.importing.kinds import category_names, unit_key, units_of
from cpise_inventory.importing.problems import (
    CategoryNotFound,
    CategoryNotFoundNear,
    CellUnclear,
    CentreNotFound,
    CentreNotFoundNear,
    DonationNotFound,
    DonationNotFoundNear,
    DonorNotFound,
    DonorNotFoundNear,
    ItemNotFound,
    ItemNotFoundNear,
    NotFound,
    Problem,
)
from cpise_inventory.importing.values import Cell
from cpise_inventory.language.folding import compact, fold

_NEAR: Final[Mapping[type[NotFound], type[NotFound]]] = {
    CentreNotFound: CentreNotFoundNear,
    ItemNotFound: ItemNotFoundNear,
    DonationNotFound: DonationNotFoundNear,
    DonorNotFound: DonorNotFoundNear,
    CategoryNotFound: CategoryNotFoundNear,
}
_ALIKE: Final = 0.6
_MOST_SUGGESTIONS: Final = 200  # each costs a comparison with everything known
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")  # acronyms stand there
_FILLERS: Final = frozenset(["cpise", "centre", "center", "antenne", "de", "du", "مركز", "فرع"])


@dataclass(frozen=True)
class Named:
    """Something with a code and its names, in any languages and spellings."""

    code: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownItem(Named):
    """`unit` is the base unit's code; `packs` are other units, by name, and what they hold."""

    unit: str = "piece"
    packs: Mapping[str, int] = field(default_factory=dict)
    expiry_kept: bool = False
    barcodes: tuple[str, ...] = ()
    measure: str = ""
    retired: bool = False

    def holds(self, unit: str) -> int:
        """How many base units a unit of a list is: 1 for the base unit itself, 0 if unknown."""
        if self.unit in units_of(unit) or unit_key(unit) == unit_key(self.unit):
            return 1
        return next((n for name, n in self.packs.items() if _same_unit(name, unit)), 0)


@dataclass(frozen=True)
class KnownDonation(Named):
    donor: str = ""
    """The donor's code."""


class Index:
    """Finds by code or name. `by_words`: some of a name's words are enough if no other has them."""

    def __init__(
        self, known: Iterable[Named], missing: type[NotFound], *, by_words: bool = False
    ) -> None:
        self._missing = missing
        self._by_key: dict[str, frozenset[str]] = {}
        self._words: list[tuple[frozenset[str], str]] = []
        self._shown: dict[str, str] = {}
        self._suggested: dict[str, str] = {}
        self._found: dict[str, frozenset[str]] = {}
        for one in known:
            self._add(one.code, one.code)
            self._shown[_core(one.code)] = one.code
            for name in one.names:
                for reading in (name, _BRACKETS.sub(" ", name), *_BRACKETS.findall(name)):
                    self._add(reading, one.code)
                self._shown.setdefault(_core(name), f"{one.code} ({name})")
                if by_words:
                    self._words.append((frozenset(fold(name).split()), one.code))

    def _add(self, name: str, code: str) -> None:
        if key := compact(name):
            self._by_key[key] = self._by_key.get(key, frozenset()) | {code}

    def find(self, cell: Cell, text: str) -> str:
        """The code that a cell's text names. Raises `CellUnclear`, or the index's `NotFound`."""
        if not (found := self.peek(text)):
            raise self._not_found(cell, text)
        if len(found) > 1:
            raise cell.refused(CellUnclear, choices=tuple(sorted(found)))
        return next(iter(found))

    def peek(self, text: str) -> frozenset[str]:
        """All codes that go by this text."""
        if text not in self._found:  # a list says the same few things over and over
            self._found[text] = self._by_key.get(compact(text)) or self._by_words(text)
        return self._found[text]

    def _by_words(self, text: str) -> frozenset[str]:
        words = frozenset(_core(text).split())
        return frozenset(code for known, code in self._words if words and words <= known)

    def _not_found(self, cell: Cell, text: str) -> Problem:
        key = _core(text)
        if key not in self._suggested and len(self._suggested) < _MOST_SUGGESTIONS:
            near = get_close_matches(key, self._shown, n=1, cutoff=_ALIKE)
            self._suggested[key] = self._shown[near[0]] if near else ""
        if nearest := self._suggested.get(key, ""):
            return cell.refused(_NEAR[self._missing], nearest=nearest)
        return cell.refused(self._missing)


@dataclass(frozen=True)
class Reference:
    """What a list is read against. `day` is when it came: expiry dates are judged by it."""

    day: date
    centres: tuple[Named, ...] = ()
    items: tuple[KnownItem, ...] = ()
    donors: tuple[Named, ...] = ()
    retired_donors: frozenset[str] = frozenset()
    donations: tuple[KnownDonation, ...] = ()
    serials: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Maker and serial number -> asset tag of what is registered already."""
    lots: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    """(item, lot number, donation or else donor) -> expiry of what is or was in stock."""

    @cached_property
    def centre_index(self) -> Index:
        return Index(self.centres, CentreNotFound, by_words=True)

    @cached_property
    def item_index(self) -> Index:
        return Index(self.items, ItemNotFound)

    @cached_property
    def donor_index(self) -> Index:
        return Index(self.donors, DonorNotFound)

    @cached_property
    def donation_index(self) -> Index:
        return Index(self.donations, DonationNotFound)

    @cached_property
    def category_index(self) -> Index:
        known = (Named(code, names) for code, names in category_names().items())
        return Index(known, CategoryNotFound)

    @cached_property
    def item_by_code(self) -> Mapping[str, KnownItem]:
        return {item.code: item for item in self.items}

    @cached_property
    def item_by_barcode(self) -> Mapping[str, str]:
        """Of what is in use; what a retired item bore may be given anew."""
        return {
            code: item.code for item in self.items if not item.retired for code in item.barcodes
        }

    @cached_property
    def donors_of_donations(self) -> Mapping[str, str]:
        return {donation.code: donation.donor for donation in self.donations}

    @cached_property
    def tag_by_made(self) -> Mapping[tuple[str, str], str]:
        return {made_key(*made): tag for made, tag in self.serials.items()}


def _core(text: str) -> str:
    """What tells one name from another: no accents, and none of the words that all have."""
    return " ".join(word for word in fold(text).split() if word not in _FILLERS)


def _same_unit(one: str, other: str) -> bool:
    return unit_key(one) == unit_key(other) or bool({*units_of(one)} & {*units_of(other)})
