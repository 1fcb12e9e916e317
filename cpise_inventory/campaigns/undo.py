"""Undo the report of a physical verification: what was seen stays, nothing is missing by it."""

from cpise_inventory.campaigns.events import CampaignReported, CampaignReversed
from cpise_inventory.documents.queries import Document
from cpise_inventory.people.rights import Right
from cpise_inventory.work import Work


def reverse_report(work: Work, found: Document, said: CampaignReported, reason: str) -> str:
    """The reversing document's number. The campaign is over; verify anew with another one."""
    work.require(Right.MANAGE_ASSETS)
    return work.issue(
        found.code,
        lambda number: CampaignReversed(
            number=number,
            centre=found.centre,
            undoes=found.number,
            campaign=said.campaign,
            reason=reason,
            missing=tuple(one.tag for one in said.missing),
        ),
    )
