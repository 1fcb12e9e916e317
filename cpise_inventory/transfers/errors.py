"""Why goods may not go from centre to centre so."""

from dataclasses import dataclass

from typing_extensions import override

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class SamePlaceError(Refusal):
    centre: str
    field = "to"


@dataclass(eq=False)
class UnknownTransferError(Refusal):
    number: str
    field = "number"


@dataclass(eq=False)
class WrongCentreError(Refusal):
    """A waybill is received by the centre that it names."""

    number: str
    centre: str
    target: str
    field = "centre"


@dataclass(eq=False)
class NothingOnTheRoadError(Refusal):
    """All that this waybill took along has come in or was settled, `by` these documents."""

    number: str
    by: tuple[str, ...]
    field = "number"


@dataclass(eq=False)
class CancelledTransferError(Refusal):
    """The waybill was cancelled: nothing is on the road with it."""

    number: str
    field = "number"


@dataclass(eq=False)
class NothingMoreExpectedError(Refusal):
    """It was said that nothing more of it comes; so nobody brings in "all the rest" by a slip.
    What came after all is named.
    """

    number: str
    missing: int
    field = "line"


@dataclass(eq=False)
class MoreThanSentError(Refusal):
    item: str
    quantity: int
    on_the_road: int
    field = "quantity"


@dataclass(eq=False)
class NotOnWaybillError(Refusal):
    item: str
    number: str
    field = "item"


@dataclass(eq=False)
class LotNotOnWaybillError(Refusal):
    """The item is, of the lots that are `known`."""

    item: str
    lot: str
    number: str
    known: tuple[str, ...]
    field = "lot"


@dataclass(eq=False)
class AllOfItCameError(Refusal):
    """All that the waybill says of this item (and lot) came in or was settled, `by` these."""

    item: str
    number: str
    by: tuple[str, ...]
    field = "item"


@dataclass(eq=False)
class AssetNotOnWaybillError(Refusal):
    tag: str
    number: str
    field = "asset"


@dataclass(eq=False)
class AssetCameInError(Refusal):
    """It's on the waybill, and it came in or was settled before."""

    tag: str
    number: str
    field = "asset"


@dataclass(eq=False)
class NotAnAccessoryError(Refusal):
    """`known`: what belongs with the asset."""

    tag: str
    accessory: str
    known: tuple[str, ...]
    field = "lacking"


@dataclass(eq=False)
class BeforeSendingError(Refusal):
    """Nothing comes in, and nothing is settled, before the day it was sent."""

    number: str
    happened_on: str
    sent_on: str
    field = "happened_on"


@dataclass(eq=False)
class StillMissingError(Refusal):
    """Something is said to be in excess while as much as this is said not to have come."""

    item: str
    missing: int
    field = "over"


@dataclass(eq=False)
class UnknownExcessError(Refusal):
    """Neither the waybill nor the sender's books know such goods."""

    item: str
    source: str
    field = "item"


@dataclass(eq=False)
class AlreadyClosedError(Refusal):
    number: str
    field = "number"


@dataclass(eq=False)
class StillComingError(Refusal):
    """It isn't said yet that nothing more will come."""

    number: str
    missing: int
    field = "number"


@dataclass(eq=False)
class NothingToSettleError(Refusal):
    number: str
    field = "number"


@dataclass(eq=False)
class UndoneTwiceError(Refusal):
    """What looks like a difference is that workstations cancelled a paper apart."""

    number: str
    document: str
    field = "number"


@dataclass(eq=False)
class NothingOfThisError(Refusal):
    """Of this item (and lot) no difference is left; or less of it than was named."""

    item: str
    quantity: int
    left: int
    field = "line"


@dataclass(eq=False)
class AssetSettledError(Refusal):
    """Nothing about this asset is left to settle on that waybill."""

    tag: str
    number: str
    field = "asset"


@dataclass(eq=False)
class WrongDecisionError(Refusal):
    """`known`: what can be decided about such a difference."""

    item: str
    decision: str
    known: tuple[str, ...]
    field = "decision"


@dataclass(eq=False)
class BuiltUponError(Refusal):
    """`later`: documents that rest on it, the newest first; these are to be cancelled before."""

    document: str
    later: tuple[str, ...]
    field = "number"


# --- requisitions --------------------------------------------------------------------------------


@dataclass(eq=False)
class UnknownRequestError(Refusal):
    number: str
    field = "number"


@dataclass(eq=False)
class RequestDecidedError(Refusal):
    """Nothing can be decided about it any more. `status` is approved, refused or closed."""

    number: str
    status: str
    field = "number"


@dataclass(eq=False)
class RequestNotApprovedError(Refusal):
    """Nothing is sent for it. `status` is asked, refused or closed."""

    number: str
    status: str
    field = "request"

    @property
    @override
    def code(self) -> str:
        return "request_not_approved"


@dataclass(eq=False)
class RequestTurnedDownError(RequestNotApprovedError):
    """Nothing ever will be: it was refused."""


@dataclass(eq=False)
class RequestEndedError(RequestNotApprovedError):
    """Nothing is any more: it was closed."""


@dataclass(eq=False)
class RequestSentError(Refusal):
    """All that was approved has been sent."""

    number: str
    field = "request"


@dataclass(eq=False)
class OtherRouteError(Refusal):
    """The requisition asks one centre for goods for another; these are not they."""

    number: str
    supplier: str
    centre: str
    field = "request"


@dataclass(eq=False)
class NotRequestedError(Refusal):
    item: str
    number: str
    field = "item"


@dataclass(eq=False)
class MoreThanRequestedError(Refusal):
    """`left`: what was approved and not sent yet; of an approval, what was asked for."""

    item: str
    quantity: int
    left: int
    number: str
    field = "quantity"


@dataclass(eq=False)
class OwnRequestError(Refusal):
    """Who asked doesn't approve. `others` may."""

    number: str
    person: str
    others: tuple[str, ...]
    field = "user"


@dataclass(eq=False)
class WantedInThePastError(Refusal):
    wanted_on: str
    field = "wanted_on"
