"""Assets that go along on a waybill: which may go, how they come in, what becomes of the rest.

An asset is on the road with one waybill. Whoever receives it says in which condition it is and
which accessories are with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cpise_inventory.assets.commands import LONGEST_NAME, check_free, checked_condition, held_assets
from cpise_inventory.assets.errors import AssetElsewhereError
from cpise_inventory.assets.events import AssetCheck, State
from cpise_inventory.assets.queries import Asset
from cpise_inventory.assets.stands import following, stored_in
from cpise_inventory.catalogue.commands import room_for_assets
from cpise_inventory.slips import known_tag
from cpise_inventory.statuses import IN_STORAGE, IN_TRANSIT
from cpise_inventory.texts import checked_text
from cpise_inventory.transfers.errors import (
    AssetCameInError,
    AssetNotOnWaybillError,
    NotAnAccessoryError,
)
from cpise_inventory.transfers.queries import RoadAsset, Transfer
from cpise_inventory.work import Work


@dataclass(frozen=True)
class Brought:
    """An asset that came in. `condition` if it's another than before; of its accessories, those
    that are `lacking`; `extra`: what is with it that didn't belong to it before.
    """

    tag: str
    condition: str = ""
    lacking: Sequence[str] = ()
    extra: Sequence[str] = ()


def going_along(work: Work, source: str, tags: Sequence[str], day: date) -> list[Asset]:
    """Those that leave a centre on that day. Raises why one can't."""
    chosen = held_assets(work, tags, day) if tags else []
    for one in chosen:
        check_free(one)
        if one.centre != source:
            raise AssetElsewhereError(one.tag, one.centre, source)
    return chosen


def on_the_way(asset: Asset, waybill: str) -> State:
    """It stays in the sender's books until it has come in."""
    return following(asset, IN_TRANSIT, waybill=waybill, centre=asset.centre)


def everything_brought(found: Transfer) -> tuple[Brought, ...]:
    """All that is on the road, as it was sent."""
    return tuple(Brought(tag) for tag in found.assets_on_the_road)


Taken = tuple[tuple[str, ...], tuple[State, ...], tuple[AssetCheck, ...]]
"""Off the road: the tags, how each stands then, and what is otherwise about some."""


def brought_in(work: Work, found: Transfer, brought: Sequence[Brought], storeroom: str) -> Taken:
    """What came in, in the storeroom named or the first of the waybill's target. Raises why it
    can't have come.
    """
    if not brought:
        return (), (), ()
    came = {known_tag(work.connection, one.tag): one for one in brought}
    on_waybill = {one.tag: one for one in found.assets}
    for tag in came:
        _check_coming(found, tag, on_waybill.get(tag))
    known = held_assets(work, list(came))
    room = stored_in(room_for_assets(work.connection, found.target, storeroom))
    states = (following(one, IN_STORAGE, centre=found.target, **room) for one in known)
    checks = (_checked(one, came[one.tag]) for one in known)
    return tuple(came), tuple(states), tuple(one for one in checks if _says_something(one))


def _check_coming(found: Transfer, tag: str, one: RoadAsset | None) -> None:
    if one is None or not one.sent:
        raise AssetNotOnWaybillError(tag, found.number)
    if not one.missing:
        raise AssetCameInError(tag, found.number)


def _checked(asset: Asset, came: Brought) -> AssetCheck:
    belongs = asset.accessories.splitlines()
    lacking = [_one_of(asset.tag, belongs, name) for name in came.lacking]
    extra = [checked_text("extra", name, LONGEST_NAME) for name in came.extra]
    extra = [name for name in extra if name and name not in belongs]
    there = [name for name in belongs if name not in lacking]
    condition = checked_condition(came.condition) if came.condition else ""
    return AssetCheck(
        asset.tag,
        condition if condition != asset.condition else "",
        tuple(dict.fromkeys(lacking)),
        tuple(dict.fromkeys(extra)),
        (*there, *dict.fromkeys(extra)) if lacking or extra else None,
    )


def _one_of(tag: str, belongs: Sequence[str], name: str) -> str:
    wanted = name.strip().casefold()
    for one in belongs:
        if one.casefold() == wanted:
            return one
    raise NotAnAccessoryError(tag, name.strip(), tuple(belongs))


def _says_something(check: AssetCheck) -> bool:
    return bool(check.condition or check.accessories is not None)
