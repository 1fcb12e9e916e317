"""How long each kind of asset is used: our assumption, until somebody says another figure."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, select

from cpise_inventory.assets.categories import CATEGORIES, CODES
from cpise_inventory.assets.errors import LifeOutOfRangeError, UnknownCategoryError
from cpise_inventory.assets.events import LifeSaid
from cpise_inventory.people.rights import Right
from cpise_inventory.work import Work
from db.schema import asset_life

LONGEST: Final = 50


def lives(connection: Connection) -> Mapping[str, int]:
    """Category -> years after which one is replaced; of all of them."""
    return {code: one.life for code, one in CATEGORIES.items()} | lives_said(connection)


def lives_said(connection: Connection) -> dict[str, int]:
    """Of the categories of which somebody has said it."""
    rows = connection.execute(select(asset_life.c.category, asset_life.c.years))
    return {category: int(years) for category, years in rows}


def say_life(work: Work, category: str, years: int) -> None:
    work.require(Right.MANAGE_CATALOGUE)
    if category not in CATEGORIES:
        raise UnknownCategoryError(category, CODES)
    if not 1 <= years <= LONGEST:
        raise LifeOutOfRangeError(years, LONGEST)
    work.record(LifeSaid(category, years))
