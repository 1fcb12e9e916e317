"""Why a physical verification may not go on so."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class UnknownCampaignError(Refusal):
    number: str
    field = "number"


@dataclass(eq=False)
class NothingToVerifyError(Refusal):
    """Nothing is booked there that could be looked for."""

    centre: str
    place: str
    field = "centre"


@dataclass(eq=False)
class CampaignUnderWayError(Refusal):
    """The same is being verified already."""

    number: str
    centre: str
    field = "centre"


@dataclass(eq=False)
class CampaignOverError(Refusal):
    """It is over. `status`: waits, reported, cancelled."""

    number: str
    status: str
    field = "number"


@dataclass(eq=False)
class CampaignNotClosedError(Refusal):
    """The walk isn't over yet, or was given up. `status`: open, reported, cancelled."""

    number: str
    status: str
    field = "number"


@dataclass(eq=False)
class NoScansError(Refusal):
    """Nothing was scanned."""

    field = "tag"


@dataclass(eq=False)
class NothingSeenError(Refusal):
    """A walk on which nothing was seen has nothing to report."""

    number: str
    field = "number"


@dataclass(eq=False)
class CampaignWaitsError(Refusal):
    """Somebody is about to approve what it came to."""

    number: str
    field = "number"


@dataclass(eq=False)
class NotSeenError(Refusal):
    """It wasn't seen in this campaign, or that was taken back: there's nothing to take back."""

    number: str
    tag: str
    field = "tag"


@dataclass(eq=False)
class SightingReportedError(Refusal):
    """A report that is signed and stands says that it was seen."""

    number: str
    tag: str
    report: str
    field = "tag"


@dataclass(eq=False)
class NotMissingError(Refusal):
    """This campaign doesn't miss it, so there is nothing to explain."""

    number: str
    tag: str
    field = "tag"


@dataclass(eq=False)
class OwnCampaignError(Refusal):
    """Who scanned doesn't approve. `others` may."""

    number: str
    person: str
    others: tuple[str, ...]
    field = "user"


@dataclass(eq=False)
class NothingElsewhereError(Refusal):
    """Nothing of it is booked elsewhere than where it was seen, or all is put right."""

    number: str
    field = "number"
