"""Why stock may not be moved so."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class NotEnoughStockError(Refusal):
    """What there is of it at that place (and lot), that may leave."""

    item: str
    wanted: int
    available: int
    location: str
    field = "quantity"


@dataclass(eq=False)
class RestInQuarantineError(NotEnoughStockError):
    """Too little that may leave, and so much more that waits in the centre's quarantine."""

    apart: int


@dataclass(eq=False)
class SubstitutesOfferedError(Refusal):
    """A part of a kit is short, and something is there that may stand in for it: somebody has to
    say so.
    """

    item: str
    wanted: int
    available: int
    others: tuple[str, ...]
    field = "quantity"


@dataclass(eq=False)
class NotASubstituteError(Refusal):
    """The kit's list doesn't let it stand in for that."""

    kit: str
    item: str
    other: str
    field = "substitute"


@dataclass(eq=False)
class TooManySubstitutesError(Refusal):
    """More would stand in for an item than the kits need of it."""

    item: str
    quantity: int
    needed: int
    field = "substitute"


@dataclass(eq=False)
class NotEnoughThenError(Refusal):
    """Enough today, but on a day since the date of the fact there would have been less than
    nothing.
    """

    item: str
    wanted: int
    available: int
    day: str
    field = "happened_on"


@dataclass(eq=False)
class NotYetThereError(NotEnoughThenError):
    """It's to leave today, and what is there came in on a later day: the clock is behind."""

    field = "quantity"


@dataclass(eq=False)
class TakenSinceError(NotEnoughThenError):
    """There was enough on the day of the fact; that document of a later day took of it."""

    document: str
    taken_on: str
    field = "quantity"


@dataclass(eq=False)
class ExpiredLotError(Refusal):
    item: str
    lot: str
    expired_on: str
    field = "lot"


@dataclass(eq=False)
class OnlyExpiredStockError(Refusal):
    """There is some, but what isn't expired doesn't suffice."""

    item: str
    wanted: int
    available: int
    expired: int
    field = "quantity"


@dataclass(eq=False)
class QuarantinedError(Refusal):
    """It stands in quarantine: bring it back to a storeroom first, or write it off."""

    item: str
    location: str
    field = "storeroom"


@dataclass(eq=False)
class HeldForLossError(Refusal):
    """There is enough, but some waits for the decision on a loss that was reported."""

    item: str
    wanted: int
    available: int
    held: int
    location: str
    field = "quantity"


@dataclass(eq=False)
class NoPoliceReportError(Refusal):
    item: str
    field = "police"


@dataclass(eq=False)
class SameSpotError(Refusal):
    """From a place to the very same one."""

    location: str
    field = "to"


@dataclass(eq=False)
class UnknownLotError(Refusal):
    item: str
    lot: str
    field = "lot"


@dataclass(eq=False)
class LotElsewhereError(UnknownLotError):
    """It's at another place of the centre."""

    location: str


@dataclass(eq=False)
class ExpiryNeededError(Refusal):
    item: str
    field = "expiry"


@dataclass(eq=False)
class ExpiryNotKeptError(Refusal):
    item: str
    expiry: str
    field = "expiry"


@dataclass(eq=False)
class ExpiredOnArrivalError(Refusal):
    """A lot past its date is received only with remarks that say why."""

    item: str
    lot: str
    expiry: str
    field = "expiry"


@dataclass(eq=False)
class ShortDatedError(Refusal):
    """A lot with less than so many months left is received only with a reason."""

    item: str
    lot: str
    expiry: str
    months: int
    field = "expiry"


@dataclass(eq=False)
class DamageReasonError(Refusal):
    """What came damaged is received only with a reason."""

    item: str
    damaged: int
    field = "reason"


@dataclass(eq=False)
class TooMuchOverError(Refusal):
    """More in excess than came at all."""

    item: str
    over: int
    received: int
    field = "quantity"


@dataclass(eq=False)
class OtherDonationError(Refusal):
    """The announced delivery is of another donation."""

    delivery: str
    donation: str
    announced: str
    field = "donation"


@dataclass(eq=False)
class OtherCentreError(Refusal):
    """The announced delivery is for another centre."""

    delivery: str
    centre: str
    announced: str
    field = "centre"


@dataclass(eq=False)
class LotContradictionError(Refusal):
    """The same lot number of the same item and donation has another expiry already."""

    item: str
    lot: str
    expiry: str
    known: str
    field = "expiry"


@dataclass(eq=False)
class LotOfAnotherError(LotContradictionError):
    """So says another donation's; two makers may have given one number, which somebody has to say.

    `donation`: its code, or its donor's.
    """

    donation: str


@dataclass(eq=False)
class LotDatedTwiceError(LotContradictionError):
    """So say two lines of one paper; `line`, with `known`, stands before `other_line`."""

    line: int
    other_line: int


@dataclass(eq=False)
class NoLinesError(Refusal):
    field = "line"


@dataclass(eq=False)
class NoRecipientError(Refusal):
    field = "to"


@dataclass(eq=False)
class EmptyGroupError(Refusal):
    """A group is counted: at least one person."""

    people: int
    field = "people"


@dataclass(eq=False)
class AlreadyReversedError(Refusal):
    document: str
    reversed_by: str
    field = "number"


@dataclass(eq=False)
class ReversalOfReversalError(Refusal):
    document: str
    field = "number"


@dataclass(eq=False)
class NoLongerTwiceError(Refusal):
    """The document that it cancels was cancelled twice; somebody has settled that already."""

    document: str
    cancelled: str
    field = "number"


@dataclass(eq=False)
class NotReversibleError(Refusal):
    """This kind of document is undone in another way."""

    document: str
    field = "number"


@dataclass(eq=False)
class AlreadyHandedOnError(Refusal):
    """What this document brought in has left since, with `takers`: undo those first."""

    document: str
    item: str
    missing: int
    takers: tuple[str, ...] = ()
    field = "number"


@dataclass(eq=False)
class NotAReceiptError(Refusal):
    """Goods come back against the receipt that they were handed out by."""

    number: str
    field = "number"


@dataclass(eq=False)
class NotOnReceiptError(Refusal):
    item: str
    number: str
    field = "item"


@dataclass(eq=False)
class LotNotOnReceiptError(NotOnReceiptError):
    """Of this item the receipt may have other lots."""

    lot: str
    field = "lot"


@dataclass(eq=False)
class MoreThanGivenError(Refusal):
    """`out`: what was given of it and has not come back yet."""

    item: str
    quantity: int
    out: int
    field = "quantity"


@dataclass(eq=False)
class AllBackError(Refusal):
    """Nothing of this receipt is out any more."""

    number: str
    field = "number"


@dataclass(eq=False)
class ReturnedBeforeGivenError(Refusal):
    number: str
    happened_on: str
    given_on: str
    field = "happened_on"


@dataclass(eq=False)
class ReturnedSinceError(Refusal):
    """Goods of this receipt came back: cancel the return before the receipt."""

    document: str
    returned_by: str
    field = "number"
