"""Why a list can't be kept or worked through so."""

from dataclasses import dataclass

from cpise_inventory.errors import Refusal


@dataclass(eq=False)
class NoListNameError(Refusal):
    field = "name"


@dataclass(eq=False)
class UnknownListError(Refusal):
    centre: str
    name: str
    known: tuple[str, ...]
    field = "list"


@dataclass(eq=False)
class ClosedListError(Refusal):
    name: str
    closed_on: str
    field = "list"


@dataclass(eq=False)
class EmptyListError(Refusal):
    """A list without recipients, or without goods."""

    name: str
    field = "list"


@dataclass(eq=False)
class RecipientTwiceError(Refusal):
    recipient: str
    field = "recipient"


@dataclass(eq=False)
class ItemTwiceError(Refusal):
    item: str
    field = "item"


@dataclass(eq=False)
class UncountedRecipientError(Refusal):
    """Something is shared out by persons, and nobody said how many these are."""

    recipient: str
    item: str
    field = "people"


@dataclass(eq=False)
class NotOnListError(Refusal):
    recipient: str
    name: str
    field = "to"


@dataclass(eq=False)
class ServedAlreadyError(Refusal):
    """This list's receipt of this month is issued to them already."""

    recipient: str
    month: str
    document: str
    field = "to"


@dataclass(eq=False)
class AllServedError(Refusal):
    name: str
    month: str
    field = "list"


@dataclass(eq=False)
class ListShortError(Refusal):
    """What all that are still to be served would need, and what may leave."""

    name: str
    item: str
    wanted: int
    available: int
    field = "list"
