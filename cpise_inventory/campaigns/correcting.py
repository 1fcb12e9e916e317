"""Book things where a campaign saw them, all in one act."""

from collections.abc import Sequence

from cpise_inventory.assets.commands import held_assets
from cpise_inventory.assets.events import CustodyCorrected, State
from cpise_inventory.assets.queries import Asset
from cpise_inventory.assets.stands import following
from cpise_inventory.campaigns import queries
from cpise_inventory.campaigns.errors import NothingElsewhereError, UnknownCampaignError
from cpise_inventory.campaigns.queries import Misplaced
from cpise_inventory.campaigns.rooms import holder_kind, is_place
from cpise_inventory.documents.issuing import HANDOVER
from cpise_inventory.people.rights import Right
from cpise_inventory.slips import known_tag
from cpise_inventory.statuses import IN_STORAGE, IN_USE, PLACE
from cpise_inventory.work import Work


def correct(work: Work, number: str, tags: Sequence[str] = ()) -> str:
    """From now on they're booked where the campaign saw them: these, or all that are still booked
    elsewhere. The number of the certificate that whoever has them now signs.
    """
    work.require(Right.MANAGE_ASSETS)
    campaign = queries.campaign_of(work.connection, number.strip().upper())
    if campaign is None:
        raise UnknownCampaignError(number.strip())
    work.hold("assets")
    wanted = {known_tag(work.connection, tag) for tag in tags}
    there = queries.misplaced(work.connection, campaign.centre, campaign.number)
    chosen = {one.tag: one for one in there if not wanted or one.tag in wanted}
    if not chosen or wanted - chosen.keys():
        raise NothingElsewhereError(campaign.number)
    held = held_assets(work, list(chosen))
    return work.issue(
        HANDOVER,
        lambda number: CustodyCorrected(
            number=number,
            centre=campaign.centre,
            campaign=campaign.number,
            rooms=tuple(chosen[one.tag].room for one in held),
            states=tuple(_state(work, one, chosen[one.tag]) for one in held),
        ),
    )


def _state(work: Work, asset: Asset, seen: Misplaced) -> State:
    if is_place(seen.room):
        return following(asset, IN_STORAGE, custodian=seen.room, custodian_kind=PLACE)
    kind = holder_kind(work.connection, asset.centre, seen.room)
    return following(asset, IN_USE, custodian=seen.room, custodian_kind=kind)
