"""Where an asset stands from now on, as an event says it."""

from collections.abc import Sequence

from cpise_inventory.assets import queries
from cpise_inventory.assets.events import State
from cpise_inventory.catalogue.commands import room_for_assets
from cpise_inventory.statuses import IN_STORAGE, PLACE
from cpise_inventory.work import Work


def following(asset: queries.Asset, status: str, **said: str) -> State:
    """What holds of it from now on; nobody holds it unless that is said."""
    return State(asset.tag, status, after=asset.custody_stamp, **said)


def stored_in(room: str) -> dict[str, str]:
    """What a state says of what stands in a storeroom, or nowhere in particular."""
    return {"custodian": room, "custodian_kind": PLACE} if room else {}


def back_in_storage(
    work: Work, chosen: Sequence[queries.Asset], storeroom: str
) -> tuple[State, ...]:
    """Each in the storeroom named, or in the first of its centre."""
    room = {
        centre: stored_in(room_for_assets(work.connection, centre, storeroom))
        for centre in dict.fromkeys(asset.centre for asset in chosen)
    }
    return tuple(following(asset, IN_STORAGE, **room[asset.centre]) for asset in chosen)
