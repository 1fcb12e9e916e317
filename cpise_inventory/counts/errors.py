"""Why a count may not go on so."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class UnknownCountError(Refusal):
    number: str
    field = "number"


@dataclass(eq=False)
class CountClosedError(Refusal):
    """What it said stands. `status`: settled, approved, cancelled, undone."""

    number: str
    status: str
    field = "number"


@dataclass(eq=False)
class CountNotFinishedError(Refusal):
    """Lines of the sheet have no figure yet."""

    number: str
    missing: int
    item: str
    field = "line"


@dataclass(eq=False)
class NothingToApproveError(Refusal):
    """It isn't finished yet, or was without differences."""

    number: str
    field = "number"


@dataclass(eq=False)
class OwnCountError(Refusal):
    """Who counted doesn't approve. `others` may."""

    number: str
    person: str
    others: tuple[str, ...]
    field = "user"


@dataclass(eq=False)
class MovedSinceCountError(Refusal):
    """Since it was counted more has left than was there by that count: count again."""

    item: str
    location: str
    counted: int
    moved: int
    field = "line"


@dataclass(eq=False)
class NothingToCountError(Refusal):
    """Nothing is booked there that could stand on a sheet."""

    centre: str
    field = "line"


@dataclass(eq=False)
class NeverHereError(Refusal):
    """No lot of it was ever known: receive it, so that its donor is known."""

    item: str
    counted: int
    field = "line"


@dataclass(eq=False)
class ManyLotsError(Refusal):
    """It is there in several lots; which one was counted?"""

    item: str
    lots: tuple[str, ...]
    field = "lot"


@dataclass(eq=False)
class NotThisPlaceError(Refusal):
    """That place isn't on the sheet."""

    number: str
    location: str
    field = "storeroom"


@dataclass(eq=False)
class UnknownReasonError(Refusal):
    reason: str
    known: tuple[str, ...]
    field = "reason"


@dataclass(eq=False)
class CountWaitsError(Refusal):
    """It is finished, and who counted knows what differs: figures change by a recount only."""

    number: str
    field = "number"


@dataclass(eq=False)
class SameCounterError(Refusal):
    """A recount is another person's. `others` may count."""

    number: str
    item: str
    person: str
    others: tuple[str, ...]
    field = "user"


@dataclass(eq=False)
class NotOnSheetError(Refusal):
    """No figure of this item stands on the sheet."""

    number: str
    item: str
    field = "item"


@dataclass(eq=False)
class ManyPlacesError(Refusal):
    """The sheet has it in several places; where was it counted?"""

    item: str
    places: tuple[str, ...]
    field = "storeroom"


@dataclass(eq=False)
class NoCategoryError(Refusal):
    """A count of one category has to say which."""

    field = "category"


@dataclass(eq=False)
class CountRuleError(Refusal):
    """Units or percent that can't be. `what`: units or percent."""

    what: str
    value: int
    most: int
    field = "what"
