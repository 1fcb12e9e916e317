"""What becomes of an asset that a waybill says and that did not come in, or came without all its
accessories.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cpise_inventory.assets.commands import held_assets
from cpise_inventory.assets.events import AssetCheck, State
from cpise_inventory.assets.queries import Asset
from cpise_inventory.assets.stands import following
from cpise_inventory.slips import known_tag
from cpise_inventory.statuses import IN_STORAGE
from cpise_inventory.transfers.errors import (
    AssetSettledError,
    StillComingError,
    WrongDecisionError,
)
from cpise_inventory.transfers.events import AssetRuled
from cpise_inventory.transfers.queries import RoadAsset, Transfer
from cpise_inventory.work import Work

ASSET_DECISIONS: Final = ("found", "error", "lost", "stolen")
GONE: Final = ("lost", "stolen")


@dataclass(frozen=True)
class AssetRuling:
    """What is decided about an asset that did not come in, or about what it came without.

    found: at the sender's; an accessory that turned up is with it again. error: the waybill was
    wrong, it had never been loaded. lost, stolen: on the road.
    """

    tag: str
    decision: str


@dataclass(frozen=True)
class Decided:
    decisions: tuple[AssetRuled, ...] = ()
    road: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    checks: tuple[AssetCheck, ...] = ()


def open_tags(found: Transfer) -> list[str]:
    """The assets of a waybill about which something is to be decided."""
    return [one.tag for one in found.assets if one.missing or one.lacking]


def rule_assets(work: Work, found: Transfer, rulings: Sequence[AssetRuling]) -> Decided:
    """What the decisions make of each. Raises why one can't be taken."""
    if not rulings:
        return Decided()
    wanted = {known_tag(work.connection, one.tag): one.decision for one in rulings}
    on_waybill = {one.tag: one for one in found.assets}
    for tag, decision in wanted.items():
        _check(found, tag, on_waybill.get(tag), decision)
    known = {one.tag: one for one in held_assets(work, list(wanted))}
    missing = [tag for tag in wanted if on_waybill[tag].missing]
    return Decided(
        tuple(
            AssetRuled(tag, decision, () if tag in missing else on_waybill[tag].lacking)
            for tag, decision in wanted.items()
        ),
        tuple(missing),
        tuple(
            _found_or_gone(known[tag], wanted[tag], found)
            for tag in missing
            if known[tag].waybill == found.number  # else it's settled that it went another way
        ),
        tuple(
            _accessories(known[tag], on_waybill[tag], decision)
            for tag, decision in wanted.items()
            if tag not in missing
        ),
    )


def _check(found: Transfer, tag: str, one: RoadAsset | None, decision: str) -> None:
    if one is None or not (one.missing or one.lacking):
        raise AssetSettledError(tag, found.number)
    if decision not in ASSET_DECISIONS:
        raise WrongDecisionError(tag, decision, ASSET_DECISIONS)
    if one.missing and not found.closed:
        raise StillComingError(found.number, len(found.assets_on_the_road))


def _found_or_gone(asset: Asset, decision: str, found: Transfer) -> State:
    """In storage at the sender's, or lost from its books."""
    status = decision if decision in GONE else IN_STORAGE
    return following(asset, status, centre=found.source)


def _accessories(asset: Asset, one: RoadAsset, decision: str) -> AssetCheck:
    """What was found belongs with it again."""
    belongs = asset.accessories.splitlines()
    again = (*belongs, *(name for name in one.lacking if name not in belongs))
    return AssetCheck(
        asset.tag, lacking=one.lacking, accessories=again if decision == "found" else None
    )
