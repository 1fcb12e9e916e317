"""What refusals say of physical verifications; see `refusal_texts`."""

from collections.abc import Mapping
from typing import Final

from cpise_inventory.language.words import N_

CAMPAIGNS: Final[Mapping[str, str]] = {
    "UnknownCampaignError": N_(
        "There is no physical verification {number}; the list of them shows all."
    ),
    "NothingToVerifyError": N_("The books have no such asset in {centre}; nothing is to be found."),
    "CampaignUnderWayError": N_(
        "The same is being verified in {centre} already: go on with {number}, or close it first."
    ),
    "CampaignOverError": N_(
        "Physical verification {number} takes no more scans ({status}); open a new one."
    ),
    "CampaignNotClosedError": N_(
        "Physical verification {number} does not wait for approval ({status})."
    ),
    "NoScansError": N_("Nothing was scanned; scan or type at least one tag."),
    "NothingSeenError": N_(
        "Nothing was seen in {number} yet; scan something, or give it up with a reason."
    ),
    "CampaignWaitsError": N_(
        "Physical verification {number} waits for approval; have it gone round again, then take the"
        " scan back."
    ),
    "NotSeenError": N_("{tag} was not seen in {number}; there is no scan to take back."),
    "SightingReportedError": N_(
        "Report {report} says that {tag} was seen; cancel that report with a reason, then take the"
        " scan back."
    ),
    "NotMissingError": N_("{number} does not miss {tag}; there is nothing to explain."),
    "OwnCampaignError": N_(
        "{person} scanned for {number} and cannot approve it; somebody else has to: {others}."
    ),
    "NothingElsewhereError": N_("{number} has nothing left that is booked elsewhere than seen."),
}
