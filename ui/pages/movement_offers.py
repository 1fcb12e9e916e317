"""What a filter of the movement register can choose from, and what somebody has kept."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cpise_inventory.language.folding import fold
from cpise_inventory.language.words import Words
from cpise_inventory.movements.filters import EVERYTHING, Filter

if TYPE_CHECKING:
    from cpise_inventory.catalogue.events import Named
    from cpise_inventory.store import Store

Choices = list[tuple[str, str]]
"""Codes with their names, in the order of the names."""


@dataclass(frozen=True)
class Offers:
    """`rooms` by centre; `kept` by name; `last` is what this person looked at last."""

    centres: Choices = field(default_factory=list)
    rooms: dict[str, Choices] = field(default_factory=dict)
    items: Choices = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    donations: list[str] = field(default_factory=list)
    people: Choices = field(default_factory=list)
    kept: dict[str, Filter] = field(default_factory=dict)
    last: Filter = EVERYTHING

    def name_of(self, wanted: Filter) -> str:
        """Under which this very filter is kept; empty where it isn't."""
        return next((name for name, one in self.kept.items() if one == wanted), "")


def read_offers(store: "Store", words: Words, person: str) -> Offers:
    from cpise_inventory.catalogue import queries  # noqa: PLC0415 - SQLAlchemy
    from cpise_inventory.movements.kept import FILTERS  # noqa: PLC0415 - as above
    from cpise_inventory.people.queries import persons  # noqa: PLC0415 - as above

    def named(code: str, name: "Named") -> tuple[str, str]:
        return code, words.pick(fr=name.fr, ar=name.ar, en=name.en) or code

    with store.read() as connection:
        rooms: dict[str, Choices] = {}
        for place in queries.places(connection, closed=True):
            rooms.setdefault(place.centre, []).append(named(place.code, place.name))
        people = persons(connection, closed=True)
        return Offers(
            centres=[named(one.code, one.name) for one in queries.centres(connection)],
            rooms=rooms,
            items=_sorted([named(one.code, one.name) for one in queries.items(connection)]),
            categories=queries.categories(connection),
            donations=[
                *(one.code for one in queries.donations(connection)),
                *(one.code for one in queries.donors(connection)),  # of gifts without an agreement
            ],
            people=_sorted([(one.name, one.display or one.name) for one in people]),
            kept=FILTERS.filters(connection, person),
            last=FILTERS.last(connection, person),
        )


def _sorted(choices: Choices) -> Choices:
    return sorted(choices, key=lambda one: (fold(one[1]), one[0]))
