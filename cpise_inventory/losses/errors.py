"""Why a loss may not be reported, approved or rejected so."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class UnknownLossReasonError(Refusal):
    reason: str
    known: tuple[str, ...]
    field = "reason"


@dataclass(eq=False)
class NotExpiredError(Refusal):
    """Its last day of use is still to come, on the day of the report."""

    item: str
    lot: str
    expires_on: str
    field = "lot"


@dataclass(eq=False)
class NotAWaybillError(Refusal):
    number: str
    field = "waybill"


@dataclass(eq=False)
class UnknownLossError(Refusal):
    number: str
    field = "number"


@dataclass(eq=False)
class LossDecidedError(Refusal):
    """`status` is approved, rejected or cancelled: it stands."""

    number: str
    status: str
    field = "number"


@dataclass(eq=False)
class OwnLossError(Refusal):
    """Who reported doesn't approve. `others` may."""

    number: str
    person: str
    others: tuple[str, ...]
    field = "user"
