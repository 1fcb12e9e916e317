"""How many months a lot must have left when it comes in, or a reason is asked for.

Said in the books, so that every workstation asks for the same: of one item, of a category, or of
all that nothing nearer is said of. The nearest word holds, and of each the last one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import Connection, select

from cpise_inventory.catalogue import queries
from cpise_inventory.catalogue.commands import known_item
from cpise_inventory.catalogue.errors import UnknownItemCategoryError
from cpise_inventory.catalogue.events import LeastLife, LeastLivesSet
from cpise_inventory.identity import checked_code
from cpise_inventory.language.folding import fold
from cpise_inventory.language.reading import QuantityOutOfRange
from cpise_inventory.people.rights import Right
from cpise_inventory.work import Work
from db.schema import least_life

LEAST_MONTHS: Final = 3
"""Where nothing is said."""
MOST_MONTHS: Final = 60
_S = least_life.c


class Asked(NamedTuple):
    """`months`, and of what they were said: `item`, `category`, `all`, or `nothing`."""

    months: int
    said_of: str


@dataclass(frozen=True)
class LeastLives:
    """What is said, by (item, category): one of them is empty, or for all else both are."""

    said: Mapping[tuple[str, str], int]

    def of(self, item: str = "", category: str = "") -> Asked:
        near = [("item", (item, ""))] if item else []
        near += [("category", ("", category))] if category else []
        for said_of, key in (*near, ("all", ("", ""))):
            if key in self.said:
                return Asked(self.said[key], said_of)
        return Asked(LEAST_MONTHS, "nothing")


def least_lives(connection: Connection) -> LeastLives:
    rows = connection.execute(
        select(_S.item, _S.category, _S.months).where(_S.unset == 0).order_by(_S.category, _S.item)
    )
    return LeastLives({(item, category): months for item, category, months in rows})


def set_least_lives(work: Work, lives: Sequence[LeastLife]) -> None:
    """From now on, at every workstation. One event, unless nothing is new."""
    work.require(Right.MANAGE_CATALOGUE)
    known = least_lives(work.connection).said
    checked = [_checked(work, one) for one in lives]
    new = tuple(
        one
        for one in checked
        if known.get((one.item, one.category)) != (None if one.unset else one.months)
    )
    if new:
        work.record(LeastLivesSet(new))


def _checked(work: Work, life: LeastLife) -> LeastLife:
    if not 0 <= life.months <= MOST_MONTHS:
        raise QuantityOutOfRange(str(life.months), 0, MOST_MONTHS)
    item = known_item(work.connection, checked_code(life.item)).code if life.item else ""
    category = _known_category(work.connection, life.category) if life.category else ""
    return LeastLife(0 if life.unset else life.months, item, category, life.unset)


def _known_category(connection: Connection, named: str) -> str:
    """As it's written; accents and capitals are forgiven."""
    known = queries.categories(connection)
    for category in known:
        if fold(category) == fold(named):
            return category
    raise UnknownItemCategoryError(named, tuple(known))
