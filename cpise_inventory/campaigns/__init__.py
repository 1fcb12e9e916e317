"""Physical verification: a campaign walks through a centre and scans what is really there."""

from cpise_inventory.assets.events import Sighted, Unsighted
from cpise_inventory.campaigns import events
from cpise_inventory.campaigns.projector import project
from cpise_inventory.journal.journal import Capability, each

CAMPAIGNS = Capability(
    kinds=(
        events.CampaignOpened,
        events.CampaignClosed,
        events.CampaignResumed,
        events.CampaignReported,
        events.CampaignReversed,
        events.CampaignCancelled,
    ),
    project=each(project),
    hears=(Sighted, Unsighted),
)
