"""Why an asset is not registered, handed over, repaired, declared or disposed of."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class UnknownAssetError(Refusal):
    tag: str
    field = "tag"


@dataclass(eq=False)
class SerialTakenError(Refusal):
    serial: str
    tag: str
    field = "serial"


@dataclass(eq=False)
class SerialTwiceError(Refusal):
    serial: str
    field = "serial"


@dataclass(eq=False)
class NoSerialError(Refusal):
    field = "serial"


@dataclass(eq=False)
class UnknownCategoryError(Refusal):
    category: str
    known: tuple[str, ...]
    field = "category"


@dataclass(eq=False)
class UnknownConditionError(Refusal):
    condition: str
    known: tuple[str, ...]
    field = "condition"


@dataclass(eq=False)
class AlreadyHeldError(Refusal):
    """It has a holder: it must come back first."""

    tag: str
    custodian: str
    field = "tag"


@dataclass(eq=False)
class NotHeldError(Refusal):
    tag: str
    status: str
    field = "tag"


@dataclass(eq=False)
class AssetOnTheRoadError(Refusal):
    """It is received, or settled, before anything else can be done with it."""

    tag: str
    waybill: str
    field = "tag"


@dataclass(eq=False)
class AssetElsewhereError(Refusal):
    """It's in another centre's books than the rest, or than whoever sends it."""

    tag: str
    centre: str
    here: str
    field = "tag"


@dataclass(eq=False)
class NoPlaceError(Refusal):
    field = "place"


@dataclass(eq=False)
class AlreadyThereError(Refusal):
    tag: str
    place: str
    field = "place"


@dataclass(eq=False)
class NoCustodianError(Refusal):
    field = "to"


@dataclass(eq=False)
class DueInThePastError(Refusal):
    due_on: str
    field = "due"


@dataclass(eq=False)
class BeforeLastActError(Refusal):
    """`document`, of `since_day`, tells the last that happened to it."""

    tag: str
    happened_on: str
    document: str
    since_day: str
    field = "happened_on"


@dataclass(eq=False)
class NoAssetsError(Refusal):
    field = "tag"


@dataclass(eq=False)
class AssetMovedOnError(Refusal):
    """Something happened to it after this document, `later` the last of it: undo that first."""

    document: str
    tag: str
    later: str
    field = "number"


@dataclass(eq=False)
class NoWorkshopError(Refusal):
    field = "at"


@dataclass(eq=False)
class NoFaultError(Refusal):
    """What is to be repaired isn't said."""

    field = "fault"


@dataclass(eq=False)
class NoCircumstancesError(Refusal):
    """Where and how it was missed isn't said."""

    field = "circumstances"


@dataclass(eq=False)
class NoAssetPoliceError(Refusal):
    """What was stolen is reported to the police first."""

    tag: str
    field = "police"


@dataclass(eq=False)
class UnknownDisposalReasonError(Refusal):
    why: str
    known: tuple[str, ...]
    field = "reason"


@dataclass(eq=False)
class UnknownMeansError(Refusal):
    """How it is disposed of."""

    means: str
    known: tuple[str, ...]
    field = "means"


@dataclass(eq=False)
class NotAProposalError(Refusal):
    number: str
    field = "number"


@dataclass(eq=False)
class ProposalDecidedError(Refusal):
    """It was approved or taken back before."""

    number: str
    status: str
    field = "number"


@dataclass(eq=False)
class OwnProposalError(Refusal):
    """Somebody else is to decide; `others` can."""

    number: str
    person: str
    others: tuple[str, ...]
    field = "user"


@dataclass(eq=False)
class NotWipedError(Refusal):
    """A disk in it may still hold what nobody else is to read."""

    tag: str
    field = "wiped"


@dataclass(eq=False)
class NoConsentError(Refusal):
    """Until that day the donor is asked before it is disposed of."""

    tag: str
    until: str
    field = "consent"


@dataclass(eq=False)
class NoConflictError(Refusal):
    """Nothing about it was said apart, or it's settled."""

    tag: str
    field = "tag"


@dataclass(eq=False)
class BadDayError(Refusal):
    """No day of the calendar, in the field of this name."""

    name: str
    text: str
    field = "date"


@dataclass(eq=False)
class AcquiredLaterError(Refusal):
    """Nothing is acquired after it came."""

    acquired_on: str
    day: str
    field = "acquired"


@dataclass(eq=False)
class NotADeliveryError(Refusal):
    """No goods received note that stands."""

    number: str
    field = "delivery"


@dataclass(eq=False)
class OtherDeliveryError(Refusal):
    """What came then was of another donor, or went to another centre."""

    number: str
    donor: str
    centre: str
    field = "delivery"


@dataclass(eq=False)
class UnknownColumnError(Refusal):
    """The register has no such column."""

    column: str
    known: tuple[str, ...]
    field = "columns"


@dataclass(eq=False)
class UnknownStatusError(Refusal):
    """No asset stands like this."""

    status: str
    known: tuple[str, ...]
    field = "status"


@dataclass(eq=False)
class BadSpanError(Refusal):
    """When something ends is asked for as `past` or as a number of days."""

    name: str
    span: str


@dataclass(eq=False)
class BadYearsError(Refusal):
    """An age out of range, or one that begins after it ends."""

    name: str
    years: int


@dataclass(eq=False)
class ValueOfWhatError(Refusal):
    """Values of different currencies are never compared."""

    known: tuple[str, ...]
    field = "currency"


@dataclass(eq=False)
class TooWideListError(Refusal):
    """More than stand side by side on a paper."""

    count: int
    most: int
    field = "columns"


@dataclass(eq=False)
class LifeOutOfRangeError(Refusal):
    """Nothing is used so few years, or so many."""

    years: int
    most: int
    field = "years"
