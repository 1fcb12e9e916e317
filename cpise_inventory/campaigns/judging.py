"""What it means that a thing was seen: set against how it is booked at that moment."""

from typing import Final

from cpise_inventory.assets.events import Sighting
from cpise_inventory.assets.queries import Asset
from cpise_inventory.campaigns.queries import Campaign
from cpise_inventory.campaigns.rooms import Room, stands_in
from cpise_inventory.language.folding import fold
from cpise_inventory.statuses import GONE, HELD, IN_STORAGE, LEFT, TO_DISPOSE

AS_BOOKED, ELSEWHERE, OTHER_CENTRE = "here", "elsewhere", "other_centre"
DECLARED, RETIRED, OUTSIDE, UNKNOWN = "gone", "retired", "outside", "unknown"
RESULTS: Final = (AS_BOOKED, ELSEWHERE, DECLARED, OTHER_CENTRE, RETIRED, OUTSIDE, UNKNOWN)
STORED: Final = (IN_STORAGE, TO_DISPOSE)
TO_BE_FOUND: Final = (*STORED, *HELD)
"""How what a centre has on its hands is booked; what is repaired or missed is looked for elsewhere.
"""


def stray(tag: str, room: Room) -> Sighting:
    """A label of ours on a thing that these books don't know."""
    return Sighting(tag=tag, result=UNKNOWN, room=room.name, listed=False)


def judged(asset: Asset, campaign: Campaign, room: Room, *, listed: bool) -> Sighting:
    return Sighting(
        tag=asset.tag,
        result=_result(asset, campaign, room, listed=listed),
        room=room.name,
        status=asset.status,
        held=asset.custodian or asset.workshop,
        centre=asset.centre if asset.centre != campaign.centre else "",
        listed=listed,
    )


def _result(asset: Asset, campaign: Campaign, room: Room, *, listed: bool) -> str:
    if asset.status in LEFT:
        return RETIRED
    if asset.status in GONE:
        return DECLARED
    if asset.centre != campaign.centre:
        return OTHER_CENTRE
    if not listed and campaign.category not in ("", asset.category):
        return OUTSIDE
    return AS_BOOKED if _booked_in(asset, room) else ELSEWHERE


def _booked_in(asset: Asset, room: Room) -> bool:
    """Whether the books have it there; where nobody said where that is, anywhere in the centre."""
    if asset.status not in TO_BE_FOUND:
        return False
    if not room.name:
        return True
    if room.stored:
        return asset.status in STORED and stands_in(room.name, asset.custodian)
    return asset.status in HELD and fold(asset.custodian) == fold(room.name)
